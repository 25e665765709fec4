"""The table format: nothing is dropped without a count, and a second import adds nothing."""

import gzip
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sitroom.core import HistoryError
from sitroom.history import Event, EventStore, ImportReport, import_table

RECEIVED = date(2026, 1, 1)
HEADER = "event_id,occurred_on,actor_country,recipient_country,cameo"


def put(tmp_path: Path, *lines: str, header: str = HEADER, name: str = "rows.csv") -> Path:
    path = tmp_path / name
    path.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
    return path


def read(path: Path, store: EventStore, **options: Any) -> ImportReport:
    return import_table(path, store, received_on=RECEIVED, **options)


def only_event(store: EventStore, source: str = "table:rows") -> Event:
    (event,) = store.events(source=source)
    return event


def codes_of(report: ImportReport) -> list[str]:
    return [problem.code for problem in report.problems]


def test_the_chronicle_is_read_whole_and_only_once(store: EventStore, chronicle_path: Path) -> None:
    first, second = read(chronicle_path, store), read(chronicle_path, store)
    assert (first.rows_read, first.rows_added, first.rows_known, first.rows_rejected) == (134, 134, 0, 0)
    assert (second.rows_added, second.rows_known) == (0, 134)
    assert (first.first_date, first.last_date, first.sources) == (
        date(2012, 1, 23),
        date(2013, 12, 24),
        ("chronicle-armenia",),
    )
    assert len(store.events(source="chronicle-armenia")) == 134


def test_a_column_that_we_have_no_use_for_is_kept_in_the_raw_row(chronicle: EventStore) -> None:
    (event,) = chronicle.get_events(["arm-2012-06-19-a"], source="chronicle-armenia")
    assert "\tArmenian Foreign Ministry, 19 June 2012" in event.raw_row


def test_quad_and_type_come_from_the_code_where_they_are_missing(store: EventStore, tmp_path: Path) -> None:
    read(put(tmp_path, "1,2013-02-21,BLR,RUS,042"), store)
    event = only_event(store)
    assert (event.cameo, event.quad, event.event_type) == ("042", 1, "CONSULT")


def test_a_printed_quad_stands_against_the_code(store: EventStore, tmp_path: Path) -> None:
    header = "occurred_on,actor_country,recipient_country,cameo,quad,event_type"
    read(put(tmp_path, "2013-02-21,BLR,RUS,022,3,REQUEST", header=header), store)
    assert only_event(store).quad == 3


def test_a_quad_alone_is_enough(store: EventStore, tmp_path: Path) -> None:
    read(put(tmp_path, "2013-02-21,BLR,RUS,4.0", header="occurred_on,actor_country,recipient_country,quad"), store)
    event = only_event(store)
    assert (event.cameo, event.quad, event.event_type) == (None, 4, None)


def test_silence_about_when_it_was_known_is_filled_and_flagged(store: EventStore, tmp_path: Path) -> None:
    header = "occurred_on,date_precision,first_known_on,actor_country,recipient_country,quad"
    rows = (
        "2013-02-21,,,A,B,1",
        "2013-02-01,month,,A,B,2",
        "2013-03-05,day,2013-04-01,A,B,3",
        "2013-05-05,day,2013-01-01,A,B,4",
    )
    report = read(put(tmp_path, *rows, header=header), store)
    known = {
        event.quad: (event.first_known_on, event.first_known_assumed) for event in store.events(source="table:rows")
    }
    assert known == {
        1: (date(2013, 2, 22), True),
        2: (date(2013, 3, 1), True),
        3: (date(2013, 4, 1), False),
        4: (date(2013, 5, 6), True),
    }
    assert codes_of(report) == ["history.known-unreadable", "history.known-assumed"]


def test_rejected_rows_are_written_out_with_line_and_reason(store: EventStore, tmp_path: Path) -> None:
    path = put(tmp_path, "1,2013-02-30,A,B,042", "", "2,2013-02-21,A", "3,2013-02-21,A,B,042")
    report = read(path, store)
    assert (report.rows_read, report.rows_rejected, report.rows_added) == (3, 2, 1)
    assert report.reject_file is not None
    rejects = report.reject_file.read_text(encoding="utf-8").splitlines()
    assert [line.split(",")[0] for line in rejects] == ["line", "2", "4"]
    assert "no readable date" in rejects[1]
    assert "3 columns where 5 are needed" in rejects[2]


def test_a_quoted_line_break_starts_no_row(store: EventStore, tmp_path: Path) -> None:
    path = put(tmp_path, '"1\nb",2013-02-21,A,B,042', "2,never,A,B,042")
    report = read(path, store)
    assert (report.rows_read, report.rows_added) == (2, 1)
    assert report.reject_file is not None
    assert report.reject_file.read_text(encoding="utf-8").splitlines()[1].startswith("4,")


