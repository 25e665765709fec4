"""Aims: what someone wants, is bound to do or did something for, always by the word of whoever asserts it."""

from collections.abc import Iterator
from itertools import pairwise

from spacy.tokens import Token

from sitroom.core import Span
from sitroom.record.aim_cues import Want, find_wants
from sitroom.record.clauses import clause_span
from sitroom.record.draft import Draft, attribution
from sitroom.record.lexicon import cue_set
from sitroom.record.parsing import children, is_verb
from sitroom.record.realis import realis_of
from sitroom.record.records import ActorRef, Aim, Event, Realis, Record
from sitroom.record.segments import OPENERS, segment_stop, words_of
from sitroom.record.sentence import Sentence, find_subject
from sitroom.record.subjects import holders_of
from sitroom.record.timing import open_date

DEADLINES = ("by", "within", "until", "in", "before", "over", "on", "during")
TAILS = frozenset({"and", "as", "well", "or", "but", "not", "rather", "than", "both", "nor"})


def read_aims(draft: Draft, sentence: Sentence) -> None:
    """Read the aims of a sentence: words of wanting, obligations, and what an act was for."""
    tokens = words_of(sentence)
    held: set[int] = set()
    for want in find_wants(tokens):
        if want.cue[0].i not in held:
            held |= _add(draft, sentence, want)
    for token in tokens:
        _purpose_of_act(draft, sentence, token)


def _add(draft: Draft, sentence: Sentence, want: Want) -> set[int]:
    """Add the aims of one cue; return the places of the verbs that are wanted, which are no cues themselves."""
    holder, act = _holder(draft, sentence, want)
    if not holder:
        return set()
    heads = list(_several(want.content))
    for head in heads:
        span = _content_span(draft, sentence, head, heads)
        record = Aim(
            id=draft.new_id("aim", span),
            evidence=_evidence(sentence, want, span),
            asserted_by=attribution(sentence, want.verb, draft.actors, None),
            realis=_held(want),
            date=open_date(want.verb, draft.reference),
            confidence=_confidence(want, holder),
            holder=holder,
            cue=sentence.over(*want.cue),
            content=span,
        )
        draft.add(record, sentence, head)
        if isinstance(act, Event):
            draft.link("motive_of", record, act, record.evidence)
    return {head.i for head in heads}


def _holder(draft: Draft, sentence: Sentence, want: Want) -> tuple[tuple[ActorRef, ...], Record | None]:
    """Who holds an aim, with the act whose aim it is where the holder is named by that: ``the aim of the visit``."""
    subject = want.owner or find_subject(want.verb)
    by_will = want.kind == "will"
    act = draft.at_token(sentence, subject) if want.owner is not None and subject is not None else None
    if isinstance(act, Event) and act.actors:
        return act.actors[:1], act
    holder = holders_of(draft, sentence, subject, by_will=by_will)
    return holder, None


def _confidence(want: Want, holder: tuple[ActorRef, ...]) -> float:
    if want.kind == "duty":
        return 0.5
    return 0.7 if holder[0].id else 0.5


def _held(want: Want) -> Realis:
    """The realis of the aim's being held: wanting something is real although the thing wanted is not."""
    verb = want.verb
    if (
        verb.dep_ == "conj"
        and verb.tag_ == "VB"
        and not any(child.lower_ == "to" for child in verb.children if child.dep_ == "aux")
    ):
        verb = next((head for head in verb.ancestors if head.tag_ in ("VBZ", "VBP", "VBD")), verb)
    realis = realis_of(verb)
    if want.denied:
        return "negated"
    if want.kind == "duty" or realis in ("scheduled", "negated", "habitual"):
        return "actual"
    would = want.verb.lemma_.lower() in ("like", "love", "prefer", "rather")
    return "actual" if would else realis


def _evidence(sentence: Sentence, want: Want, content: Span) -> tuple[Span, ...]:
    subject = want.owner or find_subject(want.verb)
    first = want.cue[0]
    if subject is not None and sentence.owns(subject) and subject.i < first.i:
        first = subject.left_edge if sentence.owns(subject.left_edge) else subject
    start = min(sentence.at(first), content.start)
    end = max(content.end, sentence.at(want.cue[1]) + len(want.cue[1].text))
    return (Span.of(sentence.text, start, end),)


# ---------------------------------------------------------------------- what is wanted
def _several(head: Token) -> Iterator[Token]:
    """Each coordinated infinitive by itself: ``to join the EU and to sign``; a choice (``or``) is one aim."""
    yield head
    if head.tag_ not in ("VB", "VBG"):
        return
    for child in head.children:
        joined = child.dep_ == "conj" and child.tag_ == head.tag_ and not _chosen(head)
        if joined or (child.dep_ == "advcl" and child.tag_ == "VB" and _as_well(child)):
            yield from _several(child)


def _chosen(head: Token) -> bool:
    return any(child.dep_ == "cc" and child.lower_ == "or" for child in head.children)


