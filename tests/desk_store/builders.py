"""A desk with one small document and its reading, for the tests of the storage."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import apsw

from sitroom.core import DayRange, EventPattern, Problem, Span, day_range, sha256_bytes
from sitroom.desk.store import Store, open_store
from sitroom.ledger import Forecast, Proposal, Question
from sitroom.text import Document, Stamp

NOW = datetime(2013, 2, 22, 9, tzinfo=UTC)
TEXT = "Lukashenko met Vakulchik. Minsk will very likely go on. They did not meet in Sochi."
RAW = b"\xff\xfe raw bytes"


def document(text: str = TEXT) -> Document:
    return Document(
        text,
        title="Belarus",
        source="brief.txt",
        language="en",
        sha256_raw=sha256_bytes(RAW),
        stamps=(Stamp("published", date(2021, 3, 1), Span(0, 10, text[:10])),),
        problems=(Problem("text.no-heading", "there is none"), Problem("text.row", "odd", line=3)),
    )


def span(words: str, text: str = TEXT) -> dict[str, Any]:
    start = text.index(words)
    return {"start": start, "end": start + len(words), "quote": words}


def actor(words: str, text: str = TEXT) -> dict[str, Any]:
    place = span(words, text)
    return {"text": words, "start": place["start"], "end": place["end"], "name": words, "id": words.lower()}


def event(record_id: str = "rec-1", words: str = "Lukashenko met Vakulchik.", **changes: Any) -> dict[str, Any]:
    fields = {
        "id": record_id,
        "kind": "event",
        "evidence": [span(words)],
        "realis": "actual",
        "event_type": "CONSULT",
        "quad": 1,
        "actors": [actor("Lukashenko")],
    }
    return fields | changes


def reading(*records: dict[str, Any], version: str = "1.0", text: str = TEXT) -> dict[str, Any]:
    return {
        "schema": "sitroom.reading/1",
        "document": {"id": document(text).id},
        "records": list(records) or [event()],
        "links": [],
        "dates": [],
        "problems": [],
        "reader": {"name": "reader", "version": version},
    }


def a_desk(folder: Path, *records: dict[str, Any]) -> Store:
    """Return a store that has the document and one reading of it."""
    store = open_store(folder, now=NOW)
    store.documents.add(document(), RAW, now=NOW)
    store.readings.add(reading(*records), now=NOW)
    return store


def question(record_id: str = "rec-1") -> Question:
    return Question(
        text="Does Minsk go on?",
        rule=EventPattern(actors=("blr",), recipients=("eu",), quads=(1,)),
        rule_words="one row of quad 1",
        resolver="machine",
        opens_on=day_range(date(2013, 2, 21)),
        closes_on=DayRange(date(2013, 3, 14), date(2013, 4, 4)),
        band=(0.8, 0.95),
        record_id=record_id,
    )


def ask(record_id: str = "rec-1") -> Proposal:
    return Proposal("question", question(record_id).to_json(), NOW)


def forecast(probability: float, *, record_id: str = "rec-1", by: str = "sitroom") -> Proposal:
    said = Forecast(question_id=question(record_id).id, by=by, probability=probability)
    return Proposal("forecast", said.to_json(), NOW)


def tamper(store: Store, sql: str, *, trigger: str) -> None:
    """Change an append-only table as someone with the file and some SQL would."""
    connection = store.database.connection
    connection.config(apsw.SQLITE_DBCONFIG_DEFENSIVE, 0)
    written = connection.execute("SELECT sql FROM sqlite_schema WHERE name = ?", (trigger,)).get
    connection.execute(f"DROP TRIGGER {trigger}")
    connection.execute(sql)
    connection.execute(written)
