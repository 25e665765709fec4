"""Retrospects: where a text looks back on a judgement of its author's own and says how it came out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from sitroom.core import Span
from sitroom.record.lexicon import cues

if TYPE_CHECKING:
    from spacy.tokens import Span as Words
    from spacy.tokens import Token

Verdict = Literal["right", "wrong", "withdrawn"]
WITHIN = 2
"""A verdict stands in the sentence itself, or at most so many after it in the same paragraph."""
CLAUSES = frozenset({"ccomp", "acl", "xcomp", "oprd", "relcl", "advcl"})


@dataclass(frozen=True, slots=True)
class Retrospect:
    """What a text says became of an earlier judgement.

    Args:
        claim: the judgement as it is told again.
        verdict: whether it turned out ``right`` or ``wrong``, or was ``withdrawn``.
        span: the words from the judgement to the verdict.
        after: the sentence after the verdict, which often tells what settled it; None at the end of a paragraph.
    """

    claim: Span
    verdict: Verdict
    span: Span
    after: Span | None = None


def find_retrospects(text: str) -> tuple[Retrospect, ...]:
    """Return every earlier judgement that a text calls right or wrong, or withdraws, in text order.

    Only the author's own word counts ("we wrote that ...", "our forecast that ..."); a judgement that is told again
    without a verdict in reach is passed over.
    """
    if not any(f" {one} " in f" {text.lower()} " for one in (*cues("retrospect")["selves"], "our", "my")):
        return ()
    from sitroom.record.parsing import Block, paragraphs, parse  # the parser, which most of the package does without

    blocks = [Block(offset, words) for offset, words in paragraphs(text)]
    found: list[Retrospect] = []
    for block, doc in zip(blocks, parse(blocks), strict=True):
        found += _in_paragraph(text, block.offset, list(doc.sents))
    return tuple(found)


def _in_paragraph(text: str, offset: int, sentences: Sequence[Words]) -> Iterator[Retrospect]:
    for place, sentence in enumerate(sentences):
        claim = _claim(sentence)
        if claim is None:
            continue
        for later in range(place, min(place + WITHIN + 1, len(sentences))):
            verdict = _verdict(sentences[later], own=later == place)
            if verdict is None:
                continue
            after = sentences[later + 1] if later + 1 < len(sentences) else None
            yield Retrospect(
                Span.of(text, offset + claim[0].idx, offset + claim[-1].idx + len(claim[-1])),
                verdict,
                Span.of(text, offset + sentence.start_char, offset + sentences[later].end_char),
                Span.of(text, offset + after.start_char, offset + after.end_char) if after is not None else None,
            )
            break


def _claim(sentence: Words) -> list[Token] | None:
    """Return the words of an earlier judgement that a sentence tells again, or None."""
    for token in sentence:
        if not _is_judgement(token):
            continue
        above = token.head.children if token.pos_ == "NOUN" else ()
        for child in (*token.children, *above):
            if child.dep_ in CLAUSES and child.i > token.i:
                words = list(child.subtree)
                return words[1:] if words[0].lower_ == "that" else words
            if child.dep_ == "dobj" and child.lemma_.lower() in cues("retrospect")["chances"]:
                of = [one for one in child.children if one.lower_ in ("of", "that")]
                return [word for word in of[0].subtree if word.i > of[0].i] or None if of else None
    return None


def _is_judgement(token: Token) -> bool:
    """Whether a word is the author's own judging: ``we wrote``, ``our forecast``, ``we were wrong to expect``."""
    known, lemma = cues("retrospect"), token.lemma_.lower()
    if lemma in known["nouns"]:
        return any(child.dep_ == "poss" and child.lower_ in ("our", "my") for child in token.children)
    if lemma not in known["verbs"]:
        return False
    if any(child.lower_ == "longer" for child in token.children) and _is_own(token, known["selves"]):
        return True
    if token.dep_ == "xcomp" and token.head.lower_ in (*known["right"], *known["wrong"]):
        return any(_is_own(one, known["selves"]) for one in (token.head, token.head.head))
    return _is_past(token) and _is_own(token, known["selves"])


def _is_past(verb: Token) -> bool:
    return verb.tag_ in ("VBD", "VBN") and not any(
        child.lower_ in ("have", "has", "'ve") or child.lemma_ == "will" for child in verb.children
    )


def _is_own(verb: Token, selves: Sequence[str]) -> bool:
    return any(child.dep_ in ("nsubj", "nsubjpass") and child.lower_ in selves for child in verb.children)


def _verdict(sentence: Words, *, own: bool) -> Verdict | None:
    """Return what a sentence says became of the judgement before it; one that speaks of something else says nothing."""
    words = f" {' '.join(re.findall(r'[a-z]+', sentence.text.lower()))} "
    known = cues("retrospect")
    if not own and not _refers(sentence):
        return None
    for verdict in ("wrong", "right"):
        if any(f" {one} " in words for one in known[verdict]):
            return _turned(sentence, verdict)
    return "withdrawn" if any(f" {one} " in words for one in known["withdrawn"]) else None


def _turned(sentence: Words, verdict: str) -> Verdict:
    """Return the verdict, turned round where it is denied: ``not wrong``."""
    table = cues("retrospect")
    single = {one for one in table[verdict] if " " not in one}
    for token in sentence:
        if token.lower_ in single and any(child.dep_ == "neg" for child in (*token.children, *token.head.children)):
            return "right" if verdict == "wrong" else "wrong"
    return "wrong" if verdict == "wrong" else "right"


def _refers(sentence: Words) -> bool:
    known = cues("retrospect")
    subjects = [token for token in sentence if token.dep_ in ("nsubj", "nsubjpass")]
    return any(
        token.lower_ in (*known["pronouns"], *known["selves"]) or token.lemma_.lower() in known["nouns"]
        for token in subjects
    )
