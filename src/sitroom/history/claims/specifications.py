"""Specifications: the ways in which a claim's rows can be counted, one of which the verdict rests on."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from sitroom.history.claims.effects import Design, Floats, days_after, estimate
from sitroom.history.claims.evidence_days import DayEvidence
from sitroom.history.claims.verdicts import Cell, Effect

WINDOWS = (7, 14, 21, 30, 45, 60)
LEAST_WINDOWS = 6
"""How many windows the days must hold for a window of another length to be looked at."""
SEED = 20_130_221
"""Of the chance by which effects are taken out and planted; the same data give the same report."""


@dataclass(frozen=True, slots=True)
class Specification:
    """One way of counting.

    Args:
        window: W, in days.
        quads: of the responses; empty means all that are claimed.
        states: whether only rows between states and bodies themselves, or their governments, count.
        level: whether the level around a day is taken into account.
        coverage: whether the coverage volume of the week is.
    """

    window: int
    quads: tuple[int, ...] = ()
    states: bool = False
    level: bool = True
    coverage: bool = True

    @property
    def coding(self) -> str:
        """Return which rows count, in words."""
        if self.quads:
            return "quad " + ", ".join(str(quad) for quad in self.quads) + " alone"
        return "states and governments alone" if self.states else "as claimed"

    @property
    def adjustment(self) -> str:
        """Return what is taken into account, in words."""
        chosen = [name for name, on in (("level", self.level), ("coverage", self.coverage)) if on]
        return " and ".join(chosen) or "none"

    def design(self, days: DayEvidence) -> tuple[Design, Floats]:
        """Return the days of the test and the responses; first days, whose triggers are not known, are left out."""
        trigger = days.trigger.state_only if self.states else days.trigger.total()
        response = days.response.state_only if self.states else days.response.total(self.quads)
        exposure = days.exposure if self.coverage else np.ones(days.days)
        after = days_after(trigger, self.window)[self.window :]
        return Design(after, exposure[self.window :], self.window, self.level), response[self.window :]


def specifications(main: Specification, days: DayEvidence) -> Iterator[Specification]:
    """Yield the ways of counting, the main one among them: other windows, codings and adjustments."""
    for window in sorted({main.window, *(one for one in WINDOWS if one * LEAST_WINDOWS <= days.days)}):
        yield replace(main, window=window)
    quads = sorted(quad for quad in days.response.by_quad if quad)
    if len(quads) > 1:
        yield from (replace(main, quads=(quad,)) for quad in quads)
    yield replace(main, states=True)
    for level, coverage in ((True, False), (False, True), (False, False)):
        yield replace(main, level=level, coverage=coverage)


def curve(main: Specification, days: DayEvidence, source: str, decided: Effect | None, *, rises: bool) -> list[Cell]:
    """Return the cells of one data set.

    Args:
        main: the claim's own specification.
        days: what the data set says.
        source: its name.
        decided: the effect that the verdict rests on, where it is of this data set.
        rises: the direction of the claim.
    """
    cells = []
    for one in specifications(main, days):
        chosen = decided if one == main else None
        if chosen is None:
            design, counts = one.design(days)
            effect = estimate(design, counts, rng=np.random.default_rng(SEED))
        else:
            effect = chosen
        interval = (effect.low, effect.high) if effect.low is not None and effect.high is not None else None
        p = effect.p if rises else effect.p_fall
        cells.append(
            Cell(source, one.window, one.coding, one.adjustment, effect.ratio, interval, p, main=chosen is not None)
        )
    return cells
