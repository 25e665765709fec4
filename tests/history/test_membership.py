"""Membership: a group is what it was on the day."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from sitroom.core import DayRange
from sitroom.history.membership import memberships

FIRST, LAST = date(2012, 1, 15), date(2013, 12, 20)


@given(st.dates(FIRST, LAST), st.dates(FIRST, LAST))
def test_joining_and_leaving_are_found_to_the_day(joined: date, left: date) -> None:
    def members(name: str, day: date) -> frozenset[str]:
        return frozenset({"A"} if joined <= day and (day < left or left <= joined) else ())

    runs = memberships(members, "club", DayRange(FIRST, LAST))
    assert (runs[0].first, runs[-1].last) == (FIRST, LAST)
    if (left - joined).days > 31 or left <= joined:
        days = [run.first for run in runs if run.codes]
        assert days == [joined]
    assert all(members("club", run.first) == members("club", run.last) == run.codes for run in runs)


def test_a_period_of_one_day_is_one_run() -> None:
    runs = memberships(lambda name, day: frozenset({name}), "BLR", DayRange(FIRST, FIRST))
    assert [(run.first, run.last, run.codes) for run in runs] == [(FIRST, FIRST, frozenset({"BLR"}))]
