"""Documents in, records out: what a text says, who by whose word, when, and how real; with the exact words."""

from datetime import date

from sitroom.record.gazetteer import Actor, Gazetteer, Person, Term, country_names, gazetteer
from sitroom.record.ontology import (
    DEFAULT_SCALE,
    EventType,
    event_types,
    find_band,
    get_event_type,
    quad_of,
    scale_names,
)
from sitroom.record.records import (
    READER_NAME,
    READER_VERSION,
    READING_SCHEMA,
    ActorRef,
    Aim,
    Coding,
    Condition,
    DocumentFacts,
    Estimate,
    Event,
    Kind,
    Link,
    LinkKind,
    Occasion,
    Pattern,
    Reading,
    Realis,
    Record,
    RecordDate,
    Reference,
    Role,
    Statement,
    TimeExpression,
    refs_json,
)
from sitroom.text import Document


def read(
    document: Document,
    *,
    written_on: date | None = None,
    scale: str = DEFAULT_SCALE,
    between: tuple[tuple[int, int] | None, tuple[int, int] | None] | None = None,
) -> Reading:
    """Read a document; see ``sitroom.record.reader.read``. The parser is loaded at the first call."""
    from sitroom.record.reader import read as read_document

    return read_document(document, written_on=written_on, scale=scale, between=between)


__all__ = [
    "DEFAULT_SCALE", "READER_NAME", "READER_VERSION", "READING_SCHEMA", "Actor", "ActorRef", "Aim", "Coding", "Condition", "DocumentFacts", "Estimate",
    "Event", "EventType", "Gazetteer", "Kind", "Link", "LinkKind", "Occasion", "Pattern", "Person", "Reading", "Realis", "Record",
    "RecordDate", "Reference", "Role", "Statement", "Term", "TimeExpression", "country_names", "event_types", "find_band",
    "gazetteer", "get_event_type", "quad_of", "read", "refs_json", "scale_names",
]  # fmt: skip
