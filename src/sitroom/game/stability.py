"""Stability under four kinds of foresight: Nash, GMR, SMR and SEQ, over the whole state space at once.

A state is stable for a decision maker who has no reason to leave it:

- Nash: no own move is an improvement;
- GMR (general metarational): opponents can answer every improvement so that it ends no better than the state left;
- SMR (symmetric metarational): and then no countermove of one's own ends better either;
- SEQ (sequential): opponents can answer so by improvements of their own.

Opponents answer by any legal sequence of moves in which nobody moves twice running.

Source: Fang, Hipel, Kilgour (1993), Interactive Decision Making: The Graph Model for Conflict Resolution.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from sitroom.core import GameError
from sitroom.game.improvements import Improvements, improvements_of, worst_of_improvements
from sitroom.game.moves import Cube, best_of_own_moves, worst_of_sanctions
from sitroom.game.payoffs import Payoffs, payoffs_of
from sitroom.game.situation import Branch, Situation
from sitroom.game.states import Mask, StateSpace, Values, space_of

Concept = Literal["Nash", "GMR", "SMR", "SEQ"]
CONCEPTS: tuple[Concept, ...] = ("Nash", "GMR", "SMR", "SEQ")


@dataclass(frozen=True, eq=False)
class Solution:
    """The stable states of a situation, in one branch and for one type of each decision maker.

    Args:
        space: the states.
        types: the type of each decision maker who has types.
        payoffs: of each decision maker, by place.
        verdicts: by decision maker and concept, where the state is stable; by place, infeasible ones mean nothing.
    """

    space: StateSpace
    types: tuple[tuple[str, str], ...]
    payoffs: Mapping[str, Payoffs]
    verdicts: Mapping[str, Mapping[Concept, Mask]]

    @property
    def situation(self) -> Situation:
        """What was solved."""
        return self.space.situation

    @property
    def decision_makers(self) -> tuple[str, ...]:
        """Their names, in order."""
        return tuple(self.payoffs)

    def stable(self, decision_maker: str, concept: Concept) -> Values:
        """Return the values of the states that are stable for one decision maker, increasing."""
        return self._values(self._verdict(decision_maker, concept))

    def equilibria(self, concept: Concept) -> Values:
        """Return the values of the states that are stable for all, increasing."""
        return self._values(self._shared(concept))

    def is_stable(self, decision_maker: str, concept: Concept, value: int) -> bool:
        """Return whether a state is stable for one decision maker."""
        return bool(self._verdict(decision_maker, concept)[self.space.place_of(value)])

    def is_equilibrium(self, concept: Concept, value: int) -> bool:
        """Return whether a state is stable for all."""
        return all(self.is_stable(one, concept, value) for one in self.decision_makers)

    def count(self, concept: Concept, decision_maker: str | None = None) -> int:
        """Return how many states are stable for one decision maker, or for all."""
        verdict = self._verdict(decision_maker, concept) if decision_maker else self._shared(concept)
        return int(np.count_nonzero(self._feasible(verdict)))

    def payoff(self, decision_maker: str, value: int) -> int:
        """Return a payoff; only its order against others of the same decision maker means anything."""
        return int(self.payoffs[decision_maker][self.space.place_of(value)])

    def _verdict(self, decision_maker: str, concept: Concept) -> Mask:
        if decision_maker not in self.verdicts:
            raise GameError(f"no decision maker {decision_maker!r}; there are {', '.join(self.decision_makers)}")
        return self.verdicts[decision_maker][concept]

    def _shared(self, concept: Concept) -> Mask:
        shared: Mask = np.logical_and.reduce([self.verdicts[one][concept] for one in self.decision_makers])
        return shared

    def _feasible(self, verdict: Mask) -> Mask:
        return verdict if self.space.feasible is None else verdict & self.space.feasible

    def _values(self, verdict: Mask) -> Values:
        return np.sort(self.space.values_at(np.flatnonzero(self._feasible(verdict))))


def solve(situation: Situation, *, branch: Branch | None = None, types: Mapping[str, str] | None = None) -> Solution:
    """Return the stable states of a situation.

    Args:
        situation: at most 24 options.
        branch: how an occasion ended; None for the situation as it stands.
        types: decision makers by the type to take; the first of each where not given.

    Raises:
        GameError: no state is feasible, or there is no such type.
    """
    space = space_of(situation, branch)
    first = dict(branch.aims) if branch else {}
    chosen, payoffs = [], {}
    for maker in situation.decision_makers:
        preference = maker.preference((types or {}).get(maker.name, ""))
        if preference.type:
            chosen.append((maker.name, preference.type))
        payoffs[maker.name] = payoffs_of(space, preference, first.get(maker.name, ()))
    return solve_space(space, payoffs, types=tuple(chosen))


def solve_space(
    space: StateSpace, payoffs: Mapping[str, Payoffs], *, types: tuple[tuple[str, str], ...] = ()
) -> Solution:
    """Return the stable states of a space under payoffs, one array for each decision maker in order."""
    judge = Judge(space)
    tables = list(payoffs.values())
    improvements = {n: judge.improvements(n, table) for n, table in enumerate(tables) if space.movers[n].bits}
    verdicts = {name: judge.judge(n, payoffs[name], improvements) for n, name in enumerate(payoffs)}
    return Solution(space, types, dict(payoffs), verdicts)


class Judge:
    """Finds the stable states of one decision maker at a time, so that what changes for one is done again for one."""

    def __init__(self, space: StateSpace) -> None:
        self.space = space

    def improvements(self, mover: int, payoffs: Payoffs) -> Improvements:
        """Return a mover's improvements under their own payoffs."""
        return improvements_of(self.space, mover, payoffs)

    def judge(
        self, mover: int, payoffs: Payoffs, improvements: Mapping[int, Improvements],
        concepts: Iterable[Concept] = CONCEPTS,
    ) -> dict[Concept, Mask]:  # fmt: skip
        """Return where states are stable for a mover.

        Args:
            mover: who.
            payoffs: the mover's own.
            improvements: of all others who can move; asked for SEQ only.
            concepts: which.
        """
        space = self.space
        if not space.movers[mover].bits:  # who cannot move is content everywhere
            return {concept: np.ones(space.size, dtype=np.bool_) for concept in concepts}
        opponents = [n for n, one in enumerate(space.movers) if n != mover and one.bits]
        own = payoffs.reshape(space.shape)
        low, high = self._barred(own, 0), self._barred(own, np.iinfo(own.dtype).max)
        best = best_of_own_moves(space, mover, low)
        found: dict[Concept, Mask] = {}
        for concept in concepts:
            if concept == "Nash":
                found[concept] = (best <= own).reshape(-1)
                continue
            if concept == "GMR":
                worst = worst_of_sanctions(space, opponents, high)
            elif concept == "SMR":
                escape = self._barred(best, np.iinfo(own.dtype).max)
                worst = np.minimum(worst_of_sanctions(space, opponents, escape), own)
            else:
                worst = worst_of_improvements(opponents, improvements, high.reshape(-1)).reshape(space.shape)
            found[concept] = self._deterred(mover, own, worst)
        return found

    def _deterred(self, mover: int, own: Cube, worst: Cube) -> Mask:
        """No own move ends, after the worst answer, better than where one was.

        A move that is no improvement cannot count against it: ``worst`` is at most the payoff there.
        """
        ends = best_of_own_moves(self.space, mover, self._barred(worst, 0))
        return np.broadcast_to(ends <= own, self.space.shape).reshape(-1)

    def _barred(self, payoffs: Cube, value: Any) -> NDArray[Any]:
        """Put a value that never decides anything at the infeasible places."""
        if self.space.feasible is None:
            return payoffs
        return np.where(self.space.feasible.reshape(self.space.shape), payoffs, payoffs.dtype.type(value))