def _as_well(verb: Token) -> bool:
    """``..., as well as to strengthen``: a further aim that the parser hangs as an adjunct."""
    return any(inner.lower_ == "well" for inner in verb.subtree if inner.i < verb.i) or (
        verb.i > 2 and any(verb.doc[index].lower_ == "well" for index in range(max(0, verb.left_edge.i - 3), verb.i))
    )


def _content_span(draft: Draft, sentence: Sentence, head: Token, heads: list[Token]) -> Span:
    """The words of what is wanted, from its ``to`` on, without what it depends on, its deadline or a further aim."""
    tokens = words_of(sentence)
    place = next(p for p, token in enumerate(tokens) if token.i == head.i)
    first = _first_of(head)
    limit = segment_stop(tokens, place)
    others = {one.i for one in heads if one.i != head.i}
    left_out = {inner.i for child in head.subtree if _stands_outside(child, head, others) for inner in child.subtree}
    inside = [t for t in head.subtree if first.i <= t.i and t.i not in left_out and not t.is_space]
    stop = tokens[limit - 1].i if limit else tokens[-1].i
    inside = [t for t in inside if t.i <= stop and sentence.owns(t)] or [head]
    last = inside[-1]
    gap = next((b.i for a, b in pairwise(inside) if any(k in left_out for k in range(a.i, b.i))), None)
    if gap is not None:
        last = next(t for t in reversed(inside) if t.i < gap)
    while last.i > head.i and ((last.is_punct and last.text not in "\"')") or last.lower_ in TAILS):
        last = last.nbor(-1)
    return _less_deadline(draft, sentence, head, sentence.over(first, last))


def _first_of(head: Token) -> Token:
    if head.tag_ == "VB":
        to = next((c for c in head.children if c.lower_ == "to" and c.dep_ == "aux" and c.i < head.i), None)
        own = next((c for c in head.children if c.dep_ in ("nsubj", "nsubjpass") and c.i < head.i), None)
        return own.left_edge if own is not None and to is not None and own.i < to.i else (to or head)
    if head.tag_ == "VBG":
        return head
    inner = [t for t in head.subtree if t.lower_ != "that" or t.dep_ != "mark"]
    return min(inner, key=lambda t: t.i)


def _stands_outside(child: Token, head: Token, others: set[int]) -> bool:
    """Whether a word opens what is no part of the aim: its condition or reason, a finite clause, a further aim."""
    if child.i == head.i:
        return False
    if child.i in others or (child.dep_ == "conj" and child.head.i == head.i and not _chosen(head) and is_verb(child)):
        return True
    if child.dep_ == "advcl" and child.i > head.i:
        marks = {c.lower_ for c in child.children if c.dep_ in ("mark", "advmod")}
        return bool(marks & OPENERS) or child.left_edge.nbor(-1).text == ","
    if child.lower_ in ("rather", "not") and child.i > head.i and not is_verb(child.head):
        return child.lower_ == "rather"
    return child.dep_ in ("relcl", "parataxis") and child.left_edge.i > 0 and child.left_edge.nbor(-1).text == ","


def _less_deadline(draft: Draft, sentence: Sentence, head: Token, span: Span) -> Span:
    """``build a dam | by the end of May``: the day by which it is wanted is no part of it."""
    for one in draft.dates_in(span):
        if one.mention.span.end != span.end or one.mention.lead.lower() not in DEADLINES:
            continue
        before = [t for t in words_of(sentence) if sentence.at(t) < one.mention.span.start]
        lead = before[-1] if before and before[-1].lower_ == one.mention.lead.lower() else None
        if lead is not None and lead.i > head.i + 1 and lead.head.i <= head.i:
            return Span.of(sentence.text, span.start, sentence.at(lead.nbor(-1)) + len(lead.nbor(-1).text))
    return span


# ---------------------------------------------------------------------- what an act was for
def _purpose_of_act(draft: Draft, sentence: Sentence, token: Token) -> None:
    """``X's meeting with Y was a preventive measure``: what an act was for, linked to the act."""
    if token.lemma_.lower() != "be" or token.dep_ in ("aux", "auxpass") or realis_of(token) != "actual":
        return
    subject = next(iter(children(token, "nsubj")), None)
    what = next(iter(children(token, "attr")), None)
    if subject is None or what is None or what.lemma_.lower() not in cue_set("aim", "purpose_nouns"):
        return
    act = draft.at_token(sentence, subject)
    if not isinstance(act, Event) or not act.actors:
        return
    span = sentence.over(what.left_edge, sentence.parts(what, without=("punct",))[-1])
    evidence = (clause_span(sentence, token),)
    aim = Aim(
        id=draft.new_id("aim", span),
        evidence=evidence,
        asserted_by=attribution(sentence, token, draft.actors, None),
        date=act.date,
        confidence=0.6,
        holder=act.actors[:1],
        cue=sentence.over(token, token),
        content=span,
    )
    draft.add(aim, sentence, what)
    draft.link("motive_of", aim, act, evidence)
