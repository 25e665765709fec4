"""Namesakes: which Georgia, which Clinton; by the day, the title and what stands beside, with the reason."""

import pytest

from sitroom.record import ActorRef, Event, Statement

from .answers import codes, read_text


def first_actor(text: str, *, on: str) -> ActorRef:
    """Return the first speaker or actor of a text."""
    records = read_text(text, on=on).records
    refs = [ref for one in records if isinstance(one, Statement) for ref in one.speaker]
    refs += [ref for one in records if isinstance(one, Event) for ref in one.actors]
    return min(refs, key=lambda ref: ref.span.start)


def reading(ref: ActorRef) -> str:
    """Return name, country and code of an actor, the absent as a dash."""
    return " ".join(part or "-" for part in (ref.name, ref.country, ref.code))


@pytest.mark.parametrize(
    ("on", "text", "expected"),
    [
        # a country and a state of the United States
        ("2012-05-04", "Georgia's governor criticised the president.", "- USA USAGOV"),
        ("2008-08-13", "Georgia and Russia signed a ceasefire.", "Georgia GEO GEO"),
        ("2009-05-04", "The Georgian parliament condemned Russia.", "Parliament of Georgia GEO GEOLEG"),
        ("2012-05-04", "Lebanon, Pennsylvania, rejected the plan.", "Lebanon, Pennsylvania USA USA"),
        ("2012-05-04", "Lebanon rejected the plan.", "Lebanon LBN LBN"),
        ("2012-11-14", "New Mexico sued Mexico.", "New Mexico USA USA"),
        ("2012-11-14", "Northern Ireland criticised Britain.", "Northern Ireland GBR GBR"),
        ("2012-04-24", "American Samoa criticised Samoa.", "American Samoa USA USA"),
        # a capital, a newspaper, a university, a person
        ("2014-05-04", "Washington criticised Iran.", "United States USA USAGOV"),
        ("2014-05-04", "The Washington Post criticised Putin.", "Washington Post - -"),
        ("2014-05-04", "George Washington University criticised Iran.", "George Washington University - -"),
        ("2014-05-04", "The University of Georgia criticised China.", "University of Georgia - -"),
        ("2014-05-04", "Denzel Washington criticised Iran.", "Denzel Washington - -"),
        ("2014-05-04", "Washington state rejected the ban.", "Washington (U.S. state) USA USA"),
        ("2014-05-04", "Paris criticised Moscow.", "France FRA FRAGOV"),
        ("2009-05-04", "Paris Hilton criticised Putin.", "Paris Hilton - -"),
        # a country and a name
        ("2012-11-14", "Jordan criticised Israel.", "Jordan JOR JOR"),
        ("2012-11-14", "Michael Jordan criticised China.", "Michael Jordan - -"),
        ("2018-11-14", "Jordan Peterson criticised Canada.", "Jordan Peterson - -"),
        ("2008-11-14", "Chad accused Sudan of backing rebels.", "Chad TCD TCD"),
        ("2008-11-14", "Chad Hurley criticised China.", "Chad Hurley - -"),
        ("2003-11-14", "Sharon accused Arafat of lying.", "Ariel Sharon ISR ISRGOV"),
        ("2006-11-14", "Sharon Stone met Peres.", "Sharon Stone - -"),
        # near names of countries
        ("2012-11-14", "Congo accused Rwanda of backing rebels.", "Democratic Republic of the Congo COD COD"),
        ("2012-11-14", "Congo accused Angola. Sassou Nguesso has ruled for years.", "Republic of the Congo COG COG"),
        ("1985-11-14", "Congo accused Angola of meddling.", "Republic of the Congo COG COG"),
        ("2000-11-14", "Guinea accused Liberia of backing rebels.", "Guinea GIN GIN"),
        ("2012-11-14", "Equatorial Guinea criticised Spain.", "Equatorial Guinea GNQ GNQ"),
        ("2012-11-14", "Niger accused Libya of meddling.", "Niger NER NER"),
        ("2012-11-14", "Nigeria accused Cameroon of meddling.", "Nigeria NGA NGA"),
        ("2009-11-14", "Niger Delta militants attacked Shell.", "- NGA NGAREB"),
        ("2012-11-14", "Korea accused Japan. Seoul was angry.", "South Korea KOR KOR"),
    ],
)
def test_a_name_is_what_its_surroundings_make_of_it(on: str, text: str, expected: str) -> None:
    assert reading(first_actor(text, on=on)) == expected


