"""Gamma quantiles, without SciPy: importing it would take longer than the answer."""

from math import exp, lgamma, log

STEPS = 200


def gamma_interval(shape: float, *, level: float = 0.95) -> tuple[float, float]:
    """Return the middle of a gamma variable of scale 1.

    Args:
        shape: above 0.
        level: in (0, 1), how much of it lies within.

    >>> [round(end, 4) for end in gamma_interval(10)]
    [4.7954, 17.0848]
    """
    tail = (1 - level) / 2
    return _quantile(tail, shape), _quantile(1 - tail, shape)


def _quantile(probability: float, shape: float) -> float:
    """Return the quantile by Newton's steps, each kept within a bracket that shrinks."""
    low, high = 0.0, shape + 1
    while _below(high, shape) < probability:
        low, high = high, 2 * high
    x = (low + high) / 2
    for _ in range(STEPS):
        gap = _below(x, shape) - probability
        low, high = (x, high) if gap < 0 else (low, x)
        density = exp((shape - 1) * log(x) - x - lgamma(shape))
        after = x - gap / density if density else low
        if not low < after < high:
            after = (low + high) / 2
        if abs(after - x) <= 1e-14 * x:
            return after
        x = after
    return x


def _below(x: float, shape: float) -> float:
    """Return the regularised incomplete gamma function, after Press et al. (1992), section 6.2."""
    if x <= 0:
        return 0.0
    front = exp(shape * log(x) - x - lgamma(shape))
    return front * _series(x, shape) if x < shape + 1 else 1 - front * _fraction(x, shape)


def _series(x: float, shape: float) -> float:
    term = total = 1 / shape
    at = shape
    while term > 1e-17 * total:
        at += 1
        term *= x / at
        total += term
    return total


def _fraction(x: float, shape: float) -> float:
    """Return the continued fraction by Lentz's method."""
    tiny = 1e-300
    b = x + 1 - shape
    c, d = 1 / tiny, 1 / (b or tiny)
    value = d
    for n in range(1, 100_000):
        step = -n * (n - shape)
        b += 2
        d = 1 / ((step * d + b) or tiny)
        c = (b + step / c) or tiny
        value *= d * c
        if abs(d * c - 1) < 1e-15:
            break
    return value
