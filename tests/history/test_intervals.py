"""Jeffreys intervals against closed forms and printed limits."""

from math import asin, pi, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitroom.history import jeffreys_interval, jeffreys_mean
from sitroom.history.intervals import _beta_below


@pytest.mark.parametrize("x", [0.01, 0.3, 0.5, 0.77, 0.99])
def test_the_beta_function_has_its_closed_forms(x: float) -> None:
    assert _beta_below(x, 1, 7) == pytest.approx(1 - (1 - x) ** 7)
    assert _beta_below(x, 5, 1) == pytest.approx(x**5)
    assert _beta_below(x, 0.5, 0.5) == pytest.approx(2 / pi * asin(sqrt(x)))


@pytest.mark.parametrize(("hits", "limits"), [(0, (0, 0.292)), (1, (0.016, 0.501)), (2, (0.065, 0.648))])
def test_the_limits_of_brown_cai_and_dasgupta(hits: int, limits: tuple[float, float]) -> None:
    """Brown, Cai and DasGupta (2001), the table of Jeffreys limits, n = 7."""
    assert jeffreys_interval(hits, 7) == pytest.approx(limits, abs=0.0006)


@given(st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_share_and_mean_lie_inside_and_the_interval_is_symmetric(counts: tuple[int, int]) -> None:
    hits, trials = counts
    low, high = jeffreys_interval(hits, trials)
    assert 0 <= low <= hits / trials <= high <= 1
    assert low <= jeffreys_mean(hits, trials) <= high
    assert jeffreys_interval(trials - hits, trials) == pytest.approx((1 - high, 1 - low), abs=1e-9)


@pytest.mark.parametrize("counts", [(1, 0), (-1, 3), (4, 3)])
def test_what_is_no_share_is_refused(counts: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="no share"):
        jeffreys_interval(*counts)
