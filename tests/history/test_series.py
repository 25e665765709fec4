"""Series: counts that one can add up by hand, zeros that are zeros, and gaps that are not."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitroom.core import DayRange, EventPattern, HistoryError
from sitroom.history import By, Event, EventStore, Members, Series, import_events, series, yearly_sources
from sitroom.history.measures.periods import Period, periods_of, start_of

MONDAY = date(2013, 1, 7)
TO_RUS = EventPattern(("ARM",), ("RUS",))


def event(day: int, actor: str = "ARM", recipient: str = "RUS", quad: int | None = 1, **more: Any) -> Event:
    when = MONDAY + timedelta(days=day)
    told = {"goldstein": {1: 2.0, 2: 5.0, 3: -2.0, 4: -7.5}.get(quad or 0), "first_known_on": when} | more
    return Event(
        event_id=f"{day}{actor}{recipient}{quad}{sorted(more.items())}", source="s", occurred_on=when,
        actor_country=actor, recipient_country=recipient, quad=quad, raw_row=f"{day}{actor}{recipient}{quad}{more}", **told,
    )  # fmt: skip


def known(store: EventStore, *events: Event) -> None:
    """Put the events beside ten rows that cover both states."""
    rows = [event(day, "RUS", "ARM", 1) for day in range(10)]
    store.append([*rows, *events], received_on=date(2026, 1, 1))


def count(store: EventStore, members: Members, pattern: EventPattern = TO_RUS, **options: Any) -> Series:
    return series(store, pattern, source="s", members=members, **{"by": "week", **options})


def test_a_week_is_counted_by_hand(store: EventStore, members: Members) -> None:
    known(store, event(0, mentions=3), event(1, quad=4), event(6, quad=None), event(7, quad=2))
    first, second = count(store, members).points
    assert (first.start, first.days, first.quads, first.without_quad, first.rows) == (MONDAY, 7, (1, 0, 0, 1), 1, 3)
    assert (first.goldstein_sum, first.goldstein_mean, first.mentions, first.volume) == (-5.5, -2.75, 3, 10)
    assert (second.start, second.days, second.quads, second.goldstein_mean) == (
        MONDAY + timedelta(7),
        3,
        (0, 1, 0, 0),
        5,
    )


def test_a_week_without_a_row_is_a_zero_with_no_mean(store: EventStore, members: Members) -> None:
    known(store, event(0), event(21))
    empty = count(store, members).points[2]
    assert (empty.rows, empty.goldstein_sum, empty.goldstein_mean, empty.volume, empty.gap) == (0, 0, None, 0, False)


def test_a_silent_year_is_a_gap_and_not_peace(store: EventStore, members: Members) -> None:
    known(store, event(0), event(365 * 2 + 30))
    points = count(store, members, by="year").points
    assert [(point.start.year, point.gap) for point in points] == [(2013, False), (2014, True), (2015, False)]
    assert points[1].to_row()[3:] == (None,) * 10


def test_days_before_and_after_the_source_are_gaps(store: EventStore, members: Members) -> None:
    known(store, event(0))
    asked = DayRange(date(2012, 12, 24), date(2013, 2, 3))
    assert [point.gap for point in count(store, members, period=asked).points] == [True, True, False, False, True, True]


def test_rows_dated_to_a_month_stand_in_no_week(store: EventStore, members: Members) -> None:
    known(store, event(0), event(1, date_precision="month"))
    weekly, monthly = count(store, members), count(store, members, by="month")
    assert (weekly.rows, weekly.coarse_rows) == (1, 1)
    assert (monthly.rows, monthly.coarse_rows) == (2, 0)


def test_both_ways_counts_the_answers_too(store: EventStore, members: Members) -> None:
    known(store, event(0))
    assert (count(store, members).rows, count(store, members, both_ways=True).rows) == (1, 11)


def test_a_group_is_its_members(store: EventStore, members: Members) -> None:
    known(store, *(event(day, "DEU", "ARM") for day in range(10)), *(event(day, "FRA", "ARM") for day in range(12)))
    assert count(store, members, EventPattern(("european-union",), ("ARM",))).rows == 22


def test_nobody_is_counted_before_coverage_is_asked(store: EventStore, members: Members) -> None:
    known(store, event(0, "ARM", "FJI"))
    found = count(store, members, EventPattern(("ARM",), ("FJI",)))
    assert (found.status, found.points) == ("not_covered", ())
    assert "1 row about FJI" in found.reason


def test_what_was_learned_later_does_not_show(store: EventStore, members: Members) -> None:
    known(store, event(0), event(2, first_known_on=date(2013, 6, 1)))
    assert count(store, members, as_of=date(2013, 5, 31)).rows == 1
    assert count(store.until(date(2013, 5, 31)), members).rows == 1
    assert count(store, members).rows == 2


@settings(max_examples=15, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 800), st.sampled_from([1, 2, 3, 4, None])), max_size=30),
    st.sampled_from(["day", "week", "month", "year"]),
)
def test_a_series_holds_every_row_once(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[int, int | None]], by: By
) -> None:
    store = EventStore(tmp_path_factory.mktemp("law"))
    known(store, *(event(day, quad=quad, sources=at) for at, (day, quad) in enumerate(rows)))
    found = series(store, TO_RUS, source="s", members=lambda name, _: frozenset({name}), by=by)
    assert found.rows == len(rows)
    assert sum(found.quads) == sum(quad is not None for _, quad in rows)
    assert sum(point.volume or 0 for point in found.points) == len(rows) + 10


@given(
    st.dates(date(1990, 1, 1), date(2030, 1, 1)), st.integers(0, 900), st.sampled_from(["day", "week", "month", "year"])
)
def test_periods_part_the_days(first: date, days: int, by: By) -> None:
    last = first + timedelta(days=days)
    parts = list(periods_of(DayRange(first, last), by))
    assert sum(one.days for one in parts) == days + 1
    assert [one.start for one in parts] == sorted({start_of(first + timedelta(days=at), by) for at in range(days + 1)})


def test_a_week_over_the_new_year_starts_on_its_monday() -> None:
    assert list(periods_of(DayRange(date(2013, 1, 1), date(2013, 1, 2)), "week")) == [Period(date(2012, 12, 31), 2)]


# ---------------------------------------------------------------------- yearly counts
YEARS = """year,actor,recipient,quad_1,quad_2,quad_3,quad_4
2010,ARM,RUS,20,1,3,0
2010,RUS,ARM,9,0,0,1
2010,DEU,RUS,50,2,2,2
2012,ARM,RUS,10,0,0,5
"""


@pytest.fixture
def yearly(store: EventStore, tmp_path: Path) -> EventStore:
    path = tmp_path / "years.csv"
    path.write_text(YEARS, encoding="utf-8")
    import_events("aggregate", path, store, received_on=date(2026, 1, 1), source="yearly")
    return store


def test_yearly_counts_make_a_series_by_year(yearly: EventStore, members: Members) -> None:
    found = series(yearly, TO_RUS, source="yearly", members=members, by="year")
    assert yearly_sources(yearly) == ("yearly",)
    assert [(point.start.year, point.rows, point.volume) for point in found.points] == [
        (2010, 24, 90), (2011, None, None), (2012, 15, 15),
    ]  # fmt: skip
    assert found.points[0].goldstein_mean is None
    both = series(yearly, TO_RUS, source="yearly", members=members, by="year", both_ways=True)
    assert both.rows == 24 + 15 + 10


def test_yearly_counts_have_no_weeks_and_no_day_of_knowledge(yearly: EventStore, members: Members) -> None:
    with pytest.raises(HistoryError, match="counts by year only"):
        series(yearly, TO_RUS, source="yearly", members=members)
    then = series(yearly, TO_RUS, source="yearly", members=members, by="year", as_of=date(2020, 1, 1))
    assert (then.status, then.points) == ("not_covered", ())
