"""Composing: a reading, its questions and its claims become one brief."""

from collections.abc import Sequence
from datetime import UTC, datetime

from sitroom.brief.ahead import calendar_section, changes_section, questions_section
from sitroom.brief.bottom_line import bottom_line
from sitroom.brief.bundle import Text, bundle, moved, starts_of
from sitroom.brief.changes import Since, changes_of
from sitroom.brief.confidence import evidence_section
from sitroom.brief.contradictions import KINDS, contradictions_of, contradictions_section, names_of_texts
from sitroom.brief.course import chains_of, moments_of, not_happened_section, replies_section, timeline_section
from sitroom.brief.explanations_section import assumptions_section, explanations_section
from sitroom.brief.findings import Findings, Notebook
from sitroom.brief.headline import earlier_sources, sources_of, title_of, written_lines
from sitroom.brief.indicators import indicators_section
from sitroom.brief.inputs import (
    AssumptionLine,
    ClaimLine,
    ExplanationLine,
    IndicatorLine,
    LedgerFacts,
    OutcomeLine,
    QuestionLine,
)
from sitroom.brief.judgements import judgements_of
from sitroom.brief.model import Brief, Judgement, Section
from sitroom.brief.outcomes import outcomes_section
from sitroom.brief.reasons import reasons_section
from sitroom.brief.stances import aims_section, claims_section, conditions_section
from sitroom.brief.tables import facts_of, tables_of
from sitroom.brief.unsettled import unsettled_section
from sitroom.record import Link, Reading
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
    beside: Sequence[Text] = (),
    ties: Sequence[Link] = (),
    since: Since | None = None,
    indicators: Sequence[IndicatorLine] = (),
    explanations: Sequence[ExplanationLine] = (),
    assumptions: Sequence[AssumptionLine] = (),
) -> Brief:
    """Return the brief of a document: one page of cited lines, and the records in full below it.

    Args:
        document: the text that was read.
        reading: what was read from it; its quotes must be the document's.
        beside: further texts that the page is made of, with their readings.
        ties: which of their records tell the same event; such are one line with a quote of each.
        since: what is known of the time since the last brief on the topic; what changed then comes first.
        indicators: the signs to watch for, each with how it stands.
        explanations: what the acts can mean; their spans are counted from the beginning of the first text.
        assumptions: what that takes for granted, with spans counted in the same way.
        now: our instant, with a zone; printed at the foot of the page.
        questions: the questions made of its estimates and conditions, with what history and we say of them.
        claims: its claims as tested; habits without one are shown as not tested.
        ledger: the state of the ledger, None where none is at hand.
        topic: the standing topic that the brief belongs to, in words.
        outcomes: what the model of its situation says of each branch.

    Raises:
        IntegrityError: a quote is not the slice of the document that it cites.
    """
    texts = (Text(document, reading), *beside)
    starts = starts_of([one.document.text for one in texts])
    findings = Findings(
        *bundle(texts, ties),
        texts,
        tuple(moved(one, starts[one.source]) for one in questions),
        tuple(moved(one, starts[one.source]) for one in claims),
        ledger,
        tuple(outcomes),
        tuple(indicators),
        tuple(explanations),
        tuple(assumptions),
    )
    earlier = (*since.texts, *since.older) if since else ()
    notes = Notebook(tuple(one.document.text for one in (*texts, *earlier)))
    counted_from, changes = changes_of(texts, since, notes) if since else (None, ())
    contradicted = _contradictions(texts, earlier, notes)
    title, subtitle = title_of(findings, topic)
    written = written_lines(findings, notes)
    judgements, more = judgements_of(findings, notes)
    first = bottom_line(findings, notes)
    sections = _sections(findings, notes, judgements, contradicted if since is None else None)
    return Brief(
        title=title,
        subtitle=subtitle,
        topic=topic,
        sources=(*sources_of(findings), *earlier_sources(earlier, notes)),
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
        since=counted_from,
        changes=(*changes, contradicted) if since and contradicted else changes,
    )


def _contradictions(texts: Sequence[Text], earlier: Sequence[Text], notes: Notebook) -> Section | None:
    """Return what the texts contradict each other in, and in what they contradict earlier ones.

    A judgement or an aim that is another than it was is a change, and told as such.
    """
    facts = [kind for kind in KINDS if kind not in ("judged", "wanted")]
    found = [
        *contradictions_of(texts),
        *(one for one in contradictions_of(texts, earlier, kinds=facts) if one.other.place >= len(texts)),
    ]
    return contradictions_section(found, notes, names_of_texts(texts, earlier))


def _sections(
    findings: Findings, notes: Notebook, judgements: tuple[Judgement, ...], contradicted: Section | None
) -> tuple[Section, ...]:
    """Return the sections of the first page in order; one with nothing in it is left out."""
    sections = (
        evidence_section(findings),
        reasons_section(findings, notes, judgements),
        timeline_section(findings, notes),
        not_happened_section(findings, notes),
        contradicted,
        replies_section(findings, notes),
        aims_section(findings, notes),
        explanations_section(findings.explanations, notes),
        assumptions_section(findings.assumptions, notes),
        claims_section(findings, notes),
        conditions_section(findings, notes),
        outcomes_section(findings),
        indicators_section(findings.indicators, notes),
        changes_section(findings, notes, judgements),
        calendar_section(findings, notes, judgements),
        questions_section(findings, notes, judgements),
        unsettled_section(findings, notes, judgements),
    )
    return tuple(section for section in sections if section)
