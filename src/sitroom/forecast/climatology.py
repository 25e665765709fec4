"""Climatology: what usually happened in windows as long as the horizon will happen as often again."""

from typing import ClassVar

from sitroom.core import english_day
from sitroom.forecast.forecaster import Forecaster
from sitroom.forecast.prediction import Prediction, Reason
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
        return Prediction(
            status="answered" if found.covered else "not_covered",
            probability=jeffreys_mean(found.hits, found.windows) if found.covered else None,
            interval=found.interval,
            cutoff=question.cutoff,
            method=self.name,
            reasons=_reasons(found),
            rows=found.event_ids,
            base_rate=found,
        )


def _reasons(found: BaseRate) -> tuple[Reason, ...]:
    if not found.covered or found.first_day is None or found.last_day is None:
        return (Reason(f"Not covered: {found.reason}."),)
    days = f"{english_day(found.first_day)} to {english_day(found.last_day)}"
    first = Reason(f"From {days} {found.reason}.", rows=found.event_ids)
    said = [Reason(f"{remark[:1].upper()}{remark[1:]}.") for remark in found.remarks]
    if found.information == "low":
        said.append(Reason("The base rate is so extreme that an answer says little."))
    return (first, *said)
