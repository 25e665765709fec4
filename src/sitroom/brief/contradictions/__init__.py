"""Contradictions: what two texts say that cannot both be so, found in their readings and never within one text."""

from collections.abc import Collection, Sequence
from itertools import combinations, product

from sitroom.brief.bundle import Text
from sitroom.brief.contradictions.comparing import Words
from sitroom.brief.contradictions.contradiction import KINDS, Contradiction, Kind, Side
from sitroom.brief.contradictions.dates import other_date_ahead, other_day
from sitroom.brief.contradictions.happened import happened_or_not
from sitroom.brief.contradictions.judged import judged_apart
from sitroom.brief.contradictions.section import contradictions_section, names_of_texts
from sitroom.brief.contradictions.spoken import other_speaker
from sitroom.brief.contradictions.wanted import wanted_or_not

__all__ = [
    "KINDS", "Contradiction", "Kind", "Side", "contradictions_of", "contradictions_section", "names_of_texts",
]  # fmt: skip


def contradictions_of(
    texts: Sequence[Text], before: Sequence[Text] = (), *, kinds: Collection[Kind] = KINDS
) -> tuple[Contradiction, ...]:
    """Return what the texts contradict each other in, by kind and then in the order of the first text's words.

    The rules are strict: what may be two acts, two occasions or two wordings is passed over.

    Args:
        texts: compared with each other; their places are counted from 0.
        before: earlier texts, which are compared with these and not with each other; counted after them.
        kinds: which kinds to look for.
    """
    everything, words = (*texts, *before), Words()
    places = range(len(texts))
    pairs = [*combinations(places, 2), *product(places, range(len(texts), len(everything)))]
    found = [
        one
        for pair in pairs
        if everything[pair[0]].document.id != everything[pair[1]].document.id
        for one in _between(everything[pair[0]], everything[pair[1]], pair, words, kinds)
    ]
    return tuple(sorted(_each_once(found, everything), key=_order))


def _between(
    one: Text, other: Text, places: tuple[int, int], words: Words, kinds: Collection[Kind]
) -> list[Contradiction]:
    found = []
    if "happened" in kinds:
        found += happened_or_not(one, other, places, words)
    if "day" in kinds:
        found += other_day(one, other, places, words)
    if "ahead" in kinds:
        found += other_date_ahead(one, other, places, words)
    if "judged" in kinds:
        found += judged_apart(one, other, places)
    if "wanted" in kinds:
        found += wanted_or_not(one, other, places, words)
    if "speaker" in kinds:
        found += other_speaker(one, other, places)
    return found


def _order(found: Contradiction) -> tuple[int, ...]:
    sides = (found.one, found.other)
    return KINDS.index(found.kind), *(n for side in sides for n in (side.place, side.record.anchor.start))


def _each_once(found: Sequence[Contradiction], texts: Sequence[Text]) -> list[Contradiction]:
    """Return each contradiction of two texts once, where records of a text are one event or share their words."""
    kept: list[Contradiction] = []
    for one in sorted(found, key=_order):
        again = (
            one.kind == more.kind
            and _is_one(one.one, more.one, texts)
            and _is_one(one.other, more.other, texts)
            for more in kept
        )  # fmt: skip
        if not any(again):
            kept.append(one)
    return kept


def _is_one(side: Side, other: Side, texts: Sequence[Text]) -> bool:
    if side.place != other.place:
        return False
    here, there = side.record, other.record
    links = texts[side.place].reading.links
    tied = any(link.kind == "same_event" and {link.source, link.target} == {here.id, there.id} for link in links)
    return here.id == there.id or tied or here.anchor.overlaps(there.anchor)
