"""The ``table`` format: rows under our own column names, from CSV or Parquet, into the store."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO
from urllib.parse import quote

from sitroom.core import HistoryError, Problem, canonical_json, iso, short_hash
from sitroom.history.codes import find_coding, known_types, lag_days
from sitroom.history.columns import Event
from sitroom.history.reading_rows import Printed, RowFile, open_rows
from sitroom.history.store import EventStore
from sitroom.history.whole_files import write_whole

FORMAT = "table"
REQUIRED = ("occurred_on", "actor_country", "recipient_country")
NOTHING = frozenset({"", "NA", "---"})
PRECISIONS = ("day", "month", "year")
MANY_LINES = 100
_FLAGS = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import read, kept and could not read; the counts are those of BENCHMARKS.md section 6."""

    sources: tuple[str, ...]
    rows_read: int
    rows_rejected: int
    rows_added: int
    rows_known: int
    null_actor: int
    null_recipient: int
    unmapped_codes: int
    duplicate_ids: int
    same_day_repeats: int
    undirected: int
    first_date: date | None
    last_date: date | None
    encoding: str
    reject_file: Path | None
    problems: tuple[Problem, ...]

    def to_json(self) -> dict[str, object]:
        """Return the report with ISO days and plain problems."""
        plain = {name: getattr(self, name) for name in self.__slots__}
        return plain | {
            "sources": list(self.sources),
            "first_date": iso(self.first_date),
            "last_date": iso(self.last_date),
            "reject_file": str(self.reject_file) if self.reject_file else None,
            "problems": [problem.to_json() for problem in self.problems],
        }


@dataclass(slots=True)
class _Tally:
    """The counts of one file while it is read."""

    counts: Counter[str] = field(default_factory=Counter)
    first_lines: dict[str, int] = field(default_factory=dict)
    rejects: list[tuple[int, str, str]] = field(default_factory=list)
    sources: set[str] = field(default_factory=set)
    days: tuple[date, date] | None = None
    ids: set[str] = field(default_factory=set)
    acts: set[int] = field(default_factory=set)  # hashes: 64 bits tell some million rows apart
    contents: Counter[str] = field(default_factory=Counter)

    def note(self, name: str, line: int) -> None:
        """Count one thing, and keep the first line on which it stood."""
        self.counts[name] += 1
        self.first_lines.setdefault(name, line)


def import_table(path: Path | str, store: EventStore, *, received_on: date, source: str | None = None) -> ImportReport:
    """Read a file of the ``table`` format into the store; a second import of it adds nothing.

    Args:
        path: CSV (comma, tab or semicolon; plain or gz) with a header, or Parquet.
        store: where the rows go.
        received_on: the day (UTC) on which we got the file; see ``EventStore.append``.
        source: the data set's name; None takes each row's own ``source``, else ``table:<file stem>``.

    Raises:
        HistoryError: the file cannot be read, or a column is missing that the format needs.
    """
    file = open_rows(Path(path))
    _check_columns(file)
    tally = _Tally()
    name = source or f"{FORMAT}:{file.path.name.split('.')[0]}"
    events = _events(file, tally, source, name)
    appended = store.append(events, received_on=received_on)
    reject_file = _write_rejects(store, file.path, tally)
    counts = tally.counts
    return ImportReport(
        sources=tuple(sorted(tally.sources)),
        rows_read=counts["read"],
        rows_rejected=len(tally.rejects),
        rows_added=appended.rows_added,
        rows_known=appended.rows_known,
        null_actor=counts["null_actor"],
        null_recipient=counts["null_recipient"],
        unmapped_codes=counts["unmapped"],
        duplicate_ids=counts["duplicate_id"],
        same_day_repeats=counts["same_day_repeat"],
        undirected=counts["undirected"],
        first_date=tally.days[0] if tally.days else None,
        last_date=tally.days[1] if tally.days else None,
        encoding=file.encoding,
        reject_file=reject_file,
        problems=_problems(file, tally),
    )


def _check_columns(file: RowFile) -> None:
    missing = [name for name in REQUIRED if name not in file.columns]
    if not missing and not {"cameo", "quad"} & set(file.columns):
        missing = ["cameo or quad"]
    if missing:
        have = ", ".join(file.columns)
        raise HistoryError(f"{file.path} has no column {', '.join(missing)}; it has {have}; rename its columns")


def _events(file: RowFile, tally: _Tally, source: str | None, fallback: str) -> Iterator[Event]:
    for row in file.rows():
        tally.note("read", row.line)
        if row.lines > MANY_LINES:
            tally.note("long_row", row.line)
        fault = row.fault or _date_fault(row.cells["occurred_on"])
        if fault:
            tally.rejects.append((row.line, fault, canonical_json(dict(row.cells))))
            tally.first_lines.setdefault("rejected", row.line)
            continue
        event = _event(row, source or _cell(row, "source") or fallback, tally)
        _count(row, event, tally)
        yield event


