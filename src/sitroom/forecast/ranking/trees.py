"""Trees: boosted trees that correct the first probabilities, fitted by the likelihood of the answers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sitroom.forecast.ranking.loops.features import FEATURES, MIXED

Floats = NDArray[np.float32]
_LITTLE = 1e-7
_HARD, _OTHERS = 50, 20
SETTINGS = {
    "learning_rate": 0.08, "lambda_l2": 1.0, "max_bin": 127, "feature_fraction": 0.5, "num_threads": 2,
    "deterministic": True, "force_row_wise": True, "verbose": -1, "feature_pre_filter": False,
}  # fmt: skip
SHAPES = ({"num_leaves": 63, "min_data_in_leaf": 200}, {"num_leaves": 31, "min_data_in_leaf": 100})  # averaged


@dataclass(frozen=True)
class Sample:
    """Candidates to learn from, query after query.

    Args:
        features: shape (rows, features).
        answers: shape (rows,), whether a candidate is an answer.
        weights: shape (rows,), how many candidates each stands for.
        sizes: shape (queries,), how many rows each query has.
    """

    features: Floats
    answers: NDArray[np.bool_]
    weights: Floats
    sizes: NDArray[np.int64]


def sample_of(features: Floats, answers: NDArray[np.bool_], rng: np.random.Generator) -> Sample:
    """Return the answers, the hardest other candidates and some of the rest, which then weigh for all of the rest.

    Args:
        features: shape (q, k, features).
        answers: shape (q, k).
        rng: the source of chance.
    """
    kept, weights, sizes = [], [], []
    queries, size = answers.shape
    for query in np.flatnonzero(answers.any(axis=1)):
        wrong = np.flatnonzero(~answers[query])
        wrong = wrong[np.argsort(-features[query, wrong, MIXED], kind="stable")]
        rest = wrong[_HARD:]
        drawn = rng.choice(rest, min(_OTHERS, len(rest)), replace=False) if len(rest) else rest
        chosen = np.concatenate([np.flatnonzero(answers[query]), wrong[:_HARD], drawn])
        weight = np.ones(len(chosen), np.float32)
        if len(drawn):
            weight[-len(drawn) :] = len(rest) / len(drawn)
        kept.append(query * size + chosen)
        weights.append(weight)
        sizes.append(len(chosen))
    rows = np.concatenate(kept) if kept else np.zeros(0, np.int64)
    return Sample(
        features.reshape(queries * size, -1)[rows],
        answers.reshape(-1)[rows],
        np.concatenate(weights) if weights else np.zeros(0, np.float32),
        np.array(sizes, np.int64),
    )


def first_scores(features: Floats) -> NDArray[np.float64]:
    """Return the logarithm of the first probabilities, which the trees start from."""
    found: NDArray[np.float64] = np.log(features[..., MIXED].astype(np.float64) + _LITTLE)
    return found


def fit_trees(
    samples: list[Sample],
    *,
    rounds: int,
    seed: int,
    without: Sequence[str] = (),
    progress: Callable[[int, int], None] | None = None,
) -> tuple[str, ...]:
    """Return forests to be averaged, as LightGBM's texts, fitted by the likelihood of each query's answers.

    ``samples`` is emptied on the way, since it is most of the memory.

    Source: the conditional logit (McFadden 1974) as the loss of gradient boosting (Friedman 2001).
    """
    import lightgbm

    answers = np.concatenate([one.answers for one in samples]).astype(np.float64)
    spread = np.log(np.concatenate([one.weights for one in samples]))
    sizes = np.concatenate([one.sizes for one in samples])
    features = _taken(samples, len(answers))
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    right = np.repeat(np.add.reduceat(answers, starts), sizes)

    def gradients(scores: NDArray[np.float64], _: object) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        shifted = scores + spread
        shifted -= np.repeat(np.maximum.reduceat(shifted, starts), sizes)
        odds = np.exp(shifted)
        share = odds / np.repeat(np.add.reduceat(odds, starts), sizes)
        return share * right - answers, np.maximum(share * (1 - share) * right, 1e-3)

    done = 0

    def report(_: object) -> None:
        nonlocal done
        done += 1
        if progress:
            progress(done, rounds * len(SHAPES))

    start = first_scores(features)
    for number, name in enumerate(FEATURES):
        if name.startswith(tuple(without)):
            features[:, number] = 0
    data = lightgbm.Dataset(features, answers, init_score=start, params=dict(SETTINGS)).construct()
    del features
    texts = []
    for number, shape in enumerate(SHAPES):
        settings = SETTINGS | shape | {"objective": gradients, "seed": seed + number}
        texts.append(lightgbm.train(settings, data, num_boost_round=rounds, callbacks=[report]).model_to_string())
    return tuple(texts)


def _taken(samples: list[Sample], rows: int) -> Floats:
    """Move the features of the samples into one array."""
    features = np.empty((rows, len(FEATURES)), np.float32)
    end = rows
    while samples:
        one = samples.pop()
        features[end - len(one.features) : end] = one.features
        end -= len(one.features)
    return features
