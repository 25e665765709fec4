"""Base rates: a share of past windows, as it was known on a day."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitroom.core import EventPattern, HistoryError, LookaheadError
from sitroom.history import BaseRate, Event, EventStore, Members, base_rate, harder_pattern

START, AS_OF, RECEIVED = date(2012, 1, 1), date(2012, 12, 31), date(2026, 1, 1)
MEETS = EventPattern(actors=("BLR",), recipients=("RUS",), types=("CONSULT",))


def event(
    offset: int,
    *,
    actor: str = "BLR",
    recipient: str = "RUS",
    event_type: str | None = "CONSULT",
    quad: int = 1,
    lag: int = 0,
    name: str | None = None,
    **said: Any,
) -> Event:
    day = START + timedelta(days=offset)
    return Event(
        event_id=name or f"{offset}-{actor}-{recipient}-{event_type}", source="s", occurred_on=day,
        first_known_on=day + timedelta(days=lag), actor_country=actor, recipient_country=recipient,
        event_type=event_type, quad=quad, **said,
    )  # fmt: skip


def daily_noise(*, days: int = 366, skip: tuple[int, ...] = ()) -> list[Event]:
    """Say something about both parties on every day, so that every window is looked at."""
    return [event(day, event_type="ACCUSE", quad=3) for day in range(days) if day not in skip]


def fill(store: EventStore, *events: Event) -> EventStore:
    store.append(events, received_on=RECEIVED)
    return store


def harder(store: EventStore, easy: EventPattern, members: Members) -> tuple[EventPattern, BaseRate]:
    found = harder_pattern(store, easy, horizon_days=10, as_of=AS_OF, source="s", members=members)
    assert found is not None
    return found


def rate(
    store: EventStore, pattern: EventPattern, members: Members, *, days: int = 10, as_of: date = AS_OF
) -> BaseRate:
    return base_rate(store, pattern, horizon_days=days, as_of=as_of, source="s", members=members)


def test_a_rate_is_the_share_of_windows_with_a_hit(store: EventStore, members: Members) -> None:
    fill(store, *daily_noise(), *[event(day) for day in (10, 11, 100, 365)])
    found = rate(store, MEETS, members)
    assert found.interval is not None
    assert found.rate is not None
    assert (found.hits, found.windows, found.rate) == (3, 36, 3 / 36)
    assert (found.first_day, found.last_day) == (AS_OF - timedelta(days=359), AS_OF)
    assert found.event_ids[0] == "365-BLR-RUS-CONSULT"
    assert found.interval[0] < found.rate < found.interval[1]
    assert (found.status, found.information) == ("covered", "normal")


def test_nearly_always_and_nearly_never_say_little(store: EventStore, members: Members) -> None:
    fill(store, *daily_noise())
    assert rate(store, EventPattern(actors=("BLR",), quads=(3,)), members).information == "low"
    never = rate(store, MEETS, members)
    assert (never.rate, never.information, never.event_ids) == (0.0, "low", ())


def test_windows_end_with_what_the_source_can_tell(store: EventStore, members: Members) -> None:
    fill(store, *[event(day, event_type="ACCUSE", quad=3, lag=7) for day in range(366)])
    assert rate(store, MEETS, members).last_day == AS_OF - timedelta(days=7)
    assert rate(store, MEETS, members, as_of=date(2020, 1, 1)).last_day == AS_OF


def test_years_in_which_the_source_is_silent_are_left_out(store: EventStore, members: Members) -> None:
    fill(store, *daily_noise(), *[event(day, event_type="ACCUSE", quad=3) for day in range(1096, 1096 + 366)])
    found = rate(store, EventPattern(actors=("BLR",), quads=(3,)), members, as_of=date(2016, 1, 1))
    assert (found.hits, found.windows) == (found.windows, found.windows)
    assert "left out" in found.remarks[0]


def test_fewer_than_eight_windows_are_not_covered(store: EventStore, members: Members) -> None:
    fill(store, *daily_noise(days=79))
    found = rate(store, MEETS, members)
    assert (found.status, found.rate, found.windows) == ("not_covered", None, 7)
    assert "8 are needed" in found.reason


def test_an_actor_that_the_source_does_not_know_is_not_covered(store: EventStore, members: Members) -> None:
    fill(store, *daily_noise())
    found = rate(store, EventPattern(actors=("UKR",)), members)
    assert (found.status, found.rate) == ("not_covered", None)
    assert "has 0 rows about UKR" in found.reason


def test_an_empty_source_is_not_covered(store: EventStore, members: Members) -> None:
    assert rate(store, MEETS, members).status == "not_covered"


def test_a_pattern_of_modes_cannot_be_counted(store: EventStore, members: Members) -> None:
    assert "no modes" in rate(store, EventPattern(modes=("visit",)), members).reason


def test_a_meeting_counts_both_ways_only_where_the_pattern_is_mutual(store: EventStore, members: Members) -> None:
    fill(store, *daily_noise(), event(10, actor="RUS", recipient="BLR"))
    both_ways = EventPattern(actors=("BLR",), recipients=("RUS",), types=("CONSULT",), mutual=True)
    assert (rate(store, MEETS, members).hits, rate(store, both_ways, members).hits) == (0, 1)


def test_an_accusation_goes_one_way_even_in_a_mutual_pattern(store: EventStore, members: Members) -> None:
    fill(store, *daily_noise())
    pattern = EventPattern(actors=("RUS",), recipients=("BLR",), types=("ACCUSE",), mutual=True)
    assert rate(store, pattern, members).hits == 0


def test_an_undirected_row_counts_both_ways(store: EventStore, members: Members) -> None:
    fill(store, *daily_noise(), event(10, actor="RUS", recipient="BLR", event_type="ASSAULT", quad=4, directed=False))
    assert rate(store, EventPattern(actors=("BLR",), recipients=("RUS",), quads=(4,)), members).hits == 1


def test_a_pattern_with_types_and_quads_is_met_by_either(store: EventStore, members: Members) -> None:
    fill(store, *daily_noise(), event(10), event(50, event_type="AID", quad=2))
    pattern = EventPattern(actors=("BLR",), types=("CONSULT",), quads=(2,))
    assert rate(store, pattern, members).hits == 2


def test_a_group_is_what_it_was_on_the_day(store: EventStore) -> None:
    joined = date(2012, 7, 1)

    def members(name: str, day: date) -> frozenset[str]:
        if name == "club":
            return frozenset({"BLR", "RUS"} if day >= joined else {"BLR"})
        return frozenset({name})

    fill(store, *daily_noise(), *[event(day, actor="RUS", recipient="BLR") for day in range(366)])
    found = rate(store, EventPattern(actors=("club",), types=("CONSULT",)), members)
    assert (found.hits, found.windows) == (19, 36)  # 1 July lies in the 19th window from the end


def test_hits_on_rows_dated_to_a_month_are_said(store: EventStore, members: Members) -> None:
    fill(store, *daily_noise(), event(10, date_precision="month"))
    assert "dated to a month" in rate(store, MEETS, members).remarks[0]


def test_a_horizon_of_no_days_is_refused(store: EventStore, members: Members) -> None:
    with pytest.raises(HistoryError, match="at least one day"):
        rate(store, MEETS, members, days=0)


def test_a_closed_history_gives_no_later_rate(store: EventStore, members: Members) -> None:
    with pytest.raises(LookaheadError):
        rate(fill(store, *daily_noise()).until(date(2012, 6, 1)), MEETS, members)


def test_the_chronicle_holds_about_two_years_of_three_week_windows(chronicle: EventStore, members: Members) -> None:
    pattern = EventPattern(actors=("armenia",), recipients=("european-union",), quads=(1, 2), mutual=True)
    found = base_rate(
        chronicle, pattern, horizon_days=21, as_of=date(2013, 12, 31), source="chronicle-armenia", members=members
    )
    assert (found.hits, found.windows) == (16, 33)
    assert chronicle.get_events(found.event_ids, source="chronicle-armenia", as_of=date(2013, 12, 31))


def test_a_harder_pattern_is_material_first(store: EventStore, members: Members) -> None:
    fill(
        store,
        *daily_noise(),
        *[event(day) for day in range(366)],
        *[event(d, event_type="AID", quad=2) for d in (5, 50, 99, 200, 300)],
    )
    easy = EventPattern(actors=("BLR",), recipients=("RUS",), quads=(1, 2))
    pattern, found = harder(store, easy, members)
    assert (pattern.quads, pattern.recipients, found.hits) == ((2,), ("RUS",), 4)


def test_a_harder_pattern_may_narrow_the_recipient_or_the_type(store: EventStore, members: Members) -> None:
    fill(
        store, *daily_noise(), *[event(day) for day in range(366)],
        *[event(day, recipient="UKR") for day in range(0, 366, 30)],
    )  # fmt: skip
    easy = EventPattern(actors=("BLR",), recipients=("RUS", "UKR"), quads=(1,))
    pattern, found = harder(store, easy, members)
    assert (pattern.recipients, 0.1 <= (found.rate or 0) <= 0.7) == (("UKR",), True)


def test_there_may_be_no_harder_pattern(store: EventStore, members: Members) -> None:
    fill(store, *daily_noise())
    easy = EventPattern(actors=("BLR",), quads=(3,))
    assert harder_pattern(store, easy, horizon_days=10, as_of=AS_OF, source="s", members=members) is None


known = st.builds(
    event, st.integers(0, 365), actor=st.sampled_from(["BLR", "RUS"]), recipient=st.sampled_from(["BLR", "RUS", None]),
    event_type=st.sampled_from(["CONSULT", "AID"]), quad=st.sampled_from([1, 2]), lag=st.integers(0, 60),
    name=st.sampled_from("abcdefgh"), raw_row=st.sampled_from(['"x"', '"y"']),
)  # fmt: skip
later = st.builds(
    event, st.integers(0, 500), actor=st.sampled_from(["BLR", "RUS", "UKR"]), quad=st.sampled_from([1, 2, 3, None]),
    lag=st.integers(0, 900), name=st.sampled_from("abcdefgh"), raw_row=st.sampled_from(['"x"', '"z"']),
)  # fmt: skip
AS_OF_LAW = date(2012, 10, 1)


@settings(max_examples=25, deadline=None)
@given(st.lists(known, max_size=25), st.tuples(*[st.lists(later, max_size=12)] * 2), st.booleans())
def test_what_is_learned_after_the_day_changes_no_base_rate(
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[Event],
    news: tuple[list[Event], list[Event]],
    apart: bool,  # whether the news came in an import of its own, as revisions do
) -> None:
    rows = [*daily_noise(days=200), *rows]
    answers = []
    for arrived in ([], *news):
        extra = [one for one in arrived if one.first_known_on > AS_OF_LAW]
        store = EventStore(tmp_path_factory.mktemp("law"))
        for part in [rows, extra] if apart else [[*rows, *extra]]:
            store.append(part, received_on=AS_OF_LAW + timedelta(days=1))
        patterns = [EventPattern(actors=("BLR",), recipients=names, quads=(1, 2)) for names in ((), ("RUS",))]
        answers.append([rate(store, pattern, itself, as_of=AS_OF_LAW) for pattern in patterns])
    assert answers[0] == answers[1] == answers[2]
    assert all(answer.covered for answer in answers[0])


def itself(name: str, day: date) -> frozenset[str]:
    return frozenset({name})
