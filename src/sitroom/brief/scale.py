"""A scale of days: where each stands on a line; long stretches in which nothing lies are cut out and marked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from sitroom.core import MONTHS, DayRange

_GAP_SHARE = 0.3
_LEAST_GAP = 21
_BREAK = 30.0
_TICK_ROOM = 58.0
_STEPS = (1, 2, 7, 14)
_MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days that are drawn without a break, and where they stand."""

    first: date
    last: date
    left: float
    right: float

    def at(self, day: date) -> float:
        """Return where the start of a day stands."""
        days = (self.last - self.first).days + 1
        return self.left + (self.right - self.left) * (day - self.first).days / days


@dataclass(frozen=True, slots=True)
class DayScale:
    """Stretches of days from left to right, with a break between each two."""

    stretches: tuple[Stretch, ...]

    def left_of(self, day: date) -> float:
        """Return where a day begins; a day outside the scale stands at its edge."""
        stretch = self._stretch(day)
        return stretch.at(min(max(day, stretch.first), stretch.last))

    def right_of(self, day: date) -> float:
        """Return where a day ends."""
        stretch = self._stretch(day)
        return stretch.at(min(max(day, stretch.first), stretch.last) + timedelta(days=1))

    @property
    def breaks(self) -> tuple[float, ...]:
        """Where days are cut out."""
        return tuple((one.right + two.left) / 2 for one, two in pairwise(self.stretches))

    def ticks(self) -> tuple[tuple[float, str], ...]:
        """Return days to write on the line, far enough from each other to be read."""
        return tuple(tick for stretch in self.stretches for tick in _ticks(stretch))

    def _stretch(self, day: date) -> Stretch:
        return next((one for one in self.stretches if day <= one.last), self.stretches[-1])


def scale_of(ranges: Sequence[DayRange], left: float, right: float) -> DayScale:
    """Return the scale on which all ranges can be drawn; an open end counts as its other end.

    Raises:
        ValueError: no range has a day.
    """
    spans = sorted((days.start or days.end, days.end or days.start) for days in ranges if days.start or days.end)
    covered = [(first, last) for first, last in spans if first and last]
    if not covered:
        raise ValueError("a scale needs at least one day")
    clusters = _clusters(covered)
    shares = _shares(clusters, covered)
    room = right - left - _BREAK * (len(clusters) - 1)
    least = min(70.0, room / (2 * len(clusters)))
    spare = room - least * len(clusters)
    stretches, x = [], left
    for (first, last), share in zip(clusters, shares, strict=True):
        width = least + spare * share
        stretches.append(Stretch(first, last, x, x + width))
        x += width + _BREAK
    return DayScale(tuple(stretches))


def _shares(clusters: list[tuple[date, date]], covered: list[tuple[date, date]]) -> list[float]:
    """Return the share of the line for each stretch: where much lies there is more room than by its days alone."""
    lengths = [(last - first).days + 1 for first, last in clusters]
    counts = [sum(first <= one[0] <= last for one in covered) for first, last in clusters]
    both = zip(lengths, counts, strict=True)
    return [0.3 * length / sum(lengths) + 0.7 * count / sum(counts) for length, count in both]


def _clusters(covered: list[tuple[date, date]]) -> list[tuple[date, date]]:
    """Return the stretches to draw: cut at every empty gap that would take too large a share of the line."""
    merged: list[tuple[date, date]] = []
    for first, last in covered:
        if merged and first <= merged[-1][1] + timedelta(days=1):
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    gaps = [(two[0] - one[1]).days for one, two in pairwise(merged)]
    cut: set[int] = set()
    while len(cut) < 3:
        total = (merged[-1][1] - merged[0][0]).days + 1 - sum(gaps[index] for index in cut)
        open_gaps = [index for index in range(len(gaps)) if index not in cut]
        widest = max(open_gaps, key=lambda index: gaps[index], default=None)
        if widest is None or gaps[widest] < _LEAST_GAP or gaps[widest] < _GAP_SHARE * total:
            break
        cut.add(widest)
    clusters = [merged[0]]
    for index, one in enumerate(merged[1:]):
        if index in cut:
            clusters.append(one)
        else:
            clusters[-1] = (clusters[-1][0], one[1])
    return clusters


def _ticks(stretch: Stretch) -> list[tuple[float, str]]:
    days = (stretch.last - stretch.first).days + 1
    fitting = max(1, int((stretch.right - stretch.left) / _TICK_ROOM))
    step = next((step for step in _STEPS if days / step <= fitting), None)
    if step is not None:
        days_on = [stretch.first + timedelta(days=one) for one in range(0, days, step)]
        return [(stretch.at(day), _day(day, with_year=day == stretch.first)) for day in days_on]
    months = [day for day in _months(stretch.first, stretch.last) if stretch.right - stretch.at(day) > 12]
    every = next(one for one in _MONTH_STEPS if len(months) / one <= fitting or one == _MONTH_STEPS[-1])
    chosen = [day for day in months if ((day.year * 12 + day.month - 1) % every) == 0] or months[:1]
    if not chosen:
        return [(stretch.left, _day(stretch.first, with_year=True))]
    return [(stretch.at(day), _month(day, every, first=day == chosen[0])) for day in chosen]


def _months(first: date, last: date) -> list[date]:
    day = date(first.year, first.month, 1)
    out = []
    while day <= last:
        if day >= first:
            out.append(day)
        day = (
            date(day.year + day.month // 12, day.month % 12 + 1, 1) if (day.year, day.month) < (9999, 12) else date.max
        )
    return out


def _day(day: date, *, with_year: bool) -> str:
    name = f"{day.day} {MONTHS[day.month - 1][:3]}"
    return f"{name} {day.year}" if with_year else name


def _month(day: date, every: int, *, first: bool) -> str:
    if every >= 12:
        return str(day.year)
    name = MONTHS[day.month - 1][:3]
    return f"{name} {day.year}" if first or day.month == 1 else name
