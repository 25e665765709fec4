"""The counts of Spark are those of DuckDB, row for row."""

import os
import sys
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from importlib.util import find_spec
from pathlib import Path
from shutil import which
from typing import Any

import pytest

from sitroom.core import DayRange, HistoryError, LookaheadError
from sitroom.history import Event, EventStore, import_events
from sitroom.history.measures.periods import PERIODS
from sitroom.history.scale import dyads, spark
from sitroom.history.scale.dyads import Counts

RECEIVED = date(2026, 1, 1)
NOT_HERE = (
    "pyspark is not installed: `make spark` adds it" if find_spec("pyspark") is None
    else "there is no Java: Spark needs 17 or newer" if which("java") is None and not os.environ.get("JAVA_HOME")
    else None
)  # fmt: skip
needs_spark = pytest.mark.skipif(NOT_HERE is not None, reason=str(NOT_HERE))
pytestmark = pytest.mark.xdist_group("spark")


@pytest.fixture(scope="module")
def session() -> Iterator[Any]:
    with spark.local_session() as lent:
        lent.conf.set("spark.sql.codegen.wholeStage", "false")  # compiling takes longer than so few rows
        lent.conf.set("spark.sql.shuffle.partitions", "1")
        yield lent


@pytest.fixture(scope="module")
def synthetic(tmp_path_factory: pytest.TempPathFactory) -> EventStore:
    """Two sources over three years, with nulls in every key, coarse days and two waves of revisions."""
    store = EventStore(tmp_path_factory.mktemp("a [b]{c}=d * é"))
    store.append([one for source in ("keds:x", "other") for one in events(source, 400)], received_on=RECEIVED)
    for wave in (1, 2):
        store.append(events("keds:x", 90, wave=wave), received_on=RECEIVED)
    return store


def events(source: str, count: int, *, wave: int = 0) -> list[Event]:
    return [event(at, source, wave) for at in range(count)]


