"""Incumbents: the people whom a text names in full date it by the offices they held."""

from collections.abc import Iterable
from datetime import date

from spacy.tokens import Doc

from sitroom.core import DayRange
from sitroom.record.gazetteer import Person, fold_name, gazetteer

NO_OFFICE = {"opposition", "other", "envoy"}
LONGEST_NAME = 4


def named_people(docs: Iterable[Doc]) -> tuple[Person, ...]:
    """Return the people whom a text names in full, each once; a name that two people share is left out."""
    known = gazetteer().by_full_name
    found: dict[str, Person] = {}
    for doc in docs:
        for first in range(len(doc)):
            if not doc[first].text[:1].isupper():
                continue
            for length in range(2, LONGEST_NAME + 1):
                people = known.get(fold_name(doc[first : first + length].text), ())
                if len(people) == 1:
                    found[people[0].slug] = people[0]
    return tuple(found.values())


def in_office(people: Iterable[Person], day: date) -> int:
    """Return how many of the people held an office of state on a day."""
    days = DayRange(day, day)
    return sum(any(term.kind not in NO_OFFICE for term in person.terms_on(days)) for person in people)
