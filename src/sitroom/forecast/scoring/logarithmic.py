"""The log score: how surprised a probability was by what happened."""

import numpy as np

from sitroom.forecast.scoring.checked import Floats, Numbers, Outcomes, checked


def log_score(probabilities: Numbers, outcomes: Outcomes) -> float:
    """Return the mean of minus the natural logarithm of the probability given to what happened.

    Args:
        probabilities: shape (n,), each in [0, 1], one per resolved question.
        outcomes: shape (n,), what happened, in the same order.

    Returns:
        A loss from 0 (perfect) up, in nats; infinite where something happened that was called impossible.

    Raises:
        ScoringError: the lengths differ, a probability is not in [0, 1], or there is nothing to score.

    Source: Good (1952), "Rational decisions".

    >>> round(log_score([0.5, 0.0], [True, False]), 3)
    0.347
    """
    return float(log_scores(probabilities, outcomes).mean())


def log_scores(probabilities: Numbers, outcomes: Outcomes) -> Floats:
    """Return the score of each question, shape (n,), from 0 up; as ``log_score``."""
    stated, happened = checked(probabilities, outcomes)
    with np.errstate(divide="ignore"):
        surprise: Floats = -np.where(happened == 1, np.log(stated), np.log1p(-stated))
    return surprise + 0.0  # so that a certainty that came true costs 0 and not -0
