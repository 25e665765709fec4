"""Worth: what an option is worth to each decision maker, in ranks, by taking it out of the game."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from sitroom.core import GameError
from sitroom.game.situation import Branch, Situation
from sitroom.game.stability import Concept, Solution, solve
from sitroom.game.states import Values

Ranks = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Worth:
    """What becomes of one decision maker's best and worst equilibrium when an option is out of the game.

    Args:
        option: the option that nobody can take any more.
        decision_maker: for whom.
        before: ranks of the best and of the worst equilibrium with the option, 1 is best; None where there is none.
        after: the same without it, on the same scale of ranks.
    """

    option: str
    decision_maker: str
    before: Ranks | None
    after: Ranks | None

    @property
    def ranks(self) -> Ranks | None:
        """By how many ranks the best and the worst equilibrium are better with the option; negative where it harms."""
        if self.before is None or self.after is None:
            return None
        return self.after[0] - self.before[0], self.after[1] - self.before[1]

    def to_json(self) -> dict[str, object]:
        """Return ``{option, decision_maker, best, worst}``: ``{with, without, worth}`` of each."""
        told: dict[str, object] = {"option": self.option, "decision_maker": self.decision_maker}
        for at, name in enumerate(("best", "worst")):
            told[name] = {
                "with": self.before[at] if self.before else None,
                "without": self.after[at] if self.after else None,
                "worth": self.ranks[at] if self.ranks else None,
            }
        return told


def worth_of_options(
    situation: Situation,
    *,
    branch: Branch | None = None,
    concept: Concept = "SEQ",
    types: Mapping[str, str] | None = None,
) -> tuple[Worth, ...]:
    """Return what each option is worth to each decision maker.

    An option whose absence leaves no feasible state is left out. Ranks are dense: equal payoffs share one, 1 is best.
    They are those of the whole game, and the distance between two of them means nothing but the order.
    """
    base = solve(situation, branch=branch, types=types)
    ranks = {name: _ranks(base, name) for name in base.decision_makers}
    settled = branch.fixes if branch else ()
    found: list[Worth] = []
    for option in situation.options:
        if option.name in dict(settled):
            continue
        without = replace(branch or Branch("as it stands"), fixes=(*settled, (option.name, False)))
        try:
            less = solve(situation, branch=without, types=types)
        except GameError:  # it has to be taken: no state is feasible without it
            continue
        for name in base.decision_makers:
            pair = [_ends(base, one.equilibria(concept), ranks[name]) for one in (base, less)]
            found.append(Worth(option.name, name, *pair))
    return tuple(found)


def _ranks(solution: Solution, decision_maker: str) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Dense ranks by place, 1 is best among feasible states."""
    payoffs = solution.payoffs[decision_maker]
    levels = np.unique(payoffs if solution.space.feasible is None else payoffs[solution.space.feasible])
    return len(levels) - np.searchsorted(levels, payoffs)


def _ends(base: Solution, values: Values, ranks: np.ndarray[tuple[int], np.dtype[np.int64]]) -> Ranks | None:
    if not len(values):
        return None
    found = ranks[base.space.places_of(values)]
    return int(found.min()), int(found.max())
