"""Measures: shares by hand, deeds beside the like, and answers that are found where they are planted and only there."""

from datetime import date, timedelta

import numpy as np
import pytest

from sitroom.core import DayRange, EventPattern, HistoryError
from sitroom.history import (
    Event,
    EventStore,
    Members,
    Point,
    Series,
    reciprocity,
    series,
    shares,
    triangularity,
    words_and_deeds,
)
from sitroom.history.intervals import jeffreys_interval, median_interval
from sitroom.history.measures.association import associate

FIRST = date(2010, 1, 4)


def drawn(scores: list[float] | np.ndarray, pair: tuple[str, str], volume: float = 100) -> Series:
    """Make a weekly series with these net scores; None is a gap."""
    points = [
        Point(FIRST + timedelta(weeks=at), 7, (1, 0, 0, 0), 0, float(score), int(score != 0), None, volume)
        for at, score in enumerate(scores)
    ]
    days = DayRange(FIRST, FIRST + timedelta(weeks=len(points), days=-1))
    return Series("covered", EventPattern((pair[0],), (pair[1],)), "week", "s", days, tuple(points))


def counted(*quads: tuple[int, int, int, int]) -> Series:
    points = [Point(FIRST + timedelta(weeks=at), 7, one, 0, 0.0, 0, None, 9) for at, one in enumerate(quads)]
    return Series("covered", EventPattern(("AAA",), ("BBB",)), "week", "s", DayRange(FIRST, FIRST), tuple(points))


# ---------------------------------------------------------------------- shares
def test_shares_are_those_of_the_rows_with_a_quad() -> None:
    found = shares(counted((3, 1, 0, 0), (0, 0, 4, 2)))
    assert (found.n, found.cooperation.share, found.conflict.share) == (10, 0.4, 0.6)
    assert found.conflict.interval == jeffreys_interval(6, 10)
    assert [point.conflict.share for point in found.points] == [0.0, 1.0]


def test_a_period_without_rows_has_no_share() -> None:
    (point,) = shares(counted((0, 0, 0, 0))).points
    assert (point.conflict.share, point.conflict.interval) == (None, None)


def test_the_interval_of_a_median_needs_six_values() -> None:
    assert median_interval([1, 2, 3, 4, 5]) is None
    assert median_interval([1, 2, 3, 4, 5, 6]) == (1, 6)


# ---------------------------------------------------------------------- words and deeds
def dyads(store: EventStore) -> None:
    """Fill a store: A00 toward ZZZ to A11 toward ZZZ, of 20 rows of cooperation each; number n has n deeds."""
    rows = [
        Event(event_id=f"{at}-{row}", source="s", occurred_on=FIRST + timedelta(days=row), first_known_on=FIRST + timedelta(days=row),
              actor_country=f"A{at:02}", recipient_country="ZZZ", quad=2 if row < at else 1, raw_row=f"{at}-{row}")
        for at in range(12) for row in range(20)
    ]  # fmt: skip
    store.append(rows, received_on=date(2026, 1, 1))


def test_deeds_stand_beside_those_of_comparable_dyads(store: EventStore, members: Members) -> None:
    dyads(store)
    own = series(store, EventPattern(("A06",), ("ZZZ",)), source="s", members=members)
    found = words_and_deeds(store, own, members=members)
    side, beside = found.cooperation, found.cooperation.comparable
    assert (side.own.share, side.own.rows, beside.dyads, beside.volumes) == (0.3, 20, 11, (20, 20))
    assert beside.shares == tuple(at / 20 for at in range(12) if at != 6)
    assert (beside.median, beside.middle) == (0.25, (0.05, 0.5))
    assert beside.percentile == pytest.approx(6 / 11, abs=1e-4)
    assert beside.median_interval == (0.05, 0.5)
    assert found.conflict.own.share is None
    assert found.conflict.comparable.reason.startswith("too few comparable dyads")


def test_a_dyad_is_not_compared_with_itself_nor_with_much_larger_ones(store: EventStore, members: Members) -> None:
    dyads(store)
    group = words_and_deeds(
        store, series(store, EventPattern(("A06", "A07"), ("ZZZ",)), source="s", members=members), members=members
    )
    assert group.cooperation.comparable.dyads == 10
    small = Series("covered", EventPattern(("A06",), ("ZZZ",)), "week", "s", DayRange(FIRST, FIRST + timedelta(20)),
                   (Point(FIRST, 7, (1, 0, 0, 0), 0, 0.0, 0, None, 1),))  # fmt: skip
    assert words_and_deeds(store, small, members=members).cooperation.comparable.dyads == 0


# ---------------------------------------------------------------------- reciprocity
def noise(weeks: int, seed: int) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=weeks).round(2)


def test_an_answer_of_the_next_week_is_found_in_its_direction_alone() -> None:
    cause = noise(200, 1)
    answer = noise(200, 2)
    answer[1:] += 0.8 * cause[:-1]
    found = reciprocity(drawn(cause, ("AAA", "BBB")), drawn(answer, ("BBB", "AAA")), rng=np.random.default_rng(3))
    answered, other = found.associations
    assert (answered.response, answered.cause, answered.answer) == ("BBB toward AAA", "AAA toward BBB", "in kind")
    assert answered.interval is not None
    assert 0.4 < answered.interval[0] < (answered.correlation or 0) < answered.interval[1] < 0.8
    assert answered.n == 198
    assert answered.p == pytest.approx(1 / 178, abs=1e-3)
    assert other.answer == "no sign of it"


