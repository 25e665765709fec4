"""Resolved forecasts: what a forecaster said of a question, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sitroom.core import EventPattern
from sitroom.forecast.question import PatternQuestion

Key = tuple[EventPattern, date, int]


@dataclass(frozen=True, slots=True)
class ResolvedForecast:
    """A forecast with its outcome.

    Args:
        question: as asked.
        method: the forecaster's name and version.
        probability: in [0, 1]; None where it declined.
        base_rate: the base rate that it started from, in [0, 1]; None where there is none.
        outcome: what happened.
        reason: why it declined; empty where it answered.
    """

    question: PatternQuestion
    method: str
    probability: float | None
    base_rate: float | None
    outcome: bool
    reason: str = ""

    @property
    def key(self) -> Key:
        """Which question it is, whoever answers."""
        return self.question.pattern, self.question.cutoff, self.question.horizon_days
