import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitroom.core import GameError
from sitroom.game import Issue, Stance, solve_position

NUMBERS = st.floats(0, 100, allow_subnormal=False)
STANCES = st.lists(
    st.builds(Stance, st.just("one"), NUMBERS, st.floats(0.01, 100), st.floats(0.01, 100)), min_size=1, max_size=12
).map(tuple)

# Bueno de Mesquita (1994), as used by Scholz, Calbert and Smith (2011): years of delay of an emission standard.
EMISSIONS = Issue(
    (
        Stance("Netherlands", 4, 0.8, 0.08),
        Stance("Belgium", 7, 0.4, 0.08),
        Stance("Luxembourg", 4, 0.2, 0.03),
        Stance("Germany", 4, 0.8, 0.16),
        Stance("France", 10, 0.6, 0.16),
        Stance("Italy", 10, 0.6, 0.16),
        Stance("UK", 10, 0.9, 0.16),
        Stance("Ireland", 7, 0.1, 0.05),
        Stance("Denmark", 4, 1.0, 0.05),
        Stance("Greece", 7, 0.7, 0.08),
    ),
    title="Years of delay",
)


def test_a_published_case_gives_its_weighted_mean_and_median():
    answer = solve_position(EMISSIONS)
    assert answer.weighted_mean == pytest.approx(7.389955686853767)
    assert (answer.position, answer.median) == (answer.weighted_mean, 7)


def test_who_does_not_care_does_not_count():
    issue = Issue((Stance("loud", 10, 1), Stance("bored", 90, 0)), scale=(0, 100))
    assert solve_position(issue).position == 10


def test_the_median_lies_between_two_that_share_the_weight():
    assert solve_position(Issue((Stance("a", 0, 1), Stance("b", 10, 1)))).median == 5


def test_far_apart_positions_make_a_wider_interval():
    near = solve_position(Issue((Stance("a", 40, 1), Stance("b", 60, 1)), scale=(0, 100)))
    far = solve_position(Issue((Stance("a", 0, 1), Stance("b", 100, 1)), scale=(0, 100)))
    assert [round(end) for end in near.interval] == [41, 59]
    assert [round(end) for end in far.interval] == [3, 97]


def test_agreement_is_not_certainty():
    low, high = solve_position(Issue((Stance("a", 50, 1), Stance("b", 50, 1)), scale=(0, 100))).interval
    assert low < 50 < high


def test_two_camps_are_named():
    told = " ".join(solve_position(Issue((Stance("a", 0, 1), Stance("b", 100, 1)))).remarks)
    assert "only two positions" in told
    assert "no scale" in told


def test_the_reference_point_is_shown_and_does_not_move_the_answer():
    plain = solve_position(Issue((Stance("a", 20, 1), Stance("b", 80, 1)), scale=(0, 100)))
    told = solve_position(Issue((Stance("a", 20, 1), Stance("b", 80, 1)), scale=(0, 100), reference_point=0))
    assert plain.position == told.position
    assert told.to_json()["reference_point"] == 0


@given(STANCES)
def test_answer_and_median_lie_between_the_positions_and_the_interval_in_the_scale(stances):
    answer = solve_position(Issue(stances, scale=(0, 100)))
    positions = [one.position for one in stances]
    for value in (answer.position, answer.median, answer.salience_mean):
        assert min(positions) - 1e-9 <= value <= max(positions) + 1e-9
    low, high = answer.interval
    assert 0 <= low <= high <= 100
    assert low - 1e-9 <= answer.position <= high + 1e-9


@given(STANCES, st.floats(0.1, 10), st.floats(-50, 50))
def test_another_unit_gives_the_same_answer(stances, factor, shift):
    one = solve_position(Issue(stances, scale=(0, 100)))
    moved = tuple(Stance(s.name, s.position * factor + shift, s.salience * 3, s.capability * 7) for s in stances)
    ends = (min(shift, *(s.position for s in moved)), max(100 * factor + shift, *(s.position for s in moved)))
    other = solve_position(Issue(moved, scale=ends))
    assert other.position == pytest.approx(one.position * factor + shift, abs=1e-6)
    assert other.interval == pytest.approx(tuple(end * factor + shift for end in one.interval), abs=1e-5)


@pytest.mark.parametrize(
    ("words", "make"),
    [
        ("nobody has a weight", lambda: Issue((Stance("a", 1, 0),))),
        ("nobody has a weight", lambda: Issue(())),
        ("0 or more", lambda: Issue((Stance("a", 1, -1), Stance("b", 1, 3)))),
        ("finite", lambda: Issue((Stance("a", float("nan"), 1),))),
        ("off the scale", lambda: Issue((Stance("a", 5, 1),), scale=(0, 1))),
        ("off the scale", lambda: Issue((Stance("a", 1, 1),), scale=(0, 1), reference_point=2)),
        ("a lower to a higher", lambda: Issue((Stance("a", 1, 1),), scale=(1, 1))),
    ],
)
def test_what_makes_no_sense_is_refused(words, make):
    with pytest.raises(GameError, match=words):
        make()
