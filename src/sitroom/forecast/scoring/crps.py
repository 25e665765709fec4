"""The continuous ranked probability score of counts: how far a stated distribution was from the number that came."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sitroom.core import ScoringError
from sitroom.forecast.scoring.checked import Floats


def crps_ensemble(counts: ArrayLike, ensembles: ArrayLike, *, fair: bool = False) -> Floats:
    """Return the score of each ensemble: mean distance to what came, less half the mean distance among its members.

    Args:
        counts: shape (n,), the numbers that came.
        ensembles: shape (n, m), m members for each, in any order.
        fair: whether a pair of members counts without each member's distance to itself, so that few members are not
            punished for being few; needs two members.

    Returns:
        Shape (n,), in the unit of the counts; 0 is perfect, and with one member it is the absolute error.

    Raises:
        ScoringError: shapes do not go together, a value is not finite, or there are too few members.

    Source: Gneiting and Raftery (2007), "Strictly proper scoring rules, prediction, and estimation", section 4.2; fair
        after Ferro (2014), "Fair scores for ensemble forecasts".

    >>> crps_ensemble([2.0], [[1.0, 3.0]]).tolist()
    [0.5]
    """
    came = _finite(counts, "counts", 1)
    members = np.sort(_finite(ensembles, "ensembles", 2), axis=1)
    if len(came) != len(members) or members.shape[1] < 1 + fair:
        raise ScoringError(f"{len(came)} counts do not go with ensembles of shape {members.shape}")
    m = members.shape[1]
    weights = 2 * np.arange(1, m + 1) - m - 1
    among = 2 * (members * weights).sum(axis=1) / (m * (m - 1 if fair else m))
    score: Floats = np.abs(members - came[:, None]).mean(axis=1) - among / 2
    return score


def crps_probabilities(counts: ArrayLike, probabilities: ArrayLike) -> Floats:
    """Return the score of each stated distribution over 0, 1, 2, ...: the squared gaps of its steps, summed.

    Args:
        counts: shape (n,), whole numbers from 0 that came.
        probabilities: shape (n, k), the probability of each number from 0 to k - 1; what is missing to 1 lies at k.

    Returns:
        Shape (n,), in the unit of the counts; 0 is perfect.

    Raises:
        ScoringError: shapes do not go together, a row sums to more than 1, or a count is no whole number from 0.

    Source: Epstein (1969), "A scoring system for probability forecasts of ranked categories".

    >>> crps_probabilities([1], [[0.5, 0.5]]).tolist()
    [0.25]
    """
    came, stated = _whole(counts), _finite(probabilities, "probabilities", 2)
    if len(came) != len(stated):
        raise ScoringError(f"{len(came)} counts, but {len(stated)} distributions")
    below = np.cumsum(stated, axis=1)
    if (stated < 0).any() or (below[:, -1:] > 1 + 1e-9).any():
        raise ScoringError("the probabilities of a distribution are not negative and sum to 1 at most")
    k = stated.shape[1]
    score: Floats = ((below - (np.arange(k) >= came[:, None])) ** 2).sum(axis=1) + np.maximum(came - k, 0)
    return score


def crps_poisson(counts: ArrayLike, means: ArrayLike) -> Floats:
    """Return the score of Poisson distributions, in closed form.

    Args:
        counts: shape (n,), whole numbers from 0 that came.
        means: shape (n,) or one number, above 0.

    Returns:
        Shape (n,), in the unit of the counts; 0 is perfect.

    Raises:
        ScoringError: shapes do not go together, a mean is not above 0, or a count is no whole number from 0.

    Source: Wei and Held (2014), "Calibration tests for count data", section 2.2.
    """
    from scipy.special import gammaln, ive, pdtr

    came = _whole(counts)
    mean = _parameter(means, "mean", came)
    density = np.exp(came * np.log(mean) - mean - gammaln(came + 1))
    bessel = ive(0, 2 * mean) + ive(1, 2 * mean)
    score: Floats = (came - mean) * (2 * pdtr(came, mean) - 1) + 2 * mean * density - mean * bessel
    return score


def crps_negative_binomial(counts: ArrayLike, means: ArrayLike, sizes: ArrayLike) -> Floats:
    """Return the score of negative binomial distributions, in closed form.

    Args:
        counts: shape (n,), whole numbers from 0 that came.
        means: shape (n,) or one number, above 0.
        sizes: shape (n,) or one number, above 0: the variance is ``mean + mean**2 / size``.

    Returns:
        Shape (n,), in the unit of the counts; 0 is perfect.

    Raises:
        ScoringError: shapes do not go together, a mean or size is not above 0, or a count is no whole number from 0.

    Source: Wei and Held (2014), "Calibration tests for count data", section 2.2.
    """
    from scipy.special import hyp2f1

    came = _whole(counts)
    mean, size = _parameter(means, "mean", came), _parameter(sizes, "size", came)
    share = size / (size + mean)
    at, before = _below(came, size, share), _below(came - 1, size + 1, share)
    spread = share * (2 * before - 1) + hyp2f1(size + 1, 0.5, 2, -4 * (1 - share) / share**2)
    score: Floats = came * (2 * at - 1) - size * (1 - share) / share**2 * spread
    return score


def _below(counts: Floats, size: Floats, share: Floats) -> Floats:
    """Return the negative binomial distribution function; 0 below 0."""
    from scipy.special import betainc

    out: Floats = np.where(counts < 0, 0.0, betainc(size, np.maximum(counts, 0) + 1, share))
    return out


def _finite(values: ArrayLike, name: str, dimensions: int) -> Floats:
    out: NDArray[np.float64] = np.asarray(values, dtype=np.float64)
    if out.ndim != dimensions or not np.isfinite(out).all():
        raise ScoringError(f"{name} are finite numbers in {dimensions} dimension(s), not {out.ndim}")
    if not len(out):
        raise ScoringError("there is nothing to score")
    return out


def _whole(counts: ArrayLike) -> Floats:
    came = _finite(counts, "counts", 1)
    if (came < 0).any() or (came != np.floor(came)).any():
        raise ScoringError("counts are whole numbers from 0")
    return came


def _parameter(values: ArrayLike, name: str, came: Floats) -> Floats:
    out = np.asarray(values, dtype=np.float64)
    if out.ndim > 1 or (out.ndim == 1 and len(out) != len(came)) or not ((out > 0) & np.isfinite(out)).all():
        raise ScoringError(f"each count has a {name} above 0")
    return np.broadcast_to(out, came.shape)
