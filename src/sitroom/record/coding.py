"""Coding: which words of a sentence name an act, and in which frame of the lexicon they stand."""

from collections.abc import Collection, Mapping, Sequence

from spacy.tokens import Token

from sitroom.record.lexicon import Frame, frames
from sitroom.record.parsing import children, is_verb
from sitroom.record.sentence import Sentence, find_subject
from sitroom.record.settling import Match, settle

OBJECT_LABELS = ("dobj", "nsubjpass", "attr", "oprd")


def find_matches(sentence: Sentence) -> list[Match]:
    """Return the acts that the words of a sentence name, in text order.

    A noun that a verb's frame has taken up ("held talks", "signed an agreement") is not coded again. Where
    lexicon and syntax leave the type open, the act tagger settles it.
    """
    out = [match for token in sentence.tokens if (match := settle(sentence, token, match_frame(token)))]
    part = parts_of_others(out)
    return [match for match in out if match.token.i not in part and not match.frame.stop]


def parts_of_others(matches: Sequence[Match]) -> set[int]:
    """Return the tokens of matches that only spell out another act of the same sentence.

    A noun in a verb's frame (``held talks``), what somebody is charged with (``accused Turkey of shelling the port``)
    and what a protest demands (``marched to demand elections``).
    """
    types = {match.token.i: match.frame.event_type for match in matches}
    taken = {match.noun.i for match in matches if match.noun is not None and is_verb(match.token)}
    charges = {token for token, name in types.items() if name == "ACCUSE"}
    return taken | {
        match.token.i
        for match in matches
        if _is_charge(match.token, charges)
        or (match.frame.event_type == "REQUEST" and _hangs_on(match.token, "PROTEST", types))
    }


def _hangs_on(token: Token, event_type: str, types: Mapping[int, str | None]) -> bool:
    """Whether a verb is the purpose or the manner of an act of a type: ``took to the streets, demanding``."""
    head = token.head
    if token.dep_ not in ("advcl", "xcomp", "acl", "pcomp"):
        return False
    return any(types.get(one.i) == event_type for one in (head, head.head, *children(head, "prep", "dobj")))


def _is_charge(token: Token, charges: Collection[int]) -> bool:
    """``accused Turkey of shelling the port``: the charge is what is said, not an act of its own."""
    return token.dep_ in ("pcomp", "pobj") and token.head.dep_ == "prep" and token.head.head.i in charges


def match_frame(token: Token) -> Match | None:
    """Return the most demanding frame that a verb or noun stands in, or None where it names no act."""
    if is_verb(token):
        if token.dep_ in ("aux", "auxpass") or token.dep_ == "amod":
            return None
        return _match_verb(token)
    if token.pos_ == "NOUN" and token.dep_ not in ("compound", "nmod"):
        return _match_noun(token)
    return None


def _match_verb(token: Token) -> Match | None:
    best: Match | None = None
    for frame in frames().get((token.lemma_.lower(), "verb"), ()):
        objects = _object_heads(token, frame)
        if objects is None:
            continue
        if "that" in frame.objects:
            if children(token, "ccomp"):
                return Match(token, frame, None)
            continue
        if frame.objects:
            noun = next((one for one in objects if one.lemma_.lower() in frame.objects or "*" in frame.objects), None)
            if noun is None:
                continue
            return Match(token, frame, noun)
        if best is None:
            best = Match(token, frame, None)
    if best is not None and not best.frame.event_type and not best.frame.statement:
        return None
    return best


def _object_heads(token: Token, frame: Frame) -> list[Token] | None:
    """The nouns that a frame may want as its object; None where the particle is missing."""
    if not frame.particle:
        return [child for child in token.children if child.dep_ in OBJECT_LABELS]
    for child in token.children:
        if child.lower_ != frame.particle or child.dep_ not in ("prt", "prep", "advmod", "agent", "dative"):
            continue
        inner = children(child, "pobj", "pcomp")
        return [*inner, *children(token, *OBJECT_LABELS)]
    return None


