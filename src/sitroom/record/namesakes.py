"""Namesakes: one name for several actors or places, settled by the day, by what stands beside it, or left open."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from sitroom.core import DayRange


@dataclass(frozen=True, slots=True)
class Namesake:
    """One thing that an ambiguous name can mean.

    Args:
        name: how a reader is told of it, such as ``Georgia (U.S. state)``.
        slug: an actor's slug, or that of a place that is no actor of its own.
        beside: words that settle it when they stand in the same noun phrase.
        near: words that settle it when they stand in the same paragraph, else in the same text.
        valid: the days on which it bore the name.
        usual: whether it is meant where nothing tells.
        row: the row of the table and its source.
    """

    name: str
    slug: str
    beside: tuple[str, ...]
    near: tuple[str, ...]
    valid: DayRange
    usual: bool
    row: str


@dataclass(frozen=True, slots=True)
class Settled:
    """Which of several namesakes is meant, None where nothing tells; and why."""

    meant: Namesake | None
    why: str


def settle_namesake(
    namesakes: Sequence[Namesake], when: DayRange, *, phrase: str = "", contexts: Sequence[str] = ()
) -> Settled:
    """Return which namesake is meant: by the day, by the noun phrase, by the paragraph, by the text, by usage.

    Args:
        namesakes: everything that the name can mean.
        when: the days asked about; open at both ends where nothing is known.
        phrase: the words of the noun phrase that the name stands in.
        contexts: wider and wider surroundings, such as the paragraph and the text.
    """
    known_then = [one for one in namesakes if not (when.start or when.end) or one.valid.overlaps(when)]
    if len(known_then) == 1:
        return Settled(known_then[0], "nothing else bore the name then")
    found = _told_by(known_then, phrase, beside=True)
    if found:
        return Settled(found[0], f"{found[1]!r} stands beside it")
    for words in contexts:
        found = _told_by(known_then, words, beside=False)
        if found:
            return Settled(found[0], f"the text speaks of {found[1]!r}")
    usual = [one for one in known_then if one.usual]
    if len(usual) == 1:
        return Settled(usual[0], "its usual meaning, and nothing near it says otherwise")
    return Settled(None, "nothing near it tells which")


def _told_by(namesakes: Sequence[Namesake], words: str, *, beside: bool) -> tuple[Namesake, str] | None:
    """The one namesake that some words speak for, with the word; None where they speak for none or for several."""
    told = []
    for one in namesakes:
        cues = one.beside if beside else one.near
        hit = _any_of(cues).search(words) if cues and words else None
        if hit:
            told.append((one, hit.group()))
    return told[0] if len(told) == 1 else None


@lru_cache(maxsize=256)
def _any_of(cues: tuple[str, ...]) -> re.Pattern[str]:
    """Cues in small letters match in any case, others only as they are written."""
    loose = "|".join(re.escape(cue) for cue in cues if cue.islower())
    exact = "|".join(re.escape(cue) for cue in cues if not cue.islower())
    parts = [part for part in (f"(?i:{loose})" if loose else "", exact) if part]
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)")
