"""Periods: days, weeks from Monday, months and years, and which of them a range of days is made of."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, get_args

from sitroom.core import DayRange, HistoryError

By = Literal["day", "week", "month", "year"]
PERIODS: tuple[By, ...] = get_args(By)


@dataclass(frozen=True, slots=True)
class Period:
    """One period of a series.

    Args:
        start: its first day, also where that lies before the days looked at.
        days: how many of its days are looked at.
    """

    start: date
    days: int


def read_by(words: str) -> By:
    """Return the kind of period that a word names.

    Raises:
        HistoryError: it names none.
    """
    for one in PERIODS:
        if words == one:
            return one
    raise HistoryError(f"{words!r} is no period; a series goes by {', '.join(PERIODS)}")


def start_of(day: date, by: By) -> date:
    """Return the first day of the period that a day lies in; a week starts on Monday (ISO 8601).

    >>> start_of(date(2013, 2, 21), "week")
    datetime.date(2013, 2, 18)
    """
    if by == "week":
        return day - timedelta(days=day.weekday())
    return day if by == "day" else day.replace(day=1) if by == "month" else day.replace(month=1, day=1)


def next_start(start: date, by: By) -> date:
    """Return the first day of the period after the one that starts on a day."""
    if by == "month":
        return (start + timedelta(days=31)).replace(day=1)
    return start.replace(year=start.year + 1) if by == "year" else start + timedelta(days=7 if by == "week" else 1)


def periods_of(days: DayRange, by: By) -> Iterator[Period]:
    """Yield the periods that share a day with a range closed at both ends, in order; together they are that range."""
    assert days.start is not None
    assert days.end is not None
    start = start_of(days.start, by)
    while start <= days.end:
        after = next_start(start, by)
        yield Period(start, (min(after, days.end + timedelta(days=1)) - max(start, days.start)).days)
        start = after


def precisions_for(by: By) -> list[str]:
    """Return the date precisions that are exact enough for a period.

    >>> precisions_for("month")
    ['day', 'week', 'month']
    """
    return list(PERIODS[: PERIODS.index(by) + 1])
