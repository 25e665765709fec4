"""Asking a desk: a probability with its reasons, from what was known, or a plain word on why there is none."""

import json
import sys
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from sitroom.core import DayRange, EventPattern, HistoryError, IntegrityError, LookaheadError, UsageError
from sitroom.desk import Desk, asking, chronicles
from sitroom.desk.rates import members_of, rate
from sitroom.forecast import FittedHazard, PatternQuestion
from sitroom.ledger import Question
from tests.desk.acts import CODES, FIRST, KINDS, LAST, SOURCE, acted, acts, desk_with

EVE = date(2017, 11, 1)
ASKED = "Will Belarus consult with Poland within 7 days?"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk with a model as of the eve."""
    room = desk_with(tmp_path_factory.mktemp("desk"), acts())
    room.forecast.fit(until=EVE)
    return room


@pytest.fixture
def armenia(tmp_path: Path) -> Desk:
    """A desk with the bundled chronicle: too small for a model."""
    room = Desk(tmp_path / "armenia")
    for path in chronicles():
        room.import_history(path)
    return room


# ---------------------------------------------------------------------- the contract
def test_its_json_is_the_public_contract(desk: Desk) -> None:
    told = desk.ask(ASKED, as_of=EVE).to_json()
    assert list(told) == [
        "id", "question", "rule", "as_of", "opens_on", "closes_on", "status", "probability", "band", "by", "base_rate",
        "baselines", "information", "reasons", "model",
    ]  # fmt: skip
    assert json.loads(json.dumps(told)) == told
    assert (told["question"], told["as_of"], told["by"]) == (ASKED, "2017-11-01", "sitroom")
    assert told["opens_on"] == {"start": "2017-11-02", "end": "2017-11-02"}
    assert told["closes_on"] == {"start": "2017-11-08", "end": "2017-11-08"}
    assert told["rule"] == EventPattern(("BLR",), ("POL",), ("CONSULT",), window_days=7, mutual=True).to_json()
    assert (told["status"], told["model"], told["information"]) == ("open", "hazard.v1", "high")
    assert list(told["baselines"]) == ["climatology.v1", "persistence.v1", "decayed-poisson.v1", "recurrency.v1"]  # type: ignore[call-overload]
    assert all(set(reason) == {"text", "effect", "rows"} for reason in told["reasons"])  # type: ignore[attr-defined]


def test_its_keys_are_those_of_the_questions_of_the_ledger(desk: Desk) -> None:
    found = desk.ask(ASKED, as_of=EVE)
    assert set(found.to_json()) < set(found.question.to_json())


def test_parts_ask_what_the_sentence_asks(desk: Desk) -> None:
    parts = desk.ask(actor="Belarus", recipient="POL", types=["consult"], horizon_days=7, as_of="2017-11-01")
    assert parts.question.rule == EventPattern(("BLR",), ("POL",), ("CONSULT",), window_days=7)
    assert parts.question.text == "Belarus makes the move “meet” toward Poland within 7 days"
    quad = desk.ask(actor="BLR", recipient=["POL", "UKR"], quads=[3, 4], as_of=EVE)
    assert quad.question.rule == EventPattern(("BLR",), ("POL", "UKR"), quads=(3, 4), window_days=21)


def test_a_notebook_shows_it_with_every_text_escaped(desk: Desk) -> None:
    found = replace(desk.ask(ASKED, as_of=EVE), notes=("<script>alert(1)</script>",))
    shown = found._repr_html_()
    assert "<script>" not in shown
    assert ASKED in shown


# ---------------------------------------------------------------------- what was known
def test_rows_learnt_later_change_nothing(desk: Desk, tmp_path: Path) -> None:
    late = [
        replace(acted(n, 20, "BLR", "POL", KINDS[0]), first_known_on=EVE + timedelta(days=1 + n % 50))
        for n in range(0, (EVE - FIRST).days, 2)
    ]
    other = desk_with(tmp_path, [*acts(), *late])
    other.forecast.fit(SOURCE, until=EVE)
    for sentence in (ASKED, "Will the West accuse Russia within 21 days?", "Will anyone attack Lithuania?"):
        assert other.ask(sentence, as_of=EVE).to_json() == desk.ask(sentence, as_of=EVE).to_json()
    later = EVE + timedelta(days=60)
    assert other.ask(ASKED, as_of=later).prediction.base_rate != desk.ask(ASKED, as_of=later).prediction.base_rate


def test_a_day_that_has_not_come_cannot_be_asked_about(desk: Desk) -> None:
    with pytest.raises(UsageError, match="has not come"):
        desk.ask(ASKED, as_of="2018-06-02")
    with pytest.raises(UsageError, match="has not come"):
        desk.forecast.fit(until="2018-06-02")


def test_a_model_answers_nothing_of_an_earlier_day(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "QUICK_FACTS", 0)
    before = desk.ask(ASKED, as_of=EVE - timedelta(days=1))
    assert before.to_json()["model"] == "climatology.v1"
    assert "sitroom forecast fit --source made-up --until 2017-10-31" in before.notes[0]
    model = desk.forecast.models.latest(SOURCE, EVE)
    assert model is not None
    forecaster = FittedHazard(desk.event_store, members=members_of, model=model)
    pattern = EventPattern(("BLR",), ("POL",), ("CONSULT",))
    with pytest.raises(LookaheadError, match="--until 2017-10-31"):
        forecaster.predict(PatternQuestion(pattern, 7, EVE - timedelta(days=1), SOURCE))


def test_without_a_model_one_is_fitted_where_that_is_quick_and_it_says_so(tmp_path: Path) -> None:
    room = desk_with(tmp_path, acts(days=300))
    first = room.ask(ASKED, as_of="2016-10-01")
    assert first.to_json()["model"] == "hazard.v1"
    assert "was fitted for this, as of 2016-10-01" in first.notes[0]
    second = room.ask(ASKED, as_of="2016-10-01")
    assert (second.notes, second.probability) == ((), first.probability)
    assert [kept.card.until for kept in room.forecast.models.list()] == [date(2016, 10, 1)]


def test_a_group_is_asked_about_as_any_of_its_members(tmp_path: Path) -> None:
    room = desk_with(tmp_path, acts())
    room.change_group("ring", add=["POL", "LTU", "UKR"], name="the Ring")
    room.forecast.fit(until=EVE)
    found = room.ask(actor="RUS", recipient="ring", types=["ACCUSE"], horizon_days=7, as_of=EVE)
    each = [room.ask(actor="RUS", recipient=one, types=["ACCUSE"], horizon_days=7, as_of=EVE) for one in ("POL", "LTU")]
    assert {one.to_json()["model"] for one in (found, *each)} == {"hazard.v1"}
    assert (found.probability or 0) > max(one.probability or 1 for one in each)


def test_too_far_ahead_is_the_base_rates_to_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    room = desk_with(tmp_path, acts())
    assert room.forecast.fit(until="2016-10-01").card.horizons == (7, 21)
    monkeypatch.setattr(asking, "QUICK_FACTS", 0)
    near, far = (room.ask(f"Will Belarus attack Poland within {days} days?", as_of=EVE) for days in (40, 60))
    assert near.to_json()["model"] == "hazard.v1"
    assert far.to_json()["model"] == "climatology.v1"
    assert "fitted for 7, 21 days ahead, not for 60" in far.notes[-1]


def test_many_at_once_are_answered_as_each_alone(desk: Desk) -> None:
    model = desk.forecast.models.latest(SOURCE, EVE)
    assert model is not None
    forecaster = FittedHazard(desk.event_store, members=members_of, model=model)
    patterns = [
        EventPattern(("BLR",), ("POL",), ("CONSULT",), mutual=True), EventPattern(("west",), ("RUS",), quads=(3, 4)),
        EventPattern((), ("LTU",), ("ASSAULT",)), EventPattern(("JPN",), ("POL",)), EventPattern(("RUS",), (), quads=(1,)),
    ]  # fmt: skip
    asked = [
        PatternQuestion(pattern, horizon, EVE + timedelta(days=after), SOURCE)
        for pattern in patterns for horizon in (7, 21) for after in (0, 30)
    ]  # fmt: skip
    together = forecaster.predict_all(asked)
    assert together == tuple(forecaster.predict(question) for question in asked)
    assert {one.status for one in together} == {"answered", "not_covered"}


# ---------------------------------------------------------------------- reasons
def test_taking_the_facts_of_a_reason_away_moves_the_probability_as_it_says(desk: Desk, tmp_path: Path) -> None:
    found = desk.ask(ASKED, as_of=EVE)
    model = desk.forecast.models.latest(SOURCE, EVE)
    assert model is not None
    assert found.probability is not None
    moved = [reason for reason in found.reasons if reason.effect]
    assert moved
    assert [abs(one.effect or 0) for one in moved] == sorted((abs(one.effect or 0) for one in moved), reverse=True)
    question = PatternQuestion(EventPattern(("BLR",), ("POL",), ("CONSULT",), mutual=True), 7, EVE, SOURCE)
    told = 0
    for number, reason in enumerate(moved):
        if len(reason.rows) >= 50:  # only the last rows of so many are named
            continue
        left = [event for event in acts() if event.event_id not in reason.rows]
        without = desk_with(tmp_path / str(number), left)
        forecaster = FittedHazard(without.event_store, members=members_of, model=model, reasons=False)
        after = forecaster.predict(question).probability
        assert after is not None
        assert found.probability - after == pytest.approx(reason.effect, abs=1e-6), reason.text
        told += 1
    assert told


def test_reasons_are_sentences_with_days(desk: Desk) -> None:
    texts = [reason.text for reason in desk.ask(ASKED, as_of=EVE).reasons if reason.effect]
    assert any("Belarus met Poland on" in text and "October 2017" in text for text in texts), texts


def test_a_quiet_source_says_so(desk: Desk) -> None:
    found = desk.ask(ASKED, as_of="2018-05-31")
    assert any(f"tells of nothing after {LAST.day} Dec 2017" in reason.text for reason in found.reasons)


# ---------------------------------------------------------------------- what has no answer
def test_what_is_not_covered_says_why_and_what_loads_data(desk: Desk) -> None:
    found = desk.ask("Will Japan attack Poland?", as_of=EVE)
    told = found.to_json()
    assert (told["status"], told["probability"], told["base_rate"], told["baselines"]) == ("not_covered",) + (None,) * 3
    assert found.headline() == ("Not covered: made-up (1 Jan 2016 - 31 Oct 2017) has 0 rows about JPN, fewer than 10.")
    assert found.remedy == "sitroom history fetch gdelt --from 2016-11-01 --to 2017-11-01"


def test_a_desk_without_data_covers_nothing(tmp_path: Path) -> None:
    found = Desk(tmp_path).ask(ASKED, as_of="2013-02-20")
    assert found.to_json()["status"] == "not_covered"
    assert found.headline() == "Not covered: the desk has no event data known by 20 Feb 2013."
    assert found.remedy == "sitroom history fetch gdelt --from 2012-02-21 --to 2013-02-20"


def test_a_small_chronicle_is_answered_by_its_base_rate(armenia: Desk) -> None:
    found = armenia.ask("Will Armenia consult with Russia within 21 days?", as_of="2013-08-31")
    assert found.to_json()["model"] == "climatology.v1"
    assert found.to_json()["band"] == list(found.prediction.interval or ())
    assert "a model takes 500" in found.notes[0]


def test_low_information_comes_with_a_harder_question(armenia: Desk) -> None:
    found = armenia.ask("Will Armenia cooperate with anyone within 60 days?", as_of="2013-12-31")
    assert found.to_json()["information"] == "low"
    assert found.harder is not None
    assert "A question that says more" in found.reasons[-1].text


@pytest.mark.parametrize(
    ("given", "error", "words"),
    [
        ({"question": ASKED, "actor": "RUS"}, UsageError, "not with both"),
        ({"question": ASKED, "horizon_days": 8}, UsageError, "7 days and --horizon 8"),
        ({"actor": "BLR", "types": ["DANCE"]}, UsageError, "'DANCE' is no event type"),
        ({"actor": "BLR", "quads": [5]}, UsageError, "quads are 1 to 4"),
        ({"actor": "BLR", "horizon_days": 0}, UsageError, "1 to 3650 days, not 0"),
        ({"actor": "Atlantis"}, HistoryError, "Atlantis"),
        ({"types": ["AID"]}, UsageError, "--actor"),
        ({"question": ASKED, "source": "elsewhere"}, HistoryError, "elsewhere"),
    ],
)
def test_what_means_nothing_is_refused(
    desk: Desk, given: dict[str, object], error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words):
        desk.ask(as_of=EVE, **given)  # type: ignore[arg-type]


# ---------------------------------------------------------------------- models
def test_a_model_is_stale_once_its_history_is_another_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    room = desk_with(tmp_path, acts())
    room.forecast.fit(until=EVE)
    monkeypatch.setattr(asking, "QUICK_FACTS", 0)
    assert room.ask(ASKED, as_of=EVE).notes == ()
    room.event_store.append([acted(5, 30, "BLR", "POL", KINDS[0])], received_on=date(2018, 1, 2))
    found = room.ask(ASKED, as_of=EVE)
    assert found.to_json()["model"] == "hazard.v1"
    assert "is stale: the history as known on 2017-11-01 has" in found.notes[0]
    monkeypatch.undo()
    assert "was fitted for this" in room.ask(ASKED, as_of=EVE).notes[0]
    assert room.ask(ASKED, as_of=EVE).notes == ()


def test_a_model_is_stale_once_its_history_has_grown_by_a_quarter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = desk_with(tmp_path, acts())
    room.forecast.fit(until=FIRST + timedelta(days=400))
    monkeypatch.setattr(asking, "QUICK_FACTS", 0)
    assert room.ask(ASKED, as_of=FIRST + timedelta(days=450)).notes == ()
    assert "has grown from" in room.ask(ASKED, as_of=FIRST + timedelta(days=600)).notes[0]


@pytest.mark.parametrize("what", ["numbers", "card", "missing", "other"])
def test_a_broken_model_is_named_and_not_used(tmp_path: Path, what: str) -> None:
    room = desk_with(tmp_path, acts(days=300))
    folder = room.forecast.fit(until="2016-10-01").folder
    inner = max((folder / "hazard").iterdir())
    if what == "numbers":
        raw = bytearray(inner.read_bytes())
        raw[len(raw) // 2] ^= 255
        inner.write_bytes(bytes(raw))
    elif what == "missing":
        inner.unlink()
    elif what == "card":
        (folder / "model.json").write_text('{"schema": "sitroom.model/1"', encoding="utf-8")
    else:
        folder.rename(folder.with_name("2016-09-30"))
    again = Desk(tmp_path, clock=room.clock)
    with pytest.raises(IntegrityError, match=r"model|saved"):
        again.ask(ASKED, as_of="2016-10-01")
    if what in {"numbers", "missing"}:
        again.forecast.fit(until="2016-10-01")
        assert again.ask(ASKED, as_of="2016-10-01").covered


def test_the_same_history_and_seed_give_the_same_model(tmp_path: Path, desk: Desk) -> None:
    other = desk_with(tmp_path, acts())
    other.forecast.fit(until=EVE)
    assert other.ask(ASKED, as_of=EVE).probability == desk.ask(ASKED, as_of=EVE).probability


def test_a_brief_takes_the_model_where_there_is_one(desk: Desk) -> None:
    opens, closes = EVE + timedelta(days=1), EVE + timedelta(days=7)
    question = Question(
        text="Belarus meets Poland", rule_words="true if they meet", resolver="machine",
        opens_on=DayRange(opens, opens), closes_on=DayRange(closes, closes),
        rule=EventPattern(("BLR",), ("POL",), ("CONSULT",), mutual=True),
    )  # fmt: skip
    rated = rate(question, desk.event_store)
    assert rated.model == "hazard.v1"
    assert rated.ours == pytest.approx(desk.ask(ASKED, as_of=EVE).probability, abs=1e-4)
    assert "climatology.v1 says" in rated.ours_note
    early = replace(question, opens_on=DayRange(EVE, EVE), closes_on=DayRange(closes, closes), id="")
    assert rate(early, desk.event_store).model == "climatology.v1"


# ---------------------------------------------------------------------- what an answer loads
def test_an_answer_loads_nothing_heavy(desk: Desk) -> None:
    import subprocess

    code = (
        "import sys\nfrom pathlib import Path\nfrom sitroom.desk import Desk\n"
        f"found = Desk(Path({str(desk.folder)!r})).ask({ASKED!r}, as_of='2017-11-01')\n"
        "assert found.to_json()['model'] == 'hazard.v1'\n"
        "print([one for one in ('lightgbm', 'numba', 'spacy', 'pandas', 'scipy', 'onnxruntime') if one in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


def test_the_states_of_this_test_are_states() -> None:
    assert all(members_of(code, EVE) == {code} for code in CODES)
