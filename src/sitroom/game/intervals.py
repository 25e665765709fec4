"""Intervals of positions: how far a decision may lie from the weighted mean, and how an interval is scored."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, pi, sqrt
from statistics import NormalDist

LEVEL = 0.8

# What the published rule is made of; none of it was fitted by us.
PUBLISHED_ERROR = 23.0
"""The mean absolute error of the weighted mean on a scale of 100, over decisions of the European Union's Council."""
EVEN_SPREAD, TWO_CAMPS = 100 / sqrt(12), 50.0
"""Standard deviations on a scale of 100: of positions spread evenly over it, and of two equal camps at its ends."""
LEAST_SPREAD = 0.05
"""Half a step of a scale of ten steps, on which experts place positions; nobody is placed more finely."""


@dataclass(frozen=True, slots=True)
class IntervalRule:
    """An interval around the weighted mean: so much per unit of spread, and so much per length of scale.

    Args:
        name: with its version.
        level: the share of outcomes that it should hold, in (0, 1).
        per_spread: half its width for each unit of the weighted standard deviation of the positions.
        per_scale: half its width as a share of the scale.
        basis: where the numbers come from, in words.
    """

    name: str
    level: float
    per_spread: float
    per_scale: float = 0.0
    basis: str = ""

    def interval(self, mean: float, *, spread: float, ends: tuple[float, float]) -> tuple[float, float]:
        """Return the lowest and the highest outcome, within the scale.

        Args:
            mean: the weighted mean.
            spread: of the positions; what is under a twentieth of the scale counts as that.
            ends: of the scale.
        """
        half = self.half_width(spread, ends[1] - ends[0])
        return max(ends[0], mean - half), min(ends[1], mean + half)

    def half_width(self, spread: float, length: float) -> float:
        """Return half the width before it is cut at the ends of a scale of a length."""
        return self.per_spread * floored(spread, length) + self.per_scale * length

    def to_json(self) -> dict[str, object]:
        """Return the rule as a JSON object."""
        return {
            "name": self.name,
            "level": self.level,
            "per_spread": self.per_spread,
            "per_scale": self.per_scale,
            "basis": self.basis,
        }


def floored(spread: float, length: float) -> float:
    """Return the spread, or a twentieth of the scale where it is less."""
    return max(spread, LEAST_SPREAD * length)


def published_rule(level: float = LEVEL) -> IntervalRule:
    """Return the rule that holds where no past issues are given: the published error, in proportion to the spread.

    A normal error whose mean size is 23 has a standard deviation of ``23 * sqrt(pi / 2)`` = 28.8. That error was
    found on contested issues, whose positions lie between an even spread over the scale (28.9) and two camps at its
    ends (50); we let it stand for the middle of the two (39.4), and change it in proportion to the spread.

    >>> round(published_rule().per_spread, 3)
    0.937
    """
    deviation = PUBLISHED_ERROR * sqrt(pi / 2)
    quantile = NormalDist().inv_cdf((1 + level) / 2)
    return IntervalRule(
        name="published-error.v1",
        level=level,
        per_spread=quantile * deviation / ((EVEN_SPREAD + TWO_CAMPS) / 2),
        basis="the published mean error of 23 on a scale of 100, wider where the positions lie farther apart",
    )


def conformal_quantile(errors: Sequence[float], level: float) -> float:
    """Return the error that a new one stays under with probability ``level``, if all are exchangeable.

    It is the ``ceil((n + 1) * level)``-th smallest; the largest where there are too few.

    Source: Lei, G'Sell, Rinaldo, Tibshirani and Wasserman (2018), "Distribution-free predictive inference for
        regression", section 5.2.

    >>> conformal_quantile([5, 1, 2, 3, 4, 9, 7, 8, 6], 0.8)
    8
    """
    rank = ceil((len(errors) + 1) * level - 1e-9)
    return sorted(errors)[min(len(errors), rank) - 1]


def interval_score(intervals: Sequence[tuple[float, float]], outcomes: Sequence[float], *, level: float) -> float:
    """Return the mean width plus a fine of ``2 / (1 - level)`` for each unit by which an outcome lies outside.

    Args:
        intervals: shape (n,), lowest and highest.
        outcomes: shape (n,), in the same order and unit.
        level: the share of outcomes that the intervals should hold.

    Returns:
        A loss, 0 or more, in the unit of the outcomes; lower is better, and the true quantiles earn the least.

    Source: Gneiting and Raftery (2007), "Strictly proper scoring rules, prediction, and estimation", section 6.2.

    >>> interval_score([(0, 10), (0, 10)], [5, 11], level=0.8)
    15.0
    """
    fine = 2 / (1 - level)
    losses = [
        (high - low) + fine * max(0.0, low - outcome, outcome - high)
        for (low, high), outcome in zip(intervals, outcomes, strict=True)
    ]
    return round(sum(losses) / len(losses), 12)


PUBLISHED = published_rule()
