"""Condition parts: where the antecedent and the consequent of a condition lie, by its connective and its commas."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Literal, cast

from spacy.tokens import Token

from sitroom.record.lexicon import cue_set, cues
from sitroom.record.segments import (
    JOINS,
    OPENERS,
    PhraseIndex,
    Tokens,
    has_finite,
    index_phrases,
    is_break,
    is_finite,
    opens_clause,
    phrases_at,
    pieces,
    segment_start,
    segment_stop,
    trimmed,
)

Group = Literal["openers", "moments", "privatives", "phrases", "granted", "inverted"]
Places = tuple[int, int]
GROUPS: tuple[Group, ...] = ("openers", "moments", "privatives", "phrases", "granted")
LED_IN = frozenset({*JOINS, "that", "then", "only", "always", "especially", "particularly"})
LOOSE = JOINS | {"then"}
ASIDES = OPENERS | {"we", "i"}
NAMING = ("DT", "PRP", "PRP$", "NNP", "NNPS", "NN", "NNS", "EX", "JJ", "CD")


@dataclass(frozen=True, slots=True)
class Cue:
    """A connective by its places in a sentence, and the group of cues.toml that it belongs to."""

    start: int
    stop: int
    group: Group

    @property
    def before_noun(self) -> bool:
        """Whether it stands before a noun phrase and not before a clause."""
        return self.group in ("privatives", "phrases", "granted")


@dataclass(frozen=True, slots=True)
class Parts:
    """The places of a condition's antecedent and consequent."""

    antecedent: Places
    consequent: Places
    in_front: bool


def find_cues(tokens: Tokens) -> list[Cue]:
    """Return the connectives of a sentence in order, the longer one where two overlap."""
    low = [token.lower_ for token in tokens]
    index = _connectives()
    found = [
        Cue(at, stop, cast("Group", group)) for at in range(len(low)) for stop, group in phrases_at(low, at, index)
    ]
    found += _inverted(tokens)
    out: list[Cue] = []
    for cue in sorted(found, key=lambda one: (one.start - one.stop, one.start)):
        if all(cue.stop <= one.start or one.stop <= cue.start for one in out):
            out.append(cue)
    return sorted(out, key=lambda one: one.start)


@cache
def _connectives() -> PhraseIndex:
    return index_phrases({group: cues("condition")[group] for group in GROUPS})


def _inverted(tokens: Tokens) -> Iterator[Cue]:
    """``Should Pyongyang test again, ...``, ``... were Moscow to yield``, ``Had Poland signed, ...``."""
    if tokens and tokens[-1].text == "?":
        return
    for place, token in enumerate(tokens[:-1]):
        if token.lower_ in ("should", "were", "had") and _is_inverted(tokens, place):
            yield Cue(place, place + 1, "inverted")


def _is_inverted(tokens: Tokens, place: int) -> bool:
    opens = place == 0 or tokens[place - 1].is_punct or tokens[place - 1].lower_ in JOINS | {"that"}
    names = tokens[place + 1].tag_ in NAMING
    after = tokens[place + 1 : place + 12]
    if not names and not (place == 0 and any(token.text == "," for token in after)):
        return False
    if place and tokens[place - 1].tag_ in ("WP", "WRB", "WDT"):
        return False
    match tokens[place].lower_:
        case "had":
            thought = any(one.lower_ in ("would", "could", "might") for one in tokens[:place])
            return (opens or thought) and any(one.tag_ in ("VBN", "VBD") for one in after)
        case "were":
            to_come = any(one.lower_ == "to" and two.tag_ == "VB" for one, two in pairwise(after))
            return to_come and (opens or tokens[place + 1].tag_ in ("NNP", "DT"))
        case _:
            return opens or tokens[place + 1].tag_ != "JJ"


