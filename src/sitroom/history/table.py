"""The ``table`` format: rows under our own column names, from CSV or Parquet, into the store."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

from sitroom.core import HistoryError, canonical_json, short_hash
from sitroom.history.codes import find_coding, known_types, lag_days
from sitroom.history.columns import Event
from sitroom.history.reading_rows import RowFile, open_rows
from sitroom.history.reports import MANY_LINES, ImportReport, Tally
from sitroom.history.store import EventStore

FORMAT = "table"
REQUIRED = ("occurred_on", "actor_country", "recipient_country")
NOTHING = frozenset({"", "NA", "---"})
PARTIES = ("actor_name", "actor_country", "actor_sector", "recipient_name", "recipient_country", "recipient_sector")
PRECISIONS = ("day", "month", "year")
_FLAGS = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}


@dataclass(frozen=True, slots=True)
class _Said:
    """A row's cells that print something, trimmed, and the line on which it starts."""

    line: int
    cells: Mapping[str, str]

    def get(self, name: str) -> str | None:
        """Return a cell's text, or None where it is missing or prints nothing."""
        return self.cells.get(name)


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
    tally = Tally()
    name = source or f"{FORMAT}:{file.path.name.split('.')[0]}"
    events = _events(file, tally, source, name)
    appended = store.append(events, received_on=received_on)
    return tally.report(file, store.folder, appended)


def _check_columns(file: RowFile) -> None:
    missing = [name for name in REQUIRED if name not in file.columns]
    if not missing and not {"cameo", "quad"} & set(file.columns):
        missing = ["cameo or quad"]
    if missing:
        have = ", ".join(file.columns)
        raise HistoryError(f"{file.path} has no column {', '.join(missing)}; it has {have}; rename its columns")


def _events(file: RowFile, tally: Tally, source: str | None, fallback: str) -> Iterator[Event]:
    for row in file.rows():
        tally.note("read", row.line)
        if row.lines > MANY_LINES:
            tally.note("long_row", row.line)
        fault = row.fault or _date_fault(row.cells["occurred_on"])
        if fault:
            tally.reject(row.line, fault, canonical_json(dict(row.cells)))
            continue
        said = _Said(
            row.line, {name: text for name, cell in row.cells.items() if (text := cell.strip()) not in NOTHING}
        )
        event = _event(said, source or said.get("source") or fallback, canonical_json(dict(row.cells)), tally)
        _count(said, event, tally)
        yield event


def _event(row: _Said, source: str, raw: str, tally: Tally) -> Event:
    """Return the event that a row prints; what cannot be read is null, counted, and kept in ``raw_row``."""
    occurred_on = _day(row.cells["occurred_on"])
    assert occurred_on is not None
    precision = _precision(row, tally)
    known_on, assumed = _known(row, occurred_on, precision, tally)
    cameo, quad, event_type = _coding(row, tally)
    return Event(
        event_id=row.get("event_id") or _made_id(raw, tally),
        source=source,
        occurred_on=occurred_on,
        date_precision=precision,
        first_known_on=known_on,
        first_known_assumed=assumed,
        actor_name=row.get("actor_name"),
        actor_country=row.get("actor_country"),
        actor_sector=row.get("actor_sector"),
        recipient_name=row.get("recipient_name"),
        recipient_country=row.get("recipient_country"),
        recipient_sector=row.get("recipient_sector"),
        event_type=event_type,
        cameo=cameo,
        quad=quad,
        goldstein=_number(row, "goldstein", tally),
        mentions=_whole(row, "mentions", tally),
        sources=_whole(row, "sources", tally),
        story_id=row.get("story_id"),
        directed=_directed(row, tally),
        latitude=_number(row, "latitude", tally),
        longitude=_number(row, "longitude", tally),
        raw_row=raw,
    )


def _made_id(raw: str, tally: Tally) -> str:
    """Return an id for a row without one: its content, and how many such rows stood in the file so far."""
    content = short_hash(raw)
    tally.contents[content] += 1
    return f"row-{content}-{tally.contents[content]}"


def _coding(row: _Said, tally: Tally) -> tuple[str | None, int | None, str | None]:
    """Return code, quad and type; what is printed stands, what is missing comes from the code's table."""
    cameo = row.get("cameo")
    coding = find_coding(cameo)
    if cameo and coding is None:
        tally.note("unmapped", row.line)
    quad = _quad(row, tally)
    event_type = row.get("event_type")
    if event_type and event_type.upper() not in known_types():
        tally.note("unknown_type", row.line)
    elif event_type:
        event_type = event_type.upper()
    if coding:
        quad, event_type = quad or coding.quad, event_type or coding.event_type
    if not cameo and quad is None:
        tally.note("uncoded", row.line)
    return cameo, quad, event_type


def _quad(row: _Said, tally: Tally) -> int | None:
    printed = row.get("quad")
    quad = (printed or "").removesuffix(".0")
    if quad in {"1", "2", "3", "4"}:
        return int(quad)
    if printed:
        tally.note("quad_unreadable", row.line)
    return None


def _known(row: _Said, occurred_on: date, precision: str, tally: Tally) -> tuple[date, bool]:
    """Return when the row could be known, and whether that is assumed: the end of its date plus the lag."""
    printed = row.get("first_known_on")
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


def _precision(row: _Said, tally: Tally) -> str:
    printed = row.get("date_precision")
    if printed and printed.lower() not in PRECISIONS:
        tally.note("precision_unreadable", row.line)
    return printed.lower() if printed and printed.lower() in PRECISIONS else "day"


def _directed(row: _Said, tally: Tally) -> bool:
    printed = (row.get("directed") or "true").lower()
    if printed not in _FLAGS:
        tally.note("directed_unreadable", row.line)
    return _FLAGS.get(printed, True)


def _count(row: _Said, event: Event, tally: Tally) -> None:
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
    if row.get("event_id"):
        if event.event_id in tally.ids:
            tally.note("duplicate_id", line)
        tally.ids.add(event.event_id)
    if "+1" in row.cells:
        tally.note("extra_cells", line)
    _count_repeat(row, tally)


def _count_repeat(row: _Said, tally: Tally) -> None:
    """Count a row that prints the same day, actor, recipient and code as an earlier one."""
    code = row.get("cameo") or (row.get("event_type"), row.get("quad"))
    act = hash((_day(row.cells["occurred_on"]), *map(row.get, PARTIES), code))
    if act in tally.acts:
        tally.note("same_day_repeat", row.line)
    tally.acts.add(act)


def _number(row: _Said, name: str, tally: Tally) -> float | None:
    text = row.get(name)
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


def _whole(row: _Said, name: str, tally: Tally) -> int | None:
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
        day = date.fromisoformat(head)
    except ValueError:
        return None
    return day if day.year < date.max.year else None  # 9999 is how some files write "never"
