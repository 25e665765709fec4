"""Triggers: after a pair did one thing, how often it does another within a week; learned from the past alone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from sitroom.forecast.hazard.index import FactIndex
from sitroom.forecast.hazard.pair_rows import PairRows
from sitroom.forecast.hazard.question import Longs, Sets, product

Floats = NDArray[np.float64]
LAGS = (0, 7, 30, 120)
"""Ages in days at which each class of past facts begins; the last is the end."""
AHEAD = 7
STEP = 5
PRIOR = 30.0
"""Weeks that the mean over all past relations counts for."""
BINARY_PLACES = 20


@dataclass(frozen=True)
class Triggers:
    """Shares of weeks in which a relation followed another between the same two.

    Args:
        shares: shape (2, lags, relations, relations), by direction (the same, turned), lag, past and asked relation;
            multiples of 2 ** -20.
    """

    shares: Floats


def trigger_features(triggers: Triggers, rows: PairRows, asked: Sets, *, turned: bool) -> Iterator[tuple[str, Floats]]:
    """Yield the greatest and the summed share over the distinct past relations of each question, shape (n,) each."""
    count, width, lags = len(asked.sizes), triggers.shares.shape[2], len(LAGS) - 1
    lag = np.searchsorted(LAGS, rows.age, side="right") - 1
    kept = lag < lags
    codes = np.unique((rows.question[kept] * lags + lag[kept]) * width + rows.relation[kept])
    past, lag, question = codes % width, codes // width % lags, codes // width // lags
    one_each = Sets(np.arange(len(codes)), np.arange(len(codes) + 1))
    each, (place, now) = product(one_each, asked.of(question))
    shares = triggers.shares[int(turned), lag[place], past[place], now]
    share = np.bincount(each, weights=shares, minlength=len(codes))
    most = np.zeros(count)
    np.maximum.at(most, question, share)
    name = "back_trigger" if turned else "trigger"
    yield f"{name}_most", most
    yield f"{name}_sum", np.bincount(question, weights=share, minlength=count).astype(np.float64)


def learn_triggers(index: FactIndex, days: Sequence[int]) -> list[Triggers]:
    """Return what was known on each of some days, rising: shares over windows that ended by then, inclusive."""
    width, lags = index.relations, len(LAGS) - 1
    both, tried = np.zeros((2, lags, width, width)), np.zeros((2, lags, width))
    weeks = _Weeks(index)
    found: list[Triggers] = []
    cutoff = STEP
    for day in days:
        while cutoff + AHEAD <= day - index.origin:
            weeks.count(cutoff, both, tried)
            cutoff += STEP
        found.append(_shares(both, tried))
    return found


def _shares(both: Floats, tried: Floats) -> Triggers:
    mean = both.sum(axis=2, keepdims=True) / np.maximum(tried.sum(axis=2), 1)[:, :, None, None]
    shares = (both + PRIOR * mean) / (tried[:, :, :, None] + PRIOR)
    return Triggers(np.round(shares * 2**BINARY_PLACES) / 2**BINARY_PLACES)


class _Weeks:
    """What pairs did before and after a day."""

    def __init__(self, index: FactIndex) -> None:
        self._width = index.relations
        there, back = index.subject * index.entities + index.object, index.object * index.entities + index.subject
        pairs, numbers = np.unique(np.concatenate([there, back]), return_inverse=True)
        self._rows = numbers[: len(there)], numbers[len(there) :]
        self._pairs, self._day, self._relation = len(pairs), index.day, index.relation

    def count(self, cutoff: int, both: Floats, tried: Floats) -> None:
        """Add the week after a day: which past relations there were, and which followed."""
        from scipy.sparse import csr_matrix

        def matrix(found: Longs) -> csr_matrix:
            where = found // self._width, found % self._width
            return csr_matrix((np.ones(len(found)), where), shape=(self._pairs, self._width))

        then = self._seen(0, cutoff + 1, cutoff + AHEAD)
        active = np.zeros(self._pairs, dtype=np.bool_)
        active[then // self._width] = True
        ahead = matrix(then)
        for turned in range(2):
            for lag, (low, high) in enumerate(pairwise(LAGS)):
                past = self._seen(turned, cutoff - high + 1, cutoff - low)
                tried[turned, lag] += np.bincount(past % self._width, minlength=self._width)
                both[turned, lag] += (matrix(past[active[past // self._width]]).T @ ahead).toarray()

    def _seen(self, turned: int, first: int, last: int) -> Longs:
        """Return pair and relation, as one number, of all that happened from one day to another."""
        kept = slice(*np.searchsorted(self._day, [first, last + 1]))
        return np.unique(self._rows[turned][kept] * self._width + self._relation[kept])