def find_parts(tokens: Tokens, cue: Cue) -> Parts | None:
    """Return the parts that a connective ties, or None where it ties no clause to another."""
    comma = cue.start > 0 and tokens[cue.start - 1].text == ","
    before = trimmed(tokens, segment_start(tokens, cue.start - comma), cue.start, leading=LED_IN)
    in_front = before is None or _is_unfinished(tokens, before)
    if in_front:
        return _in_front(tokens, cue)
    assert before is not None
    stop = _back_stop(tokens, cue)
    aside = next((p + 1 for p in range(cue.stop + 1, stop) if tokens[p].text == ","), cue.stop)
    antecedent = trimmed(tokens, aside if _leads_aside(tokens, cue) else cue.stop, stop)
    start = _behind_that(tokens, before)
    consequent = trimmed(tokens, start, _less_lead(tokens, before[1]), leading=LOOSE)
    if antecedent is None or consequent is None:
        return None
    return Parts(antecedent, consequent, in_front=False)


def _less_lead(tokens: Tokens, stop: int) -> int:
    """``will back down only | if``: the word that belongs to the connective is no part of the consequent."""
    while stop and (tokens[stop - 1].lower_ in ("only", "always", "but", "even") or tokens[stop - 1].is_punct):
        stop -= 1
    return stop


def _is_unfinished(tokens: Tokens, before: Places) -> bool:
    """``A strike would, if prolonged, ...``, ``The deal, if signed, ...``: the predicate is still to come."""
    words = [token for token in tokens[before[0] : before[1]] if not token.is_punct]
    last = words[-1]
    return (
        not has_finite(words) or last.tag_ == "MD" or last.lower_ in ("that", "because", "and", "but", "says", "said")
    )


def _behind_that(tokens: Tokens, before: Places) -> int:
    """``We assess that | the army will split``, ``vows to | respond``: who says or wants it is no part of it."""
    for place in range(before[1] - 1, before[0], -1):
        token = tokens[place]
        said = token.head.dep_ == "ccomp" and token.head.head.pos_ == "VERB"
        if token.lower_ == "that" and token.tag_ == "IN" and (said or tokens[place - 1].pos_ == "VERB"):
            return place + 1
        wanted = tokens[place - 1].lemma_.lower() in cue_set("aim", "verbs") | cue_set("aim", "vows")
        if token.lower_ == "to" and wanted and tokens[place - 1].pos_ == "VERB" and place + 1 < before[1]:
            return place + 1
    return before[0]


# ---------------------------------------------------------------------- the connective first
def _in_front(tokens: Tokens, cue: Cue) -> Parts | None:
    limit = next((place for place in range(cue.stop, len(tokens)) if is_break(tokens[place])), len(tokens))
    stretches = pieces(tokens, cue.stop, limit)
    stretches = stretches[_leads_aside(tokens, cue) :]
    at = _last_of_antecedent(tokens, cue, stretches)
    if at is None:
        ends = _without_comma(tokens, cue, limit)
    else:
        after = at + 2 if _is_aside(tokens, stretches, at + 1) else at + 1
        ends = (stretches[at][1], stretches[after][0])
    if ends is None or not stretches:
        return None
    antecedent = trimmed(tokens, stretches[0][0], ends[0])
    consequent = trimmed(tokens, ends[1], segment_stop(tokens, ends[1]), leading=LOOSE)
    return Parts(antecedent, consequent, in_front=True) if antecedent and consequent else None


def _leads_aside(tokens: Tokens, cue: Cue) -> int:
    """``If, as we expect, Kandahar falls``: one where the first stretch behind the connective is an aside."""
    aside = cue.stop + 1 < len(tokens) and tokens[cue.stop].text == "," and tokens[cue.stop + 1].lower_ in ASIDES
    return int(aside)


def _last_of_antecedent(tokens: Tokens, cue: Cue, stretches: list[Places]) -> int | None:
    """The stretch that ends the antecedent: it has its verb, and the main clause follows."""
    seen = cue.before_noun or _is_elliptic(tokens, cue)
    candidates: list[int] = []
    for number, (start, stop) in enumerate(stretches[:-1]):
        seen = seen or any(_is_predicate(token, cue) for token in tokens[start:stop])
        if seen:
            candidates.append(number)
    for number in candidates:
        start, stop = stretches[number + 1]
        if tokens[start].lower_ in JOINS:
            continue
        begins_below = number + 2 < len(stretches) and is_finite(tokens[stretches[number + 2][0]])
        if has_finite(tokens[start:stop]) or begins_below:
            return number
    return candidates[0] if candidates else (0 if len(stretches) > 1 else None)


