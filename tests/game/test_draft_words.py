import pytest

from sitroom.game.draft_words import act_of, goes_on, same_thing, stems_of


@pytest.mark.parametrize(
    ("words", "act"),
    [
        ("to keep the road open", "keep the road open"),
        ("that Elbonia will hardly pay the fee, because it is poor", "pay the fee"),
        ("that in three weeks the authorities will continue showing interest in talks with the West", "continue showing interest in talks with the West"),
        ("to demonstrate to the guards and other agencies that he is in charge", "demonstrate to the guards and other agencies"),
        ("to rescue the political half of the long association agreement of 1999", "rescue the political half"),
        ('to increase the "Western alibi", at least for show', "increase the Western alibi"),
        ("Ruritania would have to open its market", "open its market"),
    ],
)  # fmt: skip
def test_an_act_is_a_short_verb_phrase(words: str, act: str) -> None:
    assert act_of(words) == act


@pytest.mark.parametrize(
    "words",
    [
        "a constructive dialogue",
        "to be in the centre of things",
        "to have more friends",
        "to achieve at least two goals",
        "the next round",
        "",
        "to",
    ],
)
def test_what_names_no_act_is_not_made_one(words: str) -> None:
    assert act_of(words) == ""


def test_the_second_half_of_a_pair_begins_with_its_verb() -> None:
    assert act_of("leave with lighter sanctions") == ""
    assert act_of("leave with lighter sanctions", is_act=True) == "leave with lighter sanctions"
    assert act_of("a lighter regime", is_act=True) == ""


def test_what_goes_on_is_told_from_what_may_come() -> None:
    assert goes_on("continue talks")
    assert not goes_on("begin talks")


def test_two_wordings_of_one_thing() -> None:
    one, other = (
        stems_of(["demonstrate the independence of his policies"]),
        stems_of(["demonstrate their independence"]),
    )
    assert same_thing(one, other)
    assert not same_thing(one, stems_of(["demonstrate interest in a dialogue"]))
