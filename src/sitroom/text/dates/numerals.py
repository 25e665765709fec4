"""Numerals: what a piece of text with digits in it can be: a day, a year, a clock, a numeric date, a range."""

import re
from datetime import date
from functools import lru_cache

DATE_SHAPE = re.compile(r"(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})T?")
PAIR_SHAPE = re.compile(r"(\d{1,4})([/–-])(\d{1,4})")
CLOCK_SHAPE = re.compile(r"(\d{1,2})[:.](\d\d)(?:[:.](\d\d))?(am|pm|AM|PM)?")
HOUR_SHAPE = re.compile(r"(\d{1,2})(am|pm|AM|PM)")
NTH_SHAPE = re.compile(r"(\d{1,3})(?:st|nd|rd|th)", re.IGNORECASE)
DECADE_SHAPE = re.compile(r"['’]?(?:(\d\d)?(\d)0)['’]?s")
NUMBER_SHAPE = re.compile(r"\d{1,9}(?:,\d{3})*(?:\.\d+)?")
LETTERED_SHAPE = re.compile(r"([QH])([1-4])|FY[-’']?(\d{4}|\d\d)")
FRACTIONS = {"1/2": 0.5, "1/4": 0.25, "3/4": 0.75, "1/3": 1 / 3, "2/3": 2 / 3, "½": 0.5, "¼": 0.25, "¾": 0.75}
PIVOT = 50  # '49 and below belong to this century, '50 and above to the last: archives outnumber visions
FIRST_YEAR, LAST_YEAR = 1000, 2100  # a number outside is a count


@lru_cache(maxsize=4096)
def numeral_names(piece: str) -> frozenset[str]:
    """Return the grammar's names for a piece with a digit in it; empty where it is nothing that dates are made of.

    >>> sorted(numeral_names("21")), sorted(numeral_names("2013-02-21"))
    (['dayno', 'hour', 'number'], ['date'])
    """
    if len(piece) > 24:
        return frozenset()
    if piece.isdecimal() and piece.isascii():
        return _plain_names(piece)
    if piece == "9/11":
        return frozenset({"nine_eleven"})
    if piece in FRACTIONS:
        return frozenset({"fraction"})
    for names, value in (
        ("date", date_value),
        ("years", years_value),
        ("year_month", year_month_value),
        ("dayno_range number", _day_pair),
        ("clock", clock_value),
        ("decade", decade_value),
        ("lettered_" + piece[0].lower(), lettered_value),
    ):
        if value(piece) is not None:
            dotted = names == "clock" and "." in piece and not piece[-1].isalpha()
            return frozenset(("number dotted_clock" if dotted else names).split())
    if nth_value(piece) is not None:
        return _nth_names(piece, nth_value(piece) or 0)
    if re.fullmatch(r"['’]\d\d", piece):
        return frozenset({"year_short"})
    if NUMBER_SHAPE.fullmatch(piece) or PAIR_SHAPE.fullmatch(piece):
        return frozenset({"number"})
    return frozenset()


def _plain_names(piece: str) -> frozenset[str]:
    names = {"number"} if len(piece) <= 9 else set()
    value = int(piece) if len(piece) <= 9 else 0
    if len(piece) <= 2 and 1 <= value <= 31:
        names.add("dayno")
    if len(piece) <= 2 and value <= 24:
        names.add("hour")
    if len(piece) == 4 and FIRST_YEAR <= value <= LAST_YEAR:
        names.add("year4")
    if len(piece) == 4 and value // 100 <= 24 and value % 100 < 60:
        names.add("hhmm")
    return frozenset(names)


def _nth_names(piece: str, value: int) -> frozenset[str]:
    names = {"nth"} | ({"nth_day"} if value <= 31 else set())
    if len(piece) == 3 and value <= 4:
        names |= {"quarter_nth"} | ({"half_nth"} if value <= 2 else set())
    return frozenset(names)


def full_year(digits: str) -> int:
    """Return the year that two or four digits (with or without an apostrophe) stand for."""
    year = int(digits.strip("'’"))
    if len(digits.strip("'’")) > 2:
        return year
    return year + (2000 if year < PIVOT else 1900)


