"""Accounts: a document of the desk as a witness, with what it tells of acts and when it can have been written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from sitroom.core import DayRange, EventPattern
from sitroom.desk.rates import members_of
from sitroom.desk.store import Store, records_of
from sitroom.history import joint_types
from sitroom.text import Document

Record = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Account:
    """What one document tells of acts, by its last reading with what people corrected in it.

    Args:
        source: where the document came from.
        added_on: the day from which the desk had it.
        text: all of it.
        written: the days on which it can have been written; open where that is not known.
        records: the acts that it says happened, or did not happen.
        times: the spans of its time expressions, ``(start, end)``.
    """

    source: str
    added_on: date
    text: str
    written: DayRange
    records: tuple[Record, ...]
    times: tuple[tuple[int, int], ...]


def account_of(store: Store, document_id: str) -> Account | None:
    """Return what a document tells, or None where it was never read."""
    kept, document = store.readings.find(document_id), store.documents.find(document_id)
    if kept is None or document is None:
        return None
    reading, _ = store.corrections.apply_corrections(kept)
    told = [one for one in records_of(reading) if one.get("realis") in ("actual", "negated") and one.get("event_type")]
    times = reading.get("dates")
    return Account(
        source=_called(document),
        added_on=date.fromisoformat((store.documents.added_at(document_id) or "9999-12-31")[:10]),
        text=document.text,
        written=days_of(reading.get("reference")),
        records=tuple(told),
        times=tuple((int(one["start"]), int(one["end"])) for one in times) if isinstance(times, list) else (),
    )


def _called(document: Document) -> str:
    """Return what a document is called: its address, or the name of its file without the folders of this machine."""
    source = document.source or document.id
    return source if "://" in source else PurePath(source).name


def days_of(said: object) -> DayRange:
    """Return the days of ``{start, end}``, open where they are not given."""
    if not isinstance(said, Mapping):
        return DayRange()
    start, end = (date.fromisoformat(got) if isinstance(got := said.get(key), str) else None for key in _ENDS)
    return DayRange(start, end)


def fits(record: Record, rule: EventPattern, day: date) -> bool:
    """Return whether an act is one of those that a rule speaks of, by the groups as they were on a day."""
    if (rule.types or rule.quads) and not (record.get("event_type") in rule.types or record.get("quad") in rule.quads):
        return False
    actors, recipients = parties_of(record)
    pairs = (
        [(one, other) for one in actors for other in actors if one != other]
        if is_joint(record)
        else [(one, other) for one in actors or [{}] for other in recipients or [{}]]
    )
    if rule.mutual and record.get("event_type") in joint_types():
        pairs = [*pairs, *((other, one) for one, other in pairs)]
    return any(
        _stands(_code(one), rule.actors, day) and _stands(_code(other), rule.recipients, day) for one, other in pairs
    )


def parties_of(record: Record) -> tuple[list[Record], list[Record]]:
    """Return who acts and toward whom, as far as they are known; of a statement its speaker and its audience."""
    return _known(record, "actors") or _known(record, "speaker"), (
        _known(record, "recipients") or _known(record, "audience")
    )


def is_joint(record: Record) -> bool:
    """Return whether those who act do so with each other, as in a meeting."""
    actors, recipients = parties_of(record)
    return len(actors) > 1 and not recipients


def quote_of(record: Record) -> str:
    """Return the first words that a record rests on, or an empty text."""
    first = evidence_of(record)
    return str(first.get("quote") or "") if first else ""


def evidence_of(record: Record) -> Record | None:
    """Return the first span that a record rests on, or None."""
    evidence = record.get("evidence")
    first = evidence[0] if isinstance(evidence, list) and evidence else None
    return first if isinstance(first, Mapping) else None


def _stands(code: str, names: Sequence[str], day: date) -> bool:
    return not names or any(code in members_of(name, day) or code == name for name in names)


def _known(record: Record, key: str) -> list[Record]:
    got = record.get(key)
    refs = [one for one in got if isinstance(one, Mapping)] if isinstance(got, list) else []
    return [one for one in refs if _code(one)]


def _code(party: Record) -> str:
    return str(party.get("country") or party.get("id") or "")


_ENDS = ("start", "end")
