"""Building: from the groups of a matched rule to the fields of a mention."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sitroom.core import Span
from sitroom.text.dates.lexicon import lexicon
from sitroom.text.dates.mentions import DateMention, Point
from sitroom.text.dates.numerals import (
    afternoon,
    clock_value,
    date_value,
    day_pair_value,
    decade_value,
    full_year,
    lettered_value,
    nth_value,
    year_month_value,
    years_value,
)
from sitroom.text.dates.sets import set_fields
from sitroom.text.dates.spelled import spelled_count, spelled_nth, spelled_year

Parts = Mapping[str, str]
VAGUE = ("present", "past_adverb", "soon", "past_noun", "present_noun", "future_noun")
WHICH = ("which", "which_past", "which_near", "which_window")


def build(form: str, parts: Parts, span: Span, lead: str) -> DateMention:
    """Return the mention for a rule's form and the words of its groups."""
    mention = DateMention(span, form, lead)
    if form == "range":
        first, last = range_points(parts)
        return replace(mention, first=first, last=last)
    if form in ("horizon", "duration"):
        return replace(mention, **stretch_fields(form, parts))
    if form == "set":
        return replace(mention, **set_fields(parts))
    if form == "vague":
        word = parts.get("vague", "now").rpartition(" ")[2].lower()
        return replace(mention, value=str(_value(word, *VAGUE)))
    return replace(mention, first=single_point(parts) if span.quote != "9/11" else Point(2001, 9, 11))


def point_of(parts: Parts, number: str = "") -> Point:
    """Return the calendar point of one end of a range; ``number`` is "2" for the second one."""
    told: dict[str, Any] = {}
    for name, words in parts.items():
        if name.endswith("2") == (number == "2"):
            _take(told, name.rstrip("0123456789"), words)
    return Point(**told)


def _take(told: dict[str, Any], name: str, words: str) -> None:  # noqa: PLR0915
    low = words.lower()
    match name:
        case "year":
            told["year"] = full_year(words)
        case "month":
            told["month"] = _value(low.rstrip("."), "month", "month_short")
        case "day" | "dayno":
            told["day"] = int(low) if low.isdecimal() else nth_value(low) or spelled_nth(low)
        case "weekday":
            told["weekday"] = _value(low.rstrip("."), "weekday", "weekday_short")
        case "date":
            day = date_value(words)
            if day:
                told.update(year=day.year, month=day.month, day=day.day)
        case "year_month":
            told["year"], told["month"] = year_month_value(words) or (None, None)
        case "quarter":
            told["quarter"] = _value(low, "quarter_nth")
        case "quarter_sign":
            told["quarter"] = lettered_value(words)
        case "half_sign":
            told["half"] = lettered_value(words)
        case "fiscal_sign":
            told["year"] = lettered_value(words)
        case "spelled":
            told["year"] = spelled_year(low)
        case "decade":
            told["decade"] = decade_value(words) or _value(low, "decade_word")
        case "century":
            told["century"] = nth_value(low) or spelled_nth(low)
        case "season" | "part":
            told[name] = _value(low, name)
        case "years":
            told["year"] = (years_value(words) or (None,))[0]
        case "week_nth":
            told["week"] = -1 if low in ("last", "final") else _value(low, "quarter_nth")
        case "edge" | "edge_noun":
            told["edge"] = _value(low, name)
        case "edge_half":
            told["edge"] = f"H{_value(low, 'half_nth')}"
        case "clock":
            told["clock"] = _clock(low)
        case "deictic":
            told.update(shift=_value(low, "deictic"), unit="D", **({"part": "NI"} if low == "tonight" else {}))
        case "two_back" | "two_on":
            told.update(shift=-2 if name == "two_back" else 2)
            told.setdefault("unit", "D")
        case "unit":
            told.setdefault("unit", _value(low, "unit", "units", "period"))
        case _:
            _take_relation(told, name, low)


