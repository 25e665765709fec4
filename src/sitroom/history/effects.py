"""Effects: how much more often a response comes after a trigger, and what chance alone would have made of it.

One estimator: the Mantel-Haenszel rate ratio of the days after a trigger to all others, within calendar strata (the
dyad's own slow drift) and per unit of coverage volume of the week (what is common to all dyads). It is the closed
form of a Poisson model with dyad-by-stratum effects and coverage as exposure. Inference is by randomisation: the
days of the triggers are shifted in a circle against the responses, which keeps the runs within each of them.

Sources: Mantel and Haenszel (1959); Greenland and Robins (1985) for rates; Politis and Romano (1992) for circular
blocks; Cattaneo, Frandsen and Titiunik (2015) for randomisation inference in few clusters.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from sitroom.history.verdicts import Effect

Floats = NDArray[np.float64]

LEVEL, POWER = 0.05, 0.80
POWER_DRAWS = 200
MIN_SHIFTS = 39
GRID = (1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.7, 1.8, 1.9, 2.0, 2.25, 2.5, 3.0, 3.5, 4.0, 5.0, 7.0, 10.0, 20.0)
STRATUM_DAYS = 91
MAX_SHIFTS = 1999


@dataclass(frozen=True)
class Design:
    """The days of a test: which follow a trigger, in which stratum they are, and how much was covered.

    Args:
        after: whether a day is one of d+1 to d+W after a trigger on day d; shape (days,).
        exposure: coverage volume of each day relative to the mean, positive; shape (days,).
        window: W, in days.
        stratum_days: length of a stratum.
        most_shifts: shifts of the triggers to look at.
    """

    after: NDArray[np.bool_]
    exposure: Floats
    window: int
    stratum_days: int = STRATUM_DAYS
    most_shifts: int = MAX_SHIFTS

    @cached_property
    def strata(self) -> int:
        """Return how many strata there are, at least one, each at least half as long as the others."""
        return max(1, round(len(self.after) / max(self.stratum_days, 2 * self.window)))

    @cached_property
    def edges(self) -> NDArray[np.intp]:
        """Return the first day of each stratum."""
        return np.linspace(0, len(self.after), self.strata, endpoint=False).astype(np.intp)

    @cached_property
    def shifts(self) -> NDArray[np.intp]:
        """Return the shifts of the triggers that count as chance: all, or evenly spread ones, none within a window."""
        days, gap = len(self.after), self.window
        every = np.arange(gap + 1, days - gap)
        if len(every) <= self.most_shifts:
            return every
        return every[np.linspace(0, len(every) - 1, self.most_shifts).astype(np.intp)]

    @cached_property
    def shifted(self) -> tuple[NDArray[np.float32], Floats]:
        """Return the days after a trigger under every shift, and their exposure by shift and stratum."""
        days = len(self.after)
        places = (np.arange(days)[None, :] - np.concatenate([[0], self.shifts])[:, None]) % days
        after = self.after[places].astype(np.float32)
        return after, np.add.reduceat(after * self.exposure.astype(np.float32), self.edges, axis=1).astype(np.float64)

    def log_ratios(self, counts: Floats) -> Floats:
        """Return the log rate ratio as it is, and under every shift; shape (1 + shifts,).

        Args:
            counts: responses by day; shape (days,).
        """
        after, exposed = self.shifted
        return self._log_ratios(after, exposed, counts.astype(np.float32)[None, :])

    def _log_ratios(self, after: NDArray[np.float32], exposed: Floats, counts: NDArray[np.float32]) -> Floats:
        inside = np.add.reduceat(after * counts, self.edges, axis=1).astype(np.float64)
        whole = np.add.reduceat(counts, self.edges, axis=1).astype(np.float64)
        exposure = np.add.reduceat(self.exposure, self.edges)[None, :]
        above = (inside * (exposure - exposed) / exposure).sum(axis=1)
        below = ((whole - inside) * exposed / exposure).sum(axis=1)
        return np.asarray(np.log(above + _HALF) - np.log(below + _HALF))

    def power(self, counts: Floats, ratio: float, critical: "Yardstick", rng: np.random.Generator) -> float:
        """Return the share of shifts under which a rate multiplied by a ratio would be found.

        The added events come independently of those that are there, at the mean rate of the stratum.

        Args:
            counts: responses by day, without an effect; shape (days,).
            ratio: at least 1.
            critical: what a statistic is held against.
            rng: the source of chance.
        """
        after, exposed = self.shifted
        picked = rng.choice(np.arange(1, len(after)), size=min(POWER_DRAWS, len(after) - 1), replace=False)
        lengths = np.diff(np.append(self.edges, len(counts)))
        mean = np.repeat(np.add.reduceat(counts, self.edges) / lengths, lengths)
        added = rng.poisson((ratio - 1) * mean, size=(len(picked), len(counts))).astype(np.float32)
        planted = counts.astype(np.float32)[None, :] + after[picked] * added
        largest = np.full(len(picked), -np.inf)
        for view, centre, spread in zip(VIEWS, critical.centres, critical.spreads, strict=True):
            logs = self._log_ratios(after[picked], exposed[picked], view(planted, critical.cap))
            largest = np.maximum(largest, (logs - centre) / spread)
        return float((largest >= critical.rise).mean())


def _as_counted(counts: NDArray[np.float32], _cap: float) -> NDArray[np.float32]:
    return counts


def _capped(counts: NDArray[np.float32], cap: float) -> NDArray[np.float32]:
    return np.minimum(counts, np.float32(cap))


def _active(counts: NDArray[np.float32], _cap: float) -> NDArray[np.float32]:
    return np.minimum(counts, np.float32(1.0))


VIEWS = (_as_counted, _capped, _active)
"""The views of a response: its events; its events with a day's worth capped; the days with any."""


