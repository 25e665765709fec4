"""The desk's storage: one folder with a SQLite file, the raw documents and the ledger; nothing acknowledged is lost."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sitroom.desk.store.briefs import Briefs, StoredBrief
from sitroom.desk.store.checks import Finding, examine
from sitroom.desk.store.corrections import Anchor, Conflict, Correction, Corrections, overlay
from sitroom.desk.store.database import Database, open_database
from sitroom.desk.store.documents import Documents
from sitroom.desk.store.explanations import Explanations, StoredMark, StoredVerdict
from sitroom.desk.store.holders import HolderImport, Holders, StoredHolder
from sitroom.desk.store.identities import EventChange, Identities
from sitroom.desk.store.indicators import Indicators
from sitroom.desk.store.ledger_table import DeskLedger
from sitroom.desk.store.quotes import misquotes
from sitroom.desk.store.readings import Readings, records_of
from sitroom.desk.store.topics import Topic, Topics, slug_of


@dataclass(frozen=True, slots=True)
class Store:
    """Everything a desk keeps, one attribute for each idea."""

    database: Database

    @property
    def folder(self) -> Path:
        """The desk's folder."""
        return self.database.folder

    @property
    def documents(self) -> Documents:
        """The texts and their raw bytes."""
        return Documents(self.database)

    @property
    def readings(self) -> Readings:
        """What the reader made of them."""
        return Readings(self.database)

    @property
    def corrections(self) -> Corrections:
        """What people set right."""
        return Corrections(self.database)

    @property
    def identities(self) -> Identities:
        """Which records tell of the same event."""
        return Identities(self.database)

    @property
    def topics(self) -> Topics:
        """The standing files."""
        return Topics(self.database)

    @property
    def indicators(self) -> Indicators:
        """The signs that topics watch for."""
        return Indicators(self.database)

    @property
    def explanations(self) -> Explanations:
        """What people marked and assumed."""
        return Explanations(self.database)

    @property
    def holders(self) -> Holders:
        """The officeholders that people gave it."""
        return Holders(self.database)

    @property
    def briefs(self) -> Briefs:
        """What was handed out."""
        return Briefs(self.database)

    @property
    def ledger(self) -> DeskLedger:
        """Questions, forecasts and outcomes."""
        return DeskLedger(self.database)

    @contextmanager
    def together(self) -> Iterator[None]:
        """Keep all of the block or none of it, in one durable step; other writers wait."""
        with self.database.write():
            yield

    def close(self) -> None:
        """Close the file."""
        self.database.close()


def open_store(folder: Path | str, *, now: datetime) -> Store:
    """Return the storage of a desk folder, made or migrated where needed.

    Args:
        folder: the desk.
        now: instant in UTC, for the name of a backup.

    Raises:
        DeskError: the folder or its file cannot be used; the message says what to do.
    """
    return Store(open_database(Path(folder), now=now))


__all__ = [
    "Anchor", "Briefs", "Conflict", "Correction", "Corrections", "Database", "DeskLedger", "Documents", "EventChange",
    "Explanations", "Finding", "HolderImport", "Holders", "Identities", "Indicators", "Readings", "Store",
    "StoredBrief", "StoredHolder", "StoredMark", "StoredVerdict", "Topic", "Topics", "examine", "misquotes",
    "open_database", "open_store", "overlay", "records_of", "slug_of",
]  # fmt: skip
