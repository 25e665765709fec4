import io
import zipfile
from dataclasses import replace
from datetime import timedelta
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from sitroom.brief import Brief, Line, Note, Section, SourceText, Table, render_docx, write_docx
from sitroom.core import Span

EVIL = '<w:p>x</w:p> & "q" =CMD|calc!A1 {HYPERLINK "http://x"} \x00\x0b\x1b[31m \u202e\ud800\ufffe ]]> $PAGE'
SHOWN = '<w:p>x</w:p> & "q" =CMD|calc!A1 {HYPERLINK "http://x"} � �[31m ��� ]]> $PAGE'


def read_back(brief: Brief) -> Any:
    return docx.Document(io.BytesIO(render_docx(brief)))


@pytest.fixture(scope="module")
def page(brief: Brief) -> Any:
    return read_back(brief)


def blocks(page: Any) -> list[str]:
    """The words of every paragraph and cell, links and all, in order."""
    return ["".join(text.text or "" for text in one.iter(qn("w:t"))) for one in page.element.body.iter(qn("w:p"))]


def anchors(page: Any) -> tuple[list[str], list[str]]:
    body = page.element.body
    led = [one.get(qn("w:anchor")) for one in body.iter(qn("w:hyperlink"))]
    return led, [one.get(qn("w:name")) for one in body.iter(qn("w:bookmarkStart"))]


def test_every_quote_stands_among_the_notes(brief, page):
    notes = blocks(page)[blocks(page).index("Notes") + 1 :]
    assert [note.startswith(f"[{one.number}]“{one.span.quote}” (characters {one.span.start}–")
            for note, one in zip(notes, brief.notes, strict=True)] == [True] * len(brief.notes)  # fmt: skip


def test_every_number_leads_to_its_note_and_back(brief, page):
    led, marked = anchors(page)
    assert len(marked) == len(set(marked))
    assert set(led) == set(marked) == {f"{way}{note.number}" for note in brief.notes for way in ("note", "from")}
    keys = [one.get(qn("w:id")) for one in page.element.body.iter(qn("w:bookmarkStart"))]
    assert sorted(keys) == sorted(one.get(qn("w:id")) for one in page.element.body.iter(qn("w:bookmarkEnd")))
    assert len(keys) == len(set(keys))


def test_the_page_has_what_the_brief_has_in_its_order(brief, page):
    heads = [one.text for one in page.paragraphs if one.style.name == "Heading 1"]
    sections = [section.title for section in brief.sections]
    assert heads == ["Bottom line", "Key judgements", *sections, "The records in full", "Notes"]
    said = "\n".join(blocks(page))
    for words in (
        brief.title,
        *(line.text for line in brief.bottom_line),
        *(one.statement for one in brief.judgements),
    ):
        assert words in said
    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in page.tables]
    assert [table[0][:-1] for table in tables] == [list(table.columns) for table in brief.tables]
    assert [len(table) - 1 for table in tables] == [len(table.rows) for table in brief.tables]


def test_changes_come_first(brief):
    since = Line(text="Counted from the brief of 1 May.")
    changed = replace(brief, since=since, changes=(Section(key="x", title="Nearer", lines=(Line(text="One."),)),))
    said = blocks(read_back(changed))
    assert said.index("What changed") < said.index(since.text) < said.index("Nearer") < said.index("Bottom line")


def test_a_note_of_another_text_says_so(brief):
    other = SourceText("doc-2", "Rain fell.", "B", "Rain", "12 May")
    notes = (*brief.notes, Note(len(brief.notes) + 1, Span(0, 4, "Rain"), len(brief.sources)))
    lengthened = replace(brief, sources=(*brief.sources, other), notes=notes)
    said = blocks(read_back(lengthened))
    assert said[-1] == f"[{len(notes)}]“Rain” (text B, characters 0–4)"
    led, marked = anchors(read_back(lengthened))
    assert set(led) <= set(marked)


def test_hostile_words_stay_words(brief):
    hostile = replace(
        brief,
        title=EVIL * 20,
        subtitle=EVIL,
        bottom_line=(Line(text=EVIL, label=EVIL, aside=EVIL, notes=(1,)),),
        tables=(Table(key="x", title=EVIL, columns=(EVIL,), rows=((EVIL,), (EVIL,)), notes=((1,), (2,))),),
    )
    raw = render_docx(hostile)
    page = docx.Document(io.BytesIO(raw))
    assert f"{SHOWN} {SHOWN}[1] {SHOWN}" in blocks(page)
    assert [cell.text for cell in page.tables[0].columns[0].cells] == [SHOWN] * 3
    assert {one.get(qn("w:instr")) for one in page.element.body.iter(qn("w:fldSimple"))} == set()
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        assert not [name for name in package.namelist() if "vba" in name.lower()]
        links = package.read("word/_rels/document.xml.rels").decode()
    assert 'TargetMode="External"' not in links


def test_the_same_brief_gives_the_same_bytes_whatever_the_clock(brief, tmp_path):
    stream = io.BytesIO()
    write_docx(brief, stream)
    write_docx(brief, tmp_path / "one.docx")
    assert stream.getvalue() == (tmp_path / "one.docx").read_bytes() == render_docx(brief)
    with zipfile.ZipFile(stream) as package:
        assert {one.date_time for one in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert render_docx(replace(brief, composed_at=brief.composed_at + timedelta(days=1))) != stream.getvalue()


def test_paper_language_numbers_and_heads_of_tables(brief, page):
    assert {(round(one.page_width.mm), round(one.page_height.mm)) for one in page.sections} == {(210, 297), (297, 210)}
    assert [one.get(qn("w:val")) for one in page.styles.element.iter(qn("w:lang"))] == ["en-GB"]
    for section in page.sections:
        fields = [one.get(qn("w:instr")) for one in section.footer._element.iter(qn("w:fldSimple"))]
        assert fields == ["PAGE", "NUMPAGES"]
    assert [len(list(table._tbl.iter(qn("w:tblHeader")))) for table in page.tables] == [1] * len(page.tables)
    assert (page.core_properties.title, page.core_properties.created.date()) == (brief.title, brief.composed_at.date())
