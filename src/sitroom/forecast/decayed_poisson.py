"""Decayed Poisson: occurrences come at a steady rate, of which the recent past knows most."""

from datetime import date
from math import exp, expm1, log
from typing import ClassVar, Literal

import numpy as np

from sitroom.core import ForecastError
from sitroom.forecast.baseline import Answer, Baseline, base_rate_reasons
from sitroom.forecast.gamma import gamma_interval
from sitroom.forecast.occurrences import Occurrences
from sitroom.forecast.prediction import Reason
from sitroom.forecast.question import PatternQuestion
from sitroom.history import EventStore, Members

HALF_LIFE_DAYS = 180.0
Of = Literal["days", "rows"]


class DecayedPoisson(Baseline):
    """A Poisson process whose rate is a count of days, each worth half as much for every half-life that it lies back.

    ``probability = 1 - exp(-rate * horizon)``, where the rate is the mean under a gamma prior of shape one half around
    the long-run rate: ``(decayed occurrences + .5) / (decayed days + .5 / long-run rate)``; the long-run rate is
    ``(occurrences + .5) / days``. Calendar years without any row of the source count for nothing.

    Source: Brown (1959), "Statistical forecasting for inventory control", for the decay; Gelman et al. (2013),
        "Bayesian data analysis", section 2.6, for a Poisson rate with a gamma prior.

    Args:
        store: the history.
        members: maps a name to the codes in the rows, as of a day.
        half_life_days: above 0.
        of: ``days`` counts a day with any number of rows once, ``rows`` each row of it.

    Raises:
        ForecastError: the half-life is not above 0.
    """

    name: ClassVar[str] = "decayed-poisson.v1"

    def __init__(
        self, store: EventStore, *, members: Members, half_life_days: float = HALF_LIFE_DAYS, of: Of = "days"
    ) -> None:
        super().__init__(store, members=members)
        if not half_life_days > 0:
            raise ForecastError(f"a half-life is longer than no days, not {half_life_days}")
        self._half_life, self._of = half_life_days, of

    def _answer(self, question: PatternQuestion, found: Occurrences) -> Answer:
        counted = np.unique(found.day) if self._of == "days" else found.day
        fade = log(2) / self._half_life
        worth = float(np.exp(-fade * (found.last - counted)).sum())
        days = _days(found, fade) + 0.5 * _days(found) / (len(counted) + 0.5)
        rate = (worth + 0.5) / days
        probability = -expm1(-rate * question.horizon_days)
        low, high = gamma_interval(worth + 0.5)
        ends = [-expm1(-end / days * question.horizon_days) for end in (low, high)]
        start, *rest = base_rate_reasons(found.base)
        said = Reason(
            f"It held on {len(np.unique(found.day))} days; with a half-life of {self._half_life:g} days "
            f"{self._of} count as {worth:.1f} in {days:.0f} days, a rate of {rate:.4f} a day.",
            probability - (found.base.rate or 0.0),
        )
        return Answer(probability, (ends[0], ends[1]), (start, said, *rest))


def _days(found: Occurrences, fade: float = 0.0) -> float:
    """Return what the days told of are worth in sum, 1 each where nothing fades; silent years are left out."""

    def worth(first: int, last: int) -> float:
        newest, oldest = found.last - min(last, found.last), found.last - first
        if not fade:
            return oldest - newest + 1
        return (exp(-fade * newest) - exp(-fade * (oldest + 1))) / -expm1(-fade)

    silent = (worth(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()) for year in found.silent)
    return worth(found.first, found.last) - sum(silent)