def event(at: int, source: str, wave: int) -> Event:
    day = date(2011, 12, 20) + timedelta(days=at * 2)
    value = None if at % 7 == 0 else round(-10 + at * 0.1 + wave, 1)
    return Event(
        event_id=str(at // 2), source=source, occurred_on=day, first_known_on=day + timedelta(days=9 + 30 * wave),
        date_precision=PERIODS[at % 4] if at % 5 == 0 else "day",
        actor_country=(None, "BLR", "RUS", "Žž", "")[at % 5], recipient_country=(None, "BLR", "EU")[at % 3],
        quad=(1, 2, 3, 4, None)[(at + wave) % 5], goldstein=value, mentions=None if at % 3 else at,
        raw_row=f"{at} {wave}",
    )  # fmt: skip


def both(name: str, store: EventStore, session: Any, **asked: Any) -> tuple[Counts, Counts]:
    on_spark: Callable[..., Counts] = getattr(spark, name)
    return getattr(dyads, name)(store, **asked), on_spark(store, session=session, **asked)


def check_same(one: Counts, other: Counts) -> None:
    assert one.to_arrow().schema.equals(other.to_arrow().schema)
    assert one.to_arrow().to_pylist() == other.to_arrow().to_pylist()
    assert (one.asked, one.left_out) == (other.asked, other.left_out)


@needs_spark
@pytest.mark.parametrize(("name", "by"), [("dyad_counts", "week"), ("country_counts", "month")])
def test_spark_counts_as_duckdb_does(name: str, by: str, synthetic: EventStore, session: Any) -> None:
    one, other = both(name, synthetic, session, source="keds:x", by=by)
    assert len(one) > 60
    assert one.left_out > 10
    assert (one.engine, other.engine) == ("duckdb", "spark")
    check_same(one, other)


@needs_spark
def test_spark_counts_the_versions_known_on_a_day(synthetic: EventStore, session: Any) -> None:
    asked = {"by": "year", "period": DayRange(date(2012, 1, 1), date(2013, 6, 30))}
    found = []
    for day in (date(2012, 2, 20), date(2012, 3, 20), date(2013, 6, 1)):
        one, other = both("dyad_counts", synthetic, session, source="keds:x", as_of=day, **asked)
        check_same(one, other)
        found.append(one.to_arrow().to_pylist())
    assert found[0] != found[1] != found[2]


@needs_spark
def test_a_time_zone_of_the_session_moves_no_day(synthetic: EventStore, session: Any) -> None:
    elsewhere = session.newSession()
    elsewhere.conf.set("spark.sql.session.timeZone", "Pacific/Apia")
    elsewhere.conf.set("spark.sql.ansi.enabled", "false")
    check_same(*both("dyad_counts", synthetic, elsewhere, source="keds:x", by="week"))


@needs_spark
def test_a_frame_over_a_folder_or_a_glob_holds_the_same_rows(synthetic: EventStore, session: Any) -> None:
    expected = dyads.dyad_counts(synthetic, source="other", by="month")
    link = synthetic.folder.parent / "events-of-spark"
    link.symlink_to(synthetic.folder / "events")
    for place in (str(link), f"file://{link}/*/201*"):
        frame = spark.dyad_frame(session, place, source="other", by="month")
        assert frame.toArrow().to_pylist() == expected.to_arrow().to_pylist()
    ((left_out,),) = spark.left_out_frame(session, str(link), source="other", by="month").collect()
    assert left_out == expected.left_out
    countries = spark.country_frame(session, str(link), source="other", by="year").toArrow().to_pylist()
    assert countries == dyads.country_counts(synthetic, source="other", by="year").to_arrow().to_pylist()


@needs_spark
def test_a_file_that_a_crash_left_under_its_first_name_counts(tmp_path: Path, session: Any) -> None:
    from sitroom.history import whole_files

    store = EventStore(tmp_path / "history")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(whole_files, "settle", lambda _: None)
        store.append(events("s", 5), received_on=RECEIVED)
    assert Path(store.files("s")[0]).name.startswith(".")
    check_same(*both("dyad_counts", store, session, source="s", by="year"))


@needs_spark
def test_a_broken_file_is_an_error_of_ours(tmp_path: Path, session: Any) -> None:
    store = EventStore(tmp_path / "history")
    store.append(events("s", 1), received_on=RECEIVED)
    Path(store.files("s")[0]).write_bytes(b"no parquet at all")
    with pytest.raises(HistoryError, match="Spark cannot read"):
        spark.dyad_counts(store, source="s", session=session)


@needs_spark
@pytest.mark.skipif("SITROOM_DATA" not in os.environ, reason="SITROOM_DATA names no folder of development data")
@pytest.mark.parametrize(
    ("name", "layout", "file"),
    [
        ("dyad_counts", "icews", "icews_events_2018-06_sample.tab.gz"),
        ("dyad_counts", "gdelt2", "gdelt2_20180101000000.export.CSV.gz"),
        ("country_counts", "keds_weis", "keds_casia_weis.tsv.gz"),
    ],
)
def test_real_data_are_counted_alike(name: str, layout: str, file: str, tmp_path: Path, session: Any) -> None:
    path = Path(os.environ["SITROOM_DATA"]) / "history" / file
    if not path.exists():
        pytest.skip(f"the development data hold no {file}")
    store = EventStore(tmp_path / "history")
    import_events(layout, path, store, received_on=RECEIVED)
    (summary,) = store.sources()
    one, other = both(name, store, session, source=summary.source, by="week")
    assert len(one) > 50
    check_same(one, other)


def test_a_source_without_rows_starts_no_spark(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    assert len(spark.dyad_counts(EventStore(tmp_path), source="nobody")) == 0


def test_a_closed_history_is_closed_to_spark(tmp_path: Path) -> None:
    with pytest.raises(LookaheadError):
        spark.dyad_counts(EventStore(tmp_path, cutoff=date(2013, 1, 1)), source="s", as_of=date(2013, 1, 2))


def test_without_pyspark_the_error_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = EventStore(tmp_path / "history")
    store.append(events("s", 1), received_on=RECEIVED)
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    with pytest.raises(HistoryError, match=r"sitroom\[spark\]"):
        spark.dyad_counts(store, source="s")


@pytest.mark.skipif(find_spec("pyspark") is None, reason=str(NOT_HERE))
def test_without_java_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spark, "which", lambda _: None)
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setattr(spark, "_session_class", lambda: type("None", (), {"getActiveSession": lambda: None}))
    with pytest.raises(HistoryError, match="no Java was found"), spark.local_session():
        pass
