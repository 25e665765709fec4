"""Triggers: how much an earlier act between two parties speaks for a later one, by both relations and the lag."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from sitroom.forecast.ranking.lags import LAG_CLASSES

Floats = NDArray[np.float32]
_TO_CLASS, _TO_RELATION, _AT_FIRST = 50.0, 20.0, 0.05


@dataclass
class Triggers:
    """Weights learned by counting: of all that a subject did (relation, lag) before a query, the share whose party is
    an answer; drawn towards the share of all relations of its kind (the same, its inverse, same side, other side).

    Args:
        relations: how many relations there are, inverses counted.
    """

    relations: int
    hits: Floats = field(init=False, repr=False)
    seen: Floats = field(init=False, repr=False)
    weights: Floats = field(init=False, repr=False)

    def __post_init__(self) -> None:
        shape = (self.relations, self.relations, LAG_CLASSES)
        self.hits, self.seen = np.zeros(shape, np.float32), np.zeros(shape, np.float32)
        self.weights = np.full(shape, _AT_FIRST, np.float32)

    def learn(self) -> None:
        """Work the weights out anew from what was counted."""
        number = np.arange(self.relations)
        half = self.relations // 2
        kinds = ((number[:, None] < half) == (number[None] < half)).astype(np.int8)
        kinds[number, number], kinds[number, (number + half) % self.relations] = 2, 3
        for kind in range(4):
            of_kind = kinds == kind
            if not of_kind.any():
                continue
            share = (self.hits[of_kind].sum(0) + 0.01) / (self.seen[of_kind].sum(0) + 1)
            hits = (self.hits * of_kind[..., None]).sum(1)
            seen = (self.seen * of_kind[..., None]).sum(1)
            prior = (hits + _TO_CLASS * share) / (seen + _TO_CLASS)
            weights = (self.hits + _TO_RELATION * prior[:, None]) / (self.seen + _TO_RELATION)
            self.weights[of_kind] = weights[of_kind]
