"""The development cases: published conflicts and ordinal 2x2 games, equal to the canonical answers."""

import csv
import json
import os
from pathlib import Path

import pytest

from sitroom.game import CONCEPTS, DecisionMaker, Option, Preference, Situation, load_situation, solve

DATA = Path(os.environ.get("SITROOM_DATA", "/nowhere")) / "game"
CASES = sorted(DATA.glob("gmcr_*.json"))
needs_data = pytest.mark.skipif(not CASES, reason="SITROOM_DATA names no folder with the cases of the game room")


@needs_data
@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_case_is_solved_as_the_definitions_say(path: Path) -> None:
    expected = json.loads(path.read_text(encoding="utf-8"))["expected"]
    solution = solve(load_situation(path))
    numbers = solution.space.numbers_of
    for concept in CONCEPTS:
        found = numbers(solution.equilibria(concept)).tolist()
        assert found == expected["canonical_definitions_computed_here"][concept]
        for name in solution.decision_makers:
            one = expected["canonical_individual_stability"][name][concept]
            assert numbers(solution.stable(name, concept)).tolist() == one


@needs_data
def test_every_ordinal_game_of_two_by_two() -> None:
    options = (Option("row", "Row"), Option("column", "Column"))
    count = 0
    with (DATA / "ordinal_2x2.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            makers = tuple(
                DecisionMaker(name, (Preference(ranking=tuple((int(n) - 1,) for n in row[key])),))
                for name, key in (("Row", "row_ranking_best_first"), ("Column", "col_ranking_best_first"))
            )
            solution = solve(Situation("2x2", options, makers))
            for concept in CONCEPTS:
                found = "".join(str(value + 1) for value in solution.equilibria(concept).tolist())
                assert found == row[concept.lower()], (row, concept)
            count += 1
    assert count > 200
