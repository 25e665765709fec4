"""Stretches of the calendar: weeks, months, decades; their EDTF and TIMEX3 names; what is early or late in them."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from sitroom.core import DayRange, day_range
from sitroom.text.dates.durations import moved

SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}  # the first month: meteorological seasons, north of the equator
SEASON_EDTF = {"SP": 21, "SU": 22, "FA": 23, "WI": 24}


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some days with their names.

    Args:
        days: inclusive.
        edtf: ISO 8601-2.
        value: TIMEX3.
        unit: D, W, WE, M, Q, H, S (season), Y, DE, CE, or an empty string.
    """

    days: DayRange
    edtf: str
    value: str
    unit: str


def of_days(first: date, last: date, value: str, unit: str) -> Stretch:
    """Return a stretch that EDTF can only name by its ends."""
    days = day_range(first, last)
    return Stretch(days, days.edtf(), value, unit)


def a_day(day: date) -> Stretch:
    """Return one day."""
    return Stretch(day_range(day), day.isoformat(), day.isoformat(), "D")


def a_week(day: date) -> Stretch:
    """Return the ISO week of a day, Monday to Sunday."""
    monday = day - timedelta(days=day.weekday())
    year, week, _ = day.isocalendar()
    return of_days(monday, monday + timedelta(days=6), f"{year}-W{week:02}", "W")


def a_weekend(day: date) -> Stretch:
    """Return Saturday and Sunday of the ISO week of a day."""
    saturday = day - timedelta(days=day.weekday() - 5)
    return of_days(saturday, saturday + timedelta(days=1), f"{a_week(day).value}-WE", "WE")


def a_month(year: int, month: int) -> Stretch:
    """Return one month."""
    name = f"{year:04}-{month:02}"
    return Stretch(_months(year, month, 1), name, name, "M")


def a_quarter(year: int, quarter: int) -> Stretch:
    """Return a quarter of the calendar year; fiscal years differ by country, so they are read as calendar years."""
    days = _months(year, quarter * 3 - 2, 3)
    return Stretch(days, _month_names(days), f"{year:04}-Q{quarter}", "Q")


def a_half(year: int, half: int) -> Stretch:
    """Return a half of the calendar year."""
    days = _months(year, half * 6 - 5, 6)
    return Stretch(days, _month_names(days), f"{year:04}-H{half}", "H")


def a_season(year: int, season: str) -> Stretch:
    """Return three whole months; a winter bears the year that it begins in, as in ``winter 2012/13``."""
    days = _months(year, SEASON_MONTHS[season], 3)
    return Stretch(days, f"{year:04}-{SEASON_EDTF[season]}", f"{year:04}-{season}", "S")


def a_year(year: int) -> Stretch:
    """Return one calendar year."""
    return Stretch(day_range(date(year, 1, 1), date(year, 12, 31)), f"{year:04}", f"{year:04}", "Y")


def a_decade(decade: int) -> Stretch:
    """Return ten years by the digits that they begin with: 199 is 1990-1999."""
    return Stretch(
        day_range(date(decade * 10, 1, 1), date(decade * 10 + 9, 12, 31)), f"{decade:03}X", f"{decade:03}", "DE"
    )


def a_century(century: int) -> Stretch:
    """Return a hundred years as people name them: the twentieth century is 1900-1999."""
    first = (century - 1) * 100
    days = day_range(date(max(first, 1), 1, 1), date(first + 99, 12, 31))
    return Stretch(days, f"{century - 1:02}XX", f"{century - 1:02}", "CE")


