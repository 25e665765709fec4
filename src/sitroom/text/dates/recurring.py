"""Recurring days: what comes every year or month, and which one a text without a year means."""

from collections.abc import Callable
from datetime import date, timedelta

from sitroom.core import DayRange, day_range
from sitroom.text.dates.durations import moved
from sitroom.text.dates.frames import Frame, Settled, unsettled
from sitroom.text.dates.holidays import holiday
from sitroom.text.dates.mentions import Direction, Point
from sitroom.text.dates.stretches import Stretch, a_day, a_half, a_month, a_quarter, a_season, of_days

REACH = 12  # years searched for a day such as 29 February
HALF_A_YEAR = 183
Recurring = tuple[Callable[[int], Stretch], str, str]


def recurring(point: Point) -> Recurring | None:
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


def in_its_year(point: Point, yearly: Recurring, frame: Frame) -> Settled:
    """Return the one of the year that is written, that "last" or "next" tell, of the text's day, or of the tense."""
    make, edtf, value = yearly
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
        return _near_year(make, frame.near, frame.direction)
    if frame.day is None:
        return unsettled(edtf, value, "no year is written, and the day of writing is not known")
    fitting = _by_weekday(_candidates(make, frame.day.year), point.weekday)
    return chosen(fitting, frame)


def _near_year(make: Callable[[int], Stretch], near: date, direction: Direction | None) -> Settled:
    """Return that of the year that the text is at; where the tense forbids it by over half a year, its neighbour."""
    same = make(near.year)
    start = same.days.start
    if start is not None and direction == "past" and (start - near).days > HALF_A_YEAR:
        return Settled(make(near.year - 1), f"the last one before {near}, the day that the text is at")
    if start is not None and direction == "future" and (near - start).days > HALF_A_YEAR:
        return Settled(make(near.year + 1), f"the first one after {near}, the day that the text is at")
    return Settled(same, f"the year of {near}, the day that the text is at")


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


def chosen(candidates: list[Stretch], frame: Frame) -> Settled:
    """Return the candidate that the tense asks for; without one the nearest to the writing, the earlier of two."""
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
    return chosen(same or candidates, Frame(day_range(anchor), direction))


def day_of_month(day: int, weekday: int | None, frame: Frame) -> Settled:
    """Return "the 21st" of the month that the text is at, or of the month that the tense asks for."""
    value = f"XXXX-XX-{day:02}"
    if frame.near is not None:
        return Settled(a_day(frame.near.replace(day=day)), f"the month of {frame.near}, the day that the text is at")
    if frame.day is None:
        return unsettled(value, value, "no month is written, and the day of writing is not known")
    reach = REACH if weekday else 2  # a Friday the 13th may be months away
    months = [moved(frame.day.replace(day=1), step, "M") for step in range(-reach, reach + 1)]
    candidates = []
    for month in months:
        try:
            candidates.append(a_day(month.replace(day=day)))
        except ValueError:  # no 31st in that month
            continue
    return chosen(_by_weekday(candidates, weekday), frame)
