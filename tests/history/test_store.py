"""The event store: whole files, read as of a day."""

import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sitroom.core import DayRange, HistoryError, LookaheadError
from sitroom.history import Event, EventStore, columns

RECEIVED = date(2026, 1, 1)


def event(
    event_id: str = "1", day: date = date(2013, 2, 21), *, source: str = "s", known: date | None = None, **said: Any
) -> Event:
    return Event(event_id=event_id, source=source, occurred_on=day, first_known_on=known or day, **said)


def test_every_column_has_a_meaning() -> None:
    assert len(columns()) == 29
    assert all(column.meaning for column in columns())


def test_an_event_comes_back_as_it_went_in(store: EventStore) -> None:
    one = event(actor_name="Łukašenka", quad=1, goldstein=2.5, directed=False, raw_row='{"a":"b"}')
    store.append([one], received_on=RECEIVED)
    assert store.events(source="s") == (one,)


def test_an_event_cannot_be_known_before_it_happens() -> None:
    with pytest.raises(ValueError, match="cannot be known"):
        event(known=date(2013, 2, 20))


def test_only_what_was_known_is_seen(store: EventStore) -> None:
    store.append([event("1"), event("2", known=date(2013, 5, 1))], received_on=RECEIVED)
    assert [one.event_id for one in store.events(source="s", as_of=date(2013, 4, 30))] == ["1"]
    assert [one.event_id for one in store.events(source="s", as_of=date(2013, 5, 1))] == ["1", "2"]


def test_sources_are_never_added_together(store: EventStore) -> None:
    store.append([event(source="a"), event(source="b"), event("2", source="b")], received_on=RECEIVED)
    assert [(summary.source, summary.rows) for summary in store.sources()] == [("a", 1), ("b", 2)]


@pytest.mark.parametrize("source", ["keds:balkans", "..", "a/b", "x' OR 1=1 --", "ж"])
def test_any_name_of_a_source_is_only_a_name(store: EventStore, source: str) -> None:
    store.append([event(source=source)], received_on=RECEIVED)
    assert [summary.source for summary in store.sources()] == [source]
    assert all(path.is_relative_to(store.folder / "events") for path in store.folder.rglob("*.parquet"))


def test_files_are_kept_by_source_and_year_and_no_temporary_one_stays(store: EventStore) -> None:
    store.append([event("1"), event("2", date(2014, 1, 1))], received_on=RECEIVED)
    assert sorted(path.parent.name for path in store.folder.rglob("*.parquet")) == ["2013", "2014"]
    assert not list(store.folder.rglob("*.tmp"))


def test_a_half_written_file_is_not_read(store: EventStore) -> None:
    store.append([event()], received_on=RECEIVED)
    (path,) = store.folder.rglob("*.parquet")
    path.with_name(f".{path.name}.1.tmp").write_bytes(b"PAR1")
    assert len(store.events(source="s")) == 1


def test_a_broken_file_is_an_error_with_advice(store: EventStore) -> None:
    store.append([event()], received_on=RECEIVED)
    (path,) = store.folder.rglob("*.parquet")
    path.write_bytes(b"no parquet at all")
    with pytest.raises(HistoryError, match="import again"):
        store.events(source="s")


def test_rows_of_one_id_in_one_file_stand_side_by_side(store: EventStore) -> None:
    rows = [event(raw_row='"a"'), event(raw_row='"b"'), event(raw_row='"a"')]
    assert store.append(rows, received_on=RECEIVED).rows_added == 3
    assert store.append(rows, received_on=RECEIVED).rows_added == 0
    assert len(store.events(source="s")) == 3


def test_a_revision_replaces_only_the_row_that_the_new_file_no_longer_has(store: EventStore) -> None:
    store.append([event(raw_row='"a"'), event(raw_row='"b"')], received_on=RECEIVED)
    store.append([event(raw_row='"a"'), event(raw_row='"c"')], received_on=RECEIVED)
    seen = [(one.raw_row, one.slot, one.version) for one in store.events(source="s")]
    assert seen == [('"a"', 1, 1), ('"c"', 2, 2)]


def test_a_closed_history_refuses_a_later_day(store: EventStore) -> None:
    store.append([event()], received_on=RECEIVED)
    known = store.until(date(2013, 2, 20))
    assert known.events(source="s") == ()
    with pytest.raises(LookaheadError):
        known.events(source="s", as_of=date(2013, 2, 21))
    with pytest.raises(LookaheadError):
        known.until(date(2013, 2, 21))


def test_a_period_and_a_limit_narrow_the_events(store: EventStore) -> None:
    store.append([event(str(day), date(2013, 2, day)) for day in range(1, 11)], received_on=RECEIVED)
    found = store.events(source="s", period=DayRange(date(2013, 2, 3), date(2013, 2, 8)), limit=2)
    assert [one.event_id for one in found] == ["3", "4"]


def test_an_event_that_is_not_there_is_an_error(store: EventStore) -> None:
    with pytest.raises(HistoryError, match="no event"):
        store.get_events(["1"], source="s")


def test_an_empty_store_has_nothing(tmp_path: Path) -> None:
    store = EventStore(tmp_path / "new")
    assert (store.sources(), store.events(source="s")) == ((), ())
    assert not store.folder.exists()


@pytest.mark.parametrize(
    ("room", "heavy"),
    [
        ("sitroom.history", {"duckdb", "pyarrow", "numpy"}),
        ("sitroom.forecast", {"duckdb", "pyarrow", "lightgbm", "numba", "scipy", "pandas"}),
    ],
)
def test_a_room_opens_without_its_heavy_packages(room: str, heavy: set[str]) -> None:
    code = f"import sys, {room}; print(sorted({heavy!r} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("few", [1, 99])
def test_many_years_are_written_as_few_are(few: int, store: EventStore, monkeypatch: pytest.MonkeyPatch) -> None:
    from sitroom.history import appending

    monkeypatch.setattr(appending, "FEW_PARTS", few)
    rows = [event(str(at % 20), date(2000 + at % 12, 1, 1), raw_row=f"{at}") for at in range(30)]
    rows.append(event("0", date(2000, 1, 1), raw_row="0"))
    assert store.append(rows, received_on=RECEIVED).rows_added == 31
    assert store.append(rows[:10], received_on=RECEIVED).rows_added == 0
    more = [event("new", date(2001, 5, 1)), *rows]
    assert (store.append(more, received_on=RECEIVED).rows_added, len(store.events(source="s"))) == (1, 32)
    assert sorted(one.slot for one in store.events(source="s") if one.event_id == "0") == [1, 2, 3]
    assert not list(store.folder.rglob("*.tmp"))
