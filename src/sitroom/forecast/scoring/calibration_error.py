"""Expected calibration error: the mean gap between what was said and how often it came true, less what chance makes."""

from dataclasses import dataclass, fields

import numpy as np

from sitroom.forecast.scoring.calibration import BINS, DRAWS, bin_of, simulated_hits
from sitroom.forecast.scoring.checked import Numbers, Outcomes, checked


@dataclass(frozen=True, slots=True)
class CalibrationError:
    """A calibration error, beside the one that a perfectly calibrated forecaster would show on as many questions.

    Args:
        error: as found, in [0, 1].
        by_chance: mean error under perfect calibration.
        debiased: ``error - by_chance``; may lie a little below 0, which means no more than none.
        p: share of draws with an error at least as large; small means that chance alone does not explain it.
        draws: how often the questions were resolved anew.
    """

    error: float
    by_chance: float
    debiased: float
    p: float
    draws: int

    def to_json(self) -> dict[str, float]:
        """Return the values by name."""
        return {one.name: getattr(self, one.name) for one in fields(self)}


def calibration_error(probabilities: Numbers, outcomes: Outcomes, *, bins: int = BINS) -> float:
    """Return the gap between mean probability and frequency, averaged over bins by their questions.

    Args:
        probabilities: shape (n,), each in [0, 1].
        outcomes: shape (n,), what happened.
        bins: how many [0, 1] is cut into, all of one width.

    Returns:
        A loss in [0, 1]. It is no proper score: stating the base rate every time earns 0 on average. Read it beside
        the resolution of ``murphy``.

    Raises:
        ScoringError: the lengths differ, a probability is not in [0, 1], or there is nothing to score.

    Source: Naeini, Cooper and Hauskrecht (2015), "Obtaining well calibrated probabilities using Bayesian binning".

    >>> round(calibration_error([0.2, 0.2, 0.9], [True, False, True]), 3)
    0.233
    """
    stated, happened = checked(probabilities, outcomes)
    gaps = np.bincount(bin_of(stated, bins), weights=stated - happened)
    return float(np.abs(gaps).sum() / len(stated))


def debiased_calibration_error(
    probabilities: Numbers, outcomes: Outcomes, *, rng: np.random.Generator, bins: int = BINS, draws: int = DRAWS
) -> CalibrationError:
    """Return the calibration error beside its size under perfect calibration, by simulation.

    Args:
        probabilities: shape (n,), each in [0, 1].
        outcomes: shape (n,), what happened.
        rng: chance.
        bins: how many [0, 1] is cut into.
        draws: how often the questions are resolved anew, each as a coin of its own probability.

    Raises:
        ScoringError: the lengths differ, a probability is not in [0, 1], or there is nothing to score.

    Source: Bröcker and Smith (2007), "Increasing the reliability of reliability diagrams", for the simulation.
    """
    stated, _ = checked(probabilities, outcomes)
    error = calibration_error(probabilities, outcomes, bins=bins)
    _, hits = simulated_hits(stated, rng=rng, bins=bins, draws=draws)
    said = np.bincount(bin_of(stated, bins), weights=stated, minlength=bins)
    chance = np.abs(said - hits).sum(axis=1) / len(stated)
    p = float((1 + (chance >= error - 1e-12).sum()) / (1 + draws))
    return CalibrationError(error, float(chance.mean()), float(error - chance.mean()), p, draws)
