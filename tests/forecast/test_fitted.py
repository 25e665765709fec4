"""The fitted hazard as a forecaster: kept to its cutoff, its source and its horizon; and its sentences."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

from sitroom.core import EventPattern, ForecastError, IntegrityError, LookaheadError
from sitroom.forecast import (
    FittedHazard,
    FittedModel,
    PatternQuestion,
    code_facts,
    fit_model,
    known_rows,
    load_card,
    load_model,
    save_model,
)
from sitroom.forecast.code_facts import Deed
from sitroom.forecast.told import days_told, name_of, tell, verb_of
from sitroom.history import EventStore, base_rate
from tests.forecast.worlds import SOURCE, act, any_pattern, day, members, store_of, world_events

UNTIL = day(1000)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> EventStore:
    return store_of(tmp_path_factory.mktemp("world"), world_events(2))


@pytest.fixture(scope="module")
def model(store: EventStore) -> FittedModel:
    return fit_model(store, SOURCE, until=UNTIL)


def questions(seed: int, many: int) -> list[PatternQuestion]:
    rng = np.random.default_rng(seed)
    return [
        PatternQuestion(any_pattern(rng), int(rng.choice([1, 7, 21, 30])), day(int(rng.integers(1000, 1500))), SOURCE)
        for _ in range(many)
    ]


# ---------------------------------------------------------------------- answers
def test_it_covers_what_the_base_rate_covers_and_gives_a_probability(store: EventStore, model: FittedModel) -> None:
    forecaster = FittedHazard(store, members=members, model=model, reasons=False)
    kinds = set()
    for question in questions(5, 25):
        found = forecaster.predict(question)
        theirs = base_rate(
            store.until(question.cutoff), question.pattern, horizon_days=question.horizon_days, as_of=question.cutoff,
            source=SOURCE, members=members,
        )  # fmt: skip
        assert found.base_rate is not None
        assert found.base_rate.to_json() == theirs.to_json()
        assert (found.status == "answered") == theirs.covered
        assert found.probability is None or 0 < found.probability < 1
        kinds.add(found.status)
    assert kinds == {"answered", "not_covered"}


def test_many_at_once_are_answered_as_each_alone(store: EventStore, model: FittedModel) -> None:
    forecaster = FittedHazard(store, members=members, model=model)
    asked = questions(6, 8)
    assert forecaster.predict_all(asked) == tuple(forecaster.predict(question) for question in asked)


def test_it_answers_no_earlier_question_no_other_source_and_nothing_far(store: EventStore, model: FittedModel) -> None:
    forecaster = FittedHazard(store, members=members, model=model)
    question = PatternQuestion(EventPattern(("AAA",), ("BBB",)), 21, UNTIL, SOURCE)
    assert forecaster.answers(question)
    with pytest.raises(LookaheadError, match="sitroom forecast fit"):
        forecaster.predict(replace(question, cutoff=UNTIL - timedelta(days=1)))
    for other in (replace(question, source="elsewhere"), replace(question, horizon_days=200)):
        assert not forecaster.answers(other)
        with pytest.raises(ForecastError):
            forecaster.predict(other)


def test_what_is_learnt_after_the_cutoff_changes_neither_model_nor_answer(
    store: EventStore, model: FittedModel, tmp_path: Path
) -> None:
    late = [act(n, event_id=f"late{n}", first_known_on=UNTIL + timedelta(days=30)) for n in range(900, 1000)]
    other = store_of(tmp_path, [*world_events(2), *late])
    again = fit_model(other, SOURCE, until=UNTIL)
    assert replace(again.card, files=model.card.files) == model.card
    for question in questions(7, 4):
        early = replace(question, cutoff=UNTIL + timedelta(days=20))
        ours = FittedHazard(store, members=members, model=model).predict(early)
        theirs = FittedHazard(other, members=members, model=again).predict(early)
        assert ours == theirs


def test_too_little_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ForecastError, match="a model takes 500"):
        fit_model(store_of(tmp_path, [act(n) for n in range(200)]), SOURCE, until=UNTIL)
    with pytest.raises(ForecastError, match="0 facts"):
        fit_model(store_of(tmp_path, []), "elsewhere", until=UNTIL)


# ---------------------------------------------------------------------- on disk
def test_a_saved_model_answers_as_before(store: EventStore, model: FittedModel, tmp_path: Path) -> None:
    save_model(model, tmp_path / "kept")
    assert load_card(tmp_path / "kept") == model.card
    kept = load_model(tmp_path / "kept")
    for question in questions(8, 4):
        ours = FittedHazard(store, members=members, model=model).predict(question)
        assert FittedHazard(store, members=members, model=kept).predict(question) == ours


def test_every_byte_of_a_saved_model_is_checked(model: FittedModel, tmp_path: Path) -> None:
    save_model(model, tmp_path / "kept")
    for path in sorted(one for one in (tmp_path / "kept").rglob("*") if one.is_file()):
        raw = path.read_bytes()
        path.write_bytes(raw[:-3])
        with pytest.raises(IntegrityError):
            load_model(tmp_path / "kept")
        path.write_bytes(raw)
    load_model(tmp_path / "kept")


# ---------------------------------------------------------------------- sentences
def test_facts_are_told_in_a_sentence(tmp_path: Path) -> None:
    cells = {"actor_country": "BLR", "recipient_country": "EU", "event_type": "CONSULT", "quad": 1}
    days = (date(2018, 5, 3), date(2018, 5, 9), date(2018, 5, 12))
    events = [act(0, **cells, event_id=str(one), occurred_on=one, first_known_on=one) for one in days]
    known = code_facts(known_rows(store_of(tmp_path, events), SOURCE))
    plain = np.flatnonzero([not known.deeds[one].joined for one in known.facts.relation.tolist()])
    assert tell(known, plain) == "Belarus met the European Union on 3, 9 and 12 May 2018"


def test_many_facts_are_summed_up(tmp_path: Path) -> None:
    events = [
        act(n, event_id=f"{n}{code}", actor_country="RUS", recipient_country=code, event_type=kind, quad=quad)
        for n in range(20) for code in ("POL", "LTU", "UKR", "USA") for kind, quad in (("ACCUSE", 3), (None, 4))
    ]  # fmt: skip
    known = code_facts(known_rows(store_of(tmp_path, events), SOURCE))
    told = tell(known, np.arange(len(known.facts)))
    assert told == (
        "Russia did something hostile to and criticised Lithuania, Poland and 2 others on 20 days, "
        "last on 18, 19 and 20 January 2010"
    )


def test_a_row_of_a_month_is_told_as_of_that_month(tmp_path: Path) -> None:
    rough = act(0, actor_country="RUS", recipient_country="UKR", date_precision="month")
    known = code_facts(known_rows(store_of(tmp_path, [rough]), SOURCE))
    assert tell(known, np.arange(1)) == "Russia attacked Ukraine in January 2010"


def test_what_a_country_does_to_itself_is_told_of_those_in_it(tmp_path: Path) -> None:
    known = code_facts(known_rows(store_of(tmp_path, [act(0, actor_country="IND", recipient_country="IND")]), SOURCE))
    assert tell(known, np.arange(1)) == "Someone in India attacked others in it on 1 January 2010"


def test_words_of_days_names_and_deeds() -> None:
    assert days_told([date(2017, 12, 31), date(2018, 1, 2)]) == "31 December 2017 and 2 January 2018"
    assert (name_of("USA"), name_of("NATO"), name_of("XYZ")) == ("the United States", "NATO", "XYZ")
    assert verb_of(Deed("ASSAULT", 4)) == "attacked"
