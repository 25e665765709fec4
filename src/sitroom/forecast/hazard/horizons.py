"""Horizons: probabilities for any number of days from those of the few that were learned."""

from collections.abc import Callable, Sequence
from math import exp, expm1, log, log1p

import numpy as np
from numpy.typing import NDArray

from sitroom.forecast.hazard.question import Batch

Floats = NDArray[np.float64]
LEAST, MOST = 1e-6, 1 - 1e-6


def probabilities(margins: Floats) -> Floats:
    """Return the probabilities of log odds, one by one, so that a batch changes no bit; never quite 0 or 1."""
    odds = [exp(-max(min(one, 30.0), -30.0)) for one in margins.tolist()]
    return np.array([min(max(1 / (1 + one), LEAST), MOST) for one in odds])


def between_horizons(asked: Batch, learned: Sequence[int], answer: Callable[[Batch], Floats]) -> Floats:
    """Return probabilities for any horizon.

    The expected number of events (minus the logarithm of the chance of none) is taken to follow a power of the horizon
    between neighbours that were learned, and beyond the outermost as between the last two; it never falls.

    Args:
        asked: the questions.
        learned: horizons in days, rising.
        answer: gives probabilities for questions whose horizons were all learned.
    """
    low, high = _neighbours(asked, learned)
    shorter = answer(asked.with_horizons(low)) if len(asked) else np.empty(0)
    longer, apart = shorter.copy(), np.flatnonzero(low != high)
    if len(apart):
        longer[apart] = answer(asked.of(apart).with_horizons(high[apart]))
    found = shorter.copy()
    for at in np.flatnonzero(asked.horizon != low).tolist():
        near, far = float(shorter[at]), float(longer[at])
        found[at] = _power(near, far, int(low[at]), int(high[at]), int(asked.horizon[at]))
    return found


def _neighbours(asked: Batch, learned: Sequence[int]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the learned horizons on both sides of each asked, the same twice where it is one of them."""
    known = np.array(learned, dtype=np.int64)
    above = np.clip(np.searchsorted(known, asked.horizon), min(1, len(known) - 1), len(known) - 1)
    below = np.maximum(above - 1, 0)
    hit = np.isin(asked.horizon, known)
    return np.where(hit, asked.horizon, known[below]), np.where(hit, asked.horizon, known[above])


def _power(near: float, far: float, low: int, high: int, horizon: int) -> float:
    """Return the probability at a horizon from those at two others, or from one under a steady rate."""
    first, second = -log1p(-near), -log1p(-max(far, near))
    slope = min(log(second / first) / log(high / low), 1.0) if high > low else 1.0
    expected = first * (horizon / low) ** slope
    if low < horizon < high:
        expected = min(max(expected, first), second)
    return min(max(-expm1(-expected), LEAST), MOST)
