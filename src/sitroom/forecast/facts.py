"""Facts: who did what to whom on which day, as parallel arrays of whole numbers; what the forecasters learn from."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from sitroom.core import ForecastError

Ints = NDArray[np.int32]


@dataclass(frozen=True)
class Facts:
    """Dated facts (subject, relation, object, day), sorted by day.

    Args:
        subject: shape (n,), places in ``entities``.
        relation: shape (n,), places in ``relations``.
        object: shape (n,), places in ``entities``.
        day: shape (n,), never falling; days are counted from any zero.
        entities: names of actors and recipients; a country in brackets is read as such ("Police (Kenya)").
        relations: names of what is done.

    Raises:
        ForecastError: the arrays differ in length, the days fall, or a number names nobody.
    """

    subject: Ints
    relation: Ints
    object: Ints
    day: Ints
    entities: Sequence[str] = field(repr=False)
    relations: Sequence[str] = field(repr=False)

    def __post_init__(self) -> None:
        columns = (self.subject, self.relation, self.object, self.day)
        if len({len(column) for column in columns}) != 1:
            raise ForecastError(f"the columns of facts differ in length: {[len(column) for column in columns]}")
        if not len(self.day):
            return
        if (np.diff(self.day) < 0).any():
            raise ForecastError("facts are sorted by day")
        for column, names in (
            (self.subject, self.entities),
            (self.relation, self.relations),
            (self.object, self.entities),
        ):
            if column.min() < 0 or column.max() >= len(names):
                raise ForecastError(f"a fact names number {column.max()}, but there are {len(names)} names")

    def __len__(self) -> int:
        return len(self.day)

    def until(self, day: int) -> "Facts":
        """Return the facts of this day and before."""
        return self._slice(0, int(np.searchsorted(self.day, day, side="right")))

    def between(self, first: int, last: int) -> "Facts":
        """Return the facts from one day to another, both inclusive."""
        low, high = np.searchsorted(self.day, first, side="left"), np.searchsorted(self.day, last, side="right")
        return self._slice(int(low), int(high))

    def _slice(self, low: int, high: int) -> "Facts":
        part = slice(low, high)
        return Facts(
            self.subject[part], self.relation[part], self.object[part], self.day[part], self.entities, self.relations
        )


def facts_from(rows: Sequence[NDArray[np.integer]], entities: Sequence[str], relations: Sequence[str]) -> Facts:
    """Return facts from four columns (subject, relation, object, day) in any order, sorted by day, then by the rest.

    >>> columns = [np.array([1, 0]), np.array([0, 0]), np.array([0, 1]), np.array([5, 2])]
    >>> facts = facts_from(columns, ["A", "B"], ["meets"])
    >>> facts.day.tolist(), facts.subject.tolist()
    ([2, 5], [0, 1])
    """
    subject, relation, object_, day = (np.asarray(column, dtype=np.int32) for column in rows)
    order = np.lexsort((object_, relation, subject, day))
    return Facts(subject[order], relation[order], object_[order], day[order], entities, relations)
