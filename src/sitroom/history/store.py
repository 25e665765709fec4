"""The event store: Parquet by source and year, append-only, read as of a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sitroom.core import DayRange, HistoryError, LookaheadError, short_hash
from sitroom.history.codes import find_coding
from sitroom.history.columns import Event, column_names
from sitroom.history.engine import Row, Session, arrow_table, numbered, take, write_parquet
from sitroom.history.revisions import Fresh, Placed, Standing, place
from sitroom.history.whole_files import one_writer, write_whole


@dataclass(frozen=True, slots=True)
class Appended:
    """What an append did: rows that are new, and rows that were there already."""

    rows_added: int
    rows_known: int


@dataclass(frozen=True, slots=True)
class SourceSummary:
    """One data set of the store, newest versions only."""

    source: str
    rows: int
    null_actor: int
    null_recipient: int
    unmapped_codes: int
    first_date: date
    last_date: date

    def to_json(self) -> dict[str, object]:
        """Return the summary with ISO days."""
        days = {"first_date": self.first_date.isoformat(), "last_date": self.last_date.isoformat()}
        counts = {name: getattr(self, name) for name in ("rows", "null_actor", "null_recipient", "unmapped_codes")}
        return {"source": self.source, **counts, **days}


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
        incoming = arrow_table(events)
        with one_writer(self.folder):
            placed = self._place(incoming, received_on)
            if placed:
                self._write(_placed_table(incoming, placed))
        return Appended(len(placed), incoming.num_rows - len(placed))

    def sources(self, *, as_of: date | None = None) -> tuple[SourceSummary, ...]:
        """Return every source with its counts, by name.

        Args:
            as_of: last day of knowledge, inclusive; None means the cutoff, or everything.
        """
        out = []
        for source in self._source_names():
            groups = self.rows(_SUMMARY, {}, source=source, as_of=as_of)
            if groups:
                out.append(_summary(source, groups))
        return tuple(out)

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
        day = self._allowed(as_of or self.cutoff or date.max)
        files = self._files(source)
        if not files:
            return []
        return self._session.rows(_KNOWN + select, {**bound, "files": files, "source": source, "as_of": day})

    def _allowed(self, as_of: date) -> date:
        if self.cutoff is not None and as_of > self.cutoff:
            raise LookaheadError(
                f"asked what was known on {as_of}, but the cutoff is {self.cutoff}; ask as of that day"
            )
        return as_of

    def _files(self, source: str) -> list[str]:
        return sorted(str(path) for path in self._folder_of(source).glob("*/part-*.parquet"))

    def _folder_of(self, source: str) -> Path:
        if not source:
            raise HistoryError("a source needs a name; give one with --source")
        return self.folder / "events" / quote(source, safe="").replace(".", "%2E")

    def _source_names(self) -> list[str]:
        folders = sorted((self.folder / "events").glob("*"))
        files = [found for folder in folders if (found := next(folder.glob("*/part-*.parquet"), None))]
        if not files:
            return []
        return sorted(row[0] for row in self._session.rows(_NAMES, {"files": [str(path) for path in files]}))

    def _place(self, incoming: Any, received_on: date) -> list[Placed]:
        """Return where the rows go that are not stored yet."""
        names = incoming.column("source").unique().to_pylist()
        files = [path for source in names for path in self._files(source)]
        asked, standing = numbered(incoming), []
        if not files:
            fresh = self._session.rows(_ALL_FRESH, {}, incoming=asked)
        else:
            fresh = self._session.rows(_FRESH, {"files": files}, incoming=asked)
            standing = self._session.rows(_STANDING, {"files": files}, incoming=asked) if fresh else []
        rows = [
            Fresh(position, (source, event_id), known, assumed) for position, source, event_id, known, assumed in fresh
        ]
        old = [Standing((source, event_id), slot, version, same) for source, event_id, slot, version, same in standing]
        return place(rows, old, received_on)

    def _write(self, table: Any) -> None:
        """Write a table as one file per source and year, named by what is in it."""
        parts: dict[tuple[str, int], list[int]] = {}
        keys = zip(table.column("source").to_pylist(), table.column("occurred_on").to_pylist(), strict=True)
        for position, (source, day) in enumerate(keys):
            parts.setdefault((source, day.year), []).append(position)
        for (source, year), positions in sorted(parts.items()):
            part = take(table, positions, {}).sort_by([("occurred_on", "ascending"), ("event_id", "ascending")])
            name = short_hash([part.column(key).to_pylist() for key in ("event_id", "slot", "version")])
            path = self._folder_of(source) / f"{year:04}" / f"part-{name}.parquet"
            write_whole(path, lambda file, part=part: write_parquet(part, file))  # type: ignore[misc]


def _placed_table(incoming: Any, placed: list[Placed]) -> Any:
    names = ("slot", "version", "first_known_on")
    changed = {name: [getattr(one, name) for one in placed] for name in names}
    return take(incoming, [one.position for one in placed], changed)


def _summary(source: str, groups: list[Row]) -> SourceSummary:
    """Add up the groups of ``_SUMMARY``, one for each code as printed."""
    return SourceSummary(
        source=source,
        rows=sum(group[1] for group in groups),
        null_actor=sum(group[2] for group in groups),
        null_recipient=sum(group[3] for group in groups),
        unmapped_codes=sum(group[1] for group in groups if group[0] and find_coding(group[0]) is None),
        first_date=min(group[4] for group in groups),
        last_date=max(group[5] for group in groups),
    )


_KNOWN = """
WITH seen AS (
    SELECT * FROM read_parquet($files, union_by_name = true)
    WHERE source = $source AND first_known_on <= $as_of
), revised AS (
    SELECT event_id, slot, max(version) AS newest FROM seen WHERE version > 1 GROUP BY event_id, slot
), events AS (
    SELECT seen.* FROM seen LEFT JOIN revised USING (event_id, slot)
    WHERE revised.newest IS NULL OR seen.version = revised.newest
)"""

_EVENTS = """
SELECT * FROM events WHERE occurred_on BETWEEN $first AND $last ORDER BY occurred_on, event_id, slot LIMIT $most"""

_BY_ID = """
SELECT * FROM events WHERE list_contains($ids, event_id) ORDER BY occurred_on, event_id, slot"""

_SUMMARY = """
SELECT cameo, count(*), count(*) FILTER (actor_name IS NULL AND actor_country IS NULL),
    count(*) FILTER (recipient_name IS NULL AND recipient_country IS NULL), min(occurred_on), max(occurred_on)
