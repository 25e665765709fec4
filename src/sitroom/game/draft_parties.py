"""Parties of a draft: whose word or aim it is, with states and their leaders under the state's name."""

from collections.abc import Iterable
from dataclasses import dataclass

from sitroom.record import ActorRef, Aim, Estimate, Event, Occasion, Reading, Record, Statement, gazetteer


@dataclass(frozen=True, slots=True)
class Parties:
    """How the actors of one reading are called as decision makers.

    Args:
        by_state: whether those of one state stand under its name; not in a text about a single state.
    """

    by_state: bool

    def names(self, refs: Iterable[ActorRef]) -> tuple[str, ...]:
        """Return the decision makers behind some references, each once, in order; who is not known is left out."""
        found = (self.name(ref) for ref in refs)
        return tuple(dict.fromkeys(name for name in found if name))

    def known(self, reading: Reading) -> frozenset[str]:
        """Return those decision makers of a reading whom a table knows."""
        refs = (ref for record in reading.records for ref in refs_of(record))
        return frozenset(self.name(ref) for ref in refs if ref.id or (self.by_state and ref.country))

    def name(self, ref: ActorRef) -> str:
        """Return the decision maker behind a reference; empty for a pronoun or a description without a name."""
        if self.by_state and ref.country:
            state = gazetteer().by_country.get(ref.country)
            if state:
                return state.name
        if ref.name:
            return " ".join(ref.name.replace('"', "").split())
        return _own_name(ref.span.quote)


def parties_of(reading: Reading) -> Parties:
    """Return how to call the actors of a reading."""
    refs = [ref for record in reading.records for ref in refs_of(record)]
    countries = {ref.country for ref in refs if ref.country}
    bodies = {ref.id for ref in refs if ref.id and not ref.country}
    return Parties(by_state=len(countries) + len(bodies) > 1)


def refs_of(record: Record) -> tuple[ActorRef, ...]:
    """Return everyone that a record names: who does, says, wants or is spoken of."""
    match record:
        case Aim():
            return record.holder
        case Statement():
            return (*record.speaker, *record.audience)
        case Event():
            return (*record.actors, *record.recipients)
        case Estimate():
            return (*record.subject, *record.objects)
        case Occasion():
            return record.parties
    return ()


def _own_name(quote: str) -> str:
    """Return the words where they are a name that no table knows: capitals only, and no article before them."""
    words = quote.split()
    named = all(word[0].isupper() for word in words) and words[0] not in ("The", "A", "An", "They", "He", "She", "It")
    return " ".join(words).replace('"', "") if named and len(words) <= 4 else ""
