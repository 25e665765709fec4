"""Counts by dyad and country: hand-counted, nulls kept, as known on a day."""

import subprocess
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitroom.core import DayRange, HistoryError, LookaheadError
from sitroom.history import Event, EventStore
from sitroom.history.measures.periods import PERIODS
from sitroom.history.scale.dyads import Counts, country_counts, dyad_counts

RECEIVED = date(2026, 1, 1)
MONDAY = date(2013, 2, 18)
THURSDAY = date(2013, 2, 21)


def event(event_id: str = "1", day: date = THURSDAY, *, known: date | None = None, **said: Any) -> Event:
    said.setdefault("raw_row", event_id)
    return Event(event_id=event_id, source="s", occurred_on=day, first_known_on=known or day, **said)


def act(event_id: str, actor: str | None, recipient: str | None, day: date = THURSDAY, **said: Any) -> Event:
    return event(event_id, day, actor_country=actor, recipient_country=recipient, **said)


def rows(counts: Counts, *columns: str) -> list[tuple[object, ...]]:
    return [tuple(row[column] for column in columns) for row in counts.to_arrow().to_pylist()]


def test_a_week_is_counted_by_hand(store: EventStore) -> None:
    events = [
        act("1", "BLR", "RUS", quad=1, goldstein=3.4, mentions=2),
        act("2", "BLR", "RUS", date(2013, 2, 24), quad=1, goldstein=-0.4, mentions=5),
        act("3", "BLR", "RUS", quad=1),
        act("4", "BLR", "RUS", date(2013, 2, 25), quad=1, goldstein=1.0),
        act("5", "RUS", "BLR", quad=4, goldstein=-10.0),
    ]
    store.append(events, received_on=RECEIVED)
    assert [tuple(row.values()) for row in dyad_counts(store, source="s").to_arrow().to_pylist()] == [
        (MONDAY, "BLR", "RUS", 1, 3, 3.0, 2, 7),
        (MONDAY, "RUS", "BLR", 4, 1, -10.0, 1, None),
        (date(2013, 2, 25), "BLR", "RUS", 1, 1, 1.0, 1, None),
    ]


def test_nulls_are_groups_of_their_own_and_come_last(store: EventStore) -> None:
    events = [
        act("1", None, "RUS", quad=1), act("2", None, None, quad=1), act("3", None, None),
        act("4", "BLR", None, quad=1), act("5", "BLR", "RUS", quad=1), act("6", None, "RUS", quad=1),
    ]  # fmt: skip
    store.append(events, received_on=RECEIVED)
    found = rows(dyad_counts(store, source="s"), "actor_country", "recipient_country", "quad", "events")
    assert found == [
        ("BLR", "RUS", 1, 1), ("BLR", None, 1, 1), (None, "RUS", 1, 2), (None, None, 1, 1), (None, None, None, 1),
    ]  # fmt: skip


def test_a_country_is_counted_as_actor_and_as_recipient(store: EventStore) -> None:
    events = [act("1", "BLR", "RUS"), act("2", "BLR", "BLR"), act("3", None, "BLR")]
    store.append(events, received_on=RECEIVED)
    found = rows(country_counts(store, source="s", by="year"), "period_start", "country", "as_actor", "as_recipient")
    year = date(2013, 1, 1)
    assert found == [(year, "BLR", 2, 2), (year, "RUS", 0, 1), (year, None, 1, 0)]


def test_only_the_version_of_the_day_counts(store: EventStore) -> None:
    store.append([act("1", "BLR", "RUS", quad=1), act("2", "BLR", "RUS", quad=1)], received_on=RECEIVED)
    revised = act("1", "BLR", "RUS", quad=4, known=date(2013, 5, 1), raw_row="new")
    store.append([revised], received_on=RECEIVED)
    before, after = (dyad_counts(store, source="s", as_of=day) for day in (date(2013, 4, 30), date(2013, 5, 1)))
    assert rows(before, "quad", "events") == [(1, 2)]
    assert rows(after, "quad", "events") == [(1, 1), (4, 1)]
    assert rows(dyad_counts(store.until(date(2013, 4, 30)), source="s"), "quad", "events") == [(1, 2)]
    with pytest.raises(LookaheadError):
        dyad_counts(store.until(date(2013, 4, 30)), source="s", as_of=date(2013, 5, 1))


def test_a_row_of_a_month_is_left_out_of_weeks_and_counted(store: EventStore) -> None:
    events = [act("1", "BLR", "RUS"), act("2", "BLR", "RUS", date(2013, 2, 1), date_precision="month")]
    store.append(events, received_on=RECEIVED)
    weeks, months = (dyad_counts(store, source="s", by=by) for by in ("week", "month"))
    assert (rows(weeks, "events"), weeks.left_out) == ([(1,)], 1)
    assert (rows(months, "period_start", "events"), months.left_out) == ([(date(2013, 2, 1), 2)], 0)


