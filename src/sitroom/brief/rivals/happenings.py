"""Happenings: what a text tells of as done, said, planned or not done, each once, however often it is told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sitroom.brief.rivals.sides import doers, parties, same_side, sides
from sitroom.core import DayRange
from sitroom.record import Event, Occasion, Reading, Record, Statement

TOLD = ("actual", "negated", "scheduled")


@dataclass(frozen=True, slots=True)
class Happening:
    """One happening with every record that tells of it.

    Args:
        records: in text order; those that are linked or told by the same words are one.
        record: the surest of them, by which it is told.
    """

    records: tuple[Record, ...]
    record: Record

    @property
    def key(self) -> str:
        """The id of its first record, which survives a re-read."""
        return self.records[0].id

    @property
    def ids(self) -> frozenset[str]:
        """The ids of all its records."""
        return frozenset(one.id for one in self.records)

    @property
    def days(self) -> DayRange | None:
        """When it was, is or will be; None where no first day is told."""
        return days_of(self.record)

    @property
    def first(self) -> date:
        """The day by which it is put in order; what has none comes last."""
        return self.days.start if self.days and self.days.start else date.max

    @property
    def sides(self) -> tuple[str, ...]:
        """The sides of all who took part."""
        return sides(ref for record in self.records for ref in parties(record))

    @property
    def doer_sides(self) -> tuple[str, ...]:
        """The sides of those who acted or spoke."""
        return sides(ref for record in self.records for ref in doers(record))


def happenings_of(reading: Reading) -> tuple[Happening, ...]:
    """Return the happenings of a reading in text order; what is only supposed, a habit or judged is none."""
    judged = [span for one in reading.of_kind("estimate") for span in one.evidence]
    told = [
        one
        for one in reading.records
        if isinstance(one, Event | Statement | Occasion)
        and one.realis in TOLD
        and not (one.realis == "scheduled" and any(span.covers(one.anchor) for span in judged))
    ]
    groups = _groups(told, reading)
    return tuple(Happening(group, surest(group)) for group in groups)


def days_of(record: Record) -> DayRange | None:
    """Return the days of a record; None where the text tells no first day."""
    days = record.date.days if record.date else None
    return days if days and days.start else None


def surest(group: Sequence[Record]) -> Record:
    """Return the record that tells most of a happening: with a day, with content, and not by a part of the words."""

    def tells(one: Record) -> tuple[bool, bool, bool, float, int]:
        part = any(other is not one and other.anchor.covers(one.anchor) for other in group)
        said = bool(one.content and len(one.content.quote.split()) > 2) if isinstance(one, Statement) else True
        return days_of(one) is not None, said, not part, one.confidence, -one.anchor.start

    return max(group, key=tells)


def _groups(told: Sequence[Record], reading: Reading) -> list[tuple[Record, ...]]:
    by_id = {one.id: one for one in told}
    root = {one.id: one.id for one in told}

    def find(one: str) -> str:
        while root[one] != one:
            one = root[one]
        return one

    for link in reading.links:
        ends = by_id.get(link.source), by_id.get(link.target)
        if link.kind == "same_event" and ends[0] and ends[1] and ends[0].realis == ends[1].realis:
            root[find(link.source)] = find(link.target)
    for number, one in enumerate(told):
        for other in told[number + 1 :]:
            if other.anchor.start >= one.anchor.end and one.anchor.start <= other.anchor.start:
                continue
            if _same_words(one, other):
                root[find(other.id)] = find(one.id)
    groups: dict[str, list[Record]] = {}
    for one in told:
        groups.setdefault(find(one.id), []).append(one)
    return [tuple(group) for group in groups.values()]


def _same_words(one: Record, other: Record) -> bool:
    """Return whether two records tell of one happening by the same words: asking "at a meeting", on the same day."""
    if not (one.anchor.covers(other.anchor) or other.anchor.covers(one.anchor)):
        return False
    if one.realis != other.realis or not days_of(one) or days_of(one) != days_of(other):
        return False
    return any(same_side(mine, theirs) for mine in doers(one) for theirs in doers(other))
