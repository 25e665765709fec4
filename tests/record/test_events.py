"""Events: who did it, to whom, where and when."""

import pytest

from sitroom.record import Event

from .answers import acts, event, names, read_text


@pytest.mark.parametrize(
    "text",
    [
        "Egypt attacked Libya on 3 May 2013.",
        "Libya was attacked by Egypt on 3 May 2013.",
        "Egypt launched an attack on Libya on 3 May 2013.",
    ],
)
def test_the_passive_swaps_the_parties(text: str) -> None:
    assert acts(text) == ["ASSAULT actual: Egypt > Libya"]


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Sanctions were imposed on Belarus by the EU.", "SANCTION actual: European Union > Belarus"),
        ("A bomb was dropped on Syria by Turkey.", "ASSAULT actual: Turkey > Syria"),
        ("Syria was criticised by Turkey and Jordan.", "ACCUSE actual: Turkey, Jordan > Syria"),
    ],
)
def test_the_agent_of_a_passive_is_the_actor(text: str, answer: str) -> None:
    assert acts(text) == [answer]


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Chile, Peru and Bolivia met in Lima on 4 May 2013.", "CONSULT actual: Chile, Peru, Bolivia"),
        ("Chile met with Peru.", "CONSULT actual: Chile, Peru"),
        ("Chile met Peru.", "CONSULT actual: Chile, Peru"),
        ("Merkel discussed the truce with Putin.", "CONSULT actual: Angela Merkel, Vladimir Putin"),
        ("Poland and Ukraine held talks with Russia.", "CONSULT actual: Poland, Ukraine, Russia"),
        ("The talks between Poland and Ukraine collapsed.", "CONSULT actual: Poland, Ukraine"),
    ],
)
def test_a_mutual_act_lists_all_parties_and_no_recipient(text: str, answer: str) -> None:
    assert acts(text) == [answer]


def test_the_presidents_of_two_states_are_two_parties() -> None:
    countries = {ref.country for ref in event("The presidents of Chile and Peru met in Lima on 4 May 2013.").actors}
    assert countries == {"CHL", "PER"}


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Canada sent aid to Haiti.", "AID actual: Canada > Haiti"),
        ("Japan imposed sanctions on North Korea.", "SANCTION actual: Japan > North Korea"),
        ("Ukraine cancelled a meeting with Russia.", "REJECT actual: Ukraine > Russia"),
        ("Poland gave aid to Ukraine.", "AID actual: Poland > Ukraine"),
        ("Poland paid a visit to Ukraine.", "CONSULT actual: Poland > Ukraine"),
    ],
)
def test_a_recipient_stands_after_its_preposition(text: str, answer: str) -> None:
    assert acts(text) == [answer]


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("India held talks with Pakistan.", "CONSULT actual: India, Pakistan"),
        ("Sudan signed an agreement with South Sudan.", "SUPPORT actual: Sudan, South Sudan"),
        ("Sudan and South Sudan signed an agreement.", "SUPPORT actual: Sudan, South Sudan"),
        ("Poland reached an agreement with Ukraine.", "SUPPORT actual: Poland, Ukraine"),
        ("The EU imposed sanctions on Belarus.", "SANCTION actual: European Union > Belarus"),
    ],
)
def test_a_light_verb_is_coded_by_its_noun_and_once(text: str, answer: str) -> None:
    assert acts(text) == [answer]


def test_all_of_a_joint_subject_act() -> None:
    assert acts("France and Britain warned Iran.") == ["THREATEN actual: France, United Kingdom > Iran"]


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Elbonia invaded Ruritania on 3 May 2013.", "ASSAULT actual: Elbonia > Ruritania"),
        ("Ruritania was attacked by Elbonia.", "ASSAULT actual: Elbonia > Ruritania"),
        ("Ruritania and Elbonia signed a treaty on 3 May 2013.", "SUPPORT actual: Ruritania, Elbonia"),
    ],
)
def test_states_that_no_gazetteer_knows_keep_their_names(text: str, answer: str) -> None:
    assert acts(text) == [answer]


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Turkey shot down a Russian jet on 24 November 2015.", "RUS"),
        ("Syria expelled the Turkish ambassador on 5 May 2013.", "TUR"),
    ],
)
def test_what_belongs_to_a_state_stands_for_it(text: str, answer: str) -> None:
    assert [ref.country for ref in event(text).recipients] == [answer]


def test_no_actor_no_code() -> None:
    assert acts("The price rose by half. A treaty was signed.") == []


@pytest.mark.parametrize(
    ("text", "days", "place"),
    [
        (
            "Lukashenko was on a working vacation in Sochi from 11 to 20 February 2013.",
            "2013-02-11/2013-02-20",
            "Sochi",
        ),
        ("Lavrov stayed in Minsk from 3 to 5 May 2013.", "2013-05-03/2013-05-05", "Minsk"),
        ("Kerry was in hospital in Boston on 3 May 2013.", "2013-05-03", "Boston"),
    ],
)
def test_a_stay_has_a_place_and_days_and_no_type(text: str, days: str, place: str) -> None:
    stay = event(text)
    assert (stay.coding.event_type, stay.date and stay.date.edtf, stay.place_name) == (None, days, place)


def test_a_date_says_from_which_words_it_was_worked_out() -> None:
    met = event("Chile met Peru in Lima on 4 May 2013.")
    assert met.date is not None
    assert met.date.edtf == "2013-05-04"
    assert "4 May 2013" in met.date.basis
    assert met.place is not None
    assert met.place.quote == "Lima"


def test_an_act_without_a_day_is_open_up_to_the_day_of_writing() -> None:
    met = event("Chile met Peru.", on="2013-05-04")
    assert met.date is not None
    assert met.date.edtf == "../2013-05-04"


def test_the_trigger_is_inside_the_evidence() -> None:
    for record in read_text("Chile met Peru in Lima, and Peru imposed sanctions on Bolivia.").records:
        assert isinstance(record, Event)
        assert record.anchor.covers(record.trigger)


def test_pronouns_and_titles_find_the_person_named_before() -> None:
    text = "Angela Merkel met Dmitry Medvedev on 3 May 2011. She criticised Iran on 4 May 2011."
    assert acts(text) == ["CONSULT actual: Angela Merkel, Dmitry Medvedev", "ACCUSE actual: Angela Merkel > Iran"]


def test_sectors_and_codes_come_with_the_mention() -> None:
    arrested = event("Police arrested a journalist in Minsk on 3 May 2013.")
    assert [ref.sectors for ref in (*arrested.actors, *arrested.recipients)] == [("COP",), ("MED",)]
    assert names(arrested.actors) == "Police"
    met = event("Alexander Lukashenko met Vladimir Putin on 3 May 2013.")
    assert [ref.code for ref in met.actors] == ["BLRGOV", "RUSGOV"]
