"""Baselines: forecasters that need no more than the days on which a pattern held before."""

from abc import abstractmethod
from collections.abc import Sequence
from typing import NamedTuple

from sitroom.core import english_day
from sitroom.forecast.forecaster import Forecaster
from sitroom.forecast.occurrences import Occurrences, count
from sitroom.forecast.prediction import Prediction, Reason
from sitroom.forecast.question import PatternQuestion
from sitroom.history import BaseRate, EventStore, jeffreys_interval, jeffreys_mean


class Answer(NamedTuple):
    """What a baseline says: a probability, its 95 % interval, and why, first the starting point."""

    probability: float
    interval: tuple[float, float]
    reasons: tuple[Reason, ...]


class Baseline(Forecaster):
    """A forecaster that answers from occurrences; where the base rate is not covered, neither is its answer.

    A new one is a ``name`` with its version and an ``_answer``.
    """

    @abstractmethod
    def _answer(self, question: PatternQuestion, found: Occurrences) -> Answer:
        """Return the answer to a question that is covered."""

    def _predict(self, question: PatternQuestion, known: EventStore) -> Prediction:
        return self._predict_all([question], known)[0]

    def _predict_all(self, questions: Sequence[PatternQuestion], known: EventStore) -> Sequence[Prediction]:
        found = count(questions, known, self._members)
        return [self._from(*pair) for pair in zip(questions, found, strict=True)]

    def _from(self, question: PatternQuestion, found: Occurrences) -> Prediction:
        base = found.base
        if not base.covered:
            return Prediction(
                "not_covered", None, None, question.cutoff, self.name, base_rate_reasons(base), base_rate=base
            )
        said = self._answer(question, found)
        return Prediction(
            status="answered",
            probability=said.probability,
            interval=said.interval,
            cutoff=question.cutoff,
            method=self.name,
            reasons=said.reasons,
            rows=base.event_ids,
            base_rate=base,
        )


def share(hits: int, trials: int) -> tuple[float, tuple[float, float]]:
    """Return the mean and the 95 % interval of a rate under Jeffreys' prior; with no trial, one half and no limits."""
    return jeffreys_mean(hits, trials), jeffreys_interval(hits, trials) if trials else (0.0, 1.0)


def base_rate_reasons(found: BaseRate) -> tuple[Reason, ...]:
    """Return the base rate, or why there is none, as reasons."""
    if not found.covered or found.first_day is None or found.last_day is None:
        return (Reason(f"Not covered: {found.reason}."),)
    days = f"{english_day(found.first_day)} to {english_day(found.last_day)}"
    first = Reason(f"From {days} {found.reason}.", rows=found.event_ids)
    said = [Reason(f"{remark[:1].upper()}{remark[1:]}.") for remark in found.remarks]
    if found.information == "low":
        said.append(Reason("The base rate is so extreme that an answer says little."))
    return (first, *said)
