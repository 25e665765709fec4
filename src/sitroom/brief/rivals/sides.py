"""Sides: the state or body on whose side a party stands, and those whom some words name."""

import re
import tomllib
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files

from sitroom.brief.sentences import doers as those_who_did
from sitroom.core import Span
from sitroom.record import (
    ActorRef,
    Event,
    Occasion,
    Reading,
    Record,
    Statement,
    fold_name,
    gazetteer,
    look_up,
)

_WORD = re.compile(r"[^\W_][\w.'’]*", re.UNICODE)
_LONGEST = 6
MANY_DAYS = date(2000, 1, 1)


@cache
def word_lists() -> dict[str, tuple[str, ...]]:
    """Return the word lists of this room by name."""
    text = files(__package__).joinpath("words.toml").read_text(encoding="utf-8")
    return {name: tuple(words) for name, words in tomllib.loads(text).items()}


def side_of(ref: ActorRef) -> str | None:
    """Return the state (alpha-3), else the body or person, that a party belongs to; None where it is not known."""
    return ref.country or ref.id


def side_name(side: str) -> str:
    """Return the name of a side for a sentence."""
    known = gazetteer()
    actor = known.by_country.get(side) or known.actors.get(side)
    if actor is None:
        person = known.people.get(side)
        return person.name if person else side
    return with_article(actor.name)


def with_article(name: str) -> str:
    """Return a name with its article, where it has one.

    >>> with_article("European Union"), with_article("Poland")
    ('the European Union', 'Poland')
    """
    bare = name.removeprefix("The ").removeprefix("the ")
    articled = bare != name or set(fold_name(bare).split()) & set(word_lists()["articled"])
    return f"the {bare}" if articled else bare


def doers(record: Record) -> tuple[ActorRef, ...]:
    """Return those whose act, word, aim or habit a record is; an occasion is nobody's act yet."""
    return () if isinstance(record, Occasion) else those_who_did(record)


def parties(record: Record) -> tuple[ActorRef, ...]:
    """Return everyone who takes part in what a record tells."""
    match record:
        case Event():
            return (*record.actors, *record.recipients)
        case Statement():
            return (*record.speaker, *record.audience)
        case Occasion():
            return record.parties
    return doers(record)


def sides(refs: Iterable[ActorRef]) -> tuple[str, ...]:
    """Return the sides of some parties, each once, in their order."""
    return tuple(dict.fromkeys(side for ref in refs if (side := side_of(ref))))


def named_in(span: Span, reading: Reading, day: date | None = None) -> tuple[str, ...]:
    """Return the sides that some words of a text name, in their order.

    Parties that the reading found there count, people of the text by their last name, and states, bodies and groups
    that the tables know.
    """
    people = _people(reading)
    found: list[tuple[int, str]] = []
    for record in reading.records:
        for ref in parties(record):
            if span.covers(ref.span) and (side := side_of(ref)):
                found.append((ref.span.start, side))
    words = list(_WORD.finditer(span.quote))
    at = 0
    while at < len(words):
        if not words[at][0][:1].isupper():
            at += 1
            continue
        for last in range(min(len(words), at + _LONGEST), at, -1):
            gram = span.quote[words[at].start() : words[last - 1].end()]
            side = people.get(fold_name(_bare(gram))) or _known_side(_bare(gram), day or MANY_DAYS)
            if side:
                found.append((span.start + words[at].start(), side))
                at = last - 1
                break
        at += 1
    return tuple(dict.fromkeys(side for _, side in sorted(found)))


def touch(one: str, other: str, day: date | None = None) -> bool:
    """Return whether two sides are one, or one of them is a member of the other."""
    if one == other:
        return True
    mine, theirs = (_members(side, day or MANY_DAYS) for side in (one, other))
    return bool(mine and theirs) and (mine <= theirs or theirs <= mine)


def any_touch(ones: Sequence[str], others: Sequence[str], day: date | None = None) -> bool:
    """Return whether any side of the one list is or belongs to any of the other."""
    return any(touch(one, other, day) for one in ones for other in others)


def same_side(holder: ActorRef, doer: ActorRef) -> bool:
    """Return whether an aim of the one can be behind an act of the other.

    They are the same actor, or one of them is the state to which the other belongs; two people of one state are not
    taken for one.
    """
    if holder.id and doer.id and holder.id == doer.id:
        return True
    if holder.country and holder.country == doer.country:
        return _is_state(holder) or _is_state(doer)
    mine, theirs = (set(fold_name(_bare(ref.label)).split()) - {"the"} for ref in (holder, doer))
    unknown = holder.id is None or doer.id is None
    return unknown and bool(mine and theirs) and (mine <= theirs or theirs <= mine)


def _is_state(ref: ActorRef) -> bool:
    actor = gazetteer().actors.get(ref.id or "")
    return actor is not None and actor.kind == "country"


def _bare(words: str) -> str:
    return re.sub(r"(?:'s|’s|'|’)$", "", words).rstrip(".")


def _people(reading: Reading) -> dict[str, str]:
    """Return the sides of the people of a reading by their last name."""
    out: dict[str, str] = {}
    for record in reading.records:
        for ref in parties(record):
            side = side_of(ref)
            if side and ref.name and ref.id in gazetteer().people:
                out.setdefault(fold_name(ref.name.split()[-1]), side)
    return out


@lru_cache(maxsize=4096)
def _known_side(words: str, day: date) -> str | None:
    known = gazetteer()
    if fold_name(words) not in known.aliases:
        return None
    slug = look_up(words, known, on=day).taken
    actor = known.actors.get(slug or "")
    return (actor.country or actor.slug) if actor else None


@lru_cache(maxsize=1024)
def _members(side: str, day: date) -> frozenset[str]:
    known = gazetteer()
    if len(side) == 3 and side.isupper():
        return frozenset((side,))
    return known.members_on(side, day)
