"""Proper scoring rules: how far a stated probability was from what happened."""

from collections.abc import Sequence
from math import inf, log

from sitroom.core import ScoringError


def brier_score(probabilities: Sequence[float], outcomes: Sequence[bool]) -> float:
    """Return the mean squared gap between probabilities and outcomes.

    Args:
        probabilities: shape (n,), each in [0, 1], one per resolved question.
        outcomes: shape (n,), what happened, in the same order.

    Returns:
        A loss in [0, 1]: 0 is perfect, and always saying 0.5 earns 0.25.

    Raises:
        ScoringError: the lengths differ, a probability is not in [0, 1], or there is nothing to score.

    Source: Brier (1950), "Verification of forecasts expressed in terms of probability".

    >>> brier_score([0.5, 0.0], [True, False])
    0.125
    """
    pairs = _pairs(probabilities, outcomes)
    return sum((probability - outcome) ** 2 for probability, outcome in pairs) / len(pairs)


def log_score(probabilities: Sequence[float], outcomes: Sequence[bool]) -> float:
    """Return the mean of minus the natural logarithm of the probability given to what happened.

    Args:
        probabilities: shape (n,), each in [0, 1], one per resolved question.
        outcomes: shape (n,), what happened, in the same order.

    Returns:
        A loss from 0 (perfect) up; infinite where something happened that was called impossible.

    Raises:
        ScoringError: the lengths differ, a probability is not in [0, 1], or there is nothing to score.

    Source: Good (1952), "Rational decisions".

    >>> round(log_score([0.5, 0.0], [True, False]), 3)
    0.347
    """
    pairs = _pairs(probabilities, outcomes)
    given = [probability if outcome else 1 - probability for probability, outcome in pairs]
    return sum(-log(one) if one > 0 else inf for one in given) / len(given)


def _pairs(probabilities: Sequence[float], outcomes: Sequence[bool]) -> list[tuple[float, bool]]:
    if len(probabilities) != len(outcomes):
        raise ScoringError(f"{len(probabilities)} probabilities, but {len(outcomes)} outcomes")
    if not len(probabilities):
        raise ScoringError("there is nothing to score: no question is resolved")
    wrong = [one for one in probabilities if not 0 <= one <= 1]
    if wrong:
        raise ScoringError(f"a probability lies in [0, 1]; {wrong[0]} does not")
    return list(zip(probabilities, outcomes, strict=True))
