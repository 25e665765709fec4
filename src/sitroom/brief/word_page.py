"""The Word file: the brief as .docx, every note's number a link to its exact quote at the end; as in Markdown."""

import io
import os
import zipfile
from collections.abc import Iterator
from typing import Any, BinaryIO

from sitroom.brief.model import Brief, Judgement, Line, Section, Table
from sitroom.brief.page import NONE_FOUND, NOTHING_CHANGED, SINCE, foot_of, more_words, place_of
from sitroom.brief.word_parts import (
    LANDSCAPE,
    LANDSCAPE_TEXT,
    NAMESPACE,
    PORTRAIT,
    References,
    note_label,
    paragraph,
    rule,
    run,
    section_end,
    table,
)
from sitroom.brief.words import one_line, shorten

_LANGUAGE = "en-GB"
_LONGEST_PROPERTY = 250
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""When every part of the file is said to have been packed, so that the same brief gives the same bytes."""


def write_docx(brief: Brief, target: str | os.PathLike[str] | BinaryIO) -> None:
    """Write the brief as a Word file to a path or a binary stream; the same brief gives the same bytes."""
    raw = render_docx(brief)
    if isinstance(target, str | os.PathLike):
        with open(target, "wb") as file:  # noqa: PTH123  # a path may be a text
            file.write(raw)
        return
    target.write(raw)


def render_docx(brief: Brief) -> bytes:
    """Return the brief as a Word file on A4, the records in full on pages laid sideways."""
    from docx import Document
    from docx.oxml import parse_xml

    from sitroom.brief.word_styles import set_footer, set_styles

    document = Document()
    set_styles(document, language=_LANGUAGE)
    body = document.element.body
    blocks = "".join(_blocks(brief))
    parsed = parse_xml(f'<w:body xmlns:w="{NAMESPACE}">{blocks}</w:body>')
    end = body.sectPr
    for block in list(parsed):
        end.addprevious(block)
    set_footer(document, one_line(brief.title))
    _set_properties(document, brief)
    return _packed(document)


# ---------------------------------------------------------------------- the page
def _blocks(brief: Brief) -> Iterator[str]:
    references = References()
    yield from _head(brief, references)
    yield from _changes(brief, references)
    yield paragraph(run("Bottom line"), style="Heading1")
    for line in brief.bottom_line:
        yield _line(line, references, style="BottomLine")
    yield from _judgements(brief, references)
    for section in brief.sections:
        yield from _section(section, references)
    yield rule()
    yield paragraph(run(foot_of(brief)), style="Foot")
    yield section_end(PORTRAIT)
    yield from _records(brief, references)
    yield section_end(LANDSCAPE)
    yield from _notes(brief, references)


def _head(brief: Brief, references: References) -> Iterator[str]:
    yield paragraph(run(brief.title), style="Title")
    if brief.subtitle:
        yield paragraph(run(brief.subtitle), style="Subtitle")
    for line in brief.written:
        yield _line(line, references)


def _changes(brief: Brief, references: References) -> Iterator[str]:
    """What changed comes first; the brief as if it were the first one follows below a rule."""
    if brief.since is None:
        return
    yield paragraph(run(SINCE), style="Heading1")
    yield _line(brief.since, references)
    for section in brief.changes:
        yield from _section(section, references, style="Heading2")
    if not brief.changes:
        yield paragraph(run(NOTHING_CHANGED))
    yield rule()


def _judgements(brief: Brief, references: References) -> Iterator[str]:
    if not brief.has_records:
        return
    yield paragraph(run("Key judgements"), style="Heading1")
    if not brief.judgements:
        yield paragraph(run(NONE_FOUND))
    for judgement in brief.judgements:
        yield from _judgement(judgement, references)
    if brief.more_judgements:
        yield paragraph(run(more_words(brief.more_judgements), italic=True))


def _judgement(judgement: Judgement, references: References) -> Iterator[str]:
    head = run(f"{judgement.label}. {judgement.verdict}", bold=True)
    said = run(f" ({judgement.by}): {judgement.statement}")
    keep = "<w:keepNext/>" if judgement.facts else ""
    yield paragraph(head, said, references.to(judgement.notes), more=keep)
    for name, value in judgement.facts:
        yield paragraph(run(f"{name}: ", italic=True), run(value), style="ListBullet")


def _section(section: Section, references: References, *, style: str = "Heading1") -> Iterator[str]:
    yield paragraph(run(section.title), style=style)
    if section.intro:
        yield paragraph(run(section.intro, italic=True), more="<w:keepNext/>")
    for line in section.lines:
        yield _line(line, references, style="ListBullet")
    if section.more:
        yield paragraph(run(more_words(section.more), italic=True))


def _line(line: Line, references: References, *, style: str = "") -> str:
    label = run(f"{line.label} ", bold=True) if line.label else ""
    aside = run(f" {line.aside}", italic=True) if line.aside else ""
    return paragraph(label, run(line.text), references.to(line.notes), aside, style=style)


# ---------------------------------------------------------------------- below the page
def _records(brief: Brief, references: References) -> Iterator[str]:
    yield paragraph(run("The records in full"), style="Heading1")
    for one in brief.tables:
        yield paragraph(run(one.title), style="Heading2")
        yield _table(one, references)
    for name, value in brief.facts:
        yield paragraph(run(f"{name}: ", italic=True), run(value), style="ListBullet")


def _table(records: Table, references: References) -> str:
    rows = [
        (*(run(cell) for cell in row), references.to(notes))
        for row, notes in zip(records.rows, records.notes, strict=True)
    ]
    return table((*records.columns, "evidence"), rows, width=LANDSCAPE_TEXT)


def _notes(brief: Brief, references: References) -> Iterator[str]:
    yield paragraph(run("Notes"), style="Heading1")
    for note in brief.notes:
        place = place_of(brief, note)
        told = f"characters {note.span.start}–{note.span.end}"
        yield paragraph(
            note_label(note.number, leads_back=note.number in references.seen),
            "<w:r><w:tab/></w:r>",
            run(f"“{one_line(note.span.quote)}”"),
            run(f" ({f'{place}, ' if place else ''}{told})"),
            style="NoteText",
        )


# ---------------------------------------------------------------------- the file
def _set_properties(document: Any, brief: Brief) -> None:
    """Say whose the file is; nothing in it is ours to keep quiet about, and nothing comes from the clock."""
    properties = document.core_properties
    properties.title = shorten(brief.title, _LONGEST_PROPERTY)
    properties.subject = shorten(brief.subtitle, _LONGEST_PROPERTY)
    properties.identifier = brief.document_id
    properties.author = properties.last_modified_by = "sitroom"
    properties.comments = properties.keywords = ""
    properties.language = _LANGUAGE
    properties.revision = 1
    properties.created = properties.modified = brief.composed_at


def _packed(document: Any) -> bytes:
    """Return the package; python-docx stamps its parts with the clock, so they are packed anew."""
    package = document.part.package
    for key in [key for key, one in package.rels.items() if one.reltype.endswith("/thumbnail")]:
        del package.rels[key]
    first, last = io.BytesIO(), io.BytesIO()
    document.save(first)
    with zipfile.ZipFile(first) as stamped, zipfile.ZipFile(last, "w", zipfile.ZIP_DEFLATED) as packed:
        for part in stamped.infolist():
            entry = zipfile.ZipInfo(part.filename, _FIRST_DAY)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            packed.writestr(entry, stamped.read(part))
    return last.getvalue()