def _match_noun(token: Token) -> Match | None:
    for frame in frames().get((token.lemma_.lower(), "noun"), ()):
        if frame.particle and not any(child.lower_ == frame.particle for child in token.children):
            continue
        if frame.objects and not any(child.lemma_.lower() in frame.objects for child in token.children):
            continue
        return Match(token, frame, None)
    return None


def recipient_heads(match: Match) -> list[Token]:
    """Return the heads of the noun phrases that may be the recipient, best first, by the frame's own order."""
    out: list[Token] = []
    for where in match.frame.recipient:
        out += _place(match, where)
    return out


def _place(match: Match, where: str) -> list[Token]:
    token, noun = match.token, match.noun
    if where in ("dobj", "dative"):
        labels = ("dobj", "nsubjpass") if where == "dobj" else ("dative", "iobj")
        found = children(token, *labels) if is_verb(token) else []
        return [one for one in found if noun is None or one.i != noun.i]
    if where == "poss-of-object":
        objects = [noun] if noun is not None else children(token, "dobj", "nsubjpass", "pobj")
        if match.frame.particle and noun is None:
            objects += [
                inner
                for prep in token.children
                if prep.lower_ == match.frame.particle
                for inner in children(prep, "pobj")
            ]
        return [owner for one in objects for owner in _owners(one)]
    wanted = {"with", "between", "among"} if where == "with" else {where}
    prepositions = [
        child for child in token.children if child.lower_ in wanted and child.dep_ in ("prep", "prt", "dative", "agent")
    ]
    if noun is not None:
        prepositions += [child for child in noun.children if child.lower_ in wanted and child.dep_ == "prep"]
        prepositions += [
            inner
            for child in noun.children
            if child.dep_ == "prep" and child.lower_ in ("of", "for", "on", "in")
            for pobj in children(child, "pobj")
            for inner in pobj.children
            if inner.dep_ == "prep" and inner.lower_ in wanted
        ]
    if where == "by" and is_verb(token) and noun is None:
        return []
    return [inner for prep in prepositions for inner in children(prep, "pobj")]


def _owners(noun: Token) -> list[Token]:
    owners = children(noun, "poss")
    for prep in noun.children:
        if prep.dep_ == "prep" and prep.lower_ in ("of", "by"):
            owners += children(prep, "pobj")
    return owners


def actor_heads(match: Match) -> list[Token]:
    """Return the heads of who does the act: the agent of a passive, the subject, or a noun's owner."""
    token = match.token
    if is_verb(token):
        passive = any(child.dep_ in ("auxpass", "nsubjpass") for child in token.children) or (
            token.tag_ == "VBN" and token.dep_ == "acl"
        )
        if passive:
            return [inner for prep in children(token, "agent") for inner in children(prep, "pobj")]
        subject = find_subject(token)
        return [subject] if subject is not None else []
    return _noun_actors(match)


def _noun_actors(match: Match) -> list[Token]:
    """Who does what a noun names: ``Putin's visit``, ``the attack by X``, ``a meeting between X and Y``."""
    token = match.token
    owners = children(token, "poss")
    for prep in token.children:
        if (
            (prep.dep_ == "prep" and prep.lower_ in ("by", "between", "among"))
            or (prep.dep_ == "prep" and prep.lower_ == "of" and "of" not in match.frame.recipient)
            or prep.dep_ == "agent"
        ):
            owners += children(prep, "pobj")
    owners += [
        child
        for child in children(token, "amod", "compound", "nmod")
        if child.ent_type_ in ("NORP", "GPE", "PERSON", "ORG")
    ]
    if owners:
        return owners
    verb = token.head
    if (
        token.dep_ == "pobj"
        and verb.dep_ == "prep"
        and is_verb(verb.head)
        and verb.lower_ in ("at", "during", "in", "after", "before")
    ):
        subject = find_subject(verb.head)
        return [subject] if subject is not None else []
    return []
