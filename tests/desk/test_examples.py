"""The bundled briefs: read as a stranger would read them at once."""

from functools import cache

import pytest

from sitroom.core import InputError
from sitroom.desk import chronicles, example_names, example_path
from sitroom.desk.questions import questions_of
from sitroom.record import Estimate, Event, Reading, Statement, read
from sitroom.text import load


@cache
def example(name: str) -> Reading:
    return read(load(example_path(name)))


@pytest.mark.parametrize("name", example_names())
def test_every_sentence_is_read(name: str) -> None:
    assert [one for one in example(name).problems if one.code == "record.sentence-not-read"] == []


@pytest.mark.parametrize("name", example_names())
def test_there_is_a_judgement_with_a_horizon(name: str) -> None:
    assert [one for one in example(name).records if isinstance(one, Estimate) and one.horizon]
    assert [one for one in questions_of(example(name)) if one.scorable]


@pytest.mark.parametrize(
    ("name", "start", "end"),
    [
        ("armenia-2013-08", "2013-09-02", "2013-09-02"),
        ("armenia-2013-09", "2013-09-13", "2013-10-23"),
        ("iran-2013-11", "2013-11-14", "2013-11-16"),
        ("korea-2018-03", "2018-03-29", "2018-03-31"),
    ],
)
def test_the_day_of_writing_is_found_and_the_stamp_set_aside(name: str, start: str, end: str) -> None:
    days = example(name).reference.days
    assert (str(days.start), str(days.end)) == (start, end)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("armenia-2013-08", "Putin did not fly on to Yerevan"),
        ("armenia-2013-08", "if Ukraine opened its market to the EU"),
        ("armenia-2013-08", "Had he stopped in Yerevan on his way home"),
        ("armenia-2013-08", "will commit himself to membership"),
        ("armenia-2013-09", "nor Nursultan Nazarbayev took part in the talks"),
        ("armenia-2013-09", "the National Assembly was not consulted"),
        ("armenia-2013-09", "He did not ask"),
        ("armenia-2013-09", "without initialling the association agreement"),
        ("iran-2013-11", "Barack Obama and Hassan Rouhani did not meet in New York"),
        ("iran-2013-11", "refuse to dismantle Arak"),
        ("iran-2013-11", "Were the Banking Committee to vote out a bill"),
        ("korea-2018-03", "two leaders would meet at the Peace House"),
        ("korea-2018-03", "if Seoul and Washington met him with goodwill"),
        ("korea-2018-03", "Trump and Kim sit down together"),
        ("korea-2018-03", "Had they talked"),
    ],
)
def test_what_did_not_happen_is_not_coded_as_having_happened(name: str, words: str) -> None:
    text = example_path(name).read_text(encoding="utf-8")
    start = text.index(words)
    coded = [
        (one.trigger.quote, one.realis)
        for one in example(name).records
        if isinstance(one, Event | Statement) and start <= one.trigger.start < start + len(words)
    ]
    assert [one for one in coded if one[1] == "actual"] == []


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("armenia-2013-08", "60 percent chance"),
        ("armenia-2013-09", "even chance"),
        ("iran-2013-11", "60 percent"),
        ("korea-2018-03", "35 percent"),
    ],
)
def test_a_judgement_in_the_text_is_an_estimate(name: str, words: str) -> None:
    found = [one for one in example(name).records if isinstance(one, Estimate)]
    assert [one for one in found if words in one.words.quote and one.band]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("armenia-2013-09", "was unlikely to commit himself"),
        ("armenia-2013-09", "is unlikely to have made an impression"),
    ],
)
def test_a_judgement_on_what_is_past_is_no_question(name: str, words: str) -> None:
    assert [one.text for one in questions_of(example(name)) if one.quote and words in one.quote.quote] == []


@pytest.mark.parametrize(
    ("name", "later", "earlier"),
    [
        ("armenia-2013-08", "journey", "welcomed"),
        ("iran-2013-11", "answering", "told"),
    ],
)
def test_a_chain_of_answers_runs_backwards(name: str, later: str, earlier: str) -> None:
    reading = example(name)
    pairs = {
        (getattr(one, "trigger", one.anchor).quote, getattr(other, "trigger", other.anchor).quote)
        for link in reading.links
        if link.kind == "replies_to" and (one := reading.find(link.source)) and (other := reading.find(link.target))
    }
    assert (later, earlier) in pairs


def test_an_example_that_there_is_not_is_told_with_those_that_there_are() -> None:
    with pytest.raises(InputError, match="korea-2018-03"):
        example_path("atlantis")
    assert len(chronicles()) == 1
