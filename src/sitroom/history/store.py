"""The event store: Parquet by source and year, append-only, read as of a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import quote, unquote

from sitroom.core import DayRange, HistoryError, LookaheadError
from sitroom.history.appending import Appended, append_staged
from sitroom.history.benches import bench_folder
from sitroom.history.columns import Event, column_names
from sitroom.history.engine import Arrow, Row, Session, Workbench, staged_events
from sitroom.history.whole_files import journalled, one_writer, settle


@dataclass(frozen=True, slots=True)
class SourceSummary:
    """One data set of the store, newest versions only.

    Args:
        source: its name.
        rows: how many it has.
        null_actor: those that name no actor.
        null_recipient: those that name no recipient.
        unmapped_codes: those with a code that no table of ours holds.
        first_date: the first day that it tells of.
        last_date: the last one.
        kind: ``events``, or ``aggregate`` for counts by year.
    """

    source: str
    rows: int
    null_actor: int
    null_recipient: int
    unmapped_codes: int
    first_date: date
    last_date: date
    kind: str = "events"

    def to_json(self) -> dict[str, object]:
        """Return the summary with ISO days."""
        days = {"first_date": self.first_date.isoformat(), "last_date": self.last_date.isoformat()}
        counts = {name: getattr(self, name) for name in ("rows", "null_actor", "null_recipient", "unmapped_codes")}
        return {"source": self.source, "kind": self.kind, **counts, **days}


class EventStore:
    """The event history in a folder; sources are never added together.

    Args:
        folder: made on the first append; any number of processes may read it at the same time.
        cutoff: last day of knowledge that may be asked for, inclusive; None means no limit.
    """

    def __init__(self, folder: Path | str, *, cutoff: date | None = None) -> None:
        self.folder = Path(folder)
        self.cutoff = cutoff
        self._session = Session()
        self._revised: dict[tuple[str, ...], bool] = {}

    def until(self, cutoff: date) -> EventStore:
        """Return the same history, closed after a day: asking it about a later one raises LookaheadError.

        Raises:
            LookaheadError: it is closed earlier already.
        """
        return EventStore(self.folder, cutoff=self._allowed(cutoff))

    def append(self, events: Iterable[Event], *, received_on: date) -> Appended:
        """Add the rows that the store does not hold yet; nothing stored is ever changed.

        A row is known by source, id, content and its count within the append. The same id with new content is a new
        version; see ``revisions.place`` for the day from which it counts.

        Args:
            events: in the order of their file; version and slot are worked out here.
            received_on: the day (UTC) on which we got them.
        """
        with self.staging() as (bench, folder):
            if not staged_events(events, folder / "events.parquet"):
                return Appended(0, 0)
            bench.view("staged", [str(folder / "events.parquet")])
            return self.append_staged(bench, received_on=received_on)

    @contextmanager
    def staging(self) -> Iterator[tuple[Workbench, Path]]:
        """Lend an engine and a folder for one import; both are gone afterwards."""
        with bench_folder(self.folder) as folder, Workbench(folder) as bench:
            yield bench, folder

    def append_staged(self, bench: Workbench, *, received_on: date) -> Appended:
        """Add the rows of the engine's view ``staged``; as ``append``."""
        with one_writer(self.folder):
            settle(self.folder)
            return append_staged(bench, self.files, self._folder_of, folder=self.folder, received_on=received_on)

    def sources(self, *, as_of: date | None = None) -> tuple[SourceSummary, ...]:
        """Return every source with its counts, by name.

        Args:
            as_of: last day of knowledge, inclusive; None means the cutoff, or everything.
        """
        out = []
        for source in self.source_names():
            found = self.rows(_SUMMARY, {}, source=source, as_of=as_of)
            if found and found[0][0]:
                out.append(SourceSummary(source, *found[0]))
        return tuple(out)

    def source_names(self) -> tuple[str, ...]:
        """Return the name of every source that has files, sorted; no row is looked at."""
        folders = (folder for folder in (self.folder / "events").glob("*") if folder.is_dir())
        names = (unquote(folder.name) for folder in folders)
        return tuple(sorted(name for name in names if self.files(name)))

    def events(
        self, *, source: str, as_of: date | None = None, period: DayRange | None = None, limit: int | None = None
    ) -> tuple[Event, ...]:
        """Return the events of a source in the versions known on a day, oldest first.

        Args:
            source: the data set.
            as_of: last day of knowledge, inclusive; None means the cutoff, or everything.
            period: days on which they occurred, inclusive at both ends.
            limit: only so many, the oldest.
        """
        days = period or DayRange()
        bound = {
            "first": days.start or date.min,
            "last": days.end or date.max,
            "most": 2**62 if limit is None else limit,
        }
        rows = self.rows(_EVENTS, bound, source=source, as_of=as_of)
        return tuple(Event(**dict(zip(column_names(), row, strict=True))) for row in rows)

    def get_events(self, event_ids: Iterable[str], *, source: str, as_of: date | None = None) -> tuple[Event, ...]:
        """Return the events with these ids, oldest first.

        Raises:
            HistoryError: the source has no such event, or none that was known on the day.
        """
        wanted = list(dict.fromkeys(event_ids))
        rows = self.rows(_BY_ID, {"ids": wanted}, source=source, as_of=as_of)
        found = tuple(Event(**dict(zip(column_names(), row, strict=True))) for row in rows)
        missing = sorted(set(wanted) - {event.event_id for event in found})
        if missing:
            raise HistoryError(f"{source} has no event {missing[0]!r} as of {as_of or self.cutoff or 'now'}")
        return found

    def rows(self, select: str, bound: Mapping[str, object], *, source: str, as_of: date | None) -> list[Row]:
        """Return the rows of a statement over ``events``: one source, in the versions known on a day.

        Args:
            select: a constant that goes on from ``WITH ... events AS (...)``; other tables may follow a comma.
            bound: its values by parameter name; ``files``, ``source`` and ``as_of`` are taken.
            source: the data set.
            as_of: last day of knowledge, inclusive; None means the cutoff, or everything.

        Raises:
            LookaheadError: ``as_of`` is after the cutoff.
        """
        day = self.known_on(as_of)
        files = self.files(source)
        if not files:
            return []
        own = {"files": files, "source": source, "as_of": day}
        return self._session.rows(self._events_of(files) + select, {**bound, **own})

    def table(self, select: str, bound: Mapping[str, object], *, source: str, as_of: date | None) -> Arrow | None:
        """Return the same as an Arrow table, for results too large for Python rows; None without any file."""
        day = self.known_on(as_of)
        files = self.files(source)
        if not files:
            return None
        own = {"files": files, "source": source, "as_of": day}
        return self._session.table(self._events_of(files) + select, {**bound, **own})

    def _events_of(self, files: list[str]) -> str:
        """Return the statement that begins with ``events``: a plain one where no row was ever revised."""
        key = tuple(files)
        if key not in self._revised:
            ((newest,),) = self._session.rows(_NEWEST, {"files": files})
            self._revised = {key: bool(newest and newest > 1)}
        return _KNOWN if self._revised[key] else _UNREVISED

    def known_on(self, as_of: date | None) -> date:
        """Return the last day of knowledge that a question as of a day is answered with.

        Raises:
            LookaheadError: it is after the cutoff.
        """
        return self._allowed(as_of or self.cutoff or date.max)

    def _allowed(self, as_of: date) -> date:
        if self.cutoff is not None and as_of > self.cutoff:
            raise LookaheadError(
                f"asked what was known on {as_of}, but the cutoff is {self.cutoff}; ask as of that day"
            )
        return as_of

    def files(self, source: str) -> list[str]:
        """Return the Parquet files of a source that count, sorted; those of other sources never do."""
        folder = self._folder_of(source)
        waiting = journalled(self.folder)
        found = {path: path for path in folder.glob("*/part-*.parquet")}
        found |= {new: old for old, new in waiting.items() if folder in new.parents and new not in found}
        return sorted(str(path) for path in found.values())

    def _folder_of(self, source: str) -> Path:
        if not source:
            raise HistoryError("a source needs a name; give one with --source")
        return self.folder / "events" / quote(source, safe="").replace(".", "%2E")


