"""Cutoffs: on which past days to ask, and which horizons the data have room for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sitroom.core import DayRange, ForecastError
from sitroom.history import MIN_WINDOWS

CUTOFFS = 12


@dataclass(frozen=True, slots=True)
class Plan:
    """When to ask, and for how far ahead.

    Args:
        cutoffs: rising.
        horizons: in days, rising; those that fit.
        left_out: why others do not, a sentence each.
    """

    cutoffs: tuple[date, ...]
    horizons: tuple[int, ...]
    left_out: tuple[str, ...] = ()


def plan_cutoffs(
    told: DayRange, horizons: Sequence[int], *, many: int = CUTOFFS, first: date | None = None, last: date | None = None
) -> Plan:
    """Return evenly spaced cutoffs with enough days before them to learn from and enough after them to score.

    A horizon fits where the source tells of the windows that a base rate needs and one more after them.

    Args:
        told: the days that the source tells of.
        horizons: in days.
        many: how many cutoffs, at least 1; fewer where the days between the ends are fewer.
        first: the first cutoff; None takes the first day with enough windows of the longest horizon before it.
        last: the last one at most; None takes the last day after which the longest horizon still closes.

    Raises:
        ForecastError: there is no horizon or no cutoff, or no horizon fits.
    """
    if not horizons or many < 1 or min(horizons) < 1:
        raise ForecastError(f"a backtest needs cutoffs and horizons of a day or more, not {many} and {list(horizons)}")
    if told.start is None or told.end is None:
        raise ForecastError("a backtest needs a source with rows")
    days, needed = told.days or 0, MIN_WINDOWS + 1
    fits = sorted({one for one in horizons if one * needed <= days})
    left_out = tuple(
        f"{one} days do not fit: the source tells of {days} days, and {needed} such windows are {one * needed}"
        for one in sorted(set(horizons) - set(fits))
    )
    if not fits:
        raise ForecastError("; ".join(left_out))
    from_day = first.toordinal() if first else told.start.toordinal() + MIN_WINDOWS * fits[-1]
    to_day = last.toordinal() if last else told.end.toordinal() - fits[-1]
    if to_day < from_day:
        raise ForecastError(
            f"the last cutoff ({date.fromordinal(to_day)}) is before the first ({date.fromordinal(from_day)})"
        )
    step = (to_day - from_day) / max(1, many - 1)
    spaced = sorted({from_day + round(at * step) for at in range(many)})
    return Plan(tuple(date.fromordinal(one) for one in spaced), tuple(fits), left_out)
