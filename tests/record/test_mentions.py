"""Mentions: who is meant, as of the day."""

import pytest

from .answers import acts, codes, event, names, read_text, statement


@pytest.mark.parametrize(
    ("day", "name", "title"),
    [
        ("7 December 2012", "Hillary Clinton", "Secretary of State"),
        ("7 December 1998", "Bill Clinton", "President"),
    ],
)
def test_a_surname_is_whoever_held_office_then(day: str, name: str, title: str) -> None:
    text = f"On {day} Clinton criticised Russia."
    (speaker,) = statement(text).speaker
    assert (speaker.name, speaker.role and speaker.role.title) == (name, title)
    assert codes(text) == []


def test_a_role_cites_the_row_that_says_so() -> None:
    (speaker,) = statement("On 7 December 2012 Clinton criticised Russia.").speaker
    assert speaker.role is not None
    assert ".csv:" in speaker.role.source


@pytest.mark.parametrize(
    ("day", "name", "country"), [("3 May 1985", "KGB of the USSR", None), ("3 May 2005", "KGB of Belarus", "BLR")]
)
def test_the_kgb_is_the_one_of_its_time(day: str, name: str, country: str | None) -> None:
    arrested = event(f"The KGB arrested a dissident on {day}.")
    assert names(arrested.actors) == name
    assert country in (None, arrested.actors[0].country)


@pytest.mark.parametrize(
    ("name", "known"),
    [("Mikheil Saakashwili", "Mikheil Saakashvili"), ("Igor Lukashenko", "Alexander Lukashenko")],
)
def test_a_near_name_is_offered_and_never_applied(name: str, known: str) -> None:
    text = f"{name} met Angela Merkel on 3 May 2009."
    assert names(event(text).actors) == f"{name}, Angela Merkel"
    assert event(text).actors[0].id is None
    (problem,) = [one for one in read_text(text).problems if one.code == "record.near-name"]
    assert known in problem.message


def test_a_surname_that_is_a_word_names_nobody_by_itself() -> None:
    assert codes("May was a cold month in Poland. In May the snow melted.") == ["record.nothing-found"]


def test_a_surname_that_is_a_word_names_who_was_named_in_full() -> None:
    text = "Theresa May met Merkel on 20 July 2016. May told Merkel that Britain was calm."
    assert acts(text) == ["CONSULT actual: Theresa May, Angela Merkel", "told actual: Theresa May > Angela Merkel"]


def test_georgia_is_the_country() -> None:
    (speaker,) = statement("Georgia accused Russia of aggression on 3 May 2009.").speaker
    assert (speaker.name, speaker.country) == ("Georgia", "GEO")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "The Belarusian president met the Polish president on 21 February 2013.",
            "Alexander Lukashenko, Bronisław Komorowski",
        ),
        ("The German chancellor met Putin on 3 May 2013.", "Angela Merkel, Vladimir Putin"),
    ],
)
def test_a_title_with_a_country_is_its_holder_on_the_day(text: str, name: str) -> None:
    assert names(event(text).actors) == name


def test_an_office_that_he_did_not_hold_then_is_a_problem() -> None:
    assert codes("President Medvedev met Lukashenko on 3 May 2010.") == []
    assert codes("President Medvedev met Lukashenko on 3 May 2015.") == ["record.office-differs"]


def test_two_of_a_name_are_not_guessed_between() -> None:
    assert "record.actor-ambiguous" in codes("Sargsyan met Putin.")


@pytest.mark.parametrize(
    ("words", "name"), [("Moscow", "Russia"), ("The White House", "United States"), ("Minsk", "Belarus")]
)
def test_a_capital_or_a_house_stands_for_its_government(words: str, name: str) -> None:
    assert names(statement(f"{words} criticised Iran.").speaker) == name
    assert names(statement(f"{words} criticised Iran.", on="2013-05-04").speaker) == name


def test_moscow_was_the_capital_of_another_state() -> None:
    assert names(statement("Moscow criticised Iran.", on="1985-05-04").speaker) == "Soviet Union"


def test_a_problem_that_was_settled_is_not_reported() -> None:
    text = "The French foreign minister visited Tehran on 5 March 2018."
    assert names(event(text).actors) == "Jean-Yves Le Drian"
    assert codes(text) == []
