"""The track record: told from the entries alone, the same each time, live and retrospective apart."""

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from sitroom.core import LedgerError, day_range
from sitroom.ledger import Entry, LedgerInMemory, Proposal, Question, head, replay, verify_chain

from .builders import ASKED_ALL, MORNING, ask, fix, forecast, outcome, proposals, question, void

ASKED = question()
LATER = datetime(2026, 1, 1, tzinfo=UTC)


def entries(*proposed: Proposal) -> list[Entry]:
    made = LedgerInMemory()
    for proposal in proposed:
        made.enter(proposal)
    return made.entries()


@given(st.lists(proposals(), max_size=14))
def test_entries_are_never_altered_and_replay_gives_the_same_record(proposed: list[Proposal]) -> None:
    made = LedgerInMemory()
    seen: list[Entry] = []
    for proposal in [*(ask(asked) for asked in ASKED_ALL), *proposed]:
        try:
            entered = made.enter(proposal)
        except LedgerError:
            assert made.entries() == seen
            continue
        if entered.new:
            seen.append(entered.entry)
        assert made.entries() == seen
        assert not made.enter(proposal).new or proposal.kind == "void"
        seen = made.entries()
    assert verify_chain(seen, head(seen)) == []
    record = replay(seen)
    assert record == replay(list(seen))
    assert sum(side["questions"] for side in record.counts().values()) == len(record.standings)
    for standing in record.standings:
        assert Question.from_json(standing.to_json()) == standing.question


def test_an_open_question_with_its_forecasts() -> None:
    (standing,) = replay(entries(ask(ASKED), forecast(ASKED, 0.6), forecast(ASKED, 0.7, by="Ana"))).standings
    assert standing.question.status == "open"
    assert [one.forecast.by for one in standing.forecasts] == ["author", "sitroom", "Ana"]
    author = standing.latest("author")
    assert author is not None
    assert author.forecast.band == (0.8, 0.95)
    assert standing.to_json()["probability"] == 0.6  # ours; the others stand beside it
    assert [one.to_json()["band"] for one in standing.forecasts] == [[0.8, 0.95], None, None]
    assert standing.forecasters == ("author", "sitroom", "Ana")


def test_an_outcome_closes_it() -> None:
    record = replay(entries(ask(ASKED), outcome(ASKED, came_true=True)))
    assert record.get(ASKED.id).question.status == "closed"
    assert record.counts()["live"] == {"questions": 1, "closed": 1, "resolved_by_machine": 1}


def test_machines_and_people_are_counted_apart() -> None:
    by_person = question("rec-2", rule=None, resolver="person")
    told = outcome(by_person, came_true=False, resolver="person", by="Ana", source="BelTA", quote="No.")
    counts = replay(entries(ask(ASKED), ask(by_person), outcome(ASKED, came_true=True), told)).counts()["live"]
    assert (counts["resolved_by_machine"], counts["resolved_by_person"]) == (1, 1)


def test_live_and_retrospective_are_never_pooled() -> None:
    record = replay(entries(ask(ASKED), ask(question("rec-2"), at=LATER)))
    assert [standing.question.record_id for standing in record.live] == ["rec-1"]
    assert [standing.question.record_id for standing in record.retrospective] == ["rec-2"]


def test_a_fixed_closing_day_replaces_the_range() -> None:
    record = replay(entries(ask(ASKED), fix(ASKED, date(2013, 3, 20))))
    assert record.get(ASKED.id).question.closes_on == day_range(date(2013, 3, 20))
    assert record.due(date(2013, 3, 20)) == record.standings
    assert record.due(date(2013, 3, 19)) == ()


def test_a_closing_day_that_is_fixed_after_it_makes_the_question_retrospective() -> None:
    at = datetime(2013, 3, 25, tzinfo=UTC)
    assert replay(entries(ask(ASKED), fix(ASKED, date(2013, 3, 20), at=at))).live == ()


def test_a_draft_opens_when_a_person_fixes_its_closing_day() -> None:
    draft = question(status="draft")
    assert replay(entries(ask(draft))).with_status("draft")
    assert replay(entries(ask(draft), fix(draft, date(2013, 3, 20)))).with_status("open")


def test_a_forecast_that_turns_out_to_have_known_is_told_apart() -> None:
    record = replay(
        entries(
            ask(ASKED),
            forecast(ASKED, 0.6),
            forecast(ASKED, 0.99, by="Ana", cutoff=date(2013, 3, 2), at=datetime(2013, 3, 3, tzinfo=UTC)),
            outcome(ASKED, came_true=True, known_on=date(2013, 3, 1)),
        )
    )
    assert [one.knew_outcome for one in record.standings[0].forecasts] == [False, False, True]


def test_a_void_question_is_not_applicable_and_says_why() -> None:
    standing = replay(entries(ask(ASKED), void(ASKED, reason="the condition did not come true"))).get(ASKED.id)
    assert (standing.question.status, standing.void_reason) == ("not_applicable", "the condition did not come true")


def test_a_void_entry_counts_no_more_and_a_void_void_counts_again() -> None:
    first = (ask(ASKED), outcome(ASKED, came_true=True), void(ASKED, seq=2, at=LATER))
    assert replay(entries(*first)).get(ASKED.id).resolution is None
    assert replay(entries(*first, void(ASKED, seq=3, at=LATER))).get(ASKED.id).resolution is not None


def test_notes_are_kept_with_their_question_or_on_their_own() -> None:
    about = Proposal("note", {"question_id": ASKED.id, "text": "see p. 3", "by": "Ana"}, MORNING)
    general = Proposal("note", {"question_id": None, "text": "new scale", "by": "Ana"}, MORNING)
    record = replay(entries(ask(ASKED), about, general))
    assert (record.get(ASKED.id).notes, record.notes) == (("see p. 3",), ("new scale",))
