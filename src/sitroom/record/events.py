"""Events and statements: an act found in a sentence becomes a record with who, to whom, when and how real."""

from spacy.tokens import Token

from sitroom.core import Span
from sitroom.record.clauses import clause_span, content_of
from sitroom.record.coding import Match, actor_heads, find_matches, recipient_heads
from sitroom.record.draft import Draft, attribution
from sitroom.record.nominal import read_nominal_statements
from sitroom.record.ontology import quad_of
from sitroom.record.parsing import children, conjuncts, is_verb
from sitroom.record.realis import realis_of
from sitroom.record.records import ActorRef, Coding, Event, Realis, Record, RecordDate, Statement
from sitroom.record.sentence import Sentence
from sitroom.record.settings import by_day, date_of_act, place_of, unique
from sitroom.record.stays import read_stays


def read_events(draft: Draft, sentence: Sentence) -> None:
    """Code the acts of a sentence: stays and nouns first, since a clause may take its day from them."""
    read_stays(draft, sentence)
    read_nominal_statements(draft, sentence)
    matches = find_matches(list(sentence.tokens))
    for match in sorted(matches, key=lambda one: (is_verb(one.token), one.token.i)):
        _code(draft, sentence, match)


def _code(draft: Draft, sentence: Sentence, match: Match) -> None:
    token = match.token
    if draft.at_token(sentence, token) is not None:
        return
    realis = realis_of(token)
    when = date_of_act(draft, sentence, token, realis)
    days = when.days if when else None
    who = unique(ref for head in actor_heads(match) for ref in draft.actors.resolve_all(sentence.offset, head, days))
    whom = _recipients(draft, sentence, match, who, when)
    if not _is_coded(match, who, whom):
        return
    realis = by_day(realis, when, draft, token)
    if match.frame.mutual and not match.frame.statement:
        who, whom = unique((*who, *whom)), ()
    coding = coding_of(match)
    place, place_name = place_of(sentence, token)
    evidence = (draft.with_whole_dates(clause_span(sentence, token)),)
    trigger = _trigger(sentence, match)
    confidence = _confidence(match, who, whom, realis)
    asserted = attribution(sentence, token, draft.actors, when)
    if match.frame.statement:
        record: Record = Statement(
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
    else:
        record = Event(
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
    draft.add(record, sentence, token)


def _content(sentence: Sentence, token: Token, whom: tuple[ActorRef, ...]) -> Span | None:
    """What is said, unless that is only whom it is said of."""
    content = content_of(sentence, token)
    return None if content is not None and any(ref.span.covers(content) for ref in whom) else content


def _is_coded(match: Match, who: tuple[ActorRef, ...], whom: tuple[ActorRef, ...]) -> bool:
    """No default code: an act without an actor is kept only where a verb has a known recipient."""
    frame = match.frame
    if not frame.event_type and not frame.statement:
        return False
    if is_verb(match.token):
        return bool(who) or (bool(whom) and frame.event_type is not None)
    if frame.mutual:
        return len(who) + len(whom) > 1
    return bool(who)


def coding_of(match: Match) -> Coding:
    """Return the coding of a match by its frame."""
    frame = match.frame
    return Coding(
        event_type=frame.event_type, mode=frame.mode, cameo=frame.cameo, quad=quad_of(frame.event_type, frame.cameo)
    )


def _recipients(
    draft: Draft, sentence: Sentence, match: Match, who: tuple[ActorRef, ...], when: RecordDate | None
) -> tuple[ActorRef, ...]:
    days = when.days if when else None
    actors = {(ref.span.start, ref.span.end) for ref in who}
    for head in recipient_heads(match):
        found = draft.actors.resolve_all(sentence.offset, head, days)
        inner = found or _spelled_out(draft, sentence, head)
        kept = tuple(ref for ref in inner if (ref.span.start, ref.span.end) not in actors and not _same(ref, who))
        if kept:
            return unique(_abroad(kept, who))
    return _as_object(draft, sentence, match, who)


def _as_object(draft: Draft, sentence: Sentence, match: Match, who: tuple[ActorRef, ...]) -> tuple[ActorRef, ...]:
    """``expelled the Turkish ambassador``, ``asked Germany for help``: an object that is an actor of some state."""
    if not is_verb(match.token) or (match.noun is None and not match.frame.particle):
        return ()
    objects = children(match.token, "dobj", "nsubjpass", "dative")
    refs = [ref for head in objects for ref in draft.actors.resolve_all(sentence.offset, head)]
    return unique(ref for ref in refs if ref.country and not _same(ref, who))


def _abroad(found: tuple[ActorRef, ...], who: tuple[ActorRef, ...]) -> tuple[ActorRef, ...]:
    """``a dialogue between Belarus and the EU``: a state's own name is no recipient of its president's act."""
    home = {ref.country for ref in who if ref.country}
    listed = len(found) > 1 and home
    return tuple(ref for ref in found if not (listed and ref.country in home and not ref.sectors)) or found


def _spelled_out(draft: Draft, sentence: Sentence, head: Token) -> tuple[ActorRef, ...]:
    """``interest in a dialogue between A and B``: a noun that is no actor may name the parties itself."""
    out: list[ActorRef] = []
    for one in conjuncts(head):
        for prep in one.children:
            if prep.dep_ == "prep" and prep.lower_ in ("between", "with", "among", "of"):
                for inner in children(prep, "pobj"):
                    out += draft.actors.resolve_all(sentence.offset, inner)
    return tuple(out)


def _same(ref: ActorRef, others: tuple[ActorRef, ...]) -> bool:
    return any(ref.id is not None and ref.id == other.id for other in others)


def _confidence(match: Match, who: tuple[ActorRef, ...], whom: tuple[ActorRef, ...], realis: Realis) -> float:
    known = [ref for ref in (*who, *whom) if ref.country or ref.id]
    score = match.frame.confidence * (0.75 + 0.15 * bool(known) + 0.1 * (len(known) > 1))
    score *= 1.0 if is_verb(match.token) else 0.85
    return round(min(0.99, score * (1.0 if realis == "actual" else 0.9) * (1.0 if match.frame.event_type else 0.6)), 4)


def _trigger(sentence: Sentence, match: Match) -> Span:
    return sentence.over(match.token, match.token)
