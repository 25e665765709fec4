"""Questions in a sentence: read whole, or refused with what to do."""

from datetime import date

import pytest

from sitroom.core import SitroomError, UsageError
from sitroom.desk.question_sentence import read_question
from sitroom.record import event_types, gazetteer

AS_OF = date(2018, 6, 1)
EU, WEST = "european-union", "west"
READ = {
    "Will Belarus consult with the EU within 21 days?": (("BLR",), (EU,), ("CONSULT",), (), True, 21),
    "will Belarus meet Poland by 15 July 2018?": (("BLR",), ("POL",), ("CONSULT",), (), True, 44),
    "Will Belarus meet Poland before 15 July 2018": (("BLR",), ("POL",), ("CONSULT",), (), True, 43),
    "Will Belarus meet Poland before the end of July 2018": (("BLR",), ("POL",), ("CONSULT",), (), True, 60),
    "Will Belarus accuse Poland by 2018-06-21?": (("BLR",), ("POL",), ("ACCUSE",), (), False, 20),
    "Will Belarus be sanctioned by the EU or the United States in the next three weeks?": (
        (EU, "USA"), ("BLR",), ("SANCTION",), (), False, 21,
    ),
    "Will Russia and Ukraine meet within a week?": (("RUS",), ("UKR",), ("CONSULT",), (), True, 7),
    "Will anyone attack Armenia within 30 days?": ((), ("ARM",), ("ASSAULT",), (), False, 30),
    "Will Belarus protest?": (("BLR",), (), ("PROTEST",), (), False, None),
    "Will Belarus make a cooperative move toward the West in the coming month?": (
        ("BLR",), (WEST,), (), (1, 2), True, 30,
    ),
    "Will Belarus accuse or threaten Poland?": (("BLR",), ("POL",), ("ACCUSE", "THREATEN"), (), False, None),
    "Is it likely that North Korea threatens Japan within 2 weeks?": (
        ("PRK",), ("JPN",), ("THREATEN",), (), False, 14,
    ),
    "Will BLR consult with EU?": (("BLR",), (EU,), ("CONSULT",), (), True, None),
    "Will Bosnia and Herzegovina cooperate with Serbia?": (("BIH",), ("SRB",), (), (1, 2), True, None),
}  # fmt: skip
REFUSED = {
    "": "no act is read",
    "Will it rain?": "'rain' is not read",
    "consult": "nobody is read",
    "Will Belarus like Poland?": "'like' is not read",
    "Will Belarus sign a trade agreement with Poland?": "'sign' is not read",
    "Will Belarus meet Poland in secret?": "'in' is not read",
    "Will Atlantis meet Poland?": "'Atlantis' names no actor",
    "Will Belarus not meet Poland?": "what is left to 1",
    "Will Belarus meet Poland if Russia attacks?": "sitroom test",
    "Will Russia and Belarus attack Ukraine?": "write “or”",
    "Will Russia meet Poland and accuse China?": "asks two things",
    "Will Belarus be sanctioned?": "by whom",
    "Will attack Poland?": "who acts",
    "Will Belarus meet Poland by 15 May 2018?": "not after 2018-06-01",
    "Will Belarus meet Poland within 0 days?": "at least one day",
}


@pytest.mark.parametrize("sentence", READ)
def test_a_sentence_is_read(sentence: str) -> None:
    read = read_question(sentence, gazetteer(), as_of=AS_OF)
    pattern = read.pattern
    said = (pattern.actors, pattern.recipients, pattern.types, pattern.quads, pattern.mutual, read.horizon_days)
    assert said == READ[sentence]


@pytest.mark.parametrize("sentence", REFUSED)
def test_a_word_that_is_not_read_stops_the_question(sentence: str) -> None:
    with pytest.raises(UsageError, match=REFUSED[sentence]):
        read_question(sentence, gazetteer(), as_of=AS_OF)


@pytest.mark.parametrize(
    "sentence", ["?" * 50, "Will " * 40, "Will \x00 meet \u202e?", "Will Belarus " * 200, "by by by"]
)
def test_nonsense_is_refused_and_breaks_nothing(sentence: str) -> None:
    with pytest.raises(SitroomError):
        read_question(sentence, gazetteer(), as_of=AS_OF)


@pytest.mark.parametrize("name", sorted(set(event_types()) - {"COOPERATE"}))
def test_the_verb_of_every_type_is_read(name: str) -> None:
    read = read_question(f"Will Belarus {event_types()[name].base} Poland?", gazetteer(), as_of=AS_OF)
    assert read.pattern.types == (name,)


def test_to_cooperate_is_to_do_anything_friendly_and_a_step_of_cooperation_is_the_type() -> None:
    broad = read_question("Will Belarus cooperate with Poland?", gazetteer(), as_of=AS_OF).pattern
    assert (broad.types, broad.quads) == ((), (1, 2))
    narrow = read_question("Will Belarus take a step of cooperation with Poland?", gazetteer(), as_of=AS_OF).pattern
    assert (narrow.types, narrow.quads) == (("COOPERATE",), ())
