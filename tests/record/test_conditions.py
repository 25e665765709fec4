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
            "Only if the army stays neutral will the talks resume.",
            "Only if the army stays neutral => will the talks resume",
        ),
        (
            "Had Poland signed the treaty, Germany would have lifted the ban.",
            "Had Poland signed the treaty => Germany would have lifted the ban",
        ),
        ("Iran will enrich further if pressed.", "if pressed => Iran will enrich further"),
        (
            "Given a stronger mandate, the mission could protect the camps.",
            "a stronger mandate => the mission could protect the camps",
        ),
        (
            "Sanctions will stay for as long as troops remain.",
            "for as long as troops remain => Sanctions will stay",
        ),
        (
            "Assuming no surprises, the treaty will be ratified.",
            "Assuming no surprises => the treaty will be ratified",
        ),
        (
            "If Kenya withdraws and if Chad stops, the corridor could reopen.",
            "If Kenya withdraws and if Chad stops => the corridor could reopen",
        ),
    ],
)
def test_a_condition_has_an_antecedent_and_a_consequent(text: str, answer: str) -> None:
    assert conditions(text) == [answer]


@pytest.mark.parametrize(
    "text",
    [
        "Merkel asked if Poland would sign the treaty.",
        "The house rests on a hill.",
        "The question is if the coalition can govern.",
        "Merkel will sign, if only to please Poland.",
    ],
)
def test_this_is_no_condition(text: str) -> None:
    assert conditions(text) == []


def test_a_condition_is_tied_to_the_judgement_that_depends_on_it() -> None:
    text = "It is likely that Germany will lift the ban if Poland signs the treaty."
    assert links(text, "condition_of") == ["condition -> estimate"]
