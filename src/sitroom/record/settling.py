"""Settling: the lexicon's frame and the act tagger's chances decide together what a word is coded as."""

import math
from dataclasses import dataclass, replace

from spacy.tokens import Token

from sitroom.record.lexicon import Frame, cue_set
from sitroom.record.ontology import event_types
from sitroom.record.records import Realis
from sitroom.record.sentence import Sentence

FRAME_WEIGHT = 7.0
OBJECT_WEIGHT = 2.5
STOP_WEIGHT = 4.0
SAID = {"AGREE", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"}
CODED_FROM = 0.6
FINER_FROM = 0.5
REALIS_FROM = 0.8
REALIS: tuple[Realis, ...] = ("negated", "scheduled", "hypothetical", "habitual")
FLOOR = 0.01
RECIPIENT_SLOTS = ("dobj", "dative", "with", "against", "to", "on", "at", "for", "from", "over", "poss-of-object")


@dataclass(frozen=True)
class Match:
    """An act found in a sentence: its trigger, the frame that fits, and the object noun where the frame wants one.

    `chance` is how sure lexicon and tagger together are of the type; `within` is the act whose intent the match tells,
    `asked` the noun of whom it asks for that act.
    """

    token: Token
    frame: Frame
    noun: Token | None
    chance: float | None = None
    within: "Match | None" = None
    asked: Token | None = None


def settle(sentence: Sentence, token: Token, match: Match | None) -> Match | None:
    """Return the match with the type that frame and tagger settle on; None where together they see no act."""
    if sentence.tags is None or not may_name_act(token):
        return match
    if match is None and (token.lemma_.lower() in cue_set("aim", "verbs") or points_back(token)):
        return None
    chances = settled_chances(sentence, token, match)
    best = max(chances, key=lambda name: chances[name])
    if best == "-" or (match is not None and match.frame.statement and best not in SAID):
        return (
            match
            if match is not None and match.frame.statement and (best != "-" or not match.frame.event_type)
            else None
        )
    if chances[best] < CODED_FROM and match is None:
        return None
    return match_as(sentence, token, match, best, chances[best])


def points_back(token: Token) -> bool:
    """Return whether a noun takes up an act told before: ``in response to the attack``, with no party of its own."""
    if token.pos_ != "NOUN":
        return False
    own = [child for child in token.children if child.dep_ not in ("det", "punct", "amod")]
    return not own and any(child.lower_ in ("the", "this", "that", "these", "those") for child in token.children)


def settled_chances(sentence: Sentence, token: Token, match: Match | None) -> dict[str, float]:
    """Return the chance of each type, and of none under ``-``, by frame and tagger together.

    The frame counts as a prior: its confidence, scaled, is added to the tagger's log chance of its type. A frame
    that also found its object noun (``show interest``) counts for more.
    """
    chances = _tagged_chances(sentence, token, match)
    scores = {name: math.log(max(chance, FLOOR)) for name, chance in chances.items()}
    if match is not None and match.frame.event_type:
        weight = FRAME_WEIGHT + (OBJECT_WEIGHT if match.noun is not None else 0.0)
        scores[match.frame.event_type] += weight * match.frame.confidence
    elif match is not None:
        scores["-"] += STOP_WEIGHT
    total = sum(math.exp(score) for score in scores.values())
    return {name: math.exp(score) / total for name, score in scores.items()}


def _tagged_chances(sentence: Sentence, token: Token, match: Match | None) -> dict[str, float]:
    """The tagger's chances for the word that carries the act."""
    if sentence.tags is None:
        return {}
    return sentence.tags.type_chances(token if match is None else _carrier(sentence, match))


def _carrier(sentence: Sentence, match: Match) -> Token:
    """Of a verb and a noun that name an act together ("held talks"), the one that the tagger gives its type to."""
    if match.noun is None or sentence.tags is None or not sentence.owns(match.noun):
        return match.token
    wanted = match.frame.event_type or "-"
    verb, noun = (sentence.tags.type_chances(one)[wanted] for one in (match.token, match.noun))
    return match.noun if noun > verb else match.token


def match_as(sentence: Sentence, token: Token, match: Match | None, event_type: str, chance: float) -> Match:
    """Return the match of a word for a type: by its frame where that has the type, else by the tagger's labels."""
    noun = match.noun if match is not None else None
    if event_type == "MOBILIZE" and _keeps_peace(token):
        return Match(token, replace(_tagged_frame(sentence, token, "AID", match), cameo="074"), noun, chance)
    if match is not None and match.frame.event_type == event_type:
        return Match(token, _finer(match.frame, sentence, token), noun, chance)
    return Match(token, _tagged_frame(sentence, token, event_type, match), noun, chance)


def _keeps_peace(token: Token) -> bool:
    """``sent 200 troops to the peacekeeping mission``: the troops are to protect, not to threaten."""
    return any(one.lemma_.lower() in cue_set("intent", "peacekeeping") for one in token.subtree)


def settle_realis(sentence: Sentence, match: Match, by_rule: Realis) -> Realis:
    """Return the realis by the rules; where they see a real act and the tagger is sure of another realis, its own."""
    if sentence.tags is None or by_rule != "actual" or match.frame.statement:
        return by_rule
    chances = sentence.tags.realis_chances(_carrier(sentence, match))
    best = max(chances, key=lambda name: chances[name])
    return next((one for one in REALIS if one == best and chances[best] >= REALIS_FROM), by_rule)


def may_name_act(token: Token) -> bool:
    """Whether a word can carry an act: a verb that is no auxiliary, a noun or an adjective."""
    return token.pos_ in ("VERB", "NOUN", "PROPN", "ADJ") or (
        token.pos_ == "AUX" and token.dep_ not in ("aux", "auxpass")
    )


def _finer(frame: Frame, sentence: Sentence, token: Token) -> Frame:
    """A frame with a general code takes the tagger's deeper one of the same root where that is likely."""
    mode = frame.mode or _mode(sentence, token)
    if frame.cameo and not frame.cameo.endswith("0") and len(frame.cameo) > 2:
        return replace(frame, mode=mode)
    code, chance = _code(sentence, token, (frame.cameo or event_types()[frame.event_type or ""].cameo_root)[:2])
    return replace(frame, mode=mode, cameo=code if code and chance >= FINER_FROM else frame.cameo)


def _tagged_frame(sentence: Sentence, token: Token, event_type: str, match: Match | None) -> Frame:
    """The frame of an act that the tagger names: its slots are general, its code is the likeliest of its type."""
    code, _ = _code(sentence, token, None, event_type)
    old = match.frame if match is not None else None
    return Frame(
        lemma=token.lemma_.lower(),
        pos="verb" if token.pos_ in ("VERB", "AUX") else "noun",
        particle=old.particle if old else "",
        objects=frozenset(),
        recipient=old.recipient if old and old.recipient else RECIPIENT_SLOTS,
        event_type=event_type,
        mode=_mode(sentence, token),
        cameo=code,
        mutual=False,
        statement=old.statement if old else False,
        confidence=0.8,
        stop=False,
    )


def _mode(sentence: Sentence, token: Token) -> str | None:
    if sentence.tags is None:
        return None
    chances = sentence.tags.mode_chances(token)
    best = max(chances, key=lambda name: chances[name])
    return best if best != "-" and chances[best] >= FINER_FROM else None


ROOTS_OF_TYPE = {
    "AGREE": ("03",), "CONSULT": ("04",), "SUPPORT": ("05",), "COOPERATE": ("06",), "AID": ("07",),
    "CONCEDE": ("08",), "RETREAT": ("08",), "REQUEST": ("10", "02"), "ACCUSE": ("11", "09"), "REJECT": ("12",),
    "THREATEN": ("13",), "PROTEST": ("14",), "MOBILIZE": ("15",), "SANCTION": ("16",), "COERCE": ("17",),
    "ASSAULT": ("18", "19", "20"),
}  # fmt: skip


def _code(sentence: Sentence, token: Token, root: str | None, event_type: str = "") -> tuple[str | None, float]:
    """The likeliest CAMEO code under a root or a type, with its share of that root's or type's chance."""
    if sentence.tags is None:
        return None, 0.0
    roots = (root,) if root else ROOTS_OF_TYPE[event_type]
    fitting = {c: p for c, p in sentence.tags.code_chances(token).items() if c[:2] in roots}
    if not fitting:
        return (event_types()[event_type].cameo_root + "0" if event_type else None), 0.0
    best = max(fitting, key=lambda code: fitting[code])
    return best, fitting[best] / (sum(fitting.values()) or 1.0)