def known_events(stored: str) -> str:
    """Return the words before a statement over ``events``: one source, in the versions known on a day.

    Every engine that reads the store uses these. They bind ``$source`` and ``$as_of``.

    Args:
        stored: how the engine names the rows of the files.
    """
    return _KNOWN_OF.replace("STORED", stored)


_KNOWN_OF = """
WITH seen AS (
    SELECT * FROM STORED
    WHERE source = $source AND first_known_on <= CAST($as_of AS DATE)
), revised AS (
    SELECT event_id, slot, max(version) AS newest FROM seen WHERE version > 1 GROUP BY event_id, slot
), events AS (
    SELECT seen.* FROM seen LEFT JOIN revised USING (event_id, slot)
    WHERE revised.newest IS NULL OR seen.version = revised.newest
)"""
_KNOWN = known_events("read_parquet($files, union_by_name = true)")

_EVENTS = """
SELECT * FROM events WHERE occurred_on BETWEEN $first AND $last ORDER BY occurred_on, event_id, slot LIMIT $most"""

_BY_ID = """
SELECT * FROM events WHERE list_contains($ids, event_id) ORDER BY occurred_on, event_id, slot"""

_SUMMARY = """
SELECT count(*), count(*) FILTER (actor_name IS NULL AND actor_country IS NULL),
    count(*) FILTER (recipient_name IS NULL AND recipient_country IS NULL), count(*) FILTER (unmapped),
    min(occurred_on), max(occurred_on)
FROM events"""

_UNREVISED = """
WITH events AS (
    SELECT * FROM read_parquet($files, union_by_name = true) WHERE source = $source AND first_known_on <= $as_of
)"""
_NEWEST = "SELECT max(version) FROM read_parquet($files, union_by_name = true)"
