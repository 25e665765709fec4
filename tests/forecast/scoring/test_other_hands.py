"""Scores are those of scikit-learn and scoringrules, on 300 random cases each."""

from typing import Any

import numpy as np
import pytest
import scoringrules
from sklearn.metrics import brier_score_loss, log_loss, roc_auc_score

from sitroom.forecast.scoring import (
    auc,
    brier_score,
    crps_ensemble,
    crps_negative_binomial,
    crps_poisson,
    crps_probabilities,
    log_score,
)

CASES = 300


def chance() -> np.random.Generator:
    return np.random.default_rng(20130221)


def questions(rng: np.random.Generator) -> tuple[Any, Any]:
    """Probabilities with many ties, and outcomes of both kinds."""
    n = int(rng.integers(2, 200))
    stated = np.round(rng.beta(0.6, 2.0, n), int(rng.integers(1, 6))).clip(0.001, 0.999)
    outcomes = rng.random(n) < stated
    outcomes[:2] = [True, False]
    return stated, outcomes


def same(ours: Any, theirs: Any) -> None:
    np.testing.assert_allclose(ours, theirs, rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (brier_score, lambda stated, outcomes: brier_score_loss(outcomes, stated)),
        (log_score, lambda stated, outcomes: log_loss(outcomes, stated)),
        (auc, lambda stated, outcomes: roc_auc_score(outcomes, stated)),
    ],
    ids=["brier", "log", "auc"],
)
def test_scores_of_probabilities_are_scikit_learns(ours: Any, theirs: Any) -> None:
    rng = chance()
    for _ in range(CASES):
        stated, outcomes = questions(rng)
        same(ours(stated, outcomes), theirs(stated, outcomes))


def test_ensembles_score_as_in_scoringrules() -> None:
    rng = chance()
    for _ in range(CASES):
        n, members = rng.integers(2, 30, size=2)
        ensembles, counts = rng.poisson(4.0, (n, members)).astype(float), rng.poisson(4.0, n).astype(float)
        same(crps_ensemble(counts, ensembles), scoringrules.crps_ensemble(counts, ensembles, estimator="nrg"))
        fair = scoringrules.crps_ensemble(counts, ensembles, estimator="fair")
        same(crps_ensemble(counts, ensembles, fair=True), fair)


def test_poisson_scores_as_in_scoringrules() -> None:
    rng = chance()
    for _ in range(CASES):
        means = rng.gamma(1.0, 8.0, 20) + 0.01
        counts = rng.poisson(means)
        same(crps_poisson(counts, means), scoringrules.crps_poisson(counts, means))


def test_negative_binomial_scores_as_in_scoringrules() -> None:
    rng = chance()
    for _ in range(CASES):
        means, sizes = rng.gamma(1.0, 4.0, 20) + 0.01, rng.gamma(2.0, 2.0, 20) + 0.1
        counts = rng.negative_binomial(sizes, sizes / (sizes + means)).astype(float)
        theirs = scoringrules.crps_negbinom(counts, sizes, prob=sizes / (sizes + means))
        same(crps_negative_binomial(counts, means, sizes), theirs)


def test_closed_forms_are_the_sums_of_squared_steps() -> None:
    from scipy.stats import nbinom, poisson

    k, counts = np.arange(4000), np.array([0, 1, 2, 3, 5, 8, 13, 40])
    for mean in (0.05, 1.0, 7.5, 60.0):
        summed = crps_probabilities(counts, np.tile(poisson.pmf(k, mean), (len(counts), 1)))
        np.testing.assert_allclose(crps_poisson(counts, mean), summed, rtol=1e-9, atol=1e-9)
        for size in (0.3, 1.0, 6.0):
            steps = np.tile(nbinom.pmf(k, size, size / (size + mean)), (len(counts), 1))
            summed = crps_probabilities(counts, steps)
            np.testing.assert_allclose(crps_negative_binomial(counts, mean, size), summed, rtol=1e-6, atol=1e-6)
