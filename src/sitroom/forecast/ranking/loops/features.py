"""Features: what the boosted trees see of each candidate of a query."""

import numpy as np
from numba import njit

from sitroom.forecast.ranking.loops.hashing import TABLES, read_table, table_slot
from sitroom.forecast.ranking.loops.mixture import PARTS
from sitroom.forecast.ranking.loops.own_history import (
    ANY_TRIGGER,
    BEST_TRIGGER,
    COUNTED,
    DAYS_MET,
    DAYS_SAME,
    FIRST_MET,
    FIRST_SAME,
    INVERSE,
    LAST_INVERSE,
    LAST_MET,
    LAST_SAME,
    OTHER_SIDE,
    SAME,
    SAME_SIDE,
    TRIGGERED,
    YESTERDAY,
)

_SHARES = (SAME, SAME + 1, SAME + 2, SAME + 3, SAME_SIDE, SAME_SIDE + 1, SAME_SIDE + 3, OTHER_SIDE, OTHER_SIDE + 1,
           OTHER_SIDE + 3, YESTERDAY, ANY_TRIGGER)  # fmt: skip
_AGES = ("2", "10", "40", "200")
_COUNTED = (
    *(f"{what}_{age}" for what in ("same", "same_side", "other_side") for age in _AGES),
    *(f"inverse_{age}" for age in _AGES[:3]),
    "triggered", "best_trigger", "any_trigger", "yesterday", "three_days", "week", "days_same", "days_met",
)  # fmt: skip
FEATURES = (
    *_COUNTED,
    "since_same", "since_met", "since_inverse",
    *(f"share_{_COUNTED[one]}" for one in _SHARES),
    "of_most_triggered", "of_most_same", "of_most_side", "of_most_other", "pace_same", "pace_met",
    "theirs_same", "theirs_met",
    "popular_3", "popular_in_3", "popular_15", "popular_in_15", "popular_60", "popular_in_60",
    "popular_yesterday", "popular_inverse", "since_in", "since", "same_country",
    *(f"table_{one}" for one in range(TABLES)),
    *(f"part_{one}" for one in PARTS),
    "mixed", "close", "long_paths", "like_recent", "like_same",
    "of_top", "new_pair", "new_pair_in", "new_triple", "new_triple_in", "new_pair_rate", "new_triple_rate",
    "habit_pair", "habit_triple", "habit_pair_in", "habit_triple_in",
    "did_same", "did_any", "partners", "volume", "new_share", "other_share", "breadth", "relation", "spread",
)  # fmt: skip
MIXED = FEATURES.index("mixed")
_NEVER = np.float32(9999.0)


@njit(cache=True, nogil=True, fastmath={"reassoc"})
def gather_likeness(known, s, r, recent, same):
    """Sum the vectors of the subject's recent partners, and of those in the same relation; return one over lengths."""
    recent[:] = 0
    same[:] = 0
    for i in range(max(known.starts[s], known.ends[s] - 400), known.ends[s]):
        lag, o = known.day - known.by_day[i], known.by_object[i]
        if lag < 60:
            weight = known.own_decay[1, lag] * known.norms[o]
            for d in range(len(recent)):
                recent[d] += weight * known.vectors[o, d]
        if known.by_relation[i] == r:
            weight = known.own_decay[2, lag] * known.norms[o]
            for d in range(len(same)):
                same[d] += weight * known.vectors[o, d]
    return 1 / np.sqrt(np.float32(1e-6) + (recent * recent).sum()), 1 / np.sqrt(np.float32(1e-6) + (same * same).sum())


@njit(cache=True, nogil=True, fastmath={"reassoc"})
def dot(left, right):
    """Return the dot product of two vectors, in one fixed order."""
    total = np.float32(0)
    for d in range(len(left)):
        total += left[d] * right[d]
    return total


@njit(cache=True, nogil=True)
def newness(known, s, r):
    """Return which share of the subject's parties were new to it: pairs and triples, of all and of those so related."""
    inverse = r + known.relations if r < known.relations else r - known.relations
    every, so = known.popular[2, s] + np.float32(1), known.popular_in[2, inverse, s] + np.float32(1)
    found = np.empty(4, np.float32)
    found[0], found[1] = known.newly[0, s] / every, known.newly[1, s] / every
    found[2], found[3] = known.newly_in[0, inverse, s] / so, known.newly_in[1, inverse, s] / so
    return found


