"""Rule counts: the estimates without a machine rule, and the questions that data should have settled and did not."""

from datetime import date
from typing import Any

from sitroom.core import DayRange
from sitroom.ledger import LedgerInMemory, Question, RuleCounts, count_rules, replay, score_record

from .builders import LATE, MORNING, ask, outcome, question

TODAY = date(2013, 4, 20)
PERSON: dict[str, Any] = {"rule": None, "resolver": "person"}
UNCLEAR: dict[str, Any] = PERSON | {"scorable": False, "why_not": "no day", "closes_on": DayRange(), "band": None}


def counts(*asked: Question, settled: int = 0, as_of: date = TODAY) -> RuleCounts:
    ledger = LedgerInMemory()
    for one in asked:
        ledger.enter(ask(one, at=MORNING))
    for one in asked[:settled]:
        ledger.enter(outcome(one, came_true=True, at=LATE))
    return count_rules(replay(ledger.entries()).standings, as_of=as_of)


def test_estimates_are_told_apart_by_who_settles_them() -> None:
    asked = (question("a"), question("b", **PERSON), question("c", **UNCLEAR), question("d", **UNCLEAR))
    found = counts(*asked)
    assert (found.estimates, found.by_rule, found.by_person, found.not_scorable) == (4, 1, 1, 2)
    assert found.unruled_share == 0.75
    assert "without a machine rule 75%" in found.words()[0]


def test_what_is_entered_by_hand_or_accepted_or_has_no_likelihood_is_no_estimate() -> None:
    by_hand, accepted = question(None), question("a", harder_than="other", words=None)
    depends = question("b", words=None, **UNCLEAR)
    found = counts(by_hand, accepted, depends)
    assert (found.estimates, found.unruled_share, found.ruled) == (0, None, 2)


def test_void_is_what_data_left_without_an_outcome_after_the_close() -> None:
    asked = [question(name) for name in "abcd"]
    found = counts(*asked, question("e", **PERSON), settled=3)
    assert (found.ruled, found.over, found.void, found.void_share) == (4, 4, 1, 0.25)
    early = counts(*asked, as_of=date(2013, 4, 4))
    assert (early.over, early.void, early.void_share) == (0, 0, None)


def test_a_score_report_has_them_and_an_empty_ledger_says_nothing() -> None:
    report = score_record(replay(()), as_of=TODAY).to_json()
    for pool in ("live", "retrospective"):
        side = report[pool]
        assert isinstance(side, dict)
        assert side["rules"]["unruled_share"] is None
    assert counts().words() == []
