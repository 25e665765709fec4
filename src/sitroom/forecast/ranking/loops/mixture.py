"""Mixture: a first probability for every entity, from a dozen simple forecasters weighed by the subject's past."""

import numpy as np
from numba import njit

from sitroom.forecast.ranking.loops.hashing import read_table, role_slot
from sitroom.forecast.ranking.loops.own_history import (
    OTHER_SIDE,
    SAME,
    SAME_SIDE,
    TRIGGERED,
)

PARTS = (
    "triggered",
    "partner",
    "same",
    "popular_in",
    "popular_in_now",
    "popular",
    "role",
    "home",
    "close",
    "paths",
    "new_in",
    "new_home",
)
CONTEXTS = 12
_A_LITTLE = np.float32(0.05)


@njit(cache=True, nogil=True)
def context_of(sums, count):
    """Return which weights a query takes: by what the subject did so before, and by how many partners it has."""
    did = 0.0
    for row in range(count):
        did += sums[row, SAME + 3]
    often = 0 if did == 0 else (1 if did <= 5 else 2)
    wide = 0 if count < 3 else (1 if count < 15 else (2 if count < 60 else 3))
    return often * 4 + wide


@njit(cache=True, nogil=True, fastmath={"reassoc"})
def fill_parts(known, s, r, count, partners, sums, close, paths, role_sums, parts, totals):
    """Fill ``parts``, shape (parts, entities), with what each simple forecaster gives; ``totals`` with their sums."""
    entities = parts.shape[1]
    parts[:] = 0
    for row in range(count):
        o = partners[row]
        parts[0, o] = sums[row, TRIGGERED]
        parts[1, o] = sums[row, SAME_SIDE + 2] + sums[row, OTHER_SIDE + 2]
        parts[2, o] = sums[row, SAME + 2]
    for o in range(entities):
        parts[3, o] = known.popular_in[2, r, o]
        parts[4, o] = known.popular_in[0, r, o]
        parts[5, o] = known.popular[1, o]
        near = close[o]
        parts[8, o] = near * near if near > 0 else 0
        parts[9, o] = paths[o]
        parts[10, o] = known.newly_in[0, r, o]
    home = known.country[s]
    if home >= 0:
        first, last = known.home_starts[home], known.home_starts[home + 1]
        for i in range(first, last):
            role_sums[known.role[known.home_members[i]]] = 0
        for i in range(first, last):
            o = known.home_members[i]
            role_sums[known.role[o]] += known.popular[2, o] + _A_LITTLE
        for i in range(first, last):
            o = known.home_members[i]
            if o != s:
                place = role_slot(known.role[s], r, known.role[o], 1)
                tally = read_table(known.values, known.days, 2, place, known.day, known.table_decay)
                parts[6, o] = tally * (known.popular[2, o] + _A_LITTLE) / role_sums[known.role[o]]
        for o in range(entities):
            if known.at_home[home, o] > 0:
                parts[7, o] = known.at_home[home, o] * known.popular_in[2, r, o] / (known.popular[2, o] + 0.1)
                parts[11, o] = known.at_home[home, o] * (known.newly[0, o] + 0.02) / (known.popular[2, o] + 0.1)
    for part in range(len(totals)):
        total = np.float32(0)
        for o in range(entities):
            total += parts[part, o]
        totals[part] = total


@njit(cache=True, nogil=True)
def mix(weights, parts, totals, mixed):
    """Write the probability of every entity into ``mixed``; a part that gives nothing leaves its weight to the rest."""
    present = 0.0
    for part in range(len(totals)):
        if totals[part] > 0:
            present += weights[part]
    mixed[:] = 0
    for part in range(len(totals)):
        if totals[part] > 0:
            share = np.float32(weights[part] / present / totals[part])
            for o in range(len(mixed)):
                mixed[o] += share * parts[part, o]


@njit(cache=True, nogil=True)
def add_blame(weights, parts, totals, mixed, answers, blame):
    """Add to ``blame`` which parts the answers came from: the expectation step of EM for mixture weights."""
    present = 0.0
    for part in range(len(totals)):
        if totals[part] > 0:
            present += weights[part]
    for o in answers:
        if mixed[o] > 0:
            for part in range(len(totals)):
                if totals[part] > 0:
                    blame[part] += weights[part] / present * parts[part, o] / totals[part] / mixed[o]
