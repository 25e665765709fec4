"""Walk: day by day through the facts, each day's queries answered from the days before it alone."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from sitroom.forecast.ranking.both_ways import BothWays, DayQueries
from sitroom.forecast.ranking.homes import Homes
from sitroom.forecast.ranking.known import Known, known_before
from sitroom.forecast.ranking.loops.features import FEATURES
from sitroom.forecast.ranking.loops.mixture import CONTEXTS, PARTS
from sitroom.forecast.ranking.loops.scan import scan, scan_blame
from sitroom.forecast.ranking.neighbours import LONG, RECENT, Closeness, closeness, steps
from sitroom.forecast.ranking.tallies import Tallies
from sitroom.forecast.ranking.triggers import Triggers

Floats = NDArray[np.float32]
_THREADS = 2
_REFRESH_DAYS = 10  # the eigenvectors are those of the last day that this divides


@dataclass
class Walk:
    """The state of a walk: what happened before ``day``, and what was learned.

    Args:
        rows: the facts in both directions.
        homes: country and role of the entities.
        triggers: weights of earlier acts.
        mixture: shape (contexts, parts), weights of the simple forecasters.
        novelty: shape (relations, 3); see ``count_triggers``.
    """

    rows: BothWays
    homes: Homes
    triggers: Triggers
    mixture: NDArray[np.float64]
    novelty: Floats
    day: int = field(default=0, init=False)
    _near: tuple[int, Closeness] | None = field(default=None, init=False, repr=False)
    _steps: dict[tuple[float, int], csr_matrix] = field(default_factory=dict, init=False, repr=False)

    def __post_init__(self) -> None:
        self.tallies = Tallies(self.rows, self.homes)

    def advance(self) -> None:
        """Take the facts of the day in and go to the next."""
        self.tallies.advance(self.day)
        self.day += 1
        self._steps.clear()

    def known(self) -> Known:
        """Return what is known on the eve of the day."""
        anchor = self.day - self.day % _REFRESH_DAYS
        if self._near is None or self._near[0] != anchor:
            self._near = (anchor, closeness(self.rows, anchor))
        return known_before(self.day, self.tallies, self.triggers, self.novelty, self._near[1])

    def candidates(
        self, subjects: NDArray[np.int32], relations: NDArray[np.int32], size: int
    ) -> tuple[NDArray[np.int32], Floats]:
        """Return the best candidates of each query, shape (q, size), and their features, shape (q, size, features).

        Args:
            subjects: shape (q,), in rising order.
            relations: shape (q,).
            size: how many candidates, at most all entities.
        """
        alone, rows = np.unique(subjects, return_inverse=True)
        known, near, far = self.known(), self._paths(alone, RECENT), self._paths(alone, LONG)
        found = np.empty((len(subjects), size), np.int32)
        features = np.empty((len(subjects), size, len(FEATURES)), np.float32)

        def part(low: int, high: int) -> None:
            scan(
                known, subjects[low:high], relations[low:high], rows[low:high], near, far, self.mixture,
                found[low:high], features[low:high],
            )  # fmt: skip

        with ThreadPoolExecutor(_THREADS) as pool:
            cuts = np.linspace(0, len(subjects), 4 * _THREADS + 1).astype(int).tolist()
            list(pool.map(part, cuts[:-1], cuts[1:]))
        return found, features

    def blame(self, queries: DayQueries) -> NDArray[np.float64]:
        """Return how much of the day's answers came from each simple forecaster, shape (contexts, parts)."""
        alone, rows = np.unique(queries.subject, return_inverse=True)
        total = np.zeros((CONTEXTS, len(PARTS)))
        scan_blame(
            self.known(), queries.subject, queries.relation, rows, self._paths(alone, RECENT), self.mixture,
            self.rows.object, queries.first, queries.last, total,
        )  # fmt: skip
        return total

    def _paths(self, subjects: NDArray[np.int32], kind: tuple[float, int]) -> Floats:
        """Return how well two steps lead from each subject to each entity, shape (subjects, entities)."""
        if kind not in self._steps:
            self._steps[kind] = steps(self.rows, self.day, kind)
        found: Floats = (self._steps[kind][subjects] @ self._steps[kind]).toarray()
        return found
