"""Short answers: a reading in a few words, so that a test is a short text in and a short answer out."""

from collections.abc import Iterable
from datetime import date
from functools import cache

from sitroom.record import ActorRef, Aim, Event, Reading, Record, Statement, read
from sitroom.text import document_from_text


@cache
def read_text(text: str, *, on: str | None = None, scale: str = "icd203") -> Reading:
    """Read a text, as written on a day where one is given."""
    return read(document_from_text(text), written_on=date.fromisoformat(on) if on else None, scale=scale)


def names(refs: Iterable[ActorRef]) -> str:
    return ", ".join(ref.label for ref in refs)


def acts(text: str, *, on: str | None = None) -> list[str]:
    """Events and statements: ``ASSAULT actual: Egypt > Libya``; what has no type shows its trigger."""
    return [act for record in read_text(text, on=on).records if (act := act_of(record))]


def act_of(record: Record) -> str:
    if isinstance(record, Event):
        return _act(record.coding.event_type or record.trigger.quote, record, record.actors, record.recipients)
    if isinstance(record, Statement):
        name = record.coding.event_type if record.coding else None
        return _act(name or record.trigger.quote, record, record.speaker, record.audience)
    return ""


def _act(name: str, record: Record, who: Iterable[ActorRef], whom: Iterable[ActorRef]) -> str:
    to = names(whom)
    return f"{name} {record.realis}: {names(who)}" + (f" > {to}" if to else "")


def realis_of(text: str, trigger: str) -> str:
    """The realis of the one act that a word of the text names."""
    (found,) = [
        record.realis
        for record in read_text(text).records
        if isinstance(record, Event | Statement) and record.trigger.quote == trigger
    ]
    return found


def happened(text: str) -> list[str]:
    """The triggers of what is coded as having happened, by the author's own word."""
    return [
        record.trigger.quote
        for record in read_text(text).records
        if isinstance(record, Event) and record.realis == "actual" and record.coding.event_type
    ]


def statement(text: str, *, on: str | None = None) -> Statement:
    (found,) = [record for record in read_text(text, on=on).records if isinstance(record, Statement)]
    return found


def event(text: str, *, on: str | None = None) -> Event:
    (found,) = [record for record in read_text(text, on=on).records if isinstance(record, Event)]
    return found


def aims(text: str) -> list[str]:
    """Aims: ``Turkey: to join the EU``."""
    return [
        f"{names(record.holder)}: {record.content.quote}"
        for record in read_text(text).records
        if isinstance(record, Aim)
    ]


def links(text: str, kind: str) -> list[str]:
    """Links of a kind between the triggers, or else the first words, of what they tie."""
    reading = read_text(text)
    return [
        f"{_words(reading, link.source)} -> {_words(reading, link.target)}"
        for link in reading.links
        if link.kind == kind
    ]


def _words(reading: Reading, record_id: str) -> str:
    record = reading.find(record_id)
    assert record is not None
    return record.trigger.quote if isinstance(record, Event | Statement) else record.kind


def codes(text: str, *, on: str | None = None) -> list[str]:
    """The codes of what could not be settled."""
    return [problem.code for problem in read_text(text, on=on).problems]
