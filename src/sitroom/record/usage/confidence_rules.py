"""Rules on confidence: never in a sentence with a likelihood, with its grounds, at a level that readers know."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from sitroom.core import Span
from sitroom.record.tables import read_toml
from sitroom.record.usage.draft_text import DraftText
from sitroom.record.usage.finding import UsageFinding
from sitroom.record.usage.judgement_rules import gives_grounds
from sitroom.record.usage.scale_terms import off_scale


@dataclass(frozen=True, slots=True)
class Confidence:
    """Words of an analyst's confidence; ``level`` is empty where they only say ``confident``."""

    words: Span
    level: str


def with_likelihood(draft: DraftText) -> Iterator[UsageFinding]:
    """A confidence level in one sentence with a degree of likelihood, a number for one included."""
    for one in confidences(draft):
        degrees = _degrees_beside(draft, one) if one.level else []
        if degrees:
            near = min(degrees, key=lambda two: max(two.start - one.words.end, one.words.start - two.end))
            over = Span.of(draft.text, min(near.start, one.words.start), max(near.end, one.words.end))
            yield draft.finding("usage.likelihood-with-confidence", over)


def without_grounds(draft: DraftText) -> Iterator[UsageFinding]:
    """A confidence level where neither the rest of its sentence nor the next one says what it rests on."""
    for one in confidences(draft):
        sentence = draft.sentence_at(one.words.start)
        around = draft.beside(sentence)
        rest = draft.text[sentence.span.start : one.words.start] + " " + draft.text[one.words.end : sentence.span.end]
        following = around[around.index(sentence) + 1 :][:1]
        if one.level and not any(gives_grounds(words) for words in (rest, *(two.span.quote for two in following))):
            yield draft.finding("usage.confidence-without-basis", one.words)


def levels(draft: DraftText) -> Iterator[UsageFinding]:
    """A level that is not one of the usual three; and ``we are confident that`` where a likelihood is due."""
    usual = read_toml("usage/words.toml")["confidence"]["usual"]
    for one in confidences(draft):
        if one.level and one.level not in usual:
            yield draft.finding("usage.confidence-level", one.words)
        elif not one.level and not _degrees_beside(draft, one):
            yield draft.finding("usage.confident", one.words)


def confidences(draft: DraftText) -> list[Confidence]:
    """Return the words of the author's analytic confidence, in order; trust in governments and markets is none."""
    out: list[Confidence] = []
    for pattern in _patterns():
        for found in pattern.finditer(draft.text):
            words = Span.of(draft.text, *found.span("words"))
            fits = draft.sentence_at(words.start).span.covers(words)
            if fits and not draft.is_quoted(words) and not any(words.overlaps(one.words) for one in out):
                level = " ".join((found.groupdict().get("level") or "").lower().split())
                out.append(Confidence(words, level))
    return sorted((one for one in out if not draft.is_told_of_others(one.words)), key=lambda one: one.words.start)


def _degrees_beside(draft: DraftText, one: Confidence) -> list[Span]:
    """The degrees of likelihood in the sentence of a confidence; that something is possible is none."""
    sentence = draft.sentence_at(one.words.start).span
    said = [two.words for two in draft.judgements if two.band or off_scale(two.words.quote).kind != "possible"]
    return [
        two
        for two in (*said, *draft.terms)
        if sentence.covers(two) and not two.overlaps(one.words) and off_scale(two.quote).kind != "plain"
    ]


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """Patterns of a stated confidence, the more telling ones first."""
    told = read_toml("usage/words.toml")["confidence"]
    every = sorted((*told["usual"], *told["unusual"]), key=len, reverse=True)
    level = rf"(?P<level>{'|'.join(re.escape(one) for one in every)})"
    objects = rf"(?!\s+(?:in|of|among|from)\b)|(?=\s+(?:in|of)\s+(?:\w+\s+){{0,2}}(?:{'|'.join(told['objects'])})\b)"
    confidence = rf"(?:(?:degree|level)\s+of\s+)?(?:analytic(?:al)?\s+)?confidence\b(?:{objects})"
    judged = r"(?:judg\w+|assess\w*|estimat\w+|forecast\w*|conclu\w+|expect\w*|call)"
    degrees = "|".join(told["degrees"])
    return tuple(
        re.compile(pattern, re.IGNORECASE)
        for pattern in (
            rf"\b(?:we|I)\s+(?:(?:also|now|still|only)\s+)*(?:have|hold|place|attach|put)\s+(?:an?\s+)?(?:only\s+)?(?P<words>{level}\s+{confidence})",
            rf"\b{judged}(?:\s+(?:this|it|that))?,?\s+with\s+(?:an?\s+)?(?:only\s+)?(?P<words>{level}\s+{confidence})",
            rf"(?:^|(?<=[.!?;:,(]\s)|(?<=[(\[\n]))with\s+(?:an?\s+)?(?:only\s+)?(?P<words>{level}\s+{confidence})\s*,?\s*(?:we|I|it\s+is)\b",
            rf"[(\[]\s*(?P<words>{level}\s+confidence(?:\s+level)?)\s*[)\]]",
            rf"\b(?P<words>{level}[-\s]confidence\s+{judged})",
            rf"\b(?P<words>(?:our|my|the\s+author['’]s|analytic(?:al)?)\s+(?:analytic\s+)?confidence\b[^.;:]{{0,60}}?\b(?:is|remains|stays)\s+(?:only\s+)?{level})\b",
            rf"(?P<words>\bconfidence(?:\s+level)?(?:\s+in\s+(?:\w+\s+){{0,2}}(?:{'|'.join(told['objects'])}))?\s*(?::|\bis\b|\bremains\b|—|–)\s*(?:only\s+)?{level})\b",
            rf"\b(?:we|I)\s*(?:are|am|['’]re|['’]m)\s+(?P<words>(?:(?P<level>{degrees})\s+)?confident)\s+(?:that\b|(?=the\b|it\b|he\b|she\b|they\b))",
        )
    )
