"""Fitting: questions asked on many past days, what became of them, and trees grown on both."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sitroom.core import ForecastError
from sitroom.forecast.facts import Facts
from sitroom.forecast.hazard.draw import RECENT, draw_to_learn, outcomes
from sitroom.forecast.hazard.features import features
from sitroom.forecast.hazard.index import FactIndex
from sitroom.forecast.hazard.places import read_places
from sitroom.forecast.hazard.question import Batch, Longs, join
from sitroom.forecast.hazard.trees import Trees, read_trees
from sitroom.forecast.hazard.triggers import Triggers, learn_triggers

Progress = Callable[[str, int, int], None]
QUESTIONS = 360_000
CHUNK = 30
"""Days for which the triggers known at their start are used."""
BOOSTERS = 3
ROUNDS = 130
FEWEST = 50
"""Questions of either outcome, below which nothing is learned."""
SETTINGS: dict[str, object] = {
    "objective": "binary",
    "learning_rate": 0.08,
    "num_leaves": 15,
    "max_depth": 8,
    "min_data_in_leaf": 200,
    "feature_fraction": 0.3,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "lambda_l2": 5.0,
    "max_bin": 127,
    "deterministic": True,
    "force_row_wise": True,
    "verbose": -1,
}


@dataclass(frozen=True)
class Fitted:
    """What was learned.

    Args:
        names: of the features, in the order of the trees.
        trees: their sum over ``boosters`` is the log odds.
        boosters: how many sets of trees there are.
        triggers: as known on the last day.
        horizons: those learned, rising.
        left_out: horizons that do not fit in the history.
        questions: how many were learned from.
        happened: the share of them that came true, each weighed by the questions that it stands for.
        first_cutoff: the first day on which they were asked.
    """

    names: tuple[str, ...]
    trees: Trees
    boosters: int
    triggers: Triggers
    horizons: tuple[int, ...]
    left_out: tuple[int, ...]
    questions: int
    happened: float
    first_cutoff: int


def fit_hazard(
    facts: Facts, *, until: int, seed: int, horizons: Sequence[int], size: int, progress: Progress | None
) -> Fitted:
    """Return what facts up to a day, inclusive, teach.

    Raises:
        ForecastError: no horizon fits, or too little happened.
    """
    known, tell = facts.until(until), progress or _silent
    first, fits, left_out = _plan(known, until, horizons)
    if left_out:
        logging.getLogger(__name__).warning("horizons of %s days do not fit in the history", list(left_out))
    index = FactIndex(known, read_places(known.entities))
    asked, weight = _questions(index, first, until, fits, size=size, seed=seed, tell=tell)
    happened = outcomes(index, asked)
    if min(happened.sum(), (~happened).sum()) < FEWEST:
        raise ForecastError(f"too little to learn from: {happened.sum()} of {len(happened)} past questions came true")
    names, table, triggers = _table(index, asked, first, until, tell)
    trees = _grow(table, happened, weight, seed=seed, tell=tell)
    share = float(np.average(happened, weights=weight))
    return Fitted(tuple(names), trees, BOOSTERS, triggers, fits, left_out, len(asked), share, first)


def _silent(_step: str, _done: int, _total: int) -> None:
    return


def _plan(known: Facts, until: int, horizons: Sequence[int]) -> tuple[int, tuple[int, ...], tuple[int, ...]]:
    """Return the first cutoff, and the horizons that fit or not; half of a short history is for looking back."""
    if not len(known):
        raise ForecastError(f"there are no facts up to day {until}")
    start = int(known.day[0])
    first = start + min(RECENT - 1, (until - start) // 2)
    wanted = sorted(set(horizons))
    fits = tuple(one for one in wanted if 1 <= one <= (until - first) // 2)
    if not fits:
        raise ForecastError(f"{until - start + 1} days are too few to learn horizons of {wanted} days")
    return first, fits, tuple(one for one in wanted if one not in fits)


def _questions(
    index: FactIndex, first: int, until: int, horizons: Sequence[int], *, size: int, seed: int, tell: Progress
) -> tuple[Batch, Longs]:
    """Return questions on every past day whose windows end in time, equally many of every horizon."""
    rng = np.random.default_rng(seed)
    each = {horizon: -(-size // (len(horizons) * (until - horizon + 1 - first))) for horizon in horizons}
    cutoffs = range(first, until - min(horizons) + 1)
    drawn: list[tuple[Batch, Longs]] = []
    for cutoff in cutoffs:
        counts = {horizon: count for horizon, count in each.items() if cutoff + horizon <= until}
        drawn.append(draw_to_learn(index.facts, index.places, cutoff, counts, rng=rng))
        tell("questions", len(drawn), len(cutoffs))
    return join([one for one, _ in drawn]), np.concatenate([weight for _, weight in drawn])


def _table(
    index: FactIndex, asked: Batch, first: int, until: int, tell: Progress
) -> tuple[list[str], NDArray[np.float32], Triggers]:
    """Return the features of every question, with triggers as known some time before it; and the last triggers."""
    starts = list(range(first, until + 1, CHUNK))
    *then, last = learn_triggers(index, [*starts, until])
    names: list[str] = []
    table = np.empty((0, 0), dtype=np.float32)
    for done, (start, triggers) in enumerate(zip(starts, then, strict=True)):
        rows = np.flatnonzero((asked.cutoff >= start) & (asked.cutoff < start + CHUNK))
        if not len(rows):
            continue
        names, part = features(index, asked.of(rows), triggers)
        if not table.size:
            table = np.empty((len(asked), len(names)), dtype=np.float32)
        table[rows] = part
        tell("features", done + 1, len(starts))
    return names, table, last


def _grow(
    table: NDArray[np.float32], happened: NDArray[np.bool_], weight: Longs, *, seed: int, tell: Progress
) -> Trees:
    import lightgbm

    data = lightgbm.Dataset(
        table, happened.astype(np.float32), weight=weight, params=dict(SETTINGS), free_raw_data=True
    )
    dumps = []
    for number in range(BOOSTERS):
        settings = {**SETTINGS, "seed": 1000 * seed + number + 1}
        dumps.append(lightgbm.train(settings, data, ROUNDS).dump_model())
        tell("trees", number + 1, BOOSTERS)
    return read_trees(dumps)
