"""Base rates of hazard questions, from the past of the very thing asked: two baselines."""

from math import expm1

import numpy as np
from numpy.typing import NDArray

from sitroom.forecast.hazard.index import FactIndex
from sitroom.forecast.hazard.pair_features import decay, past_windows, worth
from sitroom.forecast.hazard.pair_rows import pair_rows
from sitroom.forecast.hazard.question import Batch

HALF_LIFE = 200
PRIOR = 0.01
"""Facts that each question is credited with beforehand."""


def window_share(index: FactIndex, asked: Batch) -> NDArray[np.float64]:
    """Return the share of past windows as long as the horizon in which it held, shape (n,).

    Windows do not overlap, the last ends at the cutoff, and they go as far back as the facts. The share is the mean
    under Jeffreys' prior: ``(hits + .5) / (windows + 1)``.
    """
    rows = pair_rows(index, asked)
    windows, question, _ = past_windows(rows.where(rows.asked), asked, index)
    return (np.bincount(question, minlength=len(asked)) + 0.5) / (windows + 1)


def decayed_poisson(index: FactIndex, asked: Batch) -> NDArray[np.float64]:
    """Return the probability under a steady rate, estimated with a half-life of 200 days, shape (n,).

    Source: Brown (1959), "Statistical forecasting for inventory control".
    """
    rows = pair_rows(index, asked)
    weight = worth(HALF_LIFE, rows.age[rows.asked])
    facts = np.bincount(rows.question[rows.asked], weights=weight, minlength=len(asked)) + PRIOR
    known = np.minimum(index.known_days(asked.cutoff), len(decay(HALF_LIFE))).astype(np.int64)
    days = np.cumsum(decay(HALF_LIFE))[known - 1]
    return np.array([-expm1(-rate) for rate in (facts / days * asked.horizon).tolist()])
