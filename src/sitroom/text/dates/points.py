"""Points: from what an expression says about the calendar to the days it means."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sitroom.core import DayRange, day_range
from sitroom.text.dates.durations import SECONDS_OF, UNIT_WORDS, moved
from sitroom.text.dates.holidays import holiday
from sitroom.text.dates.mentions import Direction, Point
from sitroom.text.dates.stretches import (
    Stretch,
    a_century,
    a_day,
    a_decade,
    a_half,
    a_month,
    a_quarter,
    a_season,
    a_week,
    a_year,
    around,
    edge_of,
    of_days,
)

UNKNOWN_VALUES = {
    "W": "XXXX-WXX",
    "FN": "XXXX-WXX",
    "WE": "XXXX-WXX-WE",
    "M": "XXXX-XX",
    "Q": "XXXX-QX",
    "Y": "XXXX",
    "DE": "XXX",
    "CE": "XX",
}
REACH = 12  # years searched for a day such as 29 February


@dataclass(frozen=True, slots=True)
class Frame:
    """From where an expression is read.

    Args:
        reference: the days on which the text can have been written; both ends may be open.
        direction: the tense of its governing verb.
        near: the day that the text is at.
    """

    reference: DayRange
    direction: Direction | None = None
    near: date | None = None

    @property
    def day(self) -> date | None:
        """The first known day of writing."""
        return self.reference.start or self.reference.end

    def anchor_of(self, point: Point) -> date | None:
        """Return the day that a relative point counts from, None where it is not known."""
        if point.anchor == "writing":
            return self.day
        return self.near or (self.day if point.anchor == "either" else None)


@dataclass(frozen=True, slots=True)
class Settled:
    """The days of a point and how they were worked out; the days are open where nothing settles them."""

    stretch: Stretch
    basis: str


def settle(point: Point, frame: Frame) -> Settled:
    """Return the days that a point means, cut to its edge, with the part of the day in its TIMEX3 value."""
    settled = _whole(point, frame)
    stretch = settled.stretch
    if point.edge:
        stretch = edge_of(stretch, point.edge, frame.near if point.anchor == "near" else frame.day)
    if point.clock or point.part:
        stretch = replace(stretch, value=f"{stretch.value}T{point.clock or point.part}")
    return Settled(stretch, settled.basis)


def _whole(point: Point, frame: Frame) -> Settled:
    if point.shift is not None:
        return _shifted(point, point.shift, frame)
    if point.unit is not None:
        return _of_unit(point, point.unit, frame)
    recurring = _recurring(point)
    if recurring is not None:
        return _in_its_year(point, recurring, frame)
    if point.day is not None:
        return _day_of_month(point.day, frame)
    if point.weekday is not None:
        return _weekday(point, point.weekday, frame)
    if point.year is not None:
        return Settled(a_year(point.year), "as written")
    if point.decade is not None:
        return Settled(a_decade(point.decade), "as written")
    if point.century is not None:
        return Settled(a_century(point.century), "as written")
    return _of_day(point, frame)


def unsettled(edtf: str, value: str, basis: str) -> Settled:
    """Return a point whose days stay open."""
    return Settled(Stretch(DayRange(), edtf, value, ""), basis)


def _shifted(point: Point, shift: float, frame: Frame) -> Settled:
    unit = point.unit or "D"
    anchor = frame.anchor_of(point)
    words = f"{abs(shift):g} {UNIT_WORDS[unit]}(s) {'before' if shift < 0 else 'after'}"
    if point.unknown:
        value = "PAST_REF" if shift < 0 else "FUTURE_REF"
        days = DayRange(None, anchor) if shift < 0 else DayRange(anchor, None)
        return Settled(Stretch(days, days.edtf() if anchor else "", value, ""), "an untold time away")
    if anchor is None:
        return unsettled("", UNKNOWN_VALUES.get(unit, "XXXX-XX-XX"), f"{words} a day that is not known")
    day = moved(anchor, shift, unit)
    grain = {"DE": "Y", "CE": "Y"}.get(unit, "D" if unit in SECONDS_OF else unit)
    grain = "M" if shift % 1 and grain == "Y" else grain
    if shift == 0:
        return Settled(a_day(day), f"the day of writing ({anchor})")
    return Settled(around(day, grain), f"{words} {_anchor_words(point, frame)}")


def _anchor_words(point: Point, frame: Frame) -> str:
    anchor = frame.anchor_of(point)
    by_text = point.anchor != "writing" and frame.near is not None
    return f"{anchor}, the day that the text is at" if by_text else f"the day of writing ({anchor})"


def _of_unit(point: Point, unit: str, frame: Frame) -> Settled:
    anchor = frame.anchor_of(point)
    if anchor is None:
        return unsettled(
            "", UNKNOWN_VALUES.get(unit, "XXXX-XX-XX"), f"a {UNIT_WORDS[unit]} beside a day that is not known"
        )
    which = point.which or 0
    if unit == "WE" and point.anchor == "either" and frame.near is None:
        return _chosen([around(moved(anchor, step, "W"), "WE") for step in (-1, 0, 1)], frame)
    place = {-1: "before", 0: "of", 1: "after"}[which]
    return Settled(
        around(moved(anchor, which, unit), unit), f"the {UNIT_WORDS[unit]} {place} {_anchor_words(point, frame)}"
    )


Recurring = tuple[Callable[[int], Stretch], str, str]


def _recurring(point: Point) -> Recurring | None:
    """Return what comes every year: how to find it in one, and its EDTF and TIMEX3 names without one."""
    month, day, week = point.month, point.day, point.week
    if point.holiday:
        name = point.holiday
        example = holiday(name, 2000)
        fixed = not name.startswith(("easter", "thanksgiving"))
        bare = f"XXXX-{example:%m-%d}" if fixed else "XXXX-XX-XX"
        return lambda year: a_day(holiday(name, year)), bare if fixed else "", bare
    if month and day:
        return lambda year: a_day(date(year, month, day)), f"XXXX-{month:02}-{day:02}", f"XXXX-{month:02}-{day:02}"
    if month and week:
        return lambda year: _week_of_month(year, month, week), f"XXXX-{month:02}", f"XXXX-{month:02}"
    if month:
        return lambda year: a_month(year, month), f"XXXX-{month:02}", f"XXXX-{month:02}"
    if point.quarter:
        quarter = point.quarter
        return lambda year: a_quarter(year, quarter), "", f"XXXX-Q{quarter}"
    if point.half:
        half = point.half
        return lambda year: a_half(year, half), "", f"XXXX-H{half}"
    if point.season:
        season = point.season
        return lambda year: a_season(year, season), "", f"XXXX-{season}"
    return None


def _week_of_month(year: int, month: int, week: int) -> Stretch:
    """Return days 1-7 for the first week of a month, and so on; the last seven days for the last."""
    whole = a_month(year, month)
    first, last = whole.days.start, whole.days.end
    assert first is not None
    assert last is not None
    start = last - timedelta(days=6) if week < 0 else first + timedelta(days=7 * (week - 1))
    return of_days(start, start + timedelta(days=6), whole.value, "W")


def _in_its_year(point: Point, recurring: Recurring, frame: Frame) -> Settled:
    make, edtf, value = recurring
    anchor = frame.anchor_of(point)
    if point.year is not None:
        return Settled(make(point.year), "as written")
    if point.which_year is not None or point.which is not None:
        if anchor is None:
            return unsettled(edtf, value, "the year is counted from a day of writing that is not known")
        if point.which_year is not None:
            return Settled(make(anchor.year + point.which_year), f"counted from the day of writing ({anchor})")
        return _told_which(make, point.which or 0, anchor, frame.direction)
    if frame.near is not None:
        return Settled(make(frame.near.year), f"the year of {frame.near}, the day that the text is at")
    if frame.day is None:
        return unsettled(edtf, value, "no year is written, and the day of writing is not known")
    fitting = _by_weekday(_candidates(make, frame.day.year), point.weekday)
    return _chosen(fitting, frame)


def _candidates(make: Callable[[int], Stretch], year: int) -> list[Stretch]:
    found = []
    for step in (0, *(sign * step for step in range(1, REACH + 1) for sign in (-1, 1))):
        try:
            found.append(make(year + step))
        except (ValueError, OverflowError):  # no 29 February in that year, or no such year
            continue
        if len(found) >= 3 and step > 0:
            break
    return sorted(found, key=lambda stretch: stretch.days.start or date.min)


def _by_weekday(candidates: list[Stretch], weekday: int | None) -> list[Stretch]:
    """Return the candidates that fall on the weekday that the text gives too, or all where none does."""
    fitting = [stretch for stretch in candidates if stretch.days.start and stretch.days.start.isoweekday() == weekday]
    return fitting or candidates


def _chosen(candidates: list[Stretch], frame: Frame) -> Settled:
    """Return the candidate that the tense asks for; without a tense the nearest to the days of writing, the earlier of two."""
    first = frame.reference.start or frame.reference.end
    last = frame.reference.end or frame.reference.start
    assert first is not None
    assert last is not None
    if not candidates:
        return unsettled("", "XXXX-XX-XX", "there is no such day")
    past = [stretch for stretch in candidates if (stretch.days.start or date.max) <= last]
    future = [stretch for stretch in candidates if (stretch.days.end or date.min) >= first]
    if frame.direction == "past" and past:
        return Settled(past[-1], f"the last one that is not after the day of writing ({last})")
    if frame.direction == "future" and future:
        return Settled(future[0], f"the first one that is not before the day of writing ({first})")
    nearest = min(candidates, key=lambda stretch: (_gap(stretch.days, first, last), stretch.days.start or date.min))
    return Settled(nearest, f"the nearest to the day of writing ({first})")


def _gap(days: DayRange, first: date, last: date) -> int:
    assert days.start is not None
    assert days.end is not None
    return max((days.start - last).days, (first - days.end).days, 0)


def _told_which(make: Callable[[int], Stretch], which: int, anchor: date, direction: Direction | None) -> Settled:
    """Return "last December", "this summer" or "next June": the last one wholly before, the nearest, or the next."""
    candidates = _candidates(make, anchor.year)
    before = [stretch for stretch in candidates if (stretch.days.end or date.max) < anchor]
    after = [stretch for stretch in candidates if (stretch.days.start or date.min) > anchor]
    if which < 0 and before:
        return Settled(before[-1], f"the last one before the day of writing ({anchor})")
    if which > 0 and after:
        return Settled(after[0], f"the next one after the day of writing ({anchor})")
    same = [stretch for stretch in candidates if (stretch.days.start or date.min).year == anchor.year]
    return _chosen(same or candidates, Frame(day_range(anchor), direction))


def _day_of_month(day: int, frame: Frame) -> Settled:
    value = f"XXXX-XX-{day:02}"
    if frame.near is not None:
        return Settled(a_day(frame.near.replace(day=day)), f"the month of {frame.near}, the day that the text is at")
    if frame.day is None:
        return unsettled(value, value, "no month is written, and the day of writing is not known")
    months = [moved(frame.day.replace(day=1), step, "M") for step in range(-2, 3)]
    candidates = []
    for month in months:
        try:
            candidates.append(a_day(month.replace(day=day)))
        except ValueError:  # no 31st in that month
            continue
    return _chosen(candidates, frame)


def _weekday(point: Point, weekday: int, frame: Frame) -> Settled:
    anchor = frame.anchor_of(point) or (frame.near if point.which is None else None)
    if anchor is None:
        return unsettled("", f"XXXX-WXX-{weekday}", "a weekday, and the day of writing is not known")
    ahead = (weekday - anchor.isoweekday()) % 7
    behind = ahead - 7 if ahead else 0
    words = _anchor_words(point, frame) if frame.anchor_of(point) else f"{anchor}, the day that the text is at"
    if point.which_week is not None or (point.which == 0):
        monday = a_week(moved(anchor, point.which_week or 0, "W")).days.start
        assert monday is not None
        return Settled(a_day(monday + timedelta(days=weekday - 1)), f"in the week counted from {words}")
    if point.which is not None:
        step = (behind or -7) if point.which < 0 else (ahead or 7)
        return Settled(
            a_day(anchor + timedelta(days=step)), f"the {'last before' if step < 0 else 'next after'} {words}"
        )
    if frame.direction == "past":
        step = behind
    elif frame.direction == "future":
        step = ahead
    else:
        step = ahead if ahead <= -behind else behind
    return Settled(a_day(anchor + timedelta(days=step)), f"the weekday next to {words}")


def _of_day(point: Point, frame: Frame) -> Settled:
    """Return the day of "last night", "that evening", or of a clock alone: the text's day, or the day of writing."""
    if point.which is None:
        day = frame.near or (frame.day if frame.reference.is_day else None)
        if day is None:
            return unsettled("", "XXXX-XX-XX", "a time of a day that is not known")
        return Settled(a_day(day), f"on {day}, the day that the text is at")
    anchor = frame.anchor_of(point)
    if anchor is None:
        return unsettled("", "XXXX-XX-XX", "beside a day that is not known")
    return Settled(a_day(anchor + timedelta(days=point.which)), f"counted from {_anchor_words(point, frame)}")
