"""Backtests on the command line."""

import json
from pathlib import Path

import pyarrow.parquet
import pytest
from cyclopts import App

from sitroom.cli.forecast_backtest import forecast_backtest
from sitroom.desk import chronicles

from .conftest import Ran, Run


@pytest.fixture
def armenia(run: Run) -> Run:
    assert run("history", "import", "table", chronicles()[0]).code == 0
    return run


@pytest.fixture
def ask(armenia: Run, capsys: pytest.CaptureFixture[str]) -> Run:
    app = App(name="forecast", result_action="return_value")
    app.command(forecast_backtest, name="backtest")

    def ask(*tokens: object) -> Ran:
        code = app(["backtest", "--cutoffs", "4", "--questions", "6", *(str(token) for token in tokens)])
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return ask


def test_a_backtest_prints_a_line_a_forecaster_and_horizon(ask: Run) -> None:
    ran = ask()
    lines = [line.split("\t") for line in ran.out.splitlines() if "\t" in line]
    assert ran.code == 0
    assert ran.out.startswith("chronicle-armenia, 4 cutoffs, ")
    assert lines[0][:4] == ["days", "method", "questions", "not covered"]
    assert [line[0] for line in lines[1:]] == ["7"] * 4 + ["21"] * 4 + ["all"] * 4
    assert {len(line) for line in lines} == {14}
    assert "left out: 90 days do not fit: the source tells of 702 days, and 9 such windows are 810" in ran.err


def test_the_same_seed_gives_the_same_answer(ask: Run) -> None:
    first, second = ask("--horizon", 7, "--json"), ask("--horizon", 7, "--json")
    assert first.out == second.out
    told = json.loads(first.out)
    assert (told["source"], told["horizons"], told["seed"]) == ("chronicle-armenia", [7], 20130221)


def test_one_pattern_is_asked_at_every_cutoff(ask: Run, tmp_path: Path) -> None:
    ran = ask("--actor", "Armenia", "--recipient", "Russia", "--quad", 1, "--horizon", 21, "--dump", "out/rows.parquet")
    assert ran.code == 0
    rows = pyarrow.parquet.read_table(tmp_path / "out" / "rows.parquet").to_pylist()
    assert len(rows) == 16
    assert {(one["actors"], one["recipients"], one["quads"]) for one in rows} == {("ARM", "RUS", "1")}
    assert {type(one["outcome"]) for one in rows} == {bool}


def test_diagrams_are_written_beside_each_other(ask: Run, tmp_path: Path) -> None:
    ran = ask("--horizon", 7, "--plot", "out/cal.svg", "--method", "climatology", "--method", "persistence")
    assert ran.code == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["cal.persistence.v1.svg", "cal.svg"]


@pytest.mark.parametrize(
    ("tokens", "code"),
    [
        (("--plot", "cal.png"), 2),
        (("--dump", "rows.csv"), 2),
        (("--quad", "7"), 2),
        (("--from", "yesterday"), 2),
        (("--method", "oracle"), 2),
        (("--horizon", "400"), 2),
        (("--source", "icews"), 3),
        (("--actor", "Ruritania"), 3),
    ],
)
def test_what_cannot_be_asked_is_said(ask: Run, tokens: tuple[str, ...], code: int) -> None:
    ran = ask(*tokens)
    assert (ran.code, ran.out) == (code, "")
    assert ran.err.startswith("sitroom: ")
