"""What the same parties did: decayed counts, days since and past windows, of what is asked and of all, both ways."""

from collections.abc import Iterator
from functools import cache

import numpy as np
from numpy.typing import NDArray

from sitroom.forecast.hazard.index import FactIndex
from sitroom.forecast.hazard.pair_rows import PairRows
from sitroom.forecast.hazard.question import Batch, Longs

Floats = NDArray[np.float64]
HALF_LIVES = (2, 7, 20, 60, 200)
LOOK_BACKS = (7, 21, 120)
NEVER = 10_000.0
"""Days since something that never happened."""
BINARY_PLACES = 30
MOST_DAYS = 4096


def pair_features(index: FactIndex, asked: Batch, there: PairRows, back: PairRows) -> Iterator[tuple[str, Floats]]:
    """Yield the features of both directions, each of shape (n,)."""
    count = len(asked)
    same = there.where(there.asked)
    kinds = {"same": same, "pair": there, "back_same": back.where(back.asked), "back": back}
    for name, rows in kinds.items():
        for part, values in _counts(rows, count):
            yield f"{name}_{part}", values
    yield from _rhythm(same, asked, index)
    yield "pair_days", _tally(_days(there)[0], count)
    distinct = np.unique(there.question * index.relations + there.relation)
    yield "pair_kinds", _tally(distinct // index.relations, count)


@cache
def decay(half_life: float) -> Floats:
    """Return the weight of a fact by its age in days, shape (MOST_DAYS,); older ones weigh as much as the last.

    A weight is a multiple of 2 ** -30, so that sums are exact.
    """
    weights: Floats = np.round(np.exp2(-np.arange(MOST_DAYS) / half_life) * 2**BINARY_PLACES) / 2**BINARY_PLACES
    return weights


def worth(half_life: float, age: Longs) -> Floats:
    """Return the weight of each age in days."""
    return decay(half_life)[np.minimum(age, MOST_DAYS - 1)]


def past_windows(rows: PairRows, asked: Batch, index: FactIndex) -> tuple[Floats, Longs, Longs]:
    """Return the past windows as long as the horizon that end at the cutoff, without overlap, and those with a hit.

    Returns:
        The number of whole windows in the history of each question, shape (n,); and for every window in which anything
        happened its question and how many windows ago it was, from 0.
    """
    question, age = _days(rows)
    windows = (asked.cutoff - index.first_day + 1) // asked.horizon
    windows = np.maximum(windows, 0)
    window = age // asked.horizon[question]
    new = np.ones(len(window), dtype=np.bool_)
    new[1:] = (window[1:] != window[:-1]) | (question[1:] != question[:-1])
    new &= window < windows[question]
    return windows.astype(np.float64), question[new], window[new]


def _counts(rows: PairRows, count: int) -> Iterator[tuple[str, Floats]]:
    for half_life in HALF_LIVES:
        yield f"decayed_{half_life}", _summed(rows.question, worth(half_life, rows.age), count)
    for days in LOOK_BACKS:
        yield f"last_{days}", _tally(rows.question[rows.age < days], count)
    yield "count", _tally(rows.question, count)
    since, first = np.full(count, NEVER), np.full(count, -1.0)
    np.minimum.at(since, rows.question, rows.age.astype(np.float64))
    np.maximum.at(first, rows.question, rows.age.astype(np.float64))
    yield "since", since
    yield "first", first


def _tally(question: Longs, count: int) -> Floats:
    return np.bincount(question, minlength=count).astype(np.float64)


def _summed(question: Longs, weights: Floats, count: int) -> Floats:
    return np.bincount(question, weights=weights, minlength=count).astype(np.float64)


def _days(rows: PairRows) -> tuple[Longs, Longs]:
    """Return the distinct days on which anything happened: question and age, by question, youngest first."""
    deepest = int(rows.age.max(initial=0)) + 1
    codes = np.unique(rows.question * deepest + rows.age)
    return codes // deepest, codes % deepest


def _rhythm(rows: PairRows, asked: Batch, index: FactIndex) -> Iterator[tuple[str, Floats]]:
    """Yield how regularly the thing happened: distinct days, the days since the last few, and past windows."""
    count = len(asked)
    question, age = _days(rows)
    days = np.bincount(question, minlength=count)
    yield "same_days", days.astype(np.float64)
    place = np.arange(len(question)) - (np.cumsum(days) - days)[question]
    for nth in (2, 3, 5):
        since = np.full(count, NEVER)
        here = place == nth - 1
        since[question[here]] = age[here]
        yield f"same_since_{nth}", since
    windows, question, window = past_windows(rows, asked, index)
    hits = _tally(question, count)
    yield "share", (hits + 0.5) / (windows + 1)
    for recent in (1, 2, 4, 8):
        yield f"hits_{recent}", _tally(question[window < recent], count)
    ago = window * asked.horizon[question]
    for half_life in (30, 90):
        yield f"hits_decayed_{half_life}", _summed(question, worth(half_life, ago), count)
