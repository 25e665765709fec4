"""Documents: kept exactly, once, with the bytes that they were read from."""

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitroom.core import InputError, IntegrityError
from sitroom.desk.store import open_store
from sitroom.text import Document

from .builders import NOW, RAW, a_desk, document


def test_a_document_comes_back_as_it_was_added(tmp_path: Path) -> None:
    store = open_store(tmp_path, now=NOW)
    assert store.documents.add(document(), RAW, now=NOW)
    assert store.documents.get(document().id) == document()
    assert store.documents.find_raw(document().id) == RAW
    assert store.documents.added_at(document().id) == "2013-02-22T09:00:00.000000Z"


def test_the_same_document_twice_adds_nothing(tmp_path: Path) -> None:
    store = a_desk(tmp_path)
    assert not store.documents.add(document(), RAW, now=NOW + timedelta(days=1))
    assert store.documents.added_at(document().id) == "2013-02-22T09:00:00.000000Z"
    assert [path.name for path in (tmp_path / "documents").iterdir()] == [document().sha256_raw]


def test_any_text_that_a_file_can_keep_is_kept_exactly(tmp_path: Path) -> None:
    store = open_store(tmp_path, now=NOW)

    @given(st.text(st.characters(codec="utf-8")))
    def check(text: str) -> None:
        store.documents.add(Document(text), now=NOW)
        assert store.documents.get(Document(text).id).text == text

    check()


def test_half_a_surrogate_pair_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="half a surrogate pair at 3"):
        open_store(tmp_path, now=NOW).documents.add(Document("Met\ud800"), now=NOW)


def test_other_bytes_than_those_it_was_read_from_are_refused(tmp_path: Path) -> None:
    with pytest.raises(IntegrityError, match="not those it was read from"):
        open_store(tmp_path, now=NOW).documents.add(document(), b"other", now=NOW)


def test_a_changed_or_lost_file_is_told_so(tmp_path: Path) -> None:
    store = a_desk(tmp_path)
    path = store.documents.path_of(str(document().sha256_raw))
    path.write_bytes(b"changed")
    with pytest.raises(IntegrityError, match="was changed"):
        store.documents.find_raw(document().id)
    path.unlink()
    with pytest.raises(IntegrityError, match="cannot be read"):
        store.documents.find_raw(document().id)


def test_a_text_without_bytes_has_none(tmp_path: Path) -> None:
    store = open_store(tmp_path, now=NOW)
    store.documents.add(Document("He left."), now=NOW)
    assert store.documents.find_raw(Document("He left.").id) is None
    assert store.documents.find_raw("doc-0") is None
