"""Our own pages keep the rule that they check in others: likelihood and confidence never in one sentence."""

import io
import re
from dataclasses import replace
from datetime import UTC, datetime
from html import unescape
from importlib.resources import files

import docx
import pytest
from docx.oxml.ns import qn
from rich.console import Console

from sitroom.brief import Brief, Line, Section, compose, render_docx, render_html, render_markdown, render_terminal
from sitroom.record import Reading, read
from sitroom.record.usage.confidence_rules import confidences
from sitroom.record.usage.draft_text import DraftText
from sitroom.text import Document

NOW = datetime(2031, 5, 4, 9, 30, tzinfo=UTC)
EXAMPLES = sorted(path.name for path in (files("sitroom") / "examples").iterdir() if path.name.endswith(".txt"))


def terminal(brief: Brief) -> str:
    stream = io.StringIO()
    render_terminal(brief, Console(file=stream, width=4000), full=True)
    return stream.getvalue().replace("\n", "\n\n")


def html(brief: Brief) -> str:
    page = re.sub(
        r"<style.*?</style>|<svg.*?</svg>|<(?:mark|a|b|i|em|strong|sup)\b[^>]*>|</(?:mark|a|b|i|em|strong|sup)>",
        "",
        render_html(brief),
        flags=re.DOTALL,
    )
    return unescape(re.sub(r"<[^>]+>", "\n\n", page))


def word(brief: Brief) -> str:
    body = docx.Document(io.BytesIO(render_docx(brief))).element.body
    return "\n\n".join("".join(one.text or "" for one in block.iter(qn("w:t"))) for block in body.iter(qn("w:p")))


def mixed(text: str, reading: Reading) -> list[str]:
    """The sentences with both; quotation marks are taken off first, so that no likelihood hides in them."""
    draft = DraftText(re.sub(r"[“”\"«»]", " ", text), replace(reading, records=()), "icd203")
    found = [draft.sentence_at(one.words.start).span for one in confidences(draft)]
    return [
        one.quote for one in found if any(one.covers(term) for term in draft.terms) or re.search(r"\d\s*%", one.quote)
    ]


@pytest.mark.parametrize("name", EXAMPLES)
def test_no_page_has_a_likelihood_and_a_confidence_in_one_sentence(name: str) -> None:
    document = Document((files("sitroom") / "examples" / name).read_text(encoding="utf-8"), title=name, language="en")
    reading = read(document)
    brief = compose(document, reading, now=NOW)
    for render in (render_markdown, html, word, terminal):
        assert mixed(render(brief), reading) == []


def test_the_check_would_find_one(brief: Brief, reading: Reading) -> None:
    both = Section(key="x", title="Both", lines=(Line(text="Our confidence is low that rain is “very likely”."),))
    for render in (render_markdown, html, word, terminal):
        assert mixed(render(brief), reading) == []
        assert len(mixed(render(replace(brief, sections=(*brief.sections, both))), reading)) == 1, render
