"""Estimates: what the author expects, in words of likelihood or in numbers, with a band and a horizon."""

import re

from spacy.tokens import Token

from sitroom.core import Problem, Span
from sitroom.record.draft import Draft, attribution, broken_off
from sitroom.record.horizons import horizon_of
from sitroom.record.lexicon import cue_set
from sitroom.record.likelihood import Found, find_likelihoods
from sitroom.record.ontology import DEFAULT_SCALE
from sitroom.record.parsing import children, is_verb
from sitroom.record.records import ActorRef, Estimate, RecordDate
from sitroom.record.segments import over, segment_start, segment_stop, words_of
from sitroom.record.sentence import Sentence, find_subject
from sitroom.record.settings import SPATIAL

WILL = ("will", "shall", "'ll", "wo")
REACH = 60
"""Characters before a likelihood in which its author may give it up."""
_GIVEN_UP = re.compile(r"\bno longer\b[^.;:]*$", re.IGNORECASE)


def read_estimates(draft: Draft, sentence: Sentence, *, scale: str = DEFAULT_SCALE) -> None:
    """Read the judgements of likelihood in a sentence; words that a scale does not hold get no band."""
    found = find_likelihoods(sentence, scale)
    for one in found:
        token = sentence.token_at((one.noun or one.words).end - 1)
        if token is not None:
            draft.add(_estimate(draft, sentence, token, one, alone=len(found) == 1), sentence, token)
            if one.band is None:
                draft.problems.append(_without_band(one.words))
    _plain_forecasts(draft, sentence, [one.words for one in found])


def _without_band(words: Span) -> Problem:
    return Problem("record.estimate-without-band", f"{words.quote!r} has no range on the scale; none is given", words)


def _plain_forecasts(draft: Draft, sentence: Sentence, judged: list[Span]) -> None:
    """``Kyiv will run short of interceptors by the end of May``: a forecast without a likelihood, but with a day.

    Only the author's own, in clauses that no likelihood governs; what is scheduled is an occasion or an event.
    """
    tokens = words_of(sentence)
    conditional = any(record.kind == "condition" for record in draft.in_sentence(sentence))
    for place, token in enumerate(tokens):
        if token.lower_ == "wo" and not _is_will_not(tokens, place):
            continue
        if token.tag_ != "MD" or token.lower_ not in ((*WILL, "would") if conditional else WILL):
            continue
        clause = over(sentence, tokens, segment_start(tokens, place), segment_stop(tokens, place))
        if any(clause.overlaps(span) for span in judged):
            continue
        words = over(sentence, tokens, place, place + 1)
        one = _estimate(draft, sentence, token, Found(words, None, None), alone=False)
        if one.horizon is None or one.asserted_by != ("author",) or _is_scheduled(draft, sentence, token, clause):
            continue
        draft.add(one, sentence, token)
        judged.append(clause)


def _is_will_not(tokens: list[Token], place: int) -> bool:
    """``won't``; the parser cuts ``wont to`` in two as well."""
    return place + 1 < len(tokens) and tokens[place + 1].lower_ in ("n't", "n’t", "not")


def _is_scheduled(draft: Draft, sentence: Sentence, modal: Token, clause: Span) -> bool:
    """``The summit will be held on 3 May``: an item of the calendar, and no forecast."""
    occasions = [r for r in draft.in_sentence(sentence) if r.kind == "occasion" and r.anchor.overlaps(clause)]
    return bool(occasions) and modal.head.lemma_.lower() in cue_set("occasion", "verbs")


def _estimate(draft: Draft, sentence: Sentence, token: Token, one: Found, *, alone: bool) -> Estimate:
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
    horizon, closes = horizon_of(draft, sentence, one.words, content, alone=alone)
    return Estimate(
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
        realis="negated" if _is_given_up(sentence, one.words) else "actual",
    )


def _evidence(sentence: Sentence, content: Span, words: Span) -> Span:
    return Span.of(sentence.text, min(content.start, words.start), max(content.end, words.end))


def _judged(token: Token, sentence: Sentence) -> Token:
    """The head of what is judged: the clause below ``likely that``, the infinitive of ``is likely to``."""
    if token.tag_ == "MD" and token.dep_ in ("aux", "auxpass"):
        return token.head
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


def _is_given_up(sentence: Sentence, words: Span) -> bool:
    """``It is no longer likely that``: what is said not to be held any more."""
    return _GIVEN_UP.search(sentence.text[max(sentence.span.start, words.start - REACH) : words.start]) is not None


def _is_negated(head: Token) -> bool:
    return any(c.dep_ == "neg" for c in head.children)
