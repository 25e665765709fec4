"""Half-open character ranges and how they meet: overlap, likeness and one-to-one pairs."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias, TypeVar

Bounds: TypeAlias = tuple[int, int]
G = TypeVar("G")
P = TypeVar("P")


def overlap(one: Bounds, other: Bounds) -> int:
    """Return how many characters two ranges share; 0 or less where they do not meet."""
    return min(one[1], other[1]) - max(one[0], other[0])


def meets(some: Iterable[Bounds], other: Bounds) -> bool:
    """Whether any of some ranges shares a character with another."""
    return any(overlap(one, other) > 0 for one in some)


def inside(one: Bounds, other: Bounds) -> bool:
    """Whether the first range lies wholly in the other."""
    return other[0] <= one[0] and one[1] <= other[1]


def likeness(one: Bounds, other: Bounds) -> float:
    """Return shared characters over all characters of both, in [0, 1].

    >>> likeness((0, 4), (2, 6))
    0.3333333333333333
    """
    shared = overlap(one, other)
    return shared / (max(one[1], other[1]) - min(one[0], other[0])) if shared > 0 else 0.0


def pair(golds: Sequence[G], said: Sequence[P], fit: Callable[[G, P], float]) -> list[tuple[int, int]]:
    """Pair gold with said one to one, the best fit first; 0 is no fit, and ties go by order.

    >>> pair([(0, 4)], [(3, 5), (0, 4)], likeness)
    [(0, 1)]
    """
    fits = sorted((-fit(gold, one), g, s) for g, gold in enumerate(golds) for s, one in enumerate(said))
    met: dict[int, int] = {}
    for value, g, s in fits:
        if value < 0 and g not in met and s not in met.values():
            met[g] = s
    return list(met.items())
