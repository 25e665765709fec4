"""Exporting: what is written reads back as the same rows, and a spreadsheet runs none of it."""

import csv
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitroom.core import UsageError
from sitroom.history import Event, EventStore, Members, column_names, export_events, import_table
from sitroom.history.engine import Session
from sitroom.history.importing.export_cells import UNESCAPED, plain_text

DAY = date(2013, 5, 6)


def event(number: int, **more: object) -> Event:
    plain: dict[str, object] = {"event_id": f"e{number}", "source": "s", "occurred_on": DAY, "first_known_on": DAY}
    return Event(**plain | {"actor_country": "ARM", "raw_row": f"row {number}"} | more)  # type: ignore[arg-type]


ODD = [
    event(1, actor_name="=1+1", goldstein=-7.5, latitude=-1.0, quad=4, cameo="190", code="190"),
    event(2, actor_name="'=1+1", recipient_name='@here, "there"', actor_state=False, actor_sector="GOV"),
    event(3, actor_name="-", raw_row="\tstarts with a tab\tand\nhas a line", unmapped=True, code="0330"),
    event(4, actor_name="France", actor_country=None, first_known_assumed=True, date_precision="month", directed=False),
    event(5, actor_name=None, actor_country=None, first_known_on=date(2014, 1, 1), mentions=3, sources=2),
]  # fmt: skip


def test_odd_rows_come_back_as_they_were(store: EventStore, members: Members, tmp_path: Path) -> None:
    store.append(ODD, received_on=DAY)
    for ending in ("csv", "parquet"):
        path = tmp_path / f"rows.{ending}"
        assert export_events(store, path, sources=["s"], members=members).rows == {"s": 5}
        report = import_table(path, store, received_on=date(2026, 1, 1), source=ending)
        assert report.rows_rejected == 0
        back = [replace(one, source="s") for one in store.events(source=ending)]
        assert back == list(store.events(source="s"))


def test_an_export_imported_under_its_own_name_adds_nothing(
    chronicle: EventStore, members: Members, tmp_path: Path
) -> None:
    path = tmp_path / "rows.csv"
    export_events(chronicle, path, sources=["chronicle-armenia"], members=members)
    report = import_table(path, chronicle, received_on=date(2026, 1, 2))
    assert (report.rows_added, report.rows_known) == (0, 134)


def test_a_spreadsheet_finds_no_formula(store: EventStore, members: Members, tmp_path: Path) -> None:
    store.append(ODD, received_on=DAY)
    export_events(store, tmp_path / "rows.csv", sources=["s"], members=members)
    with (tmp_path / "rows.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == list(column_names())
    wild = [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert wild == ["-7.5", "-1.0"]  # plain numbers


@given(st.text(alphabet="'=+-@\t\r\nab ", max_size=8))
def test_every_text_can_be_read_back(text: str) -> None:
    ((back,),) = SESSION.rows(f"SELECT {UNESCAPED.format('CAST($text AS VARCHAR)')}", {"text": plain_text(text)})
    assert back == text


SESSION = Session()


def test_json_lines_hold_every_column(chronicle: EventStore, members: Members, tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    done = export_events(chronicle, path, sources=["chronicle-armenia"], members=members, actors=["AZE"])
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert done.rows == {"chronicle-armenia": len(lines)}
    assert list(lines[0]) == list(column_names())
    assert all("AZE" in {line["actor_country"], line["recipient_country"]} for line in lines)


def test_rows_known_later_stay_out(store: EventStore, members: Members, tmp_path: Path) -> None:
    store.append(ODD, received_on=DAY)
    done = export_events(store, tmp_path / "rows.csv", sources=["s"], members=members, as_of=date(2013, 12, 31))
    assert done.rows == {"s": 4}


def test_an_unknown_ending_is_refused_and_no_file_is_made(store: EventStore, members: Members, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="ends in none of"):
        export_events(store, tmp_path / "rows.xlsx", sources=["s"], members=members)
    assert not (tmp_path / "rows.xlsx").exists()