def _is_predicate(token: Token, cue: Cue) -> bool:
    return token.tag_ in ("VB", "VBN", "VBD", "VBP") if cue.group == "inverted" else is_finite(token)


def _is_elliptic(tokens: Tokens, cue: Cue) -> bool:
    """``if prolonged beyond Easter``, ``if successful``."""
    return cue.stop < len(tokens) and tokens[cue.stop].tag_ in ("VBN", "JJ")


def _is_aside(tokens: Tokens, stretches: list[Places], number: int) -> bool:
    """``If he wins, as polls suggest, ...``: words between the antecedent and the main clause."""
    return number + 1 < len(stretches) and tokens[stretches[number][0]].lower_ in OPENERS


def _without_comma(tokens: Tokens, cue: Cue, limit: int) -> Places | None:
    """``If the talks fail the war resumes``: the main clause begins with the subject of its own finite verb."""
    first: int | None = None if not cue.before_noun else cue.stop
    if cue.before_noun:
        inner = next(
            (c for c in tokens[cue.stop - 1].children if c.dep_ in ("pobj", "pcomp") and c.i > cue.start), None
        )
        first = next((p for p in range(cue.stop, limit) if inner and tokens[p].i == inner.i), first)
    base = tokens[0].i
    by_place = {token.i: place for place, token in enumerate(tokens)}
    for place in range(cue.stop, limit):
        token = tokens[place]
        if not is_finite(token):
            continue
        if first is None:
            first = place
            continue
        verb = token if token.dep_ not in ("aux", "auxpass") else token.head
        subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass", "expl")), None)
        start = min(by_place.get(subject.left_edge.i, 0), place) if subject is not None else 0
        is_relative = verb.dep_ == "relcl" and any(c.tag_ in ("WDT", "WP") or c.dep_ == "mark" for c in verb.children)
        if subject is not None and start > first and subject.left_edge.i >= base and not is_relative:
            return (start, start)
    only = next((place for place in range(cue.stop + 2, limit) if tokens[place].tag_ == "MD"), None)
    return (only, only) if only is not None and tokens[cue.start].lower_ == "only" else None


# ---------------------------------------------------------------------- the connective behind
def _back_stop(tokens: Tokens, cue: Cue) -> int:
    """Where an antecedent behind its consequent ends."""
    limit = next((place for place in range(cue.stop, len(tokens)) if is_break(tokens[place])), len(tokens))
    seen = cue.before_noun or _is_elliptic(tokens, cue)
    stretches = pieces(tokens, cue.stop, limit)[_leads_aside(tokens, cue) :]
    for number, (start, stop) in enumerate(stretches):
        seen = seen or any(_is_predicate(token, cue) for token in tokens[start:stop])
        if number + 1 == len(stretches):
            break
        following = stretches[number + 1][0]
        new = opens_clause(tokens, following)
        if new or (seen and tokens[following].lower_ not in ("and", "or")):
            return stop
    return limit


# ---------------------------------------------------------------------- what is no condition
def is_condition(tokens: Tokens, cue: Cue, parts: Parts) -> bool:
    """Return whether the words around a connective make a condition: no question, no manner, no habit, no reason."""
    antecedent, consequent = (tokens[slice(*places)] for places in (parts.antecedent, parts.consequent))
    has_predicate = _has_predicate(consequent) or any(token.tag_ in ("VB", "VBG") for token in consequent)
    if not has_predicate or not antecedent or (len(antecedent) == 1 and antecedent[0].lower_ in ("that", "this")):
        return False
    words = " ".join(token.lower_ for token in tokens[cue.start : cue.stop])
    match cue.group:
        case "openers":
            return _is_open_clause(tokens, cue, parts, words)
        case "moments":
            past = any(token.tag_ == "VBD" for token in (*antecedent, *consequent))
            past = past or (cue.start > 0 and tokens[cue.start - 1].pos_ in ("ADP", "SCONJ"))
            return not past and _has_predicate(antecedent) and (_looks_ahead(consequent) or words != "once")
        case "privatives":
            detached = parts.in_front or tokens[cue.start - 1].is_punct
            denied = any(token.dep_ == "neg" or token.lower_ in cue_set("realis", "negators") for token in consequent)
            free = parts.in_front or antecedent[0].tag_ != "VBG"
            past = any(token.tag_ == "VBD" for token in consequent)
            manner = any(token.lower_ in cue_set("condition", "manners") for token in antecedent[:3])
            ahead = _looks_ahead(consequent) or (parts.in_front and not past and not manner)
            return free and ahead and (detached or denied)
        case "phrases":
            return parts.in_front or tokens[cue.start - 1].is_punct or words.startswith("in ")
        case "granted":
            would = any(token.lower_ in ("could", "would", "might", "may") for token in consequent)
            counted = cue.start > 0 or antecedent[0].lower_ not in ("a", "an") or would
            return counted and _is_grant(tokens, cue, antecedent) and _looks_ahead(consequent)
        case _:
            return True


