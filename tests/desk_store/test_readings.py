"""Readings: one for each document and reader version, refused where a quote is not exact."""

from pathlib import Path
from typing import Any

import pytest

from sitroom.core import DeskError, IntegrityError
from sitroom.desk.store import open_store

from .builders import NOW, a_desk, actor, document, event, reading


def test_a_reading_comes_back_as_it_was_added(tmp_path: Path) -> None:
    assert a_desk(tmp_path).readings.get(document().id) == reading()


def test_the_same_reader_twice_adds_nothing(tmp_path: Path) -> None:
    store = a_desk(tmp_path)
    assert not store.readings.add(reading(), now=NOW)
    assert not store.readings.add(reading(event("rec-9")), now=NOW)
    assert store.readings.get(document().id) == reading()
    assert len(store.readings.records()) == 1


def test_a_newer_reader_is_kept_beside_the_older_one(tmp_path: Path) -> None:
    store = a_desk(tmp_path)
    assert store.readings.add(reading(event(quad=2), version="1.1"), now=NOW)
    assert store.readings.versions(document().id) == [("reader", "1.0"), ("reader", "1.1")]
    assert store.readings.get(document().id)["reader"] == {"name": "reader", "version": "1.1"}
    assert store.readings.find(document().id, reader_version="1.0") == reading()
    assert [record["quad"] for record in store.readings.records()] == [2]
    assert (store.readings.find_record("rec-1") or {})["quad"] == 2


def test_records_are_found_by_kind_and_document(tmp_path: Path) -> None:
    store = a_desk(tmp_path, event("rec-1"), event("rec-2", kind="statement"))
    assert [record["id"] for record in store.readings.records(kind="statement")] == ["rec-2"]
    assert store.readings.records(document_id="doc-0") == []
    assert store.readings.document_of("rec-2") == document().id


@pytest.mark.parametrize(
    "wrong",
    [
        {"trigger": {"start": 11, "end": 14, "quote": "hit"}},
        {"actors": [actor("Lukashenko") | {"text": "Lukašenka."}]},
        {"extra": [[{"deep": {"start": -3, "end": 2, "quote": "Lu"}}]]},
        {"trigger": {"start": 11, "end": 9999, "quote": "met"}},
    ],
)
def test_a_reading_with_one_wrong_quote_is_refused_whole(tmp_path: Path, wrong: dict[str, Any]) -> None:
    store = a_desk(tmp_path)
    with pytest.raises(IntegrityError, match="quotes"):
        store.readings.add(reading(event(), event("rec-2", **wrong), version="2"), now=NOW)
    assert store.readings.versions(document().id) == [("reader", "1.0")]


def test_a_reading_of_a_document_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DeskError, match="add the document before"):
        open_store(tmp_path, now=NOW).readings.add(reading(), now=NOW)


def test_what_is_no_reading_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DeskError, match="no reading"):
        open_store(tmp_path, now=NOW).readings.add({"records": []}, now=NOW)
