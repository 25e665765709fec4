"""Both ways: every fact also as its inverse, sorted by day and by subject, so that one method ranks both sides."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sitroom.forecast.facts import Facts

Ints = NDArray[np.int32]


@dataclass(frozen=True)
class BothWays:
    """Facts (s, r, o) and their inverses (o, r + relations, s), each once.

    Args:
        subject, relation, object, day: shape (n,), sorted by day, subject, relation and object.
        origin: the day of the first fact; ``day`` counts from it.
        day_starts: shape (last day + 2,), where the facts of each day start.
        new_pair, new_triple: shape (n,), whether the two had not met before that day, or not in this relation.
        by_subject_relation, by_subject_object, by_subject_day: shape (n,), the facts by subject, then day.
        subject_starts: shape (entities,), where the facts of each subject start in those.
        entities: how many entities there are.
        relations: how many relations there are, inverses not counted.
    """

    subject: Ints
    relation: Ints
    object: Ints
    day: Ints
    origin: int
    day_starts: NDArray[np.int64]
    new_pair: NDArray[np.bool_]
    new_triple: NDArray[np.bool_]
    by_subject_relation: Ints
    by_subject_object: Ints
    by_subject_day: Ints
    subject_starts: NDArray[np.int64]
    entities: int
    relations: int

    @property
    def last_day(self) -> int:
        """Return the last day with a fact, counted from the origin; -1 without any."""
        return len(self.day_starts) - 2

    def before(self, day: int) -> int:
        """Return how many facts there are of days before this one."""
        return int(self.day_starts[min(max(day, 0), len(self.day_starts) - 1)])


@dataclass(frozen=True)
class DayQueries:
    """What is asked of one day: who else stands in (subject, relation, ?).

    Args:
        subject, relation: shape (q,).
        first, last: shape (q,), where the answers of each lie among the facts, half open.
    """

    subject: Ints
    relation: Ints
    first: NDArray[np.int64]
    last: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.subject)


def both_ways(facts: Facts) -> BothWays:
    """Return the facts in both directions."""
    count = len(facts.relations)
    origin = int(facts.day[0]) if len(facts) else 0
    columns = np.stack(
        [
            np.concatenate([facts.day, facts.day]) - origin,
            np.concatenate([facts.subject, facts.object]),
            np.concatenate([facts.relation, facts.relation + count]),
            np.concatenate([facts.object, facts.subject]),
        ]
    ).astype(np.int32)
    columns = columns[:, np.lexsort(columns[::-1])]
    fresh = np.ones(columns.shape[1], dtype=bool)
    fresh[1:] = (columns[:, 1:] != columns[:, :-1]).any(axis=0)
    day, subject, relation, object_ = np.ascontiguousarray(columns[:, fresh])
    last = int(day[-1]) if len(day) else -1
    pair = subject.astype(np.int64) * len(facts.entities) + object_
    by_subject = np.argsort(subject, kind="stable")
    return BothWays(
        subject,
        relation,
        object_,
        day,
        origin,
        np.searchsorted(day, np.arange(last + 2)).astype(np.int64),
        _first_day(pair, day) == day,
        _first_day(pair * (2 * count) + relation, day) == day,
        relation[by_subject],
        object_[by_subject],
        day[by_subject],
        np.searchsorted(subject[by_subject], np.arange(len(facts.entities))).astype(np.int64),
        len(facts.entities),
        count,
    )


def queries_of(rows: BothWays, day: int) -> DayQueries:
    """Return every (subject, relation, ?) that a day's facts answer, each once, with where its answers lie.

    Args:
        rows: the facts.
        day: as in the facts that ``rows`` was made of.
    """
    day -= rows.origin
    low, high = rows.before(day), rows.before(day + 1)
    subject, relation = rows.subject[low:high], rows.relation[low:high]
    starts = np.ones(high - low, dtype=bool)
    starts[1:] = (subject[1:] != subject[:-1]) | (relation[1:] != relation[:-1])
    first = np.flatnonzero(starts) + low
    return DayQueries(rows.subject[first], rows.relation[first], first, np.append(first[1:], high))


def _first_day(keys: NDArray[np.int64], day: Ints) -> Ints:
    """Return for each fact the first day of its key; days never fall."""
    _, first, which = np.unique(keys, return_index=True, return_inverse=True)
    found: Ints = day[first][which]
    return found
