"""Matching: which known rows are what an event pattern describes; the same rows that the history's own count finds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sitroom.core import DayRange, EventPattern
from sitroom.forecast.occurrences.known_rows import Flags, Ints, KnownRows
from sitroom.history import Members, Membership, joint_types, memberships

Places = NDArray[np.intp]


def matching_rows(rows: KnownRows, pattern: EventPattern, members: Members) -> Places:
    """Return the places of the rows that a pattern describes, rising; found once per pattern.

    A row counts within the days that the source tells of. A pattern with types and quads is met by either. An
    undirected row counts in either direction; so does, where the pattern is mutual, an act that both parties do.

    Args:
        rows: of one source.
        pattern: its names are mapped by ``members`` day by day; its window plays no part.
        members: maps a name to codes on a day.
    """
    key = ("match", pattern, members)
    if key not in rows.memo:
        rows.memo[key] = _match(rows, pattern, members)
    found: Places = rows.memo[key]
    return found


def acted_rows(rows: KnownRows, pattern: EventPattern, members: Members) -> Places:
    """Return those of the rows that match in which the actor stands as actor and the recipient as recipient, rising."""
    actors, recipients = _side(rows, pattern.actors, members), _side(rows, pattern.recipients, members)
    places = matching_rows(rows, pattern, members)
    return _kept(rows, pattern, places, (rows.actor, actors), (rows.recipient, recipients))


def runs_of(rows: KnownRows, name: str, members: Members) -> tuple[Membership, ...]:
    """Return who stood for a name over the days that the source tells of; asked once per name."""
    key = ("runs", name, members)
    if key not in rows.memo:
        rows.memo[key] = memberships(members, name, rows.told or DayRange())
    found: tuple[Membership, ...] = rows.memo[key]
    return found


@dataclass(frozen=True)
class _Side:
    """Who may stand on one side of a pattern: runs of days with a table of the codes that fit; None means anyone."""

    runs: tuple[tuple[int, int, Flags], ...] | None

    def fits(self, column: Ints, day: Ints) -> Flags:
        if self.runs is None:
            return np.ones(len(column), dtype=np.bool_)
        out = np.zeros(len(column), dtype=np.bool_)
        for first, last, codes in self.runs:
            out |= codes[column] & (day >= first) & (day <= last)
        return out

    def codes(self) -> list[int]:
        """Return the codes of any day."""
        tables = [codes for _, _, codes in self.runs or ()]
        return np.flatnonzero(np.logical_or.reduce(tables)).tolist() if tables else []


def _side(rows: KnownRows, names: Sequence[str], members: Members) -> _Side:
    if not names:
        return _Side(None)
    runs = []
    for name in names:
        for run in runs_of(rows, name, members):
            table = np.zeros(len(rows.codes) + 1, dtype=np.bool_)  # the last place is that of nobody
            table[[rows.codes[code] for code in run.codes if code in rows.codes]] = True
            runs.append((run.first.toordinal(), run.last.toordinal(), table))
    return _Side(tuple(runs))


def _match(rows: KnownRows, pattern: EventPattern, members: Members) -> Places:
    if rows.told is None or rows.told.end is None:
        return np.empty(0, dtype=np.intp)
    actors, recipients = _side(rows, pattern.actors, members), _side(rows, pattern.recipients, members)
    either = ~rows.directed
    if pattern.mutual:
        both = [place for name, place in rows.types.items() if name in joint_types()]
        either = either | np.isin(rows.event_type, both)
    if actors.runs is None:
        forward, backward = np.arange(len(rows)), np.flatnonzero(either)
    else:
        forward, backward = rows.by_actor.rows(actors.codes()), rows.by_recipient.rows(actors.codes())
        backward = backward[either[backward]]
    found = np.concatenate(
        [
            _kept(rows, pattern, forward, (rows.actor, actors), (rows.recipient, recipients)),
            _kept(rows, pattern, backward, (rows.recipient, actors), (rows.actor, recipients)),
        ]
    )
    return np.unique(found)


def _kept(
    rows: KnownRows, pattern: EventPattern, places: Places, acting: tuple[Ints, _Side], receiving: tuple[Ints, _Side]
) -> Places:
    """Return those of some rows whose kind, parties and days fit."""
    assert rows.told is not None
    assert rows.told.end is not None
    kept = places[_kind_fits(rows, pattern, places)]
    kept = kept[rows.day[kept] <= rows.told.end.toordinal()]
    for column, side in (acting, receiving):
        kept = kept[side.fits(column[kept], rows.day[kept])]
    return kept


def _kind_fits(rows: KnownRows, pattern: EventPattern, places: Places) -> Flags:
    if not pattern.types and not pattern.quads:
        return np.ones(len(places), dtype=np.bool_)
    types = np.zeros(len(rows.types) + 1, dtype=np.bool_)
    types[[rows.types[name] for name in pattern.types if name in rows.types]] = True
    quads = np.zeros(5, dtype=np.bool_)
    quads[list(pattern.quads)] = True
    fits: Flags = types[rows.event_type[places]] | quads[rows.quad[places]]
    return fits
