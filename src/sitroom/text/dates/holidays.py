"""Holidays that fall on one day wherever they are kept, from holidays.csv; those that differ are left alone."""

import csv
from datetime import date, timedelta
from functools import cache
from importlib.resources import files


def holiday(name: str, year: int) -> date:
    """Return the day of a holiday in a year.

    >>> holiday("christmas eve", 2013), holiday("easter", 2013)
    (datetime.date(2013, 12, 24), datetime.date(2013, 3, 31))
    """
    if name.startswith("easter"):
        return _easter(year)
    if name.startswith("thanksgiving"):
        first = date(year, 11, 1)
        return first + timedelta(days=(3 - first.weekday()) % 7 + 21)
    month, day = _fixed().get(name) or _fixed()[name.removesuffix(" eve")]
    return date(year, month, day)


@cache
def _fixed() -> dict[str, tuple[int, int]]:
    lines = files("sitroom.text.dates").joinpath("holidays.csv").read_text(encoding="utf-8").splitlines()
    return {row["name"]: (int(row["month"]), int(row["day"])) for row in csv.DictReader(lines) if row["month"]}


def _easter(year: int) -> date:
    """Return western Easter Sunday.

    Source: the anonymous Gregorian algorithm, in Meeus (1991), "Astronomical Algorithms", chapter 8.
    """
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)