def _event(row: Printed, source: str, tally: _Tally) -> Event:
    """Return the event that a row prints; what cannot be read is null, counted, and kept in ``raw_row``."""
    raw = canonical_json(dict(row.cells))
    occurred_on = _day(row.cells["occurred_on"])
    assert occurred_on is not None
    precision = _precision(row, tally)
    known_on, assumed = _known(row, occurred_on, precision, tally)
    cameo, quad, event_type = _coding(row, tally)
    return Event(
        event_id=_cell(row, "event_id") or _made_id(raw, tally),
        source=source,
        occurred_on=occurred_on,
        date_precision=precision,
        first_known_on=known_on,
        first_known_assumed=assumed,
        actor_name=_cell(row, "actor_name"),
        actor_country=_cell(row, "actor_country"),
        actor_sector=_cell(row, "actor_sector"),
        recipient_name=_cell(row, "recipient_name"),
        recipient_country=_cell(row, "recipient_country"),
        recipient_sector=_cell(row, "recipient_sector"),
        event_type=event_type,
        cameo=cameo,
        quad=quad,
        goldstein=_number(row, "goldstein", tally),
        mentions=_whole(row, "mentions", tally),
        sources=_whole(row, "sources", tally),
        story_id=_cell(row, "story_id"),
        directed=_directed(row, tally),
        latitude=_number(row, "latitude", tally),
        longitude=_number(row, "longitude", tally),
        raw_row=raw,
    )


def _made_id(raw: str, tally: _Tally) -> str:
    """Return an id for a row without one: its content, and how many such rows stood in the file so far."""
    content = short_hash(raw)
    tally.contents[content] += 1
    return f"row-{content}-{tally.contents[content]}"


def _coding(row: Printed, tally: _Tally) -> tuple[str | None, int | None, str | None]:
    """Return code, quad and type; what is printed stands, what is missing comes from the code's table."""
    cameo = _cell(row, "cameo")
    coding = find_coding(cameo)
    if cameo and coding is None:
        tally.note("unmapped", row.line)
    quad = _quad(row, tally)
    event_type = _cell(row, "event_type")
    if event_type and event_type.upper() not in known_types():
        tally.note("unknown_type", row.line)
    elif event_type:
        event_type = event_type.upper()
    if coding:
        quad, event_type = quad or coding.quad, event_type or coding.event_type
    if not cameo and quad is None:
        tally.note("uncoded", row.line)
    return cameo, quad, event_type


def _quad(row: Printed, tally: _Tally) -> int | None:
    printed = _cell(row, "quad")
    quad = (printed or "").removesuffix(".0")
    if quad in {"1", "2", "3", "4"}:
        return int(quad)
    if printed:
        tally.note("quad_unreadable", row.line)
    return None


def _known(row: Printed, occurred_on: date, precision: str, tally: _Tally) -> tuple[date, bool]:
    """Return when the row could be known, and whether that is assumed: the end of its date plus the lag."""
    printed = _cell(row, "first_known_on")
    stated = _day(printed or "")
    if stated and stated >= occurred_on:
        return stated, False
    if printed:
        tally.note("known_unreadable", row.line)
    tally.note("known_assumed", row.line)
    return _last_day(occurred_on, precision) + timedelta(days=lag_days(FORMAT)), True


