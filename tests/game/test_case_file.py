"""Case files: published conflicts as JSON, whose answers are never read."""

import json
from pathlib import Path
from typing import Any

import pytest

from sitroom.core import GameError
from sitroom.game import load_situation, solve
from sitroom.game.case_file import case_of
from sitroom.game.statements import render


def case(**changed: Any) -> dict[str, Any]:
    """A small case of our own: a tenant can pay, a landlord can evict, but not who has paid."""
    paid, out = {"option": 0, "value": "Y"}, {"option": 1, "value": "Y"}
    facts = {
        "format": "graph-model case v1",
        "title": "Rent",
        "options": [
            {"index": 0, "name": "pay", "owner": "Tenant", "moves": "only N to Y"},
            {"index": 1, "name": "evict", "owner": "Landlord", "moves": "reversible"},
        ],
        "decision_makers": [
            {
                "name": "Tenant",
                "options": [0],
                "preference_statements_most_important_first": [{"option": 1, "value": "N"}, {"not": paid}],
            },
            {
                "name": "Landlord",
                "options": [1],
                "preference_statements_most_important_first": [paid, {"any_of": [out, paid], "if": {"not": paid}}],
            },
        ],
        "infeasible": [{"all_of": [paid, out]}],
    }
    return {**facts, **changed}


def test_a_case_without_states_is_ranked_by_its_statements() -> None:
    situation = case_of(case())
    assert [render(aim.statement) for aim in situation.decision_makers[1].preferences[0].aims] == [
        "pay",
        "evict or pay if not pay",
    ]
    solution = solve(situation)
    assert [situation.pattern(value) for value in solution.space.values.tolist()] == ["NN", "YN", "NY"]
    assert solution.equilibria("Nash").tolist() == [1, 2]


def test_payoffs_by_state_win_over_statements_and_expected_is_not_read(tmp_path: Path) -> None:
    states = [{"number": 1, "options": "NN"}, {"number": 2, "options": "YN"}, {"number": 3, "options": "NY"}]
    makers = [{**one, "ordinal_payoffs_by_state": [1, 1, 1]} for one in case()["decision_makers"]]
    path = tmp_path / "case.json"
    path.write_text(json.dumps(case(states=states, decision_makers=makers, expected="nonsense")), encoding="utf-8")
    assert solve(load_situation(path)).count("Nash") == 3


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"format": "graph-model case v2"}, "only such cases"),
        ({"misperceived_states": [1]}, "misperceived states"),
        ({"decision_makers": [{"name": "Tenant", "misperceived_states": [2]}]}, "Tenant has misperceived states"),
        ({"states": [{"number": 1, "options": "NN"}]}, "not those that `infeasible` leaves"),
        ({"states": ["NX"]}, "letters Y or N"),
        ({"infeasible": [{"option": 7, "value": "Y"}]}, "none of 0 to 1"),
        ({"infeasible": [{"none_of": []}]}, "no such key as 'none_of'"),
        ({"infeasible": [{"option": 0, "value": "-"}]}, "write Y or N"),
        ({"options": None}, "no list 'options'"),
    ],
)
def test_what_cannot_be_solved_is_refused(changed: dict[str, Any], told: str) -> None:
    with pytest.raises(GameError, match=told):
        case_of(case(**changed))


def test_options_of_one_name_are_told_apart_and_patterns_are_read() -> None:
    options = [{**one, "name": "escalate"} for one in case()["options"]]
    situation = case_of(case(options=options, infeasible=["YY", [{"option": 0, "value": "N"}]]))
    assert situation.option_names == ("escalate (Tenant)", "escalate (Landlord)")
    assert solve(situation).space.values.tolist() == [1]


def test_a_ranking_that_is_given_directly_needs_its_payoffs() -> None:
    makers = [{**one, "ranking_is": "given directly"} for one in case()["decision_makers"]]
    with pytest.raises(GameError, match="add them"):
        case_of(case(decision_makers=makers))
