"""Membership: which country codes stand for a name over a period, day by day."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from sitroom.core import DayRange

Members = Callable[[str, date], frozenset[str]]
"""Maps a slug, alpha-3 code or group slug to the codes in the rows that stand for it on a day."""


@dataclass(frozen=True, slots=True)
class Membership:
    """The codes that stand for a name from one day to another, inclusive at both ends."""

    first: date
    last: date
    codes: frozenset[str]


def memberships(members: Members, name: str, period: DayRange) -> tuple[Membership, ...]:
    """Return the codes of a name over a period as runs of days without a change.

    Asked at the first of each month and, where two answers differ, at the days between: exact unless a group
    changes and changes back within one month.

    Args:
        members: maps a name to codes on a day.
        name: a slug, alpha-3 code or group slug.
        period: closed at both ends.
    """
    if period.start is None or period.end is None:
        raise ValueError(f"memberships need a period with two ends, not {period.edtf()}")
    marks = list(_marks(period.start, period.end))
    starts = [marks[0]]
    for left, right in pairwise(marks):
        starts.extend(_changes(members, name, left, right))
    lasts = [day - timedelta(days=1) for day in starts[1:]] + [period.end]
    return tuple(Membership(first, last, members(name, first)) for first, last in zip(starts, lasts, strict=True))


def codes_over(members: Members, names: Iterable[str], period: DayRange) -> frozenset[str]:
    """Return every code that stood for any of the names on some day of a period."""
    runs = (run for name in names for run in memberships(members, name, period))
    return frozenset(code for run in runs for code in run.codes)


def _marks(first: date, last: date) -> Iterable[date]:
    """Yield the first day, the first of each month between, and the last day."""
    yield first
    day = (first.replace(day=1) + timedelta(days=32)).replace(day=1)
    while day < last:
        yield day
        day = (day + timedelta(days=32)).replace(day=1)
    if last > first:
        yield last


def _changes(members: Members, name: str, left: date, right: date) -> list[date]:
    """Return the days after ``left``, up to ``right``, on which the codes change."""
    if members(name, left) == members(name, right):
        return []
    if (right - left).days == 1:
        return [right]
    middle = left + (right - left) // 2
    return _changes(members, name, left, middle) + _changes(members, name, middle, right)
