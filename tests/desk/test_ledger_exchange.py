"""Import and export: the same ledger on another desk, nothing twice, and no bad row lost."""

import csv
import io
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import parquet

from sitroom.core import DeskError, InputError, UsageError
from sitroom.desk import Desk

from .ledger_worlds import Clock, act, daily_talk, open_world

FORMULA = '=HYPERLINK("http://example.org","click")'
LAYOUTS = ("csv", "jsonl", "parquet")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    """A brief, a question with updates, one that a person resolved, one that is void, and one with a formula."""
    made = open_world(tmp_path / "one", clock, daily_talk(), [act(date(2013, 6, 11))])
    clock.set(date(2013, 6, 4))
    brief = tmp_path / "brief.txt"
    brief.write_text("It is very likely that Russia will criticise Ukraine within three weeks.\n")
    made.brief(brief, written_on=date(2013, 6, 4))
    ledger = made.ledger
    rule: dict[str, Any] = {"actor": "RUS", "recipient": "UKR", "quads": (3, 4)}
    one = ledger.add("A hostile move?", closes_on="2013-06-24", probability=0.4, reason="-2 of 10", **rule).standing
    held = ledger.add("Will the talks\nbe held?", closes_on="2013-06-24", by_person=True, probability=0.8).standing
    void = ledger.add("Moot?", closes_on="2013-06-24", by_person=True, probability=0.5).standing
    ledger.add(FORMULA, closes_on="2013-08-24", by_person=True, probability=0.5, base_rate=0.25)
    for day, probability in ((7, 0.6), (9, 0.4)):
        clock.set(date(2013, 6, day))
        ledger.update(one.question.id, probability, reason=f"news of the {day}th")
    clock.set(date(2013, 7, 1))
    ledger.resolve()
    ledger.resolve_by_person(held.question.id, "yes", source="BelTA", quote="They were held.")
    ledger.resolve_by_person(void.question.id, "void", source="BelTA", quote="No talks were planned.")
    yield made
    made.close()


