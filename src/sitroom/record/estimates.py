"""Estimates: what the author expects, in words of likelihood or in numbers, with a band and a horizon."""

import re
from dataclasses import dataclass

from spacy.tokens import Token

from sitroom.core import Problem, Span
from sitroom.record.draft import Draft, attribution, broken_off
from sitroom.record.horizons import horizon_of
from sitroom.record.lexicon import cue_set, cues
from sitroom.record.ontology import DEFAULT_SCALE, find_band
from sitroom.record.parsing import children, is_verb
from sitroom.record.records import ActorRef, Estimate, RecordDate
from sitroom.record.sentence import Sentence, find_subject
from sitroom.record.settings import SPATIAL

NUMBER = re.compile(
    r"(?P<low>\d{1,3}(?:\.\d+)?)\s*(?:(?:-|–|to)\s*(?P<high>\d{1,3}(?:\.\d+)?)\s*)?(?:%|per ?cent)"
    r"(?:[-\s]+(?:chance|probability|likelihood|odds|certain|likely|sure))(?:\s+(?:of|that))?",
    re.IGNORECASE,
)
AMOUNT = (
    r"(?:about |around |roughly |some |only |just )?(?P<low>\d{1,3}(?:\.\d+)?)"
    r"(?:\s*(?:-|–|to)\s*(?P<high>\d{1,3}(?:\.\d+)?))?\s*(?:%|per ?cent)"
)
PROBABILITY = re.compile(
    r"\b(?P<noun>chances?|probability|likelihood|odds)\b[^.;]{0,160}?\b(?:is|are|at|as|of)\s+(?P<words>" + AMOUNT + ")",
    re.IGNORECASE,
)
PUT_AT = re.compile(
    r"\bat\s+(?P<words>" + AMOUNT + r")\s+(?:the\s+)?(?P<noun>chances?|probability|likelihood|odds)\b", re.IGNORECASE
)
ODDS = re.compile(
    r"(?P<for>\d+)\s*(?:-|to|in)\s*(?P<against>\d+)\s+(?:chance|odds)|odds\s+of\s+(?P<for2>\d+)\s*(?:-|to|in)\s*(?P<against2>\d+)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Found:
    """Likelihood words with their band; ``noun`` is where what is judged hangs, if not on the words themselves."""

    words: Span
    band: tuple[float, float] | None
    scale: str | None
    noun: Span | None = None


def read_estimates(draft: Draft, sentence: Sentence, *, scale: str = DEFAULT_SCALE) -> None:
    """Read the judgements of likelihood in a sentence; words that a scale does not hold get no band."""
    found = sorted((*_numbers(sentence), *_worded(sentence, scale)), key=lambda one: one.words.start)
    taken: list[Span] = []
    for one in found:
        if any(one.words.overlaps(span) for span in taken):
            continue
        token = sentence.token_at((one.noun or one.words).end - 1)
        if token is None or not _is_judgement(one, token) or _was_held(token):
            continue
        taken.append(one.words)
        _add(draft, sentence, token, one)


def _numbers(sentence: Sentence) -> list[_Found]:
    out: list[_Found] = []
    text = sentence.text[sentence.span.start : sentence.span.end]
    for pattern in (NUMBER, PROBABILITY, PUT_AT):
        for match in pattern.finditer(text):
            low = float(match["low"]) / 100
            high = float(match["high"]) / 100 if match["high"] else low
            if not low <= high <= 1:
                continue
            named = pattern is not NUMBER
            words = _within(
                sentence, match.start("words") if named else match.start(), match.end("words") if named else match.end()
            )
            noun = _within(sentence, match.start("noun"), match.end("noun")) if named else None
            out.append(_Found(words, (low, high), "numeric", noun))
    for match in ODDS.finditer(text):
        a, b = float(match["for"] or match["for2"]), float(match["against"] or match["against2"])
        share = a / b if " in " in match.group() else a / (a + b)
        if 0 < share < 1:
            out.append(_Found(_within(sentence, match.start(), match.end()), (share, share), "numeric"))
    return out


def _within(sentence: Sentence, start: int, end: int) -> Span:
    return Span.of(sentence.text, sentence.span.start + start, sentence.span.start + end)


def _worded(sentence: Sentence, scale: str) -> list[_Found]:
    out: list[_Found] = []
    for words in sorted((*cues("estimate")["banded"], *cues("estimate")["unbanded"]), key=len, reverse=True):
        start = 0
        while (span := sentence.phrase_at(words, after=start)) is not None:
            start = span.end - sentence.span.start
            if not any(span.overlaps(one.words) for one in out):
                band = find_band(words, scale)
                out.append(_Found(span, band, scale if band else None))
    return out


def _is_judgement(one: _Found, token: Token) -> bool:
    """Likelihood words judge where they are said of a clause, not where they only colour a noun."""
    words = one.words.quote.lower()
    if one.scale == "numeric" or (
        " " in words and not words.endswith(("likely", "probable", "unlikely", "improbable"))
    ):
        return True
    if words in ("likely", "probable", "unlikely", "improbable") or words.endswith(
        ("likely", "probable", "improbable")
    ):
        if token.dep_ == "amod":
            return False
        return token.dep_ in (
            "acomp",
            "attr",
            "oprd",
            "advmod",
            "ROOT",
            "ccomp",
            "conj",
            "xcomp",
            "advcl",
            "relcl",
            "acl",
            "dep",
        )
    if token.dep_ == "advmod":
        return is_verb(token.head) or token.head.pos_ in ("VERB", "AUX", "ADJ", "ADP", "NOUN")
    return token.pos_ in ("ADV", "ADJ", "NOUN", "VERB", "AUX")


def _was_held(token: Token) -> bool:
    """``was unlikely to``: a judgement of earlier days that the author recalls, and no new one."""
    verb = token if is_verb(token) else token.head
    return token.dep_ in ("acomp", "attr") and verb.lower_ in ("was", "were", "seemed", "looked", "appeared")


def _add(draft: Draft, sentence: Sentence, token: Token, one: _Found) -> None:
    head = _judged(token, sentence)
    content = _content_span(sentence, head, one.words)
    verb = head if is_verb(head) else next((t for t in head.ancestors if is_verb(t)), head)
    subject = find_subject(head) or find_subject(verb)
    subjects = (
        draft.actors.resolve_all(sentence.offset, subject)
        if subject is not None and subject.lower_ not in ("it", "there")
        else ()
    )
    objects = tuple(
        ref for ref in _objects(draft, sentence, head) if ref.id not in {s.id for s in subjects} or ref.id is None
    )
    horizon, closes = horizon_of(draft, _evidence(sentence, content, one.words), sentence)
    record = Estimate(
        id=draft.new_id("estimate", sentence.span),
        evidence=(_evidence(sentence, content, one.words),),
        asserted_by=attribution(sentence, token, draft.actors, None),
        date=RecordDate(draft.reference, draft.reference.edtf(), "held at the time of writing"),
        confidence=0.8 if one.band else 0.6,
        words=one.words,
        scale=one.scale,
        band=one.band,
        content=content,
        horizon=horizon,
        horizon_end=closes,
        subject=subjects,
        objects=objects,
        negated=_is_negated(head),
    )
    draft.add(record, sentence, token)
    if one.band is None:
        draft.problems.append(
            Problem(
                "record.estimate-without-band",
                f"{one.words.quote!r} has no range on the scale; none is given",
                one.words,
            )
        )


def _evidence(sentence: Sentence, content: Span, words: Span) -> Span:
    return Span.of(sentence.text, min(content.start, words.start), max(content.end, words.end))


def _judged(token: Token, sentence: Sentence) -> Token:
    """The head of what is judged: the clause below ``likely that``, the infinitive of ``is likely to``."""
    here = token
    for _ in range(4):
        inner = [
            c
            for c in here.children
            if c.dep_ in ("ccomp", "xcomp", "acl", "csubj", "advcl", "pcomp") and c.i > token.i and _is_complement(c)
        ]
        if inner:
            return inner[0]
        prepositions = [p for p in here.children if p.dep_ == "prep" and p.lower_ == "of" and p.i >= token.i]
        below = [c for p in prepositions for c in children(p, "pcomp", "pobj")]
        if below:
            return below[0]
        subject = (
            next(iter(children(here, "nsubj", "nsubjpass", "csubj", "csubjpass")), None) if is_verb(here) else None
        )
        said_of = token.dep_ in ("acomp", "attr", "oprd") or here.lemma_.lower() in ("rule", "exclude")
        if subject is not None and said_of and (subject.pos_ in ("NOUN", "PROPN") or subject.dep_.startswith("csubj")):
            return subject
        if is_verb(here) and here.lemma_.lower() != "be":
            return here
        if here.dep_ == "ROOT" or here.head is here or not sentence.owns(here.head):
            break
        here = here.head
    return here


def _is_complement(clause: Token) -> bool:
    """A clause that says what is likely, not one that says why or when: ``that ...``, ``to ...``."""
    mark = next((child.lower_ for child in clause.children if child.dep_ == "mark"), "that")
    return is_verb(clause) and (clause.dep_ != "advcl" or clause.tag_ == "VB") and mark in ("that", "to", "for")


def _content_span(sentence: Sentence, head: Token, words: Span) -> Span:
    """What is judged, in full: its own subject where it has one, else with the subject of the clause above."""
    span = _less_reasons(sentence, head)
    own = any(c.dep_ in ("nsubj", "nsubjpass") for c in head.children)
    if is_verb(head) and not own and not span.covers(words):
        subject = find_subject(head)
        if subject is not None and sentence.owns(subject) and subject.lower_ not in ("it", "there", "we", "i"):
            start = min(sentence.at(subject.left_edge), span.start)
            return Span.of(sentence.text, start, span.end)
    return span


def _less_reasons(sentence: Sentence, head: Token) -> Span:
    """The clause without what says why it holds: that is a premise, not part of what is judged."""
    why = [
        c
        for c in head.children
        if (c.dep_ == "ccomp" and broken_off(sentence, head, c))
        or (c.dep_ == "advcl" and any(k.lower_ in cue_set("reason", "marks") for k in c.children if k.dep_ == "mark"))
    ]
    left_out = {t.i for clause in why for t in clause.subtree}
    tokens = [t for t in sentence.parts(head) if t.i not in left_out and not t.is_space]
    while len(tokens) > 1 and tokens[-1].is_punct and tokens[-1].text not in "\"')":
        tokens.pop()
    while len(tokens) > 1 and tokens[0].is_punct:
        tokens.pop(0)
    return sentence.over(tokens[0], tokens[-1]) if tokens else sentence.subtree(head)


def _objects(draft: Draft, sentence: Sentence, head: Token) -> list[ActorRef]:
    out: list[ActorRef] = []
    for token in sentence.parts(head):
        placed = token.dep_ == "pobj" and token.head.lower_ in SPATIAL
        if token.dep_ in ("pobj", "dobj", "poss", "dative") and token.pos_ in ("PROPN", "NOUN") and not placed:
            ref = draft.actors.resolve(sentence.offset, token)
            if ref is not None and (ref.id or ref.country):
                out.append(ref)
    return out


def _is_negated(head: Token) -> bool:
    return any(c.dep_ == "neg" for c in head.children)
