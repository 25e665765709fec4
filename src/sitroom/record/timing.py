"""Timing: which time expression belongs to which act, and what day that makes it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from spacy.tokens import Token

from sitroom.core import DayRange
from sitroom.record.lexicon import cue_set
from sitroom.record.parsing import is_verb
from sitroom.record.realis import realis_of
from sitroom.record.records import RecordDate
from sitroom.record.sentence import Sentence, verb_of
from sitroom.text import DateMention, DateValue, resolve_date

Direction = Literal["past", "future"]
FUTURE_NOUN_CUES = {"upcoming", "forthcoming", "next", "coming", "planned", "scheduled", "future", "impending"}


@dataclass(frozen=True, slots=True)
class Dated:
    """A time expression in its sentence: where it hangs, which way it points, and its value once resolved."""

    mention: DateMention
    heads: tuple[Token, ...]
    direction: Direction | None
    value: DateValue | None = None

    @property
    def head(self) -> Token | None:
        """The first token that it hangs on."""
        return self.heads[0] if self.heads else None


def direction_of(token: Token | None) -> Direction | None:
    """Return whether the clause that a token hangs in looks back or ahead, None where it does neither.

    A participle such as "scheduled" decides before the verb above it does.
    """
    if token is None:
        return None
    here = token
    for _ in range(10):
        lemma = here.lemma_.lower()
        if lemma in cue_set("realis", "scheduled") and here.tag_ in ("VBN", "JJ", "VBD") and not _is_past_plan(here):
            return "future"
        if any(child.lower_ in FUTURE_NOUN_CUES for child in here.children if child.dep_ == "amod"):
            return "future"
        if here.tag_ == "VB" and here.dep_ == "xcomp" and here.head.lower_ in ("is", "are"):
            return "future"
        if is_verb(here) and here.dep_ not in ("aux", "auxpass"):
            if any(child.lower_ in cue_set("realis", "modals") for child in here.children if child.dep_ == "aux"):
                return None
            turned = _tense(here)
            if turned is not None:
                return turned
        if here.dep_ == "ROOT" or here.head is here:
            break
        here = here.head
    return None


def _is_past_plan(participle: Token) -> bool:
    """``was scheduled for`` looks back on a plan, and tells nothing of the day of writing."""
    return any(child.lower_ in ("was", "were", "had") for child in participle.children)


def _tense(verb: Token) -> Direction | None:
    auxiliaries = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    if auxiliaries & {"will", "shall", "'ll"} or (verb.tag_ == "VB" and verb.head.lower_ == "going"):
        return "future"
    if verb.tag_ == "VBD" or auxiliaries & {"did", "had", "was", "were", "has", "have"}:
        return "past"
    if verb.tag_ == "VBN" and verb.dep_ in ("acl", "advcl"):
        return "past"
    if verb.tag_ in ("VBZ", "VBP") and verb.lemma_.lower() in cue_set("occasion", "openings"):
        return "future"
    if verb.lemma_.lower() == "be" and verb.lower_ in ("was", "were", "been"):
        return "past"
    return None


def find_heads(sentence: Sentence, mention: DateMention) -> tuple[Token, ...]:
    """Return the tokens outside a time expression that it hangs on; the parser may tie a range at both ends."""
    tokens = [t for t in sentence.tokens if mention.span.start <= sentence.at(t) < mention.span.end]
    inside = {token.i for token in tokens}
    heads = [
        token if token.head.i == token.i else token.head
        for token in tokens
        if token.head.i == token.i or token.head.i not in inside
    ]
    return tuple({head.i: head for head in heads if not head.is_punct}.values())


def dates_of(token: Token, sentence: Sentence, dated: Sequence[Dated]) -> list[Dated]:
    """Return the time expressions that belong to an act, nearest first.

    An expression belongs to the act that it climbs to without crossing another clause. A noun also takes
    those of the verb whose adjunct or argument it is.
    """
    here = [
        one
        for one in dated
        if sentence.covers(one.mention.span) and _same_bracket(sentence, one.mention.span.start, sentence.at(token))
    ]
    own = [one for one in here if any(_reaches(head, token) for head in one.heads)]
    if not own and not is_verb(token):
        verb = verb_of(token)
        if verb is not None and token.dep_ in ("pobj", "dobj", "nsubj", "nsubjpass", "conj", "attr"):
            own = [one for one in here if any(_reaches(head, verb) for head in one.heads)]
    return sorted(own, key=lambda one: abs(one.mention.span.start - sentence.at(token)))


def _same_bracket(sentence: Sentence, one: int, other: int) -> bool:
    """What stands in a bracket belongs to what stands in it, or to the act just before it (see events)."""
    between = sentence.text[min(one, other) : max(one, other)]
    return between.count("(") == between.count(")")


def _reaches(start: Token | None, goal: Token) -> bool:
    here = start
    for _ in range(12):
        if here is None:
            return False
        if here.i == goal.i:
            return True
        if is_verb(here) and here.dep_ not in ("aux", "auxpass") and not _passes_through(here, goal):
            return False
        if here.head is here:
            return False
        here = here.head
    return False


def _passes_through(verb: Token, goal: Token) -> bool:
    """A time expression may climb through a light verb's participle or an infinitive to its governor."""
    return verb.dep_ in ("xcomp", "pcomp") or (verb.dep_ == "acl" and not is_verb(goal))


def resolve(one: Dated, reference: DayRange, *, near: date | None = None) -> DateValue:
    """Return the value of a time expression, read from the day of writing and the way it points."""
    return resolve_date(one.mention, reference=reference, direction=one.direction, near=near)


def record_date(value: DateValue, *, lead: str = "", quote: str = "") -> RecordDate | None:
    """Return when an act was, from a resolved expression, or None where no day comes of it.

    ``since X`` opens the end, ``until X`` and ``by X`` the start.
    """
    if value.timex_type in ("DURATION", "SET") or (value.days.start is None and value.days.end is None):
        return None
    days = value.days
    lead = lead.lower()
    if (lead == "since" or (lead == "from" and days.is_day)) and days.start:
        days = DayRange(days.start, None)
    elif lead in ("until", "till", "by", "before") and days.end:
        days = DayRange(None, days.end)
    edtf = value.edtf if days == value.days else days.edtf()
    return RecordDate(days, edtf, f"{quote!r}: {value.basis}" if quote else value.basis)


def open_date(token: Token, reference: DayRange) -> RecordDate | None:
    """Return the open range of an act without a day: behind the day of writing, or ahead of it."""
    realis = realis_of(token)
    if realis in ("scheduled", "hypothetical") and reference.start:
        return RecordDate(
            DayRange(reference.start, None), f"{reference.start}/..", "no day in the text; ahead of the day of writing"
        )
    if realis in ("actual", "negated") and reference.end:
        return RecordDate(
            DayRange(None, reference.end), f"../{reference.end}", "no day in the text; not after the day of writing"
        )
    return None
