"""Aims: what a holder wants, by the author's word."""

import pytest

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
