"""Patterns: a habit that the author claims of someone, which history can test."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from sitroom.core import Span
from sitroom.record.clauses import clause_span
from sitroom.record.draft import Draft, attribution
from sitroom.record.lexicon import cue_set, cues
from sitroom.record.parsing import children, is_verb
from sitroom.record.records import Pattern
from sitroom.record.segments import PhraseIndex, Tokens, index_phrases, is_break, phrases_at, segment_stop, words_of
from sitroom.record.sentence import Sentence, find_subject
from sitroom.record.subjects import holders_of
from sitroom.record.timing import open_date

PRESENT = ("VBZ", "VBP")
ADVERBS = ("RB", "RBR", "RBS")
SIGNS = ("whenever", "each time", "every time")
DENIALS = frozenset({"not", "n't", "never", "no", "hardly"})
RARE = frozenset({"never", "rarely", "seldom"})


@dataclass(frozen=True, slots=True)
class Habit:
    """A claimed habit: the verb whose subject has it, and the verb that names the act."""

    verb: Token
    act: Token


def read_patterns(draft: Draft, sentence: Sentence) -> None:
    """Read the habits that a sentence claims: ``tends to``, ``usually does``, ``whenever X, does``, ``a habit of``."""
    tokens = words_of(sentence)
    if not tokens or tokens[-1].text == "?":
        return
    seen: set[int] = set()
    for habit in _habits(tokens):
        holder = holders_of(draft, sentence, find_subject(habit.verb), by_will=False)
        if not holder or habit.act.i in seen or habit.verb.i in seen:
            continue
        seen |= {habit.act.i, habit.verb.i}
        span = clause_span(sentence, habit.verb)
        content = _content(sentence, tokens, habit.act)
        start, end = min(span.start, content.start), max(span.end, content.end)
        record = Pattern(
            id=draft.new_id("pattern", span),
            evidence=(Span.of(sentence.text, start, end),),
            asserted_by=attribution(sentence, habit.verb, draft.actors, None),
            realis="actual",
            date=open_date(habit.verb, draft.reference),
            confidence=0.65,
            holder=holder,
            content=content,
        )
        draft.add(record, sentence, habit.verb)


def _habits(tokens: Tokens) -> Iterator[Habit]:
    for place, token in enumerate(tokens):
        if is_verb(token):
            yield from _by_verb(tokens, place)
        yield from _by_adjective(tokens, place)
        yield from _by_noun(token)
    for token in tokens:
        yield from _by_adverb(token)
    yield from _by_phrase(tokens)


# ---------------------------------------------------------------------- tends to, keeps doing, never fails to
def _by_verb(tokens: Tokens, place: int) -> Iterator[Habit]:
    token = tokens[place]
    lemma = token.lemma_.lower()
    behind = _next(tokens, place + 1)
    if behind is None or {c.lower_ for c in token.children} & {"would", "'d", "might", "may", "could", "will"}:
        return
    act = _infinitive(tokens, behind)
    near = {t.lower_ for t in tokens[max(0, place - 3) : place]}
    fails = lemma == "fail" and bool(near & {"never", "seldom", "rarely"})
    past = token.tag_ == "VBD"
    likes = lemma in cue_set("pattern", "likings") and token.tag_ in PRESENT and not near & DENIALS
    if act is not None and act.lower_ == "be" and likes:
        return  # "likes to be addressed as"
    if act is not None and (lemma in cue_set("pattern", "verbs") or fails or likes):
        yield Habit(token, act)
    gerund = tokens[behind] if tokens[behind].tag_ == "VBG" else None
    if lemma == "keep" and tokens[behind].lower_ == "on" and behind + 1 < len(tokens):
        gerund = tokens[behind + 1] if tokens[behind + 1].tag_ == "VBG" else None
    if gerund is not None and lemma in cue_set("pattern", "gerund_verbs") and not past and not near & DENIALS:
        yield Habit(token, gerund)


def _next(tokens: Tokens, place: int) -> int | None:
    """The place behind the adverbs and asides (``, like its rivals,``) that follow a word."""
    while place < len(tokens) and (tokens[place].tag_ in ADVERBS or tokens[place].text == ","):
        if tokens[place].text == ",":
            close = next((p for p in range(place + 1, min(place + 10, len(tokens))) if tokens[p].text == ","), None)
            if close is None:
                return None
            place = close
        place += 1
    return place if place < len(tokens) else None


def _infinitive(tokens: Tokens, place: int) -> Token | None:
    if tokens[place].lower_ in ("not", "never"):
        place += 1
    if place + 1 >= len(tokens) or tokens[place].lower_ != "to":
        return None
    inner = _next(tokens, place + 1)
    return tokens[inner] if inner is not None and tokens[inner].tag_ in ("VB", "VBP") else None


# ---------------------------------------------------------------------- is used to, is prone to, is in the habit of
def _by_adjective(tokens: Tokens, place: int) -> Iterator[Habit]:
    token = tokens[place]
    wont = token.lower_ == "nt" and place > 0 and tokens[place - 1].lower_ == "wo"  # the parser cuts "wont" in two
    if not wont and (token.lower_ not in cue_set("pattern", "participles") or token.dep_ in ("amod", "compound")):
        return
    behind = _next(tokens, place + 1)
    if behind is None or tokens[behind].lower_ not in ("to", "for", "of", "in", "on", "upon"):
        return
    act = _infinitive(tokens, behind)
    if act is None and behind + 1 < len(tokens) and tokens[behind + 1].tag_ == "VBG":
        act = tokens[behind + 1]
    if act is None:
        return
    verb = token if any(c.lemma_.lower() == "be" for c in children(token, "auxpass", "aux")) else token.head
    linked = is_verb(verb) and (verb.i != token.i or token.dep_ != "acl")
    if wont:
        yield Habit(next((t for t in reversed(tokens[:place]) if t.lemma_ == "be"), verb), act)
        return
    formerly = token.lower_ == "used" and act.tag_ != "VBG"
    if formerly and not is_verb(token):
        return
    if formerly:  # "used to summon"; "used to be" is a state, "is used to strike" a tool
        bound = any(c.dep_ in ("aux", "auxpass") and c.lower_ != "to" for c in token.children)
        if not bound and act.lemma_.lower() not in cue_set("pattern", "states") and token.dep_ not in ("acl", "advcl"):
            yield Habit(token, act)
    elif linked or token.dep_ in ("acomp", "ROOT", "conj", "oprd", "advcl"):
        yield Habit(verb if is_verb(verb) else token, act)


def _by_noun(token: Token) -> Iterator[Habit]:
    """``has a habit of``, ``makes it a rule to``, ``is in the habit of``; ``the habit of Congress is to``."""
    if token.pos_ != "NOUN" or token.lemma_.lower() not in cue_set("pattern", "nouns"):
        return
    if any(c.dep_ == "det" and c.lower_ == "no" for c in token.children):
        return
    acts = [
        a
        for c in token.children
        for a in ([c] if c.dep_ in ("acl", "relcl") and c.tag_ == "VB" else children(c, "pcomp"))
        if c.dep_ in ("acl", "relcl") or c.lower_ in ("of", "for", "in")
    ]
    if not acts:
        return
    verb = token.head
    if verb.dep_ == "prep" and verb.lower_ in ("in", "into"):
        verb = verb.head
    if is_verb(verb) and verb.lemma_.lower() in cue_set("pattern", "light_verbs"):
        yield Habit(verb, acts[0])


# ---------------------------------------------------------------------- usually, as a rule
def _by_adverb(token: Token) -> Iterator[Habit]:
    """``routinely renews``, ``has traditionally given``; not of one past act, nor of a passive or a state."""
    if token.dep_ not in ("advmod", "npadvmod") or token.lower_ not in HABITUAL or not is_verb(token.head):
        return
    verb = token.head
    if token.i + 1 < len(token.doc) and token.nbor(1).lower_ in ("provided", "providing", "assuming"):
        return
    if _is_habitual_form(verb, past=token.lower_ not in ONCE):
        yield Habit(verb, verb)


HABITUAL = cue_set("realis", "habit_adverbs") | cue_set("pattern", "adverbs")
ONCE = frozenset({"generally", "repeatedly", "frequently", "consistently", "regularly", "normally"})


def _is_habitual_form(verb: Token, *, past: bool = False) -> bool:
    labels = {c.dep_ for c in verb.children}
    aux = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    if "auxpass" in labels or verb.lemma_.lower() in cue_set("pattern", "states"):
        return False
    if "neg" in labels and not any(c.lower_ == "never" for c in verb.children):
        return False
    if verb.tag_ in ("VBN", "VBD") and aux & {"has", "have", "'ve"}:
        return True
    return not aux and (verb.tag_ in PRESENT or (past and verb.tag_ == "VBD"))


def _by_phrase(tokens: Tokens) -> Iterator[Habit]:
    """``As a rule, voters ...``, ``For decades the court has bought ...``, ``Whenever oil rises, Caracas ...``."""
    low = [token.lower_ for token in tokens]
    for place in range(len(low)):
        for stop, _ in phrases_at(low, place, _phrases()):
            verb = _verb_with(tokens, place, stop, clause=" ".join(low[place:stop]) in SIGNS)
            perfect = low[place] == "for"
            if verb is not None and _is_habitual_form(verb) and (not perfect or verb.tag_ in ("VBN", "VBD")):
                yield Habit(verb, verb)


@cache
def _phrases() -> PhraseIndex:
    return index_phrases({"phrases": cues("pattern")["phrases"]})


def _verb_with(tokens: Tokens, place: int, stop: int, *, clause: bool) -> Token | None:
    """The verb of the clause that a phrase colours: the one that it hangs in, else the next finite one."""
    end = segment_stop(tokens, stop - 1)
    if clause and place and tokens[place - 1].text != "," and not is_break(tokens[place - 1]):
        before = [t for t in tokens[:place] if is_verb(t) and t.dep_ not in ("aux", "auxpass")]
        inner = next((t for t in tokens[stop:] if is_verb(t)), None)
        above = inner.head if inner is not None and inner.head.i < tokens[place].i else None
        return above if above is not None and is_verb(above) else (before[-1] if before else None)
    if clause:
        comma = next((p for p in range(stop, len(tokens)) if tokens[p].text == ","), None)
        if comma is None:
            return None
        return next((t for t in tokens[comma + 1 :] if _is_main(t)), None)
    near = [t for t in tokens[stop:end] if _is_main(t)]
    before = [t for t in tokens[:place] if _is_main(t)]
    aux = place and tokens[place - 1].dep_ in ("aux", "auxpass")
    fronted = place == 0 or tokens[place - 1].is_punct or tokens[place - 1].lower_ in ("and", "but")
    if near and (fronted or aux or not before or (place and tokens[place - 1].pos_ in ("NOUN", "PROPN", "PRON"))):
        return near[0]
    return before[-1] if before else None


def _is_main(token: Token) -> bool:
    return is_verb(token) and token.dep_ not in ("aux", "auxpass", "relcl", "acl", "amod") and token.tag_ != "VBG"


# ---------------------------------------------------------------------- the act
def _content(sentence: Sentence, tokens: Tokens, act: Token) -> Span:
    """The habitual act, from its verb on, with the acts that are coordinated and its ``whenever`` clause behind it."""
    place = next(p for p, token in enumerate(tokens) if token.i == act.i)
    first = tokens[place - 1] if place and tokens[place - 1].lower_ in RARE else act
    limit = segment_stop(tokens, place)
    while (
        limit + 1 < len(tokens)
        and tokens[limit].text != "."
        and (" ".join(t.lower_ for t in tokens[limit : limit + 2]) in SIGNS or tokens[limit + 1].lower_ == "whenever")
    ):
        limit = segment_stop(tokens, limit + 2)
    inside = [t for t in act.subtree if t.i >= act.i and sentence.owns(t) and not t.is_space]
    stop = tokens[min(limit, len(tokens)) - 1].i
    others = [c for c in act.children if c.dep_ in ("conj", "parataxis") and any(k.dep_ == "nsubj" for k in c.children)]
    left_out = {inner.i for child in others if child.i > act.i for inner in child.subtree}
    kept = [t for t in inside if t.i <= stop and t.i not in left_out] or [act]
    last = kept[-1]
    while last.i > act.i and ((last.is_punct and last.text not in "\"')") or last.lower_ in ("and", "but", "or")):
        last = last.nbor(-1)
    return sentence.over(first, last)
