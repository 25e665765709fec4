"""Questions that history can answer: will a pattern hold within a horizon, asked on a day?"""

from dataclasses import dataclass
from datetime import date

from sitroom.core import EventPattern, ForecastError


@dataclass(frozen=True, slots=True)
class PatternQuestion:
    """Will the pattern hold at least once within ``horizon_days`` after the cutoff?

    Args:
        pattern: who does what to whom.
        horizon_days: the days ahead, at least 1.
        cutoff: last day of knowledge (UTC), inclusive.
        source: the one data set to answer from.

    Raises:
        ForecastError: the horizon is shorter than a day.
    """

    pattern: EventPattern
    horizon_days: int
    cutoff: date
    source: str

    def __post_init__(self) -> None:
        if self.horizon_days < 1:
            raise ForecastError(f"a horizon has at least one day, not {self.horizon_days}")
