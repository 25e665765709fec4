"""Scoring rules: the truth told with certainty is best, and lying never pays."""

from collections.abc import Callable, Sequence
from math import inf, isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitroom.core import ScoringError
from sitroom.forecast import brier_score, log_score

Rule = Callable[[Sequence[float], Sequence[bool]], float]
RULES = pytest.mark.parametrize("score", [brier_score, log_score])
probability = st.floats(0, 1)


def test_a_coin_earns_a_quarter() -> None:
    assert brier_score([0.5, 0.5], [True, False]) == 0.25


def test_what_was_called_impossible_and_happened_costs_everything() -> None:
    assert log_score([0.0], [True]) == inf
    assert brier_score([0.0], [True]) == 1.0


@RULES
@given(outcomes=st.lists(st.booleans(), min_size=1))
def test_the_truth_told_with_certainty_is_best(score: Rule, outcomes: list[bool]) -> None:
    assert score([float(outcome) for outcome in outcomes], outcomes) == 0


@RULES
@given(true=probability, stated=probability)
def test_no_stated_probability_beats_the_true_one_in_expectation(score: Rule, true: float, stated: float) -> None:
    def expected(said: float) -> float:
        happens = true * score([said], [True]) if true else 0.0
        return happens + ((1 - true) * score([said], [False]) if true < 1 else 0.0)

    assert expected(true) <= expected(stated) or isclose(expected(true), expected(stated), abs_tol=1e-12)


@RULES
@pytest.mark.parametrize(
    ("probabilities", "outcomes"), [([], []), ([0.5], []), ([1.5], [True]), ([float("nan")], [True])]
)
def test_what_cannot_be_scored_is_refused(score: Rule, probabilities: list[float], outcomes: list[bool]) -> None:
    with pytest.raises(ScoringError):
        score(probabilities, outcomes)
