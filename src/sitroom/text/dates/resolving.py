"""Resolving: from a mention and the days of writing to days, EDTF and TIMEX3."""

from dataclasses import replace
from datetime import date

from sitroom.core import DayRange, day_range
from sitroom.text.dates.durations import SECONDS_OF, in_words, moved, period
from sitroom.text.dates.frames import Frame, Settled
from sitroom.text.dates.mentions import DateMention, DateValue, Direction, Point, TimexType
from sitroom.text.dates.points import settle
from sitroom.text.dates.stretches import a_year, around

DEADLINE_LEADS = frozenset({"by", "until", "till", "before", "within"})
COUNTED_FORMS = frozenset({"horizon", "duration"})


def resolve_date(
    mention: DateMention,
    *,
    reference: DayRange,
    direction: Direction | None = None,
    near: date | None = None,
) -> DateValue:
    """Return what a mention means for a text written on some day of ``reference``.

    Args:
        mention: from ``find_dates``.
        reference: the days on which the text can have been written. Where they are many, what counts from the writing
            ("the coming three weeks") counts from the first, and ``end_range`` tells the earliest and latest end. Where
            both ends are open, yearless days stay open too: ``XXXX-02-21``.
        direction: the tense of the governing verb, where it is known; it picks the year of a yearless day and the week
            of a weekday: past the last one by the day of writing, future the first one, none the nearest.
        near: the day that the text is at: a year or day told just before. It goes before ``direction``.
    """
    try:
        value = _resolved(mention, Frame(_single(reference, mention), direction, near))
        first, last = reference.start, reference.end
        if first and last and first != last and _hangs_on_writing(mention, direction):
            latest = _resolved(mention, Frame(day_range(last), direction, near))
            value = _spread(value, latest, first)
    except (OverflowError, ValueError):
        return DateValue(DayRange(), "", "DATE", "XXXX-XX-XX", "outside of the calendar, or no day of it")
    return replace(value, closes=value.closes or (mention.lead in DEADLINE_LEADS and value.days.end is not None))


def _single(reference: DayRange, mention: DateMention) -> DayRange:
    """Return the reference, or its first day alone for words that count from the writing."""
    day = reference.start or reference.end
    return day_range(day) if day and _hangs_on_writing(mention, None) else reference


def _hangs_on_writing(mention: DateMention, direction: Direction | None) -> bool:
    if mention.form == "duration":
        return mention.lead == "within" or (mention.lead == "in" and direction != "past")
    return mention.form == "horizon" or mention.first.hangs_on_writing


def _spread(value: DateValue, latest: DateValue, first: date) -> DateValue:
    if value.days == latest.days:
        return value
    ends = DayRange(value.days.end, latest.days.end) if value.days.end and latest.days.end else None
    basis = (
        value.basis
        if "at the earliest" in value.basis
        else value.basis.replace(f"({first})", f"({first} at the earliest)")
    )
    return replace(value, end_range=ends, basis=basis)


def _resolved(mention: DateMention, frame: Frame) -> DateValue:
    match mention.form:
        case "range":
            return _range(mention, frame)
        case "horizon":
            return _horizon(mention, frame)
        case "duration":
            return _duration(mention, frame)
        case "set":
            return DateValue(DayRange(), "", "SET", mention.value, "comes again")
        case "vague":
            return _vague(mention, frame)
        case _:
            return _point(mention.first, frame)


def _point(point: Point, frame: Frame) -> DateValue:
    settled = settle(point, frame)
    stretch = settled.stretch
    kind: TimexType = "TIME" if point.clock or point.part else "DATE"
    return DateValue(stretch.days, stretch.edtf, kind, stretch.value, settled.basis)


def _range(mention: DateMention, frame: Frame) -> DateValue:
    first, last = _ends(mention.first, mention.last or mention.first, frame)
    start, end = first.stretch.days.start, last.stretch.days.end
    days = DayRange(start, end) if start and end else DayRange()
    plain = "/" not in first.stretch.edtf + last.stretch.edtf and first.stretch.edtf and last.stretch.edtf
    edtf = f"{first.stretch.edtf}/{last.stretch.edtf}" if plain else (days.edtf() if start and end else "")
    return DateValue(days, edtf, "DATE", f"{first.stretch.value}/{last.stretch.value}", first.basis)


