"""Findings: everything that a brief is composed from, and the notebook that numbers its evidence."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from sitroom.brief.bundle import Text, moved, starts_of
from sitroom.brief.inputs import (
    AssumptionLine,
    ClaimLine,
    ExplanationLine,
    IndicatorLine,
    LedgerFacts,
    OutcomeLine,
    QuestionLine,
)
from sitroom.brief.model import Note
from sitroom.brief.sentences import AUTHOR, whose_word
from sitroom.core import DayRange, IntegrityError, Span
from sitroom.record import Link, LinkKind, Reading, Record
from sitroom.text import Document


def letter_of(place: int) -> str:
    """Return what a text is called by its place among several: ``A``, ``B``, and so on.

    >>> letter_of(1), letter_of(27)
    ('B', 'B2')
    """
    turn, letter = divmod(place, 26)
    return f"{chr(ord('A') + letter)}{turn + 1 if turn else ''}"


@dataclass
class Notebook:
    """Numbers evidence in the order in which it is first cited; the same span keeps its number.

    Args:
        texts: the sources; spans are cited as if they were laid end to end (``bundle``), or by the source's place.

    Raises:
        IntegrityError: a quote is not the slice of the source that it cites.
    """

    texts: tuple[str, ...]
    notes: list[Note] = field(default_factory=list)
    _numbers: dict[tuple[int, int, int], int] = field(default_factory=dict)

    def cite(self, *spans: Span | None) -> tuple[int, ...]:
        """Return the numbers of the spans, new ones where they were not cited before; None is passed over."""
        placed = [(self._source(span), span) for span in spans if span is not None]
        return tuple(dict.fromkeys(self._number(source, moved(span, -self._starts[source])) for source, span in placed))

    def cite_from(self, source: int, *spans: Span | None) -> tuple[int, ...]:
        """Return the numbers of spans of one source, counted from its own beginning."""
        return tuple(dict.fromkeys(self._number(source, span) for span in spans if span is not None))

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return starts_of(self.texts)

    def _source(self, span: Span) -> int:
        return bisect_right(self._starts, span.start) - 1

    def _number(self, source: int, span: Span) -> int:
        key = (source, span.start, span.end)
        if key not in self._numbers:
            if self.texts[source][span.start : span.end] != span.quote:
                raise IntegrityError(f"the quote at {span.start}-{span.end} is not what the document says there")
            self.notes.append(Note(len(self.notes) + 1, span, source))
            self._numbers[key] = len(self.notes)
        return self._numbers[key]


@dataclass(frozen=True)
class Findings:
    """What was read, and what history and the ledger say about it.

    Args:
        document: the text; several are laid end to end (``bundle``).
        reading: of it.
        texts: each text by itself.
    """

    document: Document
    reading: Reading
    texts: tuple[Text, ...]
    questions: tuple[QuestionLine, ...] = ()
    claims: tuple[ClaimLine, ...] = ()
    ledger: LedgerFacts | None = None
    outcomes: tuple[OutcomeLine, ...] = ()
    indicators: tuple[IndicatorLine, ...] = ()
    explanations: tuple[ExplanationLine, ...] = ()
    assumptions: tuple[AssumptionLine, ...] = ()

    def letter(self, span: Span | None) -> str:
        """Return the letter of the text that a span stands in; empty where there is but one."""
        if span is None or len(self.texts) == 1:
            return ""
        starts = starts_of([one.document.text for one in self.texts])
        return letter_of(bisect_right(starts, span.start) - 1)

    def voice(self, record: Record) -> str:
        """Return by whose word something is held: the author, of which text where there are several, or a source."""
        told, letter = whose_word(record), self.letter(record.anchor)
        if told == AUTHOR:
            return self.author(record.anchor)
        return f"{told} ({letter})" if letter else told

    def author(self, span: Span | None) -> str:
        """Return the author of the text that a span stands in."""
        letter = self.letter(span)
        return f"{AUTHOR} of {letter}" if letter else AUTHOR

    @property
    def reference(self) -> DayRange:
        """The days on which the text can have been written."""
        return self.reading.reference.days

    @cached_property
    def by_id(self) -> dict[str, Record]:
        """All records by id."""
        return {record.id: record for record in self.reading.records}

    def links(self, kind: LinkKind) -> tuple[Link, ...]:
        """Return the links of one kind whose two ends are records of this reading."""
        found = (link for link in self.reading.links if link.kind == kind)
        return tuple(link for link in found if link.source in self.by_id and link.target in self.by_id)

    def same_event(self, record_id: str) -> frozenset[str]:
        """Return the ids of the records that are the same event, the record itself among them."""
        return self._groups.get(record_id, frozenset({record_id}))

    @cached_property
    def _groups(self) -> dict[str, frozenset[str]]:
        groups: dict[str, frozenset[str]] = {}
        for link in self.links("same_event"):
            one = groups.get(link.source, frozenset({link.source})) | groups.get(link.target, frozenset({link.target}))
            groups |= dict.fromkeys(one, one)
        return groups


def merged(findings: Findings, records: Iterable[Record]) -> list[tuple[Record, tuple[Span, ...]]]:
    """Return each event once, as its surest record, with the evidence of all records of it; in the order given."""
    given = list(records)
    kept = {record.id for record in given}
    out, done = [], set[str]()
    for record in given:
        if record.id in done:
            continue
        same = sorted(findings.same_event(record.id) & kept)
        group = [findings.by_id[one] for one in same if findings.by_id[one].realis == record.realis]
        done |= {one.id for one in group}
        best = max(group, key=lambda one: (one.date is not None, one.confidence, -one.anchor.start))
        others = [one for one in group if one is not best]
        out.append((best, (best.anchor, *(one.anchor for one in others))))
    return out


def days_of(findings: Findings, record: Record) -> DayRange | None:
    """Return the days of a record; None where its date says no more than that it was before the day of writing."""
    days = record.date.days if record.date else None
    if days is None or (days.start is None and days.end == findings.reference.end):
        return None
    return days


def start_of(days: DayRange | None) -> date:
    """Return the day by which a range is put in order; what has no day comes last."""
    if days is None:
        return date.max
    return days.start or days.end or date.max
