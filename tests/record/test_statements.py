"""Statements: who said what to whom, and by whose word we know."""

import pytest

from sitroom.record import ActorRef, Record

from .answers import acts, names, read_text, statement


def by(record: Record) -> list[str]:
    return [who.label if isinstance(who, ActorRef) else who for who in record.asserted_by]


def test_a_statement_has_speaker_audience_and_content() -> None:
    told = statement("Putin told Merkel on 3 May 2013 that Russia would wait.")
    assert (names(told.speaker), names(told.audience)) == ("Vladimir Putin", "Angela Merkel")
    assert told.content is not None
    assert told.content.quote == "that Russia would wait"


def test_whom_one_speaks_of_is_not_what_one_says() -> None:
    said = statement("Poland criticised Russia.")
    assert (names(said.audience), said.content) == ("Russia", None)


def test_a_request_goes_to_someone() -> None:
    assert acts("Poland asked Germany for help.") == ["REQUEST actual: Poland > Germany"]


def test_what_is_said_to_be_so_is_by_the_word_of_who_says_it() -> None:
    said, attacked = read_text("France said that Germany had attacked Belgium.").records
    assert (by(said), by(attacked)) == (["author"], ["author", "France"])


def test_words_within_words_nest() -> None:
    text = "Merkel said that Putin had told Obama that Russia would withdraw from Crimea."
    assert [by(record) for record in read_text(text, on="2014-04-02").records] == [
        ["author"],
        ["author", "Angela Merkel"],
        ["author", "Angela Merkel", "Vladimir Putin"],
    ]


def test_according_to_is_an_attribution() -> None:
    (shelled,) = read_text("According to Lavrov, Turkey shelled a village.", on="2016-04-02").records
    assert by(shelled) == ["author", "Sergey Lavrov"]


@pytest.mark.parametrize(
    "text",
    [
        "Ruritania accused Elbonia of shelling the port.",
        "Iraq accused Turkey of shelling the port.",
        "Iraq accused Turkey of shelling a port.",
        "Poland blamed Russia for attacking a convoy.",
    ],
)
def test_an_accusation_is_not_an_assault(text: str) -> None:
    assert [act.split()[0] for act in acts(text) if " actual" in act] == ["ACCUSE"]


def test_an_accusation_has_its_accuser_even_where_no_gazetteer_knows_it() -> None:
    assert acts("Ruritania accused Elbonia of aggression.") == ["ACCUSE actual: Ruritania > Elbonia"]


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Putin's statement on Syria of 3 May 2013 was harsh.", "Vladimir Putin: 2013-05-03"),
        ("The statement that Putin made on 3 May 2013 surprised Washington.", "Vladimir Putin: 2013-05-03"),
        ("In Minsk on 3 May 2013 Lavrov made a statement on Ukraine.", "Sergey Lavrov: 2013-05-03"),
    ],
)
def test_a_noun_may_be_a_statement(text: str, answer: str) -> None:
    said = statement(text)
    assert said.date is not None
    assert f"{names(said.speaker)}: {said.date.edtf}" == answer


def test_a_characterisation_that_runs_down_is_an_accusation() -> None:
    text = 'Clinton\'s assessment of the union as "a move to subjugate the region" (Dublin, December 2012) was harsh.'
    said = statement(text)
    assert said.date is not None
    assert (acts(text), said.date.edtf, said.place_name) == (
        ["ACCUSE actual: Hillary Clinton"],
        "2012-12",
        "Dublin",
    )


def test_a_promise_has_an_audience() -> None:
    assert acts("Putin's promise to Armenia was kept.") == ["promise actual: Vladimir Putin > Armenia"]


def test_a_plain_statement_has_no_type_and_one_that_acts_has() -> None:
    plain, acting = statement("Lavrov spoke in Minsk."), statement("Lavrov threatened Poland.")
    assert (plain.coding, acting.coding and acting.coding.event_type) == (None, "THREATEN")
    assert "actors" not in plain.to_json()
    assert "actors" in acting.to_json()
