"""One event in several documents: which records tell of it, with every merge and split kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sitroom.core import DeskError, short_hash
from sitroom.desk.store.database import Database
from sitroom.desk.store.jsontext import texts_of, to_text
from sitroom.ledger import utc_instant


@dataclass(frozen=True, slots=True)
class EventChange:
    """A merge or a split: one version of who tells of what.

    Args:
        version: from 1, for the whole desk.
        kind: ``merge`` or ``split``.
        event_id: the event that the records moved to.
        moved: record ids that changed their event.
        stayed: in a merge those that the event had already, in a split those left behind.
        by: who or what did it.
        at: instant, ISO, UTC.
        reason: why, in words.
    """

    version: int
    kind: str
    event_id: str
    moved: tuple[str, ...]
    stayed: tuple[str, ...]
    by: str
    at: str
    reason: str


@dataclass(frozen=True, slots=True)
class Identities:
    """The events of a desk. A record that was never merged is an event of its own and has no id here."""

    database: Database

    def merge(self, ids: Sequence[str], *, by: str, reason: str, now: datetime) -> str:
        """Say that records, or events, are one event; return its id. Merged already: nothing changes.

        The oldest event among them keeps its id.

        Raises:
            DeskError: fewer than two things to merge, or neither a record nor an event has one of the ids.
        """
        with self.database.write():
            records = sorted({record for given in ids for record in self._records_behind(given)})
            if len(records) < 2:
                raise DeskError("a merge needs two records or events that are one; give at least two ids")
            event_ids = [event for event in map(self.event_of, records) if event is not None]
            event_id = min(event_ids, key=self._first_version) if event_ids else f"event-{short_hash(records)}"
            stayed = self.records_of(event_id)
            moved = [record for record in records if record not in stayed]
            if moved:
                self._append("merge", event_id, moved, stayed, by=by, reason=reason, now=now)
            return event_id

    def split(self, event_id: str, record_ids: Sequence[str], *, by: str, reason: str, now: datetime) -> str:
        """Say that some records of an event tell of another one; return the id of that.

        Raises:
            DeskError: the event does not have these records, or nothing would stay behind.
        """
        with self.database.write():
            before, moved = self.records_of(event_id), sorted(set(record_ids))
            stayed = [record for record in before if record not in moved]
            if not moved or not set(moved) <= set(before) or not stayed:
                raise DeskError(f"{event_id} has the records {', '.join(before) or 'none'}; split off some of them")
            new_id = f"event-{short_hash(moved, self.version() + 1)}"
            self._append("split", new_id, moved, stayed, by=by, reason=reason, now=now)
            return new_id

    def event_of(self, record_id: str) -> str | None:
        """Return the event that a record tells of, or None where it was never merged."""
        sql = "SELECT event_id FROM event_records WHERE record_id = ? ORDER BY version DESC LIMIT 1"
        row = self.database.find_row(sql, (record_id,))
        return str(row[0]) if row else None

    def records_of(self, event_id: str, *, version: int | None = None) -> list[str]:
        """Return the records that tell of an event, as of a version of the table; now by default."""
        rows = self.database.rows(
            "SELECT record_id FROM event_records AS here WHERE event_id = ?1 AND version ="
            " (SELECT max(version) FROM event_records"
            "  WHERE record_id = here.record_id AND (?2 IS NULL OR version <= ?2))"
            " ORDER BY record_id",
            (event_id, version),
        )
        return [str(row[0]) for row in rows]

    def were_split(self, one: str, other: str) -> bool:
        """Return whether two records were once split; then no machine merges them again."""
        for change in self.changes():
            sides = (change.moved, change.stayed)
            apart = (one in sides[0] and other in sides[1]) or (one in sides[1] and other in sides[0])
            if change.kind == "split" and apart:
                return True
        return False

    def changes(self) -> list[EventChange]:
        """Return every merge and split, first to last."""
        sql = "SELECT version, kind, event_id, moved, stayed, by, at, reason FROM event_changes ORDER BY version"
        return [
            EventChange(
                int(str(version)), str(kind), str(event), tuple(texts_of(moved)), tuple(texts_of(stayed)),
                str(by), str(at), str(reason),
            )
            for version, kind, event, moved, stayed, by, at, reason in self.database.rows(sql)
        ]  # fmt: skip

    def version(self) -> int:
        """Return the number of the last change, 0 before the first."""
        row = self.database.find_row("SELECT coalesce(max(version), 0) FROM event_changes")
        return int(str(row[0])) if row else 0

    def _records_behind(self, given: str) -> list[str]:
        """Return the records of an event, or the record itself."""
        if self.database.find_row("SELECT 1 FROM events WHERE event_id = ?", (given,)):
            return self.records_of(given)
        if self.database.find_row("SELECT 1 FROM records WHERE record_id = ? LIMIT 1", (given,)):
            event_id = self.event_of(given)
            return self.records_of(event_id) if event_id else [given]
        raise DeskError(f"the desk has no record and no event {given!r}")

    def _first_version(self, event_id: str) -> tuple[int, str]:
        row = self.database.find_row("SELECT min(version) FROM event_records WHERE event_id = ?", (event_id,))
        return (int(str(row[0])) if row else 0, event_id)

    def _append(
        self, kind: str, event_id: str, moved: list[str], stayed: list[str], *, by: str, reason: str, now: datetime
    ) -> None:
        version, at, connection = self.version() + 1, utc_instant(now), self.database.connection
        connection.execute("INSERT INTO events VALUES (?, ?) ON CONFLICT DO NOTHING", (event_id, at))
        row = (version, kind, event_id, to_text(moved), to_text(stayed), by, at, reason)
        connection.execute("INSERT INTO event_changes VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
        for record_id in moved:
            connection.execute("INSERT INTO event_records VALUES (?, ?, ?)", (record_id, version, event_id))
