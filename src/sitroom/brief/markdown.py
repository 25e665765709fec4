"""Markdown: the brief with a footnote for every piece of evidence, each an exact quote."""

import re
from collections.abc import Iterable, Iterator

from sitroom.brief.model import Brief, Judgement, Line, Note, Section, Table
from sitroom.brief.page import NONE_FOUND, NOTHING_CHANGED, SINCE, foot_of, more_words, place_of
from sitroom.brief.words import one_line

_MEANT = re.compile(r"([\\`*_{}\[\]<>#|~$!^=])")
_LIST_MARK = re.compile(r"^(\s*)(\d+)([.)])|^(\s*)([-+])(?=\s)")


def render_markdown(brief: Brief) -> str:
    """Return the brief as Markdown with footnotes; words of documents are escaped, so none is read as markup."""
    blocks = [*_head(brief), *_changes(brief), *_bottom_line(brief), *_judgements(brief)]
    for section in brief.sections:
        blocks += _section(section)
    blocks += ["---", markdown_text(foot_of(brief)), *_records(brief), *_footnotes(brief)]
    return "\n\n".join(blocks) + "\n"


def markdown_text(text: str) -> str:
    r"""Return words such that Markdown shows them as they are.

    >>> print(markdown_text("<b>2 * 3</b> [x]"))
    &lt;b&gt;2 \* 3&lt;/b&gt; \[x\]
    """
    line = _MEANT.sub(r"\\\1", one_line(text).replace("&", "&amp;"))
    line = line.replace(r"\<", "&lt;").replace(r"\>", "&gt;")
    return _LIST_MARK.sub(lambda match: f"{match[1] or ''}{match[2] or ''}\\{match[3] or match[5]}", line)


def _head(brief: Brief) -> Iterator[str]:
    yield f"# {markdown_text(brief.title)}"
    if brief.subtitle:
        yield f"*{markdown_text(brief.subtitle)}*"
    for line in brief.written:
        yield _line(line)


def _changes(brief: Brief) -> Iterator[str]:
    """What changed comes first; the brief as if it were the first one follows below a rule."""
    if brief.since is None:
        return
    yield f"## {SINCE}"
    yield _line(brief.since)
    for section in brief.changes:
        yield from _section(section, level=3)
    if not brief.changes:
        yield NOTHING_CHANGED
    yield "---"


def _bottom_line(brief: Brief) -> Iterator[str]:
    yield "## Bottom line"
    for line in brief.bottom_line:
        yield _line(line)


def _judgements(brief: Brief) -> Iterator[str]:
    if not brief.has_records:
        return
    yield "## Key judgements"
    if not brief.judgements:
        yield NONE_FOUND
    for judgement in brief.judgements:
        yield _judgement(judgement)
    if brief.more_judgements:
        yield more_words(brief.more_judgements)


def _judgement(judgement: Judgement) -> str:
    by = markdown_text(judgement.by)
    head = f"**{judgement.label}. {markdown_text(judgement.verdict)}** ({by}): "
    facts = [f"- {markdown_text(name)}: {markdown_text(value)}" for name, value in judgement.facts]
    said = f"{head}{markdown_text(judgement.statement)}{_refs(judgement.notes)}"
    return "\n".join([said, "", *facts]) if facts else said


def _section(section: Section, *, level: int = 2) -> Iterator[str]:
    yield f"{'#' * level} {markdown_text(section.title)}"
    if section.intro:
        yield markdown_text(section.intro)
    yield "\n".join(f"- {_line(line)}" for line in section.lines)
    if section.more:
        yield more_words(section.more)


def _line(line: Line) -> str:
    label = f"**{markdown_text(line.label)}** " if line.label else ""
    aside = f" *{markdown_text(line.aside)}*" if line.aside else ""
    return f"{label}{markdown_text(line.text)}{_refs(line.notes)}{aside}"


def _refs(numbers: Iterable[int]) -> str:
    return "".join(f"[^{number}]" for number in numbers)


def _records(brief: Brief) -> Iterator[str]:
    yield "## The records in full"
    for table in brief.tables:
        yield f"### {table.title}"
        yield _table(table)
    yield "\n".join(f"- {markdown_text(name)}: {markdown_text(value)}" for name, value in brief.facts)


def _table(table: Table) -> str:
    rows = [f"| {' | '.join((*table.columns, 'evidence'))} |", "|" + " --- |" * (len(table.columns) + 1)]
    for row, notes in zip(table.rows, table.notes, strict=True):
        rows.append(f"| {' | '.join((*(markdown_text(cell) for cell in row), _refs(notes)))} |")
    return "\n".join(rows)


def _footnotes(brief: Brief) -> Iterator[str]:
    if brief.notes:
        yield "\n".join(
            f"[^{note.number}]: “{markdown_text(note.span.quote)}” ({_where(brief, note)})" for note in brief.notes
        )


def _where(brief: Brief, note: Note) -> str:
    place = place_of(brief, note)
    told = f"characters {note.span.start}–{note.span.end}"
    return f"{markdown_text(place)}, {told}" if place else told
