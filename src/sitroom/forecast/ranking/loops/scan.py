"""Scan: query by query, a first probability of every entity and the features of the best candidates."""

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

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


class Scratch(NamedTuple):
    """Room to work in, for one query after the other; ``place`` is -1 everywhere between two of them."""

    place: NDArray[np.int32]
    partners: NDArray[np.int32]
    sums: NDArray[np.float32]
    lasts: NDArray[np.int32]
    parts: NDArray[np.float32]
    totals: NDArray[np.float32]
    mixed: NDArray[np.float32]
    close: NDArray[np.float32]
    role_sums: NDArray[np.float32]


@njit(cache=True, nogil=True)
def _scratch(known):
    entities = len(known.country)
    return Scratch(
        np.full(entities, -1, np.int32),
        np.empty(entities, np.int32),
        np.zeros((entities, COUNTED), np.float32),
        np.zeros((entities, DAYS), np.int32),
        np.zeros((_PARTS, entities), np.float32),
        np.zeros(_PARTS, np.float32),
        np.zeros(entities, np.float32),
        np.zeros(entities, np.float32),
        np.zeros(known.roles, np.float32),
    )


@njit(cache=True, nogil=True)
def _first_probabilities(known, subjects, relations, query, path, weights, room):
    """Fill the room with a query's history and first probabilities; return its partners and its context.

    Queries lie in order of subjects, so that what hangs on the subject alone is worked out once.
    """
    s, r = subjects[query], relations[query]
    if query == 0 or s != subjects[query - 1]:
        own = known.vectors[s] * known.strengths
        for o in range(len(room.close)):
            room.close[o] = dot(own, known.vectors[o])
    count = sum_history(known, s, r, room.place, room.partners, room.sums, room.lasts)
    fill_parts(known, s, r, count, room.partners, room.sums, room.close, path, room.role_sums, room.parts, room.totals)
    context = context_of(room.sums, count)
    mix(weights[context], room.parts, room.totals, room.mixed)
    return count, context


@njit(cache=True, nogil=True)
def _leave(room, count):
    """Make the room ready for the next query."""
    for row in range(count):
        room.place[room.partners[row]] = -1


@njit(cache=True, nogil=True)
def scan(known, subjects, relations, rows, paths, long_paths, weights, candidates, out):
    """Fill ``candidates``, shape (q, k), and ``out``, shape (q, k, features).

    ``rows``: shape (q,), which row of ``paths`` and ``long_paths`` is the subject's; queries lie in order of subjects.
    """
    room = _scratch(known)
    recent, same = np.zeros(known.vectors.shape[1], np.float32), np.zeros(known.vectors.shape[1], np.float32)
    whole, most = np.zeros(COUNTED, np.float32), np.zeros(COUNTED, np.float32)
    for query in range(len(subjects)):
        s, r = subjects[query], relations[query]
        count, _ = _first_probabilities(known, subjects, relations, query, paths[rows[query]], weights, room)
        _best(room.mixed, candidates[query])
        whole[:] = 0
        most[:] = 0
        for row in range(count):
            whole += room.sums[row]
            most = np.maximum(most, room.sums[row])
        habit = newness(known, s, r)
        top = room.mixed.max()
        lengths = gather_likeness(known, s, r, recent, same)
        for i in range(candidates.shape[1]):
            o = candidates[query, i]
            write_features(
                known, s, r, o, room.place[o], count, room.sums, room.lasts, whole, most, habit, top, room.parts,
                room.totals, room.mixed, room.close, long_paths[rows[query]], recent, same, lengths, out[query, i],
            )  # fmt: skip
        _leave(room, count)


@njit(cache=True, nogil=True)
def scan_blame(known, subjects, relations, rows, paths, weights, objects, first, last, blame):
    """Add to ``blame``, shape (contexts, parts), which simple forecasters the answers came from."""
    room = _scratch(known)
    for query in range(len(subjects)):
        count, context = _first_probabilities(known, subjects, relations, query, paths[rows[query]], weights, room)
        answers = objects[first[query] : last[query]]
        add_blame(weights[context], room.parts, room.totals, room.mixed, answers, blame[context])
        _leave(room, count)
