"""Known rows: the events of one source as known on a day, as arrays that many questions share."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from sitroom.core import DayRange
from sitroom.history import KNOWN_SHARE, EventStore

Ints = NDArray[np.int32]
Flags = NDArray[np.bool_]
NOBODY = -1


@dataclass(frozen=True, eq=False)
class KnownRows:
    """The rows of a source in the versions known on a day, sorted by day, then by id.

    Args:
        source: the data set.
        as_of: last day of knowledge, inclusive.
        told: the days that the source tells of, from its first row; None where it has no rows.
        day: shape (n,), ``occurred_on`` as ``date.toordinal`` counts.
        exact: shape (n,), whether it is dated to the day.
        actor: shape (n,), place of the actor's country in ``codes``, or ``NOBODY``.
        recipient: the same of the recipient.
        actor_state: shape (n,), whether the actor is the state or body itself.
        recipient_state: the same of the recipient.
        event_type: shape (n,), place in ``types``, or ``NOBODY``.
        quad: shape (n,), 1 to 4, or 0.
        directed: shape (n,).
        codes: country code to its place.
        types: event type to its place.
        ids: an Arrow column of event ids.
    """

    source: str
    as_of: date
    told: DayRange | None
    day: Ints
    exact: Flags
    actor: Ints
    recipient: Ints
    actor_state: Flags
    recipient_state: Flags
    event_type: Ints
    quad: Ints
    directed: Flags
    codes: dict[str, int]
    types: dict[str, int]
    ids: Any
    memo: dict[Hashable, Any] = field(default_factory=dict, repr=False)

    def __len__(self) -> int:
        return len(self.day)

    @cached_property
    def years(self) -> frozenset[int]:
        """The calendar years with any row."""
        first = self.day[0] if len(self) else 1
        days = np.unique(self.day - first) + first
        return frozenset(date.fromordinal(int(one)).year for one in days)

    @cached_property
    def by_actor(self) -> _Index:
        """The rows of each actor."""
        return _Index(self.actor, len(self.codes))

    @cached_property
    def by_recipient(self) -> _Index:
        """The rows of each recipient."""
        return _Index(self.recipient, len(self.codes))

    @cached_property
    def state_rows(self) -> dict[str, int]:
        """How many rows tell of each state or body itself within the days told of; a row with it twice counts once."""
        if self.told is None or self.told.end is None:
            return {}
        near = slice(0, int(np.searchsorted(self.day, self.told.end.toordinal(), side="right")))
        actor, recipient = self.actor[near], self.recipient[near]
        acts, receives = self.actor_state[near] & (actor != NOBODY), self.recipient_state[near] & (recipient != NOBODY)
        receives &= ~(self.actor_state[near] & (actor == recipient))
        size = len(self.codes)
        counts = np.bincount(actor[acts], minlength=size) + np.bincount(recipient[receives], minlength=size)
        return {code: int(counts[place]) for code, place in self.codes.items()}

    def last_ids(self, places: NDArray[np.intp], most: int) -> tuple[str, ...]:
        """Return the ids of some rows, those of the latest days first, each once.

        Args:
            places: of the rows, rising.
            most: so many at most.
        """
        out: dict[str, None] = {}
        for end in range(len(places), 0, -2 * most):
            some = places[max(0, end - 2 * most) : end]
            out |= dict.fromkeys(self.ids[int(place)].as_py() for place in reversed(some))
            if len(out) >= most:
                break
        return tuple(out)[:most]


class _Index:
    """Which rows have each value of a column."""

    def __init__(self, column: Ints, size: int) -> None:
        self._order = np.argsort(column, kind="stable")
        self._starts = np.searchsorted(column[self._order], np.arange(size + 1))

    def rows(self, values: Sequence[int]) -> NDArray[np.intp]:
        """Return the places of the rows with any of the values."""
        parts = [self._order[self._starts[one] : self._starts[one + 1]] for one in values]
        return np.concatenate(parts) if parts else self._order[:0]


_READ: WeakKeyDictionary[EventStore, dict[tuple[str, ...], KnownRows]] = WeakKeyDictionary()


def known_rows(store: EventStore, source: str) -> KnownRows:
    """Return the rows of a source as known at the store's cutoff; read once as long as that store object lives.

    Args:
        store: the history; one without a cutoff gives all that is known.
        source: the data set.
    """
    key = (source, *store.files(source))
    read = _READ.setdefault(store, {})
    if key not in read:
        read.clear()
        read[key] = _read(store, source)
    return read[key]


def _read(store: EventStore, source: str) -> KnownRows:
    as_of = store.known_on(None)
    table = store.table(_ROWS, {}, source=source, as_of=None)
    told = store.rows(_TOLD, {"share": KNOWN_SHARE}, source=source, as_of=None)
    if table is None or not len(table):
        none, nothing = np.empty(0, dtype=np.int32), np.empty(0, dtype=np.bool_)
        return KnownRows(
            source, as_of, None, none, nothing, none, none, nothing, nothing, none, none, nothing, {}, {}, []
        )
    first, last, lag = told[0]
    codes: dict[str, int] = {}
    actor, recipient = (_places(table[name], codes) for name in ("actor_country", "recipient_country"))
    types: dict[str, int] = {}
    return KnownRows(
        source=source,
        as_of=as_of,
        told=DayRange(first, max(first, min(last, as_of - timedelta(days=lag)))),
        day=_numbers(table["day"]) + np.int32(_EPOCH),
        exact=_flags(table["exact"]),
        actor=actor,
        recipient=recipient,
        actor_state=_flags(table["actor_state"]),
        recipient_state=_flags(table["recipient_state"]),
        event_type=_places(table["event_type"], types),
        quad=_numbers(table["quad"]),
        directed=_flags(table["directed"]),
        codes=codes,
        types=types,
        ids=table["event_id"].combine_chunks(),
    )


def _places(column: Any, known: dict[str, int]) -> Ints:
    """Return the place of each text in ``known``, which grows by those that are new; nulls are ``NOBODY``."""
    encoded = column.combine_chunks().dictionary_encode(null_encoding="encode")
    texts = encoded.dictionary.to_pylist()
    places = [NOBODY if text is None else known.setdefault(text, len(known)) for text in texts]
    out: Ints = np.array(places, dtype=np.int32)[np.from_dlpack(encoded.indices)]
    return out


def _numbers(column: Any) -> Ints:
    """Return a column of whole numbers without nulls; Arrow's own way would import pandas where it is installed."""
    return np.from_dlpack(column.combine_chunks()).astype(np.int32)


def _flags(column: Any) -> Flags:
    """Return a column of flags without nulls."""
    return np.from_dlpack(column.combine_chunks().cast("uint8")).astype(np.bool_)


_EPOCH = date(1970, 1, 1).toordinal()

_ROWS = """
SELECT date_diff('day', DATE '1970-01-01', occurred_on) AS day, date_precision = 'day' AS exact,
    actor_country, recipient_country, actor_state, recipient_state, event_type, coalesce(quad, 0) AS quad, directed,
    event_id
FROM events ORDER BY occurred_on, event_id"""

_TOLD = """
SELECT min(occurred_on), max(occurred_on), quantile_disc(date_diff('day', occurred_on, first_known_on), $share)
FROM events"""
