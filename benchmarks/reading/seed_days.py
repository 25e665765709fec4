"""Days of the seed's gold and of our records, as first and last day; either may be open."""

import re
from calendar import monthrange
from datetime import date
from typing import Any, TypeAlias

Stretch: TypeAlias = tuple[date | None, date | None]
NEVER: Stretch = (None, None)


def stretch(written: str | list[str]) -> Stretch:
    """Return the days of a year, a month, a day, or from one to another.

    >>> stretch("2012-12")
    (datetime.date(2012, 12, 1), datetime.date(2012, 12, 31))
    """
    if isinstance(written, list):
        return stretch(written[0])[0], stretch(written[-1])[1]
    parts = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", written)
    if not parts:
        return NEVER
    year, month, day = (int(part) if part else None for part in parts.groups())
    assert year is not None
    last_month = month or 12
    last_day = day or monthrange(year, last_month)[1]
    return date(year, month or 1, day or 1), date(year, last_month, last_day)


def said(days: dict[str, Any] | None) -> Stretch:
    """Return the first and last day of a record's date, a horizon or a reference."""
    start, end = ((days or {}).get(side) for side in ("start", "end"))
    return (date.fromisoformat(start) if start else None, date.fromisoformat(end) if end else None)


def within(one: date | None, bounds: Stretch) -> bool:
    """Whether a day is told and lies between two, both included."""
    first, last = bounds
    return one is not None and first is not None and last is not None and first <= one <= last
