"""Baselines by hand: each probability is one that a reader can count."""

from math import exp
from pathlib import Path

import pytest

from sitroom.core import EventPattern, ForecastError, LookaheadError
from sitroom.forecast import (
    Climatology,
    DecayedPoisson,
    Forecaster,
    PatternQuestion,
    Persistence,
    Prediction,
    Recurrency,
    forecaster_classes,
)
from sitroom.forecast.occurrences import count
from sitroom.history import EventStore

from .worlds import SOURCE, act, day, members, pair_events, store_of

ASSAULT = EventPattern(("AAA",), ("BBB",), quads=(4,))


def ask(store: EventStore, kind: type[Forecaster], *, cutoff: int, days: int = 10, **options: object) -> Prediction:
    question = PatternQuestion(ASSAULT, days, day(cutoff), SOURCE)
    return kind(store, members=members, **options).predict(question)


def test_persistence_counts_what_followed_windows_like_the_last(tmp_path: Path) -> None:
    # ten windows of ten days, days 0 to 99, known a day later: held in 1 2 . . 5 6 . 8 . 10
    days = [3, 12, 44, 51, 55, 78, 91]
    store = store_of(tmp_path, pair_events(days, last=99))
    said = ask(store, Persistence, cutoff=100)
    assert said.base_rate is not None
    assert (said.base_rate.hits, said.base_rate.windows) == (6, 10)
    assert said.probability == (2 + 0.5) / (5 + 1)  # of 1 2 5 6 8, two were followed by one in which it held
    assert "It held in the last of the windows of 10 days; of 5 such windows" in said.reasons[1].text
    quiet = ask(store_of(tmp_path / "b", pair_events(days[:-1], last=89)), Persistence, cutoff=90)  # without the tenth
    assert quiet.probability == (2 + 0.5) / (3 + 1)
    assert "It did not hold in the last" in quiet.reasons[1].text


def test_nothing_follows_across_a_year_without_rows(tmp_path: Path) -> None:
    # the last window of 2010 is followed by one of 2011, in which the source is silent
    days = [*range(5, 360, 10), 740, 780, 795]
    acts = [one for one in pair_events(days, last=800) if one.occurred_on.year != 2011]
    store = store_of(tmp_path, acts)
    question = PatternQuestion(ASSAULT, 10, day(801), SOURCE)
    (found,) = count([question], store.until(day(801)), members)
    followed = [
        bool(found.held[at + 1])
        for at in range(len(found.held) - 1)
        if found.kept[at] and found.kept[at + 1] and found.held[at] == found.held[-1]
    ]
    across = [at for at in range(len(found.held) - 1) if found.held[at] == found.held[-1] and found.kept[at]]
    assert len(across) > len(followed) > 0
    said = Persistence(store, members=members).predict(question)
    assert said.probability == (sum(followed) + 0.5) / (len(followed) + 1)


def test_persistence_without_a_precedent_says_one_half(tmp_path: Path) -> None:
    store = store_of(tmp_path, pair_events([95], last=99))
    said = ask(store, Persistence, cutoff=100)
    assert (said.probability, said.interval) == (0.5, (0.0, 1.0))
    assert "no window in which it held was ever followed" in said.reasons[1].text


def test_recurrency_asks_how_silences_as_long_ended(tmp_path: Path) -> None:
    days = [0, 5, 10, 20, 40, 60, 100, 115]  # gaps 5 5 10 20 20 40 15, and ten days since
    store = store_of(tmp_path, pair_events(days, last=125))
    said = ask(store, Recurrency, cutoff=126, min_gaps=3)
    assert said.probability == (3 + 0.5) / (4 + 1)  # of 20 20 40 15, all but 40 ended within 20
    assert "It last held 10 days before the last day told of; of 4 gaps longer than 10 days, 3 ended" in (
        said.reasons[1].text
    )


def test_a_silence_longer_than_any_is_compared_with_the_longest(tmp_path: Path) -> None:
    days = [0, 5, 10, 30, 50, 55, 95, 110]
    store = store_of(tmp_path, pair_events(days, last=300))
    said = ask(store, Recurrency, cutoff=301, min_gaps=3)
    assert "only 0 past gaps were longer, so the longest 3 are taken" in said.reasons[1].text
    assert said.probability == (2 + 0.5) / (3 + 1)  # of 20 20 40, two ended within ten days after day 19


