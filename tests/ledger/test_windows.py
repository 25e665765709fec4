"""Windows: every stretch of days that a question may mean."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitroom.core import DayRange, LedgerError, day_range
from sitroom.ledger import windows_of

from .builders import question

FIRST = date(2013, 2, 21)


@given(st.integers(0, 40), st.integers(0, 60))
def test_a_range_of_opening_days_moves_the_close_with_it(spread: int, horizon: int) -> None:
    opens = DayRange(FIRST, FIRST + timedelta(days=spread))
    windows = windows_of(question(opens_on=opens, closes_on=opens.plus(horizon)))
    assert len(windows) == spread + 1
    assert {window.days for window in windows} == {horizon + 1}
    assert (windows[0].start, windows[-1].end) == (opens.start, opens.plus(horizon).end)


def test_a_fixed_close_leaves_the_shortest_and_the_longest_stretch() -> None:
    opens, closes = day_range(FIRST, FIRST + timedelta(days=5)), day_range(date(2013, 3, 14))
    windows = windows_of(question(opens_on=opens, closes_on=closes))
    assert [window.edtf() for window in windows] == ["2013-02-21/2013-03-14", "2013-02-26/2013-03-14"]


def test_without_a_close_there_is_no_stretch() -> None:
    with pytest.raises(LedgerError, match="fix its closing day"):
        windows_of(question(closes_on=DayRange()))
