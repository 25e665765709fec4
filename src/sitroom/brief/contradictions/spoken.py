"""Spoken: the same words, given to different speakers."""

import re

from sitroom.brief.bundle import Text
from sitroom.brief.contradictions.comparing import home_of
from sitroom.brief.contradictions.contradiction import Contradiction, Side
from sitroom.brief.sentences import names_of
from sitroom.brief.words import quoted
from sitroom.record import Statement

LEAST_WORDS = 5
MARKS = '"“”«»'
ALIKE = 0.8
"""Share of all words of two tellings that both have."""
_WORD = re.compile(r"\w+")


def other_speaker(one: Text, other: Text, places: tuple[int, int]) -> list[Contradiction]:
    """Return the words that two texts give to speakers of different states or bodies, and neither to both."""
    here, there = _said(one), _said(other)
    return [
        Contradiction(
            "speaker",
            _words_of(first),
            Side(places[0], first, f"gives it to {names_of(first.speaker)}"),
            Side(places[1], second, f"gives it to {names_of(second.speaker)}"),
        )
        for first, words in here
        for second, again in there
        if not _speakers(first) & _speakers(second)
        and _alike(words, again)
        and not any(_speakers(more) & _speakers(first) and _alike(words, also) for more, also in there)
        and not any(_speakers(more) & _speakers(second) and _alike(again, also) for more, also in here)
    ]


def _words_of(statement: Statement) -> str:
    return quoted(statement.content.quote.strip(MARKS), 130) if statement.content else ""


def _said(text: Text) -> list[tuple[Statement, frozenset[str]]]:
    """Return what was said word for word, with its words; who says it must be known."""
    return [
        (one, words)
        for one in text.reading.records
        if isinstance(one, Statement) and one.realis == "actual" and one.content and _speakers(one)
        and all(home_of(ref) for ref in one.speaker)
        and set(one.content.quote) & set(MARKS)
        and len(words := frozenset(_WORD.findall(one.content.quote.casefold()))) >= LEAST_WORDS
    ]  # fmt: skip


def _speakers(statement: Statement) -> frozenset[str]:
    return frozenset(home for ref in statement.speaker if (home := home_of(ref)))


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) >= ALIKE * len(one | other)