@pytest.mark.parametrize(
    ("on", "words", "name", "title"),
    [
        ("1996-05-04", "Clinton", "Bill Clinton", "President"),
        ("2011-05-04", "Clinton", "Hillary Clinton", "Secretary of State"),
        ("2016-05-04", "Clinton", "Hillary Clinton", None),
        ("2016-05-04", "President Clinton", "Bill Clinton", None),
        ("1990-10-04", "Bush", "George H. W. Bush", "President"),
        ("2003-01-04", "Bush", "George W. Bush", "President"),
        ("2003-01-04", "Former president George Bush", "George H. W. Bush", None),
        ("2005-05-04", "Kim", "Kim Jong-il", "Supreme Leader"),
        ("2018-05-04", "Kim", "Kim Jong-un", "Supreme Leader"),
        ("2000-06-14", "President Kim", "Kim Dae-jung", "President"),
        ("2009-11-24", "Prime Minister Singh", "Manmohan Singh", "Prime Minister"),
        ("2013-06-01", "Li", "Li Keqiang", "Premier"),
    ],
)
def test_a_surname_is_whoever_held_office_then(on: str, words: str, name: str, title: str | None) -> None:
    speaker = first_actor(f"{words} criticised Iraq.", on=on)
    assert (speaker.name, speaker.role and speaker.role.title) == (name, title)


def test_the_reason_stands_in_the_record() -> None:
    speaker = first_actor("Clinton criticised Russia.", on="2011-05-04")
    assert speaker.basis is not None
    assert speaker.basis.startswith("Hillary Clinton, not Bill Clinton: Secretary of State")
    assert speaker.to_json()["basis"] == speaker.basis
    state = first_actor("Congo accused Rwanda of backing rebels.", on="2012-11-14")
    assert state.basis == "Democratic Republic of the Congo, not Republic of the Congo: the text speaks of 'Rwanda'"


def test_a_name_of_one_actor_needs_no_reason() -> None:
    assert first_actor("Merkel criticised Russia.", on="2011-05-04").basis is None


@pytest.mark.parametrize(
    ("on", "text", "others"),
    [
        ("2012-11-14", "Korea accused Japan of distorting history.", ("South Korea", "North Korea")),
        ("2012-04-24", "The Dominican president met Obama.", ("Dominican Republic", "Dominica")),
        ("2010-11-24", "Lee criticised Iran.", ("Lee Myung-bak", "Lee Hsien Loong")),
    ],
)
def test_what_nothing_settles_stays_open_and_is_told(on: str, text: str, others: tuple[str, str]) -> None:
    assert first_actor(text, on=on).country is None
    (problem,) = [one for one in read_text(text, on=on).problems if one.code == "record.actor-ambiguous"]
    assert all(name in problem.message for name in others)


def test_the_country_that_the_text_speaks_of_settles_a_surname() -> None:
    text = "South Korea was alarmed. South Korea called up its reserves. Lee criticised Iran."
    assert first_actor(text, on="2010-11-24").country == "KOR"
    (lee,) = [
        ref for one in read_text(text, on="2010-11-24").records if isinstance(one, Statement) for ref in one.speaker
    ]
    assert lee.name == "Lee Myung-bak"
    assert (lee.basis or "").endswith("the text speaks of that country")


def test_nobody_keeps_an_office_that_ended_before_the_day_of_writing() -> None:
    speaker = first_actor("Sharon criticised Arafat.", on="2016-04-24")
    assert (speaker.name, speaker.role, speaker.code) == ("Ariel Sharon", None, "ISR")


def test_a_courtesy_title_is_no_office_of_the_day() -> None:
    assert codes("President Clinton criticised Russia.", on="2016-05-04") == ["record.office-not-covered"]
