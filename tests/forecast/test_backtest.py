"""Backtests: the past as it was known, outcomes as they came, and nothing that the future could change."""

from datetime import date, timedelta
from pathlib import Path
from typing import ClassVar

import pytest

from sitroom.core import DayRange, EventPattern, ForecastError
from sitroom.forecast import (
    Backtest,
    Forecaster,
    PatternQuestion,
    Prediction,
    Reason,
    ResolvedForecast,
    backtest,
    brier_score,
    forecaster_classes,
    known_rows,
    plan_cutoffs,
)
from sitroom.forecast.backtest import Plan, draw_patterns, find_outcome, summarise
from sitroom.history import EventStore

from .worlds import CODES, FIRST, SOURCE, day, members, pair_events, revised, store_of, world, world_events

ASSAULT = EventPattern(("AAA",), ("BBB",), quads=(4,))
PLAN = Plan((day(900), day(1000), day(1100), day(1200)), (7, 21))


def run(store: EventStore, plan: Plan = PLAN, **options: object) -> Backtest:
    forecasters = [one(store, members=members) for one in forecaster_classes()]
    usual: dict[str, object] = {"source": SOURCE, "members": members, "questions": 30}
    return backtest(store, forecasters, plan, **(usual | options))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> EventStore:
    return world(tmp_path_factory.mktemp("world"))


@pytest.fixture(scope="module")
def found(store: EventStore) -> Backtest:
    return run(store)


def test_everyone_is_asked_the_same_and_each_forecast_is_that_of_predict(store: EventStore, found: Backtest) -> None:
    by_method = {method: [one.question for one in found.forecasts if one.method == method] for method in found.methods}
    assert len({tuple(asked) for asked in by_method.values()}) == 1
    for kind in forecaster_classes():
        forecaster = kind(store, members=members)
        own = [one for one in found.forecasts if one.method == kind.name]
        alone = [forecaster.predict(one.question).probability for one in own[::25]]
        assert alone == [one.probability for one in own[::25]]


def test_deleting_everything_from_a_day_on_changes_no_earlier_forecast_or_outcome(
    tmp_path: Path, found: Backtest
) -> None:
    events = world_events(1)
    last = day(1130)
    cut = store_of(tmp_path, [one for one in events if one.occurred_on < last])
    cut.append([one for one in revised(events, 1) if one.occurred_on < last], received_on=date(2020, 1, 2))
    again = run(cut)
    told = known_rows(cut, SOURCE).told
    assert told is not None
    assert told.end is not None
    closed = [one for one in found.forecasts if one.question.cutoff + timedelta(one.question.horizon_days) <= told.end]
    assert {one.question.cutoff for one in closed} == set(PLAN.cutoffs[:3])
    assert sorted(again.forecasts, key=repr) == sorted(closed, key=repr)
    assert any("1200 are not told of" in why or f"{day(1200)} are not told of" in why for why in again.left_out)


def test_outcomes_are_what_the_rows_after_the_cutoff_say(store: EventStore, found: Backtest) -> None:
    events = store.events(source=SOURCE)
    seen = set()
    for one in found.forecasts:
        asked = one.question
        days = DayRange(asked.cutoff + timedelta(1), asked.cutoff + timedelta(asked.horizon_days))
        kind = {*asked.pattern.types, *asked.pattern.quads}
        ways = [
            (row.actor_country, row.recipient_country) == (asked.pattern.actors[0], asked.pattern.recipients[0])
            or (
                not row.directed
                and (row.recipient_country, row.actor_country) == (asked.pattern.actors[0], asked.pattern.recipients[0])
            )
            for row in events
            if days.contains(row.occurred_on) and kind & {row.event_type, row.quad}
        ]
        assert one.outcome == any(ways)
        seen.add(one.outcome)
    assert seen == {True, False}


def test_the_draw_hangs_on_seed_cutoff_and_what_was_known_alone(store: EventStore, found: Backtest) -> None:
    third = run(store, Plan((day(1100),), (21,)))
    asked = [
        one.question for one in found.forecasts if (one.question.cutoff, one.question.horizon_days) == (day(1100), 21)
    ]
    assert [one.question for one in third.forecasts] == asked
    other = run(store, Plan((day(1100),), (21,)), seed=2)
    assert [one.question for one in other.forecasts] != asked


def test_drawn_patterns_were_active_and_differ(store: EventStore) -> None:
    import numpy as np

    rows = known_rows(store.until(day(1000)), SOURCE)
    drawn = draw_patterns(rows, 60, rng=np.random.default_rng(1), members=members)
    assert len(set(drawn)) == len(drawn) > 40
    recent = store.until(day(1000)).events(source=SOURCE, period=DayRange(day(870), day(1000)))
    pairs = {(one.actor_country, one.recipient_country) for one in recent if one.directed}
    assert {(one.actors[0], one.recipients[0]) for one in drawn} <= pairs
    assert all(one.actors != one.recipients and bool(one.quads) != bool(one.types) for one in drawn)
    assert draw_patterns(rows, 60, rng=np.random.default_rng(1), members=lambda *_: frozenset()) == ()


