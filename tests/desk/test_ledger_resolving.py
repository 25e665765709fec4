"""Resolving: what data can close is closed with rows cited; what they cannot waits, and says why."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from sitroom.core import DayRange, EventPattern, LedgerError, UsageError, day_range
from sitroom.desk import Desk
from sitroom.desk.ledger_resolving import Closed
from sitroom.history import Event
from sitroom.ledger import Proposal, Question

from .ledger_worlds import AID, Clock, act, asked, daily_talk, open_world

CLOSE = date(2013, 6, 24)
SETTLED = CLOSE + timedelta(days=2)


@contextmanager
def world(folder: Path, *rows: Iterable[Event], on: date = SETTLED) -> Iterator[tuple[Desk, Clock]]:
    clock = Clock()
    desk = open_world(folder, clock, *rows)
    clock.set(on)
    try:
        yield desk, clock
    finally:
        desk.close()


def enter(desk: Desk, question: Question) -> None:
    desk.store.ledger.enter(Proposal("question", question.to_json(), desk.clock(), stated_on=date(2013, 6, 3)))


def resolve(desk: Desk, question: Question) -> Closed:
    enter(desk, question)
    (closed,) = [one for one in desk.ledger.resolve() if one.question.id == question.id]
    return closed


def test_an_act_within_the_days_closes_it_with_the_row_cited(tmp_path: Path) -> None:
    day = date(2013, 6, 11)
    with world(tmp_path, daily_talk(), [act(day), act(day + timedelta(days=1))]) as (desk, _):
        closed = resolve(desk, asked())
        standing = desk.ledger.get(closed.question.id)
    assert (closed.closing, standing.question.status) == ("yes", "closed")
    assert standing.resolution is not None
    assert standing.resolution.rows == ("one-2013-06-11-0", "one-2013-06-12-0")
    assert (standing.resolution.occurred_on, standing.resolution.known_on) == (day, day + timedelta(days=1))
    assert (standing.resolution.resolver, standing.resolution.source) == ("machine", "one")


@pytest.mark.parametrize(
    ("day", "closing"),
    [(date(2013, 6, 3), "no"), (date(2013, 6, 4), "yes"), (CLOSE, "yes"), (date(2013, 6, 25), "no")],
)
def test_both_ends_of_the_days_count_and_nothing_beyond(tmp_path: Path, day: date, closing: str) -> None:
    with world(tmp_path, daily_talk(), [act(day)], on=date(2013, 6, 27)) as (desk, _):
        assert resolve(desk, asked()).closing == closing


def test_silence_says_no_only_once_the_source_tells_of_the_close(tmp_path: Path) -> None:
    with world(tmp_path, daily_talk(), on=CLOSE) as (desk, clock):
        assert resolve(desk, asked()).closing == "open"
        clock.set(SETTLED)
        (closed,) = desk.ledger.resolve()
    assert closed.closing == "no"
    assert closed.testimony is not None
    assert closed.testimony.known_on == CLOSE + timedelta(days=1)


def test_a_row_that_becomes_known_after_today_does_not_count(tmp_path: Path) -> None:
    late = act(date(2013, 6, 11), first_known_on=date(2013, 8, 1))
    with world(tmp_path, daily_talk(), [late]) as (desk, _):
        assert resolve(desk, asked()).closing == "no"


def test_an_early_yes_closes_it_before_its_day(tmp_path: Path) -> None:
    with world(tmp_path, daily_talk(), [act(date(2013, 6, 5))], on=date(2013, 6, 10)) as (desk, _):
        assert resolve(desk, asked()).closing == "yes"


def test_sources_that_differ_leave_it_to_a_person(tmp_path: Path) -> None:
    with world(tmp_path, daily_talk(), daily_talk("two"), [act(date(2013, 6, 11))]) as (desk, _):
        closed = resolve(desk, asked())
        assert closed.closing == "waits"
        assert "one says yes" in closed.reason
        assert "two says no" in closed.reason
        assert resolve(desk, asked(source="one")).closing == "yes"
        assert resolve(desk, asked(source="two", text="By the other?")).closing == "no"


def test_a_source_that_ended_before_has_no_say(tmp_path: Path) -> None:
    ended = daily_talk("old", last=date(2013, 5, 1))
    with world(tmp_path, daily_talk(), ended, [act(date(2013, 6, 11))]) as (desk, _):
        assert resolve(desk, asked()).closing == "yes"


@pytest.mark.parametrize(("on", "closing"), [(CLOSE - timedelta(days=1), "open"), (CLOSE, "waits")])
def test_what_no_source_covers_waits_for_a_person_though_a_row_matches(
    tmp_path: Path, on: date, closing: str
) -> None:  # were it closed by that row, such questions could come out yes and never no
    row = act(date(2013, 6, 11), actor_country="FRA", quad=1)
    with world(tmp_path, daily_talk(), [row], on=on) as (desk, _):
        closed = resolve(desk, asked(EventPattern(("FRA",), ("UKR",), quads=(1,))))
    assert (closed.closing, closed.seq) == (closing, None)
    assert "FRA" in closed.reason


def test_an_outcome_that_turns_on_the_day_of_writing_waits_for_the_closing_day(tmp_path: Path) -> None:
    ranged = asked(
        opens_on=day_range(date(2013, 6, 4), date(2013, 6, 8)), closes_on=day_range(CLOSE - timedelta(days=4), CLOSE)
    )
    with world(tmp_path, daily_talk(), [act(date(2013, 6, 5))]) as (desk, _):
        closed = resolve(desk, ranged)
    assert closed.closing == "waits"
    assert "2 of 5" in closed.reason


def test_what_holds_on_every_day_of_writing_is_closed(tmp_path: Path) -> None:
    ranged = asked(opens_on=day_range(date(2013, 6, 4), date(2013, 6, 8)), closes_on=DayRange(CLOSE, CLOSE).plus(0))
    with world(tmp_path, daily_talk(), [act(date(2013, 6, 11))]) as (desk, _):
        assert resolve(desk, ranged).closing == "yes"


def test_an_outcome_is_known_once_every_stretch_of_days_has_its_row(tmp_path: Path) -> None:
    ranged = asked(
        opens_on=day_range(date(2013, 6, 4), date(2013, 6, 5)), closes_on=day_range(CLOSE, CLOSE + timedelta(days=1))
    )
    rows = [act(date(2013, 6, 4)), act(date(2013, 6, 25))]
    with world(tmp_path, daily_talk(), rows, on=date(2013, 6, 28)) as (desk, _):
        closed = resolve(desk, ranged)
    assert closed.testimony is not None
    assert (closed.closing, closed.testimony.known_on) == ("yes", date(2013, 6, 26))


# ---------------------------------------------------------------------- conditions
CONDITION: dict[str, Any] = {"condition": "Russia gives aid", "condition_rule": AID}


def test_a_failed_condition_makes_it_not_applicable(tmp_path: Path) -> None:
    with world(tmp_path, daily_talk(), [act(date(2013, 6, 11))]) as (desk, _):
        closed = resolve(desk, asked(**CONDITION))
        standing = desk.ledger.get(closed.question.id)
    assert (closed.closing, standing.question.status) == ("void", "not_applicable")
    assert "its condition did not come true" in (standing.void_reason or "")


@pytest.mark.parametrize(("day", "closing"), [(date(2013, 6, 9), "no"), (date(2013, 6, 12), "yes")])
def test_what_depends_on_a_condition_counts_from_the_day_it_came_true(tmp_path: Path, day: date, closing: str) -> None:
    with world(tmp_path, daily_talk(), [act(date(2013, 6, 10), quad=2), act(day)]) as (desk, _):
        assert resolve(desk, asked(**CONDITION)).closing == closing


def test_a_condition_counts_from_its_own_day_in_each_stretch_of_days(tmp_path: Path) -> None:
    ranged = asked(
        opens_on=day_range(date(2013, 6, 4), date(2013, 6, 8)),
        closes_on=day_range(date(2013, 6, 9), date(2013, 6, 13)),
        **CONDITION,
    )
    aid = [act(date(2013, 6, 4), quad=2), act(date(2013, 6, 12), quad=2)]
    with world(tmp_path, daily_talk(), aid) as (desk, _):
        closed = resolve(desk, ranged)
    assert (closed.closing, "its condition" in closed.reason) == ("waits", True)
    with world(tmp_path / "again", daily_talk(), [*aid, act(date(2013, 6, 8), quad=2)]) as (desk, _):
        assert resolve(desk, ranged).closing == "no"


def test_a_condition_in_words_waits_for_a_person(tmp_path: Path) -> None:
    with world(tmp_path, daily_talk(), [act(date(2013, 6, 11))]) as (desk, _):
        closed = resolve(desk, asked(condition="the talks fail"))
    assert closed.closing == "waits"
    assert "the talks fail" in closed.reason


@pytest.mark.parametrize(("quad", "closing"), [(2, "waits"), (1, "void")])
def test_where_a_person_resolves_it_data_still_settle_the_condition(tmp_path: Path, quad: int, closing: str) -> None:
    with world(tmp_path, daily_talk(), [act(date(2013, 6, 10), quad=quad)]) as (desk, _):
        closed = resolve(desk, asked(None, **CONDITION))
    assert closed.closing == closing
    assert "its condition" in closed.reason


@pytest.mark.parametrize(("on", "closing"), [(CLOSE - timedelta(days=1), "open"), (CLOSE, "waits")])
def test_a_condition_that_no_data_cover_waits_for_a_person_after_the_close(
    tmp_path: Path, on: date, closing: str
) -> None:
    unknown = {"condition": "France gives aid", "condition_rule": EventPattern(("FRA",), ("UKR",), quads=(2,))}
    with world(tmp_path, daily_talk(), on=on) as (desk, _):
        assert resolve(desk, asked(**unknown)).closing == closing  # type: ignore[arg-type]


# ---------------------------------------------------------------------- readings
def test_a_later_reading_says_yes_where_no_data_set_covers_it(tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text("Paris, 12 June 2013. On 11 June 2013 France criticised Ukraine.\n")
    rule = EventPattern(("FRA",), ("UKR",), quads=(3,))
    with world(tmp_path) as (desk, _):
        list(desk.read(report, written_on=date(2013, 6, 12)))
        closed = resolve(desk, asked(rule))
        standing = desk.ledger.get(closed.question.id)
    assert closed.closing == "yes", closed.reason
    assert standing.resolution is not None
    assert "criticised" in (standing.resolution.quote or "")
    assert (standing.resolution.source or "").endswith("report.txt")


def test_the_brief_that_asked_is_no_witness_of_its_own(tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text("Paris, 12 June 2013. On 11 June 2013 France criticised Ukraine.\n")
    rule = EventPattern(("FRA",), ("UKR",), quads=(3,))
    with world(tmp_path) as (desk, _):
        (read,) = desk.read(report, written_on=date(2013, 6, 12))
        assert read.document is not None
        assert resolve(desk, asked(rule, document_id=read.document.id)).closing == "waits"


def test_a_reading_against_the_data_leaves_it_to_a_person(tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text("Kiev, 12 June 2013. On 11 June 2013 Russia criticised Ukraine.\n")
    with world(tmp_path, daily_talk()) as (desk, _):
        list(desk.read(report, written_on=date(2013, 6, 12)))
        assert resolve(desk, asked()).closing == "waits"


# ---------------------------------------------------------------------- people
def test_a_person_resolves_with_source_and_quote(tmp_path: Path) -> None:
    with world(tmp_path) as (desk, _):
        enter(desk, asked(None))
        (standing,) = desk.ledger.list()
        known = standing.question.id
        with pytest.raises(UsageError, match="--source"):
            desk.ledger.resolve_by_person(known, "yes", source="BelTA", quote=" ")
        with pytest.raises(UsageError, match="yes, no or void"):
            desk.ledger.resolve_by_person(known, "maybe", source="BelTA", quote="They met.")
        assert desk.ledger.resolve_by_person(known[:6], "yes", source="BelTA", quote="They met.").new
        told = desk.ledger.get(known).resolution
        assert told is not None
        assert (told.outcome, told.resolver, told.quote) == (True, "person", "They met.")
        with pytest.raises(LedgerError, match="has an outcome"):
            desk.ledger.resolve_by_person(known, "no", source="BelTA", quote="They did not.")


def test_a_person_says_that_it_does_not_apply(tmp_path: Path) -> None:
    with world(tmp_path) as (desk, _):
        enter(desk, asked(None))
        (standing,) = desk.ledger.list()
        desk.ledger.resolve_by_person(standing.question.id, "void", source="BelTA", quote="Cancelled.")
        after = desk.ledger.get(standing.question.id)
    assert (after.question.status, after.void_reason) == ("not_applicable", "BelTA: Cancelled.")


def test_resolving_again_enters_nothing(tmp_path: Path) -> None:
    with world(tmp_path, daily_talk(), [act(date(2013, 6, 11))]) as (desk, _):
        for one in (asked(), asked(None), asked(replace(AID, quads=(2,)))):
            enter(desk, one)
        desk.ledger.resolve()
        before = desk.ledger.head()
        desk.ledger.resolve()
        assert desk.ledger.head() == before
