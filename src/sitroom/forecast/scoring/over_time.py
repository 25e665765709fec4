"""Scores over time: a question with dated updates, each day scored by the forecast in force."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np

from sitroom.core import DayRange, ScoringError
from sitroom.forecast.scoring.brier import brier_scores
from sitroom.forecast.scoring.checked import numbers
from sitroom.forecast.scoring.logarithmic import log_scores

Rule = Literal["brier", "log"]
RULES = {"brier": brier_scores, "log": log_scores}


@dataclass(frozen=True, slots=True)
class Dated:
    """The score of a question over its days.

    Args:
        score: mean over the days on which a forecast was in force; lower is better.
        days: how many those are.
        open_days: how many days the question was open.
        first: score of the first forecast in force.
        last: score of the last one.
    """

    score: float
    days: int
    open_days: int
    first: float
    last: float


def score_over_time(
    stated: Sequence[tuple[date, float]], *, open_on: DayRange, outcome: bool, rule: Rule = "brier"
) -> Dated:
    """Return the mean of the daily scores: a forecast is in force from its day until the next one.

    Args:
        stated: day (UTC) and probability, in any order; of two on one day the later in the sequence counts.
        open_on: the days on which the question was open, inclusive: to the day before its outcome was known. A
            forecast from before its first day is in force on it.
        outcome: what happened.
        rule: ``brier`` or ``log``.

    Raises:
        ScoringError: the range has an open end, a probability is not in [0, 1], or no forecast was ever in force.

    Source: Tetlock, Mellers, Rohrbaugh and Chen (2014), "Forecasting tournaments", for the mean daily Brier score.

    >>> open_on = DayRange(date(2013, 1, 1), date(2013, 1, 4))
    >>> score_over_time([(date(2013, 1, 1), 0.5), (date(2013, 1, 3), 1.0)], open_on=open_on, outcome=True).score
    0.125
    """
    if open_on.start is None or open_on.end is None:
        raise ScoringError(f"a question is scored over a range of days with two ends, not {open_on.edtf()}")
    if rule not in RULES:
        raise ScoringError(f"a rule is one of {', '.join(RULES)}, not {rule!r}")
    ordered = sorted(stated, key=lambda one: one[0])
    scores = RULES[rule](numbers([one for _, one in ordered], "probabilities"), [outcome] * len(ordered))
    first, end = open_on.start.toordinal(), open_on.end.toordinal() + 1
    starts = np.clip([day.toordinal() for day, _ in ordered], first, end)
    lengths = np.diff(np.append(starts, end))
    in_force = np.flatnonzero(lengths)
    if not len(in_force):
        raise ScoringError(f"no forecast was in force in {open_on.edtf()}")
    days = int(lengths.sum())
    return Dated(
        score=float((scores[in_force] * lengths[in_force]).sum() / days),
        days=days,
        open_days=end - first,
        first=float(scores[in_force[0]]),
        last=float(scores[in_force[-1]]),
    )