def test_a_period_is_inclusive_at_both_ends(store: EventStore) -> None:
    store.append([act(str(day), "BLR", "RUS", date(2013, 2, day)) for day in range(1, 11)], received_on=RECEIVED)
    counts = dyad_counts(store, source="s", by="day", period=DayRange(date(2013, 2, 3), date(2013, 2, 5)))
    assert [day for (day,) in rows(counts, "period_start")] == [date(2013, 2, day) for day in (3, 4, 5)]


def test_a_sum_of_goldstein_values_is_exact(store: EventStore) -> None:
    store.append([act(str(at), "BLR", "RUS", goldstein=0.1) for at in range(10)], received_on=RECEIVED)
    assert rows(dyad_counts(store, source="s"), "goldstein_sum") == [(1.0,)]


def test_a_source_without_rows_gives_a_table_without_rows(store: EventStore) -> None:
    counts = dyad_counts(store, source="nobody")
    assert (len(counts), counts.left_out, counts.to_arrow().num_columns) == (0, 0, 8)


def test_a_word_that_is_no_period_is_refused(store: EventStore) -> None:
    with pytest.raises(HistoryError, match="no period"):
        dyad_counts(store, source="s", by="fortnight")


def test_counts_are_written_as_parquet_and_csv(store: EventStore, tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    store.append([act("1", None, "RUS", quad=1)], received_on=RECEIVED)
    counts = dyad_counts(store, source="s")
    counts.write(tmp_path / "out.parquet")
    counts.write(tmp_path / "out.csv")
    assert pq.read_table(tmp_path / "out.parquet").equals(counts.to_arrow())
    assert (tmp_path / "out.csv").read_text().splitlines()[1] == '2013-02-18,,"RUS",1,1,,0,'
    with pytest.raises(HistoryError, match=r"\.parquet or \.csv"):
        counts.write(tmp_path / "out.xlsx")


def test_a_frame_keeps_the_null_groups(store: EventStore) -> None:
    store.append([act("1", None, "RUS", quad=1), act("2", "BLR", "RUS", quad=1)], received_on=RECEIVED)
    frame = dyad_counts(store, source="s").to_pandas()
    assert frame["events"].sum() == 2
    assert frame["actor_country"].isna().sum() == 1


def test_without_pandas_the_error_says_what_to_install(store: EventStore, monkeypatch: pytest.MonkeyPatch) -> None:
    store.append([act("1", "BLR", "RUS")], received_on=RECEIVED)
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(HistoryError, match=r"sitroom\[frames\]"):
        dyad_counts(store, source="s").to_pandas()


def test_counting_needs_neither_pandas_nor_spark(chronicle: EventStore) -> None:
    code = (
        "import sys; from sitroom.history import EventStore; from sitroom.history.scale import dyads, spark\n"
        f"dyads.dyad_counts(EventStore({str(chronicle.folder)!r}), source='chronicle-armenia')\n"
        "print({'pandas', 'pyspark'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


COUNTRIES = st.sampled_from(["BLR", "RUS", None])
EVENTS: st.SearchStrategy[list[dict[str, Any]]] = st.lists(
    st.builds(
        dict,
        day=st.dates(date(2011, 12, 20), date(2013, 1, 10)),
        actor_country=COUNTRIES,
        recipient_country=COUNTRIES,
        quad=st.sampled_from([1, 4, None]),
        date_precision=st.sampled_from(PERIODS),
    ),
    max_size=25,
)


@settings(max_examples=20, deadline=None)
@given(said=EVENTS, by=st.sampled_from(PERIODS))
def test_every_row_is_in_one_group_or_left_out(said: list[dict[str, Any]], by: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = EventStore(folder)
        store.append([event(str(at), **one) for at, one in enumerate(said)], received_on=RECEIVED)
        dyads, countries = dyad_counts(store, source="s", by=by), country_counts(store, source="s", by=by)
    keys = rows(dyads, "period_start", "actor_country", "recipient_country", "quad")
    assert len(set(keys)) == len(keys)
    assert sum(dyads.to_arrow()["events"].to_pylist()) + dyads.left_out == len(said)
    for side in ("as_actor", "as_recipient"):
        assert sum(countries.to_arrow()[side].to_pylist()) + countries.left_out == len(said)


@given(day=st.dates(date(1900, 1, 1), date(2100, 1, 1)))
@settings(max_examples=10, deadline=None)
def test_a_week_begins_on_the_monday_before(day: date) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = EventStore(folder)
        store.append([event("1", day)], received_on=RECEIVED)
        ((start,),) = rows(dyad_counts(store, source="s"), "period_start")
    assert start == day - timedelta(days=day.weekday())
