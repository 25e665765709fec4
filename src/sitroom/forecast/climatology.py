"""Climatology: what usually happened in windows as long as the horizon will happen as often again."""

from collections.abc import Sequence
from typing import ClassVar

from sitroom.forecast.baseline import base_rate_reasons
from sitroom.forecast.forecaster import Forecaster
from sitroom.forecast.occurrences import count
from sitroom.forecast.prediction import Prediction
from sitroom.forecast.question import PatternQuestion
from sitroom.history import BaseRate, EventStore, base_rate, jeffreys_mean


class Climatology(Forecaster):
    """The base rate of the pattern, under Jeffreys' prior: ``(hits + .5) / (windows + 1)``.

    Source: Murphy (1992), "Climatology, persistence, and their linear combination as standards of reference".
    """

    name: ClassVar[str] = "climatology.v1"

    def _predict(self, question: PatternQuestion, known: EventStore) -> Prediction:
        found = base_rate(
            known,
            question.pattern,
            horizon_days=question.horizon_days,
            as_of=question.cutoff,
            source=question.source,
            members=self._members,
        )
        return self._from(question, found)

    def _predict_all(self, questions: Sequence[PatternQuestion], known: EventStore) -> Sequence[Prediction]:
        found = count(questions, known, self._members)
        return [self._from(question, one.base) for question, one in zip(questions, found, strict=True)]

    def _from(self, question: PatternQuestion, found: BaseRate) -> Prediction:
        return Prediction(
            status="answered" if found.covered else "not_covered",
            probability=jeffreys_mean(found.hits, found.windows) if found.covered else None,
            interval=found.interval,
            cutoff=question.cutoff,
            method=self.name,
            reasons=base_rate_reasons(found),
            rows=found.event_ids,
            base_rate=found,
        )
