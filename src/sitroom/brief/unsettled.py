"""What could not be settled: the problems of text and reading in plain words, grouped, without their codes."""

import csv
from functools import cache
from importlib.resources import files

from sitroom.brief.ahead import straddling
from sitroom.brief.findings import Findings, Notebook, letter_of
from sitroom.brief.model import Judgement, Line, Section
from sitroom.brief.sentences import sentence_of
from sitroom.brief.words import capital, days_words, shorten
from sitroom.core import Problem
from sitroom.record import Record

MOST_LINES = 10
MOST_OF_A_GROUP = 3


def unsettled_section(findings: Findings, notes: Notebook, judgements: tuple[Judgement, ...]) -> Section | None:
    """Return what a person has to settle: first what moves a judgement, then the problems by group."""
    lines = [*_day_of_writing(findings, notes), *_before_or_after(findings, notes, judgements)]
    left = 0
    for words, problems in _grouped(findings).items():
        lines += [
            _line(words if not number else "", one, notes) for number, one in enumerate(problems[:MOST_OF_A_GROUP])
        ]
        left += max(0, len(problems) - MOST_OF_A_GROUP)
    if not lines:
        return None
    shown = tuple(lines[:MOST_LINES])
    more = left + len(lines) - len(shown)
    return Section(key="unsettled", title="What could not be settled", lines=shown, more=more)


@cache
def _groups() -> dict[str, str]:
    text = files(__package__).joinpath("troubles.csv").read_text(encoding="utf-8")
    return {row["code"]: row["words"] for row in csv.DictReader(text.splitlines())}


def group_of(code: str) -> str:
    """Return the plain words for a problem's code: those of the longest beginning of it that is on the list.

    >>> group_of("record.near-name"), group_of("text.some-new-problem"), group_of("new")
    ('Names close to a known one', 'The page itself', 'Other')
    """
    fitting = [known for known in _groups() if code.startswith(known)]
    return _groups()[max(fitting, key=len)] if fitting else "Other"


def _grouped(findings: Findings) -> dict[str, list[Problem]]:
    groups: dict[str, list[Problem]] = {}
    for problem in dict.fromkeys((*findings.reading.problems, *findings.document.problems)):
        groups.setdefault(group_of(problem.code), []).append(problem)
    return groups


def _line(label: str, problem: Problem, notes: Notebook) -> Line:
    text = capital(shorten(problem.message, 240)).rstrip(".")
    return Line(label=label, text=f"{text}.", notes=notes.cite(problem.where), is_quote=True)


def _day_of_writing(findings: Findings, notes: Notebook) -> list[Line]:
    lines: list[Line] = []
    for place, one in enumerate(findings.texts):
        days, spans = one.reading.reference.days, one.reading.reference.spans
        if days.is_day or (days.start is None and days.end is None):
            continue
        which = f"{letter_of(place)} was" if len(findings.texts) > 1 else "it was"
        text = f"On which day {which} written: any from {days_words(days)} fits the text."
        label = group_of("record.reference") if not lines else ""
        lines.append(Line(label=label, text=text, notes=notes.cite_from(place, *spans)))
    return lines


def _before_or_after(findings: Findings, notes: Notebook, judgements: tuple[Judgement, ...]) -> list[Line]:
    return [
        Line(
            label="Order",
            text=f"Whether {judgement.label} closes before or after {_day(occasion)} depends on the day of writing "
            f"({shorten(sentence_of(occasion), 80)}).",
            notes=notes.cite(occasion.anchor),
        )
        for judgement, occasion in straddling(findings, judgements)[:MOST_OF_A_GROUP]
    ]


def _day(occasion: Record) -> str:
    return days_words(occasion.date.days if occasion.date else None)
