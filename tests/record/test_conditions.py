"""Conditions: what depends on what."""

import pytest

from sitroom.record import Condition

from .answers import links, read_text


def conditions(text: str) -> list[str]:
    return [
        f"{record.antecedent.quote} => {record.consequent.quote}"
        for record in read_text(text).records
        if isinstance(record, Condition)
    ]


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        (
            "The future of the dialogue depends on the outcome of the Geneva talks.",
            "the outcome of the Geneva talks => The future of the dialogue",
        ),
        (
            "If Poland signs the treaty, Germany will lift the ban.",
            "If Poland signs the treaty => Germany will lift the ban",
        ),
        (
            "Germany will not lift the ban unless Poland signs the treaty.",
            "unless Poland signs the treaty => Germany will not lift the ban",
        ),
        (
            "Germany will lift the ban provided that Poland signs the treaty.",
            "provided that Poland signs the treaty => Germany will lift the ban",
        ),
        (
            "Had Poland signed the treaty, Germany would have lifted the ban.",
            "Had Poland signed the treaty => Germany would have lifted the ban",
        ),
    ],
)
def test_a_condition_has_an_antecedent_and_a_consequent(text: str, answer: str) -> None:
    assert conditions(text) == [answer]


@pytest.mark.parametrize("text", ["Merkel asked if Poland would sign the treaty.", "The house rests on a hill."])
def test_this_is_no_condition(text: str) -> None:
    assert conditions(text) == []


def test_a_condition_is_tied_to_the_judgement_that_depends_on_it() -> None:
    text = "It is likely that Germany will lift the ban if Poland signs the treaty."
    assert links(text, "condition_of") == ["condition -> estimate"]
