"""Incumbents: the people whom a text names in full date it by the offices they held."""

from collections.abc import Iterable
from datetime import date

from spacy.tokens import Doc

from sitroom.core import DayRange
from sitroom.record.gazetteer import Person, fold_name, gazetteer

NO_OFFICE = {"opposition", "other", "envoy"}
LONGEST_NAME = 4
SHORTEST_SURNAME = 5


def named_people(docs: Iterable[Doc]) -> tuple[Person, ...]:
    """Return the people whom a text names in full, or by a surname that is one person's alone; each once.

    A name that two people share is left out, and so is a surname with a first name before it that is not theirs.
    """
    known = gazetteer().by_full_name
    found: dict[str, Person] = {}
    for doc in docs:
        for first in range(len(doc)):
            if not doc[first].text[:1].isupper():
                continue
            alone = _by_surname(doc, first)
            if alone is not None:
                found[alone.slug] = alone
            for length in range(2, LONGEST_NAME + 1):
                people = known.get(fold_name(doc[first : first + length].text), ())
                if len(people) == 1:
                    found[people[0].slug] = people[0]
    return tuple(found.values())


def _by_surname(doc: Doc, at: int) -> Person | None:
    token = doc[at]
    before = doc[at - 1] if at else None
    if (
        token.ent_type_ != "PERSON"
        or len(token.text) < SHORTEST_SURNAME
        or (before is not None and before.ent_type_ == "PERSON")
    ):
        return None
    people = gazetteer().by_surname.get(fold_name(token.text), ())
    return people[0] if len(people) == 1 else None


def in_office(people: Iterable[Person], day: date) -> int:
    """Return how many of the people held an office of state on a day."""
    days = DayRange(day, day)
    return sum(any(term.kind not in NO_OFFICE for term in person.terms_on(days)) for person in people)