def _ends(first: Point, last: Point, frame: Frame) -> tuple[Settled, Settled]:
    """Return both ends of a range: where the years are open, the end that the tense settles goes first."""
    weekdays_only = first.weekday is not None and first.month is None
    if (first.year and last.year) or (frame.day is None and frame.near is None):
        return settle(first, frame), settle(last, frame)
    if frame.direction == "past" and (frame.near is None or weekdays_only):
        end = settle(last, frame)
        if end.stretch.days.end:
            start = settle(first, Frame(day_range(end.stretch.days.end), "past"))
            return replace(start, basis=end.basis), end
    start = settle(first, frame)
    if start.stretch.days.start:
        return start, settle(last, Frame(day_range(start.stretch.days.start), "future"))
    return start, settle(last, frame)


def _horizon(mention: DateMention, frame: Frame) -> DateValue:
    value = period(mention.count, mention.unit)
    anchor = frame.anchor_of(mention.first)
    words = in_words(mention)
    if anchor is None:
        return DateValue(DayRange(), "", "DURATION", value, f"{words} beside a day that is not known")
    if mention.count is None:
        days = DayRange(None, anchor) if mention.sign < 0 else DayRange(anchor, None)
    elif mention.unit in SECONDS_OF:
        days = day_range(anchor)
    else:
        other = moved(anchor, mention.sign * mention.count, mention.unit)
        days = DayRange(min(anchor, other), max(anchor, other))
    by_text = mention.first.anchor != "writing" and frame.near is not None
    place = f"{anchor}, the day that the text is at" if by_text else f"the day of writing ({anchor})"
    basis = f"{words} {'up to' if mention.sign < 0 else 'from'} {place}"
    return DateValue(days, days.edtf(), "DURATION", value, basis, closes=mention.sign > 0 and days.end is not None)


def _duration(mention: DateMention, frame: Frame) -> DateValue:
    value = period(mention.count, mention.unit)
    words = in_words(mention)
    point = mention.first
    if point.year or point.which_year is not None:
        return _of_a_year(mention, frame, value)
    if frame.day is None or mention.count is None or frame.direction == "past" or mention.unit in SECONDS_OF:
        return DateValue(DayRange(), "", "DURATION", value, f"a length of {words}")
    end = moved(frame.day, mention.count, mention.unit) if mention.lead in ("in", "within") else frame.day
    if mention.lead == "within":
        days = DayRange(frame.day, end)
        return DateValue(
            days, days.edtf(), "DURATION", value, f"{words} from the day of writing ({frame.day})", closes=True
        )
    if mention.lead == "in":
        grain = "Y" if mention.unit in ("DE", "CE") else mention.unit
        stretch = around(end, grain if mention.count == int(mention.count) else "D")
        return DateValue(
            stretch.days, stretch.edtf, "DATE", stretch.value, f"{words} from the day of writing ({frame.day})"
        )
    return DateValue(DayRange(), "", "DURATION", value, f"a length of {words}")


def _of_a_year(mention: DateMention, frame: Frame, value: str) -> DateValue:
    """Return "the first six months of 2013"."""
    year = mention.first.year or (frame.day.year + (mention.first.which_year or 0) if frame.day else None)
    if year is None or mention.count is None or "first" not in mention.quote.lower():
        return DateValue(DayRange(), "", "DURATION", value, f"a length of {in_words(mention)}")
    start = a_year(year).days.start
    assert start is not None
    days = DayRange(start, moved(moved(start, mention.count, mention.unit), -1, "D"))
    return DateValue(days, days.edtf(), "DURATION", value, f"from the beginning of {year}")


def _vague(mention: DateMention, frame: Frame) -> DateValue:
    first, last = frame.reference.start, frame.reference.end
    match mention.value:
        case "PRESENT_REF":
            days, basis = frame.reference, "the time of writing"
        case "PAST_REF":
            days, basis = DayRange(None, last), "some time before the writing"
        case _:
            days, basis = DayRange(first, None), "some time after the writing"
    edtf = days.edtf() if days.start or days.end else ""
    return DateValue(days, edtf, "DATE", mention.value, basis)
