"""What-ifs in words: signals, changes of preferences and routes, a sentence each."""

from collections.abc import Sequence

from sitroom.game.paths import Step
from sitroom.game.routes import Route
from sitroom.game.signals import Signal, Signals
from sitroom.game.situation import Situation
from sitroom.game.stability import Concept
from sitroom.game.swaps import Change
from sitroom.game.telling import joined, state_words, step_words


def signals_sentence(signals: Signals) -> str:
    """Return which act tells the types apart, and which taken option tells nothing."""
    who = signals.decision_maker
    told = [f"{one.words()} (only {one.stable_for[0]})" for one in signals.separating]
    nothing = [one.words() for one in signals.options if one.tells == "tells nothing" and one.act[0][1]]
    first = f"Tells the types of {who} apart: {joined(told)}." if told else f"No act tells the types of {who} apart."
    second = f" Tells nothing, for all types do it: {joined(nothing)}." if nothing else ""
    return first + second


def signal_words(signal: Signal) -> str:
    """Return an act with the types that show it."""
    return f"{signal.words()}: {joined(signal.stable_for) or 'nobody'}"


def change_words(situation: Situation, change: Change, concept: Concept) -> str:
    """Return a change of preferences, and the equilibria of one kind that it makes and ends."""
    swaps = [f"{one.decision_maker} puts `{one.below}` above `{one.above}`" for one in change.swaps]
    gained = _states(situation, change.gained[concept])
    lost = _states(situation, change.lost[concept])
    effects = [
        f"{states} {verb}" for states, verb in ((gained, "becomes stable"), (lost, "is stable no more")) if states
    ]
    return f"if {joined(swaps)}, {joined(effects) or 'no equilibrium comes or goes'}"


def route_words(situation: Situation, route: Route) -> str:
    """Return how one gets from the status quo to an equilibrium."""
    end = f"[{state_words(situation, route.equilibrium)}]"
    if route.by_moves == ():
        return f"{end} is the status quo."
    if route.by_improvements is not None:
        return f"To {end} by moves that pay: {_steps(situation, route.by_improvements)}."
    if route.by_moves is not None:
        return f"To {end} only by moves that do not all pay: {_steps(situation, route.by_moves)}."
    return f"No legal moves lead to {end}."


def _steps(situation: Situation, steps: Sequence[Step]) -> str:
    return joined([step_words(situation, step) for step in steps], "then")


def _states(situation: Situation, values: Sequence[int]) -> str:
    shown = [f"[{state_words(situation, value)}]" for value in values[:3]]
    more = len(values) - len(shown)
    return joined([*shown, f"{more:,} more"] if more else shown)
