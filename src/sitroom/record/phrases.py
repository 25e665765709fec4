"""Phrases: the whole words of a party, as a reader would underline them."""

from dataclasses import replace

from spacy.tokens import Token

from sitroom.record.lexicon import cue_set
from sitroom.record.names import core_of
from sitroom.record.parsing import children
from sitroom.record.records import ActorRef
from sitroom.record.sentence import Sentence

PLACED = ("in", "from", "at", "near")
LONGEST = 10


def whole_phrase(sentence: Sentence, ref: ActorRef) -> ActorRef:
    """Return a party with its span widened to the whole phrase.

    To the left by the title and the article before a name and by a measure (``dozens of``), to the right by the place
    or the side that tells which one is meant (``a court in Argentina``, ``hackers linked to the ministry``) and by a
    short form in brackets.
    """
    inside = [token for token in sentence.tokens if ref.span.start <= sentence.at(token) < ref.span.end]
    if not inside or inside[0].pos_ == "PRON":
        return ref
    held = {token.i for token in inside}
    head = next((token for token in inside if token.head.i not in held or token.head.i == token.i), inside[-1])
    first, last = min(inside[0].i, core_of(head)[0]), max(inside[-1].i, head.i)
    outer = _measured(head)
    if outer is not None:
        first = min(first, core_of(outer)[0])
    last = _bracketed(sentence, last)
    last = _bracketed(sentence, max(last, _placed(head, last), _sided(head, last)))
    return replace(ref, span=sentence.over(head.doc[first], head.doc[last]))


def _measured(head: Token) -> Token | None:
    """The measure that a noun is counted by: ``one third of the guerrillas``."""
    prep = head.head
    if head.dep_ == "pobj" and prep.lower_ == "of" and prep.i == core_of(head)[0] - 1:
        outer = prep.head
        if outer.lemma_.lower() in cue_set("people", "measures"):
            return outer
    return None


def _placed(head: Token, last: int) -> int:
    """The last word of the place right behind a common noun or a body's name; ``last`` where there is none."""
    if head.pos_ != "NOUN" and head.ent_type_ != "ORG":
        return last
    for prep in head.rights:
        if prep.dep_ == "prep" and prep.lower_ in PLACED and prep.i == last + 1:
            for place in children(prep, "pobj"):
                if place.pos_ == "PROPN" and place.ent_type_ in ("GPE", "LOC", "FAC"):
                    return place.i
    return last


def _sided(head: Token, last: int) -> int:
    """The last word of what tells whose a party is: ``rebels loyal to the president``; ``last`` where there is none."""
    for side in head.rights:
        tied = side.lemma_.lower() in cue_set("people", "ties") and side.tag_ in ("VBN", "JJ", "VBD")
        if tied and side.i == last + 1 and side.right_edge.i - last <= LONGEST:
            return int(side.right_edge.i)
    return last


def _bracketed(sentence: Sentence, last: int) -> int:
    """The closing bracket of a short form right behind a name: ``the Nigerian Air Force (NAF)``."""
    after = [token for token in sentence.tokens if last < token.i <= last + 3]
    if len(after) == 3 and after[0].text == "(" and after[1].text.isupper() and after[2].text == ")":
        return int(after[2].i)
    return last
