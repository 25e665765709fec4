"""Intents: what somebody will, would or will not do is an agreement, a threat or a refusal; the act itself is still to come."""

import pytest

from .answers import acts


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Putin said that he would not meet Merkel.", "REJECT actual: Vladimir Putin > Angela Merkel"),
        ("Kenya said it will send food to Somalia.", "AGREE actual: Kenya > Somalia"),
        ("Turkey said it would attack Syria.", "THREATEN actual: Turkey > Syria"),
    ],
)
def test_who_tells_his_own_intent_agrees_refuses_or_threatens(text: str, answer: str) -> None:
    assert answer in acts(text)


@pytest.mark.parametrize(
    "text", ["Putin said that he would not meet Merkel.", "Kenya said it will send food to Somalia."]
)
def test_what_is_willed_is_never_told_as_done(text: str) -> None:
    assert [act for act in acts(text) if act.startswith(("CONSULT actual", "AID actual"))] == []


def test_a_saying_about_others_is_no_intent() -> None:
    assert "Turkey" not in " ".join(
        act for act in acts("Turkey said that Russia will attack Syria.") if "THREATEN" in act
    )


def test_an_act_of_the_past_stays_what_it_is() -> None:
    assert "AID actual: Kenya > Somalia" in acts("Kenya said that it had sent food to Somalia.")
