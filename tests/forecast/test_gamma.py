"""Gamma quantiles against SciPy's."""

import pytest
from scipy.special import gammaincinv

from sitroom.forecast.gamma import gamma_interval


@pytest.mark.parametrize("shape", [0.5, 0.7, 1.0, 2.5, 10.0, 99.5, 3000.5, 1e5])
def test_the_ends_are_those_of_scipy(shape: float) -> None:
    assert gamma_interval(shape) == pytest.approx(gammaincinv(shape, [0.025, 0.975]).tolist(), rel=1e-9)
