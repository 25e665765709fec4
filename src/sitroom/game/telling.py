"""Telling: states, moves, witnesses and solutions in words, and the limits that go with every result."""

from collections.abc import Sequence
from functools import reduce

import numpy as np

from sitroom.game.paths import Step
from sitroom.game.situation import Situation
from sitroom.game.stability import CONCEPTS, Solution
from sitroom.game.states import Values
from sitroom.game.witness import Sanction, Witness, witness

LIMITS = (
    "Stable is not probable: nobody has a reason to leave a stable state, but nothing is said of how likely it is.",
    "The model knows only the options and aims that are listed; what nobody listed can still happen.",
)
MOST_NAMED = 6


def joined(words: Sequence[str], last: str = "and") -> str:
    """Return words as a list in a sentence.

    >>> joined(["a", "b", "c"])
    'a, b and c'
    """
    return f"{', '.join(words[:-1])} {last} {words[-1]}" if len(words) > 1 else "".join(words)


def state_words(situation: Situation, value: int) -> str:
    """Return a state by the options that are taken in it."""
    return joined(situation.taken(value)) or "no option taken"


def step_words(situation: Situation, step: Step) -> str:
    """Return a move in words, such as ``Russia takes discount``."""
    before, after = set(situation.taken(step.before)), set(situation.taken(step.after))
    taken = [name for name in situation.option_names if name in after - before]
    left = [name for name in situation.option_names if name in before - after]
    parts = [f"{verb} {joined(names)}" for verb, names in (("takes", taken), ("gives up", left)) if names]
    return f"{step.decision_maker} {' and '.join(parts)}"


def witness_words(situation: Situation, given: Witness) -> str:
    """Return a witness in words: what was tried, who answers how, and how it ends."""
    who, state = given.decision_maker, state_words(situation, given.state)
    if given.stable:
        if not given.sanctions:
            return f"[{state}] is stable for {who} ({given.concept}): no move of their own is an improvement."
        told = "; ".join(_sanction(situation, one) for one in given.sanctions)
        return f"[{state}] is stable for {who} ({given.concept}): {told}."
    assert given.improvement is not None
    step = step_words(situation, given.improvement)
    why = {
        "Nash": "that is an improvement, and Nash asks no further",
        "GMR": "no answer of the others ends as badly as staying",
        "SMR": "no answer of the others ends as badly as staying, or a countermove escapes it",
        "SEQ": "no answer that pays those who give it ends as badly as staying",
    }[given.concept]
    if given.escaped is not None and given.escaped.countermove is not None:
        answers = joined([step_words(situation, one) for one in given.escaped.answers], "then")
        escape = step_words(situation, given.escaped.countermove)
        why = f"every answer that hurts can be escaped: after {answers}, {escape} ends better than staying"
    return f"[{state}] is not stable for {who} ({given.concept}): {step}, and {why}."


def why(solution: Solution, value: int) -> tuple[Witness, ...]:
    """Return the witnesses of one state, for every decision maker by every concept.

    Raises:
        GameError: the state is not feasible.
    """
    return tuple(witness(solution, name, concept, value) for name in solution.decision_makers for concept in CONCEPTS)


def _sanction(situation: Situation, one: Sanction) -> str:
    answers = joined([step_words(situation, step) for step in one.answers], "then")
    told = (
        f"if {step_words(situation, one.improvement)}, then {answers}; [{state_words(situation, one.end)}] is no better"
    )
    if one.countermove is not None:
        told += f", and the best countermove, {step_words(situation, one.countermove)}, does not help"
    return told


def paragraph(solution: Solution) -> str:
    """Return what is stable, by how much foresight, in a few sentences."""
    situation, space = solution.situation, solution.space
    nash, gmr, smr, seq = (solution.equilibria(concept) for concept in CONCEPTS)
    everywhere = reduce(np.intersect1d, (nash, gmr, smr, seq))
    credible = np.setdiff1d(seq, everywhere)
    threats = np.setdiff1d(smr, np.union1d(everywhere, credible))
    sentences = [f"{space.count:,} states are feasible."]
    types = joined([f"{name} is of the type {type_}" for name, type_ in solution.types])
    if types:
        sentences[0] = f"Where {types}, {sentences[0]}"
    if len(everywhere):
        sentences.append(f"Stable for all by every kind of foresight: {_named(situation, everywhere)}.")
    else:
        sentences.append("No state is stable for all by every kind of foresight.")
    if len(credible):
        sentences.append(f"Held by answers that pay those who give them (SEQ): {_named(situation, credible)}.")
    if len(threats):
        sentences.append(f"Held by threats only (SMR): {_named(situation, threats)}.")
    return " ".join(sentences)


def _named(situation: Situation, values: Values) -> str:
    shown = [f"[{state_words(situation, value)}]" for value in values[:MOST_NAMED].tolist()]
    more = len(values) - len(shown)
    return joined([*shown, f"{more:,} more"] if more else shown)
