"""Stamps: the days that a page gives for itself in its first or last lines, never the days of its prose."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sitroom.core import MONTHS, Problem, Span
from sitroom.text.document import Stamp

_EDGE_LINES = 10
_BARE_TOP, _BARE_BOTTOM = 6, 3
_LONGEST_LINE = 200
# A text with this many bare days on lines of their own is a chronicle, whose days are events.
_CHRONICLE = 3

_MONTH = "|".join(f"{name[:3]}(?:{name[3:]})?" if name != "September" else "Sept?(?:ember)?" for name in MONTHS)
_YEAR = "(?:1[89]|20)[0-9]{2}"
_WEEKDAY = r"(?:(?:Mon|Tue|Tues|Wed|Wednes|Thu|Thur|Thurs|Fri|Sat|Satur|Sun)(?:day)?\.?,?\s+)?"
_DAY_FORMS = (
    rf"(?P<iso>{_YEAR})(?P<s1>[-/.])(?P<iso_month>[0-9]{{1,2}})(?P=s1)(?P<iso_day>[0-9]{{1,2}})(?![0-9])",
    rf"(?P<first>[0-9]{{1,2}})(?P<separator>[-/.])(?P<second>[0-9]{{1,2}})(?P=separator)(?P<year>{_YEAR})(?![0-9])",
    rf"(?P<dmy_day>[0-9]{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[\s-]+(?P<dmy_month>{_MONTH})\.?,?[\s-]+(?P<dmy_year>{_YEAR})(?![0-9])",
    rf"(?P<mdy_month>{_MONTH})\.?\s+(?P<mdy_day>[0-9]{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<mdy_year>{_YEAR})(?![0-9])",
)
_DAY = rf"{_WEEKDAY}(?:{'|'.join(_DAY_FORMS)})"
_ZONE = r"(?:\s*(?:Z|UTC|GMT|[A-Z]{2,4}T|[+-][0-9]{2}:?[0-9]{2}))*(?:\s*\((?:UTC|GMT|[A-Z]{3,4})\))?"
_TIME = (
    r"[0-9]{1,2}[:.][0-9]{2}(?![.0-9])(?::[0-9]{2}(?:\.[0-9]+)?)?(?:\s*[ap]\.?m\b\.?)?"
    rf"(?-i:{_ZONE})(?:\s*h(?:rs|ours)?\b)?"
)
_WHEN = rf"(?:(?:at\s+)?{_TIME}[\s,;|–—-]*(?:on\s+)?)?{_DAY}(?:[\s,;|–—-]*(?:T|at\s+)?{_TIME})?"

_THING = (
    r"(?:(?:this|the)\s+)?(?:(?:page|web\s?page|article|text|document|post|story|report|brief|entry)\s+)?"
    r"(?:(?:was|is)\s+)?"
)
_UPDATED = (
    r"(?:last\s+|latest\s+|most\s+recently\s+)?"
    r"(?:updated?|modified|modification|revised|revision|edited|changed|amended|reviewed)"
    r"|date\s+(?:updated|modified)|last\s+(?:change|edit)|(?:archived|retrieved|accessed|cached|captured|saved)"
)
_PUBLISHED = (
    r"(?:first\s+|originally\s+)?(?:published|posted|issued|released|uploaded|created|dated|added|submitted)"
    r"|(?:publication|publishing|release|posting|issue)\s+date|date\s+(?:published|posted|of\s+(?:publication|issue|release))"
    r"|date(?=\s*:)"
)
_LABEL = rf"{_THING}(?:(?P<updated>{_UPDATED})|(?P<published>{_PUBLISHED}))"
_START = r"(?:^[\s\ufeff*_>#(\[–—-]*|[|·•;/(]\s*)"
_TAIL = (
    r"(?=\s*[.)\]*_]*\s*(?:$|[|·•;/]|\([^()]*\)\s*$|,?\s*(?:by|in|under)\s[^.]{1,60}$"
    r"|[,–—-]?\s*(?:last\s+)?(?:updated|modified)\b))"
)
_LABELLED = re.compile(rf"{_START}(?P<stamp>{_LABEL}[\s:,–—*_-]*(?:on\s+|at\s+|:\s*)?{_WHEN}){_TAIL}", re.IGNORECASE)
_PLACE = r"(?-i:(?:[A-Z][\w'’.-]+\s){0,2}[A-Z][\w'’-]+)(?:\s?,|\s[–—-])\s+"
_BARE = re.compile(
    rf"(?:^[\s\ufeff*_>#(\[–—-]*(?:{_PLACE})?|[|·•]\s*)(?P<stamp>{_WHEN})(?=\s*[.,)\]*_]*\s*(?:$|[|·•]|\((?P<remark>[^()]*)\)\s*$))",
    re.IGNORECASE,
)
_LABEL_LINE = re.compile(rf"[\s\ufeff*_>#(\[–—-]*{_LABEL}(?:\s+on)?[\s*_]*:?[\s*_]*", re.IGNORECASE)
_KEPT_COPY = re.compile(r"archiv|retriev|access|cached|captur|saved|print|updat|modifi|revis", re.IGNORECASE)
_ONE_DAY = re.compile(_DAY, re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    text: str


@dataclass(frozen=True, slots=True)
class WrittenDay:
    """A day as some words give it; ambiguous where day and month could be exchanged."""

    day: date
    ambiguous: bool = False


def find_stamps(text: str) -> tuple[tuple[Stamp, ...], tuple[Problem, ...]]:
    """Return the stamps in the first and last ten lines that are not blank, in order, and what was unclear in them.

    A stamp has a label (``Last updated``, ``Posted on``) at the start of a line or after a bar, or is a full date,
    alone or behind a place (``Minsk, 20 February 2013``), on one of the first six or last three lines.
    A copy's day (``archived``, ``retrieved``) counts as ``updated``.
    Numeric days are day first, except ISO and where only month first fits; ``03/05/2022`` is kept day first with the
    problem ``text.stamp-ambiguous``, an impossible day is dropped with ``text.stamp-unreadable``.

    >>> [(stamp.kind, str(stamp.day)) for stamp in find_stamps("Posted on 5 May 2014")[0]]
    [('published', '2014-05-05')]
    """
    lines = _written_lines(text)
    found: list[tuple[str, Span, re.Match[str]]] = []
    for number in sorted({*range(min(_EDGE_LINES, len(lines))), *range(max(0, len(lines) - _EDGE_LINES), len(lines))}):
        previous = lines[number - 1].text if number else ""
        bare = number < _BARE_TOP or number >= len(lines) - _BARE_BOTTOM
        found.extend(_stamps_of_line(lines[number], previous, bare=bare))
    if sum(_BARE.match(line.text.strip()) is not None for line in lines if len(line.text) < 60) >= _CHRONICLE:
        found = [item for item in found if "updated" in item[2].re.groupindex]
    return _settled(found)


def find_day(words: str) -> WrittenDay | None:
    """Return the day that words start with, as metadata give it: ``2019-03-03T10:00Z``, ``March 3, 2019``.

    >>> find_day("2019-03-03T23:30+02:00")
    WrittenDay(day=datetime.date(2019, 3, 3), ambiguous=False)
    """
    match = _ONE_DAY.match(words.strip())
    return _written_day(match) if match else None


def _written_lines(text: str) -> list[_Line]:
    lines, start = [], 0
    for line in text.splitlines(keepends=True):
        if not line.isspace():
            lines.append(_Line(start, line))
        start += len(line)
    return lines


def _stamps_of_line(line: _Line, previous: str, *, bare: bool) -> Iterator[tuple[str, Span, re.Match[str]]]:
    words = line.text.rstrip()
    if len(words) > _LONGEST_LINE:
        return
    labelled = list(_LABELLED.finditer(words))
    for match in labelled:
        yield "updated" if match["updated"] else "published", _span(line, match), match
    is_table_row = words.startswith("|")
    match_bare = None if labelled or is_table_row else _BARE.search(words)
    if match_bare is None:
        return
    label = _LABEL_LINE.fullmatch(previous.strip()) if len(previous) < _LONGEST_LINE else None
    if label or bare:
        updated = label["updated"] if label else _KEPT_COPY.search(match_bare["remark"] or "")
        yield "updated" if updated else "published", _span(line, match_bare), match_bare


def _span(line: _Line, match: re.Match[str]) -> Span:
    return Span(line.start + match.start("stamp"), line.start + match.end("stamp"), match["stamp"])


def _settled(found: list[tuple[str, Span, re.Match[str]]]) -> tuple[tuple[Stamp, ...], tuple[Problem, ...]]:
    stamps, problems = [], []
    for kind, span, match in found:
        written = _written_day(match)
        if written is None:
            message = f"'{span.quote}' is no day of the calendar; the stamp was left out"
            problems.append(Problem("text.stamp-unreadable", message, where=span))
            continue
        stamps.append(Stamp(kind=kind, day=written.day, span=span))
        if written.ambiguous:
            message = (
                f"'{span.quote}' may be day first or month first; read as {written.day}, give the day to settle it"
            )
            problems.append(Problem("text.stamp-ambiguous", message, where=span))
    return tuple(stamps), tuple(problems)


def _written_day(match: re.Match[str]) -> WrittenDay | None:
    got = match.groupdict()
    if got["iso"]:
        return _calendar_day(got["iso"], got["iso_month"], got["iso_day"])
    for form in ("dmy", "mdy"):
        if got[f"{form}_year"]:
            names = [name[:3].lower() for name in MONTHS]
            month = names.index(got[f"{form}_month"][:3].lower()) + 1
            return _calendar_day(got[f"{form}_year"], str(month), got[f"{form}_day"])
    first, second = got["first"], got["second"]
    if int(second) > 12:
        return _calendar_day(got["year"], first, second)
    either = got["separator"] == "/" and int(first) <= 12 and first.lstrip("0") != second.lstrip("0")
    return _calendar_day(got["year"], second, first, ambiguous=either)


def _calendar_day(year: str, month: str, day: str, *, ambiguous: bool = False) -> WrittenDay | None:
    try:
        return WrittenDay(date(int(year), int(month), int(day)), ambiguous)
    except ValueError:
        return None
