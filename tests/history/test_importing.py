"""Importing: every published layout, packed or not, counted as an independent reader counts it."""

import csv
import gzip
import io
import json
import os
import zipfile
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

import sitroom
from sitroom.core import HistoryError
from sitroom.history import EventStore, ImportReport, find_layout, import_events, layout_names
from sitroom.history.codebooks.codes import read_code
from sitroom.history.codebooks.parties import read_party

DATA = Path(os.environ["SITROOM_DATA"]) / "history" if os.environ.get("SITROOM_DATA") else None
with_data = pytest.mark.skipif(DATA is None or not DATA.exists(), reason="SITROOM_DATA is not set: no development data")
RECEIVED = date(2026, 1, 2)
NOTHING = {"", "NA", "---"}
ICEWS = find_layout("icews").columns


def read(layout: str, path: Path, store: EventStore, **options: object) -> ImportReport:
    return import_events(layout, path, store, received_on=RECEIVED, **options)  # type: ignore[arg-type]


def icews_row(**cells: str) -> list[str]:
    said = {"Event ID": "1", "Event Date": "2018-06-01", "Source Name": "Russia", "Source Country": "Russian Federation",
            "CAMEO Code": "042", "Intensity": "1.9", "Target Name": "Belarus", "Target Country": "Belarus"}  # fmt: skip
    return [(said | cells).get(name, "NA") for name in ICEWS]


def icews_file(path: Path, rows: list[list[str]], *, header: bool = True) -> Path:
    lines = [*([list(ICEWS)] if header else []), *rows]
    path.write_text("".join("\t".join(line) + "\n" for line in lines), encoding="utf-8")
    return path


FILES = [
    ("icews", "icews_events_2018-06_sample.tab.gz", (0, 1, (2,), (8,), 6)),
    ("gdelt2", "gdelt2_20180101000000.export.CSV.gz", (0, 1, (5, 6, 7), (15, 16, 17), 26)),
    ("keds_weis", "keds_balkans_weis.tsv.gz", (None, 0, (1,), (2,), 3)),
    ("keds_weis", "keds_casia_weis.tsv.gz", (None, 0, (1,), (2,), 3)),
    ("keds_cameo", "keds_levant_cameo.tsv.gz", (None, 0, (1,), (2,), 3)),
]


