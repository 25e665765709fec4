"""Officeholders on a desk: taken in once, whole or not at all, used there alone, and taken back."""

import csv
from datetime import UTC, datetime
from pathlib import Path

import apsw
import pytest

from sitroom.core import DeskError, InputError
from sitroom.desk import Desk, open_desk
from sitroom.desk.actors import plain_cell

from .conftest import NOW

HEADER = "jurisdiction,position,person,personID,start,end\n"
JUSTICE = "belarus,Minister of Justice,Oleg Slizhevsky,Q17116258,2011-01-04,2013-08-01\n"
CULTURE = "belarus,Minister of Culture,Boris Svetlov,Q13031870,2012-12-04,\n"
KNOWN = "belarus,Prime Minister,Sergey Ling,Q631311,1996-11-18,2000-02-18\n"
DIFFERING = "belarus,Prime Minister,Sergey Ling,Q631311,1996-11-18,2001-02-18\n"
BAD = "=cmd|' /C calc'!A1,Minister,A Person,Q1,2001,\n"
TEXT = "On 3 May 2013 Oleg Slizhevsky met Vladimir Putin.\n"


@pytest.fixture
def holders(tmp_path: Path) -> Path:
    return write(tmp_path / "holders.csv", JUSTICE, CULTURE, KNOWN, DIFFERING, BAD)


def write(path: Path, *rows: str) -> Path:
    path.write_text(HEADER + "".join(rows), encoding="utf-8")
    return path


def role_source(desk: Desk, tmp_path: Path) -> str | None:
    """Return the source of the first actor's role in a reading of a text on a desk."""
    path = tmp_path / "text.txt"
    path.write_text(TEXT, encoding="utf-8")
    (one,) = desk.read(path)
    assert one.reading is not None
    (met,) = one.reading.of_kind("event")
    role = met.actors[0].role  # type: ignore[attr-defined]
    return str(role.source) if role else None


def test_every_row_is_counted_and_none_is_dropped(desk: Desk, holders: Path) -> None:
    report = desk.import_holders(holders).to_json()
    counts = {key: report[key] for key in ("rows", "new", "extending", "known", "differing", "rejected", "added")}
    assert counts == {"rows": 5, "new": 2, "extending": 0, "known": 0, "differing": 2, "rejected": 1, "added": 2}
    assert report["without_kind"] == [
        {"position": "Minister of Justice", "rows": 1},
        {"position": "Minister of Culture", "rows": 1},
    ]


def test_a_second_import_adds_nothing(desk: Desk, holders: Path) -> None:
    first, again = desk.import_holders(holders), desk.import_holders(holders)
    assert first.kept is not None
    assert (again.kept, len(again.of("new", "extending")), len(again.of("known"))) == (None, 0, 2)
    assert len(desk.store.holders.imports()) == 1


def test_a_list_vouches_until_the_last_day_that_it_names_or_as_said(desk: Desk, tmp_path: Path) -> None:
    report = desk.import_holders(write(tmp_path / "a.csv", CULTURE, JUSTICE))
    assert str(report.known_to) == "2013-08-01"
    later = desk.import_holders(write(tmp_path / "b.csv", CULTURE), known_to=NOW.date())
    (one,) = later.weighed
    assert (one.standing, later.known_to) == ("extending", NOW.date())


def test_rejected_rows_lie_in_a_file_with_line_and_reason_and_no_formula(desk: Desk, holders: Path) -> None:
    path = desk.import_holders(holders).reject_file
    assert path is not None
    (row,) = csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    assert row["line"] == "6"
    assert "formula" in row["reason"]
    assert row["row"] == "'" + BAD.strip()


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_is_a_formula(cell: str) -> None:
    assert plain_cell(cell).startswith("'")


def test_a_reading_on_the_desk_uses_the_row_and_cites_it(desk: Desk, holders: Path, tmp_path: Path) -> None:
    assert role_source(desk, tmp_path) is None
    desk.import_holders(holders)
    assert role_source(desk, tmp_path) == "desk import 1, holders.csv:2: Wikidata Q17116258"
    elsewhere = open_desk(tmp_path / "elsewhere", clock=lambda: NOW)
    assert role_source(elsewhere, tmp_path) is None
    elsewhere.close()


def test_a_reading_with_other_holders_is_kept_beside_the_first(desk: Desk, holders: Path, tmp_path: Path) -> None:
    role_source(desk, tmp_path)
    desk.import_holders(holders)
    role_source(desk, tmp_path)
    (document_id,) = desk.store.documents.ids()
    plain, with_holders = [version for _, version in desk.store.readings.versions(document_id)]
    assert with_holders == f"{plain}+holders.1"
    desk.forget_holders("1")
    assert role_source(desk, tmp_path) is None
    last = desk.store.readings.get(document_id)["reader"]
    assert last == {"name": "sitroom.rules", "version": f"{plain}+holders.2"}
    assert desk.examine() == []


