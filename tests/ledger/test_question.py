"""Questions: ids, the JSON of the public contract, and fields that contradict each other."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from sitroom.core import DayRange, EventPattern, LedgerError, Span
from sitroom.ledger import Forecast, Question, ScorableForm

from .builders import OPENS, RULE, question

CONTRACT = [
    "id", "question", "rule", "as_of", "opens_on", "closes_on", "status", "probability", "band", "by", "base_rate",
    "baselines", "information", "reasons", "model",
]  # fmt: skip


def test_the_same_record_and_rule_are_one_question() -> None:
    assert question("rec-1").id == question("rec-1", text="In other words?", band=None).id
    assert question("rec-1").id != question("rec-2").id


def test_the_order_of_names_in_a_rule_does_not_matter() -> None:
    turned = EventPattern(actors=("blr",), recipients=("usa", "eu"), quads=(2, 1), window_days=21)
    assert question(rule=turned).id == question().id
    assert question(rule=replace(RULE, window_days=7)).id != question().id


def test_a_hand_made_question_is_known_by_its_words_and_days() -> None:
    by_hand = question(None)
    assert by_hand.id == question(None).id
    assert by_hand.id != question(None, closes_on=DayRange(date(2013, 5, 1), date(2013, 5, 1))).id


def test_fixing_a_day_does_not_change_the_id() -> None:
    asked = question(None)
    assert replace(asked, closes_on=DayRange(date(2013, 3, 20), date(2013, 3, 20))).id == asked.id


def test_json_has_the_shape_of_the_contract_and_reads_back() -> None:
    asked = question(quote=Span(3, 7, "will"), condition="the meeting", topic="belarus", document_id="doc-1")
    written = asked.to_json()
    assert list(written)[: len(CONTRACT)] == CONTRACT
    assert written["band"] == [0.8, 0.95]
    assert written["closes_on"] == {"start": "2013-03-14", "end": "2013-04-04"}
    assert Question.from_json(written) == asked


def test_our_forecast_stands_beside_the_band_of_the_author() -> None:
    ours = Forecast(
        question_id=question().id, by="sitroom", probability=0.97, base_rate=0.99, as_of=OPENS, model="m.v1"
    )
    written = question().to_json(ours)
    assert (written["band"], written["by"]) == ([0.8, 0.95], "author")
    assert (written["probability"], written["base_rate"], written["as_of"]) == (0.97, 0.99, "2013-02-21")


def test_a_forecast_reads_back() -> None:
    said = Forecast(
        question_id="q", by="Ana", band=(0.2, 0.4), baselines={"always": 1.0}, reasons=({"text": "it did", "rows": []},)
    )
    assert Forecast.from_json(said.to_json()) == said


def test_what_cannot_be_scored_says_why_and_offers_a_form_that_can() -> None:
    form = ScorableForm("Do they sign by 1 April?", RULE, "one row of SIGN")
    asked = question(rule=None, resolver="person", scorable=False, why_not="no day, no act", proposed=form)
    assert asked.status == "not_scorable"
    assert Question.from_json(asked.to_json()) == asked


@pytest.mark.parametrize(
    "changes",
    [
        {"rule": None},
        {"scorable": False},
        {"band": (0.9, 0.1)},
        {"band": (0.9, 1.1)},
    ],
)
def test_fields_that_contradict_each_other_are_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(LedgerError):
        question(**changes)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("band", [0.1]), ("band", "high"), ("resolver", "oracle"), ("status", "maybe"), ("closes_on", 7),
        ("closes_on", {"start": "2013-03-02", "end": "2013-03-01"}), ("opens_on", {"start": "soon"}),
        ("rule", "any"), ("rule", {"quads": [9]}), ("question", " "), ("quote", {"start": 1, "end": 9, "quote": "x"}),
    ],
)  # fmt: skip
def test_json_from_outside_is_checked_at_the_door(key: str, value: object) -> None:
    with pytest.raises(LedgerError, match=key):
        Question.from_json(question().to_json() | {key: value})


def test_the_last_closing_day_still_counts() -> None:
    assert not question().closed_by(date(2013, 4, 3))
    assert question().closed_by(date(2013, 4, 4))
