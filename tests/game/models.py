"""Random situations for the tests, and the same as plain models for the oracle."""

import numpy as np

from sitroom.game.situation import Aim, DecisionMaker, Option, Preference, Rule, Situation
from sitroom.game.statements import And, Holds, If, Iff, Not, Or, Statement, holds
from tests.game.oracle import Model, State

MOVES = ("reversible", "only N to Y", "only Y to N")


def random_situation(rng: np.random.Generator, *, options: int, makers: int) -> Situation:
    """A situation with mixed owners, some options that move one way only, and some infeasible combinations."""
    names = [f"o{k}" for k in range(options)]
    people = [f"P{n}" for n in range(makers)]
    owners = [people[k] if k < makers else people[rng.integers(makers)] for k in range(options)]
    order = rng.permutation(options)
    moves = [MOVES[rng.choice(3, p=(0.6, 0.2, 0.2))] for _ in names]
    built = tuple(
        Option(names[k], owners[order[k]], moves=moves[k])  # type: ignore[arg-type]
        for k in range(options)
    )
    rules = tuple(Rule(conjunction(rng, names, size=int(rng.integers(2, 4)))) for _ in range(rng.integers(0, 4)))
    return Situation(
        "random", built, tuple(DecisionMaker(one, (_preference(rng, names),)) for one in people), None, rules
    )


def _preference(rng: np.random.Generator, names: list[str]) -> Preference:
    if rng.random() < 0.5:
        return Preference(tuple(Aim(random_statement(rng, names)) for _ in range(rng.integers(0, 7))))
    levels = int(rng.integers(1, 9)) if rng.random() < 0.5 else 1 << len(names)
    drawn = rng.integers(0, levels, size=1 << len(names))
    groups = [tuple(int(s) for s in np.flatnonzero(drawn == level)) for level in range(levels)]
    return Preference(ranking=tuple(one for one in groups if one))


def random_statement(rng: np.random.Generator, names: list[str], depth: int = 2) -> Statement:
    kind = rng.integers(0, 6) if depth else 0
    if kind <= 1:
        one = Holds(names[rng.integers(len(names))])
        return Not(one) if rng.random() < 0.5 else one
    left, right = (random_statement(rng, names, depth - 1) for _ in range(2))
    made: tuple[Statement, ...] = (And((left, right)), Or((left, right)), If(left, right), Iff(left, right))
    return made[kind - 2]


def conjunction(rng: np.random.Generator, names: list[str], *, size: int) -> Statement:
    chosen = rng.choice(len(names), size=min(size, len(names)), replace=False)
    parts: list[Statement] = [Holds(names[k]) if rng.random() < 0.5 else Not(Holds(names[k])) for k in chosen]
    return parts[0] if len(parts) == 1 else And(tuple(parts))


def plain_model(situation: Situation) -> Model | None:
    """The same situation as explicit sets, worked out state by state; None where nothing is feasible."""
    names = situation.option_names
    states: dict[State, frozenset[str]] = {}
    for value in range(1 << len(names)):
        taken = frozenset(name for k, name in enumerate(names) if value >> k & 1)
        if not any(holds(rule.statement, taken) for rule in situation.infeasible):
            states[tuple(name in taken for name in names)] = taken
    if not states:
        return None
    payoffs: dict[str, dict[State, int]] = {}
    for maker in situation.decision_makers:
        aims, ranking = maker.preferences[0].aims, maker.preferences[0].ranking
        rank = {value: len(ranking) - n for n, group in enumerate(ranking) for value in group}
        payoffs[maker.name] = {
            state: rank[value_of(state)]
            if ranking
            else sum(1 << (len(aims) - 1 - p) for p, aim in enumerate(aims) if holds(aim.statement, taken))
            for state, taken in states.items()
        }
    owned = {one.name: situation.owned_by(one.name) for one in situation.decision_makers}
    return Model(owned, tuple(one.moves for one in situation.options), frozenset(states), payoffs)


def value_of(state: State) -> int:
    return sum(1 << k for k, taken in enumerate(state) if taken)
