"""Findings in, one cited page out: for the terminal, as Markdown, as a self-contained HTML file."""

from sitroom.brief.compose import compose
from sitroom.brief.html_page import render_html
from sitroom.brief.inputs import ClaimLine, LedgerFacts, OutcomeLine, QuestionLine
from sitroom.brief.markdown import render_markdown
from sitroom.brief.model import Brief, Judgement, Line, Moment, Note, Section, Table, Turn
from sitroom.brief.terminal import render_terminal

__all__ = [
    "Brief", "ClaimLine", "Judgement", "LedgerFacts", "Line", "Moment", "Note", "OutcomeLine", "QuestionLine",
    "Section", "Table", "Turn", "compose", "render_html", "render_markdown", "render_terminal",
]  # fmt: skip