def test_a_window_that_has_not_closed_has_no_outcome(tmp_path: Path) -> None:
    store = store_of(tmp_path, pair_events([3, 105], last=110))
    rows = known_rows(store, SOURCE)

    def outcome(cutoff: int, days: int) -> bool | None:
        return find_outcome(PatternQuestion(ASSAULT, days, day(cutoff), SOURCE), rows, members)

    assert [outcome(104, 6), outcome(104, 1), outcome(105, 5), outcome(98, 6), outcome(98, 7)] == [
        True, True, False, False, True,
    ]  # fmt: skip
    assert outcome(104, 7) is None


def test_a_window_in_a_year_without_rows_has_no_outcome(store: EventStore) -> None:
    rows = known_rows(store, SOURCE)
    silent = PatternQuestion(ASSAULT, 21, date(2011, 5, 1), SOURCE)
    assert find_outcome(silent, rows, members) is None
    assert find_outcome(PatternQuestion(ASSAULT, 21, date(2012, 5, 1), SOURCE), rows, members) is not None


def test_the_scores_are_those_of_the_forecasts(found: Backtest) -> None:
    for one in found.summaries:
        own = [each for each in found.forecasts if each.method == one.method]
        own = [each for each in own if one.horizon_days in (None, each.question.horizon_days)]
        answered = [each for each in own if each.probability is not None]
        assert (one.questions, one.not_covered) == (len(answered), len(own) - len(answered))
        assert one.murphy is not None
        stated = [each.probability for each in answered if each.probability is not None]
        assert one.murphy.brier == pytest.approx(brier_score(stated, [each.outcome for each in answered]), abs=1e-15)
        assert set(one.skill or {}) == set(found.methods) - {one.method}
    assert [one.horizon_days for one in found.summaries] == [7] * 4 + [21] * 4 + [None] * 4
    assert found.find("climatology.v1") == found.summaries[8]


def test_a_forecaster_is_compared_on_what_both_answered() -> None:
    def told(method: str, at: int, probability: float | None) -> ResolvedForecast:
        question = PatternQuestion(ASSAULT, 7, day(at), SOURCE)
        return ResolvedForecast(question, method, probability, None, at % 2 == 0)

    bold = [told("bold.v1", at, 0.9 if at % 2 == 0 else None) for at in range(10)]
    plain = [told("plain.v1", at, 0.5) for at in range(10)]
    first, second = summarise([*bold, *plain], seed=1, references=["plain.v1"])
    assert (first.questions, first.not_covered) == (5, 5)
    assert first.skill is not None
    assert first.skill["plain.v1"].questions == 5
    assert first.skill["plain.v1"].skill == pytest.approx(1 - 0.01 / 0.25)
    assert second.skill == {}


def test_one_pattern_can_be_asked_at_every_cutoff(store: EventStore) -> None:
    found = run(store, patterns=[ASSAULT])
    assert {one.question.pattern for one in found.forecasts} == {ASSAULT}
    assert len(found.forecasts) == len(PLAN.cutoffs) * len(PLAN.horizons) * 4
    assert found.drawn is None


def test_a_forecaster_that_knows_the_future_cannot_ask_for_it(store: EventStore) -> None:
    class Prophet(Forecaster):
        name: ClassVar[str] = "prophet.v1"

        def _predict(self, question: PatternQuestion, known: EventStore) -> Prediction:
            later = known.events(source=question.source)
            assert max(one.first_known_on for one in later) <= question.cutoff
            return Prediction("answered", 0.5, None, question.cutoff, self.name, (Reason("A coin."),))

    found = backtest(store, [Prophet(store, members=members)], PLAN, source=SOURCE, members=members, questions=5)
    assert {one.murphy.brier for one in found.summaries if one.murphy} == {0.25}


def test_a_plan_leaves_room_before_and_after_and_names_what_does_not_fit() -> None:
    told = DayRange(FIRST, day(399))
    plan = plan_cutoffs(told, (90, 21, 7), many=4)
    assert plan.horizons == (7, 21)
    assert plan.left_out == ("90 days do not fit: the source tells of 400 days, and 9 such windows are 810",)
    assert (plan.cutoffs[0], plan.cutoffs[-1]) == (day(168), day(378))
    assert len(plan.cutoffs) == 4
    assert len(plan_cutoffs(told, (7,), many=50, first=day(100), last=day(102)).cutoffs) == 3
    with pytest.raises(ForecastError, match="do not fit"):
        plan_cutoffs(told, (90,))
    with pytest.raises(ForecastError, match="before the first"):
        plan_cutoffs(told, (7,), first=day(300), last=day(200))
    with pytest.raises(ForecastError):
        plan_cutoffs(told, ())


def test_results_show_themselves(found: Backtest) -> None:
    assert len(found.table().rows) == len(found.summaries)
    assert found.to_arrow().num_rows == len(found.summaries)
    rows = found.rows.to_arrow()
    assert rows.num_rows == len(found.forecasts)
    assert set(rows.column("method").to_pylist()) == set(found.methods)
    assert list(found.charts()) == list(found.methods)
    assert found.to_json()["forecasts"] == len(found.forecasts)
    assert set(CODES) >= set(rows.column("actors").to_pylist())


def test_nothing_to_ask_is_said(tmp_path: Path) -> None:
    store = store_of(tmp_path, pair_events([3, 12], last=110))
    with pytest.raises(ForecastError, match="no question could be asked"):
        run(store, Plan((day(109),), (21,)), patterns=[ASSAULT])
    forecaster = forecaster_classes()[0](store, members=members)
    with pytest.raises(ForecastError, match="asked once"):
        backtest(store, [forecaster, forecaster], PLAN, source=SOURCE, members=members)
