import numpy as np
import pytest

from sitroom.core import GameError
from sitroom.game import Issue, PastIssue, Stance, interval_score, learn_intervals, published_rule


def past(count: int, *, seed: int = 1, factor: float = 0.8, a_group: int = 1) -> list[PastIssue]:
    """Decisions whose error grows with the spread of the positions."""
    rng = np.random.default_rng(seed)
    out = []
    for number in range(count):
        gap = rng.uniform(2, 50)
        issue = Issue((Stance("a", 50 - gap, 1), Stance("b", 50 + gap, 1)), id=str(number), scale=(0, 100))
        outcome = float(np.clip(50 + rng.normal() * gap * factor, 0, 100))
        out.append(PastIssue(issue, outcome, group=f"act {number // a_group}"))
    return out


def test_the_published_rule_is_the_formula_that_the_docs_state():
    rule = published_rule()
    assert rule.per_spread == pytest.approx(1.2816 * 23 * (np.pi / 2) ** 0.5 / ((100 / 12**0.5 + 50) / 2), rel=1e-4)
    assert published_rule(0.95).per_spread > rule.per_spread


def test_learned_intervals_hold_about_as_often_as_they_say():
    learned = learn_intervals(past(400, a_group=2))
    assert learned.groups == 200
    assert 0.76 <= learned.held.coverage <= 0.84


def test_where_the_error_follows_the_spread_learning_it_beats_one_width():
    learned = learn_intervals(past(200))
    assert learned.held.score < learned.constant.score
    assert learned.held.width < learned.constant.width


def test_a_learned_rule_holds_for_issues_it_never_saw():
    rule = learn_intervals(past(300, seed=2)).rule
    fresh = past(500, seed=3)
    inside = 0
    for one in fresh:
        gap = one.issue.stances[1].position - 50
        low, high = rule.interval(50, spread=gap, ends=(0, 100))
        inside += low <= one.outcome <= high
    assert 0.74 <= inside / len(fresh) <= 0.86


def test_a_group_is_not_judged_by_itself():
    """Copies of one decision would look well known if they were."""
    one = past(1)[0]
    copies = [PastIssue(one.issue, one.outcome, group="copies")] * 30
    others = past(30, seed=5, factor=0.01)
    learned = learn_intervals([*copies, *others])
    judged_apart = learn_intervals(
        [*(PastIssue(c.issue, c.outcome, group=str(n)) for n, c in enumerate(copies)), *others]
    )
    assert learned.held.coverage < judged_apart.held.coverage


def test_learning_twice_gives_the_same():
    assert learn_intervals(past(50)) == learn_intervals(past(50))


def test_too_few_past_issues_are_refused():
    with pytest.raises(GameError, match="19 past issues"):
        learn_intervals(past(19))
    with pytest.raises(GameError, match="of 1 decisions"):
        learn_intervals(past(30, a_group=100))


def test_an_outcome_off_the_scale_is_refused():
    with pytest.raises(GameError, match="off the scale"):
        PastIssue(Issue((Stance("a", 1, 1),), scale=(0, 1)), 2)


def test_the_interval_score_is_least_for_the_true_quantiles():
    draws = np.random.default_rng(0).normal(size=4000)

    def score(half: float) -> float:
        return interval_score([(-half, half)] * len(draws), list(draws), level=0.8)

    assert min((0.8, 1.0, 1.28, 1.6, 2.0), key=score) == 1.28
