"""Findings in, one cited page out: for the terminal, as Markdown, as a self-contained HTML file, as a Word file."""

from sitroom.brief.ahead import occasions_ahead
from sitroom.brief.bundle import Text, bundle, starts_of
from sitroom.brief.changes import ClosedLine, DueLine, MovedLine, Said, SignLine, Since
from sitroom.brief.compose import compose
from sitroom.brief.explanations_section import (
    assumption_lines,
    assumptions_section,
    explanation_lines,
    explanations_section,
    lines_of,
    matrices_of,
)
from sitroom.brief.html_page import render_html
from sitroom.brief.indicators import indicators_section
from sitroom.brief.inputs import (
    AssumptionLine,
    ClaimLine,
    ExplanationLine,
    IndicatorLine,
    LedgerFacts,
    OutcomeLine,
    QuestionLine,
)
from sitroom.brief.markdown import render_markdown
from sitroom.brief.model import Brief, Judgement, Line, Moment, Note, Section, SourceText, Table, Turn
from sitroom.brief.rivals import (
    Assumption,
    Evidence,
    Explanation,
    Marking,
    Matrix,
    Usual,
    Verdict,
    assumptions_of,
    last_verdicts,
    situation_assumption,
    struck_explanations,
    unseparated_words,
    worth_looking_for,
)
from sitroom.brief.sentences import antecedent_words, sentence_of, verbs, whose_word
from sitroom.brief.terminal import render_terminal
from sitroom.brief.word_page import render_docx, write_docx
from sitroom.brief.words import capital, days_words, joined, one_line, percent, percent_range, quoted

__all__ = [
    "Assumption", "AssumptionLine", "Brief", "ClaimLine", "ClosedLine", "DueLine", "Evidence", "Explanation",
    "ExplanationLine", "IndicatorLine", "Judgement", "LedgerFacts", "Line", "Marking", "Matrix", "Moment",
    "MovedLine", "Note", "OutcomeLine", "QuestionLine", "Said", "Section", "SignLine", "Since", "SourceText", "Table",
    "Text", "Turn", "Usual", "Verdict", "antecedent_words", "assumption_lines", "assumptions_of",
    "assumptions_section", "bundle", "capital", "compose", "days_words", "explanation_lines", "explanations_section",
    "indicators_section", "joined", "last_verdicts", "lines_of", "matrices_of", "occasions_ahead", "one_line",
    "percent", "percent_range", "quoted", "render_docx", "render_html", "render_markdown", "render_terminal",
    "sentence_of", "situation_assumption", "starts_of", "struck_explanations", "unseparated_words", "verbs",
    "whose_word", "worth_looking_for", "write_docx",
]  # fmt: skip
