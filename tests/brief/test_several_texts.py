"""Several texts on one page: each event once, with the words of all that tell it, and whose words they are."""

import re
from datetime import UTC, date, datetime

import pytest

from sitroom.brief import Brief, Text, compose, render_html, render_markdown
from sitroom.desk.examples import example_path
from sitroom.desk.retellings import find_retellings
from sitroom.record import Link, read
from sitroom.text import Document, load_source
from tests.brief.test_html_page import Page

NOW = datetime(2031, 5, 4, 9, 30, tzinfo=UTC)
FIRST = """Warsaw and Minsk

On 11 February 2013 Poland expelled the Belarusian ambassador. On 15 February 2013 Lukashenko met Putin in Sochi.
Lukashenko wants to keep the price of gas low.
"""
SECOND = """The week in Minsk

The Belarusian ambassador was expelled by Poland on 11 February 2013. Makei met Lavrov in Minsk on 15 February 2013.
It is likely that Belarus will release the prisoners by 1 June 2013.
"""


def text_of(words: str) -> Text:
    document = Document(words, title=words.split("\n", maxsplit=1)[0], language="en")
    return Text(document, read(document, written_on=date(2013, 3, 5)))


def page_of(*texts: Text) -> Brief:
    told = [(one.document.id, [record.to_json() for record in one.reading.records]) for one in texts]
    ties = [Link("same_event", one.source, one.target, ()) for one in find_retellings(told)]
    return compose(texts[0].document, texts[0].reading, now=NOW, beside=texts[1:], ties=ties)


@pytest.fixture(scope="module")
def texts() -> tuple[Text, Text]:
    return text_of(FIRST), text_of(SECOND)


@pytest.fixture(scope="module")
def page(texts: tuple[Text, Text]) -> Brief:
    return page_of(*texts)


def timeline(page: Brief, words: str) -> list[list[int]]:
    """Return, for each line of the timeline that has these words, which texts its notes are of."""
    section = page.find_section("timeline")
    assert section is not None
    return [[page.note(n).source for n in line.notes] for line in section.lines if words in line.text]


def test_an_event_told_by_two_is_one_line_with_two_quotes(page: Brief) -> None:
    assert timeline(page, "Poland expelled") == [[0, 1]]


def test_persons_tell_two_meetings_of_the_same_states_apart(page: Brief) -> None:
    assert timeline(page, "Putin") == [[0]]
    assert timeline(page, "Lavrov") == [[1]]


def test_every_quote_is_exact_in_its_own_text(page: Brief, texts: tuple[Text, Text]) -> None:
    assert {note.source for note in page.notes} == {0, 1}
    for note in page.notes:
        assert texts[note.source].document.text[note.span.start : note.span.end] == note.span.quote


def test_the_texts_have_letters_and_no_link_is_broken(page: Brief) -> None:
    assert [source.label for source in page.sources] == ["A", "B"]
    html = Page(render_html(page))
    assert {link.removeprefix("#") for link in html.links} <= set(html.ids)
    assert len(html.ids) == len(set(html.ids))


def test_footnotes_name_the_text(page: Brief) -> None:
    markdown = render_markdown(page)
    for note in page.notes:
        footnote = re.search(rf"^\[\^{note.number}\]:.*$", markdown, re.MULTILINE)
        assert footnote
        assert f"text {'AB'[note.source]}" in footnote[0]


def test_the_page_of_one_text_says_nothing_of_others(texts: tuple[Text, Text]) -> None:
    alone = texts[0]
    page = page_of(alone)
    assert page == compose(alone.document, alone.reading, now=NOW)
    assert page.find_section("contradictions") is None
    assert page.sources[0].label == ""
    assert "text A" not in render_markdown(page)


def test_the_journey_that_both_examples_tell_is_one_line() -> None:
    both = []
    for name in ("armenia-2013-08", "armenia-2013-09"):
        (loaded,) = load_source(str(example_path(name)))
        assert loaded.document is not None
        both.append(Text(loaded.document, read(loaded.document)))
    assert timeline(page_of(*both), "Vladimir Putin visited Azerbaijan") == [[0, 1]]
