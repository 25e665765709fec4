"""Detecting: the smallest effect that a test would have found four times in five, by planting effects of known size."""

import numpy as np

from sitroom.history.claims.effects import LEVEL, Design, Floats, rolled

POWER = 0.80
DRAWS = 200
GRID = (1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.7, 1.8, 1.9, 2.0, 2.25, 2.5, 3.0, 3.5, 4.0, 5.0, 7.0, 10.0, 20.0)
_BLOCK = 1_000_000


def detectable(design: Design, counts: Floats, *, rises: bool, rng: np.random.Generator) -> float | None:
    """Return the smallest factor of a grid that is found with a power of 80 % at the level of 5 %; None beyond it.

    Args:
        design: the days.
        counts: responses by day, without the effect; shape (days,).
        rises: whether the rate is multiplied by the factor; if not, it is divided.
        rng: the source of chance.
    """
    low, high = -1, len(GRID)
    at = GRID.index(2.0)  # the one that decides comes first
    while high - low > 1:
        if power(design, counts, GRID[at], rises=rises, rng=rng) >= POWER:
            high = at
        else:
            low = at
        at = (low + high) // 2
    return GRID[high] if high < len(GRID) else None


def power(design: Design, counts: Floats, ratio: float, *, rises: bool, rng: np.random.Generator) -> float:
    """Return how often an effect of a known size is found in the same days, shifted in a circle against the triggers.

    A rise adds events independently of those that are there, at the level around each day; a fall takes events out.

    Args:
        design: the days.
        counts: responses by day, without the effect; shape (days,).
        ratio: at least 1.
        rises: the direction.
        rng: the source of chance.
    """
    shifts = rng.choice(design.shifts, size=min(DRAWS, len(design.shifts)), replace=False)
    found = 0
    for block in np.array_split(shifts, 1 + len(shifts) * len(counts) // _BLOCK):
        turned, share = rolled(counts, block), rolled(design.share, block)
        if rises:
            planted = turned.copy()
            planted[:, design.after] += rng.poisson((ratio - 1) * design.expected(turned, share)[:, design.after])
        else:
            planted = np.where(design.after, rng.binomial(turned.astype(np.int64), 1 / ratio), turned)
        rise, fall, _ = design.chances(planted.astype(np.float64), share)
        found += int(((rise if rises else fall) <= LEVEL).sum())
    return found / len(shifts)
