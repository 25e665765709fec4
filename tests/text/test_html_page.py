"""Saved pages: the article and what the page declares; never its scripts."""

import pytest

from sitroom.text import Document, Loaded, load_bytes

ARTICLE = (
    "<article><h1>Minsk waits</h1>"
    "<p>The ministers met in Minsk on Friday, and went home at night without a word to the press.</p>"
    "<p>Nothing was signed, although the hosts had hoped for a <b>joint</b> text by the end of the day.</p></article>"
)

GRAPH = (
    '<script type="application/ld+json">{"@graph": [{"@type": "WebPage", "datePublished": "2001-01-01"}, {"@type": '
    '"NewsArticle", "datePublished": "2013-02-22", "dateModified": "2021-11-29"}]}</script>'
)


def page(*, head: str = "", body: str = ARTICLE) -> str:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"


def load(html: str | bytes) -> Loaded:
    raw = html if isinstance(html, bytes) else html.encode()
    return load_bytes(raw, source="page.html", suffix=".html")


def document_of(html: str | bytes) -> Document:
    document = load(html).document
    assert document is not None
    return document


def codes_of(html: str | bytes) -> list[str]:
    return [problem.code for problem in load(html).problems]


def test_the_article_is_the_text() -> None:
    document = document_of(
        page(body=f"<nav><a href='/'>Home</a> <a href='/a'>About us</a></nav>{ARTICLE}<footer>Imprint</footer>")
    )
    assert "for a joint text by the end of the day." in document.text
    assert "to the press.\n\nNothing was" in document.text
    assert "Imprint" not in document.text
    assert (document.title, document.language, document.problems) == ("Minsk waits", "en", ())


def test_scripts_styles_and_hidden_words_are_no_text() -> None:
    tricks = (
        "<script>var secret=1</script><style>.secret{}</style><p hidden>secret</p><p style='display: none'>secret</p>"
    )
    assert "secret" not in document_of(page(head=tricks, body=tricks + ARTICLE + tricks)).text
    assert "secret" not in document_of(page(body=tricks + "Only a word.")).text


@pytest.mark.parametrize(
    ("head", "stamps"),
    [
        ('<meta property="article:published_time" content="2013-02-22T23:30:00+02:00">', [("published", "2013-02-22")]),
        ('<meta name="DC.date" content="2013-02-22"><meta name="last-modified" content="29 November 2021">',
         [("published", "2013-02-22"), ("updated", "2021-11-29")]),
        (GRAPH,
         [("published", "2013-02-22"), ("updated", "2021-11-29")]),
        ('<script type="application/ld+json">{"datePublished": </script>', []),
        ('<meta name="date" content="soon">', []),
    ],
)  # fmt: skip
def test_declared_days_are_stamps_without_words(head: str, stamps: list[tuple[str, str]]) -> None:
    document = document_of(page(head=head))
    assert [(stamp.kind, str(stamp.day)) for stamp in document.stamps] == stamps
    assert all(stamp.span is None for stamp in document.stamps)


def test_a_marked_time_is_a_stamp() -> None:
    document = document_of(page(body=f"<time datetime='2013-02-22' class='entry-date'>Friday</time>{ARTICLE}"))
    assert str(document.published_on) == "2013-02-22"


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ("<title>Minsk waits | The Letter</title>", "<p>So it does.</p>", "Minsk waits"),
        (
            '<meta property="og:title" content="Minsk waits - The Letter"><meta property="og:site_name" content="The Letter">',
            ARTICLE,
            "Minsk waits",
        ),
        (
            '<script type="application/ld+json">{"headline": "Minsk waits"}</script>',
            "<h1>The Letter</h1>",
            "Minsk waits",
        ),
    ],
)
def test_the_title_is_the_article_s(head: str, body: str, title: str) -> None:
    assert document_of(page(head=head, body=body + "<p>Nothing was signed on Friday.</p>")).title == title


def test_the_declared_encoding_is_read() -> None:
    html = page(head='<meta charset="windows-1251">', body="<p>Министры встретились в Минске.</p>")
    assert "Министры" in document_of(html.encode("cp1251")).text
    assert codes_of(html.encode("cp1251")) == []


def test_a_page_that_is_utf_8_is_so_whatever_it_declares() -> None:
    assert "Füle" in document_of(page(head='<meta charset="iso-8859-1">', body="<p>Füle left.</p>")).text


def test_a_page_too_deep_for_the_extractor_is_still_read() -> None:
    html = page(body="<p>Nothing was signed.</p>" + "<div>" * 500 + "They left.")
    assert document_of(html).text == "Nothing was signed.\n\nThey left."
    assert codes_of(html) == ["text.whole-page"]


def test_what_lies_deeper_than_the_parser_goes_is_said_to_be_lost() -> None:
    assert codes_of(page(body="<p>Nothing was signed.</p>" + "<div>" * 50_000)) == [
        "text.whole-page",
        "text.page-too-deep",
    ]


def test_a_page_too_large_for_the_extractor_is_still_read() -> None:
    html = page(body="<p>Nothing was signed.</p>" * 41_000)
    assert document_of(html).text.count("signed") == 41_000
    assert codes_of(html) == ["text.whole-page"]


@pytest.mark.parametrize(
    "html", ["<html></html>", page(body="<script>1</script>"), "<!-- only a remark -->", "<?xml version='1.0'?>"]
)
def test_a_page_without_words_is_empty(html: str | bytes) -> None:
    assert codes_of(html) == ["text.empty"]
