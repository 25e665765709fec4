"""Corrections: an overlay that is only added to, applied by anchor, and sent to review where nobody has judged."""

from collections.abc import Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

import apsw
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitroom.core import DeskError, IntegrityError
from sitroom.desk.store import Anchor, Correction, overlay

from .builders import NOW, a_desk, document, event, reading, span

BECAUSE: dict[str, Any] = {"by": "Ana", "reason": "it was a visit", "now": NOW}
OTHER_WORDS = "They did not meet in Sochi."


def types(read: Mapping[str, Any]) -> list[object]:
    return [record["event_type"] for record in read["records"]]


def test_a_correction_lies_over_the_reading_and_changes_nothing_beneath(tmp_path: Path) -> None:
    store = a_desk(tmp_path)
    correction = store.corrections.correct("rec-1", "event_type", "AGREE", **BECAUSE)
    assert (correction.id, correction.old, correction.new) == (1, "CONSULT", "AGREE")
    corrected, conflicts = store.corrections.apply_corrections(store.readings.get(document().id))
    assert (types(corrected), conflicts) == (["AGREE"], [])
    assert types(store.readings.get(document().id)) == ["CONSULT"]
    assert store.corrections.get(1) == correction


def test_the_last_word_stands_and_an_undo_is_a_word_too(tmp_path: Path) -> None:
    store = a_desk(tmp_path)
    store.corrections.correct("rec-1", "event_type", "AGREE", **BECAUSE)
    store.corrections.correct("rec-1", "event_type", "SUPPORT", **BECAUSE)
    with pytest.raises(DeskError, match="no longer what correction 1 made it"):
        store.corrections.undo(1, **BECAUSE)
    assert store.corrections.undo(2, **BECAUSE).new == "AGREE"
    assert store.corrections.undo(1, **BECAUSE).new == "CONSULT"
    corrected, conflicts = store.corrections.apply_corrections(reading())
    assert (types(corrected), conflicts) == (["CONSULT"], [])
    assert len(store.corrections.of_document(document().id)) == 4


def test_a_newer_reader_with_other_ids_is_corrected_by_anchor(tmp_path: Path) -> None:
    store = a_desk(tmp_path)
    store.corrections.correct("rec-1", "event_type", "AGREE", **BECAUSE)
    corrected, conflicts = store.corrections.apply_corrections(reading(event("rec-77"), version="2"))
    assert (types(corrected), conflicts) == (["AGREE"], [])


def test_a_newer_reader_that_got_it_right_itself_is_no_conflict(tmp_path: Path) -> None:
    store = a_desk(tmp_path)
    store.corrections.correct("rec-1", "event_type", "AGREE", **BECAUSE)
    corrected, conflicts = store.corrections.apply_corrections(reading(event(event_type="AGREE")))
    assert (types(corrected), conflicts) == (["AGREE"], [])


def test_a_value_that_nobody_has_judged_goes_to_review(tmp_path: Path) -> None:
    store = a_desk(tmp_path)
    store.corrections.correct("rec-1", "event_type", "AGREE", **BECAUSE)
    corrected, (conflict,) = store.corrections.apply_corrections(reading(event(event_type="YIELD")))
    assert types(corrected) == ["YIELD"]
    assert (conflict.code, conflict.found) == ("desk.correction-value-changed", "YIELD")
    assert conflict.to_json()["correction"] == conflict.correction.to_json()


def test_a_review_that_says_what_it_should_be_ends_the_conflict(tmp_path: Path) -> None:
    store = a_desk(tmp_path)
    store.corrections.correct("rec-1", "event_type", "AGREE", **BECAUSE)
    store.readings.add(reading(event("rec-2", event_type="YIELD"), version="2"), now=NOW)
    store.corrections.correct("rec-2", "event_type", "SUPPORT", **BECAUSE)
    corrected, conflicts = store.corrections.apply_corrections(store.readings.get(document().id))
    assert (types(corrected), conflicts) == (["SUPPORT"], [])


def test_a_record_that_is_gone_goes_to_review_with_what_is_near(tmp_path: Path) -> None:
    store = a_desk(tmp_path)
    store.corrections.correct("rec-1", "event_type", "AGREE", **BECAUSE)
    shorter = event("rec-5", "Lukashenko met")
    corrected, (conflict,) = store.corrections.apply_corrections(reading(shorter, event("rec-6", OTHER_WORDS)))
    assert types(corrected) == ["CONSULT", "CONSULT"]
    assert (conflict.code, conflict.near) == ("desk.correction-record-gone", ("rec-5",))


