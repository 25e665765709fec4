import json
from pathlib import Path

import pytest

from sitroom.core import InputError
from sitroom.game import load_issue, load_past_issues

ISSUE: dict[str, object] = {
    "format": "one-issue spatial case v1",
    "id": "tariff",
    "title": "A tariff, in percent",
    "scale": [0, 20],
    "reference_point": 5,
    "actors": [
        {"name": "Ruritania", "position": 20, "salience": 0.9, "capability": 2},
        {"name": "Elbonia", "position": 0, "salience": 0.4},
    ],
    "expected": {"weighted_mean": "never read"},
}


def write(path: Path, facts: object) -> Path:
    path.write_text(json.dumps(facts), encoding="utf-8")
    return path


def test_a_file_says_what_was_written(tmp_path):
    issue = load_issue(write(tmp_path / "one.json", ISSUE))
    assert (issue.scale, issue.reference_point, issue.title) == ((0, 20), 5, "A tariff, in percent")
    assert [(one.name, one.weight) for one in issue.stances] == [("Ruritania", 1.8), ("Elbonia", 0.4)]


def test_toml_does_as_well(tmp_path):
    path = tmp_path / "one.toml"
    path.write_text(
        'format = "one-issue spatial case v1"\nscale = [0, 20]\n'
        'actors = [{ name = "Ruritania", position = 20, salience = 1 }]\n'
    )
    assert load_issue(path).stances[0].position == 20


def test_past_issues_have_outcomes_and_groups(tmp_path):
    row = {**ISSUE, "outcome": 7, "group": "act 1"}
    path = write(tmp_path / "past.json", {"format": "past issues v1", "issues": [row, {**row, "group": "act 2"}]})
    assert [(one.outcome, one.group) for one in load_past_issues(path)] == [(7, "act 1"), (7, "act 2")]


def without(key: str) -> dict[str, object]:
    return {name: value for name, value in ISSUE.items() if name != key}


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ([], "an object"),
        ({}, "its format is None"),
        (without("actors"), "'actors'"),
        ({**ISSUE, "actors": [{"name": "a", "position": "far", "salience": 1}]}, "actor 1: 'position' is a number"),
        ({**ISSUE, "actors": [{"name": "a", "position": True, "salience": 1}]}, "is a number"),
        ({**ISSUE, "actors": [{"name": "a", "position": 1}]}, "'salience' are needed"),
        ({**ISSUE, "actors": [{"name": "a", "position": float("nan"), "salience": 1}]}, "finite"),
        ({**ISSUE, "actors": [{"name": "a", "position": 10**400, "salience": 1}]}, "too large"),
        ({**ISSUE, "scale": [20]}, "'scale'"),
        ({**ISSUE, "scale": [20, 0]}, "lower to a higher"),
        ({**ISSUE, "reference_point": 99}, "off the scale"),
    ],
)
def test_what_makes_no_sense_is_refused_with_its_place(tmp_path, facts, words):
    with pytest.raises(InputError, match=words):
        load_issue(write(tmp_path / "bad.json", facts))


@pytest.mark.parametrize("raw", [b"\xff", b"{", b"[" * 100_000])
def test_what_is_no_json_is_refused(tmp_path, raw):
    path = tmp_path / "bad.json"
    path.write_bytes(raw)
    with pytest.raises(InputError, match="is no JSON"):
        load_issue(path)


def test_a_past_issue_without_an_outcome_is_refused(tmp_path):
    path = write(tmp_path / "past.json", {"format": "past issues v1", "issues": [ISSUE]})
    with pytest.raises(InputError, match="issue 1: 'outcome'"):
        load_past_issues(path)
