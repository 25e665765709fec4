"""The story of a solution in plain words: what is stable, why, what would change it, and what this cannot say."""

import numpy as np

from sitroom.game.routes import status_quo_place
from sitroom.game.situation import Situation
from sitroom.game.stability import Concept, Solution
from sitroom.game.swaps import smallest_change, try_swaps
from sitroom.game.telling import LIMITS, joined, paragraph, state_words, step_words
from sitroom.game.what_if_words import change_words
from sitroom.game.witness import Sanction, witness

MOST_STATES, MOST_ASKED = 3, 4096
"""So many stable states are explained; in a larger space nothing is, for it would take long and be read by nobody."""


def story(solution: Solution, *, concept: Concept = "SEQ") -> tuple[str, ...]:
    """Return the story in paragraphs: what is stable; why; what would change it; the limits, which always go with it.

    Args:
        solution: what was solved.
        concept: the foresight by which states are explained.
    """
    told = [paragraph(solution)]
    if solution.space.count <= MOST_ASKED:
        told += [part for part in (why_words(solution, concept), changing_words(solution, concept)) if part]
    return (*told, *_content_anywhere(solution), " ".join(LIMITS))


def why_words(solution: Solution, concept: Concept = "SEQ") -> str:
    """Return why the first stable states hold, and why the status quo does not where it is none of them.

    >>> from sitroom.game import parse_situation, solve
    >>> text = '''title = "A price"
    ... options = { cut = { owner = "Seller" }, buy = { owner = "Buyer" } }
    ... states = { status_quo = [] }
    ... aims = { Seller = ["buy", "not cut"], Buyer = ["buy iff cut"] }'''
    >>> print(why_words(solve(parse_situation(text))))
    [no option taken] holds: no move of Seller or Buyer is better for whoever makes it. [cut and buy] holds: no move of
    Buyer is better for whoever makes it; if Seller gives up cut, then Buyer gives up buy, and that is no better for
    Seller.
    """
    situation = solution.situation
    found = solution.equilibria(concept)[:MOST_STATES].tolist()
    start = status_quo_place(solution)
    out = []
    if start is not None:
        value = int(solution.space.values_at(np.array([start]))[0])
        if not solution.is_equilibrium(concept, value):
            out.append(_why_not(solution, concept, value))
        elif value not in found:
            found = [value, *found[:-1]]
    reasons: dict[str, list[int]] = {}
    for value in found:
        reasons.setdefault(_why(solution, concept, value), []).append(value)
    for reason, values in reasons.items():
        states = joined([f"[{state_words(situation, value)}]" for value in values])
        out.append(f"{states} {'hold' if len(values) > 1 else 'holds'}: {reason}.")
    more = solution.count(concept) - len(found)
    if more > 0:
        out.append(f"{more:,} more states hold by {concept}; witnesses tell why.")
    return " ".join(out) or f"Nothing holds by {concept} in {situation.title}."


def changing_words(solution: Solution, concept: Concept = "SEQ") -> str:
    """Return the smallest change of aims that makes or ends an equilibrium; empty where there are no aims to swap."""
    changes = try_swaps(solution)
    smallest = smallest_change(solution, changes, concept=concept)
    if smallest is not None:
        return f"The smallest change of aims that matters: {change_words(solution.situation, smallest, concept)}."
    return "No swap of neighbouring aims changes what is stable." if changes else ""


def _why(solution: Solution, concept: Concept, value: int) -> str:
    situation = solution.situation
    content, deterred = [], []
    for name in solution.decision_makers:
        found = witness(solution, name, concept, value)
        if found.sanctions:
            more = len(found.sanctions) - 1
            others = f" (and so for {more} more of their moves)" if more else ""
            deterred.append(f"{_deterred(situation, name, found.sanctions[0])}{others}")
        else:
            content.append(name)
    parts = [f"no move of {joined(content, 'or')} is better for whoever makes it"] if content else []
    return "; ".join((*parts, *deterred))


def _why_not(solution: Solution, concept: Concept, value: int) -> str:
    for name in solution.decision_makers:
        found = witness(solution, name, concept, value)
        if found.improvement is not None:
            step = step_words(solution.situation, found.improvement)
            after = state_words(solution.situation, found.improvement.after)
            return (
                f"The status quo does not hold: {step}, which is better for {name} and deterred by nobody: [{after}]."
            )
    raise AssertionError(f"state {value} is no equilibrium, yet nobody leaves it")


def _deterred(situation: Situation, name: str, one: Sanction) -> str:
    answers = joined([step_words(situation, step) for step in one.answers], "then")
    return f"if {step_words(situation, one.improvement)}, then {answers}, and that is no better for {name}"


def _content_anywhere(solution: Solution) -> list[str]:
    """Return a warning for those whose payoffs are all equal: the model does not know what they want."""
    here = slice(None) if solution.space.feasible is None else solution.space.feasible
    silent = [name for name, payoffs in solution.payoffs.items() if int(np.ptp(payoffs[here])) == 0]
    if not silent:
        return []
    return [f"No aim of {joined(silent)} tells one state from another, so that nothing is ever against their wishes."]