def test_too_few_gaps_leave_the_base_rate(tmp_path: Path) -> None:
    store = store_of(tmp_path, pair_events([3, 12], last=120))
    said, usual = ask(store, Recurrency, cutoff=121), ask(store, Climatology, cutoff=121)
    assert said.probability == usual.probability
    assert "It returned 1 times; 8 are needed" in said.reasons[1].text


@pytest.mark.parametrize(("of", "worth"), [("days", (1 + 0.25) + 0.5), ("rows", (1 + 2 * 0.25) + 0.5)])
def test_a_poisson_rate_halves_what_lies_a_half_life_back(tmp_path: Path, of: str, worth: float) -> None:
    events = [*pair_events([79, 99], last=99), act(79, event_id="again")]
    store = store_of(tmp_path, events)
    said = ask(store, DecayedPoisson, cutoff=100, half_life_days=10, of=of)
    decayed = sum(0.5 ** (age / 10) for age in range(100))
    occurrences = 2 if of == "days" else 3
    rate = worth / (decayed + 0.5 * 100 / (occurrences + 0.5))
    assert said.probability == pytest.approx(1 - exp(-10 * rate), abs=1e-12)
    assert said.interval is not None
    assert said.interval[0] < 1 - exp(-10 * rate) < said.interval[1]


def test_what_never_happened_keeps_a_small_probability(tmp_path: Path) -> None:
    store = store_of(tmp_path, pair_events([], last=600))
    said = [ask(store, kind, cutoff=601).probability or 0 for kind in forecaster_classes()]
    assert all(0 < one < 0.02 for one in said)


def test_a_half_life_is_longer_than_nothing(tmp_path: Path) -> None:
    with pytest.raises(ForecastError):
        DecayedPoisson(EventStore(tmp_path), members=members, half_life_days=0)


@pytest.mark.parametrize("kind", forecaster_classes())
def test_each_declines_where_the_base_rate_is_not_covered(tmp_path: Path, kind: type[Forecaster]) -> None:
    store = store_of(tmp_path, pair_events([1, 2, 3], last=300))
    said = ask(store, kind, cutoff=120, days=21)
    assert (said.status, said.probability, said.interval) == ("not_covered", None, None)
    assert "8 are needed" in said.reasons[0].text
    assert said.base_rate is not None


@pytest.mark.parametrize("kind", forecaster_classes())
def test_what_is_learned_after_the_cutoff_changes_nothing(tmp_path: Path, kind: type[Forecaster]) -> None:
    days = [3, 12, 44, 51, 78, 91, 140, 141, 160]
    before = ask(store_of(tmp_path / "a", pair_events(days, last=200)), kind, cutoff=150)
    late = act(120, event_id="late", first_known_on=day(151))
    now = [one for one in pair_events(days, last=200) if one.first_known_on <= day(150)]
    assert ask(store_of(tmp_path / "b", [*now, late]), kind, cutoff=150) == before


def test_a_shared_history_is_closed_on_the_day_of_every_question(tmp_path: Path) -> None:
    store = store_of(tmp_path, pair_events([3, 12], last=200))
    asked = [PatternQuestion(ASSAULT, 7, day(cutoff), SOURCE) for cutoff in (150, 160)]
    forecaster = Climatology(store, members=members)
    assert [one.cutoff for one in forecaster.predict_all(asked)] == [day(150), day(160)]
    with pytest.raises(LookaheadError):
        forecaster.predict_all(asked, known=store.until(day(160)))
    with pytest.raises(LookaheadError):
        forecaster.predict_all(asked[:1], known=store)


def test_a_forecaster_that_leaves_a_question_out_is_caught(tmp_path: Path) -> None:
    class Idle(Climatology):
        def _predict_all(self, questions: object, known: object) -> list[Prediction]:
            return []

    store = store_of(tmp_path, pair_events([3, 12], last=200))
    with pytest.raises(ForecastError, match="answered 0"):
        Idle(store, members=members).predict_all([PatternQuestion(ASSAULT, 7, day(150), SOURCE)])


def test_forecasters_go_by_name_with_or_without_version() -> None:
    assert forecaster_classes(["persistence", "persistence.v1", "climatology.v1"]) == (Persistence, Climatology)
    with pytest.raises(ForecastError, match="there are climatology"):
        forecaster_classes(["oracle"])
