"""Foreground: how far an act is what its sentence tells, and not what it is told beside or within."""

from spacy.tokens import Token

from sitroom.record.lexicon import cue_set
from sitroom.record.parsing import is_verb

WITHIN = 0.8
BESIDE = 0.85


def foreground(token: Token) -> float:
    """Return 1 for an act of the main clause, or of what somebody is said to have said, and less for others.

    An act in a relative clause, in what is willed or asked for, or in an aside (``after the killing of``) is likelier
    to be background than news; its coding is the less to be relied on.
    """
    weight = 1.0
    here = token
    while here.head.i != here.i:
        head = here.head
        if here.dep_ in ("relcl", "acl") or (
            here.dep_ in ("xcomp", "ccomp") and head.lemma_.lower() not in cue_set("realis", "speech_verbs")
        ):
            weight = min(weight, WITHIN)
        elif here.dep_ in ("advcl", "pcomp") or (here.dep_ == "pobj" and is_verb(head.head)):
            weight = min(weight, BESIDE)
        here = head
    return weight
