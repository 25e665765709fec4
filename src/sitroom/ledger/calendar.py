"""Calendars: the closing days of open questions, and other days, as iCalendar for any calendar program."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sitroom.ledger.bands import point_of
from sitroom.ledger.track_record import Standing

LINE_OCTETS = 75


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """Something to put into a calendar, for whole days.

    Args:
        uid: the same for the same thing in every file, so that a calendar program replaces what it has.
        first: its first day.
        last: its last day, inclusive.
        summary: what stands in the calendar.
        details: lines below it.
    """

    uid: str
    first: date
    last: date
    summary: str
    details: tuple[str, ...] = ()


def calendar_of(standings: Iterable[Standing], *, now: datetime) -> str:
    """Return the open questions as an iCalendar, an all-day event for the last closing day of each.

    Args:
        standings: questions; those that are not open, or never close, are left out.
        now: the instant, UTC, which every event is stamped with.
    """
    return calendar_text(calendar_days(standings), now=now)


def calendar_text(days: Iterable[CalendarDay], *, now: datetime) -> str:
    """Return days as an iCalendar of all-day events.

    Source: RFC 5545, "Internet Calendaring and Scheduling Core Object Specification".
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//sitroom//ledger//EN", "CALSCALE:GREGORIAN"]
    for day in days:
        lines += _event(day, now)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def calendar_days(standings: Iterable[Standing]) -> list[CalendarDay]:
    """Return the last closing day of each open question; those that never close are left out."""
    out = []
    for standing in standings:
        question = standing.question
        closes = question.closes_on.end
        if question.status != "open" or closes is None:
            continue
        latest = [one.forecast for by in standing.forecasters if (one := standing.latest(by))]
        said = ", ".join(f"{one.by} {point_of(one):.0%}" for one in latest)
        details = (question.rule_words, said, f"question {question.id}")
        out.append(CalendarDay(f"{question.id}@sitroom", closes, closes, f"Closes: {question.text}", details))
    return out


def _event(day: CalendarDay, now: datetime) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:{day.uid}",
        f"DTSTAMP:{now.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{day.first:%Y%m%d}",
        f"DTEND;VALUE=DATE:{day.last + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{escaped_text(day.summary)}",
        f"DESCRIPTION:{escaped_text(chr(10).join(one for one in day.details if one))}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def escaped_text(text: str) -> str:
    r"""Return a text as a calendar holds it; control characters, which it may not hold, become blanks.

    >>> print(escaped_text("a; b, c\\d\ne"))
    a\; b\, c\\d\ne
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    clean = "".join(" " if (char < " " and char not in "\n\t") or char == "\x7f" else char for char in plain)
    for char in ("\\", ";", ","):
        clean = clean.replace(char, f"\\{char}")
    return clean.replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """Yield the line in pieces of at most 75 octets of UTF-8, each but the first behind a blank."""
    piece, size = "", 0
    for char in line:
        width = len(char.encode("utf-8", "replace"))
        if size + width > LINE_OCTETS:
            yield piece
            piece, size = " ", 1
        piece, size = piece + char, size + width
    yield piece
