"""Identities: which records tell of the same event, with every merge and split kept."""

from pathlib import Path
from typing import Any

import apsw
import pytest

from sitroom.core import DeskError
from sitroom.desk.store import Identities

from .builders import NOW, a_desk, event

BY: dict[str, Any] = {"by": "Ana", "reason": "the same meeting", "now": NOW}


@pytest.fixture
def identities(tmp_path: Path) -> Identities:
    return a_desk(tmp_path, *(event(f"rec-{number}") for number in range(1, 6))).identities


def test_a_record_alone_has_no_event_of_its_own(identities: Identities) -> None:
    assert identities.event_of("rec-1") is None


def test_records_that_are_merged_are_one_event(identities: Identities) -> None:
    event_id = identities.merge(["rec-2", "rec-1"], **BY)
    assert identities.records_of(event_id) == ["rec-1", "rec-2"]
    assert identities.event_of("rec-2") == event_id


def test_merging_again_changes_nothing(identities: Identities) -> None:
    event_id = identities.merge(["rec-1", "rec-2"], **BY)
    assert identities.merge(["rec-2", "rec-1"], **BY) == event_id
    assert identities.version() == 1


def test_the_oldest_event_keeps_its_id(identities: Identities) -> None:
    first = identities.merge(["rec-1", "rec-2"], **BY)
    second = identities.merge(["rec-3", "rec-4"], **BY)
    assert identities.merge([second, first, "rec-5"], **BY) == first
    assert identities.records_of(first) == [f"rec-{number}" for number in range(1, 6)]
    assert identities.records_of(second) == []


def test_a_split_takes_records_to_an_event_of_their_own(identities: Identities) -> None:
    event_id = identities.merge(["rec-1", "rec-2", "rec-3"], **BY)
    other = identities.split(event_id, ["rec-3"], **BY)
    assert (identities.records_of(event_id), identities.records_of(other)) == (["rec-1", "rec-2"], ["rec-3"])
    assert identities.were_split("rec-3", "rec-1")
    assert not identities.were_split("rec-1", "rec-2")


def test_every_version_can_be_seen_again(identities: Identities) -> None:
    event_id = identities.merge(["rec-1", "rec-2", "rec-3"], **BY)
    identities.split(event_id, ["rec-3"], **BY)
    assert identities.records_of(event_id, version=1) == ["rec-1", "rec-2", "rec-3"]
    assert [(change.kind, change.moved, change.stayed) for change in identities.changes()] == [
        ("merge", ("rec-1", "rec-2", "rec-3"), ()),
        ("split", ("rec-3",), ("rec-1", "rec-2")),
    ]


@pytest.mark.parametrize("ids", [["rec-1"], [], ["rec-1", "rec-9"]])
def test_what_cannot_be_merged_is_told_so(identities: Identities, ids: list[str]) -> None:
    with pytest.raises(DeskError):
        identities.merge(ids, **BY)


@pytest.mark.parametrize("ids", [[], ["rec-1", "rec-2"], ["rec-3"]])
def test_what_cannot_be_split_is_told_so(identities: Identities, ids: list[str]) -> None:
    event_id = identities.merge(["rec-1", "rec-2"], **BY)
    with pytest.raises(DeskError, match="split off some"):
        identities.split(event_id, ids, **BY)


@pytest.mark.parametrize("sql", ["DELETE FROM event_records", "UPDATE event_changes SET by = 'x'"])
def test_merges_are_never_altered(identities: Identities, sql: str) -> None:
    identities.merge(["rec-1", "rec-2"], **BY)
    with pytest.raises(apsw.ConstraintError, match="append-only"):
        identities.database.connection.execute(sql)
