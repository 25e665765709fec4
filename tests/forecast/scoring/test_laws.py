"""Laws of scores: parts sum to the whole, order does not matter, the truth is best in expectation."""

from collections.abc import Callable
from math import isclose

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitroom.core import ScoringError
from sitroom.forecast.scoring import (
    auc,
    brier_score,
    brier_scores,
    calibration_bins,
    calibration_error,
    crps_ensemble,
    crps_probabilities,
    discrimination_slope,
    log_score,
    log_scores,
    murphy,
)

probability = st.floats(0, 1)
resolved = st.lists(st.tuples(probability, st.booleans()), min_size=1, max_size=200)


def apart(pairs: list[tuple[float, bool]]) -> tuple[list[float], list[bool]]:
    return [stated for stated, _ in pairs], [outcome for _, outcome in pairs]


@given(pairs=resolved, bins=st.integers(1, 50))
def test_the_parts_are_the_brier_score(pairs: list[tuple[float, bool]], bins: int) -> None:
    stated, outcomes = apart(pairs)
    parts = murphy(stated, outcomes, bins=bins)
    whole = parts.reliability - parts.resolution + parts.uncertainty
    whole += parts.within_bin_variance - parts.within_bin_covariance
    assert abs(whole - brier_score(stated, outcomes)) < 1e-12
    assert parts.brier == brier_score(stated, outcomes)
    assert min(parts.reliability, parts.resolution, parts.uncertainty, parts.within_bin_variance) >= 0
    assert parts.questions == len(pairs)


def test_saying_one_thing_in_a_bin_leaves_the_three_classic_parts() -> None:
    parts = murphy([0.25] * 4 + [0.75] * 4, [1, 0, 0, 0, 1, 1, 1, 0])
    assert (parts.within_bin_variance, parts.within_bin_covariance) == (0, 0)
    assert (parts.reliability, parts.resolution, parts.uncertainty) == (0, 0.0625, 0.25)


def test_the_base_rate_is_calibrated_and_knows_nothing() -> None:
    outcomes = [True] * 3 + [False] * 7
    parts = murphy([0.3] * 10, outcomes)
    assert (round(parts.reliability, 15), round(parts.resolution, 15)) == (0, 0)
    assert isclose(parts.brier, parts.uncertainty)
    assert calibration_error([0.3] * 10, outcomes) < 1e-12
    assert auc([0.3] * 10, outcomes) == 0.5


@given(pairs=resolved, bins=st.integers(1, 20))
def test_bins_hold_every_question_once(pairs: list[tuple[float, bool]], bins: int) -> None:
    stated, outcomes = apart(pairs)
    found = calibration_bins(stated, outcomes, bins=bins)
    assert sum(one.questions for one in found) == len(pairs)
    assert sum(one.hits for one in found) == sum(outcomes)
    assert all(one.interval[0] <= one.came_true <= one.interval[1] for one in found)
    assert all(one.low - 1e-9 <= one.stated <= one.high + 1e-9 for one in found)


@given(pairs=resolved)
def test_scores_do_not_hang_on_the_order(pairs: list[tuple[float, bool]]) -> None:
    forward, backward = apart(pairs), apart(pairs[::-1])
    rules: list[Callable[..., float | None]] = [brier_score, calibration_error, auc, discrimination_slope]
    for rule in rules:
        first, second = rule(*forward), rule(*backward)
        assert first == second or abs((first or 0) - (second or 0)) < 1e-12


@given(pairs=resolved)
def test_swapping_yes_and_no_changes_no_proper_score(pairs: list[tuple[float, bool]]) -> None:
    stated, outcomes = apart(pairs)
    mirrored, not_outcomes = [1 - one for one in stated], [not one for one in outcomes]
    assert isclose(brier_score(stated, outcomes), brier_score(mirrored, not_outcomes), abs_tol=1e-9)


@given(pairs=resolved)
def test_the_score_of_each_question_averages_to_the_whole(pairs: list[tuple[float, bool]]) -> None:
    stated, outcomes = apart(pairs)
    assert brier_scores(stated, outcomes).mean() == brier_score(stated, outcomes)
    assert log_scores(stated, outcomes).mean() == log_score(stated, outcomes)


def test_auc_counts_ties_half_and_needs_both_outcomes() -> None:
    assert auc([0.2, 0.8], [False, True]) == 1.0
    assert auc([0.8, 0.2], [False, True]) == 0.0
    assert auc([0.5, 0.5, 0.9], [False, True, True]) == 0.75
    assert auc([0.2, 0.8], [True, True]) is None
    assert discrimination_slope([0.2, 0.8], [True, True]) is None


@given(came=st.integers(0, 5), weights=st.lists(st.floats(0.01, 1), min_size=6, max_size=6))
def test_the_count_told_with_certainty_is_best(came: int, weights: list[float]) -> None:
    certain = np.eye(6)[came]
    stated = np.array(weights) / sum(weights)
    assert crps_probabilities([came], [certain])[0] == 0
    assert crps_probabilities([came], [stated])[0] > 0


def test_one_member_scores_its_absolute_error() -> None:
    assert crps_ensemble([3.0, 0.0], [[1.0], [4.0]]).tolist() == [2.0, 4.0]


def test_probability_beyond_the_last_step_lies_at_the_end() -> None:
    assert crps_probabilities([4], [[0.0, 0.0]]).tolist() == [2.0]
    assert crps_probabilities([2], [[0.0, 0.0]]).tolist() == [0.0]


@pytest.mark.parametrize("outcomes", [[0.5], [2], ["yes"], [float("nan")], [[True]]])
def test_an_outcome_is_yes_or_no(outcomes: list[object]) -> None:
    with pytest.raises(ScoringError):
        brier_score([0.5], outcomes)  # type: ignore[arg-type]


@pytest.mark.parametrize("bins", [0, -1])
def test_there_is_at_least_one_bin(bins: int) -> None:
    with pytest.raises(ScoringError):
        murphy([0.5], [True], bins=bins)
