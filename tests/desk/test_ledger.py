"""The ledger of a desk: questions by hand, three forecasters side by side, harder questions, ratings and scores."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import apsw
import pytest

from sitroom.core import EventPattern, LedgerError, UsageError
from sitroom.desk import Desk
from sitroom.desk.store.database import FILE_NAME
from sitroom.ledger import Proposal

from .ledger_worlds import FIRST, Clock, act, asked, daily_talk, open_world

RULE: dict[str, Any] = {"actor": "Russia", "recipient": "Ukraine", "quads": (3, 4)}
BRIEF = "It is very likely that Russia will criticise Ukraine within three weeks.\n"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    """Russia acts against Ukraine twice a year, and talks to it all the time."""
    hostile = [act(date(year, month, 3)) for year in (2012, 2013) for month in (2, 6, 10)]
    made = open_world(tmp_path, clock, daily_talk(), hostile)
    clock.set(date(2013, 6, 4))
    yield made
    made.close()


# ---------------------------------------------------------------------- entering
def test_a_question_by_hand_has_a_rule_a_base_rate_and_two_forecasts(desk: Desk) -> None:
    added = desk.ledger.add("A hostile move?", closes_on="2013-06-24", probability=0.4, reason="as ever", **RULE)
    question = added.standing.question
    assert question.rule == EventPattern(("RUS",), ("UKR",), quads=(3, 4))
    assert (question.opens_on.edtf(), question.closes_on.edtf(), question.horizon_days) == (
        "2013-06-04", "2013-06-24", 21,
    )  # fmt: skip
    assert added.new_entries == 3
    assert [one.forecast.by for one in added.standing.forecasts] == ["user", "sitroom"]
    assert added.standing.base_rate is not None
    assert 0.05 < added.standing.base_rate < 0.5
    ours = added.standing.latest("sitroom")
    assert ours is not None
    assert (ours.forecast.as_of, ours.forecast.information) == (date(2013, 6, 3), "high")


def test_the_same_question_again_adds_nothing(desk: Desk) -> None:
    for expected in (3, 0):
        added = desk.ledger.add("A hostile move?", closes_on="2013-06-24", probability=0.4, **RULE)
        assert added.new_entries == expected


def test_nothing_learned_after_the_opening_day_changes_our_forecast(tmp_path: Path) -> None:
    said = []
    for number in range(2):
        clock = Clock()
        clock.set(date(2013, 6, 4))
        later = [act(date(2013, 6, 4 + number), at) for number in range(20) for at in range(3)]
        desk = open_world(tmp_path / str(number), clock, daily_talk(), *([later] if number else []))
        added = desk.ledger.add("A hostile move?", closes_on="2013-06-24", **RULE)
        ours = added.standing.latest("sitroom")
        assert ours is not None
        said.append(ours.forecast.probability)
        desk.close()
    assert said[0] == said[1]


def test_a_question_for_a_person_keeps_the_base_rate_that_it_was_given(desk: Desk) -> None:
    added = desk.ledger.add(
        "Will the treaty be signed?", closes_on="2013-09-01", by_person=True, probability=0.97, base_rate=0.95
    )
    (said,) = added.standing.forecasts
    assert (added.standing.base_rate, said.forecast.information) == (0.95, "low")
    assert added.standing.question.resolver == "person"


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"by_person": True, **RULE},
        {"actor": "Russia"},
        {"recipient": "Ukraine", "quads": (3,)},
        {"by_person": True, "base_rate": 0.2},
        {"by_person": True, "closes_on": "2013-06-01"},
    ],
)
def test_what_is_half_a_question_is_refused(desk: Desk, given: dict[str, Any]) -> None:
    with pytest.raises(UsageError):
        desk.ledger.add("Will they?", **({"closes_on": "2013-09-01"} | given))
    assert desk.ledger.head().count == 0


def test_an_update_counts_from_today_with_its_reason(desk: Desk, clock: Clock) -> None:
    known = desk.ledger.add("A hostile move?", closes_on="2013-06-24", probability=0.4, **RULE).standing.question.id
    clock.set(date(2013, 6, 10))
    assert desk.ledger.update(known[:8], 0.7, reason="troops moved", stated_on="2013-06-05").new
    assert not desk.ledger.update(known, 0.7).new
    last = desk.ledger.get(known).latest("user")
    assert last is not None
    assert (last.in_force_from, last.forecast.reasons[0]["text"]) == (date(2013, 6, 10), "troops moved")


def test_nobody_speaks_for_sitroom_and_nothing_is_said_after_the_close(desk: Desk, clock: Clock) -> None:
    known = desk.ledger.add("A hostile move?", closes_on="2013-06-24", **RULE).standing.question.id
    with pytest.raises(UsageError, match="speaks for itself"):
        desk.ledger.update(known, 0.7, by="sitroom")
    clock.set(date(2013, 6, 25))
    with pytest.raises(LedgerError, match="knowable from 2013-06-24"):
        desk.ledger.update(known, 0.7)


def test_a_beginning_that_fits_two_questions_is_refused(desk: Desk) -> None:
    for number in range(60):
        question = asked(text=f"question {number}", id=f"aaaa{number:04}")
        desk.store.ledger.enter(Proposal("question", question.to_json(), desk.clock()))
    with pytest.raises(LedgerError, match="60 questions"):
        desk.ledger.get("aaaa")
    assert desk.ledger.get("aaaa0007").question.text == "question 7"
    with pytest.raises(LedgerError, match="no question"):
        desk.ledger.get("bbbb")


# ---------------------------------------------------------------------- harder questions
def test_a_nearly_certain_question_is_flagged_and_a_harder_one_accepted(desk: Desk) -> None:
    easy = desk.ledger.add("Do they talk or fight?", closes_on="2013-06-24", actor="RUS", recipient="UKR",
                           quads=(1, 2, 3, 4))  # fmt: skip
    assert easy.rated.information == "low"
    assert easy.rated.harder is not None
    harder = desk.ledger.accept(easy.standing.question.id, probability=0.3, reason="seldom")
    question = harder.standing.question
    assert question.harder_than == easy.standing.question.id
    assert question.rule != easy.standing.question.rule
    assert question.closes_on == easy.standing.question.closes_on
    assert harder.standing.base_rate is not None
    assert 0.05 <= harder.standing.base_rate <= 0.90
    assert [one.forecast.by for one in harder.standing.forecasts] == ["user", "sitroom"]


def test_nothing_is_offered_in_place_of_a_question_that_says_enough(desk: Desk) -> None:
    known = desk.ledger.add("A hostile move?", closes_on="2013-06-24", **RULE).standing.question.id
    with pytest.raises(LedgerError, match="nothing harder"):
        desk.ledger.accept(known)


def test_the_scorable_form_of_a_vague_judgement_needs_a_closing_day(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "brief.txt"
    path.write_text("On 3 June 2013 they met. Whether the talks last depends on the summit.\n")
    desk.brief(path, written_on=date(2013, 6, 3))
    (vague,) = desk.ledger.list(status="not_scorable")
    with pytest.raises(LedgerError, match="--closes"):
        desk.ledger.accept(vague.question.id)
    accepted = desk.ledger.accept(vague.question.id, closes_on="2013-09-01", probability=0.5)
    assert (accepted.standing.question.status, accepted.standing.question.harder_than) == ("open", vague.question.id)


def test_a_closing_day_is_fixed_once(desk: Desk) -> None:
    desk.store.ledger.enter(
        Proposal("question", asked(closes_on=asked().closes_on.plus(0)).to_json(), desk.clock())
    )  # fmt: skip
    known = desk.ledger.list()[0].question.id
    assert desk.ledger.get(known).question.closes_on.is_day
    with pytest.raises(LedgerError, match="can close"):
        desk.ledger.fix_closing(known, "2013-07-01")


# ---------------------------------------------------------------------- scores
def scored(desk: Desk, clock: Clock, tmp_path: Path) -> None:
    """A brief and two questions by hand, all resolved."""
    path = tmp_path / "brief.txt"
    path.write_text(BRIEF)
    desk.brief(path, written_on=date(2013, 6, 4))
    desk.ledger.add("Aid?", closes_on="2013-06-24", actor="RUS", recipient="UKR", quads=(2,), probability=0.1)
    held = desk.ledger.add("The talks?", closes_on="2013-06-24", by_person=True, probability=0.8, base_rate=0.5)
    clock.set(date(2013, 7, 10))
    desk.ledger.resolve()
    desk.ledger.resolve_by_person(held.standing.question.id, "yes", source="BelTA", quote="They were held.")


def test_the_track_record_in_figures(desk: Desk, clock: Clock, tmp_path: Path) -> None:
    scored(desk, clock, tmp_path)
    report = desk.ledger.score()
    author, user, ours = (report.of(by) for by in ("author", "user", "sitroom"))
    assert author is not None
    assert user is not None
    assert ours is not None
    assert (author.questions, user.questions, ours.questions) == (1, 2, 2)
    assert author.murphy.brier == pytest.approx(0.875**2)
    assert user.murphy.brier == pytest.approx((0.01 + 0.04) / 2)
    assert (user.by_machine, user.by_person) == (1, 1)
    assert {one.retrospective for one in report.scores} == {False}
    assert desk.ledger.score().to_json() == report.to_json()


@pytest.mark.parametrize(
    ("by", "groups"),
    [
        ("source", {"brief.txt", "entered by hand"}),
        ("region", {"eurasia", "no rule"}),
        ("scale", {"icd203", "not said", "a probability"}),
        ("horizon", {"8-30 days"}),
        ("resolver", {"machine", "person"}),
    ],
)
def test_scores_by_every_dimension(desk: Desk, clock: Clock, tmp_path: Path, by: str, groups: set[str]) -> None:
    scored(desk, clock, tmp_path)
    found = {str(one.group).rpartition("/")[2] for one in desk.ledger.score(by=by).scores}
    assert found <= groups
    assert len(found) > 1 or len(groups) == 1


def test_a_letter_stands_beside_the_track_record(desk: Desk, clock: Clock, tmp_path: Path) -> None:
    scored(desk, clock, tmp_path)
    source = next(one.source for one in desk.ledger.sources())
    claim = next(one for one in desk.ledger.list() if one.question.document_id)
    desk.ledger.rate_source(source, "b", reason="usually right")
    desk.ledger.rate_claim(claim.question.id, 2, reason="two witnesses")
    (record,) = desk.ledger.sources()
    assert (record.letter, record.questions, record.resolved) == ("B", 1, 1)
    assert record.credible == {2: (1, 0)}
    assert record.live is not None
    assert (record.live.questions, record.retrospective) == (1, None)
    with pytest.raises(LedgerError, match="one of A, B"):
        desk.ledger.rate_source(source, "G", reason="?")


# ---------------------------------------------------------------------- verifying
def test_a_tail_cut_behind_a_brief_is_found_without_naming_its_head(desk: Desk, clock: Clock, tmp_path: Path) -> None:
    scored(desk, clock, tmp_path)
    assert desk.ledger.verify(desk.ledger.head()) == []
    kept = desk.store.briefs.all()[0].head
    desk.store.close()
    raw = apsw.Connection(str(desk.folder / FILE_NAME))
    raw.execute("DROP TRIGGER ledger_keep_rows")
    raw.execute("DELETE FROM ledger WHERE seq >= ?", (kept.count,))
    raw.close()
    assert [(one.code, one.seq) for one in desk.ledger.verify()] == [("ledger.cut-tail", kept.count)]


def test_the_first_day_of_the_world_is_covered_by_nobody(desk: Desk) -> None:
    added = desk.ledger.add("Early?", closes_on="2012-02-01", opens_on=FIRST, **RULE)
    assert added.standing.base_rate is None
    assert added.standing.question.retrospective
    assert "not covered" in added.rated.note


def test_the_clock_is_in_utc() -> None:
    assert Clock().now == datetime(2013, 6, 3, 9, tzinfo=UTC)
