"""Composing: a reading, its questions and its claims become one brief."""

from collections.abc import Sequence
from datetime import UTC, datetime

from sitroom.brief.ahead import calendar_section, changes_section, questions_section
from sitroom.brief.bottom_line import bottom_line
from sitroom.brief.confidence import evidence_section
from sitroom.brief.course import chains_of, moments_of, not_happened_section, replies_section, timeline_section
from sitroom.brief.findings import Findings, Notebook
from sitroom.brief.headline import title_of, written_lines
from sitroom.brief.inputs import ClaimLine, LedgerFacts, OutcomeLine, QuestionLine
from sitroom.brief.judgements import judgements_of
from sitroom.brief.model import Brief, Judgement, Section
from sitroom.brief.outcomes import outcomes_section
from sitroom.brief.reasons import reasons_section
from sitroom.brief.stances import aims_section, claims_section, conditions_section
from sitroom.brief.tables import facts_of, tables_of
from sitroom.brief.unsettled import unsettled_section
from sitroom.record import Reading
from sitroom.text import Document


def compose(
    document: Document,
    reading: Reading,
    *,
    now: datetime,
    questions: Sequence[QuestionLine] = (),
    claims: Sequence[ClaimLine] = (),
    ledger: LedgerFacts | None = None,
    topic: str | None = None,
    outcomes: Sequence[OutcomeLine] = (),
) -> Brief:
    """Return the brief of a document: one page of cited lines, and the records in full below it.

    Args:
        document: the text that was read.
        reading: what was read from it; its quotes must be the document's.
        now: our instant, with a zone; printed at the foot of the page.
        questions: the questions made of its estimates and conditions, with what history and we say of them.
        claims: its claims as tested; habits without one are shown as not tested.
        ledger: the state of the ledger, None where none is at hand.
        topic: the standing topic that the brief belongs to, in words.
        outcomes: what the model of its situation says of each branch.

    Raises:
        IntegrityError: a quote is not the slice of the document that it cites.
    """
    findings = Findings(document, reading, tuple(questions), tuple(claims), ledger, tuple(outcomes))
    notes = Notebook(document.text)
    title, subtitle = title_of(findings, topic)
    written = written_lines(findings, notes)
    judgements, more = judgements_of(findings, notes)
    first = bottom_line(findings, notes)
    sections = _sections(findings, notes, judgements)
    return Brief(
        title=title,
        subtitle=subtitle,
        topic=topic,
        document_id=document.id,
        text=document.text,
        composed_at=now.astimezone(UTC),
        written=written,
        bottom_line=first,
        judgements=judgements,
        more_judgements=more,
        sections=sections,
        moments=moments_of(findings, notes),
        reference=findings.reference,
        chains=chains_of(findings, notes),
        tables=tables_of(findings, notes),
        facts=facts_of(findings),
        notes=tuple(notes.notes),
    )


def _sections(findings: Findings, notes: Notebook, judgements: tuple[Judgement, ...]) -> tuple[Section, ...]:
    """Return the sections of the first page in order; one with nothing in it is left out."""
    sections = (
        evidence_section(findings),
        reasons_section(findings, notes, judgements),
        timeline_section(findings, notes),
        not_happened_section(findings, notes),
        replies_section(findings, notes),
        aims_section(findings, notes),
        claims_section(findings, notes),
        conditions_section(findings, notes),
        outcomes_section(findings),
        changes_section(findings, notes, judgements),
        calendar_section(findings, notes, judgements),
        questions_section(findings, notes, judgements),
        unsettled_section(findings, notes, judgements),
    )
    return tuple(section for section in sections if section)
