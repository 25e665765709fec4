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
        ("Turkey tends to delay its answers.", "Turkey: tends to delay its answers"),
        ("Lukashenko is used to playing on conflicts.", "Alexander Lukashenko: is used to playing on conflicts"),
        ("Putin usually avoids summits.", "Vladimir Putin: usually avoids summits"),
        ("Paris has a habit of blocking such deals.", "France: has a habit of blocking such deals"),
        ("Poland often criticises Russia.", "Poland: often criticises Russia"),
    ],
)
def test_a_habit_is_a_pattern_of_its_holder(text: str, answer: str) -> None:
    assert patterns(text) == [answer]


@pytest.mark.parametrize(
    "text", ["Poland criticised Russia.", "The used car belonged to Merkel.", "The usual meeting of Poland and Russia."]
)
def test_this_is_no_habit(text: str) -> None:
    assert patterns(text) == []
