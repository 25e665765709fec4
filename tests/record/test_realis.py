"""Realis: only what happened is actual."""

import pytest

from .answers import acts, happened, realis_of


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("The French minister did not meet his Italian colleague on 3 May 2013.", "meet"),
        ("Serbia refused to meet Croatia.", "meet"),
        ("Greece and Turkey failed to agree on the border.", "agree"),
        ("Ukraine never signed the treaty with Russia.", "signed"),
        ("No statement was issued by the Polish government.", "issued"),
        ("Nobody attacked Poland.", "attacked"),
        ("Neither Poland nor Hungary attacked Serbia.", "attacked"),
        ("Syria denied that it had attacked Turkey.", "attacked"),
        ("Hungary avoided meeting Serbia.", "meeting"),
        ("Lavrov did not stay in Minsk.", "stay"),
    ],
)
def test_what_did_not_happen_is_negated(text: str, trigger: str) -> None:
    assert realis_of(text, trigger) == "negated"


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Angela Merkel will visit Warsaw.", "visit"),
        ("The Serbian delegation was scheduled to meet the Croatian delegation on 4 May 2013.", "meet"),
        ("Serbia is due to sign the treaty with Croatia.", "sign"),
        ("Officials from Serbia and Croatia are to meet in June.", "meet"),
        ("Serbia is going to sign a treaty with Croatia.", "sign"),
    ],
)
def test_what_is_planned_is_scheduled(text: str, trigger: str) -> None:
    assert realis_of(text, trigger) == "scheduled"


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("If Russia attacks Estonia, NATO will respond.", "attacks"),
        ("Norway wants to sign an agreement with Sweden.", "sign"),
        ("Ukraine may sign a treaty with Russia.", "sign"),
        ("Serbia will not attack Hungary.", "attack"),
        ("Russia would never invade Poland.", "invade"),
        ("Ukraine agreed to meet Russia.", "meet"),
        ("Iran threatened to close the strait.", "close"),
        ("The planned invasion of Syria by Turkey worried Moscow.", "invasion"),
        ("Had Poland signed the treaty, Germany would have lifted the ban.", "signed"),
        ("Had Poland signed the treaty, Germany would have lifted the ban.", "lifted"),
        ("Germany will not lift the ban unless Poland signs the treaty.", "signs"),
        ("Germany will lift the ban provided that Poland signs the treaty.", "signs"),
        ("Hungary called on Serbia to release the prisoners.", "release"),
    ],
)
def test_what_is_only_thought_of_is_hypothetical(text: str, trigger: str) -> None:
    assert realis_of(text, trigger) == "hypothetical"


def test_had_he_stopped_names_no_stay_and_no_meeting() -> None:
    text = "Putin flew home from Baku. Had he stopped in Yerevan, he would have met Tigran Sargsyan."
    assert acts(text) == ["CONSULT hypothetical: Vladimir Putin, Tigran Sargsyan"]


@pytest.mark.parametrize(
    "text",
    [
        "Did Ukraine attack Russia?",
        "Hungary was to have met Serbia.",
        "Hungary ruled out sending troops to Serbia.",
        "Russia warned Ukraine against signing the deal.",
        "Hungary was supposed to meet Serbia on 3 May 2013.",
        "Ukraine cannot sign a treaty with Russia.",
        "Poland, without attacking Russia, closed the border.",
    ],
)
def test_nothing_of_this_happened(text: str) -> None:
    assert [trigger for trigger in happened(text) if trigger != "closed"] == []


@pytest.mark.parametrize(
    "text",
    [
        "It is not true that Poland attacked Russia.",
        "It is false that Poland attacked Russia.",
        "There is no evidence that Poland attacked Russia.",
        "The idea that Poland attacked Russia is absurd.",
        "Suppose Poland attacked Russia.",
        "Poland came close to attacking Russia.",
        "Poland almost attacked Russia.",
        "Poland allegedly attacked Russia.",
        "Poland proposed that Russia and Ukraine sign a treaty.",
        "Poland hoped that Russia attacked Ukraine.",
        "Before Russia attacks Poland, NATO will move.",
        "When Russia attacks Poland, NATO will move.",
        "As soon as Merkel meets Putin, the price will fall.",
        "Lest Russia attack Poland, NATO waits.",
        "Merkel's visit to Minsk is expected in June.",
        "Whether Poland attacked Russia is unclear.",
        "Nobody believes that Poland attacked Russia.",
        "Poland has yet to sign a treaty with Russia.",
        "Poland stopped short of attacking Russia.",
        "Poland is rumoured to have attacked Russia.",
        "Poland claimed to have attacked Russia.",
        "Were Poland to attack Russia, Ukraine would sign the treaty.",
        "Only if Poland attacks Russia will Ukraine sign the treaty.",
        "Poland could have attacked Russia.",
        "A meeting between Poland and Russia never took place.",
        "There was no meeting between Poland and Russia.",
        "Poland prevented Russia from attacking Ukraine.",
        "Poland is considering attacking Russia.",
        "Merkel has no plans to visit Minsk.",
        "Merkel's plan to visit Minsk surprised the markets.",
    ],
)
def test_nor_did_any_of_this(text: str) -> None:
    assert happened(text) == []


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Instead of meeting Putin, Merkel met Obama.", ["met"]),
        ("Rather than attack Russia, Poland sent aid to Ukraine.", ["sent"]),
        ("Poland called off a meeting with Russia.", ["called"]),
        ("The meeting between Poland and Russia was cancelled.", ["cancelled"]),
    ],
)
def test_what_was_done_instead_happened(text: str, answer: list[str]) -> None:
    assert happened(text) == answer


def test_a_habit_is_habitual() -> None:
    assert acts("Georgia usually meets Armenia in June.") == ["CONSULT habitual: Georgia, Armenia"]
    assert acts("Poland often criticises Russia.") == ["ACCUSE habitual: Poland > Russia"]


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Egypt attacked Libya on 3 May 2013.", "attacked"),
        ("Ukraine managed to sign a treaty with Russia.", "sign"),
        ("Ukraine continued to bomb Russia.", "bomb"),
        ("Poland has criticised Russia.", "criticised"),
        ("Poland, which does not recognise the border, met Russia.", "met"),
        ("Merkel, who will visit Warsaw, met Putin.", "met"),
    ],
)
def test_what_happened_is_actual(text: str, trigger: str) -> None:
    assert realis_of(text, trigger) == "actual"


def test_a_denial_happened_though_what_is_denied_did_not() -> None:
    assert acts("Syria denied that it had attacked Turkey.") == [
        "denied actual: Syria",
        "ASSAULT negated: Syria > Turkey",
    ]


def test_an_act_whose_day_lies_ahead_has_not_happened() -> None:
    assert acts("Poland meets Russia on 9 June 2013.", on="2013-06-01") == ["CONSULT scheduled: Poland, Russia"]
