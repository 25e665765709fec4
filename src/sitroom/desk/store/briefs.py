"""Briefs as they were handed out: what a reader saw, with the head of the ledger that it printed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sitroom.desk.store.database import Database, Row
from sitroom.desk.store.jsontext import JsonObject, object_of, to_text
from sitroom.ledger import Head, utc_instant


@dataclass(frozen=True, slots=True)
class StoredBrief:
    """A brief: of which document, for which topic, when, and the head that it printed."""

    id: int
    document_id: str
    topic: str | None
    at: str
    head: Head
    json: JsonObject


@dataclass(frozen=True, slots=True)
class Briefs:
    """The briefs of a desk."""

    database: Database

    def add(
        self, document_id: str, brief: Mapping[str, object], *, head: Head, now: datetime, topic: str | None = None
    ) -> int:
        """Keep a brief and return its number; each one that is handed out counts."""
        row = (document_id, topic, utc_instant(now), head.hash, head.count, to_text(brief))
        with self.database.write() as connection:
            connection.execute(
                "INSERT INTO briefs (document_id, topic, at, head, count, json) VALUES (?, ?, ?, ?, ?, ?)", row
            )
            return connection.last_insert_rowid()

    def last(
        self, *, topic: str | None = None, document_id: str | None = None, other_than: str | None = None
    ) -> StoredBrief | None:
        """Return the last brief, of a topic or a document where asked, or None.

        Args:
            topic: its slug.
            document_id: only briefs of this document.
            other_than: leave out briefs of this document, to find what to compare it with.
        """
        row = self.database.find_row(
            f"{_SELECT} WHERE (?1 IS NULL OR topic = ?1) AND (?2 IS NULL OR document_id = ?2)"
            " AND (?3 IS NULL OR document_id <> ?3) ORDER BY id DESC LIMIT 1",
            (topic, document_id, other_than),
        )
        return _brief_of(row) if row else None

    def of_topic(self, topic: str) -> list[StoredBrief]:
        """Return the briefs of a topic, first to last."""
        return [_brief_of(row) for row in self.database.rows(f"{_SELECT} WHERE topic = ? ORDER BY id", (topic,))]

    def all(self) -> list[StoredBrief]:
        """Return all briefs, first to last."""
        return [_brief_of(row) for row in self.database.rows(f"{_SELECT} ORDER BY id")]


_SELECT = "SELECT id, document_id, topic, at, head, count, json FROM briefs"


def _brief_of(row: Row) -> StoredBrief:
    number, document_id, topic, at, head, count, written = row
    printed = Head(int(str(count)), str(head))
    slug = None if topic is None else str(topic)
    return StoredBrief(int(str(number)), str(document_id), slug, str(at), printed, object_of(written))
