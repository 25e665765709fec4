"""Lags: how much less a fact weighs the longer ago it was, at several half-lives, and lags in classes."""

import numpy as np
from numpy.typing import NDArray

OWN_HALF_LIVES = (2.0, 10.0, 40.0, 200.0)
POPULARITY_HALF_LIVES = (3.0, 15.0, 60.0)
TABLE_HALF_LIVES = (60.0, 8.0)
_CLASS_STARTS = (1, 2, 3, 5, 8, 13, 21, 34, 55, 90, 150, 365)
LAG_CLASSES = len(_CLASS_STARTS)
DAYS_AHEAD = 366  # how long after the last fact one may still ask


def decays(half_lives: tuple[float, ...], last_day: int) -> NDArray[np.float32]:
    """Return weights by lag, shape (half-lives, last day + 368): 1 at no lag, a half at one half-life."""
    lags = np.arange(last_day + DAYS_AHEAD + 2)
    return np.stack([0.5 ** (lags / one) for one in half_lives]).astype(np.float32)


def lag_classes(last_day: int) -> NDArray[np.int32]:
    """Return the class of every lag in days, shape (last day + 368,): narrow at first, then wider."""
    found = np.searchsorted(_CLASS_STARTS, np.arange(last_day + DAYS_AHEAD + 2), side="right") - 1
    return np.maximum(found, 0).astype(np.int32)
