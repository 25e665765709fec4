"""Drafting and pictures on the command line."""

import json
from pathlib import Path

import pytest

from .conftest import Run

BRIEF = (
    "Vladimir Putin seeks to raise the gas price. Armenia wants to join the union and hopes for cheap gas. "
    "It is likely that Armenia will continue talks with the European Union.\n"
)


@pytest.fixture
def brief(tmp_path: Path) -> Path:
    path = tmp_path / "gas.txt"
    path.write_text(BRIEF, encoding="utf-8")
    return path


def test_a_draft_is_written_and_can_be_solved(run: Run, brief: Path, tmp_path: Path) -> None:
    out = tmp_path / "gas.toml"
    ran = run("game", "new", brief, "--out", out)
    assert (ran.code, ran.out) == (0, "")
    assert "questions for you to answer before you solve it" in ran.err
    assert 'question = "' in out.read_text(encoding="utf-8")
    assert run("game", "solve", out, "--json").code == 0


def test_without_a_name_it_goes_to_stdout(run: Run, brief: Path) -> None:
    assert run("game", "new", brief).out.startswith("title = ")
    told = json.loads(run("game", "new", brief, "--json").out)
    assert (told["file"], told["options"], told["decision_makers"]) == (None, 3, ["Russia", "Armenia"])
    assert told["situation"].startswith("title = ")


def test_nothing_is_written_over(run: Run, brief: Path) -> None:
    ran = run("game", "new", brief, "--out", brief)
    assert ran.code == 2
    assert brief.read_text(encoding="utf-8") == BRIEF


def test_a_picture_for_every_branch(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "talks.toml"
    path.write_text(
        'title = "Talks"\noptions = { join = { owner = "Armenia" }, gas = { owner = "Russia" } }\n'
        'aims = { Armenia = ["gas", "join"], Russia = ["join"] }\nstates = { status_quo = [] }\n'
        '[occasions.talks]\nbranches.deal = { fixes = ["gas"] }\nbranches."no deal" = { fixes = ["not gas"] }\n'
    )
    ran = run("game", "solve", path, "--picture", tmp_path / "talks.svg")
    assert ran.code == 0
    assert "assumption: no weight" in ran.out
    assert "holds: no move of" in ran.out
    for name in ("talks.svg", "talks.2.svg"):
        assert (tmp_path / name).read_text(encoding="utf-8").startswith("<svg ")
    assert run("game", "solve", path, "--picture", tmp_path / "talks.png").code == 2
