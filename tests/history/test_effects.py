"""Effects: responses above their level, chance by shifting in a circle, and what would have been found."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitroom.history.claims.detecting import detectable, power
from sitroom.history.claims.effects import Design, Floats, Thinned, days_after, estimate, rolled, smooth

DAYS = 600


def design(seed: int = 5, *, triggers: int = 8, window: int = 14, days: int = DAYS) -> Design:
    marks = np.zeros(days)
    marks[np.random.default_rng(seed).choice(days, triggers, replace=False)] = 1
    return Design(days_after(marks, window), np.ones(days), window)


def counts(rate: float | Floats, seed: int = 6, days: int = DAYS) -> Floats:
    return np.random.default_rng(seed).poisson(np.broadcast_to(rate, days)).astype(float)


def test_what_is_expected_is_the_level_around_per_coverage() -> None:
    one = Design(np.zeros(6, dtype=bool), np.array([1.0, 1, 1, 1, 1, 3]), 1)
    assert one.expected(np.full(6, 2.0)).tolist() == pytest.approx([1.5, 1.5, 1.5, 1.5, 1.5, 4.5])


def test_twice_the_coverage_is_no_effect() -> None:
    one = design()
    doubled = counts(np.where(one.after, 2.0, 1.0))
    covered = Design(one.after, np.where(one.after, 2.0, 1.0), one.window)
    seen, blind = (estimate(each, doubled, rng=np.random.default_rng(0)) for each in (covered, one))
    assert blind.p < 0.05 < seen.p


def test_taking_an_effect_out_thins_one_side_only() -> None:
    one, responses = design(), counts(3.0)
    thinned = Thinned.of(one, responses, 4, np.random.default_rng(0))
    assert thinned.without(1.0).tolist() == [responses.tolist()] * 4
    halved, doubled = thinned.without(2.0), thinned.without(0.5)
    assert (halved[:, ~one.after] == responses[~one.after]).all()
    assert halved[:, one.after].sum() == pytest.approx(2 * responses[one.after].sum(), rel=0.1)
    assert (doubled[:, one.after] == responses[one.after]).all()


def test_false_alarms_are_as_rare_as_the_level_says_even_with_drift() -> None:
    rng = np.random.default_rng(11)
    rates = 0.5 + 0.4 * np.sin(np.arange(400) / 25)
    alarms = 0
    for at in range(400):
        one = design(at, triggers=6, days=400)
        alarms += estimate(one, rng.poisson(rates).astype(float), rng=rng).p <= 0.05
    assert alarms <= 37  # 5 % of 400, and four standard errors


def test_the_interval_holds_a_doubling_about_as_often_as_it_says() -> None:
    held = 0
    for at in range(100):
        one = design(at)
        effect = estimate(one, counts(np.where(one.after, 1.6, 0.8), at), rng=np.random.default_rng(at))
        assert effect.low is not None
        assert effect.high is not None
        held += effect.low <= 2.0 <= effect.high
    assert held >= 86


def test_more_can_be_found_of_a_larger_effect_and_what_is_stated_is_found() -> None:
    one, calm = design(), counts(0.8)
    stated = detectable(one, calm, rises=True, rng=np.random.default_rng(1))
    assert stated is not None
    assert stated <= 2
    small, large = (power(one, calm, ratio, rises=True, rng=np.random.default_rng(1)) for ratio in (1.1, 2.0))
    assert small < 0.5 < large
    found = sum(
        estimate(one, counts(np.where(one.after, 0.8 * stated, 0.8), seed), rng=np.random.default_rng(0)).p <= 0.05
        for seed in range(60)
    )
    assert found >= 42  # four in five, and some four standard errors below


def test_a_fall_is_found_as_a_fall() -> None:
    one = design(triggers=12)
    effect = estimate(one, counts(np.where(one.after, 0.5, 2.0)), rng=np.random.default_rng(0))
    assert effect.p_fall < 0.01 < effect.p
    assert effect.score < 0
    assert detectable(one, counts(2.0), rises=False, rng=np.random.default_rng(1)) is not None


def test_nothing_to_count_has_no_ratio() -> None:
    one = design()
    assert estimate(one, np.zeros(DAYS), rng=np.random.default_rng(0)).ratio is None
    never = Design(np.zeros(DAYS, dtype=bool), np.ones(DAYS), 14)
    assert estimate(never, counts(1.0), rng=np.random.default_rng(0)).ratio is None


@given(st.integers(0, DAYS - 1), st.integers(0, 50))
@settings(max_examples=20, deadline=None)
def test_turning_everything_in_a_circle_changes_no_score(turn: int, seed: int) -> None:
    one, responses = design(seed), counts(0.7, seed)
    turned = Design(np.roll(one.after, turn), one.exposure, one.window)
    assert np.allclose(one.scores(responses)[0], turned.scores(np.roll(responses, turn))[0], atol=1e-6)


def test_the_same_data_give_the_same_estimate() -> None:
    one, responses = design(), counts(0.7)
    assert estimate(one, responses, rng=np.random.default_rng(3)) == estimate(
        one, responses, rng=np.random.default_rng(3)
    )


@given(st.lists(st.floats(0, 9), min_size=8, max_size=60), st.integers(0, 5))
@settings(max_examples=20, deadline=None)
def test_smoothing_keeps_the_sum(values: list[float], span: int) -> None:
    series = np.array(values)
    assert smooth(series, span).sum() == pytest.approx(series.sum(), abs=1e-6)
    assert rolled(series, np.array([0]))[0].tolist() == values
