"""Drawing patterns: who has lately dealt with whom, and what kinds of acts to ask about, as known on a day."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sitroom.core import EventPattern
from sitroom.forecast.occurrences.known_rows import NOBODY, KnownRows
from sitroom.history import Members

RECENT_DAYS = 120

Triples = NDArray[np.int64]


def draw_patterns(
    rows: KnownRows, many: int, *, rng: np.random.Generator, members: Members, recent_days: int = RECENT_DAYS
) -> tuple[EventPattern, ...]:
    """Return patterns of one country's acts toward another, half by quad and half by event type.

    Of each kind, half were seen in the recent days; the rest join a pair seen in them with a quad or type drawn as
    often as it occurred among all rows of them. No pattern is drawn twice.

    Args:
        rows: as known on the cutoff; no other rows are looked at.
        many: how many; fewer where the recent days do not hold as many.
        rng: chance.
        members: a code is asked about only where it stands for itself.
        recent_days: up to the last day told of.
    """
    triples = _recent(rows, recent_days)
    codes, types = list(rows.codes), list(rows.types)
    own = np.array([members(code, rows.as_of) == frozenset({code}) for code in codes], dtype=np.bool_)
    if len(triples):
        triples = triples[own[triples[:, 0]] & own[triples[:, 1]]]
    out: dict[EventPattern, None] = {}
    for column, share in ((2, many // 2), (3, many - many // 2)):
        kinds = triples[triples[:, column] >= 0][:, [0, 1, column]] if len(triples) else triples
        drawn = _draw(kinds, share, rng)
        for actor, recipient, kind in drawn:
            quads = (kind,) if column == 2 else ()
            named = (types[kind],) if column == 3 else ()
            out[EventPattern((codes[actor],), (codes[recipient],), types=named, quads=quads)] = None
    return tuple(out)


def _recent(rows: KnownRows, recent_days: int) -> Triples:
    """Return actor, recipient, quad and type of the recent rows between two countries; what has no kind is negative."""
    if rows.told is None or rows.told.end is None:
        return np.empty((0, 4), dtype=np.int64)
    last = rows.told.end.toordinal()
    near = (rows.day > last - recent_days) & (rows.day <= last)
    near &= (rows.actor != NOBODY) & (rows.recipient != NOBODY) & (rows.actor != rows.recipient) & rows.directed
    quads = np.where(rows.quad[near] == 0, NOBODY, rows.quad[near])
    return np.stack([rows.actor[near], rows.recipient[near], quads, rows.event_type[near]], axis=1).astype(np.int64)


def _draw(triples: Triples, many: int, rng: np.random.Generator) -> Sequence[tuple[int, int, int]]:
    """Return up to ``many`` different triples: half as seen, the rest a pair with any kind."""
    if not len(triples) or many < 1:
        return []
    seen = np.unique(triples, axis=0)
    chosen = rng.choice(len(seen), size=min(len(seen), many - many // 2), replace=False)
    out = dict.fromkeys(map(tuple, seen[chosen].tolist()))
    pairs = np.unique(triples[:, :2], axis=0)
    for _ in range(20):
        lacking = many - len(out)
        if lacking <= 0:
            break
        pair = pairs[rng.integers(len(pairs), size=lacking)]
        kind = triples[rng.integers(len(triples), size=lacking), 2:]
        out |= dict.fromkeys(map(tuple, np.concatenate([pair, kind], axis=1).tolist()))
    return list(out)
