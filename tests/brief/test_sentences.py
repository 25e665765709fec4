from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from sitroom.brief.sentences import attributed, sentence_of, verbs
from sitroom.core import Span, day_range
from sitroom.record import ActorRef, Coding, Condition, Event, RecordDate, Statement, event_types


def said(words: str, start: int = 0) -> Span:
    return Span(start, start + len(words), words)


def actor(name: str, *, known: bool = True) -> ActorRef:
    return ActorRef(said(name), name if known else None)


def event(
    actors: Sequence[ActorRef],
    recipients: Sequence[ActorRef] = (),
    event_type: str | None = "CONSULT",
    mode: str | None = None,
    **more: Any,
) -> Event:
    span = said("the words")
    coding = Coding(event_type=event_type, mode=mode)
    return Event(
        id="rec",
        evidence=(span,),
        trigger=span,
        coding=coding,
        actors=tuple(actors),
        recipients=tuple(recipients),
        **more,
    )


VOSS, RUPERT, PLUM = actor("Voss"), actor("Rupert"), actor("Plum")


@pytest.mark.parametrize(
    ("realis", "sentence"),
    [
        ("actual", "Voss met Rupert"),
        ("negated", "Voss did not meet Rupert"),
        ("scheduled", "Voss is to meet Rupert"),
        ("hypothetical", "Voss might meet Rupert"),
        ("habitual", "Voss is said to meet Rupert as a habit"),
    ],
)
def test_only_what_happened_is_told_as_having_happened(realis, sentence):
    assert sentence_of(event([VOSS], [RUPERT], realis=realis)) == sentence


def test_a_mutual_act_has_no_recipient():
    assert sentence_of(event([VOSS, RUPERT])) == "Voss and Rupert met"
    assert sentence_of(event([VOSS, RUPERT], realis="scheduled")) == "Voss and Rupert are to meet"


def test_a_description_in_the_plural_takes_a_plural_verb():
    assert sentence_of(event([actor("The two delegations", known=False)], realis="scheduled")).startswith(
        "The two delegations are to"
    )


def test_a_mode_has_its_own_verb_and_an_unknown_one_falls_back():
    assert sentence_of(event([VOSS], [RUPERT], mode="phone")) == "Voss spoke by telephone with Rupert"
    assert sentence_of(event([VOSS], [RUPERT], mode="carrier-pigeon")) == "Voss met Rupert"


def test_a_happening_without_a_type_is_told_in_the_sources_words():
    assert sentence_of(event([VOSS], event_type=None)) == "Voss: “the words”"
    assert sentence_of(event([], event_type="ASSAULT", realis="negated")) == "Did not happen: “the words”"


def test_whose_word_it_is_runs_through_the_whole_chain():
    assert attributed(event([VOSS], asserted_by=("author",))) == ""
    told = sentence_of(event([VOSS], [PLUM], asserted_by=("author", actor("the Gazette"), RUPERT)))
    assert told == "By the word of Rupert, as the Gazette reports: Voss met Plum"


def test_a_statement_without_a_type_is_said_to_someone():
    words = said("we shall see")
    statement = Statement(id="rec", evidence=(words,), trigger=words, speaker=(VOSS,), audience=(PLUM,), content=words)
    assert sentence_of(statement) == "Voss told Plum: “we shall see”"


def test_a_condition_keeps_its_own_word():
    long = said("x" * 200)
    depends = Condition(id="rec", evidence=(long,), antecedent=said("the vote"), consequent=said("the treaty"))
    assert sentence_of(depends) == "“the treaty” depends on “the vote”"
    unless = Condition(
        id="rec", evidence=(long,), antecedent=said("it rains"), consequent=said("we go"), cue=said("unless")
    )
    assert sentence_of(unless) == "“we go”, unless “it rains”"


def test_words_that_say_not_themselves_need_no_remark():
    words = said("Voss did not fly on")
    stay = Event(id="rec", evidence=(words,), trigger=words, actors=(VOSS,), realis="negated")
    assert sentence_of(stay) == "Voss: “Voss did not fly on”"


def test_a_content_of_one_word_gives_way_to_the_whole_words():
    words = said("Voss said it on Monday")
    statement = Statement(id="rec", evidence=(words,), trigger=words, speaker=(VOSS,), content=said("it"))
    assert sentence_of(statement) == "Voss said: “Voss said it on Monday”"


def test_a_place_stands_behind_its_act():
    where = said("Strelsau")
    met = event([VOSS], [PLUM], place=where, date=RecordDate(day_range(date(2031, 5, 1)), "2031-05-01", "said"))
    assert sentence_of(met) == "Voss met Plum (Strelsau)"


def test_every_event_type_has_a_verb():
    assert {name for name, mode in verbs() if not mode} == set(event_types())
