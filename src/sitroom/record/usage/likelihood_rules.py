"""Rules on expressions of likelihood: off the scale, two for one judgement, denied, hedged, at odds with a number."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from sitroom.core import Span
from sitroom.record.ontology import find_band
from sitroom.record.records import Estimate
from sitroom.record.tables import read_toml
from sitroom.record.usage.draft_text import DraftText
from sitroom.record.usage.finding import UsageFinding
from sitroom.record.usage.scale_terms import (
    Band,
    fits,
    near_words,
    off_scale,
    percents,
    row_of,
    term_pattern,
    terms_for,
    with_band,
)

_CODES = {
    "possible": "usage.only-possible",
    "degree": "usage.off-scale",
    "certain": "usage.certainty",
    "comparison": "usage.comparison",
    "denied": "usage.denied-term",
    "plain": "usage.no-likelihood",
}
_WITH_TERMS = frozenset({"usage.off-scale", "usage.certainty", "usage.denied-term"})
_FEWEST_JUDGEMENTS = 2
"""How many judgements with a range make a text one that judges."""
_JOINED = re.compile(
    r"[\s,]*(?:or|to|and|if not|but not|or even|and perhaps|and possibly|/|–|-)\s*(?:even\s+)?", re.IGNORECASE
)
_TO_BRACKET = re.compile(r"[^.;()\[\]]{0,60}[(\[]\s*")
_BESIDE = re.compile(r"\s*(?:,|:|—|–|-)?\s*(?:at|that is|i\.e\.|meaning|or|perhaps|say)?,?\s*(?:a\s+)?", re.IGNORECASE)


def off_the_scale(draft: DraftText) -> Iterator[UsageFinding]:
    """Words that the scale has no range for: degrees of somebody's own, bare possibilities, certainties, denials."""
    for one in draft.judgements:
        if one.band is not None:
            continue
        told = off_scale(one.words.quote)
        code = _CODES.get(told.kind)
        if code is not None and not _judges_nothing(draft, one) and (told.kind != "plain" or _is_forecast(draft, one)):
            yield draft.finding(code, one.words, near_words(told.near, draft.scale) if code in _WITH_TERMS else "")


def rows_mixed(draft: DraftText) -> Iterator[UsageFinding]:
    """Terms of both rows in one draft that does not say that they mean the same; told once, of the rarer row."""
    rows: dict[str, list[Span]] = {}
    for one in draft.judgements:
        row = row_of(one.words.quote, draft.scale) if one.band else None
        if row is not None:
            rows.setdefault(row, []).append(one.words)
    if len(rows) < 2 or _says_same(draft):
        return
    rarer, other = sorted(rows.values(), key=lambda found: (len(found), -found[0].start))[:2]
    said = f"The other terms here are of the row of “{other[0].quote.lower()}”; keep to one row, or say once that the "
    yield draft.finding("usage.rows-mixed", rarer[0], f"{said}terms of both mean the same probability.")


def two_terms(draft: DraftText) -> Iterator[UsageFinding]:
    """``likely or very likely``, ``likely, if not almost certain``: two degrees of one event."""
    for one, two in pairwise(draft.terms):
        if not _JOINED.fullmatch(draft.text[one.end : two.start]):
            continue
        if find_band(one.quote, draft.scale) != find_band(two.quote, draft.scale):
            yield draft.finding("usage.two-terms", Span.of(draft.text, one.start, two.end))


def numbers_outside(draft: DraftText) -> Iterator[UsageFinding]:
    """``likely (90 percent)``: a number said with a term whose range does not hold it."""
    numbers = [one for one in draft.judgements if one.scale == "numeric" and one.band]
    for number in numbers:
        term = _term_before(draft, number) or _term_inside(draft, number)
        if term is None or number.band is None:
            continue
        band = find_band(term.quote, draft.scale)
        if band is None or fits(number.band, band):
            continue
        yield draft.finding("usage.number-outside-band", _over(draft, term, number.words), _settled(
            draft, term, number.band))  # fmt: skip


def denied_terms(draft: DraftText) -> Iterator[UsageFinding]:
    """``almost certainly not``: it is not plain at a glance what is denied, and the scale may have a word for it."""
    for words in draft.find(_certainly_not()):
        if find_band(words.quote, draft.scale) is None:
            meant = near_words(("almost no chance",), draft.scale)
            yield draft.finding("usage.not-after-term", words, meant.removesuffix(", whichever you mean"))


def hedges(draft: DraftText) -> Iterator[UsageFinding]:
    """``may possibly``, ``very likely could``: a hedge on a hedge, or on a term of the scale."""
    for code, pattern in _hedges(draft.scale):
        for words in draft.find(pattern):
            if not draft.is_told_of_others(words):
                yield draft.finding(code, words)