def around(day: date, unit: str) -> Stretch:
    """Return the stretch of a unit that a day lies in."""
    match unit:
        case "W" | "FN":
            return a_week(day)
        case "WE":
            return a_weekend(day)
        case "M":
            return a_month(day.year, day.month)
        case "Q":
            return a_quarter(day.year, (day.month + 2) // 3)
        case "Y":
            return a_year(day.year)
        case "DE":
            return a_decade(day.year // 10)
        case "CE":
            return a_century(day.year // 100 + 1)
        case _:
            return a_day(day)


def _months(year: int, month: int, count: int) -> DayRange:
    first = date(year, month, 1)
    return day_range(first, moved(first, count, "M") - timedelta(days=1))


def _month_names(days: DayRange) -> str:
    return f"{str(days.start)[:7]}/{str(days.end)[:7]}"


def edge_of(stretch: Stretch, edge: str, writing: date | None) -> Stretch:
    """Return the part of a stretch that "early", "late" or "the end of" mean; its TIMEX3 value stays the whole's.

    Conventions, so that two readers of one brief get the same days:
    months fall into days 1-10, 11-20 and 21 to the end, as newsrooms count them (the end and the beginning of a month
    are its last and first ten days); years into January-April, May-August and September-December, while the beginning
    and the end of a year are January and December alone; weeks into Monday-Tuesday, Tuesday-Thursday and
    Thursday-Sunday; decades into years 0-3, 4-6 and 7-9; everything else into thirds by days. Halves are halves. The
    turn of a year is the month around New Year, that of a century the ten years around it. "Earlier" and "later" stop
    and start at the day of writing.
    """
    first, last = stretch.days.start, stretch.days.end
    if first is None or last is None or edge == "SOME" or stretch.unit == "D":
        return stretch
    if edge in ("BEFORE", "AFTER"):
        return _beside(stretch, edge, writing)
    cut_first, cut_last = _cut(first, last, edge, stretch.unit)
    value = f"{stretch.value}-{edge}" if edge in ("H1", "H2") and stretch.unit == "Y" else stretch.value
    return of_days(cut_first, cut_last, value, "")


def _beside(stretch: Stretch, edge: str, writing: date | None) -> Stretch:
    first, last = stretch.days.start, stretch.days.end
    if first is None or last is None or writing is None or not stretch.days.contains(writing):
        return stretch
    if edge == "BEFORE":
        return replace(stretch, days=day_range(first, writing), edtf=day_range(first, writing).edtf())
    return replace(stretch, days=day_range(writing, last), edtf=day_range(writing, last).edtf())


def _cut(first: date, last: date, edge: str, unit: str) -> tuple[date, date]:
    length = (last - first).days + 1
    if edge == "TURN":
        reach = timedelta(days=15 if unit == "Y" else length // 20)
        return first - reach, first + reach - timedelta(days=1)
    if edge in ("H1", "H2"):
        half = first + timedelta(days=length // 2) if unit != "Y" else date(first.year, 7, 1)
        return (first, half - timedelta(days=1)) if edge == "H1" else (half, last)
    if unit == "M":
        low, high = {"EARLY": (1, 10), "START": (1, 10), "MID": (11, 20)}.get(edge, (21, last.day))
        return first.replace(day=low), first.replace(day=high)
    if unit == "Y":
        low, high = {"EARLY": (1, 4), "MID": (5, 8), "START": (1, 1), "END": (12, 12)}.get(edge, (9, 12))
        return date(first.year, low, 1), moved(date(first.year, high, 1), 1, "M") - timedelta(days=1)
    if unit == "W":
        low, high = {"EARLY": (0, 1), "START": (0, 1), "MID": (1, 3)}.get(edge, (3, 6))
        return first + timedelta(days=low), first + timedelta(days=high)
    if unit == "DE":
        low, high = {"EARLY": (0, 3), "START": (0, 3), "MID": (4, 6)}.get(edge, (7, 9))
        return date(first.year + low, 1, 1), date(first.year + high, 12, 31)
    third = {"EARLY": 0, "START": 0, "MID": 1}.get(edge, 2)
    bounds = (
        [first + timedelta(days=length * part // 3) for part in range(4)]
        if last < date.max
        else [first, first, last, last]
    )
    return bounds[third], bounds[third + 1] - timedelta(days=1)
