"""Key judgements: whose they are, how likely, by when, against which base rate, and what cannot be scored and why."""

from collections.abc import Sequence
from dataclasses import replace

from sitroom.brief.findings import Findings, Notebook
from sitroom.brief.inputs import QuestionLine
from sitroom.brief.model import Judgement
from sitroom.brief.words import capital, clause, days_words, one_line, percent, percent_range, quoted, quoted_span
from sitroom.core import DayRange, Span
from sitroom.record import Estimate

MOST_JUDGEMENTS = 8
INFORMATION = {
    "low": "Low. The like nearly always turns out the same way, so being right says little.",
    "high": "High. History does not settle it beforehand, so the answer will tell something.",
}


def judgements_of(findings: Findings, notes: Notebook) -> tuple[tuple[Judgement, ...], int]:
    """Return the key judgements, scorable ones first and else in text order, and how many were left out."""
    questions = sorted(findings.questions, key=lambda one: (not one.scorable, one.quote.start if one.quote else 0))
    asked = [(question, find_estimate(findings, question)) for question in questions]
    taken = {estimate.id for _, estimate in asked if estimate}
    held = [one for one in _estimates(findings) if one.id not in taken]
    shown = asked[:MOST_JUDGEMENTS]
    room = MOST_JUDGEMENTS - len(shown)
    out = [_of_question(findings, question, estimate, notes) for question, estimate in shown]
    out += [_of_estimate(findings, estimate, notes) for estimate in held[:room]]
    numbered = _told_once([_numbered(judgement, number) for number, judgement in enumerate(out, start=1)])
    return numbered, len(asked) + len(held) - len(numbered)


def find_estimate(findings: Findings, question: QuestionLine) -> Estimate | None:
    """Return the estimate that a question was made of: the one that shares most of its words."""
    if question.quote is None:
        return None
    best, most = None, 0
    for estimate in _estimates(findings):
        shared = max(_shared(question.quote, span) for span in estimate.evidence)
        if shared > most:
            best, most = estimate, shared
    return best


def _estimates(findings: Findings) -> list[Estimate]:
    """Return the estimates that someone holds, in text order; one reported as not held is no judgement."""
    records = findings.reading.of_kind("estimate")
    return [one for one in records if isinstance(one, Estimate) and one.realis == "actual"]


def _shared(one: Span, other: Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start)


def _numbered(judgement: Judgement, number: int) -> Judgement:
    return Judgement(**{name: getattr(judgement, name) for name in judgement.__slots__} | {"label": f"J{number}"})


def _told_once(judgements: Sequence[Judgement]) -> tuple[Judgement, ...]:
    """Return the judgements with a command that several of them name standing at the first of them only."""
    first: dict[str, str] = {}
    out = []
    for judgement in judgements:
        facts = []
        for name, value in judgement.facts:
            label = first.setdefault(value, judgement.label) if "`sitroom " in value else judgement.label
            facts.append((name, value if label == judgement.label else f"not covered, as for {label}"))
        out.append(replace(judgement, facts=tuple(facts)))
    return tuple(out)


def _of_question(findings: Findings, question: QuestionLine, estimate: Estimate | None, notes: Notebook) -> Judgement:
    spans = estimate.evidence if estimate else (question.quote,)
    base = question.base_rate
    interval = question.base_rate_interval
    return Judgement(
        label="",
        by=_holder(findings, question, estimate),
        statement=_statement(question, estimate),
        verdict=_verdict(question),
        notes=notes.cite(*spans),
        facts=_facts(question),
        band=question.band,
        base_rate=interval or ((base, base) if base is not None else None),
        ours=question.ours,
        closes=question.closes if question.closes.start or question.closes.end else None,
        scorable=question.scorable,
        question_id=question.id,
    )


