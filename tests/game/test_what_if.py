"""What-ifs: signals, worths of options, swaps of aims, routes; on the situation of February and March 2013."""

import time
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from sitroom.core import GameError
from sitroom.game import (
    CONCEPTS,
    Aim,
    DecisionMaker,
    Preference,
    Situation,
    StatusQuo,
    change_words,
    find_routes,
    find_signals,
    load_situation,
    signals_sentence,
    smallest_change,
    solve,
    try_swaps,
    what_if,
    worth_of_options,
)
from sitroom.game.situation import Option
from tests.game.models import plain_model, random_situation, random_statement
from tests.game.oracle import Oracle

EXAMPLES = Path(str(files("sitroom"))) / "examples" / "situations"
BELARUS = load_situation(EXAMPLES / "belarus-2013.toml")
DILEMMA = load_situation(EXAMPLES / "prisoners-dilemma.toml")


@pytest.mark.parametrize("branch", [branch for _, branch in BELARUS.branches()], ids=lambda branch: branch.name)
def test_release_tells_the_types_apart_and_dialogue_tells_nothing(branch: object) -> None:
    signals = find_signals(BELARUS, "Belarus", branch=branch)  # type: ignore[arg-type]
    by_words = {one.words(): one for one in signals.options}
    assert (by_words["release"].tells, by_words["release"].stable_for) == ("separates", ("genuine",))
    assert by_words["dialogue"].tells == "tells nothing"
    assert signals.separating[0].words() == "release"
    assert signals_sentence(signals).startswith("Tells the types of Belarus apart: release (only genuine)")


def test_who_has_no_types_gives_no_signals() -> None:
    with pytest.raises(GameError, match="no types to tell apart"):
        find_signals(BELARUS, "Russia")


def test_a_branch_settles_its_options() -> None:
    for _, branch in BELARUS.branches():
        solution = solve(BELARUS, branch=branch)
        taken = dict(branch.fixes)
        assert solution.space.count == 6
        assert all(
            dict.fromkeys(BELARUS.taken(v), True).get(o, False) is t
            for v in solution.space.values.tolist()
            for o, t in taken.items()
        )


def test_what_silence_is_worth() -> None:
    """Without the second's option of silence both talk: the first loses the third-best for the second-best state, and so on."""
    worths = {(one.option, one.decision_maker): one for one in worth_of_options(DILEMMA)}
    assert worths["second_silent", "First"].before == (2, 3)
    assert worths["second_silent", "First"].after == (3, 3)
    assert worths["second_silent", "First"].ranks == (1, 0)


def test_routes_from_the_status_quo() -> None:
    start = replace(DILEMMA, status_quo=replace(DILEMMA.status_quo, taken=("first_silent",)))  # type: ignore[type-var]
    talk, silence = find_routes(solve(start), "SEQ") or ()
    assert talk.by_improvements is not None
    assert [step.decision_maker for step in talk.by_improvements] == ["First"]
    assert silence.by_improvements is None
    assert silence.by_moves is not None
    assert [step.after for step in silence.by_moves] == [3]
    assert find_routes(solve(replace(DILEMMA, status_quo=None)), "SEQ") is None


@pytest.mark.parametrize("seed", range(8))
def test_a_swap_is_what_solving_the_swapped_situation_gives(seed: int) -> None:
    rng = np.random.default_rng(seed)
    situation = random_situation(rng, options=4, makers=3)
    names = list(situation.option_names)
    makers = tuple(
        DecisionMaker(one.name, (Preference(tuple(Aim(random_statement(rng, names)) for _ in range(4))),))
        for one in situation.decision_makers
    )
    situation = replace(situation, decision_makers=makers)
    try:
        solution = solve(situation)
    except GameError:
        return
    changes = try_swaps(solution)
    assert len(changes) == 9
    for change in changes:
        (swap,) = change.swaps
        aims = list(situation.decision_maker(swap.decision_maker).preferences[0].aims)
        aims[swap.position], aims[swap.position + 1] = aims[swap.position + 1], aims[swap.position]
        swapped = replace(
            situation,
            decision_makers=tuple(
                replace(one, preferences=(Preference(tuple(aims)),)) if one.name == swap.decision_maker else one
                for one in makers
            ),
        )
        again = solve(swapped)
        for concept in CONCEPTS:
            before, after = set(solution.equilibria(concept).tolist()), set(again.equilibria(concept).tolist())
            assert (set(change.gained[concept]), set(change.lost[concept])) == (after - before, before - after)


def test_the_smallest_change_of_the_dilemma() -> None:
    """Who values their own silence above the other's keeps silent: one swap, and silence of one becomes stable."""
    solution = solve(DILEMMA)
    changes = try_swaps(solution)
    assert len(changes) == 2
    change = smallest_change(solution, changes, concept="SEQ")
    assert change is not None
    assert change.swaps[0].decision_maker == "First"
    assert "is stable no more" in change_words(DILEMMA, change, "SEQ")
    assert smallest_change(solution, changes, state=1) is None


def test_all_swaps_of_ten_options_take_less_than_a_second() -> None:
    rng = np.random.default_rng(3)
    names = [f"o{k}" for k in range(10)]
    options = tuple(Option(name, f"P{k % 3}") for k, name in enumerate(names))
    makers = tuple(
        DecisionMaker(f"P{n}", (Preference(tuple(Aim(random_statement(rng, names)) for _ in range(10))),))
        for n in range(3)
    )
    solution = solve(Situation("ten", options, makers))
    start = time.process_time()
    assert len(try_swaps(solution)) == 27
    assert time.process_time() - start < 1


def test_everything_is_asked_of_every_branch() -> None:
    deal, no_deal = what_if(BELARUS)
    assert [deal.branch and deal.branch.name, no_deal.branch and no_deal.branch.name] == ["deal", "no deal"]
    told = deal.to_json()
    assert told["on"] == "2013-03-15"
    assert [one["types"] for one in told["games"]] == [{"Belarus": "alibi"}, {"Belarus": "genuine"}]  # type: ignore[attr-defined]


@pytest.mark.parametrize("seed", range(20))
def test_routes_are_the_shortest_over_explicit_sets(seed: int) -> None:
    situation = random_situation(np.random.default_rng(seed), options=5, makers=3)
    model = plain_model(situation)
    if model is None:
        return
    oracle = Oracle(model)
    start = min(model.states)
    names = tuple(name for name, taken in zip(situation.option_names, start, strict=True) if taken)
    solution = solve(replace(situation, status_quo=StatusQuo(names)))
    for table, chosen in ((oracle.moves, "by_moves"), (oracle.improving, "by_improvements")):
        distance, frontier = {start: 0}, [start]
        while frontier:
            here = frontier.pop(0)
            for there in {state for who in table for state in table[who][here]} - set(distance):
                distance[there] = distance[here] + 1
                frontier.append(there)
        for route in find_routes(solution, "GMR") or ():
            end = tuple(bool(route.equilibrium >> k & 1) for k in range(5))
            steps = getattr(route, chosen)
            assert (None if steps is None else len(steps)) == distance.get(end)
            for step in steps or ():
                before, after = (tuple(bool(v >> k & 1) for k in range(5)) for v in (step.before, step.after))
                assert after in table[step.decision_maker][before]
