"""The report of a solution as JSON: states numbered from 1 in increasing value, stability of each, equilibria."""

from collections.abc import Mapping
from dataclasses import dataclass

from sitroom.game.situation import Branch, Occasion, Situation
from sitroom.game.stability import CONCEPTS, Solution, solve
from sitroom.game.what_if import cases, type_profiles

MOST_LISTED = 4096
"""Above so many states only counts and equilibria are told, unless all is asked for."""


@dataclass(frozen=True, eq=False)
class Solved:
    """A situation solved in one branch, or as it stands.

    Args:
        occasion: what the branch belongs to; None without branches.
        branch: the branch; None without branches.
        solutions: one for each combination of types, the first of each first; they share their states.
    """

    occasion: Occasion | None
    branch: Branch | None
    solutions: tuple[Solution, ...]

    def to_json(self, *, full: bool = False) -> dict[str, object]:
        """Return ``{occasion?, branch?, states, stability, equilibria}``.

        With types the answer is that of the first combination, whose types are in ``types``; ``profiles`` holds all.
        Above 4,096 states ``counts`` stands in place of ``states`` and ``stability``, unless ``full``.
        """
        first, space = self.solutions[0], self.solutions[0].space
        told: dict[str, object] = {}
        if self.branch:
            told = {"occasion": self.occasion.name if self.occasion else None, "branch": self.branch.name}
        short = space.count > MOST_LISTED and not full
        if short:
            told["counts"] = _counts(first)
        else:
            patterns = (space.situation.pattern(value) for value in space.values.tolist())
            told["states"] = [{"number": number, "options": one} for number, one in enumerate(patterns, start=1)]
        told |= _answer(first, short=short)
        if first.types:
            told["types"] = dict(first.types)
            told["profiles"] = [{"types": dict(one.types), **_answer(one, short=short)} for one in self.solutions]
        return told


def solve_all(situation: Situation) -> tuple[Solved, ...]:
    """Return the solutions of every branch; of the situation as it stands where it has none."""
    profiles = type_profiles(situation)
    return tuple(
        Solved(occasion, branch, tuple(solve(situation, branch=branch, types=types) for types in profiles))
        for occasion, branch in cases(situation)
    )


def _answer(solution: Solution, *, short: bool) -> dict[str, object]:
    numbers = solution.space.numbers_of
    equilibria = {concept: numbers(solution.equilibria(concept)).tolist() for concept in CONCEPTS}
    if short:
        return {"equilibria": equilibria}
    stability = {
        name: {concept: numbers(solution.stable(name, concept)).tolist() for concept in CONCEPTS}
        for name in solution.decision_makers
    }
    return {"stability": stability, "equilibria": equilibria}


def _counts(solution: Solution) -> Mapping[str, object]:
    names = solution.decision_makers
    return {
        "states": solution.space.count,
        "stability": {name: {one: solution.count(one, name) for one in CONCEPTS} for name in names},
        "equilibria": {concept: solution.count(concept) for concept in CONCEPTS},
    }
