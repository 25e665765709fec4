import re
from dataclasses import replace
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from sitroom.brief import Brief, Moment, Note, SourceText, compose, render_html
from sitroom.brief.html_page import source_html
from sitroom.core import DayRange, Span
from sitroom.record import DocumentFacts, Event, Reading, Reference
from sitroom.text import Document

NOW = datetime(2031, 5, 4, 9, 30, tzinfo=UTC)
VOID = {"meta", "br", "hr", "img", "input", "link"}
EVIL = '</style><script>alert(1)</script><img src=x onerror="alert(2)"> {{ 7*7 }} & \x1b[31m \u202e "quoted"'


class Page(HTMLParser):
    """Reads a page: its anchors, its links, the words of each mark, and whether every tag is closed."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, str]] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: set[str] = set()
        self.marked: dict[str, str] = {}
        self.source = ""
        self.feed(html)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        attributes = dict(attrs)
        self.tags.add(tag)
        self.ids += [attributes["id"]] if "id" in attributes else []
        self.links += [attributes["href"]] if "href" in attributes else []
        assert not [name for name in attributes if name.startswith("on")]
        if tag not in VOID:
            self.open.append((tag, attributes.get("class", "")))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if any(class_ == "source" for _, class_ in self.open):
            self.source += data
            if self.open[-1][0] == "mark":
                for name in self.open[-1][1].split():
                    self.marked[name] = self.marked.get(name, "") + data


@pytest.fixture(scope="module")
def page(brief):
    return Page(render_html(brief))


def test_every_link_leads_to_an_anchor_and_no_anchor_stands_twice(page):
    assert {link.removeprefix("#") for link in page.links} <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))


def test_the_marked_words_of_every_note_are_its_quote(page, brief):
    assert page.marked == {f"e{note.number}": note.span.quote for note in brief.notes}


def test_the_whole_source_text_stands_at_the_end(page, brief):
    assert page.source == brief.text


def test_the_page_needs_nothing_from_outside_and_runs_nothing(brief):
    html = render_html(brief)
    assert "<script" not in html
    assert not re.search(r"(src|href)=\"(?!#)", html)
    assert "url(" not in html
    assert "@import" not in html


def test_the_drawings_are_well_formed(brief):
    drawings = re.findall(r"<svg.*?</svg>", render_html(brief), re.DOTALL)
    assert len(drawings) == 2 + 2
    for drawing in drawings:
        ET.fromstring(drawing)


def test_a_script_in_a_text_comes_out_as_words():
    document = Document(EVIL, title=EVIL, source=EVIL)
    span = Span(0, len(EVIL), EVIL)
    event = Event(id="rec-1", evidence=(span,), trigger=span, place=span)
    facts = DocumentFacts(document.id, document.sha256_text, None, EVIL, EVIL, None, None, "en", len(EVIL))
    reading = Reading(facts, Reference(DayRange(), (EVIL,)), (event,), (), (), (), "hand", "1")
    html = render_html(compose(document, reading, topic=EVIL, now=NOW))
    page = Page(html)
    assert not page.tags & {"script", "img"}
    assert "49" not in page.source
    assert "\x1b" not in html
    assert "\u202e" not in html
    assert page.source.startswith('</style><script>alert(1)</script><img src=x onerror="alert(2)"> {{ 7*7 }} &')


def test_a_script_in_a_drawing_comes_out_as_words(brief):
    moment = Moment(days=DayRange(date(2031, 5, 1), date(2031, 5, 1)), text=EVIL, notes=(1,))
    page = Page(render_html(replace(brief, moments=(moment,))))
    assert not page.tags & {"script", "img"}


def test_an_empty_text_gives_a_page():
    document = Document("")
    facts = DocumentFacts(document.id, document.sha256_text, None, None, None, None, None, None, 0)
    reading = Reading(facts, Reference(DayRange(), ()), (), (), (), (), "hand", "1")
    page = Page(render_html(compose(document, reading, now=NOW)))
    assert page.source == ""


def test_nested_and_overlapping_spans_are_each_marked_whole():
    text = "No barge will pass while the tolls stand."
    spans = [(0, 41), (3, 8), (3, 18), (14, 30)]
    notes = tuple(Note(n, Span(a, b, text[a:b])) for n, (a, b) in enumerate(spans, start=1))
    brief = Brief(title="", composed_at=NOW, sources=(SourceText("doc", text),), notes=notes)
    marked = Page(f'<div class="source">{source_html(brief)}</div>').marked
    assert marked == {f"e{note.number}": note.span.quote for note in notes}
