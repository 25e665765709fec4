"""Readings: everything that was read from one document, with the links between its records."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from sitroom.core import DayRange, Problem, Span, iso
from sitroom.record.ontology import DEFAULT_SCALE
from sitroom.record.records import Kind, Record
from sitroom.text import Document

LinkKind = Literal["replies_to", "motive_of", "condition_of", "reason_for", "same_event"]
READING_SCHEMA = "sitroom.reading/1"
READER_NAME = "sitroom.rules"
READER_VERSION = "6"


@dataclass(frozen=True, slots=True)
class Link:
    """A tie between two records: ``replies_to`` (to what it answers), ``motive_of`` (to the event),
    ``condition_of`` (to what depends on it), ``reason_for`` (premise to judgement) or ``same_event``.
    """

    kind: LinkKind
    source: str
    target: str
    evidence: tuple[Span, ...]

    def to_json(self) -> dict[str, object]:
        """Return ``{kind, from, to, evidence}``."""
        return {
            "kind": self.kind,
            "from": self.source,
            "to": self.target,
            "evidence": [span.to_json() for span in self.evidence],
        }


@dataclass(frozen=True, slots=True)
class Reference:
    """The days on which the text can have been written, inferred from it, with the reasons."""

    days: DayRange
    basis: tuple[str, ...]
    spans: tuple[Span, ...] = ()

    def to_json(self) -> dict[str, object]:
        """Return ``{start, end, basis}``."""
        return {
            **self.days.to_json(),
            "basis": list(self.basis),
            "evidence": [span.to_json() for span in self.spans],
        }


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time expression of the text with its value, as resolved against the reference date."""

    span: Span
    days: DayRange
    edtf: str
    timex_type: str
    timex_value: str

    def to_json(self) -> dict[str, object]:
        """Return ``{start, end, quote, edtf, timex3}``; the offsets are those of the words."""
        return {
            **self.span.to_json(),
            "edtf": self.edtf,
            "timex3": {"type": self.timex_type, "value": self.timex_value},
        }


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """What a reading repeats of its document, so that it stands alone."""

    id: str
    sha256_text: str
    sha256_raw: str | None
    title: str | None
    source: str | None
    published_on: date | None
    updated_on: date | None
    language: str | None
    chars: int

    def to_json(self) -> dict[str, object]:
        """Return the ``document`` object of the public contract."""
        return {
            "id": self.id,
            "sha256_text": self.sha256_text,
            "sha256_raw": self.sha256_raw,
            "title": self.title,
            "source": self.source,
            "published_on": iso(self.published_on),
            "updated_on": iso(self.updated_on),
            "language": self.language,
            "chars": self.chars,
        }


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that was read from one document by one version of the reader."""

    document: DocumentFacts
    reference: Reference
    records: tuple[Record, ...]
    links: tuple[Link, ...]
    dates: tuple[TimeExpression, ...]
    problems: tuple[Problem, ...]
    reader_name: str
    reader_version: str

    def of_kind(self, kind: Kind) -> tuple[Record, ...]:
        """Return the records of one kind, in text order."""
        return tuple(record for record in self.records if record.kind == kind)

    def find(self, record_id: str) -> Record | None:
        """Return the record with this id, or None."""
        return next((record for record in self.records if record.id == record_id), None)

    def to_json(self) -> dict[str, object]:
        """Return the ``sitroom.reading/1`` object of the public contract."""
        return {
            "schema": READING_SCHEMA,
            "document": self.document.to_json(),
            "reference": self.reference.to_json(),
            "records": [record.to_json() for record in self.records],
            "links": [link.to_json() for link in self.links],
            "dates": [expression.to_json() for expression in self.dates],
            "problems": [problem.to_json() for problem in self.problems],
            "reader": {"name": self.reader_name, "version": self.reader_version},
        }


Between = tuple[tuple[int, int] | None, tuple[int, int] | None]


@dataclass(frozen=True, slots=True)
class Order:
    """A document to read; see ``read`` for what the rest means."""

    document: Document
    written_on: date | None = None
    scale: str = DEFAULT_SCALE
    between: Between | None = None