def _take_relation(told: dict[str, Any], name: str, low: str) -> None:
    last_word = low.rsplit(maxsplit=1)[-1]
    match name:
        case "which" | "which_near" | "past_season":
            near = _value(last_word, "which_near")
            told["which"] = near if near is not None else _value(last_word, "which", "which_past", "which_window")
            if near is not None or (name == "which_near" and "next" in low):
                told.update(which=1 if near is None else near, anchor="either" if near == -1 else "near")
        case "which_year" | "which_week":
            told[name] = _value(low, "which")
        case "year_ago":
            told["which_year"] = -1
        case "year_end":
            told.update(unit="Y", which=0, edge="END", anchor="either")
        case "day_offset":
            step = 1 if last_word == "after" else -1
            told.update(which=step, unit=_value(low.split(maxsplit=1)[0], "unit"), anchor="near")
        case "holiday" | "christmas":
            told["holiday"] = _value(low, "holiday_name", "christmas")
        case "new_year":
            told["holiday"] = "new year"
        case "eve" | "new_eve":
            told["holiday"] = f"{told['holiday']} eve"
        case "shift":
            sign = _value(last_word, "ago", "shifted", "hence") or 1
            anchored = "writing" if last_word in ("ago", "hence", "now") else "either" if sign < 0 else "near"
            told.update(shift=sign, anchor=anchored)
        case "count":
            told["count"] = spelled_count(low)
        case "count_a":
            told["count"] = 1.0
        case _:
            pass


def single_point(parts: Parts) -> Point:
    """Return the one point that all groups describe: a day, "two weeks ago", "last week", "the year-ago quarter"."""
    told: dict[str, Any] = {}
    for name, words in parts.items():
        _take(told, name.rstrip("0123456789"), words)
    count = told.pop("count", None)
    if "shift" in told and "deictic" not in parts and "two_back" not in parts and "two_on" not in parts:
        told["unknown"] = count is None
        told["shift"] *= count or 1
    if told.get("unit") == "D" and told.get("which") == 1:
        told["anchor"] = "near"  # "the next day" is never the day after the writing: that is tomorrow
    if "year_ago" in parts and "quarter" not in parts:
        unit = told.get("unit", "Y")
        told = {"unit": unit, "shift": {"Q": -4, "M": -12}.get(unit, -1), "anchor": "either"}
    if "unit" in told and "which" not in told and "shift" not in told:
        told.update(which=0, anchor="either")  # "the year": the one that the text is at
    return Point(**told)


def range_points(parts: Parts) -> tuple[Point, Point]:
    """Return both ends of a range; what only one of them tells (a month, a year) holds for both."""
    if "years" in parts:
        years = years_value(parts["years"])
        assert years is not None
        return Point(year=years[0]), Point(year=years[1])
    first, last = point_of(parts), point_of(parts, "2")
    if "day_pair" in parts:
        days = day_pair_value(parts["day_pair"])
        return replace(first, day=days[0]), replace(first, day=days[1])
    if last.month is None and first.month is not None:
        last = replace(last, month=first.month, year=last.year or first.year)
    if last.year is None and first.year is not None:
        wraps = (last.month or 0, last.day or 0) < (first.month or 0, first.day or 0)
        last = replace(last, year=first.year + wraps)
    if first.year is None and last.year is not None:
        wraps = (first.month or 0, first.day or 0) > (last.month or 0, last.day or 0)
        first = replace(first, year=last.year - wraps)
    return first, last


def stretch_fields(form: str, parts: Parts) -> dict[str, Any]:
    """Return count, unit and sign of a duration or a horizon."""
    words = parts.get("count", "").lower()
    count = spelled_count(words) if words else None
    unit = str(_value(parts["unit"].lower(), "unit", "units"))
    if "half" in parts:
        count = 0.5
    elif "half2" in parts:
        count = 0.25 if parts["half2"].lower() == "quarter" else 0.5
    elif not words and parts["unit"].lower() in lexicon().values["unit"]:
        count = 1.0
    if "and_half" in parts:
        count = (count or 1) + 0.5
    which = next((str(parts[name]) for name in WHICH if name in parts), "")
    sign = _value(which.lower(), "which_window") if which else int("ahead" in parts)
    told: dict[str, Any] = {"count": count, "unit": unit, "sign": sign}
    anchor = Point(anchor="either" if which.lower() in lexicon().values["which_near"] else "writing")
    if form == "duration" and ("year" in parts or "which_year" in parts):
        anchor = point_of({name: words for name, words in parts.items() if name in ("year", "which_year")})
    return {**told, "first": anchor}


def _clock(low: str) -> str | None:
    word = lexicon().value("clock_word", low)
    if word:
        return str(word)
    digits = low.split(maxsplit=1)[0].rstrip("apm.")
    meridiem = "PM" if "p" in low else "AM" if "a" in low else ""
    if digits.isdecimal():
        digits = digits if len(digits) == 4 else f"{digits:0>2}00"
        clock = f"{digits[:2]}:{digits[2:]}"
    else:
        clock = clock_value(digits) or "00:00"
    return afternoon(clock, meridiem) if meridiem else clock


def _value(word: str, *names: str) -> Any:
    for name in names:
        value = lexicon().value(name, word)
        if value is not None:
            return value
    return None
