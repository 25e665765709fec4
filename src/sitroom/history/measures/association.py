"""Association: a partial rank correlation of two series, with an interval and the chance of as much by shifts alone.

Both series and what is held fixed are turned into ranks, so that one stormy week counts no more than its place; the
correlation is that of what is left of the two when the rest is taken out. The interval is by resampling blocks of
periods in a circle. Chance is by shifting the one series against the other in a circle, which keeps the runs in both.

Sources: Conover and Iman (1981) on regression of ranks; Haugh (1976) on testing two series for independence; Politis
and Romano (1992) on circular blocks.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

DRAWS = 999
MOST_SHIFTS = 999
LEAST_SHIFTS = 19
POWER_UNITS = 1.96 + 0.84


@dataclass(frozen=True, slots=True)
class Found:
    """A partial rank correlation.

    Args:
        correlation: in [-1, 1].
        interval: 95 %.
        p: the part of the shifts with as large a correlation either way, two-sided.
        detectable: the size that would be found four times in five at the level of 5 %.
        block: length of a block, in periods.
        draws: resamples behind the interval.
        shifts: shifts behind ``p``.
    """

    correlation: float
    interval: tuple[float, float]
    p: float
    detectable: float
    block: int
    draws: int
    shifts: int


def associate(first: Floats, second: Floats, *, rng: np.random.Generator) -> Found | None:
    """Return how the leading columns of two blocks of series go together, all other columns held fixed.

    Args:
        first: shape (periods, 1 + k): a series, then what is held fixed and moves with it under a shift.
        second: shape (periods, 1 + m): the other series, then what is held fixed beside it.
        rng: the source of chance, for the interval.

    Returns:
        None where there are too few periods to shift, or one of the series never changes.
    """
    n, block = len(first), max(2, round(len(first) ** (1 / 3)) * 2)
    shifts = _shifts(n, block)
    if len(shifts) < LEAST_SHIFTS or len(np.unique(first[:, 0])) < 2 or len(np.unique(second[:, 0])) < 2:
        return None
    left, right = _ranks(first), _ranks(second)
    found = float(_partial(_products(left, right)[None], left.shape[1])[0])
    chance = _partial(_shifted(left, right, shifts), left.shape[1])
    p = (1 + np.sum(np.abs(chance) >= abs(found) - 1e-9)) / (1 + len(chance))
    drawn = _resampled(first, second, block, rng)
    middle = np.arctanh(np.clip(drawn, -0.999, 0.999))
    spread = max(float(middle.std()), float(chance.std()))
    low, high = np.tanh(np.arctanh(np.clip(found, -0.999, 0.999)) + np.array([-1.96, 1.96]) * spread)
    detectable = float(np.tanh(POWER_UNITS * chance.std()))
    return Found(found, (float(low), float(high)), float(p), detectable, block, DRAWS, len(shifts))


def _shifts(n: int, block: int) -> NDArray[np.intp]:
    """Return the shifts that count as chance: all but the nearest, or evenly spread ones."""
    every = np.arange(block, n - block + 1)
    if len(every) <= MOST_SHIFTS:
        return every
    return every[np.linspace(0, len(every) - 1, MOST_SHIFTS).astype(np.intp)]


def _products(left: Floats, right: Floats) -> Floats:
    """Return the products of all columns with each other, each column centred; shape (columns, columns)."""
    whole = np.concatenate([left, right], axis=1)
    centred = whole - whole.mean(axis=0)
    return np.asarray(centred.T @ centred)


def _shifted(left: Floats, right: Floats, shifts: NDArray[np.intp]) -> Floats:
    """Return the products under each shift of the left block in a circle; shape (shifts, columns, columns).

    Only those between the blocks change; a Fourier transform gives them for all shifts at once.
    """
    n, width = left.shape
    out = np.repeat(_products(left, right)[None], len(shifts), axis=0)
    near = np.fft.rfft(left - left.mean(axis=0), axis=0)
    far = np.fft.rfft(right - right.mean(axis=0), axis=0)
    across = np.fft.irfft(near.conj()[:, :, None] * far[:, None, :], n=n, axis=0)
    out[:, :width, width:] = across[shifts]
    out[:, width:, :width] = across[shifts].transpose(0, 2, 1)
    return out


def _partial(products: Floats, width: int) -> Floats:
    """Return the partial correlation of the leading columns of both blocks, for each matrix of products.

    Args:
        products: shape (matrices, columns, columns).
        width: columns of the left block.
    """
    pair = [0, width]
    held = [at for at in range(products.shape[1]) if at not in pair]
    inner = np.linalg.pinv(products[:, held][:, :, held], hermitian=True)
    across = products[:, pair][:, :, held]
    own = products[:, pair][:, :, pair]
    rest = own - across @ inner @ across.transpose(0, 2, 1)
    first, second = rest[:, 0, 0], rest[:, 1, 1]
    flat = (first <= 1e-12 * own[:, 0, 0]) | (second <= 1e-12 * own[:, 1, 1])
    spread = np.sqrt(np.where(flat, 1.0, first * second))
    return np.asarray(np.where(flat, 0.0, np.clip(rest[:, 0, 1] / spread, -1.0, 1.0)))


def _resampled(first: Floats, second: Floats, block: int, rng: np.random.Generator) -> Floats:
    """Return the correlation in resamples of whole blocks of periods, the ranks taken anew in each."""
    n, width = len(first), first.shape[1]
    codes = [np.unique(column, return_inverse=True)[1] for column in (*first.T, *second.T)]
    starts = rng.integers(0, n, size=(DRAWS, -(-n // block)))
    products = np.empty((DRAWS, len(codes), len(codes)))
    for at, begun in enumerate(starts):
        places = ((begun[:, None] + np.arange(block)) % n).ravel()[:n]
        ranks = np.stack([_mid_ranks(one[places]) for one in codes], axis=1)
        products[at] = _products(ranks[:, :width], ranks[:, width:])
    return _partial(products, width)


def _ranks(values: Floats) -> Floats:
    """Return ranks by column, ties at their middle."""
    codes = (np.unique(column, return_inverse=True)[1] for column in values.T)
    return np.stack([_mid_ranks(one) for one in codes], axis=1)


def _mid_ranks(codes: NDArray[np.intp]) -> Floats:
    """Return the ranks of values known by their order among all that occur.

    >>> _mid_ranks(np.array([2, 0, 2])).tolist()
    [2.5, 1.0, 2.5]
    """
    counts = np.bincount(codes)
    middle = np.cumsum(counts) - (counts - 1) / 2
    return np.asarray(middle[codes], dtype=np.float64)
