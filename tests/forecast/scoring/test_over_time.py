"""Scores over time: each day by the forecast in force."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitroom.core import DayRange, ScoringError
from sitroom.forecast.scoring import score_over_time

FIRST = date(2013, 2, 1)
TEN_DAYS = DayRange(FIRST, FIRST + timedelta(days=9))


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


def test_a_forecast_is_in_force_until_the_next() -> None:
    found = score_over_time([(day(0), 0.5), (day(4), 0.0)], open_on=TEN_DAYS, outcome=True)
    assert found.score == (4 * 0.25 + 6 * 1.0) / 10
    assert (found.days, found.open_days, found.first, found.last) == (10, 10, 0.25, 1.0)


def test_days_before_the_first_forecast_are_not_scored() -> None:
    found = score_over_time([(day(7), 0.9)], open_on=TEN_DAYS, outcome=True)
    assert (found.days, found.open_days) == (3, 10)


def test_what_was_said_before_the_question_opened_is_in_force_on_its_first_day() -> None:
    found = score_over_time([(day(-9), 0.1), (day(-3), 0.5), (day(40), 1.0)], open_on=TEN_DAYS, outcome=False)
    assert (found.score, found.days) == (0.25, 10)


def test_of_two_on_one_day_the_later_counts() -> None:
    assert score_over_time([(day(0), 0.9), (day(0), 0.5)], open_on=TEN_DAYS, outcome=True).score == 0.25


@given(stated=st.lists(st.tuples(st.integers(-5, 15), st.floats(0, 1)), min_size=1, max_size=20), outcome=st.booleans())
def test_it_is_the_mean_over_a_walk_day_by_day(stated: list[tuple[int, float]], outcome: bool) -> None:
    walked = []
    for number in range(10):
        known = [(at, place) for place, (at, _) in enumerate(stated) if at <= number]
        if known:
            walked.append((stated[max(known)[1]][1] - outcome) ** 2)
    given_ = [(day(at), probability) for at, probability in stated]
    if not walked:
        with pytest.raises(ScoringError):
            score_over_time(given_, open_on=TEN_DAYS, outcome=outcome)
        return
    found = score_over_time(given_, open_on=TEN_DAYS, outcome=outcome)
    assert found.days == len(walked)
    assert abs(found.score - sum(walked) / len(walked)) < 1e-12


def test_a_question_without_an_end_has_no_score_over_time() -> None:
    with pytest.raises(ScoringError):
        score_over_time([(FIRST, 0.5)], open_on=DayRange(FIRST), outcome=True)
    with pytest.raises(ScoringError):
        score_over_time([], open_on=TEN_DAYS, outcome=True)
