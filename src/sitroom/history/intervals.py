"""Intervals: how far a share of few trials may be from the rate behind it."""

from collections.abc import Sequence
from functools import lru_cache
from math import comb, exp, lgamma, log

LEVEL = 0.95


def jeffreys_interval(hits: int, trials: int, *, level: float = LEVEL) -> tuple[float, float]:
    """Return the equal-tailed Jeffreys interval of a rate, with the ends put to 0 and 1 where nothing or all hit.

    Args:
        hits: from 0 to ``trials``.
        trials: independent ones, at least 1.
        level: in (0, 1).

    Source: Brown, Cai and DasGupta (2001), "Interval estimation for a binomial proportion",
        section 4.1.2 and its table of limits.
        The beta quantile is found by Newton's steps, without SciPy.

    >>> [round(end, 3) for end in jeffreys_interval(0, 7)]
    [0.0, 0.292]
    """
    if not 0 <= hits <= trials or trials < 1:
        raise ValueError(f"no share: {hits} of {trials}")
    return _ends(hits, trials, level)


def jeffreys_mean(hits: int, trials: int) -> float:
    """Return the mean of a rate under Jeffreys' prior, ``(hits + .5) / (trials + 1)``, never 0 or 1.

    >>> jeffreys_mean(0, 4)
    0.1
    """
    return (hits + 0.5) / (trials + 1)


def median_interval(values: Sequence[float], *, level: float = LEVEL) -> tuple[float, float] | None:
    """Return an interval of the median by order statistics, whatever the distribution; None for too few values.

    Args:
        values: sorted.
        level: in (0, 1); the interval covers the median at least so often.

    Source: David and Nagaraja (2003), "Order Statistics", section 7.1.

    >>> median_interval([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    (2, 9)
    """
    n, below, rank = len(values), 0.0, 0
    while rank < n // 2 and below + comb(n, rank) * 0.5**n <= (1 - level) / 2:
        below += comb(n, rank) * 0.5**n
        rank += 1
    return (values[rank - 1], values[n - rank]) if rank else None


@lru_cache(maxsize=4096)
def _ends(hits: int, trials: int, level: float) -> tuple[float, float]:
    tail, a, b = (1 - level) / 2, hits + 0.5, trials - hits + 0.5
    low = 0.0 if hits == 0 else _beta_quantile(tail, a, b)
    high = 1.0 if hits == trials else _beta_quantile(1 - tail, a, b)
    return low, high


def _beta_quantile(probability: float, a: float, b: float) -> float:
    """Return the quantile by Newton's steps, each kept within a bracket that shrinks."""
    low, high, x = 0.0, 1.0, a / (a + b)
    scale = lgamma(a + b) - lgamma(a) - lgamma(b)
    for _ in range(60):
        gap = _beta_below(x, a, b) - probability
        low, high = (x, high) if gap < 0 else (low, x)
        density = exp(scale + (a - 1) * log(x) + (b - 1) * log(1 - x))
        after = x - gap / density if density else low
        if not low < after < high:
            after = (low + high) / 2
        if abs(after - x) < 1e-15 or high - low < 1e-15:
            return after
        x = after
    return x


def _beta_below(x: float, a: float, b: float) -> float:
    """Return the regularised incomplete beta function, by its continued fraction (Press et al. 1992, section 6.4)."""
    if x <= 0 or x >= 1:
        return float(x >= 1)
    if x > (a + 1) / (a + b + 2):
        return 1 - _beta_below(1 - x, b, a)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log(1 - x)) / a
    return front * _fraction(x, a, b)


def _fraction(x: float, a: float, b: float) -> float:
    """Return the continued fraction by Lentz's method."""
    tiny = 1e-300
    d = 1 / ((1 - (a + b) * x / (a + 1)) or tiny)
    c, value = 1.0, d
    for m in range(1, 1000):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for step in (even, odd):
            d = 1 / ((1 + step * d) or tiny)
            c = (1 + step / c) or tiny
            value *= d * c
        if abs(d * c - 1) < 1e-14:
            break
    return value
