"""The records in full: every record, link, time expression and problem, with codes, for whoever checks the page."""

from collections.abc import Callable, Sequence

from sitroom.brief.findings import Findings, Notebook, letter_of
from sitroom.brief.model import Table
from sitroom.brief.words import one_line, percent_range, shorten
from sitroom.core import Span
from sitroom.record import (
    ActorRef,
    Aim,
    Condition,
    Estimate,
    Event,
    Kind,
    Occasion,
    Pattern,
    Record,
    Statement,
)
from sitroom.text import Document

_TITLES: tuple[tuple[Kind, str, tuple[str, ...]], ...] = (
    ("event", "Events", ("type", "mode", "CAMEO", "quad", "actors", "recipients")),
    ("statement", "Statements", ("type", "CAMEO", "speaker", "audience", "content")),
    ("aim", "Aims", ("holder", "cue", "content")),
    ("estimate", "Estimates", ("words", "scale", "band", "content", "horizon")),
    ("condition", "Conditions", ("antecedent", "consequent")),
    ("occasion", "Occasions", ("name", "parties", "place")),
    ("pattern", "Patterns", ("holder", "content")),
)
_SHARED = ("realis", "date", "basis", "by", "conf.", "id")


def tables_of(findings: Findings, notes: Notebook) -> tuple[Table, ...]:
    """Return one table a kind of record, then links, time expressions and problems; empty ones are left out."""
    kinds = [_kind_table(findings, notes, kind, title, columns) for kind, title, columns in _TITLES]
    tables = [*kinds, _links(findings, notes), _dates(findings, notes), _problems(findings, notes)]
    return tuple(table for table in tables if table.rows)


def facts_of(findings: Findings) -> tuple[tuple[str, str], ...]:
    """Return what identifies the documents, the reader and the ledger's state."""
    reading, ledger = findings.reading, findings.ledger
    facts = [
        fact for place, one in enumerate(findings.texts) for fact in _document_facts(findings, place, one.document)
    ]
    facts.append(("Reader", f"{reading.reader_name} {reading.reader_version}"))
    if ledger:
        facts.append(("Ledger head", ledger.head or "empty"))
        facts.append(("Ledger entries", f"{ledger.count}, {ledger.new_entries} of them new with this brief"))
    return tuple((name, one_line(value)) for name, value in facts)


def _document_facts(findings: Findings, place: int, document: Document) -> list[tuple[str, str]]:
    which = f" {letter_of(place)}" if len(findings.texts) > 1 else ""
    return [
        (f"Document{which}", document.id),
        (f"Source{which}", document.source or "not given"),
        (f"Text{which}, SHA-256", document.sha256_text),
        (f"Raw bytes{which}, SHA-256", document.sha256_raw or "none: the text was given as it is"),
        (f"Characters{which}", str(len(document.text))),
        (f"Language{which}", document.language or "too little text to tell"),
    ]


def _kind_table(findings: Findings, notes: Notebook, kind: Kind, title: str, columns: tuple[str, ...]) -> Table:
    records = findings.reading.of_kind(kind)
    return Table(
        key=f"{kind}s",
        title=title,
        columns=(*columns, *_SHARED),
        rows=tuple((*_own_cells(record), *_shared_cells(record)) for record in records),
        notes=tuple(notes.cite(*record.evidence) for record in records),
    )


def _own_cells(record: Record) -> tuple[str, ...]:
    match record:
        case Event():
            coding = record.coding
            quad = str(coding.quad or "")
            acts = (coding.event_type or "", coding.mode or "", coding.cameo or "", quad)
            return (*acts, _refs(record.actors), _refs(record.recipients))
        case Statement():
            codes = (record.coding.event_type or "", record.coding.cameo or "") if record.coding else ("", "")
            return (*codes, _refs(record.speaker), _refs(record.audience), _words(record.content))
        case Aim():
            return _refs(record.holder), _words(record.cue), _words(record.content)
        case Estimate():
            band = percent_range(record.band) if record.band else ""
            horizon = record.horizon.edtf if record.horizon else ""
            return _words(record.words), record.scale or "", band, _words(record.content), horizon
        case Condition():
            return _words(record.antecedent), _words(record.consequent)
        case Occasion():
            return _words(record.name), _refs(record.parties), record.place_name or _words(record.place)
        case Pattern():
            return _refs(record.holder), _words(record.content)
    return ()


def _shared_cells(record: Record) -> tuple[str, ...]:
    edtf, basis = (record.date.edtf, one_line(record.date.basis)) if record.date else ("", "")
    return record.realis, edtf, basis, _chain(record), f"{record.confidence:.2f}", record.id


def _refs(refs: Sequence[ActorRef]) -> str:
    return "; ".join(_ref(ref) for ref in refs)


def _ref(ref: ActorRef) -> str:
    """Return an actor with its code and the office it held that day, with the source of that."""
    told = one_line(ref.label)
    code = " ".join(part for part in (ref.code or ref.country or "", "/".join(ref.sectors)) if part)
    role = f", {one_line(ref.role.title)} ({one_line(ref.role.source)})" if ref.role else ""
    return f"{told} [{code}]{role}" if code else f"{told}{role}"


def _chain(record: Record) -> str:
    return " > ".join("author" if who == "author" else one_line(who.label) for who in record.asserted_by)


def _words(span: Span | None) -> str:
    return shorten(span.quote, 160) if span else ""


def _links(findings: Findings, notes: Notebook) -> Table:
    name: Callable[[str], str] = lambda one: (  # noqa: E731  # a short name for a long cell
        f"{one} {shorten(findings.by_id[one].anchor.quote, 60)}" if one in findings.by_id else one
    )
    links = findings.reading.links
    return Table(
        key="links",
        title="Links",
        columns=("kind", "from", "to"),
        rows=tuple((link.kind, name(link.source), name(link.target)) for link in links),
        notes=tuple(notes.cite(*link.evidence) for link in links),
    )


def _dates(findings: Findings, notes: Notebook) -> Table:
    dates = findings.reading.dates
    return Table(
        key="dates",
        title="Time expressions",
        columns=("words", "EDTF", "TIMEX3 type", "TIMEX3 value"),
        rows=tuple((one_line(one.span.quote), one.edtf, one.timex_type, one.timex_value) for one in dates),
        notes=tuple(notes.cite(one.span) for one in dates),
    )


def _problems(findings: Findings, notes: Notebook) -> Table:
    problems = tuple(dict.fromkeys((*findings.reading.problems, *findings.document.problems)))
    return Table(
        key="problems",
        title="Problems",
        columns=("code", "message"),
        rows=tuple((one.code, one_line(one.message)) for one in problems),
        notes=tuple(notes.cite(one.where) for one in problems),
    )
