"""Migrations: the schema goes forward one step at a time, after a backup; a newer schema is refused."""

import contextlib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

import apsw

from sitroom.core import DeskError, IntegrityError
from sitroom.desk.store.files import sync_file, sync_folder

if TYPE_CHECKING:
    from sitroom.desk.store.database import Database

APPLICATION_ID = 0x53495452  # "SITR"
BACKUPS = "backups"


@dataclass(frozen=True, slots=True)
class Migration:
    """One step of the schema: the SQL that leads from the version before to ``version``."""

    version: int
    sql: str


def shipped_migrations() -> tuple[Migration, ...]:
    """Return the steps that lie beside the code, ``schema/0001.sql`` onwards, in order."""
    folder = resources.files("sitroom.desk.store").joinpath("schema")
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".sql")), key=lambda file: file.name)
    return tuple(Migration(int(file.name.removesuffix(".sql")), file.read_text("utf-8")) for file in files)


def migrate(database: "Database", migrations: Sequence[Migration], *, now: datetime) -> None:
    """Bring a database to the last of the migrations, each in a transaction of its own.

    A database that holds something is first copied into ``backups/``.

    Raises:
        DeskError: its schema is newer than this sitroom.
    """
    newest = max(step.version for step in migrations)
    backed_up = _version(database, newest) == 0  # a desk that is made just now holds nothing
    for step in sorted(migrations, key=lambda step: step.version):
        if _version(database, newest) >= step.version:
            continue
        with database.write() as connection:
            version = _version(database, newest)  # another process may have been faster
            if version >= step.version:
                continue
            if version > 0 and not backed_up:
                back_up(database.folder, database.path, version=version, now=now)
                backed_up = True
            connection.execute(step.sql)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {step.version}")


def back_up(folder: Path, path: Path, *, version: int, now: datetime) -> Path:
    """Copy a database file into ``backups/`` and return the copy, checked and on the disk."""
    backups = folder / BACKUPS
    backups.mkdir(exist_ok=True)
    name = f"desk-v{version}-{now.astimezone(UTC):%Y%m%dT%H%M%S%fZ}"
    temporary, final = backups / f".{name}.{os.getpid()}.tmp", backups / f"{name}.sqlite"
    _copy(path, temporary)
    sync_file(temporary)
    temporary.rename(final)
    sync_folder(backups)
    return final


def _copy(path: Path, temporary: Path) -> None:
    with (
        contextlib.closing(apsw.Connection(os.fspath(path), flags=apsw.SQLITE_OPEN_READWRITE)) as source,
        contextlib.closing(apsw.Connection(os.fspath(temporary))) as copy,
    ):
        source.set_busy_timeout(30_000)
        with copy.backup("main", source, "main") as backup:
            backup.step()
        copy.execute("PRAGMA journal_mode = DELETE")
        if copy.pragma("quick_check") != "ok":
            raise IntegrityError(f"{path} is damaged, so it was not migrated; `sitroom doctor` says where")


def _version(database: "Database", newest: int) -> int:
    version = int(str(database.connection.pragma("user_version")))
    if version > newest:
        raise DeskError(
            f"{database.path} has schema {version}, and this sitroom knows schemas up to {newest}: it was made by a "
            f"newer one; update with `pip install --upgrade sitroom`, or name another desk with --desk"
        )
    return version
