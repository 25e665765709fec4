"""Positions on the command line."""

import json
from pathlib import Path

import pytest

from .conftest import Run

ISSUE = {
    "format": "one-issue spatial case v1",
    "title": "A tariff, in percent",
    "scale": [0, 20],
    "reference_point": 5,
    "actors": [
        {"name": "Ruritania", "position": 20, "salience": 0.9, "capability": 2},
        {"name": "Elbonia", "position": 0, "salience": 0.6, "capability": 1},
    ],
}


@pytest.fixture
def tariff(tmp_path: Path) -> Path:
    path = tmp_path / "tariff.json"
    path.write_text(json.dumps(ISSUE), encoding="utf-8")
    return path


@pytest.fixture
def past(tmp_path: Path) -> Path:
    rows = [{**ISSUE, "outcome": number % 21, "group": f"act {number // 2}"} for number in range(40)]
    path = tmp_path / "past.json"
    path.write_text(json.dumps({"format": "past issues v1", "issues": rows}), encoding="utf-8")
    return path


def test_an_answer_is_one_json_object_a_file(run: Run, tariff: Path) -> None:
    ran = run("game", "position", tariff, tariff, "--json")
    first, second = (json.loads(line) for line in ran.out.splitlines())
    assert ran.code == 0
    assert first == second
    assert list(first)[:5] == ["file", "position", "weighted_mean", "interval", "level"]
    assert (first["file"], first["weighted_mean"], first["level"]) == (str(tariff), 15.0, 0.8)
    assert first["interval"][0] < 15 < first["interval"][1] <= 20


def test_a_table_shows_what_stands_beside_it_and_how_wrong_it_has_been(run: Run, tariff: Path) -> None:
    ran = run("game", "position", tariff)
    rows = {line.split("\t")[0]: line.split("\t")[1] for line in ran.out.splitlines() if "\t" in line}
    assert (rows["expected"], rows["median"], rows["no change"]) == ("15", "20", "5")
    assert "off by 23" in ran.out


def test_intervals_are_learned_from_ones_own_issues(run: Run, tariff: Path, past: Path) -> None:
    learned = json.loads(run("game", "position", "--learn", past, "--json").out)
    assert (learned["issues"], learned["groups"]) == (40, 20)
    assert 0 <= learned["cross_validated"]["coverage"] <= 1
    answer = json.loads(run("game", "position", tariff, "--learn", past, "--json").out)
    assert answer["rule"] == learned["rule"]
    assert "one constant width" in run("game", "position", tariff, "--learn", past).out


def test_one_bad_file_among_several_stops_none(run: Run, tariff: Path) -> None:
    ran = run("game", "position", tariff, "nowhere.json", "--json")
    assert ran.code == 1
    good, bad = (json.loads(line) for line in ran.out.splitlines())
    assert (good["position"], sorted(bad)) == (15.0, ["error", "file"])
    assert "nowhere.json cannot be read" in ran.err


@pytest.mark.parametrize(
    ("words", "code"),
    [((), 2), (("nowhere.json",), 3), (("tariff.json", "--level", "2"), 2), (("--learn", "tariff.json"), 3)],
)
def test_what_makes_no_sense_is_refused(run: Run, tariff: Path, words: tuple[str, ...], code: int) -> None:
    assert tariff.is_file()
    ran = run("game", "position", *words, "--json")
    assert (ran.code, ran.out) == (code, "")
    assert json.loads(ran.err)["exit_code"] == code
