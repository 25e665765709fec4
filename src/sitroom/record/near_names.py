"""Near names: who is known by a name close to one that no row holds; offered, never applied."""

from collections.abc import Sequence

from rapidfuzz import fuzz, process

from sitroom.core import DayRange
from sitroom.record.gazetteer import Gazetteer, Person, fold_name
from sitroom.record.offices import describe

NEAR_NAME = 88.0


def near_people(name: str, known: Gazetteer, *, at_least: float = NEAR_NAME) -> list[Person]:
    """Return the people whose full name is spelled nearest to a name, none where nothing is near enough."""
    found = process.extractOne(fold_name(name), known.by_full_name.keys(), scorer=fuzz.ratio, score_cutoff=at_least)
    return known.by_full_name[found[0]] if found else []


def offer(name: str, people: Sequence[Person], when: DayRange) -> str:
    """Return the sentence that offers the nearest known people."""
    shown = "; ".join(describe(person, when) for person in people[:3])
    return f"{name!r} is not on record; nearest known: {shown}; not changed"
