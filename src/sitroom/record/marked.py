"""Marked actors: what the first marked actor did to the second, where a caller has marked both."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from sitroom.core import Span
from sitroom.record.coding import match_frame, parts_of_others
from sitroom.record.draft import Draft
from sitroom.record.events import make_record
from sitroom.record.foreground import foreground
from sitroom.record.intents import type_by_intent
from sitroom.record.reading import Between
from sitroom.record.realis import realis_of
from sitroom.record.records import ActorRef, Record
from sitroom.record.sentence import Sentence
from sitroom.record.settling import match_as, may_name_act, settled_chances
from sitroom.record.tagger import ACTOR, RECIPIENT

PARTY_WEIGHT = 0.5
PARTY_FLOOR = 3e-3
ELSEWHERE = 0.5
FOREGROUND_WEIGHT = 2.0


@dataclass(frozen=True)
class _Mark:
    span: Span
    head: Token


def records_between(draft: Draft, sentences: Sequence[Sentence], between: Between | None) -> list[Record]:
    """Return the records of a draft with those that are not what is asked for the less confident.

    With both actors marked in one sentence, the act that ties them is found by the chances of type and
    parties together; its record has the marked words as its parties. It always answers: who marks two actors
    says that one did something to the other.
    """
    if between is None:
        return list(draft.records)
    marks = [Span.of(draft.text, start, end) for start, end in (mark for mark in between if mark)]
    answer = _answer(draft, sentences, marks) if len(marks) == len(between) == 2 else None
    out = [answer] if answer is not None else []
    for record in draft.records:
        if answer is None or record.id != answer.id:
            out.append(_weighed(record, marks, answered=answer is not None))
    return out


def _weighed(record: Record, marks: Sequence[Span], *, answered: bool) -> Record:
    """A record is the less confident the fewer marked actors it touches."""
    refs = (
        *getattr(record, "actors", ()),
        *getattr(record, "recipients", ()),
        *getattr(record, "speaker", ()),
        *getattr(record, "audience", ()),
    )
    if not refs:
        return record
    met = sum(any(ref.span.overlaps(mark) for ref in refs) for mark in marks)
    return replace(record, confidence=min(1.0, record.confidence * (ELSEWHERE if answered else 0.5 + 0.5 * met)))


def _answer(draft: Draft, sentences: Sequence[Sentence], marks: Sequence[Span]) -> Record | None:
    sentence = next((one for one in sentences if all(one.span.overlaps(mark) for mark in marks)), None)
    if sentence is None or sentence.tags is None:
        return None
    found = [_head(sentence, mark) for mark in marks]
    first, second = found
    if first is None or second is None:
        return None
    found_frames = {token.i: match_frame(token) for token in sentence.tokens if may_name_act(token)}
    part = parts_of_others([match for match in found_frames.values() if match is not None])
    ranked = [
        (
            _party_score(sentence, token, first.head, second.head)
            + math.log(chance)
            + FOREGROUND_WEIGHT * math.log(foreground(token)),
            token,
            name,
            chance,
        )
        for token in sentence.tokens
        if may_name_act(token) and token.i not in part
        for name, chance in settled_chances(sentence, token, found_frames[token.i]).items()
        if name != "-"
    ]
    if not ranked:
        return None
    _, token, name, chance = max(ranked, key=lambda one: one[0])
    match = match_as(sentence, token, found_frames[token.i], name, chance)
    intent = type_by_intent(token, name, match.frame.cameo, realis_of(token))
    if intent is not None:
        match = replace(match, frame=replace(match.frame, event_type=intent[0], cameo=intent[1], mode=None))
    who, whom = (_ref(draft, sentence, mark) for mark in (first, second))
    known = draft.at_token(sentence, token)
    record = make_record(draft, sentence, match, (who,), (whom,))
    return replace(record, id=known.id if known else record.id, confidence=round(0.9 + 0.09 * chance, 4))


def _head(sentence: Sentence, mark: Span) -> _Mark | None:
    inside = [
        token
        for token in sentence.tokens
        if mark.start < sentence.at(token) + len(token) and sentence.at(token) < mark.end
    ]
    if not inside:
        return None
    low, high = inside[0].i, inside[-1].i
    tops = [token for token in inside if not low <= token.head.i <= high or token.head.i == token.i] or inside
    return _Mark(mark, next((one for one in tops if one.pos_ in ("NOUN", "PROPN", "PRON")), tops[0]))


def _party_score(sentence: Sentence, act: Token, first: Token, second: Token) -> float:
    """How well two words fit as actor and recipient of an act, or as its two actors; a log chance, halved."""
    tags = sentence.tags
    if tags is None:
        return 0.0
    chance = tags.party_chance(act, ACTOR, first) * max(
        tags.party_chance(act, RECIPIENT, second), tags.party_chance(act, ACTOR, second)
    )
    return PARTY_WEIGHT * math.log(max(chance, PARTY_FLOOR))


def _ref(draft: Draft, sentence: Sentence, mark: _Mark) -> ActorRef:
    found = draft.actors.resolve(sentence.offset, mark.head)
    return replace(found, span=mark.span) if found is not None else ActorRef(mark.span)