FROM events GROUP BY cameo ORDER BY cameo"""

_NAMES = "SELECT DISTINCT source FROM read_parquet($files, union_by_name = true)"

_ALL_FRESH = """
SELECT position, source, event_id, first_known_on, first_known_assumed FROM incoming ORDER BY position"""

_FRESH = """
WITH counted AS (
    SELECT position, source, event_id, raw_row, first_known_on, first_known_assumed,
        row_number() OVER (PARTITION BY source, event_id, raw_row ORDER BY position) AS nth
    FROM incoming
), stored AS (
    SELECT source, event_id, raw_row, row_number() OVER (PARTITION BY source, event_id, raw_row) AS nth
    FROM read_parquet($files, union_by_name = true)
)
SELECT position, source, event_id, first_known_on, first_known_assumed
FROM counted ANTI JOIN stored USING (source, event_id, raw_row, nth) ORDER BY position"""

_STANDING = """
WITH again AS (
    SELECT * FROM read_parquet($files, union_by_name = true) SEMI JOIN incoming USING (source, event_id)
), newest AS (
    SELECT source, event_id, slot, version, raw_row FROM again
    QUALIFY version = max(version) OVER (PARTITION BY source, event_id, slot)
)
SELECT source, event_id, slot, version,
    EXISTS (SELECT 1 FROM incoming AS one
        WHERE one.source = newest.source AND one.event_id = newest.event_id AND one.raw_row = newest.raw_row)
FROM newest ORDER BY source, event_id, slot"""
