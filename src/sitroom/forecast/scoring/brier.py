"""The Brier score: the squared gap between a probability and what happened."""

from sitroom.forecast.scoring.checked import Floats, Numbers, Outcomes, checked


def brier_score(probabilities: Numbers, outcomes: Outcomes) -> float:
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
    return float(brier_scores(probabilities, outcomes).mean())


def brier_scores(probabilities: Numbers, outcomes: Outcomes) -> Floats:
    """Return the score of each question, shape (n,), each in [0, 1]; as ``brier_score``."""
    stated, happened = checked(probabilities, outcomes)
    squared: Floats = (stated - happened) ** 2
    return squared
