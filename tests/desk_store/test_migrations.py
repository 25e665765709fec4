"""Migrations: forward, one transaction each, after a backup; newer schemas are refused."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import apsw
import pytest

from sitroom.core import DeskError
from sitroom.desk.store import open_database, open_store
from sitroom.desk.store.migrations import Migration, shipped_migrations

from .builders import NOW, a_desk, ask, document

SHIPPED = shipped_migrations()
NEXT = Migration(SHIPPED[-1].version + 1, "CREATE TABLE later (id TEXT PRIMARY KEY) STRICT")


def version(folder: Path) -> object:
    return apsw.Connection(str(folder / "desk.sqlite")).pragma("user_version")


def test_a_new_desk_needs_no_backup(tmp_path: Path) -> None:
    open_store(tmp_path, now=NOW)
    assert not (tmp_path / "backups").exists()


def test_a_migration_comes_after_a_backup_of_what_was_there(tmp_path: Path) -> None:
    store = a_desk(tmp_path)
    head = store.ledger.enter(ask()).entry.hash
    store.close()
    migrated = open_database(tmp_path, now=NOW, migrations=[*SHIPPED, NEXT])
    assert version(tmp_path) == NEXT.version
    assert migrated.find_row("SELECT count(*) FROM later") == (0,)
    assert migrated.find_row("SELECT hash FROM ledger") == (head,)
    (backup,) = (tmp_path / "backups").iterdir()
    assert backup.name == f"desk-v{SHIPPED[-1].version}-20130222T090000000000Z.sqlite"
    copy = apsw.Connection(str(backup))
    assert copy.pragma("user_version") == SHIPPED[-1].version
    assert copy.execute("SELECT id FROM documents").get == document().id


def test_a_migration_that_fails_leaves_everything_as_it_was(tmp_path: Path) -> None:
    a_desk(tmp_path).close()
    broken = replace(NEXT, sql="CREATE TABLE half (id TEXT); SELECT nonsense FROM nowhere")
    with pytest.raises(DeskError):
        open_database(tmp_path, now=NOW, migrations=[*SHIPPED, broken])
    store = open_store(tmp_path, now=NOW)
    assert version(tmp_path) == SHIPPED[-1].version
    assert store.database.find_row("SELECT name FROM sqlite_schema WHERE name = 'half'") is None


def test_the_steps_are_taken_in_order(tmp_path: Path) -> None:
    later = Migration(NEXT.version + 1, "ALTER TABLE later ADD COLUMN name TEXT")
    open_database(tmp_path, now=NOW, migrations=[later, NEXT, *SHIPPED])
    assert version(tmp_path) == later.version


def test_a_newer_schema_is_refused_with_what_to_do(tmp_path: Path) -> None:
    open_database(tmp_path, now=NOW, migrations=[*SHIPPED, NEXT]).close()
    with pytest.raises(DeskError, match="newer one; update with"):
        open_store(tmp_path, now=NOW)


def test_two_that_open_a_new_desk_at_once_make_one(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        stores = list(pool.map(lambda _: open_store(tmp_path, now=NOW), range(8)))
    assert {store.database.find_row("PRAGMA user_version") for store in stores} == {(SHIPPED[-1].version,)}
