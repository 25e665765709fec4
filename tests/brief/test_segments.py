from datetime import UTC, datetime
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from sitroom.brief import Brief, Note, SourceText
from sitroom.brief.html_page import source_html
from sitroom.brief.segments import segments_of
from sitroom.core import Span

TEXTS = st.text(st.sampled_from("abc <>&\"'é中\n"), min_size=1, max_size=60)


@st.composite
def noted_texts(draw):
    text = draw(TEXTS)
    starts = draw(st.lists(st.tuples(st.integers(0, len(text) - 1), st.integers(1, len(text))), max_size=12))
    spans = dict.fromkeys((start, min(len(text), start + length)) for start, length in starts)
    return text, tuple(Note(n, Span(a, b, text[a:b])) for n, (a, b) in enumerate(spans, start=1))


@given(noted_texts())
def test_segments_joined_are_the_text_and_each_note_covers_its_quote(noted):
    text, notes = noted
    segments = segments_of(text, notes)
    assert "".join(segment.text for segment in segments) == text
    for note in notes:
        assert "".join(one.text for one in segments if note.number in one.notes) == note.span.quote
        assert sum(note.number in one.opens for one in segments) == 1


@given(noted_texts())
def test_marking_spans_changes_no_visible_word(noted):
    text, notes = noted
    brief = Brief(
        title="", composed_at=datetime(2031, 1, 1, tzinfo=UTC), sources=(SourceText("doc", text),), notes=notes
    )
    element = ET.fromstring(f"<div>{source_html(brief)}</div>")
    assert "".join(element.itertext()) == text
    assert len(element.findall("a")) == len(notes)
