"""Scan: query by query, a first probability of every entity and the features of the best candidates."""

import numpy as np
from numba import njit

from sitroom.forecast.ranking.loops.features import dot, gather_likeness, newness, write_features
from sitroom.forecast.ranking.loops.mixture import PARTS, add_blame, context_of, fill_parts, mix
from sitroom.forecast.ranking.loops.own_history import COUNTED, DAYS, sum_history

_PARTS = len(PARTS)


@njit(cache=True, nogil=True)
def _best(mixed, candidates):
    """Fill ``candidates`` with the entities of the highest probability; among equals, those with the lowest numbers."""
    size, entities = len(candidates), len(mixed)
    edge = np.partition(mixed, entities - size)[entities - size]
    found = 0
    for o in range(entities):
        if mixed[o] > edge:
            candidates[found] = o
            found += 1
    for o in range(entities):
        if found == size:
            break
        if mixed[o] == edge:
            candidates[found] = o
            found += 1


@njit(cache=True, nogil=True)
def scan(known, subjects, relations, rows, paths, long_paths, weights, candidates, out):
    """Fill ``candidates``, shape (q, k), and ``out``, shape (q, k, features).

    ``rows``: shape (q,), which row of ``paths`` and ``long_paths`` is the subject's; queries lie in order of subjects.
    """
    entities = len(known.country)
    place = np.full(entities, -1, np.int32)
    partners = np.empty(entities, np.int32)
    sums = np.zeros((entities, COUNTED), np.float32)
    lasts = np.zeros((entities, DAYS), np.int32)
    parts, totals = np.zeros((_PARTS, entities), np.float32), np.zeros(_PARTS, np.float32)
    mixed, close = np.zeros(entities, np.float32), np.zeros(entities, np.float32)
    role_sums = np.zeros(known.roles, np.float32)
    recent, same = np.zeros(known.vectors.shape[1], np.float32), np.zeros(known.vectors.shape[1], np.float32)
    whole, most = np.zeros(COUNTED, np.float32), np.zeros(COUNTED, np.float32)
    for query in range(len(subjects)):
        s, r = subjects[query], relations[query]
        if query == 0 or s != subjects[query - 1]:
            own = known.vectors[s] * known.strengths
            for o in range(entities):
                close[o] = dot(own, known.vectors[o])
        count = sum_history(known, s, r, place, partners, sums, lasts)
        fill_parts(known, s, r, count, partners, sums, close, paths[rows[query]], role_sums, parts, totals)
        mix(weights[context_of(sums, count)], parts, totals, mixed)
        _best(mixed, candidates[query])
        whole[:] = 0
        most[:] = 0
        for row in range(count):
            whole += sums[row]
            most = np.maximum(most, sums[row])
        habit = newness(known, s, r)
        top = mixed.max()
        lengths = gather_likeness(known, s, r, recent, same)
        for i in range(candidates.shape[1]):
            o = candidates[query, i]
            write_features(
                known, s, r, o, place[o], count, sums, lasts, whole, most, habit, top, parts, totals, mixed, close,
                long_paths[rows[query]], recent, same, lengths, out[query, i],
            )  # fmt: skip
        for row in range(count):
            place[partners[row]] = -1


@njit(cache=True, nogil=True)
def scan_blame(known, subjects, relations, rows, paths, weights, objects, first, last, blame):
    """Add to ``blame``, shape (contexts, parts), which simple forecasters the answers came from."""
    entities = len(known.country)
    place = np.full(entities, -1, np.int32)
    partners = np.empty(entities, np.int32)
    sums = np.zeros((entities, COUNTED), np.float32)
    lasts = np.zeros((entities, DAYS), np.int32)
    parts, totals = np.zeros((_PARTS, entities), np.float32), np.zeros(_PARTS, np.float32)
    mixed, close = np.zeros(entities, np.float32), np.zeros(entities, np.float32)
    role_sums = np.zeros(known.roles, np.float32)
    for query in range(len(subjects)):
        s, r = subjects[query], relations[query]
        if query == 0 or s != subjects[query - 1]:
            own = known.vectors[s] * known.strengths
            for o in range(entities):
                close[o] = dot(own, known.vectors[o])
        count = sum_history(known, s, r, place, partners, sums, lasts)
        fill_parts(known, s, r, count, partners, sums, close, paths[rows[query]], role_sums, parts, totals)
        context = context_of(sums, count)
        mix(weights[context], parts, totals, mixed)
        add_blame(weights[context], parts, totals, mixed, objects[first[query] : last[query]], blame[context])
        for row in range(count):
            place[partners[row]] = -1
