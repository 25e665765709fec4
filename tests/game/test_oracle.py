"""The solver against an oracle over explicit sets; every witness before a checker that shares nothing with it."""

from dataclasses import replace

import numpy as np
import pytest

from sitroom.game import CONCEPTS, parse_situation, solve, witness
from tests.game.checker import check_witness
from tests.game.models import plain_model, random_situation, value_of
from tests.game.oracle import Oracle


def drawn(seed: int, most: int) -> tuple[np.random.Generator, int, int]:
    rng = np.random.default_rng(seed)
    makers = int(rng.integers(2, 6))
    return rng, makers, int(rng.integers(makers, most + 1))


@pytest.mark.parametrize("chunk", range(10))
def test_random_models_are_solved_as_the_definitions_say(chunk: int) -> None:
    for seed in range(30 * chunk, 30 * chunk + 30):
        rng, makers, options = drawn(seed, 6 if seed % 3 == 0 else 5)
        situation = random_situation(rng, options=options, makers=makers)
        model = plain_model(situation)
        if model is None:
            continue
        solution = solve(situation)
        for who, by_concept in Oracle(model).answers().items():
            for concept in CONCEPTS:
                expected = sorted(value_of(state) for state in by_concept[concept])
                assert solution.stable(who, concept).tolist() == expected, (seed, who, concept)


@pytest.mark.parametrize("seed", range(1000, 1024))
def test_every_witness_is_accepted(seed: int) -> None:
    rng, makers, options = drawn(seed, 5)
    situation = random_situation(rng, options=options, makers=makers)
    model = plain_model(situation)
    if model is None:
        return
    solution, oracle = solve(situation), Oracle(model)
    for who in solution.decision_makers:
        for concept in CONCEPTS:
            for state in solution.space.values.tolist():
                given = witness(solution, who, concept, state)
                assert check_witness(oracle, given) == "", given


def test_the_checker_refuses_what_is_wrong() -> None:
    text = 'title = "t"\n[options]\na = "P"\nb = "Q"\n[aims]\nP = ["b", "not a"]\nQ = ["a", "not b"]\n'  # keep silent
    situation = parse_situation(text)
    model = plain_model(situation)
    assert model is not None
    solution, oracle = solve(situation), Oracle(model)
    held = witness(solution, "P", "GMR", 3)
    assert check_witness(oracle, held) == ""
    one = held.sanctions[0]
    wrong = [
        replace(held, sanctions=()),
        replace(held, sanctions=(one, one)),
        replace(held, sanctions=(replace(one, answers=()),)),
        replace(held, sanctions=(replace(one, answers=(*one.answers, one.answers[0])),)),
        replace(held, sanctions=(replace(one, end=one.improvement.after),)),
        replace(held, concept="Nash"),
        replace(held, stable=False, sanctions=(), improvement=one.improvement),
        replace(held, decision_maker="Q"),
    ]
    assert all(check_witness(oracle, given) for given in wrong)
    left = witness(solution, "P", "Nash", 3)
    assert check_witness(oracle, left) == ""
    assert check_witness(oracle, replace(left, stable=True, improvement=None))


@pytest.mark.parametrize("seed", range(2000, 2012))
def test_work_in_parts_gives_the_same_as_work_at_once(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The parts are far larger than any model that an oracle can hold, so they are made small here."""
    rng, makers, _ = drawn(seed, 6)
    situation = random_situation(rng, options=7, makers=makers)
    if plain_model(situation) is None:
        return
    whole = solve(situation)
    monkeypatch.setattr("sitroom.game.improvements.AT_ONCE", 8)
    monkeypatch.setattr("sitroom.game.states.LOW_BITS", 3)
    parts = solve(situation)
    for name in whole.decision_makers:
        for concept in CONCEPTS:
            assert parts.stable(name, concept).tolist() == whole.stable(name, concept).tolist()
