"""The database: durable settings, messages that say what to do, one writer at a time."""

import os
import shutil
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path

import apsw
import pytest

from sitroom.core import DeskError
from sitroom.desk.store import Database, Store, open_database, open_store
from sitroom.desk.store.migrations import APPLICATION_ID, shipped_migrations

from .builders import NOW, a_desk, document


def pragma(database: Database, name: str) -> object:
    return database.connection.pragma(name)


def test_a_desk_is_kept_durably(tmp_path: Path) -> None:
    database = open_database(tmp_path / "new" / "desk", now=NOW)
    assert pragma(database, "journal_mode") == "wal"
    assert pragma(database, "synchronous") == 2
    assert pragma(database, "foreign_keys") == 1
    assert pragma(database, "application_id") == APPLICATION_ID
    assert pragma(database, "user_version") == len(shipped_migrations())


def test_a_file_that_is_no_database_is_told_so(tmp_path: Path) -> None:
    (tmp_path / "desk.sqlite").write_bytes(b"not a database at all" * 100)
    with pytest.raises(DeskError, match="no desk database"):
        open_store(tmp_path, now=NOW)


def test_the_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    other = apsw.Connection(str(tmp_path / "desk.sqlite"))
    other.execute("CREATE TABLE bookmarks (url)")
    other.close()
    with pytest.raises(DeskError, match="another program"):
        open_store(tmp_path, now=NOW)


def test_a_folder_that_is_a_file_is_told_so(tmp_path: Path) -> None:
    (tmp_path / "desk").write_text("x")
    with pytest.raises(DeskError, match="is a file"):
        open_store(tmp_path / "desk", now=NOW)


def test_a_folder_that_cannot_be_made_is_told_so() -> None:
    with pytest.raises(DeskError, match="cannot be made"):
        open_store("/proc/sitroom/desk", now=NOW)


@pytest.mark.parametrize("part", ["folder", "file"])
def test_a_read_only_desk_says_what_to_do(part: str) -> None:
    folder = Path(tempfile.mkdtemp())  # tmp_path lies below a folder that only its owner may enter
    try:
        a_desk(folder).close()
        (folder / "desk.sqlite").chmod(0o444)
        folder.chmod(0o555 if part == "folder" else 0o777)
        assert "read-only; give yourself the right" in as_nobody(lambda: open_store(folder, now=NOW))
    finally:
        folder.chmod(0o755)
        shutil.rmtree(folder)


def as_nobody(act: Callable[[], object]) -> str:
    """Return the message with which an act fails in a process without root's rights."""
    reads, writes = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            if os.getuid() == 0:
                os.setuid(65534)
            act()
        except DeskError as error:
            os.write(writes, str(error).encode())
        finally:
            os._exit(0)
    os.close(writes)
    os.waitpid(child, 0)
    with os.fdopen(reads) as said:
        return said.read()


def test_a_busy_desk_says_so(tmp_path: Path) -> None:
    first = open_database(tmp_path, now=NOW)
    second = open_database(tmp_path, now=NOW, busy_seconds=0.05)
    with first.write(), pytest.raises(DeskError, match="another process"), second.write():
        pass


def test_a_writer_waits_for_another(tmp_path: Path) -> None:
    store, entered = open_store(tmp_path, now=NOW), threading.Event()

    def hold() -> None:
        with store.database.write():
            entered.set()
            threading.Event().wait(0.2)

    holder = threading.Thread(target=hold)
    holder.start()
    entered.wait()
    assert store.documents.add(document(), now=NOW)
    holder.join()


def make_topics(store: Store, *names: str) -> None:
    for name in names:
        store.topics.new(name, now=NOW)


def test_all_of_a_block_is_kept_or_none_of_it(tmp_path: Path) -> None:
    store = open_store(tmp_path, now=NOW)
    with pytest.raises(DeskError, match="Latin letters"), store.together():
        make_topics(store, "Belarus", "-")
    assert store.topics.all() == []


def test_a_block_inside_a_block_is_undone_alone(tmp_path: Path) -> None:
    store = open_store(tmp_path, now=NOW)
    with store.together():
        store.topics.new("Belarus", now=NOW)
        with pytest.raises(DeskError, match="Latin letters"), store.together():
            make_topics(store, "Elbonia", "-")
    assert [topic.slug for topic in store.topics.all()] == ["belarus"]


def test_a_forked_child_has_a_connection_of_its_own(tmp_path: Path) -> None:
    store = a_desk(tmp_path)
    child = os.fork()
    if child == 0:
        os._exit(0 if store.topics.new("From the child", now=NOW).slug == "from-the-child" else 1)
    assert os.waitpid(child, 0)[1] == 0
    assert store.topics.find("from-the-child") is not None


def test_a_closed_store_opens_again_when_used(tmp_path: Path) -> None:
    store = a_desk(tmp_path)
    store.close()
    assert store.documents.ids() == [document().id]
