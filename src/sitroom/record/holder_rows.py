"""Holder rows: lists of who held which office, checked row by row; what cannot be read goes back with its reason."""

import csv
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sitroom.core import DayRange, InputError
from sitroom.record.gazetteer import fold_name, gazetteer, read_day

COLUMNS = ("jurisdiction", "position", "person", "personID", "start", "end")
NO_STATE = {"world", "international"}
LONGEST_CELL = 200
EARLIEST = date(1500, 1, 1)
FORMULA_MARKS = ("=", "+", "-", "@")
DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
IDENTIFIER = re.compile(r"[A-Za-z0-9][A-Za-z0-9:._-]{0,63}")
AHEAD = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class HolderRow:
    """One row of a holders list: a person in an office from a day to a day.

    Args:
        line: its line in the file, the header being 1.
        country: alpha-3, None for an office above states.
        person_id: the file's own id of the person, such as ``Q2866``.
        start: ``YYYY-MM-DD``, ``YYYY-MM`` or ``YYYY``.
        end: the same, empty where the office was still held.
    """

    line: int
    country: str | None
    position: str
    person: str
    person_id: str
    start: str
    end: str

    @property
    def days(self) -> DayRange:
        """The days of the term, as wide as its cells allow."""
        return DayRange(read_day(self.start), read_day(self.end, last=True))

    @property
    def surely(self) -> tuple[date, date | None]:
        """The last day on which it can have begun, and the first on which it can have ended; None where open."""
        begun = read_day(self.start, last=True)
        assert begun
        return begun, read_day(self.end)


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that was not taken: its line, why, and what stood there."""

    line: int
    reason: str
    text: str


@dataclass(frozen=True, slots=True)
class HolderList:
    """What a file holds: its rows, what was rejected, and the last day that it speaks of, by which it was made."""

    rows: tuple[HolderRow, ...]
    rejected: tuple[Rejected, ...]
    last_day: date | None

    @property
    def count(self) -> int:
        """All rows, read and rejected."""
        return len(self.rows) + len(self.rejected)


def read_holders(raw: bytes, *, today: date) -> HolderList:
    """Read a holders list: CSV (comma, semicolon or tab) in UTF-8 with a header, one row a line.

    Args:
        raw: the file's bytes.
        today: rows that begin more than a year after it are rejected.

    Raises:
        InputError: the file has no header with the columns that are needed.
    """
    if b"\0" in raw:
        raise InputError("the file is no text: it holds zero bytes; save it as CSV in UTF-8")
    lines = re.split("\r\n|\n|\r", raw.decode("utf-8-sig", errors="surrogateescape"))
    places, delimiter = _header(lines)
    rows, rejected = list[HolderRow](), list[Rejected]()
    for line, text in enumerate(lines[1:], start=2):
        if not text.strip(f" \t{delimiter}"):
            continue
        found = _row(line, text, places, delimiter, today=today)
        if isinstance(found, HolderRow):
            rows.append(found)
        else:
            rejected.append(Rejected(line, found, text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")))
    spoken = [day for row in rows for day in (read_day(row.start), read_day(row.end)) if day and day <= today]
    return HolderList(tuple(rows), tuple(rejected), max(spoken, default=None))


def _header(lines: Sequence[str]) -> tuple[dict[str, int], str]:
    """The place of each column, and the mark between the cells."""
    for delimiter in ",;\t":
        names = [cell.strip().lower() for cell in _cells(lines[0], delimiter) or ()] if lines else []
        if all(names.count(column.lower()) == 1 for column in COLUMNS):
            return {column: names.index(column.lower()) for column in COLUMNS}, delimiter
    raise InputError(f"the first line is no header of a holders list; it must name {', '.join(COLUMNS)}")


def _cells(text: str, delimiter: str) -> list[str] | None:
    """The cells of one line, None where its quotes do not close."""
    try:
        return next(csv.reader([text], delimiter=delimiter, strict=True), [])
    except csv.Error:
        return None


def _row(line: int, text: str, places: dict[str, int], delimiter: str, *, today: date) -> HolderRow | str:
    """The row of a line, or the reason why it is none."""
    if any("\udc80" <= mark <= "\udcff" for mark in text):
        return "the line is not UTF-8; save the file as UTF-8"
    cells = _cells(text, delimiter)
    if cells is None:
        return "its quotes do not close; one row is one line"
    if len(cells) <= max(places.values()):
        return f"it has {len(cells)} cells; {max(places.values()) + 1} are needed"
    given = {name: " ".join(unicodedata.normalize("NFC", cells[at]).split()) for name, at in places.items()}
    fault = next(iter(_faults(given, today)), None)
    if fault:
        return fault
    country = _country(given["jurisdiction"])
    return HolderRow(
        line, country or None, given["position"], given["person"], given["personID"], given["start"], given["end"]
    )


def _faults(given: dict[str, str], today: date) -> Iterator[str]:
    for name in ("jurisdiction", "position", "person", "personID"):
        yield from _cell_faults(name, given[name])
    if not IDENTIFIER.fullmatch(given["personID"]):
        yield f"personID {given['personID']!r} is no identifier; such as Q2866"
    if _country(given["jurisdiction"]) is None:
        yield f"the jurisdiction {given['jurisdiction']!r} is no one country of the gazetteer; give its slug or alpha-3"
    if not given["start"]:
        yield "it has no start; a term needs the day, month or year in which it began"
    for name in ("start", "end"):
        if given[name] and not _is_day(given[name]):
            yield f"{name} {given[name]!r} is no day; write YYYY-MM-DD, YYYY-MM or YYYY"
    yield from _order_faults(given, today)


def _cell_faults(name: str, cell: str) -> Iterator[str]:
    if not cell:
        yield f"{name} is empty"
    elif cell.startswith(FORMULA_MARKS):
        yield f"{name} begins with {cell[0]!r}, like a formula of a spreadsheet"
    elif len(cell) > LONGEST_CELL:
        yield f"{name} has {len(cell)} characters; {LONGEST_CELL} are allowed"
    elif any(unicodedata.category(mark) in ("Cc", "Cf", "Co", "Cn") for mark in cell if mark != "\u200c"):
        yield f"{name} holds characters that do not print"
    elif name in ("position", "person") and not any(mark.isalpha() for mark in cell):
        yield f"{name} {cell!r} holds no letter"


def _order_faults(given: dict[str, str], today: date) -> Iterator[str]:
    start = read_day(given["start"])
    end = read_day(given["end"], last=True)
    if start and start < EARLIEST:
        yield f"it begins in {start.year}; years from {EARLIEST.year} are read"
    if start and start > today + AHEAD:
        yield f"it begins on {start}, more than a year ahead"
    if start and end and end < start:
        yield f"it ends ({given['end']}) before it begins ({given['start']})"


def _is_day(cell: str) -> bool:
    if not DAY.fullmatch(cell):
        return False
    try:
        return read_day(cell) is not None and read_day(cell, last=True) is not None
    except ValueError:
        return False


def _country(jurisdiction: str) -> str | None:
    """Alpha-3 of a jurisdiction, an empty text for one above states, None for one that is not known."""
    folded = fold_name(jurisdiction.replace("-", " ").replace("_", " "))
    if folded in NO_STATE:
        return ""
    known = gazetteer()
    actor = known.actors.get(jurisdiction.lower())
    if actor is not None and actor.kind == "country":
        return actor.country
    if jurisdiction.upper() in known.by_country and len(jurisdiction) == 3:
        return jurisdiction.upper()
    named = {
        alias.actor.country
        for alias in known.aliases.get(folded, ())
        if alias.actor.kind == "country" and alias.how == "name"
    }
    return named.pop() if len(named) == 1 else None