def date_value(piece: str) -> date | None:
    """Return the day of a numeric date, or None.

    The order is the separator's: year first is ISO; dots and hyphens put the day first, as they do wherever they stand;
    strokes put the month first, as American wires do, unless only the other order is a date.

    >>> date_value("29-11-2021"), date_value("11/02/89"), date_value("1.2.13")
    (datetime.date(2021, 11, 29), datetime.date(1989, 11, 2), None)
    """
    got = DATE_SHAPE.fullmatch(piece)
    if not got:
        return None
    first, sign, second, third = got.groups()
    if len(first) == 4:
        return _day(int(first), int(second), int(third)) if len(third) <= 2 else None
    if len(first) > 2 or len(third) not in (2, 4) or (len(third) == 2 and sign == "." and len(first + second) < 4):
        return None
    year = full_year(third)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    day_first = _day(year, int(second), int(first))
    month_first = _day(year, int(first), int(second))
    return (month_first or day_first) if sign == "/" else (day_first or month_first)


def _day(year: int, month: int, day: int) -> date | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def years_value(piece: str) -> tuple[int, int] | None:
    """Return the two years of ``2005-2013``, ``1939-45`` or ``2012/13``, or None.

    ``2011-12`` is the pair of years that analysts mean by it; ``2011-02`` is a month.
    """
    got = PAIR_SHAPE.fullmatch(piece)
    if not got or len(got[1]) != 4 or len(got[3]) not in (2, 4):
        return None
    first = int(got[1])
    last = int(got[3]) if len(got[3]) == 4 else first // 100 * 100 + int(got[3])
    if last == first - 99:
        last += 100  # 1999/00
    if not (FIRST_YEAR <= first < last <= LAST_YEAR):
        return None
    if len(got[3]) == 2 and last != first + 1 and (got[2] == "/" or int(got[3]) <= 12):
        return None
    return first, last


def year_month_value(piece: str) -> tuple[int, int] | None:
    """Return the year and the month of ``2013-02``, or None."""
    got = PAIR_SHAPE.fullmatch(piece)
    if not got or got[2] == "–" or len(got[1]) != 4 or len(got[3]) != 2 or years_value(piece):
        return None
    year, month = int(got[1]), int(got[3])
    return (year, month) if FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12 else None


def _day_pair(piece: str) -> tuple[int, int] | None:
    got = PAIR_SHAPE.fullmatch(piece)
    if not got or len(got[1]) > 2 or len(got[3]) > 2:
        return None
    first, last = int(got[1]), int(got[3])
    return (first, last) if 1 <= first <= 31 and 1 <= last <= 31 else None


def day_pair_value(piece: str) -> tuple[int, int]:
    """Return the two days of ``11-20``."""
    pair = _day_pair(piece)
    assert pair is not None
    return pair


def clock_value(piece: str) -> str | None:
    """Return ``HH:MM`` for ``10:30``, ``10.30pm``, ``5pm`` or ``1500``, or None."""
    got = HOUR_SHAPE.fullmatch(piece)
    hour, minute, meridiem = (int(got[1]), 0, got[2]) if got else (-1, 0, None)
    if not got and (got := CLOCK_SHAPE.fullmatch(piece)):
        hour, minute, meridiem = int(got[1]), int(got[2]), got[4]
    if hour < 0 or hour > 24 or minute > 59 or (meridiem and hour > 12):
        return None
    return afternoon(f"{hour:02}:{minute:02}", meridiem) if meridiem else f"{hour:02}:{minute:02}"


def afternoon(clock: str, meridiem: str) -> str:
    """Return a twelve-hour clock on the twenty-four-hour one; an hour that is past twelve already stays.

    >>> afternoon("05:30", "PM"), afternoon("12:00", "AM")
    ('17:30', '00:00')
    """
    hour = int(clock[:2])
    if hour <= 12:
        hour = hour % 12 + (12 if meridiem.upper() == "PM" else 0)
    return f"{hour:02}{clock[2:]}"


def decade_value(piece: str) -> int | None:
    """Return a decade by the digits that its years begin with (``1990s`` is 199), or None."""
    got = DECADE_SHAPE.fullmatch(piece)
    if not got:
        return None
    if got[1]:
        decade = int(got[1] + got[2])
        return decade if 100 <= decade <= 209 else None
    return 190 + int(got[2]) if int(got[2]) >= 2 else None


def nth_value(piece: str) -> int | None:
    """Return the number of an ordinal in digits, or None."""
    got = NTH_SHAPE.fullmatch(piece)
    return int(got[1]) if got and int(got[1]) else None


def lettered_value(piece: str) -> int | None:
    """Return the number of ``Q3``, ``H1`` or ``FY2013``, or None."""
    got = LETTERED_SHAPE.fullmatch(piece)
    if not got or (got[1] == "H" and got[2] not in "12"):
        return None
    return int(got[2]) if got[1] else full_year(got[3])
