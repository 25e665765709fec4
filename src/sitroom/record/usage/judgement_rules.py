"""Rules on judgements: by when, on what grounds, and whether it is one at all or a belief."""

import re
from collections.abc import Iterator
from functools import cache

from sitroom.core import Span
from sitroom.record.records import Estimate
from sitroom.record.tables import read_toml
from sitroom.record.usage.draft_text import DraftText
from sitroom.record.usage.finding import UsageFinding

_AHEAD = re.compile(r"\b(?:will|shall|won['’]t)\b|['’]ll\b", re.IGNORECASE)
_INFINITIVE = re.compile(r"\s+to\s+(?!have\b|be\s+\w+(?:ed|ing|en)\b)\w+", re.IGNORECASE)


def without_horizon(draft: DraftText) -> Iterator[UsageFinding]:
    """A judgement of what is ahead that names no day and no period, in a sentence that holds none either."""
    for one in draft.judgements:
        if one.band is None or one.horizon is not None or one.horizon_end is not None or not _is_ahead(draft, one):
            continue
        sentence = draft.sentence_at(one.words.start).span
        timed = any(sentence.covers(expression.span) for expression in draft.reading.dates)
        if not timed and not _times().search(sentence.quote):
            yield draft.finding("usage.no-horizon", one.words)


def without_basis(draft: DraftText) -> Iterator[UsageFinding]:
    """A judgement that neither a link nor a word of grounds ties to anything, in a paragraph of judgements alone."""
    reasoned = {link.target for link in draft.reading.links if link.kind == "reason_for"}
    told: set[Span] = set()
    for one in draft.judgements:
        sentence = draft.sentence_at(one.words.start)
        if one.band is None or one.id in reasoned or sentence.span in told or not _is_ahead(draft, one):
            continue
        around = draft.beside(sentence)
        if all(draft.judged_in(other) for other in around) and not any(
            gives_grounds(other.span.quote) for other in around
        ):
            told.add(sentence.span)
            yield draft.finding("usage.no-basis", one.evidence[0])


def beliefs(draft: DraftText) -> Iterator[UsageFinding]:
    """``we believe that``, ``I hope``, ``it is thought that``, where no likelihood stands in the sentence."""
    for code, pattern in _beliefs():
        for words in draft.find(pattern, "words"):
            sentence = draft.sentence_at(words.start)
            behind = draft.text[words.end : sentence.span.end]
            judged = any(one.band for one in draft.judged_in(sentence))
            if not judged and not any(sentence.span.covers(term) for term in draft.terms) and _is_claim(behind):
                yield draft.finding(code, words)


def gives_grounds(words: str) -> bool:
    """Return whether some words tell on what something rests."""
    return bool(_grounds().search(words))


def _is_ahead(draft: DraftText, one: Estimate) -> bool:
    return bool(_AHEAD.search(one.content.quote) or _INFINITIVE.match(draft.text, one.words.end))


def _is_claim(behind: str) -> bool:
    """Whether what is believed could be judged: not what ought to be, nor what the author will do."""
    words = read_toml("usage/words.toml")["belief"]
    own, claims, duties = ("|".join(words[key]) for key in ("own", "claims", "duties"))
    behind = re.split(r"[;:]|,?\s+(?:and|but)\s+(?:we|I)\b", behind, maxsplit=1)[0]
    told = re.search(rf"\b(?:{claims}|is \w+ing|are \w+ing)\b|n['’]t\b", behind)
    ours = re.match(rf"\s+(?:that\s+)?(?:{own})\b", behind)
    return bool(told) and not ours and not re.search(rf"\b(?:{duties})\b", behind, re.IGNORECASE)


@cache
def _times() -> re.Pattern[str]:
    words = read_toml("usage/words.toml")["horizon"]["words"]
    return re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)


@cache
def _grounds() -> re.Pattern[str]:
    words = read_toml("usage/words.toml")["basis"]["words"]
    return re.compile(rf"\b(?:{'|'.join(re.escape(one) for one in words)})", re.IGNORECASE)


@cache
def _beliefs() -> tuple[tuple[str, re.Pattern[str]], ...]:
    words = read_toml("usage/words.toml")["belief"]
    verbs, adverbs, passive = ("|".join(words[key]) for key in ("verbs", "adverbs", "passive"))
    clause = r"(?:that\b|(?:the|this|these|those|it|he|she|they|we|our|his|her|their|its|both|no|some|most|[A-Z]\w+)\b)"
    own = rf"\b(?P<words>(?:[Ww]e|I)\s+(?:(?:{adverbs})\s+)*(?:{verbs}))\s+(?={clause})"
    unheld = rf"\b(?P<words>[Ii]t\s+is\s+(?:\w+ly\s+)?(?:{passive}))\s+that\b"
    return ("usage.belief", re.compile(own)), ("usage.belief-without-holder", re.compile(unheld))