@pytest.fixture
def other(tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    made = open_world(tmp_path / "other", clock)
    yield made
    made.close()


@pytest.mark.parametrize("layout", LAYOUTS)
def test_an_export_taken_in_again_adds_nothing(desk: Desk, tmp_path: Path, layout: str) -> None:
    path, before = tmp_path / f"ledger.{layout}", desk.ledger.head()
    rows = desk.ledger.export(path)
    done = desk.ledger.import_(path)
    assert (done.rows, done.new, done.known, done.rejected) == (rows, 0, rows, ())
    assert desk.ledger.head() == before


@pytest.mark.parametrize("layout", LAYOUTS)
def test_another_desk_gets_every_question_forecast_and_outcome(
    desk: Desk, other: Desk, tmp_path: Path, layout: str
) -> None:
    path = tmp_path / f"ledger.{layout}"
    desk.ledger.export(path)
    assert other.ledger.import_(path).rejected == ()
    assert (again := other.ledger.import_(path)).new == 0
    assert again.known == again.rows
    for mine, theirs in zip(desk.ledger.list(), other.ledger.list(), strict=True):
        assert theirs.question.text == mine.question.text
        assert (theirs.question.id, theirs.question.rule) == (mine.question.id, mine.question.rule)
        said = [(one.forecast.probability, one.forecast.band) for one in mine.forecasts]
        assert [(one.forecast.probability, one.forecast.band) for one in theirs.forecasts] == said
        assert (theirs.resolution and theirs.resolution.outcome) == (mine.resolution and mine.resolution.outcome)
        assert bool(theirs.void_reason) == bool(mine.void_reason)
    assert other.ledger.verify() == []


def test_what_another_desk_computed_is_not_ours_and_its_past_is_retrospective(
    desk: Desk, other: Desk, tmp_path: Path
) -> None:
    desk.ledger.export(tmp_path / "ledger.csv")
    other.ledger.import_(tmp_path / "ledger.csv")
    theirs = [one for one in other.ledger.list() if one.question.rule]
    assert all(one.latest("sitroom") is None and one.latest("sitroom (imported)") for one in theirs)
    assert all(one.question.retrospective for one in theirs)


def test_no_cell_of_a_csv_is_a_formula(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "ledger.csv"
    desk.ledger.export(path)
    rows = list(csv.reader(io.StringIO(path.read_bytes().decode(), newline="")))
    cells = [cell for row in rows for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert f"'{FORMULA}" in cells
    assert "'-2 of 10" in cells


def test_a_file_by_hand_needs_two_columns(other: Desk, tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(
        "question,closes_on,probability,reason\nWill they meet?,2014-03-15,0.6,\nWill they agree?,2014-03-15,,\n"
    )
    done = other.ledger.import_(path)
    assert (done.rows, done.new, done.entries) == (2, 2, 3)
    other.clock.set(date(2013, 7, 20))  # type: ignore[attr-defined]  # another day, the same file
    assert other.ledger.import_(path).new == 0
    assert [one.question.resolver for one in other.ledger.list()] == ["person", "person"]


BAD = [
    ("Will they?,2014-13-01,,,", "closes_on is a day"),
    (",2014-03-15,,,", "no question"),
    ("Will they?,,,,", "no closing day"),
    ("Will they?,2014-03-15,60%,,", "such as 0.6"),
    ("Will they?,2014-03-15,7,,", "in [0, 1]"),
    ("Will they?,2014-03-15,0.5,,,,", "more cells"),
    ("Will they?,2014-03-15,0.5,yes,", "known_on"),
    ("Will they?,2014-03-15,0.5,yes,2013-06-05", "source"),
    ("Will they \udcff?,2014-03-15,0.5,,", "surrogate"),
]


def test_every_bad_row_is_reported_with_line_and_reason_and_the_good_ones_are_taken(
    other: Desk, tmp_path: Path
) -> None:
    lines = ["question,closes_on,probability,outcome,known_on", "Good one?,2014-03-15,0.5,,", *(row for row, _ in BAD)]
    lines.append("Good two?,2014-03-15,0.5,,")
    path = tmp_path / "mixed.csv"
    path.write_bytes("\n".join(lines).encode("utf-8", "surrogateescape"))
    done = other.ledger.import_(path)
    assert [line for line, _ in done.rejected] == list(range(3, 3 + len(BAD)))
    for (_, reason), (_, expected) in zip(done.rejected, BAD, strict=True):
        assert expected in reason
    assert done.rows == done.new + done.known + len(done.rejected)
    assert {"Good one?", "Good two?"} <= {one.question.text for one in other.ledger.list()}
    assert done.reject_file is not None
    kept = list(csv.DictReader(io.StringIO(done.reject_file.read_text(), newline="")))
    assert [int(row["line"]) for row in kept] == [line for line, _ in done.rejected]
    assert json.loads(kept[3]["row"])["probability"] == "60%"


def test_bad_lines_of_json_are_reported(other: Desk, tmp_path: Path) -> None:
    path = tmp_path / "mixed.jsonl"
    path.write_text('{"question": "Good?", "closes_on": "2014-03-15"}\n{broken\n[1]\n\n{"question": 7}\n')
    done = other.ledger.import_(path, rejects=tmp_path / "bad.csv")
    assert [line for line, _ in done.rejected] == [2, 3, 5]
    assert done.reject_file == tmp_path / "bad.csv"
    assert (done.rows, done.new) == (4, 1)


def test_an_id_that_belongs_to_another_question_is_refused(desk: Desk, tmp_path: Path) -> None:
    known = desk.ledger.list()[0].question.id
    path = tmp_path / "other.jsonl"
    path.write_text(json.dumps({"question_id": known, "question": "Another?", "closes_on": "2014-03-15"}))
    ((_, reason),) = desk.ledger.import_(path).rejected
    assert "another one" in reason


def test_an_outcome_that_differs_is_refused_and_told(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "ledger.jsonl"
    desk.ledger.export(path)
    rows = [json.loads(line) for line in path.read_text().splitlines()]
    flipped = [row | {"outcome": "no"} for row in rows if row["outcome"] == "yes"]
    path.write_text("".join(f"{json.dumps(row)}\n" for row in flipped))
    before = desk.ledger.head()
    done = desk.ledger.import_(path)
    assert len(done.rejected) == len(flipped)
    assert all("has an outcome" in reason for _, reason in done.rejected)
    assert desk.ledger.head() == before


def test_a_calendar_is_written_and_not_read(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "closing.ics"
    assert desk.ledger.export(path) == 1
    assert path.read_bytes().count(b"\r\n") == path.read_bytes().count(b"\n")
    with pytest.raises(UsageError, match="cannot be imported"):
        desk.ledger.import_(path)


def test_what_is_no_file_of_rows_is_refused(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("who,when\nA,B\n")
    (tmp_path / "a.parquet").write_text("no parquet")
    parquet.write_table(pa.table({"who": ["A"]}), tmp_path / "b.parquet")
    for name in ("a.csv", "a.parquet", "b.parquet", "gone.csv"):
        with pytest.raises(InputError):
            desk.ledger.import_(tmp_path / name)
    with pytest.raises(UsageError, match="--layout"):
        desk.ledger.import_(tmp_path / "a.txt")
    with pytest.raises(DeskError):
        desk.ledger.export(tmp_path / "a.csv" / "b.csv")
