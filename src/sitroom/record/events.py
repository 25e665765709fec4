"""Events and statements: an act found in a sentence becomes a record with who, to whom, when and how real."""

from spacy.tokens import Token

from sitroom.core import Span
from sitroom.record.clauses import clause_span, content_of
from sitroom.record.coding import actor_heads, find_matches
from sitroom.record.contexts import contexts_of
from sitroom.record.draft import Draft, attribution
from sitroom.record.foreground import foreground
from sitroom.record.intents import as_intents
from sitroom.record.lexicon import cue_set
from sitroom.record.means import told_means
from sitroom.record.nominal import read_nominal_statements
from sitroom.record.ontology import quad_of
from sitroom.record.parsing import is_verb
from sitroom.record.parties import Refs, find_parties
from sitroom.record.realis import realis_of
from sitroom.record.records import ActorRef, Coding, Event, Realis, Statement
from sitroom.record.sentence import Sentence
from sitroom.record.settings import by_day, date_of_act, place_of, unique
from sitroom.record.settling import Match, settle_realis
from sitroom.record.signs import phrases_of
from sitroom.record.stays import read_stays


def read_events(draft: Draft, sentence: Sentence) -> None:
    """Code the acts of a sentence: stays and nouns first, since a clause may take its day from them."""
    read_stays(draft, sentence)
    read_nominal_statements(draft, sentence)
    matches = as_intents(find_matches(sentence))
    for match in sorted(matches, key=lambda one: (is_verb(one.token), one.token.i)):
        _code(draft, sentence, match)


def _code(draft: Draft, sentence: Sentence, match: Match) -> None:
    token = match.token
    if draft.at_token(sentence, token) is not None:
        return
    when = date_of_act(draft, sentence, token, realis_of(token))
    who, whom = find_parties(draft, sentence, match, when.days if when else None)
    if not _is_coded(match, who, whom):
        return
    if match.frame.mutual and not match.frame.statement:
        who, whom = unique((*who, *whom)), ()
    draft.add(make_record(draft, sentence, match, who, whom), sentence, token)


def make_record(
    draft: Draft, sentence: Sentence, match: Match, who: tuple[ActorRef, ...], whom: tuple[ActorRef, ...]
) -> Event | Statement:
    """Return the record of an act with its parties: a statement where saying it is the act, else an event."""
    token = match.token
    realis = settle_realis(sentence, match, realis_of(token))
    when = date_of_act(draft, sentence, token, realis)
    realis = by_day(realis, when, draft, token)
    place, place_name = place_of(sentence, token)
    evidence = (draft.with_whole_dates(clause_span(sentence, token)),)
    coding = coding_of(sentence, evidence[0], match, who, whom)
    trigger = sentence.over(token, token)
    confidence = _confidence(match, who, whom, realis)
    asserted = attribution(sentence, token, draft.actors, when)
    if match.frame.statement:
        return Statement(
            id=draft.new_id("statement", evidence[0]),
            evidence=evidence,
            asserted_by=asserted,
            realis=realis,
            date=when,
            place=place,
            place_name=place_name,
            confidence=confidence,
            trigger=trigger,
            coding=coding if coding.event_type else None,
            speaker=who,
            audience=whom,
            content=_content(sentence, token, whom),
        )
    return Event(
        id=draft.new_id("event", evidence[0]),
        evidence=evidence,
        asserted_by=asserted,
        realis=realis,
        date=when,
        place=place,
        place_name=place_name,
        confidence=confidence,
        trigger=trigger,
        coding=coding,
        actors=who,
        recipients=whom,
    )


def _content(sentence: Sentence, token: Token, whom: tuple[ActorRef, ...]) -> Span | None:
    """What is said, unless that is only whom it is said of."""
    content = content_of(sentence, token)
    return None if content is not None and any(ref.span.covers(content) for ref in whom) else content


def _is_coded(match: Match, who: tuple[ActorRef, ...], whom: tuple[ActorRef, ...]) -> bool:
    """No default code: an act without an actor is kept only where a verb has a known recipient."""
    frame = match.frame
    if not frame.event_type and not frame.statement:
        return False
    if any(_is_force(head) for head in actor_heads(match)) and not any(ref.name for ref in who):
        return False
    if frame.event_type and match.chance is not None and (who or whom):
        return True
    if is_verb(match.token):
        return bool(who) or (bool(whom) and frame.event_type is not None)
    if frame.mutual:
        return len(who) + len(whom) > 1
    return bool(who)


def _is_force(head: Token) -> bool:
    """``the virus``, ``heavy rain``: a force and not somebody."""
    return head.lemma_.lower() in cue_set("people", "forces")


def coding_of(sentence: Sentence, clause: Span, match: Match, who: Refs, whom: Refs) -> Coding:
    """Return the coding of a match by its frame, with what the other words of its clause tell of means and contexts."""
    frame = match.frame
    if not frame.event_type:
        return Coding(mode=frame.mode, cameo=frame.cameo, quad=quad_of(None, frame.cameo))
    words = [one for one in sentence.tokens if clause.start <= sentence.at(one) < clause.end]
    done_by = [one for one in words if not any(ref.span.start <= sentence.at(one) < ref.span.end for ref in whom)]
    mode, cameo = told_means(frame.event_type, frame.mode, frame.cameo, phrases_of(done_by))
    sectors = {sector for party in (*who, *whom) for sector in party.sectors}
    return Coding(
        event_type=frame.event_type,
        mode=mode,
        contexts=contexts_of(phrases_of(words), cameo=cameo, sectors=sectors),
        cameo=cameo,
        quad=quad_of(frame.event_type, cameo),
    )


def _confidence(match: Match, who: tuple[ActorRef, ...], whom: tuple[ActorRef, ...], realis: Realis) -> float:
    known = [ref for ref in (*who, *whom) if ref.country or ref.id]
    score = (match.frame.confidence if match.chance is None else match.chance) * (
        0.75 + 0.15 * bool(known) + 0.1 * (len(known) > 1)
    )
    score *= (1.0 if is_verb(match.token) else 0.85) * foreground(match.token)
    return round(min(0.99, score * (1.0 if realis == "actual" else 0.9) * (1.0 if match.frame.event_type else 0.6)), 4)