def _of_estimate(findings: Findings, estimate: Estimate, notes: Notebook) -> Judgement:
    """A judgement that no question was made of: what the reading alone says of it."""
    closes = closing_days(estimate)
    facts = [
        ("Closes", days_words(closes) if closes else "no day given"),
        ("Base rate", "not covered: no question was made of it"),
        ("Ours", "not covered: no question was made of it"),
    ]
    return Judgement(
        label="",
        by=findings.voice(estimate),
        statement=quoted(clause(estimate.content.quote), 220),
        verdict=_likelihood(one_line(estimate.words.quote), estimate.band),
        notes=notes.cite(*estimate.evidence),
        facts=tuple(facts),
        band=estimate.band,
        closes=closes,
    )


def closing_days(estimate: Estimate) -> DayRange | None:
    """Return the days on which an estimate's horizon can end, or None where it has none."""
    if estimate.horizon_end:
        return estimate.horizon_end
    end = estimate.horizon.days.end if estimate.horizon else None
    return DayRange(end, end) if end else None


def _holder(findings: Findings, question: QuestionLine, estimate: Estimate | None) -> str:
    if question.by != "author":
        return one_line(question.by)
    return findings.voice(estimate) if estimate else findings.author(question.quote)


def _statement(question: QuestionLine, estimate: Estimate | None) -> str:
    if estimate:
        return quoted(clause(estimate.content.quote), 220)
    return quoted_span(question.quote, 220) if question.quote else one_line(question.text)


def _verdict(question: QuestionLine) -> str:
    if not question.scorable:
        return "Not scorable"
    return _likelihood(question.words, question.band)


def _likelihood(words: str | None, band: tuple[float, float] | None) -> str:
    """Return the likelihood as written with its band; where a number was written, the number alone."""
    if words and band and any(sign.isdigit() for sign in words):
        return percent_range(band)
    said = capital(one_line(words)) if words else "No likelihood given"
    if band:
        return f"{said}, {percent_range(band)}"
    return f"{said}; no scale gives these words a number" if words else said


def _facts(question: QuestionLine) -> tuple[tuple[str, str], ...]:
    facts = [("Asked as", one_line(question.text))]
    if not question.scorable:
        facts.append(("Not scorable", capital(one_line(question.why_not or "it names no likelihood and no day"))))
        facts.append(("Could be asked as", _offered(question.proposed, question) or "no form is proposed"))
        return tuple(facts)
    if question.condition:
        facts.append(("Only if", quoted(question.condition, 140)))
    facts.append(("Closes", _closes(question.closes)))
    facts.append(("Base rate", _base_rate(question)))
    facts.append(("Ours", _ours(question)))
    facts.append(("Information", INFORMATION.get(question.information or "", "Not known: it takes a base rate.")))
    if question.harder:
        facts.append(("Harder question", _offered(question.harder, question)))
    if question.status not in ("open", "not_scorable"):
        facts.append(("Status", question.status.replace("_", " ")))
    return tuple(facts)


def _offered(words: str | None, question: QuestionLine) -> str:
    """Return what is offered in place of a question, with the command that takes it where there is one."""
    said = one_line(words or "")
    if not said or question.accept is None:
        return said
    return f"{said}{' ' if said[-1] in '.?!' else '; '}`{question.accept}` takes it"


def _closes(closes: DayRange) -> str:
    if closes.start is None and closes.end is None:
        return "no day given; a person has to fix one"
    return days_words(closes) if closes.is_day else f"{days_words(closes)}, depending on the day of writing"


def _base_rate(question: QuestionLine) -> str:
    note = one_line(question.base_rate_note or "")
    if question.base_rate is None:
        return note or "not covered: no history on this desk covers it"
    interval = question.base_rate_interval
    told = percent(question.base_rate) + (f" ({percent_range(interval)})" if interval else "")
    return f"{told}; {note}" if note else told


def _ours(question: QuestionLine) -> str:
    note = one_line(question.ours_note or "")
    if question.ours is None:
        return note or "not covered: no history on this desk covers it"
    return f"{percent(question.ours)}; {note}" if note else percent(question.ours)