def test_what_is_answered_with_the_opposite_is_called_so() -> None:
    cause = noise(120, 4)
    answer = np.concatenate([[0.0], -cause[:-1]])
    found = reciprocity(drawn(cause, ("AAA", "BBB")), drawn(answer, ("BBB", "AAA")), rng=np.random.default_rng(3))
    assert found.associations[0].answer == "the opposite"
    assert found.associations[0].correlation == -1.0


def test_a_ratio_known_by_hand() -> None:
    """Without anything held fixed a partial rank correlation is Spearman's: 1 - 6 * 10 / (60 * 3599) for one swap."""
    ranks = np.arange(60.0)
    other = ranks.copy()
    other[[10, 12]] = other[[12, 10]]
    found = associate(ranks[:, None], other[:, None], rng=np.random.default_rng(1))
    assert found is not None
    assert found.correlation == pytest.approx(1 - 6 * 8 / (60 * 3599))


def test_busy_weeks_and_persistence_are_no_answer() -> None:
    rng = np.random.default_rng(5)
    busy = np.repeat(rng.gamma(1.0, 1.0, 75), 4)  # what the source covers swells for weeks on end
    pairs = []
    for names in (("AAA", "BBB"), ("BBB", "AAA")):
        one = drawn((busy * (1 + 0.3 * rng.normal(size=300))).round(2), names)
        points = tuple(
            Point(p.start, p.days, p.quads, 0, p.goldstein_sum, 1, None, 1000 * busy[at] + 50)
            for at, p in enumerate(one.points)
        )
        pairs.append(Series("covered", one.pattern, "week", "s", one.period, points))
    found = reciprocity(*pairs, rng=np.random.default_rng(3))
    assert [one.answer for one in found.associations] == ["no sign of it", "no sign of it"]


def test_false_answers_are_rare() -> None:
    found = 0
    for seed in range(60):
        rng = np.random.default_rng(seed)
        one, other = np.zeros((2, 80)), rng.normal(size=(2, 80))
        for at in range(1, 80):  # two series that persist, independently
            one[:, at] = 0.6 * one[:, at - 1] + other[:, at]
        blocks = [np.stack([row[1:], row[:-1]], axis=1) for row in one]
        answer = associate(*blocks, rng=rng)
        assert answer is not None
        found += answer.p <= 0.05
    assert found <= 8  # 5 % of 60, and three standard errors


def test_few_weeks_or_few_rows_have_no_power() -> None:
    short = reciprocity(
        drawn(noise(20, 1), ("AAA", "BBB")), drawn(noise(20, 2), ("BBB", "AAA")), rng=np.random.default_rng(1)
    )
    assert (short.status, short.associations[0].reason) == ("no_power", "18 weeks in a row, fewer than 30")
    rare = [0.0] * 100
    rare[7] = 5.0
    few = reciprocity(drawn(noise(100, 1), ("AAA", "BBB")), drawn(rare, ("BBB", "AAA")), rng=np.random.default_rng(1))
    assert few.associations[0].reason == "BBB toward AAA has 1 weeks with a scored row, fewer than 10"


def test_who_is_not_covered_is_not_measured() -> None:
    absent = Series(
        "not_covered", EventPattern(("BBB",), ("AAA",)), "week", "s", DayRange(), reason="no rows about BBB"
    )
    found = reciprocity(drawn(noise(50, 1), ("AAA", "BBB")), absent, rng=np.random.default_rng(1))
    assert (found.status, found.reason) == ("not_covered", "no rows about BBB")


def test_the_same_seed_gives_the_same_answer_and_sources_are_not_mixed() -> None:
    one, other = drawn(noise(60, 1), ("AAA", "BBB")), drawn(noise(60, 2), ("BBB", "AAA"))
    twice = [reciprocity(one, other, rng=np.random.default_rng(9)).to_json() for _ in range(2)]
    assert twice[0] == twice[1]
    elsewhere = Series("covered", other.pattern, "week", "t", other.period, other.points)
    with pytest.raises(HistoryError, match="several sources"):
        reciprocity(one, elsewhere, rng=np.random.default_rng(9))


def test_a_third_party_is_found_in_the_leg_in_which_it_acts() -> None:
    third = noise(200, 6)
    acts = noise(200, 7) + 0.8 * third
    found = triangularity(
        drawn(acts, ("AAA", "BBB")),
        [drawn(third, ("CCC", "BBB")), drawn(noise(200, 8), ("CCC", "AAA"))],
        rng=np.random.default_rng(1),
    )
    assert [(one.cause, one.lag) for one in found.associations if one.answer == "in kind"] == [("CCC toward BBB", 0)]
    assert all((one.adjusted_p or 0) >= (one.p or 0) for one in found.associations)
