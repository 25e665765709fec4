"""Calibration: in each bin of stated probability, how often it came true, and how far chance can move that."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sitroom.core import ScoringError
from sitroom.forecast.scoring.checked import Floats, Numbers, Outcomes, checked
from sitroom.history import jeffreys_interval

BINS = 10
LEVEL = 0.95
DRAWS = 1000


@dataclass(frozen=True, slots=True)
class Bin:
    """The questions whose probability lay in one stretch of [0, 1].

    Args:
        low: its lower edge, inclusive.
        high: its upper edge, exclusive but for 1.
        questions: how many, at least 1.
        hits: how many came true.
        stated: mean of the probabilities.
        came_true: share that came true.
        interval: 95 % Jeffreys interval of that share.
    """

    low: float
    high: float
    questions: int
    hits: int
    stated: float
    came_true: float
    interval: tuple[float, float]

    def to_json(self) -> dict[str, object]:
        """Return the bin with its interval as a list."""
        named = {name: getattr(self, name) for name in ("low", "high", "questions", "hits", "stated", "came_true")}
        return {**named, "interval": list(self.interval)}


def calibration_bins(probabilities: Numbers, outcomes: Outcomes, *, bins: int = BINS) -> tuple[Bin, ...]:
    """Return the bins of equal width that hold any question, lowest first.

    Args:
        probabilities: shape (n,), each in [0, 1].
        outcomes: shape (n,), what happened.
        bins: how many [0, 1] is cut into, at least 1.

    Raises:
        ScoringError: the lengths differ, a probability is not in [0, 1], or there is nothing to score.

    Source: Bröcker and Smith (2007), "Increasing the reliability of reliability diagrams", for dots at bin means;
        intervals after Brown, Cai and DasGupta (2001).

    >>> [(one.questions, one.stated, one.came_true) for one in calibration_bins([0.25, 0.25, 1.0], [0, 1, 1])]
    [(2, 0.25, 0.5), (1, 1.0, 1.0)]
    """
    stated, happened = checked(probabilities, outcomes)
    place = bin_of(stated, bins)
    counts = np.bincount(place, minlength=bins)
    said = np.bincount(place, weights=stated, minlength=bins)
    hits = np.bincount(place, weights=happened, minlength=bins)
    return tuple(
        Bin(
            low=at / bins,
            high=(at + 1) / bins,
            questions=int(counts[at]),
            hits=int(hits[at]),
            stated=float(said[at] / counts[at]),
            came_true=float(hits[at] / counts[at]),
            interval=jeffreys_interval(int(hits[at]), int(counts[at])),
        )
        for at in np.flatnonzero(counts).tolist()
    )


def consistency_bars(
    probabilities: Numbers, *, rng: np.random.Generator, bins: int = BINS, draws: int = DRAWS, level: float = LEVEL
) -> dict[int, tuple[float, float]]:
    """Return how far a perfectly calibrated forecaster's frequencies stray by chance, by number of the bin from 0.

    Args:
        probabilities: shape (n,), each in [0, 1], held as they are; only what happens is drawn.
        rng: chance.
        bins: how many [0, 1] is cut into.
        draws: how often the questions are resolved anew.
        level: share of draws between the two ends.

    Raises:
        ScoringError: a probability is not in [0, 1], or there are none.

    Source: Bröcker and Smith (2007), section 3.
    """
    stated, _ = checked(probabilities, np.zeros(len(probabilities), dtype=np.bool_))
    counts, hits = simulated_hits(stated, rng=rng, bins=bins, draws=draws)
    held = np.flatnonzero(counts)
    ends = np.quantile(hits[:, held] / counts[held], [(1 - level) / 2, (1 + level) / 2], axis=0)
    return {int(at): (float(low), float(high)) for at, low, high in zip(held, *ends, strict=True)}


def simulated_hits(
    stated: Floats, *, rng: np.random.Generator, bins: int, draws: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the questions of each bin, shape (bins,), and how many came true in each draw, shape (draws, bins)."""
    if draws < 1:
        raise ScoringError(f"chance needs at least one draw, not {draws}")
    place = bin_of(stated, bins)
    order = np.argsort(place, kind="stable")
    ordered, counts = stated[order], np.bincount(place, minlength=bins)
    edges = np.concatenate([[0], np.cumsum(counts)])
    hits = np.empty((draws, bins), dtype=np.int64)
    for draw in range(draws):
        came = np.concatenate([[0], np.cumsum(rng.random(len(ordered)) < ordered)])
        hits[draw] = came[edges[1:]] - came[edges[:-1]]
    return counts, hits


def bin_of(stated: Floats, bins: int) -> NDArray[np.intp]:
    """Return the number of each probability's bin, from 0; a probability of 1 falls in the last."""
    if bins < 1:
        raise ScoringError(f"probabilities fall in at least one bin, not {bins}")
    return np.minimum((stated * bins).astype(np.intp), bins - 1)
