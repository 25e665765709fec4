"""Outcomes of a situation for a brief: what is stable in each branch, which act tells types apart, what it rests on."""

from sitroom.brief import OutcomeLine
from sitroom.game import Situation, Solution, WhatIf, signals_sentence, state_words, what_if

MOST_STATES = 3


def outcomes_of(situation: Situation) -> tuple[OutcomeLine, ...]:
    """Return a line for each branch, by sequential stability; one line for a situation without branches."""
    rests_on = _rests_on(situation)
    return tuple(
        OutcomeLine(
            branch=one.branch.name if one.branch else "",
            text=" ".join((*(_stable(profile.solution) for profile in one.profiles), *_signals(one))),
            aside=one.branch.text if one.branch else "",
            rests_on=rests_on,
        )
        for one in what_if(situation)
    )


def _stable(solution: Solution) -> str:
    values = solution.equilibria("SEQ").tolist()
    shown = [f"[{state_words(solution.situation, value)}]" for value in values[:MOST_STATES]]
    more = len(values) - len(shown)
    told = " or ".join([*shown, *([f"{more:,} more states"] if more else [])]) or "nothing"
    types = " and ".join(f"{name} {type_}" for name, type_ in solution.types)
    return f"Stable with {types}: {told}." if types else f"Stable: {told}."


def _signals(one: WhatIf) -> list[str]:
    return [signals_sentence(signals) for signals in one.signals]


def _rests_on(situation: Situation) -> str:
    aims = sum(len(one.aims) for maker in situation.decision_makers for one in maker.preferences)
    parties = len(situation.decision_makers)
    return (
        f"From a model that rests on {len(situation.options)} options and {aims} aims ascribed to {parties} parties, "
        "all of them assumptions. Stable is not probable, and what nobody listed can still happen."
    )