@with_data
@pytest.mark.parametrize(("layout", "name", "columns"), FILES)
def test_the_counts_of_a_data_set_are_those_of_an_independent_count(
    layout: str, name: str, columns: tuple[int | None, int, tuple[int, ...], tuple[int, ...], int], store: EventStore
) -> None:
    assert DATA is not None
    report = read(layout, DATA / name, store)
    with gzip.open(DATA / name, "rt", encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    rows = rows[1:] if layout != "gdelt2" else rows
    event_id, day, actor, recipient, code = columns
    acts = Counter(
        (row[day], tuple(row[at] for at in actor), tuple(row[at] for at in recipient), row[code]) for row in rows
    )
    assert report.rows_read == report.rows_added == len(rows)
    assert report.same_day_repeats == len(rows) - len(acts)
    assert report.null_actor == sum(all(row[at].strip() in NOTHING for at in actor[:2]) for row in rows)
    assert report.null_recipient == sum(all(row[at].strip() in NOTHING for at in recipient[:2]) for row in rows)
    assert report.duplicate_ids == (len(rows) - len({row[event_id] for row in rows}) if event_id is not None else 0)
    again = read(layout, DATA / name, store)
    assert (again.rows_added, again.rows_known) == (0, len(rows))


@with_data
def test_other_data_sets_import_and_a_second_import_adds_nothing(store: EventStore) -> None:
    assert DATA is not None
    for layout, name, rows in (
        ("ucdp_ged", "ucdp_ged_sample.csv.gz", 552),
        ("gdelt2_mentions", "gdelt2_mentions_20170701_header.csv", 803),
        ("icews18", "icews18_events_train.parquet", 373_018),
        ("aggregate", "icews_dyad_year_2002_2012.parquet", 252_472),
    ):
        report = read(layout, DATA / name, store)
        again = read(layout, DATA / name, store)
        assert (report.rows_read, report.rows_added, report.rows_rejected) == (rows, rows, 0), layout
        assert (again.rows_added, again.rows_known) == (0, rows), layout


def test_a_quoted_line_break_starts_no_row_and_lines_are_those_of_the_file(store: EventStore, tmp_path: Path) -> None:
    rows = [
        icews_row(),
        icews_row(**{"Event ID": "2", "Publisher": '"a\nb"'}),
        icews_row(**{"Event Date": "2018-06-31"}),
    ]
    report = read("icews", icews_file(tmp_path / "q.tab", rows), store)
    assert (report.rows_read, report.rows_rejected, report.rows_added) == (3, 1, 2)
    assert report.reject_file is not None
    assert report.reject_file.read_text(encoding="utf-8").splitlines()[1].startswith("5,no readable date: '2018-06-31'")


def test_the_quick_way_and_the_careful_way_find_the_same_rows(store: EventStore, tmp_path: Path) -> None:
    rows = [icews_row(**{"Event ID": str(at), "City": "a\\b"}) for at in range(30)] + [
        ["short"],
        [*icews_row(), "more"],
    ]
    quick = read("icews", icews_file(tmp_path / "quick.tab", rows), store)
    rows[3][-1] = '"1.0"'
    careful = read("icews", icews_file(tmp_path / "careful.tab", rows), store)
    assert (quick.rows_read, quick.rows_rejected, quick.rows_added) == (32, 1, 31)
    assert (careful.rows_read, careful.rows_rejected, careful.rows_added, careful.rows_known) == (32, 1, 1, 30)
    assert any(problem.code == "history.extra-cells" for problem in quick.problems)
    assert quick.reject_file is not None
    assert quick.reject_file.read_text(encoding="utf-8").splitlines()[1].startswith("32,1 columns where 20")


def test_lines_of_rejected_rows_are_right_after_refused_ones(store: EventStore, tmp_path: Path) -> None:
    rows = [icews_row(), ["x"], ["y"], icews_row(**{"Event Date": "soon"}), icews_row()]
    report = read("icews", icews_file(tmp_path / "l.tab", rows), store)
    assert report.reject_file is not None
    lines = report.reject_file.read_text(encoding="utf-8").splitlines()[1:]
    assert [line.split(",")[0] for line in lines] == ["3", "4", "5"]


def test_a_stray_quotation_mark_swallows_no_row(store: EventStore, tmp_path: Path) -> None:
    rows = [icews_row(**{"Event ID": str(at)}) for at in range(5)]
    rows[1][ICEWS.index("City")] = '"Lone'
    rows[3][ICEWS.index("City")] = 'Lone"'
    report = read("icews", icews_file(tmp_path / "s.tab", rows), store)
    assert (report.rows_read, report.rows_rejected, report.rows_added) == (5, 0, 5)
    (tmp_path / "s.csv").write_text("".join(",".join(row) + "\n" for row in [list(ICEWS), *rows]), encoding="utf-8")
    assert read("icews", tmp_path / "s.csv", store).rows_known == 5


def test_a_tab_file_whose_header_is_quoted_is_quoted(store: EventStore, tmp_path: Path) -> None:
    lines = [list(ICEWS), icews_row()]
    (tmp_path / "r.tab").write_text("".join("\t".join(f'"{cell}"' for cell in line) + "\n" for line in lines))
    assert read("icews", tmp_path / "r.tab", store).rows_added == 1


def test_rows_that_are_all_too_short_are_rejected(store: EventStore, tmp_path: Path) -> None:
    report = read("icews", icews_file(tmp_path / "short.tab", [["a", "b"], ["c"]]), store)
    assert (report.rows_read, report.rows_rejected, report.rows_added) == (2, 2, 0)
    assert report.problems[0].code == "history.rows-rejected"
    (tmp_path / "short.csv").write_text("year,i,j,quad_1,quad_2,quad_3,quad_4\n2001,USA\n")
    assert read("aggregate", tmp_path / "short.csv", store).rows_rejected == 1


def test_a_rejected_row_is_in_no_other_count(store: EventStore, tmp_path: Path) -> None:
    rows = [icews_row(), icews_row(**{"Event Date": "soon", "Intensity": "high"})]
    report = read("icews", icews_file(tmp_path / "r.tab", rows), store)
    assert (report.rows_rejected, report.duplicate_ids) == (1, 0)
    assert "history.number-unreadable" not in {problem.code for problem in report.problems}


def test_a_keds_row_needs_no_description_and_may_have_a_short_day(store: EventStore, tmp_path: Path) -> None:
    rows = ["date\tsource\ttarget\tcode\tdesc", "890402\tYUG\tKSV\t224\t(RIOT)", "030101\tUSA\tIRQ\t173", "1\t2\t3"]
    (tmp_path / "k.tsv").write_text("\n".join(rows) + "\n")
    report = read("keds_weis", tmp_path / "k.tsv", store)
    assert (report.rows_read, report.rows_rejected) == (3, 1)
    assert (report.first_date, report.last_date) == (date(1989, 4, 2), date(2003, 1, 1))
    other = icews_file(tmp_path / "i.tab", [icews_row(**{"Event Date": "890402"})])
    assert read("icews", other, store).rows_rejected == 1


def test_parquet_and_csv_of_the_same_rows_are_the_same_rows(store: EventStore, tmp_path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = {
        "date": pa.array([1514764800], pa.timestamp("s")),
        "source": ["Russia"],
        "target": ["Belarus"],
        "cameo": ["042"],
    }
    pq.write_table(pa.table({**table, "goldstein": [2.0]}), tmp_path / "a.parquet")
    (tmp_path / "a.csv").write_text("date,source,target,cameo,goldstein\n2018-01-01,Russia,Belarus,042,2.0\n")
    assert read("icews18", tmp_path / "a.parquet", store).rows_added == 1
    assert read("icews18", tmp_path / "a.csv", store).rows_known == 1


def test_what_a_file_is_stands_in_its_bytes(store: EventStore, tmp_path: Path) -> None:
    plain = icews_file(tmp_path / "plain.tab.gz", [icews_row()])
    assert read("icews", plain, store).rows_added == 1
    (tmp_path / "empty.zip").write_bytes(b"")
    with zipfile.ZipFile(tmp_path / "hollow.zip", "w"):
        pass
    (tmp_path / "cut.zip").write_bytes(b"PK\x03\x04" + bytes(40))
    for name in ("empty.zip", "hollow.zip", "cut.zip"):
        with pytest.raises(HistoryError, match="cut or holds no file"):
            read("icews", tmp_path / name, store)
    (tmp_path / "inside.gz").write_bytes(gzip.compress(b"PAR1" + bytes(20)))
    with pytest.raises(HistoryError, match="Parquet inside an archive"):
        read("icews18", tmp_path / "inside.gz", store)
    (tmp_path / "ged.csv").write_text("1,2,3\n4,5,6\n")
    with pytest.raises(HistoryError, match="names no column of ucdp_ged"):
        read("ucdp_ged", tmp_path / "ged.csv", store)


def test_what_a_folder_import_leaves_out_is_named(store: EventStore, tmp_path: Path) -> None:
    icews_file(tmp_path / "a.tab", [icews_row()])
    (tmp_path / "README.md").write_text("about")
    (tmp_path / "more").mkdir()
    (tmp_path / "bad.zip").write_bytes(b"PK\x03\x04")
    report = read("icews", tmp_path, store)
    assert report.rows_added == 1
    told = {problem.code: problem.message for problem in report.problems}
    assert "README.md, history/, more/" in told["history.left-out"]
    assert "bad.zip" in told["history.file-unreadable"]


def test_aggregates_are_listed_beside_events(tmp_path: Path) -> None:
    (tmp_path / "dyads.csv").write_text(
        "year,i,j,quad_1,quad_2,quad_3,quad_4\n2001,USA,RUS,1,0,0,0\n2002,USA,RUS,1,0,0,0\n"
    )
    desk = sitroom.open(tmp_path / "desk")
    desk.import_history(tmp_path / "dyads.csv", "aggregate")
    (told,) = (one.to_json() for one in desk.coverage())
    desk.close()
    assert told == {
        "source": "aggregate:dyads", "kind": "aggregate", "rows": 2, "null_actor": 0, "null_recipient": 0,
        "unmapped_codes": 0, "first_date": "2001-01-01", "last_date": "2002-12-31",
    }  # fmt: skip


def test_surrender_and_denial_are_what_their_neighbours_are() -> None:
    assert (read_code("weis", "011").cameo, read_code("weis", "140").quad) == ("0874", 1)


def test_gz_zip_folder_and_glob_are_the_same_rows(store: EventStore, tmp_path: Path) -> None:
    plain = icews_file(tmp_path / "a.tab", [icews_row(), icews_row(**{"Event ID": "2"})])
    (tmp_path / "gz").mkdir()
    with gzip.open(tmp_path / "gz" / "a.tab.gz", "wb") as file:
        file.write(plain.read_bytes())
    with zipfile.ZipFile(tmp_path / "gz" / "a.zip", "w") as archive:
        archive.write(plain, "a.tab")
    assert read("icews", plain, store).rows_added == 2
    folder = read("icews", tmp_path / "gz", store)
    assert (folder.files, folder.rows_read, folder.rows_known) == (2, 4, 4)
    assert read("icews", tmp_path / "gz" / "*.gz", store).rows_known == 2


def test_a_file_that_cannot_be_read_stops_no_folder(store: EventStore, tmp_path: Path) -> None:
    icews_file(tmp_path / "a.tab", [icews_row()])
    (tmp_path / "b.tab.gz").write_bytes(gzip.compress(b"x" * 10_000)[:40])
    report = read("icews", tmp_path, store)
    assert report.rows_added == 1
    assert report.problems[0].code == "history.file-unreadable"


def test_other_encodings_are_read_and_named(store: EventStore, tmp_path: Path) -> None:
    row = icews_row(**{"Source Name": "Côte d’Ivoire", "Source Country": "Cote d'Ivoire"})
    path = tmp_path / "cp.tab"
    path.write_bytes(("\t".join(row) + "\n").encode("cp1252"))
    assert read("icews", path, store).encoding == "cp1252"
    assert store.events(source="icews")[0].actor_name == "Côte d’Ivoire"


POLECAT = {"Event ID": "p1", "Event Date": "2023-05-01", "Event Type": "SANCTION", "Intensity": "-7.0", "Quad Code": "MATERIAL CONFLICT",
           "Actor Name": "European Union", "Recipient Name": "Russia", "Recipient Country": "RUS", "Publication Date": "2023-05-03"}  # fmt: skip
ACLED = {"event_id_cnty": "SYR1", "event_date": "01 May 2023", "time_precision": "3", "sub_event_type": "Armed clash",
         "actor1": "Military Forces of Syria (2000-)", "actor2": "Unidentified Armed Group (Syria)", "timestamp": "1683590400"}  # fmt: skip
PHOENIX = {"EventID": "7", "Date": "20150102", "SourceActorFull": "USAGOV", "SourceActorEntity": "USA", "TargetActorFull": "RUS",
           "TargetActorEntity": "RUS", "EventCode": "112", "GoldsteinScore": "-2.0"}  # fmt: skip


def test_the_layouts_without_development_data_read_their_published_columns(store: EventStore, tmp_path: Path) -> None:
    for layout, cells, delimiter in (("polecat", POLECAT, "\t"), ("acled", ACLED, ","), ("phoenix", PHOENIX, "\t")):
        columns = find_layout(layout).columns
        text = io.StringIO()
        writer = csv.writer(text, delimiter=delimiter)
        if layout != "phoenix":
            writer.writerow(columns)
        writer.writerow([cells.get(name, "") for name in columns])
        (tmp_path / layout).write_text(text.getvalue(), encoding="utf-8")
        report = read(layout, tmp_path / layout, store)
        assert (report.rows_added, report.unmapped_codes) == (1, 0), layout
    (sanction,) = store.events(source="polecat")
    assert (sanction.actor_country, sanction.recipient_country, sanction.event_type, sanction.quad) == (
        "EU",
        "RUS",
        "SANCTION",
        4,
    )
    assert sanction.first_known_on == date(2023, 5, 3)
    (clash,) = store.events(source="acled")
    assert (clash.directed, clash.date_precision, clash.actor_country, clash.actor_sector) == (
        False,
        "month",
        "SYR",
        "MIL",
    )
    assert clash.first_known_on == date(2023, 5, 9)
    (accuses,) = store.events(source="phoenix")
    assert (accuses.actor_country, accuses.actor_state, accuses.quad, accuses.event_type) == ("USA", True, 3, "ACCUSE")


def test_our_own_readings_become_rows(store: EventStore, tmp_path: Path) -> None:
    refs = [
        {"name": name, "country": name[:3].upper(), "sectors": ["GOV"], "text": name} for name in ("Belarus", "Russia")
    ]
    event = {"id": "e1", "kind": "event", "event_type": "CONSULT", "realis": "actual", "cameo": "042", "quad": 1,
             "actors": refs, "recipients": [], "date": {"start": "2013-02-21", "end": "2013-02-21"}}  # fmt: skip
    undated = event | {"id": "e2", "date": {"start": None, "end": None}}
    denied = event | {"id": "e3", "realis": "negated"}
    line = {
        "document": {"id": "d"},
        "reference": {"start": "2013-02-22", "end": "2013-02-25"},
        "records": [event, undated, denied],
    }
    path = tmp_path / "out.jsonl"
    path.write_text(json.dumps(line) + "\nnot json\n", encoding="utf-8")
    report = read("readings", path, store)
    assert (report.rows_read, report.rows_rejected, report.rows_added, report.undirected) == (3, 2, 1, 1)
    (row,) = store.events(source="readings")
    assert (row.actor_name, row.recipient_name, row.first_known_on) == ("Belarus", "Russia", date(2013, 2, 25))
    assert read("readings", path, store).rows_added == 0


def test_a_map_says_which_column_is_what(store: EventStore, tmp_path: Path) -> None:
    (tmp_path / "map.toml").write_text(
        'parties = "named"\n[fields]\noccurred_on = "when"\nactor_name = "who"\nrecipient_name = "whom"\ncode = "what"\n'
    )
    (tmp_path / "own.csv").write_text("when,who,whom,what\n2018-01-01,Police (India),Pakistan,173\n")
    read("table", tmp_path / "own.csv", store, map_file=tmp_path / "map.toml")
    (row,) = store.events(source="table:own")
    assert (row.actor_country, row.actor_sector, row.recipient_country, row.recipient_state) == (
        "IND",
        "COP",
        "PAK",
        True,
    )
    (tmp_path / "bad.toml").write_text('[fields]\nwhen = "x"\n')
    with pytest.raises(HistoryError, match="no field of an event row"):
        read("table", tmp_path / "own.csv", store, map_file=tmp_path / "bad.toml")


def test_a_column_that_is_missing_and_a_format_that_is_unknown_are_named(store: EventStore, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("a,b\n1,2\n")
    with pytest.raises(HistoryError, match="date_start"):
        read("ucdp_ged", tmp_path / "x.csv", store)
    with pytest.raises(HistoryError, match="icews"):
        read("nonsense", tmp_path / "x.csv", store)


def test_an_interrupted_import_leaves_the_old_state(
    store: EventStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    years = [icews_row(**{"Event ID": str(at), "Event Date": f"20{at:02}-01-01"}) for at in range(10, 16)]
    path = icews_file(tmp_path / "y.tab", years)
    from sitroom.history import appending

    def killed(*_args: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(appending, "publish", killed)
        with pytest.raises(KeyboardInterrupt):
            read("icews", path, store)
    assert store.sources() == ()
    assert read("icews", path, store).rows_added == 6
    assert not list(store.folder.glob("**/.*.tmp"))


def test_a_crash_after_the_journal_loses_nothing(
    store: EventStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = icews_file(tmp_path / "y.tab", [icews_row(**{"Event Date": f"20{at}-01-01"}) for at in range(10, 16)])
    from sitroom.history import whole_files

    def killed(_folder: Path) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(whole_files, "settle", killed)
        with pytest.raises(KeyboardInterrupt):
            read("icews", path, store)
    assert [one.rows for one in store.sources()] == [6]
    again = read("icews", path, store)
    assert (again.rows_added, again.rows_known) == (0, 6)


def test_every_layout_is_well_formed() -> None:
    for name in layout_names():
        layout = find_layout(name)
        assert layout.title
        assert not layout.columns or set(layout.fields["occurred_on"]) & set(layout.columns)


@pytest.mark.parametrize(
    ("scheme", "printed", "expected"),
    [
        ("keds", {"code": "SER"}, ("SRB", None, True)),
        ("keds", {"code": "BOSSER"}, ("BIH", None, False)),
        ("keds", {"code": "NATO"}, ("NATO", None, True)),
        ("keds", {"code": "ISRMIL"}, ("ISR", "MIL", False)),
        ("cameo", {"code": "NGAGOV", "country": "NGA", "name": "NIGERIA"}, ("NGA", "GOV", True)),
        ("cameo", {"code": "IGOEUREEC", "name": "EU"}, ("EU", "IGO", True)),
        ("icews", {"name": "Russia", "country": "Russian Federation"}, ("RUS", None, True)),
        ("icews", {"name": "European Union"}, ("EU", "IGO", True)),
        ("icews", {"name": "Police (India)", "country": "India", "sector": "Police,Government"}, ("IND", "COP", False)),
        ("named", {"name": "Government_(Belarus)"}, ("BLR", "GOV", True)),
        ("named", {"name": "Foreign_Affairs_(Russia)"}, ("RUS", "GOV", False)),
        ("described", {"name": "Government of Syria", "number": "652.0"}, ("SYR", "GOV", True)),
        ("described", {"name": "Police Forces of Kenya (2013-2022)"}, ("KEN", "COP", False)),
    ],
)
def test_parties_are_read_in_the_way_of_their_data_set(
    scheme: str, printed: dict[str, str], expected: tuple[str, str | None, bool]
) -> None:
    party = read_party(scheme, printed)
    assert (party.country, party.sector, party.state) == expected