@dataclass(frozen=True, slots=True)
class Yardstick:
    """What the statistics of a response are held against: their distribution under the shifts.

    Args:
        centres: mean log ratio under the shifts, a view each.
        spreads: its standard deviation, a view each.
        rise: the value of the largest standardised statistic that 5 % of the shifts exceed.
        cap: events a day that the capped view counts at most.
    """

    centres: tuple[float, ...]
    spreads: tuple[float, ...]
    rise: float
    cap: float


_HALF = 0.25  # keeps an empty side finite


def _cap(counts: Floats) -> float:
    active = counts[counts > 0]
    return float(max(1.0, np.quantile(active, 0.75))) if len(active) else 1.0


def _hold(design: Design, counts: Floats) -> tuple[Yardstick, Floats, Floats]:
    """Return the yardstick of a response, and its largest and smallest standardised statistic, as it is and shifted."""
    cap, centres, spreads = _cap(counts), [], []
    largest, smallest = np.full(1 + len(design.shifts), -np.inf), np.full(1 + len(design.shifts), np.inf)
    for view in VIEWS:
        logs = design.log_ratios(view(counts.astype(np.float32), cap).astype(np.float64))
        centre, spread = float(logs[1:].mean()), float(max(logs[1:].std(), 1e-9))
        centres.append(centre)
        spreads.append(spread)
        scores = (logs - centre) / spread
        largest, smallest = np.maximum(largest, scores), np.minimum(smallest, scores)
    rise = float(np.quantile(largest[1:], 1 - LEVEL, method="higher"))
    return Yardstick(tuple(centres), tuple(spreads), rise, cap), largest, smallest


def estimate(design: Design, counts: Floats, *, rng: np.random.Generator, quick: bool = False) -> Effect:
    """Return the effect of the triggers on a response.

    Args:
        design: the days.
        counts: responses by day; shape (days,).
        rng: the source of chance, for the detectable effect alone.
        quick: leaves the detectable effect out.
    """
    after = design.after
    inside, outside = float(counts[after].sum()), float(counts[~after].sum())
    days_in, days_out = int(after.sum()), int((~after).sum())
    raw = (inside / days_in) / (outside / days_out) if days_in and days_out and outside else None
    if not days_in or not days_out or len(design.shifts) < MIN_SHIFTS or inside + outside == 0:
        return Effect(None, None, None, 1.0, 1.0, None, raw, None)
    logs = design.log_ratios(counts)
    found = float(logs[0])
    _, largest, smallest = _hold(design, counts)
    p = float((largest >= largest[0] - 1e-6).mean())
    p_fall = float((smallest <= smallest[0] + 1e-6).mean())
    calm = counts.copy()
    if found > 0:  # the effect that was found is taken out, event by event
        calm[after] = rng.binomial(counts[after].astype(np.int64), np.exp(-found))
    chance = design.log_ratios(calm)[1:]
    low, high = found - np.quantile(chance - np.median(chance), [0.975, 0.025])
    detectable = None if quick else _detectable(design, calm, rng)
    ends = float(np.exp(low)), float(np.exp(high))
    return Effect(float(np.exp(found)), *ends, p, p_fall, detectable, raw, float(chance.std()))


def _detectable(design: Design, calm: Floats, rng: np.random.Generator) -> float | None:
    """Return the smallest ratio on a grid that is found four times in five; None beyond the grid."""
    yardstick, _, _ = _hold(design, calm)
    for ratio in GRID:
        if design.power(calm, ratio, yardstick, rng) >= POWER:
            return ratio
    return None


def days_after(triggers: Floats, window: int, *, lead: bool = False) -> NDArray[np.bool_]:
    """Return whether each day is within the window after a trigger (or, with ``lead``, before one); shape (days,).

    >>> days_after(np.array([0, 1, 0, 0, 0.0]), 2).tolist()
    [False, False, True, True, False]
    """
    marks = np.flatnonzero(triggers > 0)
    out = np.zeros(len(triggers) + 1, dtype=np.intp)
    first = marks - window if lead else marks + 1
    last = marks if lead else marks + window + 1
    np.add.at(out, np.clip(first, 0, len(triggers)), 1)
    np.add.at(out, np.clip(last, 0, len(triggers)), -1)
    return np.asarray(np.cumsum(out)[:-1] > 0)
