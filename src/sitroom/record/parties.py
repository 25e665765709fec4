"""Parties: who does an act and to whom, by the frame's slots and by the tagger's chances."""

from collections.abc import Iterable

from spacy.tokens import Token

from sitroom.core import DayRange
from sitroom.record.coding import actor_heads, recipient_heads
from sitroom.record.draft import Draft
from sitroom.record.homes import with_home
from sitroom.record.names import noun_phrase
from sitroom.record.parsing import children, conjuncts, is_verb
from sitroom.record.phrases import whole_phrase
from sitroom.record.records import ActorRef
from sitroom.record.sentence import Sentence, find_subject
from sitroom.record.settings import unique
from sitroom.record.settling import Match, points_back
from sitroom.record.tagger import ACTOR, RECIPIENT

SURE = 0.5
DOUBTED = 0.08

Refs = tuple[ActorRef, ...]


def find_parties(draft: Draft, sentence: Sentence, match: Match, days: DayRange | None) -> tuple[Refs, Refs]:
    """Return the actors and the recipients of an act.

    What the frame's slots hold is taken unless the tagger doubts it; where they hold nothing, the
    noun phrases that the tagger is sure of are, also those that name no known actor.
    """
    heads = [_speaker_of(match.token, head) or head for head in actor_heads(match)]
    who = unique(ref for head in heads for ref in draft.actors.resolve_all(sentence.offset, head, days))
    tagged = _tagged(sentence, match, ACTOR)
    who = who or _by_demonym(draft, sentence, match)
    doubted = not any(ref.name for ref in who) and all(
        _chance(sentence, match, ACTOR, head) < DOUBTED for head in heads
    )
    if tagged and (not who or doubted):
        who = unique(ref for head in tagged for ref in _refs(draft, sentence, head, days)) or who
    whom = _by_frame(draft, sentence, match, who, days)
    tagged = [head for head in _tagged(sentence, match, RECIPIENT) if not _covers(who, sentence.at(head))]
    if tagged and (not whom or not any(_covers(whom, sentence.at(head)) for head in tagged)):
        whom = unique(ref for head in tagged for ref in _refs(draft, sentence, head, days)) or whom
    if match.asked is not None:
        whom = _refs(draft, sentence, match.asked, days)
    elif match.within is not None and not whom:
        whom = find_parties(draft, sentence, match.within, days)[1]
    who, whom = (
        _outermost(with_home(draft, sentence, match.token, whole_phrase(sentence, ref)) for ref in refs)
        for refs in (who, whom)
    )
    return who, tuple(ref for ref in whom if all(ref.span != one.span for one in who))


def _outermost(refs: Iterable[ActorRef]) -> Refs:
    """``the army`` in ``the army's sites`` is no party of its own beside them."""
    found = unique(refs)
    return tuple(ref for ref in found if not any(one.span != ref.span and one.span.covers(ref.span) for one in found))


def _speaker_of(act: Token, head: Token) -> Token | None:
    """``Russia said it had expelled``: who speaks, where a pronoun says that the speaker did it."""
    saying = act.head
    if head.lower_ not in ("he", "she", "it", "they", "we", "i") or act.dep_ != "ccomp" or not is_verb(saying):
        return None
    subject = find_subject(saying)
    plural = subject is not None and subject.tag_ in ("NNS", "NNPS")
    fits = subject is not None and subject.pos_ != "PRON" and not (plural and head.lower_ in ("he", "she", "it"))
    return subject if fits else None


def _by_demonym(draft: Draft, sentence: Sentence, match: Match) -> Refs:
    """``the Egyptian bombing``: the state whose adjective an act's noun has."""
    if is_verb(match.token):
        return ()
    hits = draft.actors.hits.get(sentence.offset, [])
    return tuple(
        ActorRef(sentence.over(child, child), actor.name, actor.slug, actor.country, actor.sectors, actor.code)
        for child in children(match.token, "amod", "compound")
        for hit in hits
        if hit.first == hit.last == child.i and hit.alias.how == "demonym"
        for actor in (hit.alias.actor,)
    )


def _covers(refs: Refs, at: int) -> bool:
    return any(ref.span.start <= at < ref.span.end for ref in refs)


def _chance(sentence: Sentence, match: Match, role: int, head: Token) -> float:
    return sentence.tags.party_chance(match.token, role, head) if sentence.tags is not None else 1.0


def _tagged(sentence: Sentence, match: Match, role: int) -> list[Token]:
    """The heads that the tagger is sure of in a role, in text order, less those that a list's head brings along."""
    if sentence.tags is None or not match.frame.event_type or points_back(match.token):
        return []
    sure = [
        token
        for token in sentence.tokens
        if token.i != match.token.i
        and (token.pos_ in ("NOUN", "PROPN", "PRON") or token.tag_ in ("NNS", "NN", "PRP", "CD", "JJ"))
        and sentence.tags.party_chance(match.token, role, token) >= SURE
    ]
    brought = {one.i for head in sure for one in conjuncts(head) if one.i != head.i}
    return [head for head in sure if head.i not in brought]


def _refs(draft: Draft, sentence: Sentence, head: Token, days: DayRange | None) -> Refs:
    """The actors that a phrase names; where it names none that is known, the phrase itself."""
    found = draft.actors.resolve_all(sentence.offset, head, days)
    if found:
        return found
    return tuple(phrase_ref(sentence, one) for one in conjuncts(head) if one.pos_ != "PRON")


def phrase_ref(sentence: Sentence, head: Token) -> ActorRef:
    """A party that no row knows: its words and nothing else."""
    first, last = noun_phrase(head)
    return ActorRef(sentence.over(head.doc[first], head.doc[last]))


def _by_frame(
    draft: Draft, sentence: Sentence, match: Match, who: tuple[ActorRef, ...], days: DayRange | None
) -> tuple[ActorRef, ...]:
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
