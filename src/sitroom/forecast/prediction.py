"""Predictions: a probability with its interval, its reasons and the rows that it rests on."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from sitroom.core import ForecastError
from sitroom.history import BaseRate


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a probability is what it is.

    Args:
        text: one sentence for a reader.
        effect: by how much it moved the probability; None for the starting point.
        rows: ids of the event rows behind it.
    """

    text: str
    effect: float | None = None
    rows: tuple[str, ...] = ()

    def to_json(self) -> dict[str, object]:
        """Return ``{text, effect, rows}``."""
        return {"text": self.text, "effect": self.effect, "rows": list(self.rows)}


@dataclass(frozen=True, slots=True)
class Prediction:
    """What a forecaster says about a question.

    Args:
        status: ``answered``, or ``not_covered``: then there is no probability and a reason says why.
        probability: in [0, 1].
        interval: 95 %, of the probability.
        cutoff: last day of knowledge that it used, inclusive.
        method: the forecaster's name and version.
        reasons: at least one.
        rows: ids of the event rows that a reader should see.
        base_rate: the base rate that it starts from.

    Raises:
        ForecastError: a probability is missing, out of range or outside its interval, or there are no reasons.
    """

    status: Literal["answered", "not_covered"]
    probability: float | None
    interval: tuple[float, float] | None
    cutoff: date
    method: str
    reasons: tuple[Reason, ...]
    rows: tuple[str, ...] = ()
    base_rate: BaseRate | None = None

    def __post_init__(self) -> None:
        if (self.probability is None) != (self.status == "not_covered"):
            raise ForecastError(f"{self.method} is {self.status} but its probability is {self.probability}")
        if self.probability is not None and not 0 <= self.probability <= 1:
            raise ForecastError(f"{self.method} gave {self.probability}; a probability lies in [0, 1]")
        if self.probability is not None and self.interval and not _holds(self.interval, self.probability):
            raise ForecastError(f"{self.method} gave {self.probability}, outside its interval {self.interval}")
        if not self.reasons:
            raise ForecastError(f"{self.method} gave no reason")

    def to_json(self) -> dict[str, object]:
        """Return the prediction with an ISO day and lists in place of tuples."""
        return {
            "status": self.status,
            "probability": self.probability,
            "interval": list(self.interval) if self.interval else None,
            "cutoff": self.cutoff.isoformat(),
            "method": self.method,
            "reasons": [reason.to_json() for reason in self.reasons],
            "rows": list(self.rows),
            "base_rate": self.base_rate.to_json() if self.base_rate else None,
        }


def _holds(interval: tuple[float, float], probability: float) -> bool:
    return 0 <= interval[0] <= probability <= interval[1] <= 1