def test_two_records_with_the_same_words_are_not_guessed_between(tmp_path: Path) -> None:
    store = a_desk(tmp_path)
    store.corrections.correct("rec-1", "event_type", "AGREE", **BECAUSE)
    _, (conflict,) = store.corrections.apply_corrections(reading(event("rec-5"), event("rec-6")))
    assert conflict.near == ("rec-5", "rec-6")


@pytest.mark.parametrize(
    ("record_id", "field", "new", "message"),
    [
        ("rec-9", "event_type", "AGREE", "has a record"),
        ("rec-1", "evidence", [], "cannot be corrected; these can: actors"),
        ("rec-1", "colour", "red", "cannot be corrected"),
        ("rec-1", "event_type", "CONSULT", "nothing to correct"),
    ],
)
def test_what_cannot_be_corrected_is_told_so(
    tmp_path: Path, record_id: str, field: str, new: object, message: str
) -> None:
    with pytest.raises(DeskError, match=message):
        a_desk(tmp_path).corrections.correct(record_id, field, new, **BECAUSE)


def test_a_correction_needs_a_name_and_a_reason(tmp_path: Path) -> None:
    with pytest.raises(DeskError, match="give both"):
        a_desk(tmp_path).corrections.correct("rec-1", "quad", 2, by="Ana", reason=" ", now=NOW)


def test_true_is_not_one(tmp_path: Path) -> None:
    assert a_desk(tmp_path).corrections.correct("rec-1", "quad", new=True, **BECAUSE).new is True


def test_a_correction_may_not_misquote(tmp_path: Path) -> None:
    store = a_desk(tmp_path)
    with pytest.raises(IntegrityError, match="misquotes"):
        store.corrections.correct("rec-1", "actors", [span("Minsk") | {"quote": "Mensk"}], **BECAUSE)
    assert store.corrections.correct("rec-1", "actors", [span("Minsk")], **BECAUSE).new == [span("Minsk")]


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE corrections SET new = '\"X\"'",
        "DELETE FROM corrections",
        """INSERT OR REPLACE INTO corrections
           SELECT id, 'x', document_id, kind, 0, 1, 'x', 'x', '1', '2', 'x', 'x', 'x' FROM corrections""",
    ],
)
def test_corrections_are_never_altered(tmp_path: Path, sql: str) -> None:
    store = a_desk(tmp_path)
    store.corrections.correct("rec-1", "event_type", "AGREE", **BECAUSE)
    with pytest.raises(apsw.ConstraintError, match="append-only"):
        store.database.connection.execute(sql)


VALUES = st.sampled_from(["CONSULT", "AGREE", "YIELD", None, 1, True])
ANCHORS = [
    Anchor(document().id, 0, 25, "Lukashenko met Vakulchik.", "event"),
    Anchor(document().id, 0, 3, "Luk", "event"),
]
CORRECTIONS = st.builds(
    Correction,
    id=st.just(1),
    record_id=st.sampled_from(["rec-1", "rec-2", "rec-3"]),
    anchor=st.sampled_from(ANCHORS),
    field=st.sampled_from(["event_type", "realis"]),
    old=VALUES,
    new=VALUES,
    by=st.just("Ana"),
    at=st.just("2013-02-22T09:00:00Z"),
    reason=st.just("x"),
)
RECORDS = st.builds(
    lambda record_id, event_type, words: event(record_id, words, event_type=event_type),
    st.sampled_from(["rec-1", "rec-2", "rec-4"]),
    VALUES,
    st.sampled_from(["Lukashenko met Vakulchik.", "Luk", OTHER_WORDS]),
)


@given(st.lists(RECORDS, max_size=3, unique_by=lambda record: record["id"]), st.lists(CORRECTIONS, max_size=6))
def test_applying_corrections_twice_is_the_same_as_once(
    records: list[dict[str, Any]], corrections: list[Correction]
) -> None:
    read = reading() | {"records": records}
    before = deepcopy(read)
    once, conflicts = overlay(read, corrections)
    assert overlay(once, corrections) == (once, conflicts)
    assert read == before
