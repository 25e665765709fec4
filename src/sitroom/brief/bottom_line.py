"""The bottom line: the strongest judgement, what being right about it would say, and what it all rests on."""

from sitroom.brief.findings import Findings, Notebook
from sitroom.brief.inputs import QuestionLine
from sitroom.brief.judgements import closing_days, find_estimate
from sitroom.brief.model import Line
from sitroom.brief.sentences import condition_words
from sitroom.brief.words import (
    capital,
    clause,
    counted,
    days_words,
    joined,
    one_line,
    percent,
    percent_range,
    quoted,
    quoted_span,
)
from sitroom.core import DayRange, Problem
from sitroom.record import Condition, Estimate, Kind

_KINDS: tuple[tuple[Kind, str, str], ...] = (
    ("event", "event", "events"), ("statement", "statement", "statements"), ("aim", "aim", "aims"),
    ("condition", "condition", "conditions"), ("occasion", "occasion ahead", "occasions ahead"),
    ("pattern", "habit claimed", "habits claimed"),
)  # fmt: skip


def bottom_line(findings: Findings, notes: Notebook) -> tuple[Line, ...]:
    """Return the two or three sentences that a reader with ten seconds reads."""
    if not findings.reading.records:
        return _nothing_read(findings)
    question, estimate = _strongest(findings)
    rests = _rests_on(findings, notes)
    if question is None and estimate is None:
        return (_no_estimate(findings), *rests)
    return (_judged(findings, question, estimate, notes), *_what_it_says(question), *rests)


def _strongest(findings: Findings) -> tuple[QuestionLine | None, Estimate | None]:
    """Return the scorable judgement whose band lies furthest from even; the first in the text breaks ties."""
    scorable = [question for question in findings.questions if question.scorable]
    if scorable:
        question = max(scorable, key=lambda one: (_strength(one.band), -(one.quote.start if one.quote else 0)))
        return question, find_estimate(findings, question)
    held = [one for one in findings.reading.of_kind("estimate") if isinstance(one, Estimate) and one.realis == "actual"]
    return None, max(held, key=lambda one: (_strength(one.band), -one.anchor.start), default=None)


def _strength(band: tuple[float, float] | None) -> float:
    return abs(sum(band) / 2 - 0.5) if band else -1.0


def _judged(findings: Findings, question: QuestionLine | None, estimate: Estimate | None, notes: Notebook) -> Line:
    if estimate:
        by, said, spans = findings.voice(estimate), quoted(clause(estimate.content.quote), 170), estimate.evidence[:1]
        words, band, closes = estimate.words.quote, estimate.band, closing_days(estimate)
    else:
        by, said, spans, words, band, closes = "the author", "", (), None, None, None
    if question:
        by = one_line(question.by) if question.by != "author" else by
        said = said or (quoted_span(question.quote, 170) if question.quote else one_line(question.text))
        words, band, closes = question.words or words, question.band or band, question.closes
        spans = spans or ((question.quote,) if question.quote else ())
    return Line(text=f"{_opening(by, words, band)}: {said}{_by_when(closes)}.", notes=notes.cite(*spans), is_quote=True)


def _opening(by: str, words: str | None, band: tuple[float, float] | None) -> str:
    likely = one_line(words or "")
    number = f" ({percent_range(band)})" if band else ""
    if band and any(sign.isdigit() for sign in likely):
        return f"{capital(by)} gives {percent_range(band)} to this"
    if not likely:
        return f"{capital(by)} judges{number}"
    return f"{capital(by)} holds it “{likely}”{number}"


def _by_when(closes: DayRange | None) -> str:
    last = closes.end or closes.start if closes else None
    if closes is None or last is None:
        return ", without a day by which it would show"
    return f", to be settled by {days_words(closes)}"


def _what_it_says(question: QuestionLine | None) -> tuple[Line, ...]:
    if question is None:
        return ()
    if question.base_rate is None:
        reason = one_line(question.base_rate_note or "").removeprefix("not covered:").strip().rstrip(".")
        why = f": {reason}" if reason else ""
        return (Line(text=f"How often the like happens anyway is not covered by the history at hand{why}."),)
    often = percent(question.base_rate)
    if question.information == "low":
        return (
            Line(
                text=f"On the record the like happens in {often} of such periods, so being right about it says little."
            ),
        )
    return (Line(text=f"On the record the like happens in {often} of such periods, so it can turn out either way."),)


def _rests_on(findings: Findings, notes: Notebook) -> tuple[Line, ...]:
    """What the text makes no likelihood for: a condition of the author's, or a question that cannot be scored."""
    scored = {one.id for one in findings.reading.of_kind("estimate") if isinstance(one, Estimate) and one.band}
    on_scored = {link.source for link in findings.links("condition_of") if link.target in scored}
    conditions = [
        one
        for one in findings.reading.of_kind("condition")
        if isinstance(one, Condition) and _is_told(one) and one.id not in on_scored
    ]
    unscored = next((one for one in findings.questions if not one.scorable and one.quote), None)
    if unscored and unscored.quote:
        spot = unscored.quote
        conditions = [one for one in conditions if one.anchor.overlaps(spot)] or conditions[:0]
    if conditions:
        told = condition_words(conditions[0])
        cited = notes.cite(conditions[0].anchor)
    elif unscored and unscored.quote:
        told, cited = quoted_span(unscored.quote, 170), notes.cite(unscored.quote)
    else:
        return ()
    return (Line(text=f"Left open, with no likelihood given: {told}.", notes=cited, is_quote=True),)


def _is_told(condition: Condition) -> bool:
    """Return whether a condition is the author's own and says in words, not by a pronoun, what hangs on it."""
    return all(who == "author" for who in condition.asserted_by) and len(condition.consequent.quote.split()) > 2


def _no_estimate(findings: Findings) -> Line:
    counts = [(len(findings.reading.of_kind(kind)), one, many) for kind, one, many in _KINDS]
    found = joined([counted(number, one, many) for number, one, many in counts if number])
    return Line(text=f"The text says nothing of how likely anything is. What it does hold: {found or 'nothing else'}.")


def _nothing_read(findings: Findings) -> tuple[Line, ...]:
    problems = (*findings.reading.problems, *findings.document.problems)
    why = " ".join(dict.fromkeys(_message(problem) for problem in problems[:3]))
    if not findings.document.text.strip():
        why = why or "The document holds no text."
    reason = why or "No sentence in it tells of an act, a word, an aim, a likelihood or a day ahead that could be read."
    return (
        Line(text=f"Nothing could be read from this text. {reason}"),
        Line(text="The whole text stands below, so that a person can read it."),
    )


def _message(problem: Problem) -> str:
    return capital(one_line(problem.message).rstrip(".")) + "."
