"""Recurrency: after a silence as long as this one, how often did the pattern return within the horizon?"""

from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from sitroom.forecast.baseline import Answer, Baseline, base_rate_reasons, share
from sitroom.forecast.occurrences import Occurrences
from sitroom.forecast.prediction import Reason
from sitroom.forecast.question import PatternQuestion
from sitroom.history import EventStore, Members

MIN_GAPS = 8


class Recurrency(Baseline):
    """The hazard of return: of past gaps longer than the days since the last occurrence, the share that then ended.

    Gaps lie between days on which the pattern held; those that span a year without any row of the source are left
    out, and so is the one that still goes on. The share is taken under Jeffreys' prior,
    ``(ended within the horizon + .5) / (gaps + 1)``. Where fewer than ``min_gaps`` gaps were as long, the longest
    ``min_gaps`` of them stand in; where there were fewer at all, the base rate does.

    Source: Kaplan and Meier (1958), "Nonparametric estimation from incomplete observations", for the share among those
        still waiting.

    Args:
        store: the history.
        members: maps a name to the codes in the rows, as of a day.
        min_gaps: gaps that a share rests on, at least 1.
    """

    name: ClassVar[str] = "recurrency.v1"

    def __init__(self, store: EventStore, *, members: Members, min_gaps: int = MIN_GAPS) -> None:
        super().__init__(store, members=members)
        self._min_gaps = min_gaps

    def _answer(self, question: PatternQuestion, found: Occurrences) -> Answer:
        start, *rest = base_rate_reasons(found.base)
        days = np.unique(found.day)
        gaps = _gaps(days, found.silent)
        if len(gaps) < self._min_gaps:
            probability, interval = share(found.base.hits, found.base.windows)
            few = Reason(f"It returned {len(gaps)} times; {self._min_gaps} are needed, so the base rate stands.", 0.0)
            return Answer(probability, interval, (start, few, *rest))
        waited = found.last - int(days[-1])
        compared = min(waited, int(np.sort(gaps)[-self._min_gaps]) - 1)
        longer = gaps[gaps > compared]
        trials, hits = len(longer), int((longer <= compared + question.horizon_days).sum())
        probability, interval = share(hits, trials)
        said = f"It last held {waited} days before the last day told of; "
        if compared < waited:
            said += f"only {int((gaps > waited).sum())} past gaps were longer, so the longest {trials} are taken; "
        said += f"of {trials} gaps longer than {compared} days, {hits} ended within the next {question.horizon_days}."
        return Answer(probability, interval, (start, Reason(said, probability - (found.base.rate or 0.0)), *rest))


def _gaps(days: NDArray[np.int32], silent: frozenset[int]) -> NDArray[np.int32]:
    """Return the days between one occurrence and the next; those over a silent year are left out."""
    gaps = np.diff(days)
    if not silent:
        return gaps
    years = np.array([np.datetime64(int(day) - _EPOCH, "D").astype("datetime64[Y]").astype(int) + 1970 for day in days])
    over = np.zeros(len(gaps), dtype=np.bool_)
    for year in silent:
        over |= (years[:-1] < year) & (years[1:] > year)
    return gaps[~over]


_EPOCH = 719_163  # of 1 January 1970, as date.toordinal counts
