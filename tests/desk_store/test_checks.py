"""The doctor: nothing on a good desk; on a damaged one what is wrong, and where."""

import json
from pathlib import Path

import apsw
import pytest

from sitroom.desk.store import Store, examine
from sitroom.ledger import Head

from .builders import NOW, a_desk, ask, document, event, forecast, reading, tamper


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = a_desk(tmp_path)
    made.ledger.enter(ask())
    made.ledger.enter(forecast(0.9))
    made.corrections.correct("rec-1", "quad", 2, by="Ana", reason="x", now=NOW)
    made.briefs.add(document().id, {"line": 1}, head=made.ledger.head(), now=NOW)
    return made


def codes(store: Store, *, expected: Head | None = None) -> list[str]:
    store.close()
    return [finding.code for finding in examine(store.folder, expected=expected)]


def change(store: Store, sql: str, *bindings: str) -> None:
    store.database.connection.execute(sql, bindings)


def test_a_good_desk_has_nothing_wrong(store: Store) -> None:
    assert examine(store.folder) == []


def test_a_folder_without_a_desk_is_told_so_and_stays_empty(tmp_path: Path) -> None:
    assert [finding.code for finding in examine(tmp_path)] == ["desk.no-desk"]
    assert list(tmp_path.iterdir()) == []


def test_a_changed_text_is_found_with_every_quote_that_no_longer_stands(store: Store) -> None:
    change(store, "UPDATE documents SET text = 'X' || text")
    assert set(codes(store)) == {"desk.text-changed", "desk.misquote"}


def test_a_changed_quote_is_found_though_its_hash_was_made_to_fit(store: Store) -> None:
    wrong = reading(event(trigger={"start": 11, "end": 14, "quote": "hit"}))
    change(store, "UPDATE readings SET json = ?", json.dumps(wrong))
    assert set(codes(store)) == {"desk.reading-changed", "desk.misquote", "desk.records-differ"}


def test_a_reading_that_is_no_json_is_found(store: Store) -> None:
    change(store, "UPDATE readings SET json = '{'")
    assert "desk.reading-unreadable" in codes(store)


def test_a_changed_copy_of_a_record_is_found(store: Store) -> None:
    change(store, "UPDATE records SET json = '{}'")
    assert codes(store) == ["desk.records-differ"]


def test_changed_missing_and_unused_files_are_found(store: Store) -> None:
    folder = store.folder / "documents"
    (folder / str(document().sha256_raw)).write_bytes(b"changed")
    assert codes(store) == ["desk.file-changed"]
    (folder / str(document().sha256_raw)).unlink()
    assert codes(store) == ["desk.file-missing"]


def test_what_a_stopped_writer_left_is_only_a_warning(store: Store) -> None:
    (store.folder / "documents" / ".abc.99999999.tmp").write_bytes(b"half")
    (finding,) = examine(store.folder)
    assert (finding.severity, finding.code) == ("warning", "desk.left-over")


def test_a_dropped_trigger_is_found(store: Store) -> None:
    change(store, "DROP TRIGGER ledger_keep_rows")
    (finding,) = examine(store.folder)
    assert (finding.code, finding.where) == ("desk.schema-changed", "trigger ledger_keep_rows")


def test_a_tail_that_was_cut_after_a_brief_is_found_without_giving_a_head(store: Store) -> None:
    tamper(store, "DELETE FROM ledger WHERE seq = 2", trigger="ledger_keep_rows")
    assert codes(store) == ["ledger.cut-tail"]


def test_a_head_from_elsewhere_is_checked_against(store: Store) -> None:
    assert codes(store, expected=Head(2, "0" * 64)) == ["ledger.rewritten"]


def test_a_row_whose_parent_is_gone_is_found(store: Store) -> None:
    change(store, "PRAGMA foreign_keys = OFF; DELETE FROM documents")
    assert "desk.orphan-row" in codes(store)


def test_damaged_pages_are_found(store: Store) -> None:
    store.close()
    path = store.folder / "desk.sqlite"
    raw = bytearray(path.read_bytes())
    raw[4096 * 3 : 4096 * 8] = b"\x55" * (4096 * 5)
    path.write_bytes(raw)
    assert {"desk.damaged", "desk.unreadable"} & set(codes(store))


def test_a_file_that_is_no_database_is_a_finding_and_no_crash(tmp_path: Path) -> None:
    (tmp_path / "desk.sqlite").write_bytes(b"nothing of the kind" * 500)
    assert {finding.code for finding in examine(tmp_path)} == {"desk.unreadable"}


def test_a_newer_schema_is_a_finding(store: Store) -> None:
    connection = apsw.Connection(str(store.folder / "desk.sqlite"))
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    assert "desk.schema-version" in codes(store)
