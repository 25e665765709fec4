"""Aims: what a holder wants, by the author's word."""

import pytest

from sitroom.record import Aim

from .answers import acts, aims, read_text


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Turkey wants to join the EU.", "Turkey: to join the EU"),
        ("Turkey seeks to join the EU.", "Turkey: to join the EU"),
        ("Turkey intends to join the EU.", "Turkey: to join the EU"),
        ("Turkey is eager to join the EU.", "Turkey: to join the EU"),
        ("France is determined to sign.", "France: to sign"),
        ("Turkey seeks closer ties with the EU.", "Turkey: closer ties with the EU"),
        ("Minsk's goal is to keep the gas price low.", "Belarus: to keep the gas price low"),
        ("Turkey had to respond to Syria.", "Turkey: to respond to Syria"),
        ("Merkel needs to calm the markets.", "Angela Merkel: to calm the markets"),
    ],
)
def test_an_aim_has_a_holder_and_a_content(text: str, answer: str) -> None:
    assert aims(text) == [answer]


def test_must_is_an_obligation() -> None:
    assert aims("Turkey must respond to Syria.") == ["Turkey: respond to Syria"]


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Turkey wants to join the EU and to sign a treaty.", ["to join the EU", "to sign a treaty"]),
        ("Turkey plans to build a dam and to sell the water.", ["to build a dam", "to sell the water"]),
        (
            "Turkey aims to join the EU, as well as to strengthen its army.",
            ["to join the EU", "to strengthen its army"],
        ),
    ],
)
def test_coordinated_aims_are_several(text: str, answer: list[str]) -> None:
    assert [aim.partition(": ")[2] for aim in aims(text)] == answer


def test_wanting_is_real_though_the_thing_wanted_is_not() -> None:
    text = "Norway wants to sign an agreement with Sweden."
    assert [record.realis for record in read_text(text).of_kind("aim")] == ["actual"]
    assert acts(text) == ["SUPPORT hypothetical: Norway, Sweden"]


def test_what_is_not_wanted_is_no_aim_held() -> None:
    (aim,) = read_text("Turkey does not want to join the EU.").of_kind("aim")
    assert aim.realis == "negated"


@pytest.mark.parametrize(
    ("text", "holder", "content"),
    [
        ("Zambia's creditors want the haircut agreed.", "Zambia's creditors", "the haircut agreed"),
        ("Hezbollah's planners are bent on restoring deterrence.", "Hezbollah's planners", "restoring deterrence"),
        ("The miners are pushing for a ban on imports.", "The miners", "a ban on imports"),
        ("The fighters are holding out for a federal army.", "The fighters", "a federal army"),
        ("The clans set out to buy influence.", "The clans", "to buy influence"),
        ("Kenya is obliged to host the refugees.", "Kenya", "to host the refugees"),
        ("Turkey insists on access to the sea.", "Turkey", "access to the sea"),
        ("Turkey raised the tariff in order to punish Syria.", "Turkey", "to punish Syria"),
        ("In a bid to split the camp, the planners took the hall.", "the planners", "to split the camp"),
        ("Turkey has its sights set on the corridor.", "Turkey", "the corridor"),
        ("The opposition would like the court to annul the result.", "The opposition", "the court to annul the result"),
        ("The insurgents' goal is to cut the road.", "The insurgents", "to cut the road"),
        ("The governor tried, without success, to postpone the vote.", "The governor", "to postpone the vote"),
    ],
)
def test_the_holder_may_be_one_that_no_list_knows(text: str, holder: str, content: str) -> None:
    (aim,) = read_text(text).of_kind("aim")
    assert isinstance(aim, Aim)
    assert (aim.holder[0].span.quote, aim.content.quote) == (holder, content)


@pytest.mark.parametrize(
    "text",
    [
        "Serbia has no intention of recognising the border.",
        "Venezuela is reluctant to let the observers in.",
        "Nigeria no longer seeks a rebate.",
        "The clans are loath to disarm.",
        "Turkey does not intend to extradite anyone.",
    ],
)
def test_an_aim_may_be_denied(text: str) -> None:
    assert [record.realis for record in read_text(text).of_kind("aim")] == ["negated"]


@pytest.mark.parametrize(
    "text",
    [
        "We hope that the talks succeed.",
        "Europe should arm itself.",
        "It is hoped that the road will open.",
        "The bridge needs to be repaired.",
        "The wanted man fled to Sudan.",
        "With a view to the midterms, Turkey is courting farmers.",
        "The aim of the article is to compare two rounds.",
    ],
)
def test_this_is_nobodys_aim(text: str) -> None:
    assert aims(text) == []