def _last_day(day: date, precision: str) -> date:
    if precision == "month":
        return (day.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    return day.replace(month=12, day=31) if precision == "year" else day


def _precision(row: Printed, tally: _Tally) -> str:
    printed = _cell(row, "date_precision")
    if printed and printed.lower() not in PRECISIONS:
        tally.note("precision_unreadable", row.line)
    return printed.lower() if printed and printed.lower() in PRECISIONS else "day"


def _directed(row: Printed, tally: _Tally) -> bool:
    printed = (_cell(row, "directed") or "true").lower()
    if printed not in _FLAGS:
        tally.note("directed_unreadable", row.line)
    return _FLAGS.get(printed, True)


def _count(row: Printed, event: Event, tally: _Tally) -> None:
    """Count what BENCHMARKS.md section 6 counts about a row that is kept."""
    line = row.line
    tally.sources.add(event.source)
    first, last = tally.days or (event.occurred_on, event.occurred_on)
    tally.days = (min(first, event.occurred_on), max(last, event.occurred_on))
    if not event.actor_name and not event.actor_country:
        tally.note("null_actor", line)
    if not event.recipient_name and not event.recipient_country:
        tally.note("null_recipient", line)
    if not event.directed:
        tally.note("undirected", line)
    if _cell(row, "event_id"):
        if event.event_id in tally.ids:
            tally.note("duplicate_id", line)
        tally.ids.add(event.event_id)
    if any(name.startswith("+") for name in row.cells):
        tally.note("extra_cells", line)
    _count_repeat(row, tally)


def _count_repeat(row: Printed, tally: _Tally) -> None:
    """Count a row that prints the same day, actor, recipient and code as an earlier one."""
    names = ("actor_name", "actor_country", "actor_sector", "recipient_name", "recipient_country", "recipient_sector")
    code = _cell(row, "cameo") or (_cell(row, "event_type"), _cell(row, "quad"))
    act = hash((_day(row.cells["occurred_on"]), *(_cell(row, name) for name in names), code))
    if act in tally.acts:
        tally.note("same_day_repeat", row.line)
    tally.acts.add(act)


def _cell(row: Printed, name: str) -> str | None:
    """Return a cell's text, or None where it is missing or prints nothing."""
    text = row.cells.get(name, "").strip()
    return None if text in NOTHING else text


def _number(row: Printed, name: str, tally: _Tally) -> float | None:
    text = _cell(row, name)
    if text is None:
        return None
    try:
        number = float(text)
    except ValueError:
        number = float("nan")
    if number - number != 0:  # neither nan nor infinity is a number here
        tally.note("number_unreadable", row.line)
        return None
    return number


def _whole(row: Printed, name: str, tally: _Tally) -> int | None:
    number = _number(row, name, tally)
    if number is not None and (number != int(number) or abs(number) > 2**53):
        tally.note("number_unreadable", row.line)
        return None
    return None if number is None else int(number)


def _date_fault(printed: str) -> str | None:
    return None if _day(printed) else f"no readable date in occurred_on: {printed!r}; write it as 2013-02-21"


@lru_cache(maxsize=100_000)
def _day(printed: str) -> date | None:
    """Return an ISO day, written with or without hyphens, a time after it left off; None where it is none."""
    text = printed.strip()
    head = text[:10] if text[10:11] in {"T", " "} else text
    if not (len(head) == 10 and head[4] == head[7] == "-") and not (len(head) == 8 and head.isdecimal()):
        return None
    try:
        return date.fromisoformat(head)
    except ValueError:
        return None


def _write_rejects(store: EventStore, path: Path, tally: _Tally) -> Path | None:
    """Write the rejected rows with line and reason; None where there are none."""
    if not tally.rejects:
        return None
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("line", "reason", "row"))
    writer.writerows(tally.rejects)
    raw = text.getvalue()
    target = store.folder / "rejects" / f"{quote(path.name, safe='')}.{short_hash(raw, length=8)}.csv"

    def write(file: BinaryIO) -> None:
        file.write(raw.encode("utf-8"))

    write_whole(target, write)
    return target


_WORDS = {
    "rejected": ("rows-rejected", "rows rejected; the reject file says which and why"),
    "long_row": ("long-row", f"rows take over {MANY_LINES} lines; look for a stray quotation mark there"),
    "extra_cells": ("extra-cells", "rows have more cells than the header; the rest is kept in raw_row"),
    "unmapped": ("unmapped-code", "rows have a code that the CAMEO codebook does not hold; a lost leading zero?"),
    "unknown_type": ("unknown-type", "rows have an event type that PLOVER 2021 does not hold; kept as printed"),
    "uncoded": ("uncoded", "rows have neither a code nor a quad that can be read; they match no pattern of quads"),
    "quad_unreadable": ("quad-unreadable", "rows have a quad that is not 1 to 4; taken from the code where it can be"),
    "known_unreadable": ("known-unreadable", "rows have a first_known_on that is no day or before the event; assumed"),
    "known_assumed": ("known-assumed", "rows do not say when they were known; occurred_on plus the lag is assumed"),
    "precision_unreadable": ("precision-unreadable", "rows have a date_precision that we do not know; taken as a day"),
    "directed_unreadable": ("directed-unreadable", "rows have a directed that is not true or false; taken as true"),
    "number_unreadable": ("number-unreadable", "cells that should be numbers are not; left empty"),
    "duplicate_id": ("duplicate-id", "rows have an id that stood earlier in the file; kept side by side"),
}


def _problems(file: RowFile, tally: _Tally) -> tuple[Problem, ...]:
    """Return one problem a kind, with its count and its first line."""
    counts = tally.counts | Counter({"rejected": len(tally.rejects)})
    out = [
        Problem(f"history.{code}", f"{counts[name]} {words}", line=tally.first_lines[name])
        for name, (code, words) in _WORDS.items()
        if counts[name]
    ]
    if file.encoding in {"cp1252", "latin-1"}:
        message = f"the file is not UTF-8; read as {file.encoding}; check a name with accents"
        out.append(Problem("history.encoding-guessed", message))
    return tuple(out)
