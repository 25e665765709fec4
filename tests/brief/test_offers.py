"""Offers: what may stand in place of a question is shown with the command that takes it, where one can."""

import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from rich.console import Console

from sitroom.brief import Brief, QuestionLine, compose, render_html, render_markdown, render_terminal
from sitroom.record import Reading
from sitroom.text import Document

COMMANDS = {"q1": "sitroom ledger accept 1a2b3c4d", "q3": "sitroom ledger accept 5e6f7a8b --closes DAY"}


@pytest.fixture
def offering(document: Document, reading: Reading, questions: Sequence[QuestionLine]) -> Brief:
    asked = [replace(one, accept=COMMANDS.get(one.id)) for one in questions]
    return compose(document, reading, questions=asked, now=datetime(2031, 5, 19, tzinfo=UTC))


def test_a_harder_question_and_a_scorable_form_name_their_command(offering: Brief) -> None:
    facts = {one.question_id: dict(one.facts) for one in offering.judgements}
    assert facts["q1"]["Harder question"].endswith("by then? `sitroom ledger accept 1a2b3c4d` takes it")
    assert facts["q3"]["Could be asked as"].endswith("passes? `sitroom ledger accept 5e6f7a8b --closes DAY` takes it")


def test_every_page_names_it_once(offering: Brief) -> None:
    terminal = io.StringIO()
    render_terminal(offering, Console(file=terminal, width=100))
    pages = (render_markdown(offering), render_html(offering), terminal.getvalue())
    for page in (" ".join(page.split()) for page in pages):
        assert [page.count(command) for command in COMMANDS.values()] == [1, 1]


def test_where_nothing_is_kept_no_command_is_shown(brief: Brief) -> None:
    assert "ledger accept" not in render_markdown(brief) + render_html(brief)