def _is_open_clause(tokens: Tokens, cue: Cue, parts: Parts, words: str) -> bool:
    antecedent = tokens[slice(*parts.antecedent)]
    before = tokens[cue.start - 1] if cue.start else None
    if before is not None and before.lower_ in ("as", "even", "what"):
        return False
    if _is_idiom(tokens, cue) or _asks(tokens, cue):
        return False
    if words.endswith("long as"):
        return _has_predicate(antecedent) and not (before is not None and before.lemma_ == "be")
    if words in ("provided", "providing") and not parts.in_front and not has_finite(tokens[slice(*parts.consequent)]):
        return False
    if antecedent[0].lower_ == "only" and len(antecedent) > 1 and antecedent[1].lower_ in ("to", "because", "for"):
        return False
    if _has_predicate(antecedent) or words.startswith("unless"):
        return True
    if parts.in_front and words in ("assuming", "supposing"):
        return True
    if antecedent[0].tag_ == "VBN" and (before is None or before.pos_ != "ADJ"):
        return True
    adjective = before is not None and before.pos_ in ("ADJ", "ADV")
    return not adjective and (_is_elliptic(tokens, cue) or len(antecedent) > 3)


def _is_idiom(tokens: Tokens, cue: Cue) -> bool:
    """``if anything,``, ``if at all``: words that are no clause."""
    stretches = pieces(tokens, cue.stop, len(tokens))
    words = " ".join(token.lower_ for token in tokens[slice(*stretches[0])]) if stretches else ""
    return words in cue_set("condition", "idioms")


def _has_predicate(tokens: Tokens) -> bool:
    """Whether some words hold a finite verb, also one that the tagger takes for a plural: ``the snow melts``."""
    return has_finite(tokens) or any(
        token.tag_ == "NNS" and token.i > tokens[0].i and token.nbor(-1).pos_ in ("NOUN", "PROPN", "PRON")
        for token in tokens
    )


def _asks(tokens: Tokens, cue: Cue) -> bool:
    """``It is unclear if``, ``asked Merkel if``: a question, not a condition."""
    for token in reversed(tokens[max(0, cue.start - 5) : cue.start]):
        if token.is_punct:
            return False
        if token.lemma_ == "be" and token.i == tokens[cue.start].i - 1:
            return True
        if token.pos_ in ("VERB", "ADJ"):
            return token.lemma_.lower() in cue_set("condition", "whether")
    return False


def _looks_ahead(consequent: Tokens) -> bool:
    """Whether a clause speaks of what will, may or is likely to be."""
    modal = any(token.tag_ == "MD" for token in consequent)
    return modal or any(token.lower_ in cue_set("condition", "forecasts") for token in consequent)


def _is_grant(tokens: Tokens, cue: Cue, antecedent: Tokens) -> bool:
    """``given the army's blessing``: what is not yet there; ``given the polls`` is a reason."""
    first = antecedent[0].lower_
    if cue.start == 0:
        return first in ("a", "an", "enough", "sufficient", "time")
    assent = any(token.lemma_.lower() in cue_set("condition", "assents") for token in antecedent[:4])
    return tokens[cue.start - 1].is_punct and first != "that" and (first in ("a", "an", "enough") or assent)
