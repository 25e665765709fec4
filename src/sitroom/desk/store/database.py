"""The desk's SQLite file: opened durably, one connection for each process and thread, writes one at a time."""

import logging
import os
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import apsw

from sitroom.core import DeskError, IntegrityError
from sitroom.desk.store.migrations import APPLICATION_ID, Migration, migrate, shipped_migrations

FILE_NAME = "desk.sqlite"
BUSY_SECONDS = 30.0
WAIT_SECONDS = 0.002
Value = str | int | float | bytes | None
Row = tuple[Value, ...]
log = logging.getLogger(__name__)


class Database:
    """The SQLite file of one desk. Safe to share between threads and across a fork; writers queue.

    Args:
        folder: the desk's folder.
        busy_seconds: how long a writer waits for another one.
    """

    def __init__(self, folder: Path, *, busy_seconds: float = BUSY_SECONDS) -> None:
        self.folder = folder
        self.path = folder / FILE_NAME
        self._busy_seconds = busy_seconds
        self._own = threading.local()
        self._opened: list[tuple[int, apsw.Connection]] = []

    @property
    def connection(self) -> apsw.Connection:
        """The connection of this process and thread."""
        mine: tuple[int, apsw.Connection] | None = getattr(self._own, "held", None)
        if mine is None or mine[0] != os.getpid():
            mine = (os.getpid(), self._connect())
            self._own.held = mine
            self._opened.append(mine)  # also keeps a forked child from closing its parent's connection
        return mine[1]

    @contextmanager
    def write(self) -> Iterator[apsw.Connection]:
        """Hold the write lock: all of the block is committed durably at its end, or none of it is.

        A block inside a block is undone alone when it fails and is committed with the outer one.

        Raises:
            DeskError: another process writes for too long, the disk is full, or the file cannot be written.
        """
        with self.errors_told():
            connection = self.connection
            if connection.in_transaction:
                with connection:
                    yield connection
                return
            self._retry(connection, "BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    def rows(self, sql: str, bindings: Sequence[Value] = ()) -> list[Row]:
        """Return all rows of a query."""
        with self.errors_told():
            return list(self.connection.execute(sql, tuple(bindings)))

    def find_row(self, sql: str, bindings: Sequence[Value] = ()) -> Row | None:
        """Return the first row of a query, or None."""
        return next(iter(self.rows(sql, bindings)), None)

    def close(self) -> None:
        """Close the connections that this process opened; the next use opens a new one."""
        for process, connection in self._opened:
            if process == os.getpid():
                connection.close()
        self._opened = [held for held in self._opened if held[0] != os.getpid()]
        self._own = threading.local()

    @contextmanager
    def errors_told(self) -> Iterator[None]:
        """Turn SQLite's errors into ours, each with what to do next."""
        try:
            yield
        except apsw.Error as error:
            raise _told(error, self.path) from error

    def _connect(self) -> apsw.Connection:
        with self.errors_told():
            connection = apsw.Connection(os.fspath(self.path))
            connection.set_busy_handler(self._wait)
            if connection.readonly("main"):
                raise DeskError(_read_only(self.path))
            _refuse_foreign(connection, self.path)
            self._retry(connection, "PRAGMA journal_mode = WAL")
            if connection.pragma("journal_mode") != "wal":
                raise DeskError(f"{self.path} cannot be kept with a write-ahead log; put the desk on a local disk")
            connection.execute("PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA recursive_triggers = ON")
            connection.config(apsw.SQLITE_DBCONFIG_DEFENSIVE, 1)
            return connection

    def _wait(self, tries: int) -> bool:
        """Wait a little for the lock; SQLite's own waits grow so long that a busy writer starves the others."""
        time.sleep(WAIT_SECONDS)
        return (tries + 1) * WAIT_SECONDS < self._busy_seconds

    def _retry(self, connection: apsw.Connection, sql: str) -> None:
        """Run a statement that takes a lock; SQLite does not itself wait in every case."""
        until = time.monotonic() + self._busy_seconds
        while True:
            try:
                connection.execute(sql)
            except apsw.BusyError:
                if time.monotonic() >= until:
                    raise
                time.sleep(WAIT_SECONDS)
            else:
                return


def open_database(
    folder: Path,
    *,
    now: datetime,
    migrations: Sequence[Migration] | None = None,
    busy_seconds: float = BUSY_SECONDS,
) -> Database:
    """Return the database of a desk folder, created or brought to the newest schema where needed.

    Args:
        folder: the desk; made where it does not exist.
        now: instant in UTC; it names the backup that a migration makes.
        migrations: the steps of the schema; those that sitroom ships by default.
        busy_seconds: how long a writer waits for another one.

    Raises:
        DeskError: the folder or the file cannot be used; the message says what to do.
    """
    _prepare(folder)
    database = Database(folder, busy_seconds=busy_seconds)
    steps = shipped_migrations() if migrations is None else tuple(migrations)
    with database.errors_told():
        migrate(database, steps, now=now)
    return database


def _prepare(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        raise DeskError(f"{folder} is a file; a desk is a folder, so name another one with --desk") from error
    except OSError as error:
        raise DeskError(f"the desk folder {folder} cannot be made ({error.strerror}); name another one") from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise DeskError(_read_only(folder))


def _refuse_foreign(connection: apsw.Connection, path: Path) -> None:
    with connection:  # one snapshot, for another process may be making the desk right now
        application = connection.pragma("application_id")
        empty = connection.execute("SELECT count(*) FROM sqlite_schema").get == 0
    if application != APPLICATION_ID and not (application == 0 and empty):
        raise DeskError(f"{path} is the database of another program; name another folder with --desk")


def _read_only(path: Path) -> str:
    return (
        f"{path} is read-only; give yourself the right to write there, or copy the desk and name the copy with --desk"
    )


def _told(error: apsw.Error, path: Path) -> Exception:
    """Return our error for one of SQLite's."""
    if isinstance(error, apsw.NotADBError):
        return DeskError(f"{path} is no desk database; move it away, or name another folder with --desk")
    if isinstance(error, apsw.BusyError | apsw.LockedError):
        return DeskError(f"{path} is being written by another process for too long; wait for it, then try again")
    if isinstance(error, apsw.ReadOnlyError | apsw.CantOpenError | apsw.PermissionsError):
        return DeskError(_read_only(path))
    if isinstance(error, apsw.FullError):
        return DeskError(f"the disk of {path} is full; nothing of this step was kept; make room and try again")
    if isinstance(error, apsw.CorruptError):
        return IntegrityError(f"{path} is damaged ({error}); `sitroom doctor` says where, backups/ holds older copies")
    if isinstance(error, apsw.ConstraintError):
        return IntegrityError(f"{path} refuses this: {error}")
    return DeskError(f"{path}: {error}")
