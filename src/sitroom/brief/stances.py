"""Stances: who wants what by whose word, which habits are claimed, and what depends on what."""

from sitroom.brief.findings import Findings, Notebook
from sitroom.brief.inputs import ClaimLine
from sitroom.brief.model import Line, Section
from sitroom.brief.sentences import condition_words, label_of, whose_word
from sitroom.brief.words import capital, one_line, quoted_span, shorten
from sitroom.record import Aim, Condition, Pattern

MOST_AIMS = 12
MOST_CLAIMS = 8
MOST_CONDITIONS = 6


def aims_section(findings: Findings, notes: Notebook) -> Section | None:
    """Return the aims, grouped by holder in the order in which the text names them."""
    aims = [one for one in findings.reading.of_kind("aim") if isinstance(one, Aim)]
    groups: dict[str, list[Aim]] = {}
    for aim in aims:
        groups.setdefault(_holder_key(aim), []).append(aim)
    lines = [_aim(aim, notes, first=aim is group[0]) for group in groups.values() for aim in group]
    if not lines:
        return None
    shown = tuple(lines[:MOST_AIMS])
    return Section(
        key="aims", title="Who wants what", intro=_by_whose_word(aims), lines=shown, more=len(lines) - len(shown)
    )


def claims_section(findings: Findings, notes: Notebook) -> Section | None:
    """Return the claims that history can test, with the verdict; a habit that nobody tested says so."""
    tested = list(findings.claims)
    spans = [claim.span for claim in tested if claim.span]
    for pattern in findings.reading.of_kind("pattern"):
        if isinstance(pattern, Pattern) and not any(pattern.anchor.overlaps(span) for span in spans):
            tested.append(ClaimLine(text=_habit(pattern), span=pattern.anchor))
    lines = tuple(_claim(claim, notes) for claim in tested[:MOST_CLAIMS])
    return Section(key="claims", title="Claims", lines=lines, more=len(tested) - len(lines)) if lines else None


def conditions_section(findings: Findings, notes: Notebook) -> Section | None:
    """Return what depends on what."""
    conditions = [one for one in findings.reading.of_kind("condition") if isinstance(one, Condition)]
    lines = tuple(
        Line(text=f"{capital(condition_words(one))}.", notes=notes.cite(one.anchor), is_quote=True, aside=_by(one))
        for one in conditions[:MOST_CONDITIONS]
    )
    if not lines:
        return None
    return Section(key="conditions", title="What it depends on", lines=lines, more=len(conditions) - len(lines))


def _holder_key(aim: Aim) -> str:
    return "|".join(sorted(ref.id or one_line(ref.name or ref.span.quote).lower() for ref in aim.holder))


def _aim(aim: Aim, notes: Notebook, *, first: bool) -> Line:
    by = f"says {whose_word(aim)}" if any(who != "author" for who in aim.asserted_by) else ""
    not_held = "does not hold this aim" if aim.realis == "negated" else ""
    is_purpose = aim.cue.quote.lower() in {"is", "was", "are", "were"}
    cue = "" if not_held or aim.content.covers(aim.cue) else one_line(aim.cue.quote)
    cue = "what an act was for" if is_purpose and not not_held else cue
    return Line(
        label=label_of(aim.holder) if first else "",
        text=shorten(aim.content.quote, 130),
        aside="; ".join(part for part in (not_held, cue, by) if part),
        notes=notes.cite(aim.anchor),
        is_quote=True,
        crossed=aim.realis == "negated",
    )


def _by_whose_word(aims: list[Aim]) -> str:
    others = [aim for aim in aims if any(who != "author" for who in aim.asserted_by)]
    if not others:
        return "All by the author’s word."
    return "By the author’s word, except where another is named." if len(others) < len(aims) else ""


def _habit(pattern: Pattern) -> str:
    return f"{label_of(pattern.holder)}: {quoted_span(pattern.content, 130)}"


def _claim(claim: ClaimLine, notes: Notebook) -> Line:
    return Line(
        label=claim.verdict.replace("_", " "),
        text=shorten(claim.text, 200),
        aside=one_line(claim.why),
        notes=notes.cite(claim.span),
        is_quote=claim.span is not None,
    )


def _by(condition: Condition) -> str:
    return f"says {whose_word(condition)}" if any(who != "author" for who in condition.asserted_by) else ""
