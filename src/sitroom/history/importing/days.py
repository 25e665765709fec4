"""Days: what a date cell prints, in the ways in which data sets print it."""

from datetime import UTC, date, datetime
from functools import lru_cache

_MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sep sept", "october oct", "november nov", "december dec"),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
FIRST_SHORT_YEAR = 1960
"""In six digits, the years from here to the end of the century are of the 1900s, all others of the 2000s."""


@lru_cache(maxsize=200_000)
def read_day(printed: str | None, *, short: bool = False) -> date | None:
    """Return the day that a cell prints, a time of day left off; None where it is none.

    Read are ``2013-02-21``, ``20130221``, ``20130221173000``, ``21 February 2013`` and seconds since 1970 (ten
    digits); never ``02/03/2013``, which has two readings.

    Args:
        printed: the cell.
        short: whether six digits are a day as well: ``890402`` is 2 April 1989.

    >>> read_day("2013-02-21T10:00"), read_day("02/03/2013"), read_day("890402", short=True)
    (datetime.date(2013, 2, 21), None, datetime.date(1989, 4, 2))
    """
    text = (printed or "").strip()
    head = text[:10] if text[10:11] in {"T", " "} else text
    try:
        if len(head) == 10 and head[4] == head[7] == "-":
            day = date.fromisoformat(head)
        elif text.isdecimal() and len(text) in {8, 14}:
            day = date(int(text[:4]), int(text[4:6]), int(text[6:8]))
        elif short and text.isdecimal() and len(text) == 6:
            century = 1900 if 1900 + int(text[:2]) >= FIRST_SHORT_YEAR else 2000
            day = date(century + int(text[:2]), int(text[2:4]), int(text[4:]))
        elif text.isdecimal() and len(text) == 10:
            day = datetime.fromtimestamp(int(text), tz=UTC).date()
        elif len(parts := text.replace(",", " ").split()) == 3 and parts[1].casefold() in _MONTHS:
            day = date(int(parts[2]), _MONTHS[parts[1].casefold()], int(parts[0]))
        else:
            return None
    except (ValueError, OverflowError, OSError):
        return None
    return day if 1 < day.year < date.max.year - 2 else None  # 9999 is how some files write "never"
