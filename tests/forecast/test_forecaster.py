"""Forecasters: a probability from history as it was known, or an honest refusal."""

from datetime import date
from pathlib import Path
from typing import Any, ClassVar

import pytest

import sitroom
from sitroom.core import EventPattern, ForecastError, LookaheadError
from sitroom.forecast import Climatology, Forecaster, PatternQuestion, Prediction, Reason
from sitroom.history import EventStore, import_table

CHRONICLE = Path(sitroom.__file__).parent / "examples" / "chronicle-armenia-2012-2013.csv"
CUTOFF = date(2013, 9, 2)


def members(name: str, day: date) -> frozenset[str]:
    return frozenset({name})


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> EventStore:
    store = EventStore(tmp_path_factory.mktemp("history"))
    import_table(CHRONICLE, store, received_on=date(2026, 1, 1))
    return store


def question(*, actor: str = "ARM", recipient: str = "RUS", days: int = 21, cutoff: date = CUTOFF) -> PatternQuestion:
    pattern = EventPattern(actors=(actor,), recipients=(recipient,), quads=(1, 2))
    return PatternQuestion(pattern, days, cutoff, "chronicle-armenia")


def test_climatology_is_the_base_rate_under_jeffreys_prior(store: EventStore) -> None:
    prediction = Climatology(store, members=members).predict(question())
    base = prediction.base_rate
    assert base is not None
    assert (base.hits, base.windows) == (4, 28)
    assert prediction.probability == 4.5 / 29
    assert prediction.interval is not None
    assert (prediction.method, prediction.cutoff) == ("climatology.v1", CUTOFF)
    assert prediction.reasons[0].text.startswith("From 24 Jan 2012 to 2 Sep 2013 it held in 4 of 28 windows")
    assert prediction.rows == base.event_ids != ()


def test_what_is_not_covered_gets_no_probability(store: EventStore) -> None:
    prediction = Climatology(store, members=members).predict(question(actor="BLR"))
    assert (prediction.status, prediction.probability, prediction.interval) == ("not_covered", None, None)
    assert prediction.reasons[0].text.startswith("Not covered: chronicle-armenia")


def test_no_row_known_after_the_cutoff_is_cited(store: EventStore) -> None:
    prediction = Climatology(store, members=members).predict(question(recipient="EU", cutoff=date(2013, 3, 10)))
    cited = store.get_events(prediction.rows, source="chronicle-armenia")
    assert max(event.first_known_on for event in cited) <= date(2013, 3, 10)


def test_the_same_question_has_the_same_answer(store: EventStore) -> None:
    first, second = (Climatology(store, members=members).predict(question()) for _ in range(2))
    assert first.to_json() == second.to_json()


def test_a_forecaster_that_looks_ahead_is_caught(store: EventStore) -> None:
    class Prophet(Forecaster):
        name: ClassVar[str] = "prophet.v1"

        def _predict(self, question: PatternQuestion, known: EventStore) -> Prediction:
            known.events(source=question.source, as_of=date(2013, 12, 31))
            raise AssertionError

    with pytest.raises(LookaheadError):
        Prophet(store, members=members).predict(question())


def test_a_history_closed_before_the_cutoff_answers_nothing(store: EventStore) -> None:
    with pytest.raises(LookaheadError):
        Climatology(store.until(date(2013, 1, 1)), members=members).predict(question())


def test_a_forecaster_signs_with_its_own_name(store: EventStore) -> None:
    class Plagiarist(Forecaster):
        name: ClassVar[str] = "plagiarist.v1"

        def _predict(self, question: PatternQuestion, known: EventStore) -> Prediction:
            return Prediction("answered", 0.5, None, question.cutoff, "climatology.v1", (Reason("Because."),))

    with pytest.raises(ForecastError, match="another name"):
        Plagiarist(store, members=members).predict(question())


@pytest.mark.parametrize(
    ("status", "probability", "interval"),
    [("answered", 1.2, None), ("answered", None, None), ("not_covered", 0.5, None), ("answered", 0.5, (0.6, 0.7)),
     ("answered", float("nan"), None)],
)  # fmt: skip
def test_a_prediction_keeps_its_promises(
    status: Any, probability: float | None, interval: tuple[float, float] | None
) -> None:
    with pytest.raises(ForecastError):
        Prediction(status, probability, interval, CUTOFF, "any.v1", (Reason("Because."),))


def test_a_prediction_without_a_reason_is_refused() -> None:
    with pytest.raises(ForecastError, match="no reason"):
        Prediction("answered", 0.5, None, CUTOFF, "any.v1", ())


def test_a_horizon_of_no_days_is_no_question() -> None:
    with pytest.raises(ForecastError):
        question(days=0)
