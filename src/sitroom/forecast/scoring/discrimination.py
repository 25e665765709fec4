"""Discrimination: whether what came true had been given the higher probabilities."""

import numpy as np

from sitroom.forecast.scoring.checked import Floats, Numbers, Outcomes, checked


def auc(probabilities: Numbers, outcomes: Outcomes) -> float | None:
    """Return the chance that a question that came true had a higher probability than one that did not; ties count half.

    Args:
        probabilities: shape (n,), each in [0, 1].
        outcomes: shape (n,), what happened.

    Returns:
        In [0, 1], higher is better, 0.5 is chance; None where all questions came out alike.

    Raises:
        ScoringError: the lengths differ, a probability is not in [0, 1], or there is nothing to score.

    Source: Hanley and McNeil (1982), "The meaning and use of the area under a receiver operating characteristic
        (ROC) curve".

    >>> auc([0.1, 0.4, 0.4, 0.8], [False, False, True, True])
    0.875
    """
    stated, happened = checked(probabilities, outcomes)
    hits = int(happened.sum())
    misses = len(happened) - hits
    if not hits or not misses:
        return None
    above = float(_mid_ranks(stated)[happened == 1].sum()) - hits * (hits + 1) / 2
    return above / (hits * misses)


def discrimination_slope(probabilities: Numbers, outcomes: Outcomes) -> float | None:
    """Return the mean probability of what came true less that of what did not.

    Returns:
        In [-1, 1], higher is better; None where all questions came out alike.

    Raises:
        ScoringError: the lengths differ, a probability is not in [0, 1], or there is nothing to score.

    Source: Yates (1982), "External correspondence: decompositions of the mean probability score".

    >>> discrimination_slope([0.25, 0.75], [False, True])
    0.5
    """
    stated, happened = checked(probabilities, outcomes)
    if happened.all() or not happened.any():
        return None
    return float(stated[happened == 1].mean() - stated[happened == 0].mean())


def _mid_ranks(values: Floats) -> Floats:
    """Return the rank of each value from 1, the mean rank among equal ones."""
    _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    ranks: Floats = (last - (counts - 1) / 2)[place]
    return ranks
