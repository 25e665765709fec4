"""Aim cues: the words by which someone is said to want, seek or be bound to something, and what they govern."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from spacy.tokens import Token

from sitroom.record.lexicon import cue_set, cues
from sitroom.record.parsing import children, is_verb
from sitroom.record.segments import PhraseIndex, Tokens, index_phrases, is_break, phrases_at, segment_start
from sitroom.record.sentence import find_subject

Kind = Literal["will", "duty", "owned"]
LINKS = frozenset({"be", "seem", "look", "appear", "remain", "become", "stay", "sound", "grow", "get"})
ADVERBS = ("RB", "RBR", "RBS")
DENIALS = frozenset({"not", "n't", "never", "nor", "neither", "hardly", "scarcely"})
UNSURE = frozenset({"may", "might", "could"})
REACH = 8


@dataclass(frozen=True, slots=True)
class Want:
    """A cue of an aim: its words, the verb whose subject holds it, the head of what is wanted, whether it is denied.

    ``owner`` is the holder's own word where it is not the verb's subject (``Minsk's goal``); of the ``kind`` "owned"
    (``the goal of``) and of duties anything may be said, so that the holder must be known to act.
    """

    cue: tuple[Token, Token]
    verb: Token
    content: Token
    kind: Kind = "will"
    denied: bool = False
    owner: Token | None = None


def find_wants(tokens: Tokens) -> list[Want]:
    """Return the cues of aims in a sentence, in order, one for each thing wanted."""
    found = [want for place in range(len(tokens)) for want in _at(tokens, place)]
    out: list[Want] = []
    for want in sorted(found, key=lambda one: (one.cue[0].i, -one.cue[1].i)):
        inside = any(one.cue[0].i <= want.cue[0].i <= one.cue[1].i or one.content.i == want.content.i for one in out)
        if not inside and want.content.i not in (want.cue[0].i, want.cue[1].i):
            out.append(want)
    return out


def _at(tokens: Tokens, place: int) -> Iterator[Want]:
    token = tokens[place]
    yield from _idiom(tokens, place)
    if is_verb(token):
        yield from _verb(tokens, place)
        yield from _duty(tokens, place)
    yield from _adjective(tokens, place)
    yield from _noun(tokens, place)
    yield from _purpose(tokens, place)


# ---------------------------------------------------------------------- verbs
def _verb(tokens: Tokens, place: int) -> Iterator[Want]:
    """``wants to``, ``hopes that``, ``is pressing for``, ``covets``; by its subject, so never in the passive."""
    token = tokens[place]
    lemma = token.lemma_.lower()
    wishes = lemma in cue_set("aim", "wishes") and any(c.lower_ in ("would", "'d") for c in token.children)
    if not (wishes or any(lemma in cue_set("aim", one) for one in VERBS)) or _is_participle(token):
        return
    content = _governed(tokens, place, lemma, wishes=wishes)
    if content is None or any(child.lower_ in UNSURE for child in token.children):
        return
    yield Want((token, token), token, content, denied=_is_denied(tokens, place, token))


VERBS = ("verbs", "strivings", "vows", "object_verbs", "clause_verbs", "prepositional")


def _is_participle(token: Token) -> bool:
    """``is wanted``, ``a planned dam``: somebody else's wish."""
    if token.dep_ in ("amod", "compound", "aux", "auxpass"):
        return True
    labels = {child.dep_ for child in token.children}
    have = any(c.dep_ == "aux" and c.lemma_.lower() in ("have", "'ve") for c in token.children)
    joined = token.dep_ == "conj" and token.head.tag_ in ("VBN", "VBD")
    return token.tag_ == "VBN" and ("auxpass" in labels or not (have or joined))


def _governed(tokens: Tokens, place: int, lemma: str, *, wishes: bool) -> Token | None:
    """What a verb of wanting governs: an infinitive, a clause, an object or what stands behind its preposition."""
    behind = _behind(tokens, place + 1)
    infinitive = _infinitive(tokens, behind)
    clause = _clause(tokens[place])
    thing = next((c for c in children(tokens[place], "dobj") if c.tag_ not in ("WDT", "WP", "WRB", "PRP")), None)
    if infinitive is not None:
        to = wishes or lemma in cue_set("aim", "verbs") | cue_set("aim", "vows") | cue_set("aim", "strivings")
        return infinitive if to else None
    if behind >= len(tokens):
        return None
    preposition = tokens[behind]
    if f"{lemma} {preposition.lower_}" in cue_set("aim", "prepositions"):
        return _object_of(tokens, behind)
    if clause is not None and (wishes or lemma in cue_set("aim", "clause_verbs") | cue_set("aim", "vows")):
        return clause if _is_finite_clause(clause) or wishes or lemma in ("want", "prefer", "need") else None
    if thing is not None and thing.i > tokens[place].i and lemma in cue_set("aim", "object_verbs"):
        return thing
    return None


def _clause(verb: Token) -> Token | None:
    return next((c for c in children(verb, "ccomp") if c.i > verb.i and not _parted(verb, c)), None)


def _parted(verb: Token, clause: Token) -> bool:
    return any(is_break(token) for token in verb.doc[verb.i : clause.i])


def _is_finite_clause(clause: Token) -> bool:
    subject = any(c.dep_ in ("nsubj", "nsubjpass", "expl") for c in clause.children)
    asked = any(c.tag_ in ("WRB", "WP", "WDT") or c.lower_ in ("whether", "if") for c in clause.children)
    return subject and not asked


def _behind(tokens: Tokens, place: int) -> int:
    """The place behind the adverbs and asides that follow a cue: ``wanted only | to``, ``hopes, above all, | to``."""
    while place < len(tokens):
        if tokens[place].text == ",":
            close = next((p for p in range(place + 1, min(place + REACH, len(tokens))) if tokens[p].text == ","), None)
            if close is None or close + 1 >= len(tokens) or tokens[close + 1].lower_ != "to":
                return place
            place = close + 1
        elif tokens[place].tag_ in ADVERBS or tokens[place].lower_ in ("both", "either", "neither", "above"):
            place += 1
        else:
            return place
    return place


def _infinitive(tokens: Tokens, place: int) -> Token | None:
    if place < len(tokens) and tokens[place].lower_ in ("not", "never"):
        place += 1
    if place >= len(tokens) or tokens[place].lower_ != "to":
        return None
    place += 1
    while place < len(tokens) and tokens[place].tag_ in ADVERBS:
        place += 1
    if place >= len(tokens) or tokens[place].tag_ not in ("VB", "VBP"):
        return None
    token = tokens[place]
    main = token.head if token.dep_ in ("aux", "auxpass") and token.head.tag_ in ("VBN", "VBG") else token
    return main if main.i >= token.i else token


def _object_of(tokens: Tokens, place: int) -> Token | None:
    """What stands behind a preposition: its object or gerund, else the next noun."""
    inner = [c for c in children(tokens[place], "pobj", "pcomp") if c.i > tokens[place].i]
    if inner:
        return inner[0]
    after = tokens[place + 1 : place + 6]
    return next((t for t in after if t.pos_ in ("NOUN", "PROPN") or t.tag_ == "VBG"), None)


def _is_denied(tokens: Tokens, place: int, verb: Token) -> bool:
    """``does not want``, ``no longer hopes``, ``neither wants nor``; ``not only wants`` affirms."""
    start = max(segment_start(tokens, place), place - REACH)
    near = [token.lower_ for token in tokens[start:place]]
    if any(child.dep_ == "neg" for child in verb.children) or (near and near[-1] in DENIALS):
        return not ("not" in near and near[near.index("not") + 1 : near.index("not") + 2] == ["only"])
    after = [token.lower_ for token in tokens[place + 1 : place + 2]]
    return near[-2:] == ["no", "longer"] or "neither" in near or after == ["neither"]


# ---------------------------------------------------------------------- what one is bound to do
def _duty(tokens: Tokens, place: int) -> Iterator[Want]:
    """``must answer``, ``will have to answer``, ``needs to``: by the author's word; ``must be late`` is a guess."""
    token = tokens[place]
    if token.lower_ == "must" and token.tag_ == "MD":
        behind = _behind(tokens, place + 1)
        verb = tokens[behind] if behind < len(tokens) else token
        denied = any(t.lower_ in DENIALS for t in tokens[place + 1 : behind])
        plain = verb.tag_ == "VB" and verb.lower_ not in ("be", "have")
        held = verb.lower_ == "have" and not any(t.tag_ == "VBN" for t in tokens[behind + 1 : behind + 3])
        if (plain or held) and not denied:
            yield Want((token, token), verb, verb, kind="duty")
    elif token.lemma_.lower() in cue_set("aim", "obligations"):
        behind = _behind(tokens, place + 1)
        content = _infinitive(tokens, behind) if behind == place + 1 else None
        near = {t.lower_ for t in tokens[max(0, place - 3) : place]}
        if content is not None and not near & (DENIALS | UNSURE) and content.dep_ not in ("relcl", "acl"):
            yield Want((token, tokens[behind]), token, content, kind="duty")


# ---------------------------------------------------------------------- adjectives
def _adjective(tokens: Tokens, place: int) -> Iterator[Want]:
    """``is eager to``, ``is bent on``, ``remains unwilling to``, ``is obliged to``."""
    token = tokens[place]
    word = token.lower_
    duty = word in cue_set("aim", "bound")
    averse = word in cue_set("aim", "averse")
    if not (duty or averse or word in cue_set("aim", "adjectives")) or token.dep_ == "compound":
        return
    behind = _behind(tokens, place + 1)
    content = _infinitive(tokens, behind)
    if content is None and behind < len(tokens) and f"{word} {tokens[behind].lower_}" in cue_set("aim", "prepositions"):
        content = _object_of(tokens, behind)
    if content is None and word in ("adamant", "insistent", "hopeful", "determined", "confident", "anxious", "keen"):
        content = next((c for c in children(token, "ccomp") if _is_finite_clause(c) and c.i > token.i), None)
    if content is None:
        return
    verb = token if is_verb(token) and token.dep_ not in ("acomp", "oprd") else _link(token)
    if verb is None:
        return
    denied = _is_denied(tokens, place, verb) != averse
    yield Want((token, token), verb, content, kind="duty" if duty else "will", denied=denied)


def _link(token: Token) -> Token | None:
    """The verb that an adjective is said with; an adjective set off (``Eager to please, Minsk ...``) takes its own."""
    here = token
    for _ in range(3):
        if here.head is here:
            return here
        here = here.head
        if is_verb(here):
            return here if token.dep_ != "amod" or here.lemma_.lower() in LINKS else None
    return token if token.dep_ in ("ROOT", "conj") else None


# ---------------------------------------------------------------------- idioms
def _idiom(tokens: Tokens, place: int) -> Iterator[Want]:
    """``is out to``, ``has set its sights on``, ``is in no mood to``: words that want something only together."""
    for phrase in _idioms_from(tokens[place]):
        stop = _match(tokens, place, phrase)
        if stop is None:
            continue
        last = tokens[stop - 1]
        content = _infinitive(tokens, stop - 1) if last.lower_ == "to" else None
        content = content or (_object_of(tokens, stop - 1) if last.lower_ != "to" or last.dep_ == "prep" else None)
        if content is None:
            continue
        verb = tokens[place] if is_verb(tokens[place]) else _verb_above(tokens[place], stop=last.i)
        if verb is not None:
            denied = "no" in phrase.split() or _is_denied(tokens, place, verb)
            yield Want((tokens[place], last), verb, content, denied=denied)


def _idioms_from(token: Token) -> Sequence[str]:
    index = _idioms()
    lemma, word = token.lemma_.lower(), token.lower_
    return index.get(lemma, ()) if lemma == word else (*index.get(lemma, ()), *index.get(word, ()))


@cache
def _idioms() -> dict[str, tuple[str, ...]]:
    firsts = {one.split(" ", 1)[0] for one in cues("aim")["idioms"]}
    return {first: tuple(one for one in cues("aim")["idioms"] if one.split(" ", 1)[0] == first) for first in firsts}


def _match(tokens: Tokens, place: int, phrase: str) -> int | None:
    """Where an idiom that begins at a place ends; ``*`` stands for one word, adverbs between its words do not count."""
    here = place
    for number, word in enumerate(phrase.split()):
        while number and here < len(tokens) and tokens[here].tag_ in ADVERBS and tokens[here].lower_ != word:
            here += 1
        if here >= len(tokens) or word not in ("*", tokens[here].lower_, tokens[here].lemma_.lower()):
            return None
        here += 1
    return here


def _verb_above(token: Token, *, stop: int) -> Token | None:
    """The verb that some words up to a place hang on."""
    here = token
    while here.head is not here:
        here = here.head
        if is_verb(here) and not token.i <= here.i <= stop and here.dep_ not in ("aux", "auxpass"):
            return here
    return None


# ---------------------------------------------------------------------- nouns
def _noun(tokens: Tokens, place: int) -> Iterator[Want]:
    """``Minsk's goal is to``, ``the aim of the visit was to``, ``has no intention of``, ``Hamas's demand for``."""
    token = tokens[place]
    if token.pos_ not in ("NOUN", "PROPN") or token.lemma_.lower() not in cue_set("aim", "nouns"):
        return
    owner = _owner(token)
    told = _told(token)
    if told is not None and owner is not None:
        kind: Kind = "will" if owner.dep_ == "poss" else "owned"
        denied = _is_denied(tokens, place, token.head)
        yield Want((token, token.head), token.head, told, kind, denied=denied, owner=owner)
        return
    content = _named_by(tokens, place)
    if content is None:
        return
    verb = token.head if token.dep_ == "dobj" else None
    light = verb is not None and verb.lemma_.lower() in cue_set("aim", "light_verbs") and not _is_participle(verb)
    own = owner is None or owner.tag_ == "PRP$"
    none = any(c.dep_ == "det" and c.lower_ in ("no", "neither") for c in token.children)
    if verb is not None and own and (light or owner is not None):
        denied = none or _is_denied(tokens, next(p for p, t in enumerate(tokens) if t.i == verb.i), verb)
        yield Want((token, token), verb, content, denied=denied, owner=find_subject(verb))
    elif owner is not None:
        yield Want((token, token), token, content, "will" if owner.dep_ == "poss" else "owned", owner=owner)


def _owner(noun: Token) -> Token | None:
    owners = children(noun, "poss") + [
        one for p in noun.children if p.lower_ in ("of", "by") for one in children(p, "pobj")
    ]
    return owners[0] if owners else None


def _told(noun: Token) -> Token | None:
    """What a goal is said to be: ``the goal is to ...``, ``the hope is that ...``."""
    if noun.dep_ != "nsubj" or noun.head.lemma_.lower() not in ("be", "remain"):
        return None
    inner = children(noun.head, "xcomp", "ccomp", "advcl", "acl", "attr")
    return next(
        (
            c
            for c in inner
            if c.i > noun.head.i
            and (c.tag_ == "VBG" or (c.tag_ == "VB" and any(k.lower_ == "to" for k in c.children)) or c.dep_ == "ccomp")
        ),
        None,
    )


def _named_by(tokens: Tokens, place: int) -> Token | None:
    """What a noun of wanting governs: ``bid to``, ``hopes of``, ``demand for``, ``demand that``."""
    lemma = tokens[place].lemma_.lower()
    behind = _behind(tokens, place + 1)
    infinitive = _infinitive(tokens, behind)
    if infinitive is not None or behind >= len(tokens):
        return infinitive
    if f"{lemma} {tokens[behind].lower_}" in cue_set("aim", "prepositions"):
        return _object_of(tokens, behind)
    if tokens[behind].lower_ == "that":
        return next((c for c in children(tokens[place], "acl", "ccomp", "relcl") if _is_finite_clause(c)), None)
    return None


# ---------------------------------------------------------------------- purposes
def _purpose(tokens: Tokens, place: int) -> Iterator[Want]:
    """``in order to``, ``in a bid to``, ``with a view to``: what the subject of an active clause did something for."""
    low = [token.lower_ for token in tokens[place : place + 6]]
    for length, _ in phrases_at(low, 0, _purposes()):
        last, words = place + length - 1, low[:length]
        content = _infinitive(tokens, last) if words[-1] == "to" else None
        content = content or _object_of(tokens, last)
        if content is not None and words[-1] == "to" and not is_verb(content):
            continue  # "with a view to the midterms"
        verb = _verb_above(tokens[place], stop=max(last and tokens[last].i, content.i if content else 0))
        passive = verb is not None and any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children)
        if content is not None and verb is not None and not passive:
            yield Want((tokens[place], tokens[last]), verb, content)


@cache
def _purposes() -> PhraseIndex:
    return index_phrases({"purpose": cues("aim")["purpose_phrases"]})
