"""Signals: which act would tell the types of a decision maker apart, and which tells nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from sitroom.core import GameError
from sitroom.game.routes import reached_equilibria
from sitroom.game.situation import Branch, Situation
from sitroom.game.stability import Concept, Solution, solve

Tells = Literal["separates", "tells nothing", "tells something", "nobody does it"]


@dataclass(frozen=True, slots=True)
class Signal:
    """An act of a decision maker with types: one option taken or left, or all options at once.

    Args:
        act: options with whether they are taken.
        stable_for: the types for which some stable state that the situation leads to shows this act.
        tells: ``separates``: one type only; ``tells nothing``: all types.
    """

    act: tuple[tuple[str, bool], ...]
    stable_for: tuple[str, ...]
    tells: Tells

    def words(self) -> str:
        """Return the act in the words of a statement."""
        return " and ".join(name if taken else f"not {name}" for name, taken in self.act)

    def to_json(self) -> dict[str, object]:
        """Return ``{act, stable_for, tells}``."""
        return {"act": dict(self.act), "stable_for": list(self.stable_for), "tells": self.tells}


@dataclass(frozen=True, slots=True)
class Signals:
    """What the acts of a decision maker tell of the type, in one branch and by one concept.

    Args:
        decision_maker: with at least two types.
        concept: whose equilibria.
        from_status_quo: whether only equilibria count that improvements lead to from the status quo.
        options: single options, taken and left.
        acts: everything that the decision maker does or leaves, taken together.
    """

    decision_maker: str
    concept: Concept
    from_status_quo: bool
    options: tuple[Signal, ...]
    acts: tuple[Signal, ...]

    @property
    def separating(self) -> tuple[Signal, ...]:
        """The single options that tell the types apart, or where there are none the whole acts; those taken first."""
        for group in (self.options, self.acts):
            found = [one for one in group if one.tells == "separates"]
            if found:
                return tuple(sorted(found, key=lambda one: not one.act[0][1]))
        return ()

    def to_json(self) -> dict[str, object]:
        """Return all signals."""
        return {
            "decision_maker": self.decision_maker,
            "concept": self.concept,
            "from_status_quo": self.from_status_quo,
            "options": [one.to_json() for one in self.options],
            "acts": [one.to_json() for one in self.acts],
        }


def find_signals(
    situation: Situation, decision_maker: str, *, branch: Branch | None = None, concept: Concept = "SEQ",
    types: Mapping[str, str] | None = None,
) -> Signals:  # fmt: skip
    """Return what each act of a decision maker tells of the type.

    An act counts for a type where the game of that type has an equilibrium that shows it. Where the situation has a
    status quo, only equilibria count to which improvements lead from it: an act that cannot be undone is stable once
    done, but a type that would never do it does not get there.

    Args:
        situation: what is solved, once for each type.
        decision_maker: whose types.
        branch: how the occasion ended.
        concept: whose equilibria.
        types: of the other decision makers; the first of each where not given.

    Raises:
        GameError: the decision maker has fewer than two types.
    """
    maker = situation.decision_maker(decision_maker)
    if len(maker.types) < 2:
        raise GameError(f"{decision_maker} has no types to tell apart; write them under aims.{decision_maker}.types")
    settled = dict(branch.fixes) if branch else {}
    own = [k for k in situation.owned_by(decision_maker) if situation.options[k].name not in settled]
    shown: dict[str, set[int]] = {}
    started = False
    for type_ in maker.types:
        solution = solve(situation, branch=branch, types={**(types or {}), decision_maker: type_})
        started = started or _starts(solution)
        mask = sum(1 << k for k in own)
        shown[type_] = set(np.unique(reached_equilibria(solution, concept) & np.uint32(mask)).tolist())
    names = situation.option_names
    single = [
        _signal(
            {type_: any(act >> k & 1 == taken for act in acts) for type_, acts in shown.items()}, ((names[k], taken),)
        )
        for k in own
        for taken in (True, False)
    ]
    whole = [
        _signal(
            {type_: act in acts for type_, acts in shown.items()}, tuple((names[k], bool(act >> k & 1)) for k in own)
        )
        for act in sorted({act for acts in shown.values() for act in acts})
        if own
    ]
    return Signals(decision_maker, concept, started, tuple(single), tuple(whole))


def _starts(solution: Solution) -> bool:
    from sitroom.game.routes import status_quo_place

    return status_quo_place(solution) is not None


def _signal(stable: Mapping[str, bool], act: tuple[tuple[str, bool], ...]) -> Signal:
    found = tuple(type_ for type_, one in stable.items() if one)
    tells: Tells = (
        "nobody does it"
        if not found
        else "separates"
        if len(found) == 1
        else "tells nothing"
        if len(found) == len(stable)
        else "tells something"
    )
    return Signal(act, found, tells)
