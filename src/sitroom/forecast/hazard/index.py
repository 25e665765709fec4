"""An index of facts: how often anything happened by any day, in a few binary searches."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sitroom.forecast.facts import Facts
from sitroom.forecast.hazard.places import Places
from sitroom.forecast.hazard.question import Longs

FEW = 4096
"""Up to so many keys each is looked up by itself; of more, each distinct one once."""


@dataclass(frozen=True)
class Column:
    """Facts under one key, such as subject and relation; sorted by key, then by day.

    Args:
        keys: shape (n,), ``key * days + day`` of every fact, sorted.
        days: how many days a key spans, one more than the facts do.
        widths: how many numbers each part of the key can be.
    """

    keys: Longs
    days: int
    widths: tuple[int, ...]

    def counts(self, parts: Sequence[Longs], until: Sequence[Longs]) -> list[Longs]:
        """Return how many facts there are of each key up to each of some days, inclusive.

        Args:
            parts: one array of shape (m,) for each part of the key.
            until: days since the index's first, shape (m,) each; any whole numbers.

        Returns:
            Counts of shape (m,), one array for each of ``until``.
        """
        base = key_of(parts, self.widths) * self.days
        if len(base) <= FEW:
            start = np.searchsorted(self.keys, base)
            ends = [base + 1 + np.clip(day, -1, self.days - 1) for day in until]
            return [np.searchsorted(self.keys, end) - start for end in ends]
        distinct, place = np.unique(base, return_inverse=True)
        start = np.searchsorted(self.keys, distinct)[place]
        found: list[Longs] = []
        for day in until:
            asked, place = np.unique(base + 1 + np.clip(day, -1, self.days - 1), return_inverse=True)
            found.append(np.searchsorted(self.keys, asked)[place] - start)
        return found


def key_of(parts: Sequence[Longs], widths: Sequence[int]) -> Longs:
    """Return one number for several.

    >>> key_of([np.array([2]), np.array([5])], [10, 10]).tolist()
    [25]
    """
    key = np.zeros(len(parts[0]), dtype=np.int64)
    for part, width in zip(parts, widths, strict=True):
        key = key * width + part
    return key


class FactIndex:
    """The facts, found by any part of what they say.

    Args:
        facts: sorted by day.
        places: of the same entities.
        origin: the day from which this index counts days; the first fact's where none is given.
        span: days that the index covers, from its origin; all facts lie within.
    """

    def __init__(self, facts: Facts, places: Places, *, origin: int | None = None, span: int | None = None) -> None:
        self.first_day = int(facts.day[0]) if len(facts) else 0
        self.origin = self.first_day if origin is None else origin
        self.span = span or (int(facts.day[-1]) - self.origin + 1 if len(facts) else 1)
        self.facts, self.places = facts, places
        self.entities, self.relations = len(facts.entities), len(facts.relations)
        self._widths = {
            "relation": self.relations,
            "country": int(places.country.max(initial=0)) + 1,
            "role": int(places.role.max(initial=0)) + 1,
        }
        self.subject, self.relation, self.object = (
            column.astype(np.int64) for column in (facts.subject, facts.relation, facts.object)
        )
        self.day: Longs = facts.day.astype(np.int64) - self.origin

    def known_days(self, cutoff: Longs) -> NDArray[np.float64]:
        """Return how many days of history there are by each cutoff, at least 1."""
        return np.maximum(cutoff - self.first_day + 1, 1).astype(np.float64)

    def counts(self, names: Sequence[str], parts: Sequence[Longs], until: Sequence[Longs]) -> list[Longs]:
        """Return ``Column.counts`` under a key of the named parts, such as ``subject_country``."""
        return self._column(tuple(names)).counts(parts, until)

    def pair_places(self, subject: Longs, object_: Longs, until: Longs) -> tuple[Longs, Longs]:
        """Return the rows of each pair's facts up to a day since the origin, and how many each pair has.

        Args:
            subject: shape (m,).
            object_: shape (m,).
            until: shape (m,).
        """
        base = (subject * self.entities + object_) * (self.span + 1)
        low = np.searchsorted(self._pair_keys, base)
        counts = np.searchsorted(self._pair_keys, base + 1 + np.clip(until, -1, self.span)) - low
        place = np.arange(counts.sum()) + np.repeat(low - (np.cumsum(counts) - counts), counts)
        return self._by_pair[place], counts

    def matching(self, names: Sequence[str], members: Sequence[Longs]) -> Longs:
        """Return the rows, rising, of which every part is among its members; quick for very many members."""
        kept = np.ones(len(self.day), dtype=np.bool_)
        for name, some in zip(names, members, strict=True):
            table = np.zeros(self._width(name), dtype=np.bool_)
            table[some] = True
            kept &= table[self.part(name)]
        return np.flatnonzero(kept)

    def part(self, name: str) -> Longs:
        """Return what every fact says under a name: ``subject``, ``relation``, ``object_country`` and so on."""
        side, _, kind = name.partition("_")
        values: Longs = getattr(self, side)
        table: Longs | None = getattr(self.places, kind) if kind else None
        return values if table is None else table[values]

    def _column(self, names: tuple[str, ...]) -> Column:
        if names not in self._columns:
            widths = tuple(self._width(name) for name in names)
            keys = key_of([self.part(name) for name in names], widths) * (self.span + 1) + self.day
            keys.sort()
            self._columns[names] = Column(keys, self.span + 1, widths)
        return self._columns[names]

    def _width(self, name: str) -> int:
        return self._widths.get(name.rsplit("_", maxsplit=1)[-1], self.entities)

    @cached_property
    def _columns(self) -> dict[tuple[str, ...], Column]:
        return {}

    @cached_property
    def _by_pair(self) -> Longs:
        keys = (self.subject * self.entities + self.object) * (self.span + 1) + self.day
        return np.argsort(keys, kind="stable").astype(np.int64)

    @cached_property
    def _pair_keys(self) -> Longs:
        keys: Longs = ((self.subject * self.entities + self.object) * (self.span + 1) + self.day)[self._by_pair]
        return keys


class ThinnedIndex(FactIndex):
    """An index without some of its facts; it answers as one built from the others would.

    Args:
        whole: the index.
        rows: which facts to leave out.
        memo: what was counted in the whole for a question; lent to all that leave out something else for the same one.

    ``counted`` keeps what was counted for a question without the facts left out, which its horizon does not change.
    """

    def __init__(self, whole: FactIndex, rows: Longs, memo: dict[Hashable, Any] | None = None) -> None:
        gone, facts = np.sort(rows), whole.facts
        left_out = Facts(
            facts.subject[gone], facts.relation[gone], facts.object[gone], facts.day[gone],
            facts.entities, facts.relations,
        )  # fmt: skip
        self.whole = whole
        self._left = np.ones(len(facts), dtype=np.bool_)
        self._left[gone] = False
        self.memo: dict[Hashable, Any] = {} if memo is None else memo
        self.counted: dict[Hashable, Any] = {}
        self.minus = FactIndex(left_out, whole.places, origin=whole.origin, span=whole.span)
        for name in (
            "origin",
            "span",
            "facts",
            "places",
            "entities",
            "relations",
            "subject",
            "relation",
            "object",
            "day",
        ):
            setattr(self, name, getattr(whole, name))
        first = np.flatnonzero(gone != np.arange(len(gone)))
        kept = int(first[0]) if len(first) else len(gone)
        self.first_day = int(facts.day[kept]) if kept < len(facts) else 0

    def counts(self, names: Sequence[str], parts: Sequence[Longs], until: Sequence[Longs]) -> list[Longs]:
        """Return the counts without the facts left out."""
        all_of_them, minus = (one.counts(names, parts, until) for one in (self.whole, self.minus))
        return [many - few for many, few in zip(all_of_them, minus, strict=True)]

    def matching(self, names: Sequence[str], members: Sequence[Longs]) -> Longs:
        """Return the matching rows that are left."""
        rows = self.whole.matching(names, members)
        return rows[self._left[rows]]

    def pair_places(self, subject: Longs, object_: Longs, until: Longs) -> tuple[Longs, Longs]:
        """Return the rows that are left, and how many each pair has."""
        rows, counts = self.whole.pair_places(subject, object_, until)
        kept = self._left[rows]
        pair = np.repeat(np.arange(len(counts)), counts)
        return rows[kept], np.bincount(pair[kept], minlength=len(counts))
