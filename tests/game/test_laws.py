"""Laws: only the order of payoffs counts, names mean nothing, more foresight holds what less foresight holds."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitroom.game import CONCEPTS, Preference, Situation, Solution, solve
from sitroom.game.situation import Option
from sitroom.game.statements import And, Constant, Holds, If, Iff, Not, Or, Statement
from tests.game.models import plain_model, random_situation

SEEDS = st.integers(0, 2**32 - 1)


def drawn(seed: int) -> Situation | None:
    situation = random_situation(np.random.default_rng(seed), options=5, makers=3)
    return situation if plain_model(situation) else None


def verdicts(solution: Solution) -> dict[tuple[str, str], list[int]]:
    names = solution.decision_makers
    return {(name, one): solution.stable(name, one).tolist() for name in names for one in CONCEPTS}


@settings(max_examples=25, deadline=None)
@given(SEEDS)
def test_any_relabelling_that_keeps_the_order_changes_nothing(seed: int) -> None:
    situation = drawn(seed)
    if situation is None:
        return
    solution = solve(situation)
    makers = []
    for maker in situation.decision_makers:
        groups: dict[int, list[int]] = {}
        for value in solution.space.values.tolist():
            groups.setdefault(solution.payoff(maker.name, value), []).append(value)
        ranking = tuple(tuple(groups[payoff]) for payoff in sorted(groups, reverse=True))
        makers.append(replace(maker, preferences=(Preference(ranking=ranking),)))
    assert verdicts(solve(replace(situation, decision_makers=tuple(makers)))) == verdicts(solution)


@settings(max_examples=25, deadline=None)
@given(SEEDS, st.permutations(range(5)))
def test_other_names_and_another_order_of_options_only_rename(seed: int, order: list[int]) -> None:
    situation = drawn(seed)
    if situation is None or any(maker.preferences[0].ranking for maker in situation.decision_makers):
        return
    new = {one.name: f"new {one.name}" for one in situation.options}
    options = tuple(replace(situation.options[k], name=new[situation.options[k].name]) for k in order)
    renamed = Situation(
        "renamed",
        options,
        tuple(
            replace(
                maker,
                preferences=(
                    Preference(
                        tuple(replace(a, statement=spoken(a.statement, new)) for a in maker.preferences[0].aims)
                    ),
                ),
            )
            for maker in situation.decision_makers
        ),
        None,
        tuple(replace(rule, statement=spoken(rule.statement, new)) for rule in situation.infeasible),
    )
    before, after = solve(situation), solve(renamed)
    for (name, concept), values in verdicts(before).items():
        moved = sorted(sum((value >> k & 1) << at for at, k in enumerate(order)) for value in values)
        assert after.stable(name, concept).tolist() == moved  # type: ignore[arg-type]


def spoken(statement: Statement, new: dict[str, str]) -> Statement:
    match statement:
        case Holds(option):
            return Holds(new[option])
        case Not(part):
            return Not(spoken(part, new))
        case And(parts) | Or(parts):
            return type(statement)(tuple(spoken(part, new) for part in parts))
        case If(first, second) | Iff(first, second):
            return type(statement)(spoken(first, new), spoken(second, new))
        case Constant():
            return statement


@settings(max_examples=25, deadline=None)
@given(SEEDS)
def test_the_concepts_contain_one_another(seed: int) -> None:
    situation = drawn(seed)
    if situation is None:
        return
    solution = solve(situation)
    for name in solution.decision_makers:
        nash, gmr, smr, seq = (set(solution.stable(name, one).tolist()) for one in CONCEPTS)
        assert nash <= smr <= gmr
        assert nash <= seq <= gmr


def test_who_cannot_move_is_content_everywhere() -> None:
    situation = random_situation(np.random.default_rng(1), options=4, makers=2)
    idle = replace(situation.decision_makers[0], name="Idle")
    solution = solve(replace(situation, decision_makers=(*situation.decision_makers, idle)))
    assert solution.count("Nash", "Idle") == solution.space.count


@pytest.mark.parametrize("statements", [0, 8, 9, 16, 17, 33, 70])
def test_any_number_of_aims_keeps_their_order_of_importance(statements: int) -> None:
    """The first aim outweighs all others together, however many there are."""
    from sitroom.game import Aim, DecisionMaker, parse

    aims = tuple(Aim(parse("a" if p == 0 else "not a")) for p in range(statements))
    options = (Option("a", "P"), Option("b", "Q"))
    makers = (DecisionMaker("P", (Preference(aims),)), DecisionMaker("Q", (Preference(),)))
    solution = solve(Situation("many", options, makers))
    assert solution.stable("P", "Nash").tolist() == ([1, 3] if statements else [0, 1, 2, 3])
