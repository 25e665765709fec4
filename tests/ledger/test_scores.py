"""Scores of a track record: those of the textbooks, over the right days, on the right questions, nothing pooled."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import brier_score_loss, log_loss, roc_auc_score

from sitroom.core import DayRange, UsageError, day_range
from sitroom.ledger import (
    Forecast,
    LedgerInMemory,
    Proposal,
    Question,
    ScoreReport,
    best_point,
    open_days,
    point_of,
    replay,
    score_record,
    worst_point,
)

from .builders import LATE, MORNING, OPENS, RULE, ask, forecast, outcome, question, void

AS_OF = date(2014, 1, 1)
DAY = day_range(date(2013, 3, 14))


def report(ledger: LedgerInMemory, *, as_of: date = AS_OF, by: str | None = None) -> ScoreReport:
    return score_record(replay(ledger.entries()), as_of=as_of, by=by)


def record_of(stated: Sequence[float], outcomes: Sequence[bool]) -> LedgerInMemory:
    """One question for each probability by sitroom, opened on one day or another, none with a band."""
    ledger = LedgerInMemory()
    for number, (probability, came_true) in enumerate(zip(stated, outcomes, strict=True)):
        asked = question(f"rec-{number}", band=None, opens_on=day_range(OPENS + timedelta(days=number % 5)))
        ledger.enter(ask(asked))
        ledger.enter(forecast(asked, probability))
        ledger.enter(outcome(asked, came_true=came_true))
    return ledger


pairs = st.lists(st.tuples(st.floats(0.001, 0.999), st.booleans()), min_size=2, max_size=25)


@settings(deadline=None, max_examples=40)
@given(pairs)
def test_scores_are_those_of_scikit_learn(drawn: list[tuple[float, bool]]) -> None:
    stated, outcomes = [one for one, _ in drawn], [one for _, one in drawn]
    score = report(record_of(stated, outcomes)).of("sitroom")
    assert score is not None
    assert score.questions == len(drawn)
    assert score.murphy.brier == pytest.approx(brier_score_loss(outcomes, stated), abs=1e-12)
    assert score.log == pytest.approx(log_loss(outcomes, stated, labels=[False, True]), abs=1e-12)
    if len(set(outcomes)) == 2:
        assert score.auc == pytest.approx(roc_auc_score(outcomes, stated), abs=1e-12)
    else:
        assert score.auc is None
    parts = score.murphy
    parted = parts.reliability - parts.resolution + parts.uncertainty
    assert parts.brier == pytest.approx(parted + parts.within_bin_variance - parts.within_bin_covariance, abs=1e-12)


@settings(deadline=None, max_examples=40)
@given(pairs)
def test_replaying_gives_the_same_scores(drawn: list[tuple[float, bool]]) -> None:
    made = record_of([one for one, _ in drawn], [one for _, one in drawn])
    assert report(made).to_json() == report(made).to_json()


# ---------------------------------------------------------------------- bands
@given(st.floats(0, 1), st.floats(0, 1), st.booleans())
def test_a_band_is_scored_at_its_midpoint_between_its_best_and_its_worst_case(
    one: float, other: float, happened: bool
) -> None:
    low, high = sorted((one, other))
    band = Forecast(question_id="q", by="author", band=(low, high))
    loss = [(point - happened) ** 2 for point in (best_point(band, outcome=happened), point_of(band),
                                                  worst_point(band, outcome=happened))]  # fmt: skip
    assert point_of(band) == (low + high) / 2
    assert loss == sorted(loss)


def test_the_worked_example_of_a_band() -> None:
    made = LedgerInMemory()
    asked = question()  # 80-95 %
    made.enter(ask(asked))
    made.enter(outcome(asked, came_true=False))
    score = report(made).of("author")
    assert score is not None
    assert (score.bands, score.questions) == (1, 1)
    assert score.murphy.brier == pytest.approx(0.875**2, abs=1e-12)
    assert [score.best, score.worst] == pytest.approx([0.8**2, 0.95**2])


# ---------------------------------------------------------------------- days
def test_each_open_day_is_scored_by_the_forecast_in_force() -> None:
    asked = question(band=None, closes_on=DAY)
    made = LedgerInMemory()
    made.enter(ask(asked, at=datetime(2013, 2, 21, 9, tzinfo=UTC)))
    for day, probability in ((21, 0.5), (26, 0.8)):  # 26 February is the sixth of 22 days
        at = datetime(2013, 2, day, 12, tzinfo=UTC)
        made.enter(forecast(asked, probability, by="Ana", at=at, cutoff=None, kind="update"))
    made.enter(outcome(asked, came_true=True, known_on=date(2013, 3, 16)))
    (one,) = report(made).forecasts
    assert (one.days, one.updates, one.probability) == (22, 2, 0.8)
    assert one.daily_brier == pytest.approx((5 * 0.25 + 17 * 0.04) / 22, abs=1e-12)
    assert one.daily_log == pytest.approx((5 * -np.log(0.5) + 17 * -np.log(0.8)) / 22, abs=1e-12)


def test_what_is_said_after_the_outcome_was_known_is_not_scored() -> None:
    asked = question(band=None)
    made = LedgerInMemory()
    made.enter(ask(asked))
    made.enter(forecast(asked, 0.5, by="Ana"))
    made.enter(outcome(asked, came_true=True, known_on=date(2013, 3, 1)))
    made.enter(forecast(asked, 0.99, by="Ana", at=datetime(2013, 3, 9, tzinfo=UTC), cutoff=date(2013, 2, 25)))
    (one,) = report(made).forecasts
    assert (one.probability, one.days) == (0.5, 7)  # entered on 22 February, known on 1 March


def test_a_forecast_whose_cutoff_turned_out_to_know_is_not_scored_whatever_day_is_stated() -> None:
    asked, late = question(band=None), datetime(2026, 1, 1, tzinfo=UTC)
    said = Forecast(question_id=asked.id, by="Ana", probability=0.99)
    made = LedgerInMemory()
    made.enter(ask(asked, at=late))
    cutoff = date(2013, 3, 20)
    made.enter(Proposal("forecast", said.to_json(), late, stated_on=date(2013, 2, 25), knowledge_cutoff=cutoff))
    made.enter(outcome(asked, came_true=True, known_on=date(2013, 3, 10), at=late))
    found = report(made, as_of=date(2026, 1, 2))
    assert found.forecasts == ()
    assert sum(found.left_out["retrospective"].values()) == 1


def test_a_stated_day_does_not_move_a_persons_forecast_back_in_a_live_question() -> None:
    asked = question(band=None, closes_on=DAY)
    made = LedgerInMemory()
    made.enter(ask(asked))
    said = Forecast(question_id=asked.id, by="Ana", probability=0.9)
    made.enter(Proposal("forecast", said.to_json(), datetime(2013, 3, 4, tzinfo=UTC), stated_on=OPENS))
    made.enter(outcome(asked, came_true=True, known_on=date(2013, 3, 16)))
    (one,) = report(made).forecasts
    assert one.days == 11  # from 4 to 14 March, not from 21 February


def test_a_band_in_a_document_counts_from_the_day_of_writing() -> None:
    asked = question(closes_on=DAY)
    made = LedgerInMemory()
    made.enter(ask(asked, at=datetime(2013, 3, 4, tzinfo=UTC), stated_on=OPENS))
    made.enter(outcome(asked, came_true=True, known_on=date(2013, 3, 16)))
    (one,) = report(made).forecasts
    assert (one.by, one.days) == ("author", 22)


def test_a_models_forecast_counts_from_the_day_after_its_cutoff() -> None:
    asked = question(band=None, closes_on=DAY)
    made = LedgerInMemory()
    made.enter(ask(asked))
    said = Forecast(question_id=asked.id, by="sitroom", probability=0.5, as_of=date(2013, 3, 1), model="climatology.v1")
    made.enter(Proposal("forecast", said.to_json(), datetime(2013, 3, 9, tzinfo=UTC)))
    made.enter(outcome(asked, came_true=True, known_on=date(2013, 3, 16)))
    (one,) = report(made).forecasts
    assert one.days == 13  # from 2 to 14 March


def test_an_outcome_on_the_first_day_leaves_one_day_to_score() -> None:
    asked = question(band=None)
    made = LedgerInMemory()
    made.enter(ask(asked, at=datetime(2013, 2, 21, 1, tzinfo=UTC)))
    made.enter(outcome(asked, came_true=True, known_on=OPENS))
    (standing,) = replay(made.entries()).standings
    assert open_days(standing) == day_range(OPENS)


# ---------------------------------------------------------------------- which questions
@pytest.mark.parametrize(("as_of", "scored"), [(date(2013, 4, 4), 0), (date(2013, 4, 5), 1)])
def test_a_question_that_came_true_early_waits_for_its_scheduled_close(as_of: date, scored: int) -> None:
    asked = question()
    made = LedgerInMemory()
    made.enter(ask(asked))
    made.enter(outcome(asked, came_true=True, known_on=date(2013, 3, 1)))
    found = report(made, as_of=as_of)
    assert len(found.forecasts) == scored
    assert sum(found.left_out["live"].values()) == 1 - scored


def test_live_and_retrospective_stand_apart_for_the_same_forecaster() -> None:
    made = LedgerInMemory()
    late = datetime(2026, 1, 1, tzinfo=UTC)
    for number, at in enumerate((MORNING, late)):
        asked = question(f"rec-{number}", band=None)
        made.enter(ask(asked, at=at))
        made.enter(forecast(asked, 0.6, at=at))
        made.enter(outcome(asked, came_true=True, at=late))
    found = report(made, as_of=date(2026, 1, 2))
    assert [(one.by, one.retrospective, one.questions) for one in found.scores] == [
        ("sitroom", False, 1), ("sitroom", True, 1),
    ]  # fmt: skip
    assert list(found.charts()) == ["sitroom.live", "sitroom.retrospective"]


def test_a_late_forecast_on_a_live_question_is_not_scored_with_the_live_ones() -> None:
    asked = question(band=None)
    made = LedgerInMemory()
    made.enter(ask(asked))
    made.enter(forecast(asked, 0.2))
    made.enter(forecast(asked, 0.9, at=datetime(2026, 1, 1, tzinfo=UTC), kind="update"))
    made.enter(outcome(asked, came_true=True, at=datetime(2026, 1, 1, tzinfo=UTC)))
    found = report(made, as_of=date(2026, 1, 2))
    assert [(one.probability, one.retrospective) for one in found.forecasts] == [(0.2, False), (0.9, True)]


def test_void_and_open_questions_are_counted_and_not_scored() -> None:
    made = LedgerInMemory()
    for number in range(2):
        made.enter(ask(question(f"rec-{number}")))
    made.enter(void(question("rec-1")))
    found = report(made)
    assert found.scores == ()
    assert found.left_out["live"] == {"not applicable": 1, "open": 1}


def test_outcomes_by_machine_and_by_person_are_counted_apart() -> None:
    made = LedgerInMemory()
    by_person = question("rec-2", rule=None, resolver="person")
    for asked in (question(), by_person):
        made.enter(ask(asked))
    made.enter(outcome(question(), came_true=True))
    made.enter(outcome(by_person, came_true=True, resolver="person", by="Ana", source="BelTA", quote="Yes."))
    score = report(made).of("author")
    assert score is not None
    assert (score.by_machine, score.by_person, score.questions) == (1, 1, 2)
    assert [(one.group, one.questions) for one in report(made, by="resolver").scores] == [("machine", 1), ("person", 1)]


# ---------------------------------------------------------------------- groups and skill
@pytest.mark.parametrize(
    ("by", "groups"),
    [
        ("author", ["author", "sitroom"]),
        ("scale", ["icd203", "a probability"]),
        ("horizon", ["8-30 days", "8-30 days"]),
        ("region", ["none", "none"]),
    ],
)
def test_scores_are_told_apart(by: str, groups: list[str]) -> None:
    asked = question(scale="icd203")
    made = LedgerInMemory()
    made.enter(ask(asked))
    made.enter(forecast(replace(asked, scale=None), 0.5))
    made.enter(outcome(asked, came_true=True))
    found = report(made, by=by)
    expected = groups if by != "scale" else ["icd203", "icd203"]
    assert [one.group for one in found.scores] == expected


def test_there_is_no_other_dimension() -> None:
    with pytest.raises(UsageError, match="author, source, region, scale, horizon, resolver"):
        report(LedgerInMemory(), by="mood")


def test_skill_is_against_base_rate_and_sitroom_on_the_same_questions() -> None:
    made = LedgerInMemory()
    for number in range(4):
        asked = question(f"rec-{number}", band=None, opens_on=day_range(OPENS + timedelta(days=number)))
        made.enter(ask(asked))
        made.enter(forecast(asked, 0.75, by="Ana"))
        if number < 3:  # the fourth has neither
            ours = Forecast(question_id=asked.id, by="sitroom", probability=0.5, base_rate=0.25, as_of=OPENS)
            made.enter(Proposal("forecast", ours.to_json(), MORNING))
        made.enter(outcome(asked, came_true=True))
    score = report(made).of("Ana")
    assert score is not None
    assert {name: one.questions for name, one in score.skill.items()} == {"base rate": 3, "sitroom": 3}
    saved = [one.skill for one in score.skill.values()]
    assert saved == pytest.approx([1 - 0.0625 / 0.5625, 1 - 0.0625 / 0.25])
    ours_score = report(made).of("sitroom")
    assert ours_score is not None
    assert list(ours_score.skill) == ["base rate"]


def test_what_came_true_though_called_impossible_is_counted_and_not_hidden() -> None:
    score = report(record_of([0.0, 0.5], [True, True])).of("sitroom")
    assert score is not None
    assert (score.impossible, score.log) == (1, float("inf"))
    assert score.to_json()["log"] is None


def test_dots_stand_at_the_means_of_their_bins_with_intervals() -> None:
    score = report(record_of([0.31, 0.39, 0.9], [True, False, True])).of("sitroom")
    assert score is not None
    first = score.bins[0]
    assert first.stated == pytest.approx(0.35)
    assert (first.came_true, first.questions) == (0.5, 2)
    assert first.interval[0] < 0.5 < first.interval[1]


def test_a_question_without_a_scheduled_close_is_left_out() -> None:
    endless = Question(
        text="?", rule=RULE, rule_words="a row", resolver="machine", opens_on=day_range(OPENS), closes_on=DayRange(),
    )  # fmt: skip
    made = LedgerInMemory()
    made.enter(ask(endless))
    made.enter(forecast(endless, 0.5))
    made.enter(outcome(endless, came_true=True, at=LATE))
    assert report(made).left_out["live"] == {"resolved, but without a scheduled close": 1}
