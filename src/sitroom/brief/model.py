"""A brief: one page of cited lines and the tables below it, the same for terminal, Markdown and HTML."""

from dataclasses import asdict, dataclass
from datetime import datetime

from sitroom.core import DayRange, Span

BRIEF_SCHEMA = "sitroom.brief/1"
EARLIER = "earlier"


@dataclass(frozen=True, slots=True)
class Note:
    """A numbered piece of evidence: one span of one of the brief's sources, by its place among them."""

    number: int
    span: Span
    source: int = 0


@dataclass(frozen=True, slots=True)
class SourceText:
    """A text that the page cites.

    Args:
        document_id: which.
        text: the whole of it.
        label: ``A``, ``B`` ... where the brief has several texts, ``earlier`` for one of a brief before; else empty.
        title: its own title.
        written: when it was written, in words.
    """

    document_id: str
    text: str
    label: str = ""
    title: str = ""
    written: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One sentence of the page.

    Args:
        text: the sentence, without its note numbers.
        notes: numbers of the notes that it rests on.
        label: what stands before it: a day, a holder, a step of an argument.
        aside: a remark of lesser weight behind it.
        is_quote: whether the text itself is the source's words, so that they need not be shown again.
        crossed: whether it says that something did not happen.
    """

    text: str
    notes: tuple[int, ...] = ()
    label: str = ""
    aside: str = ""
    is_quote: bool = False
    crossed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A headed part of the page: lines, and how many more stand in the records below."""

    key: str
    title: str
    lines: tuple[Line, ...] = ()
    intro: str = ""
    more: int = 0

    @property
    def labelled(self) -> bool:
        """Whether its lines have labels, which then stand in a column of their own."""
        return any(line.label for line in self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A judgement of the text with its probability; what it could not be given says why.

    Args:
        label: ``J1``, ``J2`` ...
        by: whose it is, in words.
        statement: the source's words, shortened.
        verdict: the likelihood in one phrase, or ``not scorable``.
        facts: name and value of every further thing known of it, in the order of the page.
        band: the author's band, base_rate and ours for the drawn scale; each in [0, 1].
        closes: the days on which it closes.
        scorable: whether it can be scored.
    """

    label: str
    by: str
    statement: str
    verdict: str
    notes: tuple[int, ...]
    facts: tuple[tuple[str, str], ...] = ()
    band: tuple[float, float] | None = None
    base_rate: tuple[float, float] | None = None
    ours: float | None = None
    closes: DayRange | None = None
    scorable: bool = True
    question_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One row of the drawn timeline; ``shape`` is ``event``, ``negated``, ``scheduled`` or ``closing``."""

    days: DayRange
    text: str
    shape: str = "event"
    notes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One act in a chain of replies: who, when, what."""

    who: str
    when: str
    what: str
    notes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table of the records in full; each row has the notes that it rests on."""

    key: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[tuple[int, ...], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """A composed brief.

    Args:
        title: the topic, else the document's title.
        subtitle: the document's title where a topic stands above it.
        written: when the text was written, what was made of the page's stamp, and how many texts this rests on.
        bottom_line: two or three sentences.
        judgements: key judgements; ``more_judgements`` counts those left to the records.
        sections: the rest of the first page, in order; the key judgements stand before the first of them.
        moments, reference: the drawn timeline; chains: the drawn replies, each oldest first.
        tables: the records in full, with codes.
        facts: name and value of what identifies document, reader and ledger.
        notes: all evidence, by number from 1.
        sources: the texts that the notes are of; the first is the one that was briefed.
        composed_at: our instant, UTC.
        since: what the changes are counted from; None on a first brief.
        changes: what changed since the last brief on the topic, in the order of the page; nothing else stands there.
    """

    title: str
    composed_at: datetime
    sources: tuple[SourceText, ...]
    subtitle: str = ""
    topic: str | None = None
    written: tuple[Line, ...] = ()
    bottom_line: tuple[Line, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    more_judgements: int = 0
    sections: tuple[Section, ...] = ()
    moments: tuple[Moment, ...] = ()
    reference: DayRange = DayRange()  # noqa: RUF009  # frozen
    chains: tuple[tuple[Turn, ...], ...] = ()
    tables: tuple[Table, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    notes: tuple[Note, ...] = ()
    since: Line | None = None
    changes: tuple[Section, ...] = ()

    @property
    def document_id(self) -> str:
        """The id of the text that was briefed, the first of several."""
        return self.sources[0].document_id

    @property
    def text(self) -> str:
        """The whole of that text."""
        return self.sources[0].text

    @property
    def has_records(self) -> bool:
        """Whether anything at all was read from the text."""
        return any(table.key not in ("dates", "problems") for table in self.tables)

    def find_section(self, key: str) -> Section | None:
        """Return the section with this key, or None where the page has none."""
        return next((section for section in self.sections if section.key == key), None)

    def note(self, number: int) -> Note:
        """Return a note by its number, from 1."""
        return self.notes[number - 1]

    def to_json(self) -> dict[str, object]:
        """Return the first page and its notes as JSON values; the records are in the reading."""
        return {
            "schema": BRIEF_SCHEMA,
            "title": self.title,
            "topic": self.topic,
            "document": self.document_id,
            "documents": [source.document_id for source in self.sources if source.label != EARLIER],
            "composed_at": self.composed_at.isoformat(),
            "written": [_line_json(line) for line in self.written],
            "bottom_line": [_line_json(line) for line in self.bottom_line],
            "judgements": [
                asdict(judgement) | {"closes": judgement.closes.to_json() if judgement.closes else None}
                for judgement in self.judgements
            ],
            "changes": self._changes_json(),
            "sections": [_section_json(section) for section in self.sections],
            "facts": dict(self.facts),
            "notes": [
                {"number": note.number, **note.span.to_json(), "document": self.sources[note.source].document_id}
                for note in self.notes
            ],
        }

    def _changes_json(self) -> dict[str, object] | None:
        if self.since is None:
            return None
        return {"since": _line_json(self.since), "sections": [_section_json(section) for section in self.changes]}


def _section_json(section: Section) -> dict[str, object]:
    return {
        "key": section.key,
        "title": section.title,
        "intro": section.intro,
        "lines": [_line_json(line) for line in section.lines],
        "more": section.more,
    }


def _line_json(line: Line) -> dict[str, object]:
    return {"label": line.label, "text": line.text, "aside": line.aside, "notes": list(line.notes)}
