"""Hashed tallies: decayed counts of combinations (role, relation, country ...), each table of one fixed size."""

import numpy as np
from numba import njit, uint64

SIZE = 1 << 22
TABLES = 10
_LONG_TABLES = 8  # the rest forget sooner


@njit(cache=True, nogil=True, inline="always")
def slot(a, b, c):
    """Return a place in a table for three numbers (the mixing steps of SplitMix64, Steele et al. 2014)."""
    h = uint64(a) * uint64(0x9E3779B97F4A7C15)
    h ^= uint64(b) * uint64(0xC2B2AE3D27D4EB4F)
    h ^= h >> uint64(29)
    h *= uint64(0xBF58476D1CE4E5B9)
    h ^= uint64(c) * uint64(0x165667B19E3779F9)
    h ^= h >> uint64(32)
    h *= uint64(0x94D049BB133111EB)
    h ^= h >> uint64(29)
    return np.int64(h & uint64(SIZE - 1))


@njit(cache=True, nogil=True)
def role_slot(subject_role, relation, object_role, same_country):
    """Return the place of (role, relation, role) within one country or between two, in table 2."""
    return slot(subject_role * 1024 + relation, object_role, same_country)


@njit(cache=True, nogil=True)
def table_slot(table, s, r, o, country, role):
    """Return the place of a fact in one of the tables."""
    ours, theirs = country[s], country[o]
    if table == 0:
        return slot(ours + 1, r, o)
    if table == 1:
        return slot(role[s] + 100000, r, o)
    if table == 2:
        return role_slot(role[s], r, role[o], 1 if ours == theirs and ours >= 0 else 0)
    if table == 3:
        return slot(s + 7, r, theirs + 1)
    if table == 4:
        return slot(s + 7, r + 5000, role[o])
    if table == 5:
        return slot(ours + 1, r + 9000, theirs + 1)
    if table == 6:
        return slot(s + 7, role[o] + 77, theirs + 1)
    if table == 7:
        return slot(ours + 1, role[s] * 1024 + role[o], theirs + 1)
    if table == 8:
        return slot(s + 11, 3, theirs + 1)
    return slot(ours + 13, r + 17000, theirs + 1)


@njit(cache=True, nogil=True)
def decays_of(table):
    """Return which of the half-lives a table has: 0 the long one, 1 the short one."""
    return 0 if table < _LONG_TABLES else 1


@njit(cache=True, nogil=True)
def read_table(values, days, table, place, day, decay):
    """Return the decayed count at a place, as of a day."""
    value = values[table, place]
    if value == 0.0:
        return np.float32(0.0)
    return value * decay[decays_of(table), day - days[table, place]]


@njit(cache=True, nogil=True)
def add_to_table(values, days, table, place, day, decay):
    """Count one fact at a place."""
    values[table, place] = read_table(values, days, table, place, day, decay) + np.float32(1.0)
    days[table, place] = day
