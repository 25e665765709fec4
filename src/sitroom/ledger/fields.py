"""Reading the fields of a JSON object once, at the door: text, days, ranges, probabilities, bands."""

from collections.abc import Mapping
from datetime import date

from sitroom.core import DayRange, LedgerError, Span

Json = Mapping[str, object]


def text_of(value: Json, key: str) -> str:
    """Return a text that must be there and not be blank."""
    got = value.get(key)
    if not isinstance(got, str) or not got.strip():
        raise LedgerError(f"{key} is a text, not {got!r}")
    return got


def find_text(value: Json, key: str) -> str | None:
    """Return a text, or None where it is absent or null."""
    return None if value.get(key) is None else text_of(value, key)


def flag_of(value: Json, key: str, *, default: bool = False) -> bool:
    """Return a flag; absent or null is the default."""
    got = value.get(key)
    if got is None:
        return default
    if not isinstance(got, bool):
        raise LedgerError(f"{key} is true or false, not {got!r}")
    return got


def find_day(value: Json, key: str) -> date | None:
    """Return an ISO day, or None where it is absent or null."""
    got = value.get(key)
    if got is None:
        return None
    try:
        return date.fromisoformat(str(got))
    except ValueError as error:
        raise LedgerError(f"{key} is an ISO day such as 2013-03-15, not {got!r}") from error


def day_of(value: Json, key: str) -> date:
    """Return an ISO day that must be there."""
    day = find_day(value, key)
    if day is None:
        raise LedgerError(f"{key} is missing; it is an ISO day such as 2013-03-15")
    return day


def range_of(value: Json, key: str) -> DayRange:
    """Return a range ``{start, end}``, inclusive; a lone day is a range of one day, null is open at both ends."""
    got = value.get(key)
    if got is None:
        return DayRange()
    if isinstance(got, str):
        got = {"start": got, "end": got}
    if not isinstance(got, dict):
        raise LedgerError(f"{key} is {{start, end}}, not {got!r}")
    try:
        return DayRange(find_day(got, "start"), find_day(got, "end"))
    except (LedgerError, ValueError) as error:
        raise LedgerError(f"{key}: {error}") from error


def find_probability(value: Json, key: str) -> float | None:
    """Return a number in [0, 1], or None where it is absent or null."""
    got = value.get(key)
    return None if got is None else checked_probability(got, key)


def checked_probability(got: object, key: str) -> float:
    """Return a number in [0, 1] as a float.

    >>> checked_probability(1, "probability")
    1.0
    """
    if isinstance(got, bool) or not isinstance(got, int | float) or not 0 <= got <= 1:
        raise LedgerError(f"{key} is a number in [0, 1], not {got!r}")
    return float(got)


def find_band(value: Json, key: str) -> tuple[float, float] | None:
    """Return a band ``[low, high]``, or None where it is absent or null."""
    got = value.get(key)
    if got is None:
        return None
    if not isinstance(got, list | tuple) or len(got) != 2:
        raise LedgerError(f"{key} is [low, high], not {got!r}")
    low, high = (checked_probability(end, key) for end in got)
    if high < low:
        raise LedgerError(f"{key} ends ({high}) below where it starts ({low})")
    return low, high


def find_span(value: Json, key: str) -> Span | None:
    """Return a span ``{start, end, quote}``, or None where it is absent or null."""
    got = value.get(key)
    if got is None:
        return None
    if not isinstance(got, dict):
        raise LedgerError(f"{key} is {{start, end, quote}}, not {got!r}")
    start, end, quote = got.get("start"), got.get("end"), got.get("quote")
    if not isinstance(start, int) or not isinstance(end, int) or not isinstance(quote, str):
        raise LedgerError(f"{key} is {{start, end, quote}}, not {got!r}")
    try:
        return Span(start, end, quote)
    except ValueError as error:
        raise LedgerError(f"{key}: {error}") from error


def objects_of(value: Json, key: str) -> tuple[dict[str, object], ...]:
    """Return a list of JSON objects; absent or null is empty."""
    got = value.get(key) or []
    if not isinstance(got, list | tuple) or any(not isinstance(item, dict) for item in got):
        raise LedgerError(f"{key} is a list of objects, not {got!r}")
    return tuple(dict(item) for item in got)