# ---------------------------------------------------------------------- parts
def _judges_nothing(draft: DraftText, one: Estimate) -> bool:
    """``if possible``, ``made certain that``, ``whatever he may need``, ``may God bless``: no judgement at all."""
    aside, words = read_toml("usage/words.toml")["aside"], one.words
    sentence = draft.sentence_at(words.start).span
    clause = re.split(r"[,;:—(]", draft.text[sentence.start : words.start])[-1]
    behind = draft.text[words.end : sentence.end]
    if _opens(clause, aside["openers"]):
        return True
    if words.quote.lower() in aside["abilities"]:
        return not _judges(draft) or re.match(r"\s+(?:only|to|for)\b", behind) is not None
    wish = rf"\s+(?:(?i:{'|'.join(aside['wishes'])})|{'|'.join(aside['wished'])})\b"
    return words.quote == "May" or re.match(wish, behind) is not None


def _judges(draft: DraftText) -> bool:
    """Whether a text judges at all, and is not a speech or a report."""
    return sum(one.band is not None for one in draft.judgements) >= _FEWEST_JUDGEMENTS


def _opens(clause: str, openers: list[str]) -> bool:
    return re.search(rf"\b(?:{'|'.join(openers)})\b", clause, re.IGNORECASE) is not None


def _is_forecast(draft: DraftText, one: Estimate) -> bool:
    """Whether a plain ``will`` is a forecast: in a draft that does judge, and not what the author will do."""
    sentence = draft.sentence_at(one.words.start).span
    own = re.search(r"\b(?:I|we)\b", draft.text[sentence.start : one.words.start], re.IGNORECASE)
    return own is None and _judges(draft)


def _says_same(draft: DraftText) -> bool:
    same = read_toml("usage/words.toml")["rows"]["same"]
    for sentence in draft.sentences:
        said = sentence.span.quote.lower()
        if any(words in said for words in same) and len(term_pattern(draft.scale).findall(said)) > 1:
            return True
    return False


def _term_before(draft: DraftText, number: Estimate) -> Span | None:
    """The term that a number explains: right before it, or before a bracket that holds it."""
    sentence = draft.sentence_at(number.words.start).span
    before = [one for one in draft.terms if sentence.start <= one.start and one.end <= number.words.start]
    if not before:
        return None
    gap = draft.text[before[-1].end : number.words.start]
    return before[-1] if _TO_BRACKET.fullmatch(gap) or _BESIDE.fullmatch(gap) else None


def _term_inside(draft: DraftText, number: Estimate) -> Span | None:
    """``an 85 percent chance, which is likely``; ``60 percent (very likely)``: the term right after its number."""
    for one in draft.terms:
        gap = draft.text[number.words.end : one.start] if one.start >= number.words.end else "x"
        if re.fullmatch(r"(?:\s+(?:chance|probability|odds))?\s*[(\[,—–]\s*(?:that is,?|i\.e\.,?)?\s*", gap):
            return one
    return None


def _settled(draft: DraftText, term: Span, number: Band) -> str:
    held = terms_for(number, draft.scale)
    said = f"{with_band(term.quote.lower(), draft.scale)} with a number inside it"
    return f"{said}; or, for {percents(number)}, {held}." if held else f"{said}; or the number alone."


def _over(draft: DraftText, one: Span, two: Span) -> Span:
    end = max(one.end, two.end)
    closed = draft.text[end : end + 1] in (")", "]") and not set(")]") & set(draft.text[one.end : end])
    return Span.of(draft.text, min(one.start, two.start), end + closed)


@cache
def _certainly_not() -> re.Pattern[str]:
    return re.compile(r"(?<![\w-])(?:almost|nearly) certainly not(?![\w-])", re.IGNORECASE)


@cache
def _hedges(scale: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Patterns of doubled hedges; ``may`` only in lower case, so that neither a month nor a person is one."""
    words = read_toml("usage/words.toml")["hedge"]
    adverb = rf"(?i:{'|'.join(words['adverbs'])})"
    term = rf"(?i:{term_pattern(scale).pattern})"
    denied = r"(?:\s+not|n['’]t)?"
    weak, modal = r"(?:may|might)", f"(?:{'|'.join(words['modals'])})"
    return (
        ("usage.hedged-term", re.compile(rf"\b{weak}{denied}\s+(?:very\s+)?{term}|{term}\s+{weak}\b(?!\s+\d)")),
        ("usage.hedged-term", re.compile(rf"{adverb}\s+(?!even\b|almost\b){term}")),
        ("usage.ability-or-likelihood", re.compile(rf"\bcould\s+{term}|{term}\s+could\b")),
        (
            "usage.double-hedge",
            re.compile(rf"\b(?:may|might|(?<!not )could){denied}\s+{adverb}\s+\w+|{adverb}\s+{modal}\b"),
        ),
    )
