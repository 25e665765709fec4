"""Officeholders that a desk was given: lists with their rows, and which of them were taken back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sitroom.core import DeskError
from sitroom.desk.store.database import Database, Row
from sitroom.ledger import utc_instant


@dataclass(frozen=True, slots=True)
class HolderImport:
    """One list that was taken in.

    Args:
        version: its number on this desk.
        file: its name, without the folder.
        known_to: how far it vouches for a term without an end.
        added: how many rows it added to what was on record.
        at: instant, ISO, UTC.
        in_use: whether it was not forgotten since.
    """

    version: int
    file: str
    sha256: str
    known_to: date
    added: int
    at: str
    in_use: bool

    def to_json(self) -> dict[str, object]:
        """Return the import as a JSON object."""
        return {
            "import": self.version,
            "file": self.file,
            "sha256": self.sha256,
            "known_to": self.known_to.isoformat(),
            "added": self.added,
            "at": self.at,
            "in_use": self.in_use,
        }


@dataclass(frozen=True, slots=True)
class StoredHolder:
    """A row of a list as it was taken in, with how it stood to what was on record then."""

    line: int
    standing: str
    slug: str
    country: str | None
    position: str
    person: str
    person_id: str
    term_from: str
    term_to: str
    note: str


@dataclass(frozen=True, slots=True)
class Holders:
    """The lists of officeholders of a desk; only ever added to."""

    database: Database

    def version(self) -> int:
        """Return the number of the last change, 0 where there was none."""
        row = self.database.find_row("SELECT coalesce(max(version), 0) FROM holder_changes")
        return int(str(row[0])) if row else 0

    def add(
        self, rows: Sequence[StoredHolder], *, file: str, sha256: str, known_to: date, added: int, now: datetime
    ) -> HolderImport:
        """Keep a list with all its rows, or none of it, and return it with its number."""
        with self.database.write() as connection:
            version = self._change(None, file=file, sha256=sha256, known_to=known_to, added=added, now=now)
            connection.executemany(
                "INSERT INTO holders VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [(version, *(getattr(row, name) for name in StoredHolder.__slots__)) for row in rows],
            )
            return self.get(version)

    def forget(self, version: int, *, now: datetime) -> HolderImport:
        """Take a list out of use and return it; its rows stay on the desk.

        Raises:
            DeskError: there is no such list in use.
        """
        with self.database.write():
            one = self.get(version)
            if not one.in_use:
                raise DeskError(f"import {version} ({one.file}) was forgotten already; import the file again to use it")
            self._change(version, file=one.file, sha256=one.sha256, known_to=one.known_to, added=0, now=now)
            return self.get(version)

    def get(self, version: int) -> HolderImport:
        """Return one list.

        Raises:
            DeskError: there is none with this number.
        """
        found = next((one for one in self.imports() if one.version == version), None)
        if found is None:
            raise DeskError(f"the desk has no import {version} of holders; `sitroom actors forget` lists them")
        return found

    def imports(self) -> list[HolderImport]:
        """Return all lists, first to last, those forgotten as well."""
        sql = (
            "SELECT version, file, sha256, known_to, added, at,"
            " version NOT IN (SELECT forgets FROM holder_changes WHERE forgets IS NOT NULL)"
            " FROM holder_changes WHERE kind = 'import' ORDER BY version"
        )
        return [_import_of(row) for row in self.database.rows(sql)]

    def rows(self, version: int) -> list[StoredHolder]:
        """Return the rows of one list, in its order."""
        sql = f"SELECT {', '.join(StoredHolder.__slots__)} FROM holders WHERE import_version = ? ORDER BY line"  # noqa: S608
        return [_holder_of(row) for row in self.database.rows(sql, (version,))]

    def _change(self, forgets: int | None, *, file: str, sha256: str, known_to: date, added: int, now: datetime) -> int:
        kind = "import" if forgets is None else "forget"
        row = (kind, forgets, file, sha256, known_to.isoformat(), added, utc_instant(now))
        with self.database.write() as connection:
            connection.execute(
                "INSERT INTO holder_changes SELECT coalesce(max(version), 0) + 1, ?, ?, ?, ?, ?, ?, ?"
                " FROM holder_changes",
                row,
            )
            return connection.last_insert_rowid()


def _import_of(row: Row) -> HolderImport:
    version, file, sha256, known_to, added, at, in_use = row
    return HolderImport(
        version=int(str(version)),
        file=str(file),
        sha256=str(sha256),
        known_to=date.fromisoformat(str(known_to)),
        added=int(str(added)),
        at=str(at),
        in_use=bool(in_use),
    )


def _holder_of(row: Row) -> StoredHolder:
    line, standing, slug, country, *cells = row
    position, person, person_id, term_from, term_to, note = (str(cell) for cell in cells)
    return StoredHolder(
        int(str(line)), str(standing), str(slug), None if country is None else str(country),
        position, person, person_id, term_from, term_to, note,
    )  # fmt: skip
