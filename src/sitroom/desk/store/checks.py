"""The doctor: whether everything on the desk is still what was put there, and where it is not."""

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import apsw

from sitroom.core import SitroomError, sha256_bytes, sha256_text
from sitroom.desk.store.database import FILE_NAME, Database
from sitroom.desk.store.documents import FOLDER as DOCUMENTS
from sitroom.desk.store.files import TEMPORARY_SUFFIX
from sitroom.desk.store.jsontext import object_of, to_text
from sitroom.desk.store.ledger_table import DeskLedger
from sitroom.desk.store.migrations import BACKUPS, shipped_migrations
from sitroom.desk.store.quotes import misquotes
from sitroom.desk.store.readings import records_of
from sitroom.ledger import Head

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something on the desk that is not as it should be.

    Args:
        severity: ``error`` where something kept is no longer what it was; ``warning`` where nothing is lost.
        code: stable and greppable.
        where: the table row, file or entry.
        message: one sentence for a person.
    """

    severity: Severity
    code: str
    where: str
    message: str

    def to_json(self) -> dict[str, object]:
        """Return ``{severity, code, where, message}``."""
        return {"severity": self.severity, "code": self.code, "where": self.where, "message": self.message}


def examine(folder: Path | str, *, expected: Head | None = None) -> list[Finding]:
    """Return everything that is wrong with a desk folder, errors first; nothing on it is changed.

    Args:
        folder: the desk.
        expected: a head that a brief printed; without one, those of the briefs on the desk are used.
    """
    database = Database(Path(folder))
    if not database.path.exists():
        message = f"there is no {FILE_NAME} in {folder}; `sitroom read` makes one"
        return [Finding("error", "desk.no-desk", str(folder), message)]
    findings: list[Finding] = []
    for check in (_schema, _pages, _texts, _readings, _files, _left_over):
        findings += _collected(check(database), database)
    findings += _collected(_chain(database, expected), database)
    database.close()
    return sorted(findings, key=lambda finding: finding.severity)


def _collected(found: Iterator[Finding], database: Database) -> list[Finding]:
    """Return what one check finds; a check that cannot go on is a finding too."""
    findings: list[Finding] = []
    try:
        with database.errors_told():
            findings.extend(found)
    except SitroomError as error:
        findings.append(Finding("error", "desk.unreadable", str(database.path), str(error)))
    return findings


def _schema(database: Database) -> Iterator[Finding]:
    """Compare every table, index and trigger with those of an empty desk."""
    version = int(str(database.connection.pragma("user_version")))
    steps = shipped_migrations()
    if version != steps[-1].version:
        yield Finding("error", "desk.schema-version", FILE_NAME, f"it has schema {version}, not {steps[-1].version}")
        return
    sql = "SELECT type || ' ' || name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY 1"
    with contextlib.closing(apsw.Connection(":memory:")) as empty:
        for step in steps:
            empty.execute(step.sql)
        should = {str(name): written for name, written in empty.execute(sql)}
    found = {str(name): written for name, written in database.rows(sql)}
    for name in sorted(should.keys() | found.keys()):
        if should.get(name) != found.get(name):
            how = "is missing" if name not in found else "is not ours" if name not in should else "was changed"
            yield Finding("error", "desk.schema-changed", name, f"the {name} {how}; restore a copy from backups/")


def _pages(database: Database) -> Iterator[Finding]:
    for (message,) in database.rows("PRAGMA integrity_check"):
        if message != "ok":
            yield Finding("error", "desk.damaged", FILE_NAME, f"SQLite finds: {message!r}; restore from backups/")
    for table, row, parent, _ in database.rows("PRAGMA foreign_key_check"):
        yield Finding(
            "error", "desk.orphan-row", f"{table!s} {row!s}", f"it belongs to a row of {parent!s} that is gone"
        )


def _texts(database: Database) -> Iterator[Finding]:
    for document_id, digest, text in database.connection.execute("SELECT id, sha256_text, text FROM documents"):
        if sha256_text(str(text)) != digest:
            yield Finding("error", "desk.text-changed", str(document_id), "its text was changed after it was added")


def _readings(database: Database) -> Iterator[Finding]:
    sql = (
        "SELECT readings.id, document_id, json, readings.sha256, text"
        " FROM readings JOIN documents ON documents.id = document_id"
    )
    for reading_id, document_id, written, digest, text in database.connection.execute(sql):
        where = f"reading {reading_id} of {document_id}"
        if sha256_text(str(written)) != digest:
            yield Finding("error", "desk.reading-changed", where, "it was changed after it was read; read it again")
        try:
            reading = object_of(written)
        except (ValueError, SitroomError):
            yield Finding("error", "desk.reading-unreadable", where, "it is no JSON any more; read the document again")
            continue
        for message in misquotes(str(text), reading):
            yield Finding("error", "desk.misquote", where, message)
        rows = database.rows("SELECT json FROM records WHERE reading_id = ? ORDER BY position", (reading_id,))
        if [row[0] for row in rows] != [to_text(record) for record in records_of(reading)]:
            yield Finding("error", "desk.records-differ", where, "its rows in the table records are not its records")


def _files(database: Database) -> Iterator[Finding]:
    folder = database.folder / DOCUMENTS
    kept = {str(row[0]) for row in database.rows("SELECT sha256_raw FROM documents WHERE raw_kept")}
    present = {path.name for path in folder.iterdir()} if folder.is_dir() else set()
    for name in sorted(kept - present):
        yield Finding("error", "desk.file-missing", f"{DOCUMENTS}/{name}", "the raw bytes of a document are gone")
    for name in sorted(present):
        if name.endswith(TEMPORARY_SUFFIX):
            continue
        if sha256_bytes((folder / name).read_bytes()) != name:
            yield Finding("error", "desk.file-changed", f"{DOCUMENTS}/{name}", "its hash is no longer its name")
        elif name not in kept:
            message = "no document has these bytes; a writer was stopped between the two steps, nothing is lost"
            yield Finding("warning", "desk.file-unused", f"{DOCUMENTS}/{name}", message)


def _left_over(database: Database) -> Iterator[Finding]:
    for part in (DOCUMENTS, BACKUPS):
        folder = database.folder / part
        for path in sorted(folder.glob(f".*{TEMPORARY_SUFFIX}")) if folder.is_dir() else []:
            if not _being_written(path):
                message = "left by a writer that was stopped; it may be deleted"
                yield Finding("warning", "desk.left-over", f"{part}/{path.name}", message)


def _being_written(path: Path) -> bool:
    """Return whether the process that a temporary file is named after still runs."""
    process = path.name.removesuffix(TEMPORARY_SUFFIX).rpartition(".")[2]
    try:
        os.kill(int(process), 0)
    except (ValueError, ProcessLookupError):
        return False
    except OSError:
        return True
    return True


def _chain(database: Database, expected: Head | None) -> Iterator[Finding]:
    printed = database.rows("SELECT DISTINCT count, head FROM briefs ORDER BY count")
    heads = [expected] if expected else [Head(int(str(count)), str(digest)) for count, digest in printed]
    seen = set()
    for head in [None, *heads]:
        for fault in DeskLedger(database).verify(head):
            if fault not in seen:
                seen.add(fault)
                yield Finding("error", fault.code, f"entry {fault.seq}", fault.message)
