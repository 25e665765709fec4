"""Wording: the words of a judgement that say what it is about, so that two ways of putting it can be compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from sitroom.record.lexicon import cues

if TYPE_CHECKING:
    from spacy.tokens import Token

CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
CALENDAR = frozenset({"DATE", "TIME"})
LIGHT = frozenset({"be", "have", "do", "make", "take", "get", "go", "some", "other", "such"})
LONGEST_ENDING = 4


@dataclass(frozen=True, slots=True)
class Wording:
    """What some words are about.

    Args:
        words: base forms of nouns, names, verbs and adjectives, in lower case; without days and light verbs.
        denied: whether they say that something is not so: an odd number of ``not``, ``without``, ``refuse`` and the
            like.
    """

    words: frozenset[str]
    denied: bool


def wordings(texts: Sequence[str]) -> list[Wording]:
    """Return the wording of each text, parsed together."""
    from sitroom.record.parsing import Block, parse  # the parser, which most of the package does without

    whole = [one if one.strip() else "-" for one in texts]
    return [_wording(list(doc)) for doc in parse([Block(0, one) for one in whole])]


def _wording(tokens: Sequence[Token]) -> Wording:
    deniers = _deniers()
    denied = sum(token.lemma_.lower() in deniers for token in tokens)
    kept = [token for token in tokens if token.pos_ in CONTENT and token.ent_type_ not in CALENDAR]
    words = {stem(token.lemma_.lower()) for token in kept if len(token.text) > 1}
    return Wording(frozenset(words - LIGHT - {stem(one) for one in deniers}), denied % 2 == 1)


@cache
def _deniers() -> frozenset[str]:
    realis = cues("realis")
    return frozenset((*realis["negators"], *realis["negating_verbs"]))


def stem(word: str) -> str:
    """Return a base form without the endings that a parser leaves on words that it does not know.

    >>> [stem(one) for one in ("initialling", "signing", "announced", "price", "talks")]
    ['initial', 'sign', 'announc', 'pric', 'talk']
    """
    for ending in ("ing", "ed", "es", "e", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= LONGEST_ENDING - 1:
            word = word[: -len(ending)]
            break
    return word[:-1] if len(word) > LONGEST_ENDING and word[-1] == word[-2] else word