@njit(cache=True, nogil=True)
def write_features(
    known, s, r, o, row, count, sums, lasts, whole, most, habit, top, parts, totals, mixed, close, long_paths, recent,
    same, lengths, out,
):  # fmt: skip
    """Write the features of one candidate, in the order of ``FEATURES``."""
    at = _write_history(known, r, o, row, sums, lasts, whole, most, out)
    at = _write_candidate(known, s, r, o, out, at)
    for part in range(len(totals)):
        out[at] = parts[part, o] / totals[part] if totals[part] > 0 else 0
        at += 1
    out[at] = mixed[o]
    out[at + 1] = close[o]
    out[at + 2] = long_paths[o]
    out[at + 3] = dot(recent, known.vectors[o]) * lengths[0]
    out[at + 4] = dot(same, known.vectors[o]) * lengths[1]
    out[at + 5] = mixed[o] / top
    at = _write_newness(known, r, o, habit, out, at + 6)
    asked = known.novelty[r, 2] + 1
    out[at] = whole[SAME + 3]
    out[at + 1] = whole[SAME_SIDE + 3] + whole[OTHER_SIDE + 3]
    out[at + 2] = count
    out[at + 3] = known.volume[r]
    out[at + 4] = known.novelty[r, 0] / asked
    out[at + 5] = known.novelty[r, 1] / asked
    out[at + 6] = whole[SAME + 2] / (whole[SAME + 1] + np.float32(1e-6))
    out[at + 7] = r
    out[at + 8] = whole[TRIGGERED] / (whole[BEST_TRIGGER] + np.float32(1e-6))


@njit(cache=True, nogil=True)
def _write_history(known, r, o, row, sums, lasts, whole, most, out):
    """Write what passed between the two; return how much is written."""
    day, at, shares = known.day, COUNTED, len(_SHARES)
    if row < 0:
        out[: at + 3 + shares + 8] = 0
        out[at : at + 3] = _NEVER
        return at + 3 + shares + 8
    out[:COUNTED] = sums[row]
    for last in (LAST_SAME, LAST_MET, LAST_INVERSE):
        out[at + last] = day - lasts[row, last] if lasts[row, last] >= 0 else _NEVER
    at += 3
    for one in _SHARES:
        out[at] = sums[row, one] / (whole[one] + np.float32(1e-9))
        at += 1
    out[at] = sums[row, TRIGGERED] / (most[TRIGGERED] + np.float32(1e-9))
    out[at + 1] = sums[row, SAME + 2] / (most[SAME + 2] + np.float32(1e-9))
    out[at + 2] = sums[row, SAME_SIDE + 1] / (most[SAME_SIDE + 1] + np.float32(1e-9))
    out[at + 3] = sums[row, OTHER_SIDE + 1] / (most[OTHER_SIDE + 1] + np.float32(1e-9))
    out[at + 4] = sums[row, DAYS_SAME] / (day - lasts[row, FIRST_SAME]) if lasts[row, FIRST_SAME] >= 0 else 0
    out[at + 5] = sums[row, DAYS_MET] / (day - lasts[row, FIRST_MET])
    out[at + 6] = sums[row, SAME + 2] / (known.popular_in[2, r, o] + np.float32(0.1))
    out[at + 7] = (sums[row, SAME_SIDE + 2] + sums[row, OTHER_SIDE + 2]) / (known.popular[2, o] + np.float32(0.1))
    return at + 8


@njit(cache=True, nogil=True)
def _write_candidate(known, s, r, o, out, at):
    """Write how often the candidate, or its like, is acted upon; return how much is written."""
    inverse = r + known.relations if r < known.relations else r - known.relations
    day = known.day
    for age in range(3):
        out[at] = known.popular[age, o]
        out[at + 1] = known.popular_in[age, r, o]
        at += 2
    out[at] = known.yesterday[o]
    out[at + 1] = known.popular_in[2, inverse, o]
    out[at + 2] = day - known.last_in[r, o] if known.last_in[r, o] >= 0 else _NEVER
    out[at + 3] = day - known.last[o] if known.last[o] >= 0 else _NEVER
    ours, theirs = known.country[s], known.country[o]
    out[at + 4] = -1 if ours < 0 or theirs < 0 else (1 if ours == theirs else 0)
    at += 5
    for table in range(TABLES):
        place = table_slot(table, s, r, o, known.country, known.role)
        out[at] = read_table(known.values, known.days, table, place, day, known.table_decay)
        at += 1
    return at


@njit(cache=True, nogil=True)
def _write_newness(known, r, o, habit, out, at):
    """Write how often the candidate meets new parties, and the subject does; return how much is written."""
    out[at] = known.newly[0, o]
    out[at + 1] = known.newly_in[0, r, o]
    out[at + 2] = known.newly[1, o]
    out[at + 3] = known.newly_in[1, r, o]
    out[at + 4] = known.newly[0, o] / (known.popular[2, o] + 1)
    out[at + 5] = known.newly_in[1, r, o] / (known.popular_in[2, r, o] + np.float32(0.5))
    out[at + 6 : at + 10] = habit
    return at + 10


assert INVERSE + 3 == TRIGGERED
