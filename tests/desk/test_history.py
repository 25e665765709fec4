"""The history of a desk in Python: by any name, one source at a time, as frames."""

import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from sitroom.core import HistoryError, UsageError
from sitroom.desk import Desk, chronicles, open_desk
from sitroom.history import Event


@pytest.fixture(scope="module")
def armenia(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    desk = open_desk(tmp_path_factory.mktemp("armenia"), clock=lambda: datetime(2014, 1, 1, tzinfo=UTC))
    for path in chronicles():
        desk.import_history(path)
    yield desk
    desk.close()


def test_a_series_goes_by_any_name_and_names_its_source(armenia: Desk) -> None:
    by_name = armenia.history.series("Armenia", "Russia", by="month")
    by_code = armenia.history.series("ARM", ["RUS"], by="month")
    assert by_name == by_code
    assert (by_name.source, by_name.rows, len(by_name.points)) == ("chronicle-armenia", 9, 24)


def test_days_are_days_or_texts(armenia: Desk) -> None:
    found = armenia.history.series("Armenia", since="2013-01-01", until=date(2013, 6, 30), as_of="2013-05-31")
    assert found.to_json()["period"] == {"start": "2013-01-01", "end": "2013-06-30"}
    assert all(point.rows == 0 or point.gap for point in found.points if point.start > date(2013, 5, 31))
    with pytest.raises(UsageError, match="is no day"):
        armenia.history.series("Armenia", since="May")


def test_frames_come_as_arrow_and_pandas(armenia: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    found = armenia.history.series("Armenia", "Russia", by="year")
    arrow, frame = found.to_arrow(), found.to_pandas()
    assert arrow.column("rows").to_pylist() == list(frame["rows"]) == [2.0, 7.0]
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(HistoryError, match=r'pip install "sitroom\[frames\]"'):
        found.to_pandas()


def test_a_notebook_shows_a_table_and_a_picture(armenia: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    found = armenia.history.series("Armenia", "Russia", by="month")
    shown = found._repr_html_()
    assert shown.count("<svg") == 2
    assert "12 rows between" in shown
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    assert "<svg" not in found._repr_html_()
    assert found._repr_html_().startswith("<div><table>")


def test_text_of_a_row_stays_text_in_a_notebook(desk: Desk) -> None:
    day = date(2013, 1, 1)
    rows = [Event(event_id="<b>1</b>", source="s", occurred_on=day, first_known_on=day, actor_country="ARM")]
    desk.history.store.append(rows, received_on=day)
    assert "&lt;b&gt;1&lt;/b&gt;" in desk.history.events("ARM", source="s")._repr_html_()


def test_measures_are_of_the_same_source(armenia: Desk) -> None:
    history = armenia.history
    assert history.shares("Armenia", "EU").cooperation.share is not None
    assert history.words_and_deeds("Armenia", "EU").source == "chronicle-armenia"
    assert history.reciprocity("Armenia", "Russia").seed == 20_130_221
    assert len(history.triangularity("Armenia", "Russia", "EU").associations) == 6


def test_a_base_rate_that_says_little_has_a_harder_one_beside_it(armenia: Desk) -> None:
    asked = armenia.history.base_rate(actor="Armenia", quads=[1, 2], horizon_days=60)
    assert (asked.base.information, asked.base.as_of) == ("low", date(2014, 1, 1))
    assert asked.harder is not None
    assert 0.1 <= (asked.harder[1].rate or 0) <= 0.7
    assert asked.to_json()["harder"]


def test_sources_coverage_and_rows_are_listed(armenia: Desk) -> None:
    history = armenia.history
    assert [one.source for one in history.sources()] == ["chronicle-armenia"]
    (answer,) = history.coverage(["Armenia", "Fiji"])
    assert answer.status == "not_covered"
    rows = history.events("Armenia", "Russia")
    assert (len(rows), rows[0].actor_country, rows.more) == (9, "ARM", False)
    assert history.events("Armenia", "Russia", limit=2).more
    assert history.events(limit=None).to_arrow().num_rows == 134


def test_of_several_sources_the_one_with_most_rows_is_taken_and_none_is_added(desk: Desk) -> None:
    for source, many in (("few", 12), ("many", 15)):
        rows = [
            Event(event_id=f"{source}{at}", source=source, occurred_on=date(2013, 1, 1) + timedelta(at),
                  first_known_on=date(2013, 1, 1) + timedelta(at), actor_country="ARM", recipient_country="RUS", quad=1)
            for at in range(many)
        ]  # fmt: skip
        desk.history.store.append(rows, received_on=date(2013, 2, 1))
    found = desk.history.series("ARM", "RUS")
    assert (found.source, found.rows) == ("many", 15)
    assert found.reason.endswith("also covered by few")
    assert desk.history.series("ARM", "RUS", source="few").rows == 12


def test_without_data_nothing_is_covered(desk: Desk) -> None:
    history = desk.history
    assert history.series("Armenia").reason.startswith("the desk has no event data")
    assert history.base_rate(actor="Armenia").base.status == "not_covered"
    assert len(history.events("Armenia")) == 0
    assert history.reciprocity("Armenia", "Russia").status == "not_covered"
    with pytest.raises(HistoryError, match="no event data"):
        history.series("Armenia", source="icews")


def test_an_export_goes_by_name(armenia: Desk, tmp_path: Path) -> None:
    done = armenia.history.export(tmp_path / "rows.csv", actor="Azerbaijan", since="2013-01-01")
    assert done.rows["chronicle-armenia"] == len((tmp_path / "rows.csv").read_text(encoding="utf-8").splitlines()) - 1
