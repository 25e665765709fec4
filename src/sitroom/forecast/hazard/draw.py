"""Draws: questions as people would ask them on a day in the past, from what was active then."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sitroom.forecast.facts import Facts
from sitroom.forecast.hazard.index import FactIndex
from sitroom.forecast.hazard.places import Places
from sitroom.forecast.hazard.question import Batch, Longs, Sets, join, product
from sitroom.forecast.hazard.wide import wide_batch, wide_sets

Whole = NDArray[np.integer]
RECENT = 120
"""Days within which a triple or a pair counts as active."""
RELATIONS_ASKED = (0.62, 0.22, 0.16)
"""How often a question names one, two and three relations."""
THINNED = 4
"""One in so many questions about triples not seen is learned from, and counts as so many: they say little."""
WIDE = 0.02
"""Share of further questions to learn from that are about sets of parties."""


def draw(facts: Facts, cutoff: int, horizon: int, count: int, *, rng: np.random.Generator) -> Batch:
    """Return questions asked on a day: half on triples seen in the last 120 days, half on active pairs.

    A question of the first half is about a triple, every distinct one as likely as the next; of the second half about
    an active pair and a relation drawn from recent use, none of which that pair has seen. Other relations, drawn from
    recent use, join some of both.

    Args:
        facts: only those of the last 120 days up to the cutoff are looked at.
        cutoff: the last day known.
        horizon: days ahead that are asked about.
        count: how many questions; fewer where too little was active.
        rng: chance.
    """
    active, half = _active(facts, cutoff), count // 2
    rows = [_old(active, count - half, rng), _new(active, half, rng)] if len(active.recent) else []
    return _as_batch(rows, cutoff, horizon)


def draw_to_learn(
    facts: Facts, places: Places, cutoff: int, horizons: Mapping[int, int], *, rng: np.random.Generator
) -> tuple[Batch, Longs]:
    """Return questions to learn from, and how many questions each stands for, shape (n,).

    They are as ``draw`` returns them, except that those about triples not seen are thinned out; and some more are about
    up to ten entities or so of each of two countries and up to twelve relations.

    Args:
        facts: only those of the last 120 days up to the cutoff are looked at.
        places: of the same entities.
        cutoff: the last day known.
        horizons: how many questions to ask about each horizon.
        rng: chance.
    """
    active = _active(facts, cutoff)
    batches, weights = [_as_batch([], cutoff, 1)], [np.empty(0, dtype=np.int64)]
    for horizon, count in horizons.items() if len(active.recent) else ():
        old, new = _old(active, count - count // 2, rng), _new(active, -(-count // 2 // THINNED), rng)
        wide = wide_sets(active.recent, places, round(count * WIDE), rng)
        batches += [_as_batch([old, new], cutoff, horizon), wide_batch(wide, cutoff, horizon)]
        weights.append(np.repeat(np.array([1, THINNED, 1]), [len(old), len(new), len(wide)]))
    return join(batches), np.concatenate(weights)


def outcomes(index: FactIndex, asked: Batch) -> NDArray[np.bool_]:
    """Return what happened, from an index that reaches to the end of every window."""
    question, parts = product(asked.subjects, asked.relations, asked.objects)
    cutoff = asked.cutoff[question] - index.origin
    before, after = index.counts(("subject", "relation", "object"), parts, [cutoff, cutoff + asked.horizon[question]])
    happened: NDArray[np.bool_] = np.bincount(question, weights=after - before, minlength=len(asked)) > 0
    return happened


def _codes(facts: Facts, subject: Whole, relation: Whole, object_: Whole) -> Longs:
    entities, relations = len(facts.entities), len(facts.relations)
    codes: Longs = (subject.astype(np.int64) * entities + object_) * relations + relation
    return codes


@dataclass(frozen=True)
class _Active:
    """What was active on a day: the recent facts, their distinct triples as codes, and their distinct pairs; sorted."""

    recent: Facts
    triples: Longs
    pairs: Longs


def _active(facts: Facts, cutoff: int) -> _Active:
    recent = facts.between(cutoff - RECENT + 1, cutoff)
    triples = np.unique(_codes(recent, recent.subject, recent.relation, recent.object))
    pairs = triples // len(recent.relations)
    return _Active(recent, triples, pairs[np.diff(pairs, prepend=-1) > 0])


def _old(active: _Active, count: int, rng: np.random.Generator) -> Longs:
    """Return rows of subject, object and relations (-1 where there are fewer) about triples seen."""
    recent = active.recent
    chosen = rng.choice(active.triples, min(count, len(active.triples)), replace=False)
    pair, relation = np.divmod(chosen, len(recent.relations))
    subject, object_ = np.divmod(pair, len(recent.entities))
    return np.column_stack([subject, object_, relation, *_others(recent, len(chosen), rng)])


def _new(active: _Active, count: int, rng: np.random.Generator) -> Longs:
    """Return the same about active pairs and relations that they have not seen."""
    recent, triples = active.recent, active.triples
    subject, object_ = np.divmod(rng.choice(active.pairs, 2 * count), len(recent.entities))
    relation = recent.relation[rng.integers(len(recent), size=2 * count)].astype(np.int64)
    rows = np.column_stack([subject, object_, relation, *_others(recent, 2 * count, rng)])
    fresh = np.ones(len(rows), dtype=np.bool_)
    for column in rows[:, 2:].T:
        codes = _codes(recent, rows[:, 0], column, rows[:, 1])
        known = triples[np.minimum(np.searchsorted(triples, codes), len(triples) - 1)] == codes
        fresh &= ~(known & (column >= 0))
    return rows[fresh][:count]


def _others(recent: Facts, count: int, rng: np.random.Generator) -> list[Longs]:
    size = rng.choice(len(RELATIONS_ASKED), size=count, p=RELATIONS_ASKED)
    drawn = recent.relation[rng.integers(len(recent), size=(len(RELATIONS_ASKED) - 1, count))].astype(np.int64)
    return [np.where(size > place, one, -1) for place, one in enumerate(drawn)]


def _as_batch(parts: list[Longs], cutoff: int, horizon: int) -> Batch:
    rows = np.concatenate([np.empty((0, 2 + len(RELATIONS_ASKED)), dtype=np.int64), *parts])
    count = len(rows)
    relations = np.sort(rows[:, 2:], axis=1)
    kept = relations >= 0
    kept[:, 1:] &= relations[:, 1:] != relations[:, :-1]
    starts = np.concatenate([[0], np.cumsum(kept.sum(axis=1))])
    ones = np.arange(count + 1, dtype=np.int64)
    return Batch(
        Sets(rows[:, 0], ones),
        Sets(relations[kept], starts),
        Sets(rows[:, 1], ones),
        np.full(count, cutoff, dtype=np.int64),
        np.full(count, horizon, dtype=np.int64),
    )
