"""Weights of branches: how often the pattern of a branch held in event history, or that its weight is an assumption."""

from collections.abc import Callable
from dataclasses import dataclass

from sitroom.core import DayRange, EventPattern, english_range
from sitroom.game import Situation
from sitroom.history import BaseRate

AskRate = Callable[[EventPattern], BaseRate]
NO_WEIGHT = "assumption: no weight"
TYPES_HAVE_NONE = (
    "Which type is the true one is an assumption without a weight; a share of types or profiles is no probability."
)


@dataclass(frozen=True, slots=True)
class BranchWeight:
    """What history says about a branch.

    Args:
        occasion: its name.
        branch: its name.
        pattern: what was asked; None where the branch names none.
        rate: the answer; None where nothing was asked. It may be ``not_covered``.
    """

    occasion: str
    branch: str
    pattern: EventPattern | None = None
    rate: BaseRate | None = None

    def words(self) -> str:
        """Return the weight with its interval and where it is from, or that there is none."""
        if self.rate is None:
            return NO_WEIGHT
        if self.rate.rate is None or self.rate.interval is None:
            return f"{NO_WEIGHT}; not covered: {self.rate.reason}"
        low, high = self.rate.interval
        days = english_range(DayRange(self.rate.first_day, self.rate.last_day))
        return (
            f"weight {self.rate.rate:.0%} ({low:.0%}-{high:.0%}), from {self.rate.source}: its pattern held in "
            f"{self.rate.hits} of {self.rate.windows} windows of {self.rate.horizon_days} days, {days}"
        )

    def to_json(self) -> dict[str, object]:
        """Return the weight; ``weight`` is null where it is an assumption."""
        known = self.rate if self.rate is not None and self.rate.covered else None
        return {
            "occasion": self.occasion,
            "branch": self.branch,
            "weight": known.rate if known else None,
            "interval": list(known.interval) if known and known.interval else None,
            "words": self.words(),
            "base_rate": self.rate.to_json() if self.rate else None,
        }


def weigh_branches(situation: Situation, ask: AskRate) -> tuple[BranchWeight, ...]:
    """Return the weight of every branch; they need not sum to one, for each is counted by itself.

    Args:
        situation: whose branches.
        ask: gives the base rate of a pattern within its window.
    """
    return tuple(
        BranchWeight(occasion.name, branch.name, branch.pattern, ask(branch.pattern) if branch.pattern else None)
        for occasion, branch in situation.branches()
    )
