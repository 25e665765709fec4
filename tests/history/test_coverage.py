"""Coverage: where a source says too little, its silence means nothing."""

from datetime import date, timedelta
from typing import Any

from sitroom.core import DayRange
from sitroom.history import Coverage, Event, EventStore, Members, coverage

YEAR = DayRange(date(2013, 1, 1), date(2013, 12, 31))


def fill(store: EventStore, counts: dict[str, int]) -> None:
    """Put some rows about each country, one a day, as actor or as recipient in turn."""
    events = []
    for code, rows in counts.items():
        for number in range(rows):
            day = date(2013, 1, 1) + timedelta(days=number)
            side: dict[str, Any] = {"actor_country" if number % 2 else "recipient_country": code}
            events.append(Event(event_id=f"{code}{number}", source="s", occurred_on=day, first_known_on=day, **side))
    store.append(events, received_on=date(2026, 1, 1))


def covers(store: EventStore, name: str, members: Members, **options: Any) -> Coverage:
    return coverage(store, [name], YEAR, "s", members=members, **options)


def test_a_state_needs_ten_rows_in_either_role(store: EventStore, members: Members) -> None:
    fill(store, {"BLR": 10, "RUS": 9})
    assert covers(store, "BLR", members).covered
    answer = covers(store, "RUS", members)
    assert answer.status == "not_covered"
    assert answer.reason == "s (2013) has 9 rows about RUS, fewer than 10"


def test_rows_about_others_do_not_cover(store: EventStore, members: Members) -> None:
    fill(store, {"RUS": 50})
    assert covers(store, "BLR", members).actors[0].rows == 0


def test_rows_outside_the_period_do_not_count(store: EventStore, members: Members) -> None:
    fill(store, {"BLR": 10})
    later = DayRange(date(2013, 1, 2), date(2013, 12, 31))
    assert not coverage(store, ["BLR"], later, "s", members=members).covered


def test_a_group_is_covered_by_its_own_code(store: EventStore, members: Members) -> None:
    fill(store, {"EU": 12})
    assert covers(store, "european-union", members).reason == "s (2013) has 12 rows about european-union itself, as EU"


def test_a_group_is_covered_by_half_of_its_members(store: EventStore, members: Members) -> None:
    fill(store, {"DEU": 10})
    assert covers(store, "european-union", members).covered
    assert not covers(store, "european-union", members, min_share=0.6).covered


def test_everyone_named_must_be_covered(store: EventStore, members: Members) -> None:
    fill(store, {"BLR": 10})
    answer = coverage(store, ["BLR", "RUS"], YEAR, "s", members=members)
    assert [one.covered for one in answer.actors] == [True, False]
    assert answer.status == "not_covered"


def test_a_name_without_a_code_is_not_covered(store: EventStore, members: Members) -> None:
    fill(store, {"BLR": 10})
    assert covers(store, "nowhere", members).reason == "no country code is known for nowhere"


def test_a_source_without_rows_covers_nobody(store: EventStore, members: Members) -> None:
    assert covers(store, "BLR", members).reason.startswith("s has no rows")


def test_only_rows_known_on_the_day_count(store: EventStore, members: Members) -> None:
    fill(store, {"BLR": 10})
    assert not covers(store, "BLR", members, as_of=date(2013, 1, 9)).covered
    assert covers(store, "BLR", members, as_of=date(2013, 1, 10)).covered


def test_a_group_of_states_and_bodies_is_covered_by_half_of_them(store: EventStore) -> None:
    west = frozenset({"EU", "NATO", "USA", "CAN"})
    fill(store, {"EU": 12})
    answer = covers(store, "west", lambda _name, _day: west)
    assert answer.reason == "s (2013) has 10 rows or more about 1 of 4 members of west, fewer than 50%"
    fill(store, {"USA": 12})
    assert covers(store, "west", lambda _name, _day: west).covered
