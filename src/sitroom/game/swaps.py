"""Swaps: which equilibria come and go when two neighbouring aims of a decision maker change places."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np

from sitroom.game.improvements import Improvements
from sitroom.game.payoffs import Payoffs, payoffs_of
from sitroom.game.situation import Preference
from sitroom.game.stability import CONCEPTS, Concept, Judge, Solution
from sitroom.game.statements import render
from sitroom.game.states import Mask

MOST_PAIRS = 600
"""Pairs of swaps are tried only where no single one changes anything, and so many at most."""


@dataclass(frozen=True, slots=True)
class Swap:
    """Two neighbouring aims in reverse order.

    Args:
        decision_maker: whose.
        position: of the upper one, from 0.
        above: the words of the aim that was above.
        below: of the one that was below and is now above.
        below_it: how many aims stand below both: the fewer, the less the preference changes.
    """

    decision_maker: str
    position: int
    above: str
    below: str
    below_it: int

    def to_json(self) -> dict[str, object]:
        """Return ``{decision_maker, position, aims}``."""
        return {"decision_maker": self.decision_maker, "position": self.position + 1, "aims": [self.above, self.below]}


@dataclass(frozen=True, slots=True)
class Change:
    """What one swap, or two together, do to the equilibria.

    Args:
        swaps: one or two.
        gained: by concept, the values of states that become equilibria.
        lost: of those that are none any more.
    """

    swaps: tuple[Swap, ...]
    gained: Mapping[Concept, tuple[int, ...]]
    lost: Mapping[Concept, tuple[int, ...]]

    @property
    def flips(self) -> bool:
        """Whether any equilibrium of any kind comes or goes."""
        return any(self.flips_any(concept) for concept in self.gained)

    def flips_any(self, concept: Concept) -> bool:
        """Return whether an equilibrium of one kind comes or goes."""
        return bool(self.gained[concept] or self.lost[concept])

    @property
    def size(self) -> tuple[int, int]:
        """How large the change of preferences is: fewer swaps first, then those of less important aims."""
        return len(self.swaps), sum(one.below_it for one in self.swaps)


def try_swaps(solution: Solution) -> tuple[Change, ...]:
    """Return what every single swap of neighbouring aims does; a ranking given directly has no aims to swap."""
    trial = _Trial(solution)
    return tuple(trial.change((swap,)) for swap in trial.swaps())


def smallest_change(
    solution: Solution, changes: Sequence[Change], *, concept: Concept | None = None, state: int | None = None
) -> Change | None:
    """Return the smallest change of preferences that makes or ends an equilibrium; None where none was found.

    Args:
        solution: what was solved.
        changes: every single swap; where none of them will do, pairs are tried.
        concept: only equilibria of this kind.
        state: only this state.
    """

    def fits(change: Change) -> bool:
        return any(
            values and (state is None or state in values)
            for table in (change.gained, change.lost)
            for name, values in table.items()
            if concept in (None, name)
        )

    single = min((one for one in changes if fits(one)), key=lambda one: one.size, default=None)
    if single is not None:
        return single
    trial = _Trial(solution)
    pairs = sorted(combinations(trial.swaps(), 2), key=lambda pair: sum(one.below_it for one in pair))
    return next((change for pair in pairs[:MOST_PAIRS] if fits(change := trial.change(pair))), None)


class _Trial:
    """Solves again what a swap touches, and nothing else."""

    def __init__(self, solution: Solution) -> None:
        self.solution = solution
        self.judge = Judge(solution.space)
        self.types = dict(solution.types)
        self.first = dict(solution.space.branch.aims) if solution.space.branch else {}
        self.movers = [n for n, one in enumerate(solution.space.movers) if one.bits]
        names = solution.decision_makers
        self.improvements = {n: self.judge.improvements(n, solution.payoffs[names[n]]) for n in self.movers}
        self.before = {concept: self._shared(solution.verdicts, concept) for concept in CONCEPTS}

    def preference(self, name: str) -> Preference:
        return self.solution.situation.decision_maker(name).preference(self.types.get(name, ""))

    def swaps(self) -> list[Swap]:
        found = []
        for name in self.solution.decision_makers:
            words = [render(aim.statement) for aim in self.preference(name).aims]
            last = len(words) - 1
            found += [Swap(name, at, words[at], words[at + 1], last - at - 1) for at in range(last)]
        return found

    def change(self, swaps: tuple[Swap, ...]) -> Change:
        payoffs = {swap.decision_maker: self.payoffs(swap.decision_maker, swaps) for swap in swaps}
        verdicts = self.verdicts(payoffs)
        gained, lost = {}, {}
        for concept in CONCEPTS:
            after = self._shared(verdicts, concept)
            gained[concept] = self.values(after & ~self.before[concept])
            lost[concept] = self.values(self.before[concept] & ~after)
        return Change(swaps, gained, lost)

    def payoffs(self, name: str, swaps: tuple[Swap, ...]) -> Payoffs:
        preference = self.preference(name)
        aims = list(preference.aims)
        for at in (swap.position for swap in swaps if swap.decision_maker == name):
            aims[at], aims[at + 1] = aims[at + 1], aims[at]
        return payoffs_of(self.solution.space, replace(preference, aims=tuple(aims)), self.first.get(name, ()))

    def verdicts(self, changed: Mapping[str, Payoffs]) -> dict[str, Mapping[Concept, Mask]]:
        names = self.solution.decision_makers
        numbers = [names.index(name) for name in changed]
        improvements: dict[int, Improvements] = dict(self.improvements)
        for n in numbers:
            if n in improvements:
                improvements[n] = self.judge.improvements(n, changed[names[n]])
        found: dict[str, Mapping[Concept, Mask]] = {}
        for n, name in enumerate(names):
            others_changed = any(n != other and other in improvements for other in numbers)
            payoffs = changed.get(name, self.solution.payoffs[name])
            concepts = CONCEPTS if name in changed else ("SEQ",) if others_changed else ()
            new = self.judge.judge(n, payoffs, improvements, concepts)
            found[name] = {**self.solution.verdicts[name], **new}
        return found

    def values(self, mask: Mask) -> tuple[int, ...]:
        return tuple(sorted(self.solution.space.values_at(np.flatnonzero(mask)).tolist()))

    def _shared(self, verdicts: Mapping[str, Mapping[Concept, Mask]], concept: Concept) -> Mask:
        shared: Mask = np.logical_and.reduce([one[concept] for one in verdicts.values()])
        feasible = self.solution.space.feasible
        return shared if feasible is None else shared & feasible
