"""Comparing: whether the records of two texts speak of the same parties, place, words and days."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import NamedTuple

from sitroom.brief.bundle import Text
from sitroom.brief.changes.matching import BARE
from sitroom.core import DayRange
from sitroom.record import ActorRef, Coding, Condition, Estimate, Event, Record, Statement, Wording, wordings

WEEK = timedelta(days=6)
MONTH = timedelta(days=30)
MUTUAL = frozenset({"AGREE", "CONSULT", "COOPERATE"})
LEAST_WORDS = 2
FAR = frozenset({"phone", "third-party"})
"""Modes of meeting in which nobody goes anywhere, so that no word on another meeting is about them."""


class Act(NamedTuple):
    """An event, or a statement that is one: what kind of act it is, and who does it to whom."""

    record: Event | Statement
    coding: Coding
    actors: tuple[ActorRef, ...]
    recipients: tuple[ActorRef, ...]

    @property
    def sides(self) -> tuple[tuple[ActorRef, ...], ...]:
        """The parties in their roles; a mutual act has none."""
        if self.coding.event_type in MUTUAL:
            return ((*self.actors, *self.recipients),)
        return self.actors, self.recipients


@dataclass
class Words:
    """Compares wordings; each is parsed once, when it is first asked for."""

    _known: dict[str, Wording] = field(default_factory=dict)

    def of(self, quote: str) -> Wording:
        """Return the wording of some words."""
        if quote not in self._known:
            self._known[quote] = wordings([quote])[0]
        return self._known[quote]

    def alike(self, one: str, other: str, share: float, *, apart_from: Iterable[str] = ()) -> bool:
        """Return whether the shorter of two wordings shares so much with the longer, and two words at least.

        Args:
            one: some words.
            other: some others.
            share: in [0, 1].
            apart_from: names that are passed over.
        """
        passed = frozenset[str]().union(*(self.of(name).words for name in apart_from))
        first, second = self.of(one).words - passed, self.of(other).words - passed
        common = len(first & second)
        return common >= LEAST_WORDS and common >= share * min(len(first), len(second))


def acts_of(text: Text, *realis: str) -> list[Act]:
    """Return the typed acts of a text that have one of these realis; nothing that stands within a judgement."""
    judged = [span for one in text.reading.records if _leaves_open(one) for span in one.evidence]
    acts = (act_of(one) for one in text.reading.records if one.realis in realis)
    return [one for one in acts if one and not any(span.covers(one.record.anchor) for span in judged)]


def _leaves_open(record: Record) -> bool:
    """Return whether a record is a judgement or a condition; a bare ``will`` is none."""
    if isinstance(record, Estimate):
        return record.band is not None or record.words.quote.lower() not in BARE
    return isinstance(record, Condition)


def act_of(record: Record) -> Act | None:
    """Return a record as an act with its parties; None where it is none, has no type or names no one."""
    act = None
    if isinstance(record, Event) and record.coding.event_type:
        act = Act(record, record.coding, record.actors, record.recipients)
    elif isinstance(record, Statement) and record.coding and record.coding.event_type:
        act = Act(record, record.coding, record.speaker, record.audience)
    return act if act and act.actors and all(home_of(ref) for side in act.sides for ref in side) else None


def home_of(ref: ActorRef) -> str | None:
    """Return the state or body of an actor."""
    return ref.country or ref.id


def is_whole(ref: ActorRef) -> bool:
    """Return whether an actor is a state or body as a whole, and no person or part of it."""
    return ref.id == home_of(ref) or (ref.country is not None and ref.code == ref.country)


def who(refs: Iterable[ActorRef]) -> frozenset[str]:
    """Return the persons, offices and parts of states among some actors, by id or by the last word of the mention."""
    return frozenset(ref.id or ref.span.quote.casefold().split()[-1] for ref in refs if not is_whole(ref))


def homes(refs: Iterable[ActorRef]) -> frozenset[str]:
    """Return the states and bodies of some actors."""
    return frozenset(home for ref in refs if (home := home_of(ref)))


def names(*acts: Act) -> list[str]:
    """Return the names of the known parties of some acts, and the words by which the texts mention them."""
    refs = [ref for act in acts for side in act.sides for ref in side]
    return list(dict.fromkeys(name for ref in refs if ref.name for name in (ref.name, ref.span.quote)))


def same_kind(one: Act, other: Act) -> bool:
    """Return whether two acts are of one type, and of one mode where both have one."""
    first, second = one.coding, other.coding
    if first.event_type != second.event_type:
        return False
    if None in (first.mode, second.mode):
        return not {first.mode, second.mode} & FAR
    return first.mode == second.mode


def same_persons(one: Act, other: Act) -> bool:
    """Return whether two acts are between the same states and bodies, and share a person of each that both name."""
    return all(
        homes(here) == homes(there) and all(_persons_agree(here, there, home) for home in homes(here))
        for here, there in zip(one.sides, other.sides, strict=True)
    )


def _persons_agree(here: Iterable[ActorRef], there: Iterable[ActorRef], home: str) -> bool:
    first, second = (who(ref for ref in refs if home_of(ref) == home) for refs in (here, there))
    return not first or not second or bool(first & second)


def place_of(record: Record) -> str:
    """Return the place of a record, empty where it has none."""
    return (record.place_name or (record.place.quote if record.place else "")).casefold()


def places_agree(one: Record, other: Record) -> bool:
    """Return whether nothing speaks against one place: that of one is part of the other's name, or not told."""
    here, there = place_of(one), place_of(other)
    return here in there or there in here


def days(record: Record) -> DayRange:
    """Return the days of a record, open at both ends where it has none."""
    return record.date.days if record.date else DayRange()


def length(span: DayRange) -> timedelta | None:
    """Return how far the last day of a range is from its first; None where an end is open."""
    return span.end - span.start if span.start and span.end else None
