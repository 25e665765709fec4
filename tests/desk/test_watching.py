"""Watching: a sign is seen by rows or words known by the day, never by its own text, and news are told once."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from sitroom.core import DayRange, DeskError, EventPattern, UsageError, day_range
from sitroom.desk import Desk
from sitroom.desk.watching import Watched
from sitroom.ledger import Indicator, State, calendar_text

from .ledger_worlds import JUNE, PRESSURE, Clock, act, daily_talk, open_world

CLOSE = date(2013, 6, 24)
DAY = date(2013, 6, 11)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    desk = open_world(tmp_path, clock, daily_talk())
    desk.new_topic("Border")
    clock.set(date(2013, 12, 31))
    yield desk
    desk.close()


def sign(rule: EventPattern | None = PRESSURE, **changes: object) -> Indicator:
    usual: dict[str, object] = {
        "text": "Russia presses Ukraine", "topic": "border", "origin": "hand", "rule": rule,
        "opens_on": day_range(date(2013, 6, 4)), "by": day_range(CLOSE), "stated_on": date(2013, 6, 3),
    }  # fmt: skip
    return Indicator(**(usual | changes))  # type: ignore[arg-type]


def watch(desk: Desk, day: date, *signs: Indicator) -> Watched:
    desk.store.indicators.propose(signs, now=desk.clock())
    return desk.watch("border", as_of=day)


def states(watched: Watched) -> list[State]:
    return [one.standing.state for one in watched.signs]


def add_text(desk: Desk, path: Path, text: str, written_on: date | None = None) -> str:
    path.write_text(text, encoding="utf-8")
    (one,) = desk.read(path, written_on=written_on)
    assert one.document is not None
    desk.store.topics.add_document("border", one.document.id, now=desk.clock())
    return one.document.id


# ---------------------------------------------------------------------- data
def test_a_sign_is_seen_from_the_day_on_which_that_could_be_known(desk: Desk) -> None:
    desk.event_store.append([act(DAY)], received_on=date(2014, 1, 1))
    assert states(watch(desk, DAY, sign())) == ["open"]
    seen = watch(desk, DAY + timedelta(days=1))
    assert (states(seen), seen.has_news) == (["seen"], True)
    last = seen.signs[0].standing.last
    assert last is not None
    assert (last.rows, last.occurred_on) == ((f"one-{DAY}-0",), DAY)


@pytest.mark.parametrize("day", [date(2013, 6, 3), date(2013, 6, 25)])
def test_an_act_outside_its_days_is_not_the_sign(desk: Desk, day: date) -> None:
    desk.event_store.append([act(day)], received_on=date(2014, 1, 1))
    assert states(watch(desk, date(2013, 8, 1), sign())) == ["not_seen"]


def test_what_did_not_happen_is_told_once_its_days_are_covered(desk: Desk) -> None:
    assert states(watch(desk, CLOSE, sign())) == ["open"]
    assert states(watch(desk, date(2013, 8, 1))) == ["not_seen"]


def test_silence_that_means_nothing_is_not_covered(desk: Desk) -> None:
    far = sign(EventPattern(("BRA",), ("ARG",), quads=(4,)))
    assert states(watch(desk, DAY, far)) == ["open"]
    over = watch(desk, date(2013, 8, 1))
    assert (states(over), over.has_news) == (["not_covered"], True)
    assert not desk.watch("border", as_of=date(2013, 8, 2)).has_news


def test_data_that_come_later_still_tell(desk: Desk) -> None:
    far = sign(EventPattern(("BRA",), ("ARG",), quads=(4,)))
    assert states(watch(desk, date(2013, 8, 1), far)) == ["not_covered"]
    rows = [act(date(2013, 1, 1) + timedelta(days=day), source="two", actor_country="BRA", recipient_country="ARG")
            for day in range(0, 300, 3)]  # fmt: skip
    desk.event_store.append(rows, received_on=date(2014, 1, 1))
    assert states(desk.watch("border", as_of=date(2013, 10, 1))) == ["seen"]


def test_without_a_last_day_it_stays_open_until_it_is_seen(desk: Desk) -> None:
    assert states(watch(desk, date(2013, 8, 1), sign(by=DayRange()))) == ["open"]
    desk.event_store.append([act(date(2013, 9, 1))], received_on=date(2014, 1, 1))
    assert states(desk.watch("border", as_of=date(2013, 10, 1))) == ["seen"]


# ---------------------------------------------------------------------- news
def test_a_second_look_has_no_news(desk: Desk) -> None:
    desk.event_store.append([act(DAY)], received_on=date(2014, 1, 1))
    assert watch(desk, date(2013, 6, 20), sign()).has_news
    before = desk.store.indicators.checks("border")
    again = desk.watch("border", as_of=date(2013, 6, 20))
    assert (again.has_news, states(again), again.last_watched) == (False, ["seen"], date(2013, 6, 20))
    assert desk.store.indicators.checks("border") == before


def test_a_look_as_of_an_earlier_day_knows_nothing_of_later_ones(desk: Desk) -> None:
    desk.event_store.append([act(DAY)], received_on=date(2014, 1, 1))
    watch(desk, date(2013, 8, 1), sign())
    early = desk.watch("border", as_of=date(2013, 6, 5))
    assert (states(early), early.last_watched) == (["open"], None)
    assert desk.store.indicators.standings("border")[0].state == "seen"


def test_a_sign_is_not_there_before_it_was_named(desk: Desk) -> None:
    assert watch(desk, date(2013, 6, 2), sign()).signs == ()


def test_a_day_to_come_and_a_topic_that_there_is_not_are_refused(desk: Desk) -> None:
    with pytest.raises(UsageError, match="has not come"):
        desk.watch("border", as_of=date(2014, 1, 1))
    with pytest.raises(DeskError, match="no topic"):
        desk.watch("nowhere")


# ---------------------------------------------------------------------- texts
MEETING = EventPattern(("germany",), ("russia",), types=("CONSULT",), mutual=True)
TOLD = "Angela Merkel met Vladimir Putin on 11 June 2013. Nothing else was said."


def test_a_later_text_of_the_topic_shows_it_with_its_words(desk: Desk, tmp_path: Path) -> None:
    add_text(desk, tmp_path / "later.txt", TOLD, date(2013, 6, 13))
    assert states(watch(desk, date(2013, 6, 12), sign(MEETING))) == ["open"]  # it was not yet written
    seen = desk.watch("border", as_of=date(2013, 6, 13))
    last = seen.signs[0].standing.last
    assert last is not None
    assert (states(seen), last.occurred_on) == (["seen"], DAY)
    assert "Merkel met" in str(last.quote)


def test_who_is_named_first_at_a_meeting_does_not_matter(desk: Desk, tmp_path: Path) -> None:
    add_text(desk, tmp_path / "later.txt", "Vladimir Putin received Angela Merkel on 11 June 2013.", date(2013, 6, 13))
    assert states(watch(desk, date(2013, 6, 14), sign(MEETING))) == ["seen"]


def test_the_text_that_a_sign_comes_from_never_shows_it(desk: Desk, tmp_path: Path) -> None:
    own = add_text(desk, tmp_path / "own.txt", TOLD, date(2013, 6, 13))
    assert states(watch(desk, date(2013, 6, 20), sign(MEETING, document_id=own))) == ["open"]


def test_a_text_outside_the_topic_shows_nothing(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "elsewhere.txt"
    path.write_text(TOLD, encoding="utf-8")
    list(desk.read(path, written_on=date(2013, 6, 13)))
    assert states(watch(desk, date(2013, 6, 20), sign(MEETING))) == ["open"]


# ---------------------------------------------------------------------- people
def test_a_sign_without_a_rule_waits_for_a_person_when_its_day_is_over(desk: Desk) -> None:
    assert not watch(desk, CLOSE, sign(None)).has_news
    over = desk.watch("border", as_of=CLOSE + timedelta(days=1))
    assert (states(over), over.has_news) == (["waits"], True)
    assert not desk.watch("border", as_of=CLOSE + timedelta(days=2)).has_news


def test_a_person_marks_it_with_source_and_words(desk: Desk) -> None:
    watch(desk, date(2013, 8, 1), sign(None))
    with pytest.raises(UsageError, match="--quote"):
        desk.indicators.see(sign(None).id, source="a paper", quote=" ")
    with pytest.raises(UsageError, match="has not come"):
        desk.indicators.see(sign(None).id, source="a paper", quote="it did", on="2014-05-01")
    marked = desk.indicators.see(sign(None).id[:8], source="a paper", quote="it did", on=DAY, by="ana")
    assert (marked.state, marked.last and marked.last.quote) == ("seen", "it did")
    after = desk.watch("border", as_of=date(2013, 8, 2))
    assert (states(after), after.has_news) == (["seen"], False)


def test_a_person_overrules_what_data_showed(desk: Desk) -> None:
    desk.event_store.append([act(DAY)], received_on=date(2014, 1, 1))
    assert states(watch(desk, date(2013, 8, 1), sign())) == ["seen"]
    desk.indicators.see(sign().id, source="a paper", quote="an exercise only", happened=False)
    assert desk.indicators.get(sign().id).state == "not_seen"


def test_a_sign_is_named_by_hand(desk: Desk) -> None:
    standing = desk.indicators.add(
        "border", "Gas is cut", speaks_for="pressure", by="2013-12-31", since=JUNE.start, actor="Russia",
        recipient="Ukraine", quads=(4,),
    )  # fmt: skip
    assert standing.indicator.rule == EventPattern(("RUS",), ("UKR",), quads=(4,))
    assert standing.indicator.stated_on == JUNE.start
    with pytest.raises(UsageError, match="names an actor"):
        desk.indicators.add("border", "x", types=("AID",))
    with pytest.raises(UsageError, match="later day"):
        desk.indicators.add("border", "x", since="2013-12-31", by="2013-12-01")
    desk.indicators.drop(standing.indicator.id)
    assert desk.indicators.list("border") == ()


# ---------------------------------------------------------------------- days ahead
def test_the_days_ahead_keep_their_names_and_what_is_settled_goes(desk: Desk) -> None:
    meeting = sign(None, text="As planned: talks; 2, at\nnight", origin="occasion", by=JUNE)
    first = watch(desk, date(2013, 6, 5), meeting, sign())
    assert [(day.uid, day.first, day.last) for day in first.days] == [
        (f"indicator-{meeting.id}@sitroom", JUNE.start, JUNE.end),
        (f"indicator-{sign().id}@sitroom", CLOSE, CLOSE),
    ]
    assert r"SUMMARY:As planned: talks\; 2\, at\nnight" in calendar_text(first.days, now=desk.clock())
    desk.event_store.append([act(DAY)], received_on=date(2014, 1, 1))
    assert [day.uid for day in desk.watch("border", as_of=date(2013, 6, 20)).days] == [first.days[0].uid]
    assert desk.watch("border", as_of=date(2013, 7, 1)).days == ()
