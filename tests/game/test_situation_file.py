"""Situation files: read, written, read again; and what they say of mistakes."""

from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from sitroom.core import GameError, InputError
from sitroom.game import load_situation, parse_situation, read_situation, write_situation
from tests.game.models import random_situation

EXAMPLES = sorted(Path(str(files("sitroom"))).joinpath("examples", "situations").glob("*.toml"))

FULL = """\
title = "A \\"full\\" one"
text = "Everything that a file can hold."
evidence = ["rec-1"]
questions = ["Who else?"]

[options]
a = { owner = "P", moves = "only N to Y", text = "an act", evidence = ["rec-2", "rec-3"], question = "Since when?" }
"act two" = { owner = "P" }
c = { owner = "Q of R", moves = "only Y to N" }

[states]
status_quo = { taken = ["c"], evidence = ["rec-4"], question = "Still?" }
infeasible = ["a and c", { statement = "not a and \\"act two\\"", evidence = ["rec-5"] }]

[aims]
P.text = "the first"
P.types.hard = ["a", { statement = "not c if a", text = "why", evidence = ["rec-6"], question = "?" }]
P.types.soft = { ranking = ["NNY", ["NNN", "YNN"], "YYN"], question = "By whose word?" }
"Q of R" = []

[occasions."The meeting, day 1"]
on = 2013-03-15
evidence = ["rec-7"]
branches.deal = { fixes = ["a", "not c"], text = "as hoped" }
branches."no deal" = { infeasible = ["a"], aims = { "Q of R" = ["c"] } }
"""


def test_a_file_with_everything_is_kept_to_the_byte() -> None:
    situation = parse_situation(FULL)
    assert write_situation(situation) == FULL
    assert parse_situation(write_situation(situation)) == situation
    deal, no_deal = (branch for _, branch in situation.branches())
    assert (deal.fixes, no_deal.aims[0][0]) == ((("a", True), ("c", False)), "Q of R")
    assert situation.options[0].evidence == ("rec-2", "rec-3")
    assert situation.decision_maker("P").types == ("hard", "soft")
    assert situation.decision_maker("P").preference("soft").ranking == ((4,), (0, 1), (3,))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_examples_are_as_they_would_be_written(path: Path) -> None:
    situation = read_situation(path)
    assert write_situation(situation) == path.read_text(encoding="utf-8")
    assert parse_situation(write_situation(situation)) == situation


def test_the_situation_of_the_first_brief_takes_at_most_40_lines() -> None:
    belarus = next(path for path in EXAMPLES if "belarus" in path.stem)
    assert len(belarus.read_text(encoding="utf-8").splitlines()) <= 40
    situation = read_situation(belarus)
    assert situation.decision_maker("Belarus").types == ("alibi", "genuine")
    assert [branch.name for _, branch in situation.branches()] == ["deal", "no deal"]


@pytest.mark.parametrize("seed", range(30))
def test_any_situation_comes_back_as_it_was(seed: int) -> None:
    rng = np.random.default_rng(seed)
    situation = random_situation(rng, options=4, makers=2)
    text = write_situation(situation)
    again = parse_situation(text)
    assert again == situation
    assert write_situation(again) == text


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('title = "A \\"full\\" one"', "", "title: a situation has a title"),
        ('owner = "P" }', 'owner = "X" }', r"line 8: options.act two.owner: 'X' is not under \[aims\]"),
        ('moves = "only N to Y"', 'moves = "up"', r"line 7: options.a.moves: 'up' is none of"),
        ('"a and c"', '"a and d"', r"line 13: states.infeasible\[0\]: 'd' is no option; there are a, act two, c"),
        ('"a and c"', '"a and"', r"line 13: states.infeasible\[0\]: .* breaks off"),
        ('"a", {', '"a or or c", {', r"line 17: aims.P.types.hard\[0\]"),
        ("on = 2013-03-15", 'on = "15 March"', "on: write the day as"),
        ('fixes = ["a", "not c"]', 'fixes = ["a or c"]', "name an option, or `not`"),
        ('fixes = ["a", "not c"]', 'fix = ["a"]', "fix: no such key; known here: fixes"),
        ('taken = ["c"]', 'taken = ["z"]', "'z' is no option"),
        ('["NNY", ', '["NNYY", ', "'NNYY' is no state; write 3 letters"),
        ('["NNN", "YNN"]', '["NNN", "NNN"]', "a state stands twice"),
        ('aims = { "Q of R"', "aims = { Nobody", "'Nobody' is no decision maker"),
        ("[options]", "[options", "is no TOML: .*line 6"),
        ("branches.deal", "branches.two.deal", "no such key"),
        ('evidence = ["rec-7"]', 'evidence = "rec-7"', "write a list of texts"),
    ],
)
def test_a_mistake_is_told_with_its_place_and_what_to_do(old: str, new: str, told: str) -> None:
    assert old in FULL
    with pytest.raises(GameError, match=told):
        parse_situation(FULL.replace(old, new, 1))


def test_a_ranking_must_know_every_feasible_state() -> None:
    from sitroom.game import solve

    situation = parse_situation('title = "t"\n[options]\na = "P"\n[aims]\nP = { ranking = ["Y"] }\n')
    with pytest.raises(GameError, match="leaves out state N"):
        solve(situation)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('title = "t"\n[options]\n[aims]\n', "at least one option"),
        ('title = "t"\n[options]\na = "P"\n[states]\ninfeasible = ["a", "not a"]\n[aims]\nP = []\n', "is feasible"),
        ('title = "t"\n[options]\n' + "".join(f'o{k} = "P"\n' for k in range(25)) + "[aims]\nP = []\n", "at most 24"),
    ],
)
def test_what_is_no_game_is_refused(text: str, told: str) -> None:
    from sitroom.game import solve

    with pytest.raises(GameError, match=told):
        solve(parse_situation(text))


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="check the path"):
        load_situation(tmp_path / "none.toml")
    (tmp_path / "latin.toml").write_bytes(b'title = "\xe9"')
    with pytest.raises(GameError, match="not UTF-8"):
        load_situation(tmp_path / "latin.toml")
