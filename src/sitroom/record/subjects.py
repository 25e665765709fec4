"""Subjects: who a clause is said of, matched to an actor or else told by the words of the text."""

from spacy.tokens import Token

from sitroom.record.draft import Draft
from sitroom.record.lexicon import cue_set
from sitroom.record.memory import PRONOUNS
from sitroom.record.names import noun_phrase
from sitroom.record.records import ActorRef
from sitroom.record.sentence import Sentence

UNTOLD = frozenset(
    {
        "i", "we", "you", "one", "there", "this", "that", "these", "those", "what", "which", "who", "whoever", "some",
        "nothing", "nobody", "none", "anyone", "anybody", "everyone", "everybody", "someone", "somebody", "all", "any",
    }
)  # fmt: skip
PEOPLE = ("ers", "ors", "ists", "ians", "ees", "ants", "crats", "ites", "eans", "men", "women", "logues")
THINGS = frozenset(
    {
        "bonds", "borders", "figures", "letters", "matters", "numbers", "offers", "orders", "papers", "quarters",
        "factors", "sectors", "corridors", "harbors", "warrants", "plants", "grants", "tankers", "reactors",
        "committees", "guarantees", "fees", "chapters", "centers", "winters", "disasters", "rivers", "layers",
    }
)  # fmt: skip


def holders_of(draft: Draft, sentence: Sentence, subject: Token | None, *, by_will: bool) -> tuple[ActorRef, ...]:
    """Return who a clause is said of; the bare words of a party that no list knows.

    Args:
        draft: what has been read so far.
        sentence: the sentence of the clause.
        subject: the head of its subject.
        by_will: whether only those who have a will can be meant ("wants"), so that any noun will do.
    """
    if subject is None or subject.lower_ in UNTOLD:
        return ()
    found = draft.actors.resolve_all(sentence.offset, subject)
    if found or not (_may_will(subject) if by_will else _may_act(subject)):
        return found
    first, last = noun_phrase(subject)
    return (ActorRef(draft.actors.span(sentence.offset, subject.doc[first], subject.doc[last])),)


def _may_will(subject: Token) -> bool:
    return subject.pos_ in ("NOUN", "PROPN", "ADJ", "X") or subject.lower_ in PRONOUNS


def _may_act(subject: Token) -> bool:
    """Whether a noun names people or a body: by its ending, or by the lists of the lexicon."""
    word = subject.lower_
    if word in ("he", "she", "they"):
        return True
    if word in PRONOUNS or subject.pos_ not in ("NOUN", "PROPN"):
        return False
    known = subject.lemma_.lower() in cue_set("people", "nouns") | cue_set("aim", "parties")
    return known or (subject.tag_ == "NNS" and word.endswith(PEOPLE) and word not in THINGS)
