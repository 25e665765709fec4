"""Patterns: habits that history can test."""

import pytest

from sitroom.record import Pattern

from .answers import names, read_text


def patterns(text: str) -> list[str]:
    return [
        f"{names(record.holder)}: {record.content.quote}"
        for record in read_text(text).records
        if isinstance(record, Pattern)
    ]


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Turkey tends to delay its answers.", "Turkey: delay its answers"),
        ("Lukashenko is used to playing on conflicts.", "Alexander Lukashenko: playing on conflicts"),
        ("Putin usually avoids summits.", "Vladimir Putin: avoids summits"),
        ("Paris has a habit of blocking such deals.", "France: blocking such deals"),
        ("Poland often criticises Russia.", "Poland: criticises Russia"),
        ("Whenever the price of bread rises, Egypt blames speculators.", "Egypt: blames speculators"),
        ("Every time the lira slides, Turkey sacks a banker.", "Turkey: sacks a banker"),
        ("Japan has long used aid as a lever.", "Japan: used aid as a lever"),
        ("Israel is prone to threatening its neighbours.", "Israel: threatening its neighbours"),
        ("Iran is wont to summon envoys.", "Iran: summon envoys"),
        ("Kenya keeps overturning its own rulings.", "Kenya: overturning its own rulings"),
        ("Sweden never fails to protest the count.", "Sweden: protest the count"),
        ("The Vatican seldom comments on such cases.", "The Vatican: seldom comments on such cases"),
        ("As a rule, Swiss voters reject such bills.", "Swiss voters: reject such bills"),
        (
            "Chad frees a few prisoners each time it needs a loan.",
            "Chad: frees a few prisoners each time it needs a loan",
        ),
    ],
)
def test_a_habit_is_a_pattern_of_its_holder(text: str, answer: str) -> None:
    holder, _, content = answer.partition(": ")
    (found,) = [one for one in read_text(text).records if isinstance(one, Pattern)]
    assert found.content.quote == content
    assert holder in (names(found.holder), *(ref.span.quote for ref in found.holder))


@pytest.mark.parametrize(
    "text",
    [
        "Poland criticised Russia.",
        "The used car belonged to Merkel.",
        "The usual meeting of Poland and Russia.",
        "Djibouti used to be a colony.",
        "Prices always rise in Ramadan.",
        "Merkel will stay on, always provided that Poland signs.",
        "Does Poland often criticise Russia?",
    ],
)
def test_this_is_no_habit(text: str) -> None:
    assert patterns(text) == []
