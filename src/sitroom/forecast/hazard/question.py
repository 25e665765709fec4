"""Hazard questions: will any of these do any of that to any of those, within so many days?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from sitroom.core import ForecastError

Longs = NDArray[np.int64]
MANY = 20_000
"""Above so many combinations, facts are sifted by what they say, not looked up one combination after another."""


@dataclass(frozen=True, slots=True)
class HazardQuestion:
    """Will any subject do any of the relations to any object on a day with ``cutoff < day <= cutoff + horizon``?

    Args:
        subjects: numbers of entities, at least one.
        relations: numbers of relations, at least one.
        objects: numbers of entities, at least one.
        cutoff: last day of knowledge, inclusive.
        horizon: the days ahead, at least 1.

    Raises:
        ForecastError: a set is empty, or the horizon is shorter than a day.
    """

    subjects: tuple[int, ...]
    relations: tuple[int, ...]
    objects: tuple[int, ...]
    cutoff: int
    horizon: int

    def __post_init__(self) -> None:
        if not (self.subjects and self.relations and self.objects):
            raise ForecastError("a question names at least one subject, one relation and one object")
        if self.horizon < 1:
            raise ForecastError(f"a horizon has at least one day, not {self.horizon}")


@dataclass(frozen=True)
class Sets:
    """Sets of whole numbers, one a question, laid end to end.

    Args:
        values: shape (total,).
        starts: shape (n + 1,), where each set starts; the last is the total.
    """

    values: Longs
    starts: Longs

    @property
    def sizes(self) -> Longs:
        """Return how many members each set has, shape (n,)."""
        sizes: Longs = np.diff(self.starts)
        return sizes

    def members(self, question: int) -> Longs:
        """Return the set of one question."""
        return self.values[self.starts[question] : self.starts[question + 1]]

    def of(self, question: Longs) -> "Sets":
        """Return the sets of these questions, in this order; any may come again."""
        sizes = self.sizes[question]
        starts = np.concatenate([[0], np.cumsum(sizes)])
        within = np.arange(starts[-1]) - np.repeat(starts[:-1], sizes)
        return Sets(self.values[np.repeat(self.starts[question], sizes) + within], starts)

    def part(self, low: int, high: int) -> "Sets":
        """Return the sets of the questions from low up to high."""
        first = self.starts[low]
        return Sets(self.values[first : self.starts[high]], self.starts[low : high + 1] - first)


@dataclass(frozen=True)
class Batch:
    """Questions as columns; every array has one entry a question."""

    subjects: Sets
    relations: Sets
    objects: Sets
    cutoff: Longs
    horizon: Longs

    def __len__(self) -> int:
        return len(self.cutoff)

    def of(self, question: Longs) -> "Batch":
        """Return these questions, in this order."""
        subjects, relations, objects = (one.of(question) for one in (self.subjects, self.relations, self.objects))
        return Batch(subjects, relations, objects, self.cutoff[question], self.horizon[question])

    def with_horizons(self, horizon: Longs) -> "Batch":
        """Return the same questions over other horizons, shape (n,)."""
        return replace(self, horizon=horizon)

    def part(self, low: int, high: int) -> "Batch":
        """Return the questions from low up to high."""
        subjects, relations, objects = (one.part(low, high) for one in (self.subjects, self.relations, self.objects))
        return Batch(subjects, relations, objects, self.cutoff[low:high], self.horizon[low:high])

    def parts(self, size: int) -> Iterator["Batch"]:
        """Return the questions in order, in parts of one question or more that combine at most so many members."""
        subjects, relations, objects = (one.sizes for one in (self.subjects, self.relations, self.objects))
        combined = np.cumsum(subjects * objects + (subjects + objects) * relations)
        low = 0
        while low < len(self):
            before = combined[low - 1] if low else 0
            high = max(int(np.searchsorted(combined, before + size, side="right")), low + 1)
            yield self.part(low, high)
            low = high


def batch(questions: Sequence[HazardQuestion]) -> Batch:
    """Return the questions as columns, every set sorted and without repeats."""
    return Batch(
        sets([one.subjects for one in questions]),
        sets([one.relations for one in questions]),
        sets([one.objects for one in questions]),
        np.array([one.cutoff for one in questions], dtype=np.int64),
        np.array([one.horizon for one in questions], dtype=np.int64),
    )


def questions_of(asked: Batch) -> list[HazardQuestion]:
    """Return columns as questions."""
    parts = [np.split(one.values, one.starts[1:-1]) for one in (asked.subjects, asked.relations, asked.objects)]
    rows = zip(*parts, asked.cutoff.tolist(), asked.horizon.tolist(), strict=True) if len(asked) else ()
    return [HazardQuestion(tuple(s.tolist()), tuple(r.tolist()), tuple(o.tolist()), *rest) for s, r, o, *rest in rows]


def join(batches: Sequence[Batch]) -> Batch:
    """Return the questions of several batches, one after the other."""
    return Batch(
        _joined([one.subjects for one in batches]),
        _joined([one.relations for one in batches]),
        _joined([one.objects for one in batches]),
        np.concatenate([one.cutoff for one in batches]),
        np.concatenate([one.horizon for one in batches]),
    )


def _joined(some: Sequence[Sets]) -> Sets:
    sizes = np.concatenate([one.sizes for one in some])
    return Sets(np.concatenate([one.values for one in some]), np.concatenate([[0], np.cumsum(sizes)]))


def sets(members: Sequence[Sequence[int]]) -> Sets:
    """Return sets, each sorted and without repeats.

    >>> sets([(3, 1, 3), (2,)]).values.tolist()
    [1, 3, 2]
    """
    kept = [sorted(set(one)) for one in members]
    starts = np.cumsum([0, *(len(one) for one in kept)], dtype=np.int64)
    return Sets(np.array([one for some in kept for one in some], dtype=np.int64), starts)


def combinations(*factors: Sets) -> Longs:
    """Return how many combinations of members each question has, shape (n,)."""
    counts: Longs = np.prod(np.stack([one.sizes for one in factors]), axis=0)
    return counts


def product(*factors: Sets) -> tuple[Longs, list[Longs]]:
    """Return every combination of members, question by question.

    Returns:
        The question of each combination, shape (m,), and each factor's member in it, shape (m,) each.
    """
    sizes = [one.sizes for one in factors]
    counts = combinations(*factors)
    question: Longs = np.repeat(np.arange(len(counts)), counts)
    within = np.arange(len(question)) - np.repeat(np.cumsum(counts) - counts, counts)
    members: list[Longs] = []
    for one, size in zip(reversed(factors), reversed(sizes), strict=True):
        here = size[question]
        members.append(one.values[one.starts[question] + within % here])
        within //= here
    return question, members[::-1]
