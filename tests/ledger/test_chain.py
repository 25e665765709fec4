"""The chain: whatever is done to a ledger after it was entered is found, and it is said where."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitroom.core import LedgerError, canonical_json
from sitroom.ledger import EMPTY, Entry, Head, head, seal, verify_chain

from .builders import MORNING, a_ledger

CHAIN = a_ledger(6)
TEXT_CELLS = ["kind", "payload_json", "entered_at", "stated_on", "knowledge_cutoff", "previous_hash", "hash"]


def codes(entries: Sequence[Entry], expected: Head | None = None) -> list[tuple[str, int]]:
    return [(fault.code, fault.seq) for fault in verify_chain(entries, expected)]


def resealed(previous: Head, entry: Entry) -> Entry:
    return seal(previous, entry.kind, entry.payload, MORNING)


def test_what_was_entered_verifies_against_its_head_and_against_every_earlier_one() -> None:
    assert verify_chain(CHAIN) == []
    for count in range(len(CHAIN) + 1):
        assert verify_chain(CHAIN, head(CHAIN[:count])) == []
    assert verify_chain([], EMPTY) == []


@given(st.integers(0, 5), st.sampled_from(TEXT_CELLS), st.text(), st.none() | st.just("2013-03-01"))
def test_any_changed_cell_is_found(at: int, cell: str, text: str, day: str | None) -> None:
    changed = day if cell in {"stated_on", "knowledge_cutoff"} else text
    if changed == getattr(CHAIN[at], cell):
        return
    altered: dict[str, Any] = {cell: changed}
    entries = [*CHAIN[:at], replace(CHAIN[at], **altered), *CHAIN[at + 1 :]]
    assert at + 1 in {fault.seq for fault in verify_chain(entries)}


@given(st.integers(0, 5), st.data())
def test_any_changed_payload_is_found_even_where_it_is_good_json(at: int, data: st.DataObject) -> None:
    payload = CHAIN[at].payload
    key = data.draw(st.sampled_from(sorted(payload)))
    value = data.draw(st.none() | st.booleans() | st.floats(allow_nan=False, allow_infinity=False) | st.text())
    if canonical_json(value) == canonical_json(payload[key]):
        return
    entries = list(CHAIN)
    entries[at] = replace(CHAIN[at], payload_json=canonical_json(payload | {key: value}))
    assert ("ledger.changed", at + 1) in codes(entries)


def test_other_blanks_in_the_payload_are_a_change() -> None:
    entries = [replace(CHAIN[0], payload_json=CHAIN[0].payload_json + " "), *CHAIN[1:]]
    assert codes(entries) == [("ledger.changed", 1)]


def test_a_renumbered_entry_is_found() -> None:
    assert ("ledger.changed", 9) in codes([*CHAIN[:5], replace(CHAIN[5], seq=9)])


@given(st.integers(0, 4))
def test_a_gap_is_found_where_it_is(at: int) -> None:
    assert codes([*CHAIN[:at], *CHAIN[at + 1 :]]) == [("ledger.gap", at + 1)]


@given(st.permutations(range(6)))
def test_any_reordering_is_found(order: list[int]) -> None:
    entries = [CHAIN[index] for index in order]
    assert bool(verify_chain(entries)) == (entries != CHAIN)


@given(st.integers(0, 5))
def test_a_cut_tail_is_found_by_the_head_that_a_brief_printed(kept: int) -> None:
    assert codes(CHAIN[:kept], head(CHAIN)) == [("ledger.cut-tail", kept + 1)]


@given(st.integers(0, 5))
def test_a_ledger_rewritten_from_somewhere_on_is_found_by_the_head(at: int) -> None:
    entries = list(CHAIN[:at])
    for entry in CHAIN[at:]:
        changed = replace(entry, payload_json=canonical_json(entry.payload | {"by": "someone else"}))
        entries.append(resealed(head(entries), changed))
    assert verify_chain(entries) == []
    assert codes(entries, head(CHAIN)) == [("ledger.rewritten", 6)]


def test_one_replaced_entry_breaks_the_link_to_the_next() -> None:
    replaced = resealed(head(CHAIN[:2]), CHAIN[4])
    assert codes([*CHAIN[:2], replaced, *CHAIN[3:]]) == [("ledger.broken-link", 4)]


def test_an_entry_of_a_newer_canonical_form_is_not_called_changed() -> None:
    assert codes([replace(CHAIN[0], canonical_version=2)]) == [("ledger.newer", 1)]


def test_a_payload_read_from_an_entry_is_a_copy() -> None:
    CHAIN[0].payload["by"] = "someone else"
    assert CHAIN[0].payload["by"] == "author"
    assert verify_chain(CHAIN) == []


def test_a_head_is_printed_and_read_back_also_when_shortened() -> None:
    last = head(CHAIN)
    assert Head.parse(str(last)) == last
    assert verify_chain(CHAIN, Head.parse(f"{last.count}:{last.hash[:12]}")) == []
    assert codes(CHAIN, Head.parse(f"6:{'0' * 12}")) == [("ledger.rewritten", 6)]


@pytest.mark.parametrize(
    "words", ["", "6", "6:abc", "x:" + "a" * 64, "6:" + "g" * 64, "-1:" + "a" * 64, "6:" + "a" * 65]
)
def test_words_that_are_no_head_are_refused(words: str) -> None:
    with pytest.raises(LedgerError, match="no head"):
        Head.parse(words)


@pytest.mark.parametrize("payload", [{"p": float("nan")}, {"p": {1, 2}}, {"p": "\ud800"}, {"p": {1: "x", "1": "y"}}])
def test_what_json_or_a_file_cannot_keep_is_refused(payload: dict[str, object]) -> None:
    with pytest.raises(LedgerError):
        seal(EMPTY, "note", payload, MORNING)


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(LedgerError, match="time zone"):
        seal(EMPTY, "note", {"text": "x"}, MORNING.replace(tzinfo=None))


def test_the_hash_is_over_the_exported_cells() -> None:
    exported = CHAIN[3].to_json()
    without = {key: value for key, value in exported.items() if key != "hash"}
    assert hashlib.sha256(canonical_json(without).encode()).hexdigest() == exported["hash"]


def test_an_old_entry_keeps_its_hash() -> None:
    payload = {"text": "Łukašenka met them – twice", "p": 0.1, "band": [0.8, 0.95], "by": None}
    entry = seal(EMPTY, "note", payload, MORNING, stated_on=date(2013, 2, 21))
    assert entry.hash == "4337029a441f8b93b8d9077923c5a0657e8cc6780635f5f7e06d426e776080aa"
