"""Calibration errors and their bars: what chance makes is taken off, what is wrong stays."""

import numpy as np
import pytest

from sitroom.core import ScoringError
from sitroom.forecast.scoring import (
    calibration_bins,
    calibration_error,
    consistency_bars,
    debiased_calibration_error,
)


def drawn(seed: int, n: int = 400) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    stated = rng.random(n)
    return stated, rng.random(n) < stated


def test_the_error_is_the_weighted_gap_of_the_bins() -> None:
    stated, outcomes = drawn(1)
    bins = calibration_bins(stated, outcomes)
    by_hand = sum(one.questions * abs(one.stated - one.came_true) for one in bins) / len(stated)
    assert abs(calibration_error(stated, outcomes) - by_hand) < 1e-12


def test_perfect_calibration_leaves_nothing_beside_chance() -> None:
    found = [debiased_calibration_error(*drawn(seed), rng=np.random.default_rng(seed), draws=200) for seed in range(40)]
    assert min(one.error for one in found) > 0.01
    assert abs(np.mean([one.debiased for one in found])) < 0.005
    assert sum(one.p < 0.05 for one in found) <= 6


def test_overconfidence_is_found() -> None:
    stated, outcomes = drawn(3, n=2000)
    found = debiased_calibration_error(np.where(stated < 0.5, 0.02, 0.98), outcomes, rng=np.random.default_rng(1))
    assert found.debiased > 0.15
    assert found.p < 0.01


def test_the_same_seed_gives_the_same_answer() -> None:
    first, second = (debiased_calibration_error(*drawn(5), rng=np.random.default_rng(9), draws=50) for _ in range(2))
    assert first == second


def test_a_probability_on_an_edge_belongs_to_the_bin_above_and_one_to_the_last() -> None:
    bins = calibration_bins([0.0, 0.1, 0.7, 0.95, 1.0], [0, 0, 1, 1, 1])
    assert [(one.low, one.questions) for one in bins] == [(0.0, 1), (0.1, 1), (0.7, 1), (0.9, 2)]


def test_bars_hold_what_a_calibrated_forecaster_shows() -> None:
    inside = total = 0
    for seed in range(30):
        stated, outcomes = drawn(seed)
        bars = consistency_bars(stated, rng=np.random.default_rng(seed), draws=300)
        for one in calibration_bins(stated, outcomes):
            low, high = bars[round(one.low * 10)]
            inside, total = inside + (low <= one.came_true <= high), total + 1
    assert 0.92 <= inside / total <= 0.99


def test_chance_needs_draws() -> None:
    with pytest.raises(ScoringError):
        consistency_bars([0.5], rng=np.random.default_rng(1), draws=0)