def test_what_differs_is_kept_and_not_used(desk: Desk, tmp_path: Path) -> None:
    report = desk.import_holders(write(tmp_path / "a.csv", JUSTICE, DIFFERING))
    (one,) = report.of("differing")
    assert one.note.startswith("on record for Sergey Ling: Prime Minister 18 Nov 1996 - 18 Feb 2000")
    assert len(desk.gazetteer.people["sergey-ling"].terms) == 2
    assert [row.standing for row in desk.store.holders.rows(1)] == ["new", "differing"]


def test_an_import_is_taken_back_by_its_number_or_its_file(desk: Desk, tmp_path: Path) -> None:
    desk.import_holders(write(tmp_path / "a.csv", JUSTICE))
    desk.import_holders(write(tmp_path / "b.csv", CULTURE))
    desk.forget_holders("1")
    assert "oleg-slizhevsky" not in desk.gazetteer.people
    assert "boris-svetlov" in desk.gazetteer.people
    assert desk.forget_holders(str(tmp_path / "b.csv")).in_use is False
    assert "boris-svetlov" not in desk.gazetteer.people
    assert desk.import_holders(tmp_path / "a.csv").kept is not None
    assert "oleg-slizhevsky" in desk.gazetteer.people


def test_what_a_later_list_repeated_of_a_forgotten_one_stands_by_itself(desk: Desk, tmp_path: Path) -> None:
    desk.import_holders(write(tmp_path / "a.csv", JUSTICE))
    both = desk.import_holders(write(tmp_path / "b.csv", JUSTICE, CULTURE))
    assert [one.standing for one in both.weighed] == ["known", "new"]
    desk.forget_holders("1")
    (term,) = desk.gazetteer.people["oleg-slizhevsky"].terms
    assert term.row == "desk import 2, b.csv:2"


@pytest.mark.parametrize("which", ["7", "nowhere.csv", "a.csv", "1"])
def test_what_is_not_in_use_cannot_be_forgotten(desk: Desk, tmp_path: Path, which: str) -> None:
    desk.import_holders(write(tmp_path / "a.csv", JUSTICE))
    desk.forget_holders("1")
    with pytest.raises(DeskError):
        desk.forget_holders(which)


def test_imports_are_never_rewritten(desk: Desk, holders: Path) -> None:
    desk.import_holders(holders)
    for sql in ("UPDATE holders SET person = 'x'", "DELETE FROM holders", "DELETE FROM holder_changes"):
        with pytest.raises(apsw.ConstraintError):
            desk.store.database.connection.execute(sql)


def test_an_import_that_fails_half_way_leaves_nothing(desk: Desk, holders: Path) -> None:
    def import_and_stop() -> None:
        with desk.store.together():
            desk.import_holders(holders)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_and_stop()
    assert (desk.store.holders.imports(), desk.store.holders.version()) == ([], 0)
    assert "oleg-slizhevsky" not in desk.gazetteer.people


def test_a_list_is_seen_by_a_desk_that_was_open_before(desk: Desk, holders: Path) -> None:
    assert "oleg-slizhevsky" not in desk.gazetteer.people
    assert desk.store.holders.version() == 0
    other = open_desk(desk.folder, clock=lambda: datetime(2013, 9, 4, tzinfo=UTC))
    other.import_holders(holders)
    other.close()
    assert "oleg-slizhevsky" in desk.gazetteer.people


@pytest.mark.parametrize("content", [None, b"", b"name,office\nA,B\n"])
def test_what_is_no_list_is_refused_and_nothing_is_kept(desk: Desk, tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "list.csv"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(InputError):
        desk.import_holders(path)
    assert desk.store.holders.imports() == []


def test_looking_up_makes_no_desk(tmp_path: Path) -> None:
    desk = open_desk(tmp_path / "none", clock=lambda: NOW)
    assert desk.find_actors("Belarus").taken == "belarus"
    assert not (tmp_path / "none").exists()


def test_looking_up_knows_the_desk_s_holders(desk: Desk, holders: Path) -> None:
    assert desk.find_actors("Oleg Slizhevsky").taken is None
    desk.import_holders(holders)
    (one,) = desk.find_actors("Oleg Slizhevsky", on=NOW.date().replace(month=5)).readings
    assert one.source == "desk import 1, holders.csv:2: Wikidata Q17116258"
    assert one.to_json()["terms"][0]["kind"] is None  # type: ignore[index]
