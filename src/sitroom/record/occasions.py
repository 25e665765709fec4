"""Occasions: what is to take place on a day ahead of the day of writing."""

from spacy.tokens import Token

from sitroom.core import DayRange, Span
from sitroom.record.draft import Draft, attribution
from sitroom.record.gazetteer import gazetteer
from sitroom.record.lexicon import cue_set
from sitroom.record.names import noun_phrase
from sitroom.record.parsing import children, is_verb
from sitroom.record.records import ActorRef, Occasion, RecordDate
from sitroom.record.sentence import Sentence, find_subject, verb_of
from sitroom.record.settings import place_of
from sitroom.record.timing import Dated, record_date

LONGEST = 62


def read_occasions(draft: Draft, sentence: Sentence) -> None:
    """Read the occasions of a sentence: an event noun with a day ahead, or ``will meet on`` such a day."""
    for one in draft.dated:
        if not sentence.covers(one.mention.span) or one.head is None:
            continue
        when = _day_ahead(one, draft)
        if when is None:
            continue
        head = _occasion_head(one.head, sentence)
        if head is not None and not _known(draft, sentence, head):
            _add(draft, sentence, head, one, when)


def _day_ahead(one: Dated, draft: Draft) -> RecordDate | None:
    """The day of an expression that lies wholly ahead and is fine enough to be put in a calendar."""
    value, start = one.value, draft.reference.start
    if value is None or value.days.start is None or value.days.end is None or start is None:
        return None
    if (
        one.mention.lead in ("since", "by", "until", "before", "within", "after")
        or (value.days.days or 999) > LONGEST
        or value.end_range is not None
    ):
        return None
    last = draft.reference.end or start
    if value.days.start <= last and not (one.direction == "future" and value.days.start >= start):
        return None
    return record_date(value, quote=one.mention.span.quote)


def _occasion_head(head: Token, sentence: Sentence) -> Token | None:
    """The event noun that a day hangs on: directly, by ``scheduled for``, or as what is held or takes place."""
    here = head
    for _ in range(6):
        if here.pos_ in ("NOUN", "PROPN"):
            found = _event_noun(here)
            if found is not None:
                return found
        if is_verb(here) and here.dep_ not in ("aux", "auxpass"):
            if here.dep_ == "acl" and here.lemma_.lower() in cue_set("realis", "scheduled"):
                return _event_noun(here.head) or here.head
            if (
                here.lemma_.lower() in cue_set("occasion", "verbs")
                or here.lemma_.lower() in cue_set("realis", "scheduled")
                or here.lemma_.lower() == "be"
            ):
                purposes = [
                    inner for prep in children(here, "prep") if prep.lower_ == "for" for inner in children(prep, "pobj")
                ]
                for subject in (*purposes, find_subject(here), *children(here, "dobj", "nsubjpass", "attr")):
                    found = _event_noun(subject) if subject is not None and sentence.owns(subject) else None
                    if found is not None:
                        return found
            if here.dep_ not in ("xcomp", "acl", "pcomp"):
                return None
        if here.head is here:
            return None
        here = here.head
    return None


def _event_noun(token: Token) -> Token | None:
    """The token, or the noun just behind it in its phrase, where that names an occasion."""
    if token.lemma_.lower() in cue_set("occasion", "nouns") and token.pos_ in ("NOUN", "PROPN"):
        return _whole(token)
    for prep in children(token, "prep"):
        for inner in children(prep, "pobj"):
            if prep.lower_ == "of" and inner.lemma_.lower() in cue_set("occasion", "nouns"):
                return token
    return None


def _whole(token: Token) -> Token:
    """``the Supreme Council of the Union State meeting``: the phrase that the noun closes."""
    head = token.head.head if token.dep_ == "pobj" and token.head.lower_ == "of" else None
    return head if head is not None and head.pos_ == "PROPN" else token


def _known(draft: Draft, sentence: Sentence, head: Token) -> bool:
    return any(
        isinstance(r, Occasion) and draft.heads[r.id][1].i == head.i and draft.heads[r.id][0].number == sentence.number
        for r in draft.records
    )


def _add(draft: Draft, sentence: Sentence, head: Token, one: Dated, when: RecordDate) -> None:
    first, last = noun_phrase(head)
    name = sentence.over(head.doc[first], head.doc[last])
    place, place_name = _place(sentence, head, one)
    end = max(name.end, one.mention.span.end, place.end if place else 0)
    evidence = Span.of(sentence.text, min(name.start, one.mention.span.start), end)
    record = Occasion(
        id=draft.new_id("occasion", evidence),
        evidence=(evidence,),
        asserted_by=attribution(sentence, head, draft.actors, None),
        realis="scheduled",
        date=when,
        place=place,
        place_name=place_name,
        confidence=0.75,
        name=name,
        parties=_parties(draft, sentence, head, name, when.days),
    )
    draft.add(record, sentence, head)


def _place(sentence: Sentence, head: Token, one: Dated) -> tuple[Span | None, str | None]:
    for token in (head, *children(head, "acl", "relcl"), *([one.head] if one.head is not None else [])):
        found = place_of(sentence, token)
        if found[0] is not None:
            return found
    here = [t for t in sentence.tokens if one.mention.span.start <= sentence.at(t) < one.mention.span.end]
    verb = verb_of(head)
    for token in (*here, *([verb] if verb is not None else [])):
        found = place_of(sentence, token)
        if found[0] is not None:
            return found
    return None, None


def _parties(draft: Draft, sentence: Sentence, head: Token, name: Span, days: DayRange) -> tuple[ActorRef, ...]:
    """Who takes part: the countries and bodies in the name, ``with X``, ``between X and Y``, the owner."""
    out: list[ActorRef] = []
    for hit in draft.actors.hits.get(sentence.offset, []):
        span = sentence.over(head.doc[hit.first], head.doc[hit.last])
        if name.covers(span):
            actor = hit.alias.actor
            out.append(ActorRef(span, actor.name, actor.slug, actor.country, actor.sectors, actor.code))
    for owner in children(head, "poss"):
        out += draft.actors.resolve_all(sentence.offset, owner, days)
    for prep in children(head, "prep"):
        if prep.lower_ in ("with", "between", "of"):
            for inner in children(prep, "pobj"):
                out += draft.actors.resolve_all(sentence.offset, inner, days)
    members = [ref for ref in out if ref.id in gazetteer().memberships]
    if members and days.start and not any(ref.country for ref in out):
        return tuple(dict.fromkeys(members))
    unique = {(ref.id or ref.span.quote): ref for ref in out}
    return tuple(unique.values())
