"""Runs: backtests as ledgers of their own, strictly as of their cutoffs, and in no figure of the desk's."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from pyarrow import parquet

from sitroom.core import IntegrityError, LedgerError, UsageError
from sitroom.desk import Desk
from sitroom.desk.ledger_runs import Run
from sitroom.history import Event
from sitroom.ledger import Entry, LedgerInMemory, Proposal

from .ledger_worlds import FIRST, LAST, Clock, act, daily_talk, open_world

ASKED: dict[str, Any] = {"horizons": (7, 21), "cutoffs": 4, "questions": 40}


def some_acts() -> list[Event]:
    rng = np.random.default_rng(3)
    days = sorted(rng.integers(0, (LAST - FIRST).days, 200).tolist())
    pairs = (("RUS", "UKR"), ("UKR", "RUS"), ("POL", "UKR"), ("UKR", "POL"))
    out = []
    for number, day in enumerate(days):
        actor, recipient = pairs[int(rng.integers(4))]
        quad = int(rng.integers(1, 5))
        out.append(act(FIRST + timedelta(days=day), 100 + number, quad=quad, actor_country=actor,
                       recipient_country=recipient))  # fmt: skip
    return out


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    clock = Clock()
    clock.set(date(2014, 2, 1))
    made = open_world(tmp_path, clock, daily_talk(), some_acts())
    yield made
    made.close()


@pytest.fixture
def run(desk: Desk) -> Run:
    return desk.ledger.backtest("first try", **ASKED)


def test_a_run_is_a_ledger_of_its_own(desk: Desk, run: Run) -> None:
    assert run.verify() == []
    record = run.track_record()
    assert len(record.standings) == run.about["questions"]
    assert len(record.resolved) == run.about["resolved"]
    assert len(record.resolved) >= 30
    assert record.live == ()
    assert desk.ledger.list() == []
    assert desk.ledger.score().forecasts == ()
    assert [(one.name, one.head) for one in desk.ledger.runs()] == [("first-try", run.head)]
    assert desk.ledger.head().count == 1  # the note with the run's head


def test_every_forecast_rests_on_its_cutoff_and_every_outcome_on_rows_after_it(run: Run) -> None:
    for standing in run.track_record().standings:
        opens = standing.question.opens_on.start
        assert opens is not None
        assert all(one.cutoff is not None and one.cutoff < opens for one in standing.forecasts)
        if standing.resolution and standing.resolution.outcome:
            assert standing.resolution.rows
            assert standing.resolution.occurred_on is not None
            assert opens <= standing.resolution.occurred_on


def test_the_same_seed_gives_the_same_forecasts_and_scores(desk: Desk, run: Run) -> None:
    again = desk.ledger.backtest(None, **ASKED)
    first, second = (desk.ledger.score(run=one.name).to_json() for one in (run, again))
    assert first["retrospective"] == second["retrospective"]
    assert again.name == "one-2014-02-01"
    assert [one.payload for one in run.entries()] == [one.payload for one in again.entries()]


def test_the_scores_are_those_of_the_backtest_itself(desk: Desk, run: Run) -> None:
    from sitroom.desk.backtesting import run_backtest

    drawn = ASKED["questions"] // (4 * 2)
    straight = run_backtest(desk.history, source="one", horizons=(7, 21), cutoffs=4, questions=drawn)
    report = desk.ledger.score(run=run.name)
    for method in straight.methods:
        found, score = straight.find(method), report.of(method, retrospective=True)
        assert found is not None
        assert found.murphy is not None
        assert score is not None
        assert score.questions == found.questions
        assert score.murphy.brier == pytest.approx(found.murphy.brier, abs=1e-12)


def test_a_name_is_used_once(desk: Desk, run: Run) -> None:
    with pytest.raises(UsageError, match="none is written over"):
        desk.ledger.backtest("First try", **ASKED)
    with pytest.raises(LedgerError, match="it has first-try"):
        desk.ledger.score(run="second")
    assert run.name == "first-try"


def test_a_run_whose_file_was_changed_or_is_gone_is_found_out(desk: Desk, run: Run) -> None:
    other = desk.ledger.backtest("other", **ASKED | {"seed": 7})
    run.path.write_bytes(other.path.read_bytes())
    assert "ledger.rewritten" in {one.code for one in desk.ledger.verify(run="first-try")} | {
        one.code for one in run.verify()
    }
    run.path.unlink()
    with pytest.raises(IntegrityError, match="cannot be read"):
        desk.ledger.verify(run="first-try")


# ---------------------------------------------------------------------- the doctor
def found(desk: Desk) -> list[tuple[str, str, str]]:
    return [(one.severity, one.code, one.where) for one in desk.examine()]


def test_the_doctor_finds_sound_runs_sound(desk: Desk, run: Run) -> None:
    assert run.path.is_file()
    assert found(desk) == []


def test_the_doctor_says_which_entry_of_which_run_was_changed(desk: Desk, run: Run) -> None:
    desk.ledger.backtest("other", **ASKED | {"seed": 7})
    table = parquet.read_table(run.path)
    payloads = table["payload_json"].to_pylist()
    payloads[2] = str(payloads[2]).replace('"by":"', '"by":"not ')
    parquet.write_table(
        table.set_column(table.schema.get_field_index("payload_json"), "payload_json", [payloads]), run.path
    )
    assert found(desk) == [("error", "ledger.changed", "runs/first-try.parquet, entry 3")]


def test_the_doctor_finds_a_run_that_was_cut_or_that_grew(desk: Desk, run: Run) -> None:
    table = parquet.read_table(run.path)
    parquet.write_table(table.slice(0, 5), run.path)
    assert found(desk) == [("error", "ledger.cut-tail", "runs/first-try.parquet, entry 6")]
    ledger = LedgerInMemory([Entry(**row) for row in table.to_pylist()])
    more = ledger.enter(Proposal("note", {"question_id": None, "text": "more", "by": "me"}, desk.clock())).entry
    grown = pa.concat_tables([table, pa.Table.from_pylist([asdict(more)], schema=table.schema)])
    parquet.write_table(grown, run.path)
    assert found(desk) == [("error", "ledger.grown", f"runs/first-try.parquet, entry {run.head.count + 1}")]


@pytest.mark.parametrize("content", [b"", b"no Parquet at all", b"PAR1" * 40, "other columns"])
def test_a_run_that_is_no_run_any_more_is_a_finding(desk: Desk, run: Run, content: bytes | str) -> None:
    if isinstance(content, str):
        parquet.write_table(pa.table({"seq": ["one"]}), run.path)
    else:
        run.path.write_bytes(content)
    assert found(desk) == [("error", "desk.run-unreadable", "runs/first-try.parquet")]
    run.path.unlink()
    assert found(desk) == [("error", "desk.run-missing", "runs/first-try.parquet")]


def test_a_file_that_no_entry_notes_is_told(desk: Desk, run: Run) -> None:
    (run.path.parent / "stray.parquet").write_bytes(run.path.read_bytes())
    assert found(desk) == [("warning", "desk.run-unused", "runs/stray.parquet")]


def test_a_note_cannot_name_a_file_elsewhere(desk: Desk) -> None:
    head = f"1:{'a' * 64}"
    payload: dict[str, object] = {
        "question_id": None,
        "text": "t",
        "by": "me",
        "run": "../desk",
        "head": head,
        "about": {},
    }
    desk.store.ledger.enter(Proposal("note", payload, desk.clock()))
    assert found(desk) == [("error", "desk.run-unreadable", "entry 1")]
