"""Runs: backtests as ledgers of their own, strictly as of their cutoffs, and in no figure of the desk's."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sitroom.core import IntegrityError, LedgerError, UsageError
from sitroom.desk import Desk
from sitroom.desk.ledger_runs import Run
from sitroom.history import Event

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
