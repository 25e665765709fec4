"""Points: from what an expression says about the calendar to the days it means."""

from dataclasses import replace
from datetime import timedelta

from sitroom.core import DayRange
from sitroom.text.dates.durations import SECONDS_OF, UNIT_WORDS, moved
from sitroom.text.dates.frames import Frame, Settled, unsettled
from sitroom.text.dates.mentions import Point
from sitroom.text.dates.recurring import chosen, day_of_month, in_its_year, recurring
from sitroom.text.dates.stretches import (
    Stretch,
    a_century,
    a_day,
    a_decade,
    a_week,
    a_year,
    around,
    edge_of,
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
    yearly = recurring(point)
    if yearly is not None:
        return in_its_year(point, yearly, frame)
    if point.day is not None:
        return day_of_month(point.day, point.weekday, frame)
    if point.weekday is not None:
        return _weekday(point, point.weekday, frame)
    if point.year is not None:
        return Settled(a_year(point.year), "as written")
    if point.decade is not None:
        return Settled(a_decade(point.decade), "as written")
    if point.century is not None:
        return Settled(a_century(point.century), "as written")
    return _of_day(point, frame)


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
        return chosen([around(moved(anchor, step, "W"), "WE") for step in (-1, 0, 1)], frame)
    place = {-1: "before", 0: "of", 1: "after"}[which]
    return Settled(
        around(moved(anchor, which, unit), unit), f"the {UNIT_WORDS[unit]} {place} {_anchor_words(point, frame)}"
    )


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
