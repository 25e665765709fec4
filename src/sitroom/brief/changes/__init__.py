"""Changes: what the second brief on a topic shows first, and only: what moved, what closed, who was right."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sitroom.brief.bundle import Text
from sitroom.brief.changes.citing import Citing, asked_as, words_of
from sitroom.brief.changes.closings import closed_section, due_section, seen_section, unmet_section, withdrawn_lines
from sitroom.brief.changes.expected import missed_lines
from sitroom.brief.changes.judged import judged_sections
from sitroom.brief.changes.matching import held_in, pairs_of
from sitroom.brief.changes.since import ClosedLine, DueLine, MovedLine, Said, SignLine, Since
from sitroom.brief.changes.wants import aims_changed
from sitroom.brief.findings import Notebook
from sitroom.brief.model import Line, Section
from sitroom.brief.words import counted, days_words, one_line, percent, shorten
from sitroom.core import day_range

__all__ = ["ClosedLine", "DueLine", "MovedLine", "Said", "SignLine", "Since", "changes_of"]


def changes_of(texts: Sequence[Text], since: Since, notes: Notebook) -> tuple[Line, tuple[Section, ...]]:
    """Return what the changes are counted from, and a section for each kind of change; what stayed is not told.

    Args:
        texts: the new ones; the notebook has them first, then those of ``since.texts`` and ``since.older``.
        since: what the desk knows of the time since the last brief.
        notes: of the page.
    """
    everything = (*texts, *since.texts, *since.older)
    citing = Citing(notes, {one.document.id: place for place, one in reversed(list(enumerate(everything)))})
    as_of = last_day(texts)
    unread = _unread(texts)
    if unread:
        by_ledger = (
            closed_section(since, (), citing),
            unmet_section(since, (), citing),
            seen_section(since, citing),
            _moved_section(since, citing),
            due_section(since, citing),
        )
        return replace(_counted_from(since), aside=unread), tuple(one for one in by_ledger if one)
    earlier, later, older = held_in(since.texts), held_in(texts), held_in(since.older)
    given_up = held_in(texts, realis="negated")
    pairs, held_before = pairs_of(earlier, later), pairs_of(older, later)
    withdrawn, taken_back = withdrawn_lines(texts, earlier, citing)
    asked = {one.said.quote for one in since.closed} | {one.said.quote for one in since.due}
    closed = taken_back | {one.estimate.id for one in earlier if asked.intersection(one.estimate.evidence)}
    sections = (
        closed_section(since, withdrawn, citing),
        unmet_section(since, missed_lines(since.texts, texts, as_of, citing), citing),
        seen_section(since, citing),
        _moved_section(since, citing),
        *judged_sections(
            pairs, earlier, later, given_up, citing, before=frozenset(one.later.estimate.id for one in held_before),
            closed=frozenset(closed), as_of=as_of,
        ),
        aims_changed(since.texts, texts, citing),
        due_section(since, citing),
    )  # fmt: skip
    return _counted_from(since), tuple(section for section in sections if section)


def _unread(texts: Sequence[Text]) -> str:
    """Return why nothing can be compared: nothing at all was read from the new texts; empty where something was."""
    if any(one.reading.records for one in texts):
        return ""
    problems = [problem.message for one in texts for problem in (*one.reading.problems, *one.document.problems)]
    why = one_line(problems[0]) if problems else "no sentence of it could be read"
    return f"Nothing was read from the new text ({why}), so that its judgements and aims are not compared"


def last_day(texts: Sequence[Text]) -> date | None:
    """Return the last day on which the last of some texts can have been written."""
    days = [one.reading.reference.days for one in texts]
    return max((end for one in days if (end := one.end or one.start)), default=None)


def _counted_from(since: Since) -> Line:
    at = day_range(since.composed_at.date())
    titles = "; ".join(
        f"“{shorten(one.document.title or 'a text without a title', 90)}” ({days_words(one.reading.reference.days)})"
        for one in since.texts
    )
    return Line(text=f"Since the brief of {days_words(at)}, on {titles}. What did not change is not shown here.")


def _moved_section(since: Since, citing: Citing) -> Section | None:
    """Return the questions to which we now give another probability, with the dated facts that moved it."""
    lines = tuple(
        Line(
            label=f"{percent(one.before)} → {percent(one.after)}",
            text=f"{words_of(one.said)}.{asked_as(one.said)} {' '.join(one.causes)}",
            aside=f"as of {days_words(day_range(one.before_as_of))}, now of {days_words(day_range(one.after_as_of))}",
            notes=citing.said(one.said),
            is_quote=one.said.quote is not None,
        )
        for one in since.moved
    )
    title = f"Probabilities of ours that moved ({counted(len(lines), 'question')})"
    return Section(key="moved", title=title, lines=lines) if lines else None
