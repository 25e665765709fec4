"""The reader: what a reading holds, and that one bad sentence never stops a brief."""

import json

import pytest

from sitroom.record import Reading, read, reader
from sitroom.record.draft import Draft
from sitroom.record.sentence import Sentence
from sitroom.text import document_from_text

from .answers import acts, codes, read_text

TEXT = "Chile met Peru on 3 May 2013. Peru wants to join the EU. It is likely that Peru will sign the treaty."
FRENCH = "Le président français a rencontré la chancelière allemande à Berlin, et les deux pays ont signé un accord."


def test_another_language_is_a_problem_and_gives_no_records() -> None:
    assert codes(FRENCH) == ["text.language-not-covered"]
    assert read_text(FRENCH).records == ()


@pytest.mark.parametrize("text", ["", " \n\t ", ".", "The road is long.", "\u200b\u0000"])
def test_a_text_without_records_says_so(text: str) -> None:
    assert read_text(text).records == ()
    assert "record.nothing-found" in codes(text)


def test_the_contract_of_a_reading() -> None:
    shown = read_text(TEXT).to_json()
    assert set(shown) == {"schema", "document", "reference", "records", "links", "dates", "problems", "reader"}
    assert shown["schema"] == "sitroom.reading/1"
    kinds = [record["kind"] for record in json.loads(json.dumps(shown))["records"]]
    assert kinds == ["event", "aim", "estimate", "event"] or set(kinds) == {"event", "aim", "estimate"}


def test_a_reader_that_fails_costs_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "READERS", (("aims", _stumble), *reader.READERS))
    reading = read(document_from_text(TEXT))
    assert [problem.where and problem.where.quote for problem in reading.problems] == ["Peru wants to join the EU."]
    assert [problem.code for problem in reading.problems] == ["record.sentence-not-read"]
    assert _kinds(reading) == _kinds(read_text(TEXT))


def _stumble(draft: Draft, sentence: Sentence) -> None:
    if "wants" in sentence.span.quote:
        raise RecursionError


def _kinds(reading: Reading) -> list[str]:
    return [record.kind for record in reading.records]


def test_a_stamp_and_a_title_are_no_sentences() -> None:
    text = (
        "Chile attacks Peru\n\nLast updated 3 May 2013\n\nChile met Peru. Nothing else was said by either of the two."
    )
    assert acts(text) == ["CONSULT actual: Chile, Peru"]


def test_marked_actors_make_their_acts_the_surer() -> None:
    text = "Chile met Peru. Bolivia criticised Brazil."
    marks = ((text.index("Bolivia"), text.index("Bolivia") + 7), (text.index("Brazil"), text.index("Brazil") + 6))
    met, criticised = read(document_from_text(text), between=marks).records
    assert criticised.confidence > met.confidence


def test_the_id_survives_a_change_of_the_scale() -> None:
    ids = [[record.id for record in read_text(TEXT, scale=scale).records] for scale in ("icd203", "kent")]
    assert ids[0] == ids[1]


def test_dates_are_listed_with_their_value() -> None:
    (date,) = [one for one in read_text(TEXT).to_json()["dates"] if one["quote"] == "3 May 2013"]  # type: ignore[attr-defined]
    assert date["timex3"] == {"type": "DATE", "value": "2013-05-03"}
