"""Readings as witnesses: what later documents of a desk say about a rule, never the one that asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from sitroom.core import DayRange, EventPattern
from sitroom.desk.ledger_resolving import Reader
from sitroom.desk.ledger_witnesses import Testimony, reading_witness
from sitroom.desk.store import Store
from sitroom.ledger import Question


def reading_of(store: Store) -> Reader:
    """Return a function that asks the readings of a desk about a rule; they are read once."""
    kept: dict[str, list[Mapping[str, object]]] = {}

    def ask(question: Question, rule: EventPattern, windows: Sequence[DayRange]) -> Testimony | None:
        if not kept:
            kept.update({one: [*_told(store, one)] for one in store.documents.ids()} or {"": []})
        others = [record for one, records in kept.items() if one != question.document_id for record in records]
        return reading_witness(others, rule, windows, source_of=lambda record: _source(store, record))

    return ask


def _told(store: Store, document_id: str) -> list[Mapping[str, object]]:
    """Return what a document says happened, on one day, by its last reading."""
    records = store.readings.records(document_id=document_id)
    return [one for one in records if one.get("realis") == "actual" and one.get("event_type")]


def _source(store: Store, record: Mapping[str, object]) -> tuple[str, date]:
    """Return where a record's document came from, and the day on which the desk had it."""
    document_id = store.readings.document_of(str(record["id"])) or ""
    document, added_at = store.documents.find(document_id), store.documents.added_at(document_id)
    name = (document.source or document.id) if document else document_id
    return name, date.fromisoformat((added_at or "9999-12-31")[:10])
