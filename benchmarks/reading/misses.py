"""A place where gold and reading differ, for a list of errors."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Miss:
    """One difference.

    Args:
        weight: how bad it is; larger is worse, and comparable within a set only.
        gold: what the gold says.
        ours: what the reading says.
    """

    weight: float
    gold: str
    ours: str


def worst_first(found: Iterable[tuple[Miss, str]]) -> list[str]:
    """Return a line or two for each miss with its text, the worst first."""
    ordered = sorted(found, key=lambda one: (-one[0].weight, one[0].gold, one[1]))
    return [f"gold {miss.gold} | ours {miss.ours}\n    {' '.join(text.split())}" for miss, text in ordered]
