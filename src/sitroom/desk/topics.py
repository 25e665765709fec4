"""Topics: the standing files of a desk, their situations, and which of them a new text belongs to."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import log, sqrt
from pathlib import Path

from sitroom.desk.store import Store
from sitroom.record import Reading

ALIKE = 0.5
"""A text is proposed for a topic where the parties of both are at least so alike, as a cosine."""
LEAST_SHARED = 2


@dataclass(frozen=True, slots=True)
class Proposed:
    """A topic that a text may belong to.

    Args:
        slug: which.
        likeness: of the parties that both name, in [0, 1].
        shared: the parties that speak for it, most telling first.
    """

    slug: str
    likeness: float
    shared: tuple[str, ...]

    def to_json(self) -> dict[str, object]:
        """Return it as an object."""
        return {"topic": self.slug, "likeness": round(self.likeness, 3), "shared": list(self.shared)}


def propose_topic(store: Store, readings: Sequence[Reading]) -> Proposed | None:
    """Return the topic whose documents name the same parties as some texts, or None where none comes near.

    Parties are states and bodies by their codes, weighed by how few topics name them; what a topic watches counts too.
    """
    named = {topic.slug: _parties_of_topic(store, topic.slug, topic.actors) for topic in store.topics.all()}
    new = Counter[str]()
    for reading in readings:
        new.update(_parties([record.to_json() for record in reading.records]))
    if not named or not new:
        return None
    having = Counter(party for parties in named.values() for party in parties)
    weight = {party: log(1 + (len(named) + 1) / (having[party] + 1)) for party in {*having, *new}}
    scored = [(_cosine(new, parties, weight), slug) for slug, parties in named.items()]
    likeness, slug = max(scored, key=lambda one: (one[0], one[1]))
    shared = sorted(set(new) & set(named[slug]), key=lambda party: (-new[party] * weight[party], party))
    if likeness < ALIKE or len(shared) < LEAST_SHARED:
        return None
    return Proposed(slug, likeness, tuple(shared[:5]))


def add_situation(store: Store, slug: str, path: str | os.PathLike[str], *, now: datetime) -> bool:
    """Put a situation file into a topic, whose briefs then tell what is stable; return whether it is new there.

    Raises:
        InputError: the file cannot be opened.
        GameError: it holds no situation.
    """
    from sitroom.game import load_situation, write_situation  # the game's room, which most of a desk does without

    return store.topics.add_situation(slug, Path(path).stem, write_situation(load_situation(Path(path))), now=now)


def _parties_of_topic(store: Store, slug: str, watched: Iterable[str]) -> Counter[str]:
    found = Counter(watched)
    for document in store.topics.documents(slug):
        found.update(_parties(store.readings.records(document_id=document)))
    return found


def _parties(records: Iterable[Mapping[str, object]]) -> list[str]:
    """Return the states and bodies that records name, once for each time."""
    refs = [
        ref
        for record in records
        for side in ("actors", "recipients", "speaker", "audience", "holder", "parties", "subject")
        if isinstance(listed := record.get(side), list)
        for ref in listed
        if isinstance(ref, Mapping)
    ]
    return [str(party) for ref in refs if (party := ref.get("country") or ref.get("id"))]


def _cosine(one: Counter[str], other: Counter[str], weight: Mapping[str, float]) -> float:
    def length(parties: Counter[str]) -> float:
        return sqrt(sum((sqrt(count) * weight[party]) ** 2 for party, count in parties.items()))

    both = sum(sqrt(one[party] * other[party]) * weight[party] ** 2 for party in set(one) & set(other))
    return both / (length(one) * length(other)) if both else 0.0
