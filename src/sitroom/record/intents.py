"""Intents: what it amounts to that somebody will, would or will not do an act: an agreement, a threat or a refusal.

PLOVER and CAMEO code an act that is still to come by the will that the words show: ``will meet`` and ``is ready to
release`` say that one will cooperate (AGREE), ``will shell`` threatens, ``will not release`` and ``refused to meet``
reject (CAMEO codebook 1.1b3, roots 03, 12 and 13).
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from spacy.tokens import Token

from sitroom.record.lexicon import cue_set
from sitroom.record.ontology import event_types, intent_codes
from sitroom.record.parsing import children, is_verb
from sitroom.record.realis import realis_of
from sitroom.record.records import Realis
from sitroom.record.settling import Match

Will = Literal["will", "refusal", "threat", "demand"]
COOPERATIVE = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT", "AGREE"})
HOSTILE = frozenset({"ASSAULT", "SANCTION", "COERCE", "MOBILIZE", "PROTEST"})
CLIMBED = ("xcomp", "ccomp", "dobj", "pobj", "prep", "pcomp", "acl", "conj", "amod")
FARTHEST = 4
DEPTHS = {"030": "agreed", "120": "refused", "130": "threatened", "020": "asked", "100": "demanded"}


def type_by_intent(token: Token, event_type: str, cameo: str | None, realis: Realis) -> tuple[str, str] | None:
    """Return the type and the CAMEO code of the intent to do an act, or None where the words show none.

    Args:
        token: the word that names the act.
        event_type: the PLOVER type of the act itself.
        cameo: its CAMEO code, which the code of the intent follows as deep as CAMEO goes.
        realis: the realis of the act.
    """
    if realis in ("actual", "habitual"):
        return None
    will = _will_of(token, realis)
    codes = intent_codes(cameo or event_types()[event_type].cameo_root)
    if will == "refusal" and event_type in COOPERATIVE:
        return "REJECT", codes.refused or "120"
    if will in ("will", "threat", "demand") and event_type in HOSTILE:
        return "THREATEN", codes.threatened or "130"
    if will == "will" and event_type in COOPERATIVE:
        return "AGREE", codes.agreed or "030"
    return None


def as_intents(matches: Sequence[Match]) -> list[Match]:
    """Return the acts of a sentence with those sayings typed by which somebody tells his own intent.

    ``Obama said he would not provide support`` is a refusal, ``the rebels said they will lay down their arms`` an
    agreement; what is willed stays an act of its own, with its own realis.
    """
    by_token = {match.token.i: match for match in matches}
    return [_deepened(_told(match, by_token) or match, by_token) for match in matches]


def _deepened(match: Match, by_token: dict[int, Match]) -> Match:
    """``refused to release the hostages``: a saying whose code leaves open what is said takes it from the act in it."""
    depth = DEPTHS.get(match.frame.cameo or "")
    if depth is None or not is_verb(match.token):
        return match
    said = children(match.token, "xcomp", "ccomp", "dobj")
    acts = (by_token.get(one.i) for one in (*said, *(to for one in said for to in children(one, "acl", "xcomp"))))
    inner = next((one for one in acts if one is not None and one.frame.event_type and one.frame.cameo), None)
    code = getattr(intent_codes(inner.frame.cameo or ""), depth) if inner is not None else ""
    return replace(match, frame=replace(match.frame, cameo=code)) if code else match


def _told(match: Match, by_token: dict[int, Match]) -> Match | None:
    if not match.frame.statement or match.frame.event_type or not is_verb(match.token):
        return None
    for said in children(match.token, "ccomp"):
        if (asked := _asked_of(said)) is not None:
            code = "100" if _modal_of(said) in ("must", "have") else "020"
            return replace(match, frame=replace(match.frame, event_type="REQUEST", cameo=code), asked=asked)
        acts = (by_token.get(one.i) for one in (said, *children(said, "xcomp")))
        inner = next((one for one in acts if one is not None and one.frame.event_type), None)
        if inner is None or not inner.frame.event_type or not _speaks_of_self(said):
            continue
        intent = type_by_intent(inner.token, inner.frame.event_type, inner.frame.cameo, realis_of(inner.token))
        if intent is not None:
            frame = replace(match.frame, event_type=intent[0], cameo=intent[1])
            return replace(match, frame=frame, chance=inner.chance, within=inner)
    return None


def _asked_of(said: Token) -> Token | None:
    """``said Qatar must mediate``: of whom something is asked; None where nothing is, or of no one by name."""
    if _modal_of(said) is None:
        return None
    names = (
        subject
        for subject in children(said, "nsubj", "nsubjpass")
        if subject.ent_type_ in ("GPE", "ORG", "PERSON", "NORP") and subject.pos_ in ("PROPN", "NOUN")
    )
    return next(names, None)


def _modal_of(said: Token) -> str | None:
    """The word of duty that a verb stands under: ``must end``, ``has to end``, ``needs to end``."""
    duties = cue_set("intent", "duties")
    for modal in children(said, "aux"):
        if modal.lower_ in duties:
            return modal.lower_
    lemma = said.lemma_.lower()
    return lemma if lemma in ("have", "need") and children(said, "xcomp") else None


def _speaks_of_self(said: Token) -> bool:
    """``he would``, ``his country will``: the subject points back to who speaks."""
    return any(
        subject.pos_ == "PRON" or any(owner.pos_ == "PRON" for owner in children(subject, "poss"))
        for subject in children(said, "nsubj")
    )


def _will_of(token: Token, realis: Realis) -> Will | None:
    """How the act is willed: by the verbs that it hangs on, nearest first, else by its own modal."""
    own = _own_will(token)
    if own is not None:
        return own
    here = token
    for _ in range(FARTHEST):
        head = here.head
        if head is here or here.dep_ not in CLIMBED:
            break
        lemma = head.lemma_.lower()
        if lemma in cue_set("intent", "refusals") and here.dep_ != "ccomp":
            return "refusal"
        if lemma in cue_set("intent", "threats"):
            return "threat"
        if lemma in cue_set("intent", "wills"):
            return "refusal" if _is_denied(head) else "will"
        if lemma in cue_set("intent", "demands"):
            return "demand"
        if is_verb(head) and (will := _own_will(head)) is not None:
            return will
        here = head
    return "refusal" if realis == "negated" and is_verb(token) else None


def _own_will(token: Token) -> Will | None:
    modals = [child for child in children(token, "aux") if child.lower_ in cue_set("intent", "modals")]
    if not modals:
        return None
    return "refusal" if _is_denied(token) else "will"


def _is_denied(token: Token) -> bool:
    return any(child.dep_ == "neg" or child.lower_ in ("never", "no") for child in token.children)
