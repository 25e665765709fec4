"""Murphy's parts: how much of a Brier score is miscalibration, how much is knowledge, how much is the world's."""

from dataclasses import dataclass, fields

import numpy as np

from sitroom.forecast.scoring.calibration import BINS, bin_of
from sitroom.forecast.scoring.checked import Numbers, Outcomes, checked


@dataclass(frozen=True, slots=True)
class Murphy:
    """The parts of a mean Brier score; ``brier`` is their sum, however the probabilities lie within the bins.

    ``brier = reliability - resolution + uncertainty + within_bin_variance - within_bin_covariance``

    Args:
        brier: the mean score, in [0, 1].
        reliability: squared gap between what was said in a bin and how often it came true; lower is better.
        resolution: how far the bins' frequencies lie from the base rate; higher is better.
        uncertainty: the score of always stating the base rate, b (1 - b); no forecaster can change it.
        within_bin_variance: how much the probabilities of one bin differ.
        within_bin_covariance: twice their covariance with the outcomes in the bin: knowledge that bins hide.
        base_rate: share that came true.
        questions: how many.
        bins: those that hold any question.
    """

    brier: float
    reliability: float
    resolution: float
    uncertainty: float
    within_bin_variance: float
    within_bin_covariance: float
    base_rate: float
    questions: int
    bins: int

    def to_json(self) -> dict[str, float]:
        """Return the parts by name."""
        return {one.name: getattr(self, one.name) for one in fields(self)}


def murphy(probabilities: Numbers, outcomes: Outcomes, *, bins: int = BINS) -> Murphy:
    """Return the parts of the mean Brier score over bins of equal width.

    Args:
        probabilities: shape (n,), each in [0, 1].
        outcomes: shape (n,), what happened.
        bins: how many, at least 1; a probability of 1 falls in the last.

    Raises:
        ScoringError: the lengths differ, a probability is not in [0, 1], or there is nothing to score.

    Source: Murphy (1973), "A new vector partition of the probability score"; the terms within bins after Stephenson,
        Coelho and Jolliffe (2008), "Two extra components in the Brier score decomposition".

    >>> parts = murphy([0.1, 0.1, 0.9, 0.9], [False, False, True, True])
    >>> round(parts.reliability, 3), round(parts.resolution, 3), parts.uncertainty
    (0.01, 0.25, 0.25)
    """
    stated, happened = checked(probabilities, outcomes)
    _, place, count = np.unique(bin_of(stated, bins), return_inverse=True, return_counts=True)
    said = np.bincount(place, weights=stated) / count
    came = np.bincount(place, weights=happened) / count
    base = happened.mean()
    beside = stated - said[place]
    n = len(stated)
    return Murphy(
        brier=float(((stated - happened) ** 2).mean()),
        reliability=float((count * (said - came) ** 2).sum() / n),
        resolution=float((count * (came - base) ** 2).sum() / n),
        uncertainty=float(base * (1 - base)),
        within_bin_variance=float((beside**2).mean()),
        within_bin_covariance=float(2 * (beside * (happened - came[place])).mean()),
        base_rate=float(base),
        questions=n,
        bins=len(count),
    )
