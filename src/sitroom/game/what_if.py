"""What if: every branch of an occasion and every type, with signals, worths of options, swaps of aims and routes."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product

from sitroom.game.routes import Route, find_routes
from sitroom.game.signals import Signals, find_signals
from sitroom.game.situation import Branch, Occasion, Situation
from sitroom.game.stability import CONCEPTS, Concept, Solution, solve
from sitroom.game.swaps import Change, smallest_change, try_swaps
from sitroom.game.worth import Worth, worth_of_options

MOST_PROFILES = 16
MOST_STATES = 1 << 16
"""Above so many states options are not deleted, aims not swapped, and no routes looked for."""


@dataclass(frozen=True, eq=False)
class Profile:
    """One game: one branch, one type of each decision maker.

    Args:
        solution: what is stable.
        worths: of every option to every decision maker; None where there are too many states.
        changes: what every single swap of neighbouring aims does; None where there are too many states.
        smallest: the smallest change that flips an equilibrium; None where none was found or tried.
        routes: from the status quo to each equilibrium; None where there is no feasible status quo, or there are
            too many states.
    """

    solution: Solution
    worths: tuple[Worth, ...] | None
    changes: tuple[Change, ...] | None
    smallest: Change | None
    routes: tuple[Route, ...] | None


@dataclass(frozen=True, eq=False)
class WhatIf:
    """Everything that is asked of one branch, or of a situation without branches.

    Args:
        occasion: what the branch belongs to; None without branches.
        branch: the branch; None without branches.
        concept: whose equilibria are compared.
        signals: of each decision maker with types.
        profiles: a game for each combination of types, 16 at most.
    """

    situation: Situation
    occasion: Occasion | None
    branch: Branch | None
    concept: Concept
    signals: tuple[Signals, ...]
    profiles: tuple[Profile, ...]

    def to_json(self) -> dict[str, object]:
        """Return all answers, states as Y and N."""
        told: dict[str, object] = {}
        if self.occasion and self.branch:
            told = {
                "occasion": self.occasion.name,
                "on": self.occasion.on.isoformat() if self.occasion.on else None,
                "branch": self.branch.name,
            }
        return {
            **told,
            "concept": self.concept,
            "signals": [one.to_json() for one in self.signals],
            "games": [_profile(self.situation, self.concept, one) for one in self.profiles],
        }


def what_if(situation: Situation, *, concept: Concept = "SEQ") -> tuple[WhatIf, ...]:
    """Return the answers for every branch, or for the situation as it stands where it has none.

    Raises:
        GameError: a branch leaves no feasible state.
    """
    return tuple(_asked(situation, occasion, branch, concept) for occasion, branch in cases(situation))


def cases(situation: Situation) -> tuple[tuple[Occasion | None, Branch | None], ...]:
    """Return the branches with their occasions, or one pair of None where there are no branches."""
    return situation.branches() or ((None, None),)


def type_profiles(situation: Situation) -> tuple[Mapping[str, str], ...]:
    """Return every combination of types, the first of each first; one empty one where nobody has types."""
    typed = [(one.name, one.types) for one in situation.decision_makers if one.types]
    names = [name for name, _ in typed]
    return tuple(
        dict(zip(names, chosen, strict=True))
        for chosen in list(product(*(types for _, types in typed)))[:MOST_PROFILES]
    )


def _asked(situation: Situation, occasion: Occasion | None, branch: Branch | None, concept: Concept) -> WhatIf:
    typed = [one.name for one in situation.decision_makers if len(one.types) > 1]
    return WhatIf(
        situation,
        occasion,
        branch,
        concept,
        tuple(find_signals(situation, name, branch=branch, concept=concept) for name in typed),
        tuple(_profiled(situation, branch, concept, types) for types in type_profiles(situation)),
    )


def _profiled(situation: Situation, branch: Branch | None, concept: Concept, types: Mapping[str, str]) -> Profile:
    solution = solve(situation, branch=branch, types=types)
    if solution.space.size > MOST_STATES:
        return Profile(solution, None, None, None, None)
    routes = find_routes(solution, concept)
    changes = try_swaps(solution)
    smallest = smallest_change(solution, changes, concept=concept)
    worths = worth_of_options(situation, branch=branch, concept=concept, types=types)
    return Profile(solution, worths, changes, smallest, routes)


def _profile(situation: Situation, concept: Concept, one: Profile) -> dict[str, object]:
    pattern = situation.pattern
    changes = one.changes
    return {
        "types": dict(one.solution.types),
        "equilibria": {name: [pattern(value) for value in one.solution.equilibria(name).tolist()] for name in CONCEPTS}
        if one.solution.space.size <= MOST_STATES
        else {concept: [pattern(value) for value in one.solution.equilibria(concept).tolist()[:50]]},
        "worth": None if one.worths is None else [worth.to_json() for worth in one.worths],
        "swaps_tried": None if changes is None else len(changes),
        "swaps": None if changes is None else [_change(situation, change) for change in changes if change.flips],
        "smallest_change": None if one.smallest is None else _change(situation, one.smallest),
        "routes": None if one.routes is None else [route.to_json(pattern) for route in one.routes],
    }


def _change(situation: Situation, change: Change) -> dict[str, object]:
    sides = {"gained": change.gained, "lost": change.lost}
    told = {
        side: {name: [situation.pattern(value) for value in values] for name, values in table.items() if values}
        for side, table in sides.items()
    }
    return {"swaps": [swap.to_json() for swap in change.swaps], **told}
