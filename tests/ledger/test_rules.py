"""The rules: what is refused, what is marked retrospective, what is known already."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from sitroom.core import DayRange, LedgerError
from sitroom.ledger import LedgerInMemory, Proposal

from .builders import CLOSES, MORNING, OPENS, ask, fix, forecast, outcome, question, void

ASKED = question()
LATER = datetime(2026, 1, 1, tzinfo=UTC)


def ledger(*proposed: Proposal) -> LedgerInMemory:
    made = LedgerInMemory()
    for proposal in proposed:
        made.enter(proposal)
    return made


def test_a_question_is_entered_once_for_its_record_and_rule() -> None:
    made = ledger(ask(ASKED))
    again = made.enter(ask(question(text="In other words?"), at=LATER))
    assert (again.new, again.entry.seq) == (False, 1)
    assert len(made.entries()) == 1


def test_the_same_forecast_by_the_same_person_is_known_but_a_change_of_mind_is_not() -> None:
    made = ledger(ask(ASKED), forecast(ASKED, 0.6))
    assert not made.enter(forecast(ASKED, 0.6)).new
    assert made.enter(forecast(ASKED, 0.6, by="Ana")).new
    assert made.enter(forecast(ASKED, 0.7)).new
    assert made.enter(forecast(ASKED, 0.6)).new


def test_the_band_of_the_question_is_the_forecast_of_its_author() -> None:
    made = ledger(ask(ASKED))
    band = {"question_id": ASKED.id, "by": "author", "band": [0.8, 0.95]}
    assert not made.enter(Proposal("forecast", band, MORNING)).new


@pytest.mark.parametrize("cutoff", [CLOSES.end, date(2013, 6, 1)])
def test_a_forecast_whose_cutoff_lies_after_the_close_is_refused(cutoff: date) -> None:
    with pytest.raises(LedgerError, match="knowable from 2013-04-04"):
        ledger(ask(ASKED)).enter(forecast(ASKED, 1.0, cutoff=cutoff, at=LATER))


def test_a_forecast_whose_cutoff_knew_an_early_outcome_is_refused() -> None:
    made = ledger(ask(ASKED), outcome(ASKED, came_true=True, known_on=date(2013, 3, 1)))
    with pytest.raises(LedgerError, match="knowable from 2013-03-01"):
        made.enter(forecast(ASKED, 1.0, cutoff=date(2013, 3, 1), at=LATER))
    assert made.enter(forecast(ASKED, 0.5, cutoff=date(2013, 2, 28), at=LATER)).new


def test_what_the_desk_can_already_tell_counts_as_knowable() -> None:
    late = replace(forecast(ASKED, 0.9, cutoff=date(2013, 3, 2), at=LATER), outcome_known_on=date(2013, 3, 1))
    with pytest.raises(LedgerError, match="knowable"):
        ledger(ask(ASKED)).enter(late)


def test_a_forecast_without_a_cutoff_rests_on_all_that_was_known_when_it_was_entered() -> None:
    said = Proposal("forecast", {"question_id": ASKED.id, "by": "Ana", "probability": 0.9}, LATER)
    with pytest.raises(LedgerError, match="up to 2026-01-01"):
        ledger(ask(ASKED)).enter(said)
    assert ledger(ask(ASKED)).enter(replace(said, stated_on=OPENS)).entry.knowledge_cutoff == "2013-02-21"


def test_a_forecast_cannot_be_as_of_a_day_after_its_cutoff() -> None:
    with pytest.raises(LedgerError, match="after its cutoff"):
        ledger(ask(ASKED)).enter(replace(forecast(ASKED, 0.5), knowledge_cutoff=date(2013, 2, 1)))


def test_an_old_brief_read_today_gives_a_retrospective_question() -> None:
    made = ledger(ask(ASKED, at=LATER), forecast(ASKED, 0.5, at=LATER))
    assert [entry.payload["retrospective"] for entry in made.entries()] == [True, True]


def test_a_question_entered_on_its_closing_day_is_still_live() -> None:
    at = datetime(2013, 4, 4, 23, 59, tzinfo=UTC)
    assert ledger(ask(ASKED, at=at)).entries()[0].payload["retrospective"] is False
    after = datetime(2013, 4, 5, tzinfo=UTC)
    assert ledger(ask(ASKED, at=after)).entries()[0].payload["retrospective"] is True


def test_a_late_forecast_on_a_live_question_is_marked() -> None:
    made = ledger(ask(ASKED), forecast(ASKED, 0.5, at=LATER))
    assert made.entries()[1].payload["retrospective"] is True


@pytest.mark.parametrize(
    "proposal",
    [
        forecast(ASKED, 0.5),
        outcome(ASKED, came_true=True),
        void(ASKED),
        fix(ASKED, date(2013, 3, 20)),
        Proposal("note", {"question_id": ASKED.id, "text": "see p. 3", "by": "Ana"}, MORNING),
    ],
)
def test_nothing_can_be_said_of_a_question_that_was_never_entered(proposal: Proposal) -> None:
    with pytest.raises(LedgerError, match="no question"):
        ledger().enter(proposal)


def test_knowledge_from_tomorrow_is_refused() -> None:
    with pytest.raises(LedgerError, match="still to come"):
        ledger().enter(ask(ASKED, stated_on=date(2013, 2, 25)))


def test_a_forecast_needs_a_number() -> None:
    with pytest.raises(LedgerError, match="probability or a band"):
        ledger(ask(ASKED)).enter(Proposal("forecast", {"question_id": ASKED.id, "by": "Ana"}, MORNING))


def test_what_cannot_be_scored_takes_no_forecast_and_no_outcome() -> None:
    vague = question(scorable=False, why_not="no act", band=None)
    made = ledger(ask(vague))
    with pytest.raises(LedgerError, match="no act"):
        made.enter(forecast(vague, 0.5))
    with pytest.raises(LedgerError, match="not scorable"):
        made.enter(outcome(vague, came_true=True))


def test_a_closing_day_is_fixed_once_and_within_the_range() -> None:
    made = ledger(ask(ASKED))
    with pytest.raises(LedgerError, match="can close"):
        made.enter(fix(ASKED, date(2013, 4, 5)))
    assert made.enter(fix(ASKED, date(2013, 3, 20))).new
    assert not made.enter(fix(ASKED, date(2013, 3, 20), at=LATER)).new
    with pytest.raises(LedgerError, match="can close"):
        made.enter(fix(ASKED, date(2013, 3, 21)))


def test_an_outcome_stands_until_its_entry_is_void() -> None:
    made = ledger(ask(ASKED), outcome(ASKED, came_true=True))
    assert not made.enter(outcome(ASKED, came_true=True)).new
    with pytest.raises(LedgerError, match="void entry 2"):
        made.enter(outcome(ASKED, came_true=False))
    with pytest.raises(LedgerError, match="stays as it is"):
        made.enter(fix(ASKED, date(2013, 3, 20)))
    made.enter(void(ASKED, seq=2, at=LATER))
    assert made.enter(outcome(ASKED, came_true=False)).new


def test_that_nothing_happened_is_not_known_before_the_close() -> None:
    with pytest.raises(LedgerError, match="before the close"):
        ledger(ask(ASKED)).enter(outcome(ASKED, came_true=False, known_on=date(2013, 3, 1)))


def test_an_outcome_before_the_question_opens_is_refused() -> None:
    with pytest.raises(LedgerError, match="before the question opens"):
        ledger(ask(ASKED)).enter(outcome(ASKED, came_true=True, known_on=date(2013, 2, 20)))


def test_an_outcome_that_is_still_to_come_is_refused() -> None:
    with pytest.raises(LedgerError, match="still to come"):
        ledger(ask(ASKED)).enter(outcome(ASKED, came_true=True, at=MORNING))


def test_a_person_resolves_with_source_and_quote() -> None:
    with pytest.raises(LedgerError, match="source"):
        outcome(ASKED, came_true=True, resolver="person", by="Ana")
    said = outcome(ASKED, came_true=True, resolver="person", by="Ana", source="BelTA", quote="They met.")
    assert ledger(ask(ASKED)).enter(said).new


def test_a_machine_resolves_only_by_a_rule() -> None:
    by_person = question(rule=None, resolver="person")
    with pytest.raises(LedgerError, match="no rule"):
        ledger(ask(by_person)).enter(outcome(by_person, came_true=True))


def test_a_question_itself_cannot_be_void_by_its_entry() -> None:
    with pytest.raises(LedgerError, match="no forecast, outcome"):
        ledger(ask(ASKED)).enter(void(ASKED, seq=1))


def test_a_question_that_never_closes_takes_forecasts_of_any_day() -> None:
    endless = question(closes_on=DayRange(date(2013, 3, 1)))
    assert ledger(ask(endless)).enter(forecast(endless, 0.5, cutoff=date(2025, 1, 1), at=LATER)).new


def test_the_same_note_is_known() -> None:
    note = Proposal("note", {"text": "backtests are kept apart", "by": "Ana"}, MORNING)
    made = ledger(note)
    assert not made.enter(note).new
