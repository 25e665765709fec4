"""Durations: lengths of time as ISO 8601 periods, and days counted by them."""

from calendar import monthrange
from datetime import date, timedelta

from sitroom.text.dates.mentions import DateMention

MONTHS_OF = {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}
DAYS_OF = {"D": 1, "W": 7, "FN": 14, "WE": 7}
SECONDS_OF = {"TH": 3600, "TM": 60, "TS": 1}
UNIT_WORDS = {
    "D": "day", "W": "week", "FN": "fortnight", "WE": "weekend", "M": "month", "Q": "quarter", "Y": "year",
    "DE": "decade", "CE": "century", "TH": "hour", "TM": "minute", "TS": "second",
}  # fmt: skip


def period(count: float | None, unit: str) -> str:
    """Return the TIMEX3 value of so many units; X stands for a number that is not told.

    Counted decades and centuries are written in years (``P20Y``), as TimeBank does; half years in months.

    >>> period(3, "W"), period(None, "Y"), period(2.5, "Y"), period(2, "DE"), period(10, "TH")
    ('P3W', 'PXY', 'P2Y6M', 'P20Y', 'PT10H')
    """
    letter = unit[-1] if unit in SECONDS_OF else unit
    if unit in SECONDS_OF:
        return f"PT{_number(count)}{letter}"
    if unit == "FN":
        return f"P{_number(count * 2 if count is not None else None)}W"
    if count is not None and unit in ("DE", "CE"):
        return period(count * (10 if unit == "DE" else 100), "Y")
    if count is not None and count % 1 and unit in ("Y", "Q"):
        months = count * MONTHS_OF[unit]
        if months % 1 == 0:
            years = f"{int(months // 12)}Y" if months >= 12 else ""
            return f"P{years}{int(months % 12)}M"
    return f"P{_number(count)}{unit}"


def _number(count: float | None) -> str:
    if count is None:
        return "X"
    return str(int(count)) if count == int(count) else f"{count:.2f}".rstrip("0").rstrip(".")


def days_later(day: date, count: float, unit: str) -> date:
    """Return the day so many units ahead; hours that do not fill a day count as one.

    Args:
        unit: D, W, FN, M, Q, Y, DE, CE or TH, as in ``DateMention``.
    """
    return moved(day, max(1, round(count / 24)), "D") if unit == "TH" else moved(day, count, unit)


def moved(day: date, count: float, unit: str) -> date:
    """Return the day so many units later (earlier for a negative count); a month has its last day where the day lacks.

    Raises:
        OverflowError: the day lies outside of the years 1 to 9999.

    >>> moved(date(2013, 1, 31), 1, "M"), moved(date(2013, 2, 21), 3, "W")
    (datetime.date(2013, 2, 28), datetime.date(2013, 3, 14))
    """
    if unit in SECONDS_OF:
        return day + timedelta(days=int(count * SECONDS_OF[unit] / 86400))
    if unit in DAYS_OF:
        return day + timedelta(days=round(count * DAYS_OF[unit]))
    months, rest = divmod(count * MONTHS_OF[unit], 1)
    year, month = divmod(day.year * 12 + day.month - 1 + int(months), 12)
    if not 1 <= year <= 9999:
        raise OverflowError(f"{count} {unit} from {day} is outside of the calendar")
    turned = date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    return turned + timedelta(days=round(rest * 30))


def in_words(mention: DateMention) -> str:
    """Return a count with its unit for a reader: ``three weeks`` as ``3 weeks``."""
    word = UNIT_WORDS[mention.unit]
    if mention.count is None:
        return f"an untold number of {word}s" if word != "century" else "an untold number of centuries"
    if mention.count == 1:
        return f"1 {word}"
    return f"{_number(mention.count)} {word[:-1] + 'ies' if word == 'century' else word + 's'}"
