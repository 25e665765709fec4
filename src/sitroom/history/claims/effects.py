"""Effects: how much more often a response comes after a trigger, and what chance alone would have made of it.

An event study whose controls are the pair's own days nearby. What is expected on a day is the pair's level around it,
per unit of coverage volume of the week; so neither the slow drift of the pair nor what all pairs share makes an effect.
The statistic sums responses less those expected over the days after a trigger.

Inference is by randomisation: the days of the triggers are shifted in a circle against the responses, which keeps the
runs within each of them. Two views of the responses are looked at, and the larger of the two standardised statistics
is held against its own distribution, so that looking twice costs nothing in level. The estimate and its interval come
from the same test: the ratio that, taken out of the data, leaves neither a rise nor a fall, and those that leave none
which is not chance.

Sources: Politis and Romano (1992) on circular blocks; Whittle (1953) on weighing by the spectrum; Westfall and Young
(1993) on the largest of several statistics; Cattaneo, Frandsen and Titiunik (2015) on randomisation inference; Hodges
and Lehmann (1963) and Rosenbaum (2002) on estimates by inverting a test.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from sitroom.history.claims.verdicts import Effect

Floats = NDArray[np.float64]
Days = NDArray[np.bool_]

LEVEL = 0.05
MIN_SHIFTS = 39
SPAN_DAYS, SPAN_WINDOWS = 61, 3
DRAWS, CELL_DRAWS = 12, 4
LARGEST = 50.0
"""Ratios are looked for between its inverse and it; an end of an interval that lies beyond is given as one of them."""
_NEARLY, _OPEN = 1e-9, 1.1
_STEPS = 10
_MOST_NUMBERS = 4_000_000


@dataclass(frozen=True)
class Design:
    """The days of a test: which follow a trigger, and how much was covered.

    Args:
        after: whether a day is one of d+1 to d+W after a trigger on day d; shape (days,).
        exposure: coverage volume of each day relative to the mean, positive; shape (days,).
        window: W, in days.
        level: whether what is expected is the level around a day; if not, that of all days.
    """

    after: Days
    exposure: Floats
    window: int
    level: bool = True

    @property
    def span(self) -> int:
        """Return half the days that tell the level around a day; 0 means all days."""
        span = max(SPAN_DAYS, SPAN_WINDOWS * self.window)
        return span if self.level and span * 1.5 < len(self.after) else 0

    @cached_property
    def shifts(self) -> NDArray[np.intp]:
        """Return the shifts of the triggers that count as chance: all of them, which makes the level exact."""
        return np.arange(1, len(self.after))

    @cached_property
    def _spectrum(self) -> NDArray[np.complex128]:
        return np.conj(np.fft.rfft(self.after.astype(np.float64)))

    @cached_property
    def share(self) -> Floats:
        """Return the coverage of each day relative to the days around it; shape (days,)."""
        return self.exposure / smooth(self.exposure, self.span)

    def expected(self, counts: Floats, share: Floats | None = None) -> Floats:
        """Return what the level around each day and its coverage make expect; same shape as the counts."""
        return (self.share if share is None else share) * smooth(counts, self.span)

    def scores(self, counts: Floats, share: Floats | None = None) -> tuple[Floats, Floats]:
        """Return the largest and the smallest standardised statistic under every shift, the first of them none.

        The statistic sums, over the days after a trigger, responses less those expected, each frequency weighed by the
        inverse of its own share of the noise: generalised least squares for a stationary series.

        Args:
            counts: responses by day; shape (..., days).
            share: as ``Design.share``, the same shape as the counts; the design's own where not given.
        """
        length = counts.shape[-1]
        found = []
        for view in (counts, np.minimum(counts, day_cap(counts))):
            rest = _whitened(np.fft.rfft(view - self.expected(view, share), axis=-1), length)
            sums = np.fft.irfft(self._spectrum * rest, n=length, axis=-1)
            chance = sums[..., self.shifts]
            spread = np.maximum(chance.std(axis=-1, keepdims=True), _NEARLY)
            found.append((sums - chance.mean(axis=-1, keepdims=True)) / spread)
        return np.maximum(*found), np.minimum(*found)

    def chances(self, counts: Floats, share: Floats | None = None) -> tuple[Floats, Floats, Floats]:
        """Return the chance of as large a rise, that of as large a fall, and the largest score; shape (...)."""
        largest, smallest = self.scores(counts, share)
        of = 1 + len(self.shifts)
        rise = (largest[..., self.shifts] >= largest[..., :1] - _NEARLY).sum(axis=-1) + 1
        fall = (smallest[..., self.shifts] <= smallest[..., :1] + _NEARLY).sum(axis=-1) + 1
        return rise / of, fall / of, np.where(rise <= fall, largest[..., 0], smallest[..., 0])


@dataclass(frozen=True)
class Thinned:
    """Responses with an effect taken out, event by event: a rise from the days after a trigger, a fall from the others.

    Args:
        after: as in ``Design``.
        places: the day of each event; shape (events,).
        lots: drawn evenly from [0, 1), the same for every ratio; shape (draws, events).
    """

    after: Days
    places: NDArray[np.intp]
    lots: Floats

    @classmethod
    def of(cls, design: Design, counts: Floats, draws: int, rng: np.random.Generator) -> "Thinned":
        """Return the responses of a test; fewer draws where there are very many events."""
        places = np.repeat(np.arange(len(counts)), counts.astype(np.int64))
        return cls(design.after, places, rng.random((max(1, min(draws, _MOST_NUMBERS // len(places))), len(places))))

    def without(self, ratio: float) -> Floats:
        """Return counts by day with an effect of a size taken out; shape (draws, days)."""
        kept = np.where(self.after, min(1.0, 1 / ratio), min(1.0, ratio))[self.places]
        days, draws = len(self.after), len(self.lots)
        row, event = np.nonzero(self.lots < kept)
        flat = np.bincount(row * days + self.places[event], minlength=draws * days)
        return flat.reshape(draws, days).astype(np.float64)


def estimate(design: Design, counts: Floats, *, rng: np.random.Generator, draws: int = CELL_DRAWS) -> Effect:
    """Return the effect of the triggers on a response; what could have been detected is left open.

    Args:
        design: the days.
        counts: responses by day; shape (days,).
        rng: the source of chance by which effects are taken out.
        draws: how often each is taken out.
    """
    after = design.after
    inside, outside = float(counts[after].sum()), float(counts[~after].sum())
    days_in, days_out = int(after.sum()), int((~after).sum())
    raw = (inside / days_in) / (outside / days_out) if days_in and days_out and outside else None
    if not days_in or not days_out or len(design.shifts) < MIN_SHIFTS or inside + outside == 0:
        return Effect(None, None, None, 1.0, 1.0, None, raw, 0.0)
    rise, fall, score = design.chances(counts)
    thinned = Thinned.of(design, counts, draws, rng)

    def left(log_ratio: float) -> tuple[float, float]:
        rises, falls, _ = design.chances(thinned.without(float(np.exp(log_ratio))))
        return float(rises.mean()), float(falls.mean())

    ends = (LEVEL / 2, LEVEL / 2)
    low = _crossing(lambda at: left(at)[0] > ends[0])
    high = _crossing(lambda at: left(at)[1] <= ends[1])
    middle = _crossing(lambda at: np.greater(*left(at)).item(), low, high)
    found, least, most = (float(np.exp(one)) for one in (middle, low, high))
    if most / least > LARGEST**2 / _OPEN:  # nothing is ruled out
        return Effect(None, None, None, float(rise), float(fall), None, raw, float(score))
    return Effect(found, least, most, float(rise), float(fall), None, raw, float(score))


def _crossing(beyond: Callable[[float], bool], low: float | None = None, high: float | None = None) -> float:
    """Return the log ratio, between two others, from which on a test answers otherwise."""
    left, right = -float(np.log(LARGEST)) if low is None else low, float(np.log(LARGEST)) if high is None else high
    for _ in range(_STEPS):
        middle = (left + right) / 2
        left, right = (left, middle) if beyond(middle) else (middle, right)
    return (left + right) / 2


def _whitened(spectrum: NDArray[np.complex128], length: int) -> NDArray[np.complex128]:
    """Return a spectrum divided by its smoothed power, so that no frequency outweighs the others by noise alone."""
    power = np.abs(spectrum) ** 2
    half = min(int(np.sqrt(length)), power.shape[-1] - 1)
    wide = np.concatenate([power[..., half:0:-1], power, power[..., -2 : -half - 2 : -1]], axis=-1)
    sums = np.cumsum(np.concatenate([np.zeros_like(wide[..., :1]), wide], axis=-1), axis=-1)
    around = (sums[..., 2 * half + 1 :] - sums[..., : -(2 * half + 1)]) / (2 * half + 1)
    return np.asarray(spectrum / np.maximum(around, _NEARLY * power.mean(axis=-1, keepdims=True) + _NEARLY**2))


def smooth(values: Floats, span: int) -> Floats:
    """Return the moving average around each place of a circle, weights falling to 0 at ``span``; 0 averages all.

    Args:
        values: shape (..., days).
        span: in days.
    """
    if not span:
        return np.broadcast_to(values.mean(axis=-1, keepdims=True), values.shape)
    return _box(_box(values, span // 2), span // 2)


def _box(values: Floats, half: int) -> Floats:
    wrapped = np.concatenate([values[..., -half - 1 :], values, values[..., :half]], axis=-1)
    sums = np.cumsum(wrapped, axis=-1)
    return np.asarray(np.maximum(sums[..., 2 * half + 1 :] - sums[..., : -(2 * half + 1)], 0.0) / (2 * half + 1))


def rolled(values: Floats, shifts: NDArray[np.intp]) -> Floats:
    """Return a series shifted back in a circle by each of the shifts; shape (shifts, days)."""
    twice = np.concatenate([values, values])
    return np.asarray(np.lib.stride_tricks.sliding_window_view(twice, len(values))[shifts])


def day_cap(counts: Floats) -> float:
    """Return the events that the capped view counts at most on a day: the upper quartile of days with any."""
    active = counts[counts > 0]
    return float(max(1.0, np.quantile(active, 0.75))) if len(active) else 1.0


def days_after(triggers: Floats, window: int, *, lead: bool = False) -> Days:
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
