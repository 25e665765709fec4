"""Discourse: answers, reasons, motives, and one event told twice."""

import pytest

from .answers import links

SANCTIONS = "The EU imposed sanctions on Belarus on 3 May 2013. "


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        (SANCTIONS + "Belarus responded to the sanctions on 7 May 2013.", "responded -> imposed"),
        (
            "Turkey attacked Syria on 3 May 2013. Syria retaliated against Turkey on 5 May 2013.",
            "retaliated -> attacked",
        ),
        (
            "Turkey shot down a Russian jet on 24 November 2015. In response to the attack, Russia imposed sanctions on Turkey.",
            "imposed -> shot",
        ),
        (
            "Turkey attacked Syria on 3 May 2013. Syria's response to the attack came on 5 May 2013, when Syria expelled the envoy.",
            "expelled -> attacked",
        ),
        ("Kerry warned Assad on 3 May 2013. Assad's speech was a response to Kerry's warning.", "speech -> warning"),
    ],
)
def test_what_answers_is_tied_to_what_it_answers(text: str, answer: str) -> None:
    assert links(text, "replies_to") == [answer]


def test_what_is_told_twice_is_one_event() -> None:
    text = "Obama met Cameron on 13 May 2013. Obama's meeting with Cameron lasted two hours."
    assert links(text, "same_event") == ["meeting -> met"]
    assert links("Obama met Cameron on 13 May 2013. Obama met Merkel on 14 May 2013.", "same_event") == []


@pytest.mark.parametrize(
    "text",
    [
        "Lukashenko's meeting with Putin was a preventive measure.",
        "Lukashenko's meeting with Putin was an attempt to calm the markets.",
    ],
)
def test_what_an_act_was_for_is_its_motive(text: str) -> None:
    assert links(text, "motive_of") == ["aim -> meeting"]


def test_the_aim_of_a_visit_is_its_motive() -> None:
    assert links("The aim of Merkel's visit to Athens was to calm the markets.", "motive_of") == ["aim -> visit"]


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        (
            "Kenya imposed sanctions on Uganda. Uganda will therefore very likely close the border.",
            "imposed -> estimate",
        ),
        ("Kenya imposed sanctions on Uganda. As a result, Uganda will likely close the border.", "imposed -> estimate"),
        ("Uganda will likely close the border because Kenya imposed sanctions on Uganda.", "imposed -> estimate"),
    ],
)
def test_a_premise_is_the_reason_for_a_judgement(text: str, answer: str) -> None:
    assert links(text, "reason_for") == [answer]


def test_what_merely_comes_before_is_no_reason() -> None:
    assert links("Kenya imposed sanctions on Uganda. Uganda will likely close the border.", "reason_for") == []