def test_nulls_unmapped_codes_and_repeats_are_counted_and_kept(store: EventStore, tmp_path: Path) -> None:
    rows = (
        "1,2013-02-21,NA,B,042",
        "2,2013-02-21,A,---,42",
        "3,2013-02-21,A,,0999",
        "3,2013-02-22,A,B,042",
        "4,2013-02-22,A,B,042",
    )
    report = read(put(tmp_path, *rows), store)
    assert (report.null_actor, report.null_recipient, report.unmapped_codes) == (1, 2, 2)
    assert (report.duplicate_ids, report.same_day_repeats, report.rows_added) == (1, 1, 5)
    assert len(store.events(source="table:rows")) == 5
    (summary,) = store.sources()
    assert (summary.rows, summary.null_actor, summary.null_recipient, summary.unmapped_codes) == (5, 1, 2, 2)


def test_a_name_without_a_code_is_no_null_actor(store: EventStore, tmp_path: Path) -> None:
    header = "occurred_on,actor_name,actor_country,recipient_country,cameo"
    assert read(put(tmp_path, "2013-02-21,OSCE,,B,042", header=header), store).null_actor == 0


def test_rows_without_an_id_are_known_by_content_and_count(store: EventStore, tmp_path: Path) -> None:
    header, row = "occurred_on,actor_country,recipient_country,cameo", "2013-02-21,A,B,042"
    assert read(put(tmp_path, row, row, header=header), store).rows_added == 2
    assert read(put(tmp_path, row, row, header=header), store).rows_added == 0
    third = read(put(tmp_path, row, row, row, header=header), store)
    assert (third.rows_added, third.rows_known) == (1, 2)


def test_undirected_rows_are_counted(store: EventStore, tmp_path: Path) -> None:
    header = "occurred_on,actor_country,recipient_country,cameo,directed"
    report = read(put(tmp_path, "2013-02-21,A,B,190,false", "2013-02-22,A,B,190,", header=header), store)
    assert report.undirected == 1


def test_what_is_no_number_is_not_taken_and_said(store: EventStore, tmp_path: Path) -> None:
    header = "occurred_on,actor_country,recipient_country,cameo,goldstein,mentions"
    report = read(put(tmp_path, "2013-02-21,A,B,042,high,2.5", header=header), store)
    event = only_event(store)
    assert (event.goldstein, event.mentions) == (1.9, None)  # the score of the code stands in
    assert "history.number-unreadable" in codes_of(report)


def test_gzip_tabs_and_old_encodings_are_read(store: EventStore, tmp_path: Path) -> None:
    text = "occurred_on\tactor_name\tactor_country\trecipient_country\tcameo\n2013-02-21\tFüle\tEU\tARM\t042\n"
    path = tmp_path / "old.tsv.gz"
    path.write_bytes(gzip.compress(text.encode("cp1252")))
    report = read(path, store)
    assert (report.encoding, only_event(store, "table:old").actor_name) == ("cp1252", "Füle")
    assert "history.encoding-guessed" in codes_of(report)


def test_parquet_gives_the_same_rows(store: EventStore, tmp_path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = pa.table(
        {
            "occurred_on": pa.array([date(2013, 2, 21), None], pa.date32()),
            "actor_country": ["BLR", "BLR"],
            "recipient_country": [None, "RUS"],
            "quad": pa.array([1, 2], pa.int64()),
        }
    )
    pq.write_table(table, tmp_path / "rows.parquet")
    report = read(tmp_path / "rows.parquet", store)
    assert (report.rows_read, report.rows_added, report.rows_rejected, report.encoding) == (2, 1, 1, "parquet")
    assert (only_event(store).actor_country, only_event(store).quad) == ("BLR", 1)


def test_a_revision_is_a_new_version_known_from_the_day_we_got_it(store: EventStore, tmp_path: Path) -> None:
    read(put(tmp_path, "1,2013-02-21,A,B,042"), store)
    report = import_table(put(tmp_path, "1,2013-02-21,A,B,190"), store, received_on=date(2013, 6, 1))
    assert (report.rows_added, report.rows_known) == (1, 0)
    before, after = (store.events(source="table:rows", as_of=day) for day in (date(2013, 5, 31), date(2013, 6, 1)))
    assert [(event.version, event.cameo) for event in before] == [(1, "042")]
    assert [(event.version, event.cameo) for event in after] == [(2, "190")]


@pytest.mark.parametrize(
    "text",
    ["", "event_id,cameo\n", "occurred_on,actor_country,recipient_country\n", "a,a\n1,2\n"],
    ids=["empty", "no days", "no code", "a name twice"],
)
def test_a_file_without_the_columns_is_refused(store: EventStore, tmp_path: Path, text: str) -> None:
    path = tmp_path / "rows.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(HistoryError):
        read(path, store)


def test_a_file_that_breaks_off_adds_nothing(store: EventStore, tmp_path: Path, chronicle_path: Path) -> None:
    path = tmp_path / "rows.csv.gz"
    path.write_bytes(gzip.compress(chronicle_path.read_bytes())[:-50])
    with pytest.raises(HistoryError, match="breaks off"):
        read(path, store)
    assert store.sources() == ()
