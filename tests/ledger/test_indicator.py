"""Indicators: the same sign is one, and how it stands follows from its checks alone."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitroom.core import DayRange, EventPattern, LedgerError, Span, day_range
from sitroom.ledger import Indicator, IndicatorCheck, IndicatorStanding, State, one_for_each, standings_of
from sitroom.ledger.indicator_check import SETTLED

DAY = date(2013, 3, 15)
RULE = EventPattern(("belarus",), ("west",), types=("CONSULT",), mutual=True)


def sign(**changes: object) -> Indicator:
    usual: dict[str, object] = {
        "text": "A Western envoy is received", "topic": "minsk", "origin": "hand", "speaks_for": ("an opening",),
        "opens_on": day_range(date(2013, 2, 21)), "by": day_range(DAY),
    }  # fmt: skip
    return Indicator(**(usual | changes))  # type: ignore[arg-type]


def check(as_of: date = DAY, state: State = "open", **changes: object) -> IndicatorCheck:
    usual: dict[str, object] = {
        "indicator_id": sign().id, "as_of": as_of, "state": state, "reason": "-", "resolver": "machine", "by": "m",
    }  # fmt: skip
    return IndicatorCheck(**(usual | changes))  # type: ignore[arg-type]


def test_it_comes_back_from_json_as_it_was() -> None:
    one = sign(
        rule=RULE, rule_words="told by rows", document_id="doc-1", record_id="rec-1", quote=Span(0, 2, "An"),
        source="a.txt", stated_on=DAY,
    )  # fmt: skip
    assert Indicator.from_json(one.to_json()) == one
    seen = check(state="seen", rows=("r1",), quote="He came.", source="b.txt", occurred_on=DAY, known_on=DAY)
    assert IndicatorCheck.from_json(seen.to_json()) == seen


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (sign(text="a western  envoy is received."), True),
        (sign(speaks_for=("a bargain",), document_id="doc-2"), True),
        (sign(by=DayRange()), False),
        (sign(topic="kyiv"), False),
        (sign(rule=RULE), False),
    ],
)
def test_the_same_sign_by_the_same_day_is_one(other: Indicator, same: bool) -> None:
    assert (other.id == sign().id) is same


def test_the_same_rule_in_other_words_is_one_that_speaks_for_both() -> None:
    first = sign(rule=RULE)
    again = sign(rule=replace(RULE, window_days=22), text="talks", speaks_for=("a bargain",))
    (one,) = one_for_each([first, again, again])
    assert (one.text, one.speaks_for) == (first.text, ("an opening", "a bargain"))


@pytest.mark.parametrize("wrong", [{"origin": "guess"}, {"speaks_for": "x"}, {"indicator": " "}, {"quote": 7}])
def test_what_is_no_indicator_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(LedgerError):
        Indicator.from_json(sign().to_json() | wrong)


def test_the_last_day_still_counts() -> None:
    assert not sign().is_over(DAY)
    assert sign().is_over(date(2013, 3, 16))
    assert not sign(by=DayRange()).is_over(date.max)


def test_nobody_looked() -> None:
    (standing,) = standings_of([sign()], [])
    assert (standing.state, standing.last, standing.last_checked) == ("open", None, None)


def test_a_persons_word_goes_before_what_data_say() -> None:
    checks = (check(DAY, "seen"), check(date(2013, 3, 10), "not_seen", resolver="person", by="ana"), check(DAY, "seen"))
    assert IndicatorStanding(sign(), checks).state == "not_seen"


DAYS = st.dates(date(2013, 1, 1), date(2013, 12, 31))
CHECKS = st.lists(st.builds(check, DAYS, st.sampled_from(("open", "waits", "not_covered", *SETTLED))), max_size=8)


@given(CHECKS, CHECKS, DAYS)
def test_what_was_found_later_never_changes_how_it_stood(
    checks: list[IndicatorCheck], more: list[IndicatorCheck], day: date
) -> None:
    later = [one for one in more if one.as_of > day]
    before = IndicatorStanding(sign(), tuple(checks)).as_of(day)
    after = IndicatorStanding(sign(), (*checks, *later)).as_of(day)
    assert (before.state, before.last_checked) == (after.state, after.last_checked)
