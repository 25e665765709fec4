"""Intervals: how far a share of few trials may be from the rate behind it."""

from math import exp, lgamma, log

LEVEL = 0.95


def jeffreys_interval(hits: int, trials: int, *, level: float = LEVEL) -> tuple[float, float]:
    """Return the equal-tailed Jeffreys interval of a rate, with the ends put to 0 and 1 where nothing or all hit.

    Args:
        hits: from 0 to ``trials``.
        trials: independent ones, at least 1.
        level: in (0, 1).

    Source: Brown, Cai and DasGupta (2001), "Interval estimation for a binomial proportion",
        section 4.1.2 and its table of limits.
        The beta quantile is found by bisection, without SciPy.

    >>> [round(end, 3) for end in jeffreys_interval(0, 7)]
    [0.0, 0.292]
    """
    if not 0 <= hits <= trials or trials < 1:
        raise ValueError(f"no share: {hits} of {trials}")
    tail, a, b = (1 - level) / 2, hits + 0.5, trials - hits + 0.5
    low = 0.0 if hits == 0 else _beta_quantile(tail, a, b)
    high = 1.0 if hits == trials else _beta_quantile(1 - tail, a, b)
    return low, high


def jeffreys_mean(hits: int, trials: int) -> float:
    """Return the mean of a rate under Jeffreys' prior, ``(hits + .5) / (trials + 1)``, never 0 or 1.

    >>> jeffreys_mean(0, 4)
    0.1
    """
    return (hits + 0.5) / (trials + 1)


def _beta_quantile(probability: float, a: float, b: float) -> float:
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        if _beta_below(middle, a, b) < probability:
            low = middle
        else:
            high = middle
    return (low + high) / 2


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
