"""Readings on the desk: what each version of the reader made of a document, and its records for queries."""

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from sitroom.core import DeskError, IntegrityError, sha256_text
from sitroom.desk.store.database import Database
from sitroom.desk.store.jsontext import JsonObject, object_of, to_text
from sitroom.desk.store.quotes import misquotes
from sitroom.ledger import utc_instant

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Readings:
    """The readings of a desk, as the JSON objects of the public contract."""

    database: Database

    def add(self, reading: Mapping[str, object], *, now: datetime) -> bool:
        """Keep a reading (``Reading.to_json()``); return whether it is new for its document and reader version.

        Raises:
            DeskError: its document is not on the desk, or it is no reading.
            IntegrityError: a quote does not equal the slice of the text.
        """
        document_id, name, version = _key_of(reading)
        written = to_text(reading)
        with self.database.write() as connection:
            known = self.find(document_id, reader_name=name, reader_version=version)
            if known is not None:
                if to_text(known) != written:
                    log.warning("%s: reader %s %s now reads it differently; the first is kept", *_key_of(reading))
                return False
            self._refuse_misquotes(document_id, reading)
            connection.execute(
                "INSERT INTO readings (document_id, reader_name, reader_version, json, sha256, read_at)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (document_id, name, version, written, sha256_text(written), utc_instant(now)),
            )
            reading_id = connection.last_insert_rowid()
            for position, record in enumerate(records_of(reading)):
                cells = (reading_id, position, str(record["id"]), document_id, version, str(record["kind"]))
                row = (*cells, *_anchor_of(record), to_text(record))
                connection.execute("INSERT INTO records VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
        return True

    def find(
        self, document_id: str, *, reader_name: str | None = None, reader_version: str | None = None
    ) -> JsonObject | None:
        """Return the last reading of a document, or that of one reader or version, or None."""
        row = self.database.find_row(
            "SELECT json FROM readings WHERE document_id = ?1 AND (?2 IS NULL OR reader_name = ?2)"
            " AND (?3 IS NULL OR reader_version = ?3) ORDER BY id DESC LIMIT 1",
            (document_id, reader_name, reader_version),
        )
        return object_of(row[0]) if row else None

    def get(self, document_id: str) -> JsonObject:
        """Return the last reading of a document.

        Raises:
            DeskError: it was never read.
        """
        reading = self.find(document_id)
        if reading is None:
            raise DeskError(f"the desk has no reading of {document_id!r}; read it first with `sitroom read`")
        return reading

    def find_record(self, record_id: str) -> JsonObject | None:
        """Return a record from the last reading that has it, without corrections, or None."""
        row = self.database.find_row(
            "SELECT json FROM records WHERE record_id = ? ORDER BY reading_id DESC LIMIT 1", (record_id,)
        )
        return object_of(row[0]) if row else None

    def document_of(self, record_id: str) -> str | None:
        """Return the id of the document that a record stands in, or None."""
        row = self.database.find_row("SELECT document_id FROM records WHERE record_id = ? LIMIT 1", (record_id,))
        return str(row[0]) if row else None

    def records(self, *, kind: str | None = None, document_id: str | None = None) -> list[JsonObject]:
        """Return the records of the last reading of each document, of one kind or document where asked."""
        rows = self.database.rows(
            "SELECT json FROM records WHERE reading_id IN (SELECT max(id) FROM readings GROUP BY document_id)"
            " AND (?1 IS NULL OR kind = ?1) AND (?2 IS NULL OR document_id = ?2) ORDER BY reading_id, position",
            (kind, document_id),
        )
        return [object_of(row[0]) for row in rows]

    def versions(self, document_id: str) -> list[tuple[str, str]]:
        """Return name and version of every reader that read a document, first to last."""
        sql = "SELECT reader_name, reader_version FROM readings WHERE document_id = ? ORDER BY id"
        return [(str(name), str(version)) for name, version in self.database.rows(sql, (document_id,))]

    def _refuse_misquotes(self, document_id: str, reading: Mapping[str, object]) -> None:
        row = self.database.find_row("SELECT text FROM documents WHERE id = ?", (document_id,))
        if row is None:
            raise DeskError(f"the desk has no document {document_id!r}; add the document before its reading")
        wrong = misquotes(str(row[0]), reading)
        if wrong:
            raise IntegrityError(f"{document_id}: {wrong[0]}; the reading was not kept")


def records_of(reading: Mapping[str, object]) -> Iterator[JsonObject]:
    """Yield the records of a reading, in text order."""
    records = reading.get("records")
    for record in records if isinstance(records, list) else []:
        if isinstance(record, dict):
            yield record


def _key_of(reading: Mapping[str, object]) -> tuple[str, str, str]:
    document, reader = reading.get("document"), reading.get("reader")
    if not isinstance(document, Mapping) or not isinstance(reader, Mapping):
        raise DeskError("this is no reading: it lacks its document or its reader; pass what Reading.to_json() returns")
    return str(document["id"]), str(reader["name"]), str(reader["version"])


def _anchor_of(record: Mapping[str, object]) -> tuple[int | None, int | None]:
    evidence = record.get("evidence")
    first = evidence[0] if isinstance(evidence, list) and evidence else None
    return (int(first["start"]), int(first["end"])) if isinstance(first, dict) else (None, None)
