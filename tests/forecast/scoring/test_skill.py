"""Skill: what is saved of a reference's loss, with intervals that know which questions hang together."""

import numpy as np
import pytest

from sitroom.core import ScoringError
from sitroom.forecast.scoring import skill, skill_score


def test_skill_is_the_share_of_the_loss_that_is_saved() -> None:
    assert skill_score([0.1, 0.3], [0.4, 0.4]) == 0.5
    assert skill_score([0.4], [0.4]) == 0
    assert skill_score([0.8], [0.4]) == -1
    assert skill_score([0.1], [0.0]) is None


def test_one_group_has_no_interval() -> None:
    found = skill([0.1, 0.2], [0.3, 0.3], ["a", "a"], rng=np.random.default_rng(1))
    assert (found.skill is not None, found.interval, found.groups) == (True, None, 1)


def test_the_interval_holds_the_skill_and_widens_where_questions_hang_together() -> None:
    rng = np.random.default_rng(2)
    shock = np.repeat(rng.normal(0, 0.05, 12), 100)
    scores, reference = 0.2 + shock + rng.normal(0, 0.01, 1200), np.full(1200, 0.25)
    together = skill(scores, reference, np.repeat(np.arange(12), 100), rng=np.random.default_rng(3))
    alone = skill(scores, reference, np.arange(1200), rng=np.random.default_rng(3))
    assert together.interval is not None
    assert alone.interval is not None
    assert together.interval[0] < (together.skill or 0) < together.interval[1]
    assert np.ptp(together.interval) > 5 * np.ptp(alone.interval)


def test_the_interval_covers_the_true_skill_about_as_often_as_it_says() -> None:
    covered = 0
    for seed in range(200):
        rng = np.random.default_rng(seed)
        scores = np.repeat(rng.gamma(4, 0.05, 25), 4) * 0.5
        reference = np.repeat(rng.gamma(4, 0.05, 25), 4)
        low, high = skill(scores, reference, np.repeat(np.arange(25), 4), rng=rng, draws=300).interval or (0, 0)
        covered += low <= 0.5 <= high
    assert 175 <= covered <= 199


@pytest.mark.parametrize(
    ("scores", "reference", "groups"), [([], [], []), ([0.1], [0.1, 0.2], [1]), ([0.1], [0.1], [])]
)
def test_what_does_not_go_together_is_refused(scores: list[float], reference: list[float], groups: list[int]) -> None:
    with pytest.raises(ScoringError):
        skill(scores, reference, groups, rng=np.random.default_rng(1))


def test_an_infinite_loss_has_no_interval_by_drawing() -> None:
    with pytest.raises(ScoringError, match="finite"):
        skill([float("inf"), 0.1], [0.2, 0.2], [1, 2], rng=np.random.default_rng(1))
