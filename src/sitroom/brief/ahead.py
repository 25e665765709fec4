"""What lies ahead: the calendar, the questions on the ledger, and what would change the judgement."""

from collections.abc import Sequence

from sitroom.brief.findings import Findings, Notebook, start_of
from sitroom.brief.inputs import QuestionLine
from sitroom.brief.model import Judgement, Line, Section
from sitroom.brief.sentences import antecedent_words, names_of, sentence_of
from sitroom.brief.words import capital, counted, days_words, joined, one_line, quoted
from sitroom.core import DayRange, Span, overlaps_any
from sitroom.record import Condition, Event, Occasion, Reading, Record

MOST_DATES = 10
MOST_QUESTIONS = 8
MOST_CHANGES = 6


def calendar_section(findings: Findings, notes: Notebook, judgements: tuple[Judgement, ...]) -> Section | None:
    """Return the occasions ahead and the closings of judgements, in order of their days."""
    rows = [(_days(one), _occasion(one, notes)) for one in occasions_of(findings)]
    rows += [(one.closes, _closing(one)) for one in judgements if one.closes and one.scorable]
    rows.sort(key=lambda row: start_of(row[0]))
    lines = tuple(line for _, line in rows[:MOST_DATES])
    return Section(key="calendar", title="Calendar", lines=lines, more=len(rows) - len(lines)) if lines else None


def questions_section(findings: Findings, notes: Notebook, judgements: tuple[Judgement, ...]) -> Section | None:
    """Return the questions that went on the ledger and how each will be resolved."""
    labels = {one.question_id: one.label for one in judgements if one.question_id}
    asked = [one for one in findings.questions if one.scorable]
    lines = tuple(_question(one, labels.get(one.id, ""), notes) for one in asked[:MOST_QUESTIONS])
    if not lines:
        return None
    more = len(asked) - len(lines)
    return Section(
        key="questions", title="Questions put on the ledger", intro=_entered(findings), lines=lines, more=more
    )


def changes_section(findings: Findings, notes: Notebook, judgements: tuple[Judgement, ...]) -> Section | None:
    """Return what would change the judgement: how conditions turn out, and occasions that fall before a close."""
    conditions = [one for one in findings.reading.of_kind("condition") if isinstance(one, Condition)]
    told = [one for one in conditions if len(antecedent_words(one).split()) > 1]
    lines = [_turns_on(one, judgements, notes) for one in told]
    lines += [line for one in occasions_of(findings) if (line := _falls_before(one, judgements, notes))]
    if not lines:
        return None
    shown = tuple(lines[:MOST_CHANGES])
    return Section(key="changes", title="What would change the judgement", lines=shown, more=len(lines) - len(shown))


def occasions_of(findings: Findings) -> list[Record]:
    """Return what the reading of a brief has ahead of it; see ``occasions_ahead``."""
    return occasions_ahead(findings.reading)


def occasions_ahead(reading: Reading) -> list[Record]:
    """Return the occasions and scheduled events that are not over by the day of writing, each day and anchor once."""
    judged = [span for one in reading.of_kind("estimate") for span in one.evidence]
    records: dict[DayRange | None, list[Record]] = {}
    for one in reading.records:
        ahead = isinstance(one, Occasion) or _is_planned(one, judged)
        if not ahead or one.realis in ("negated", "hypothetical") or _is_over(one, reading):
            continue
        same_days = records.setdefault(_days(one), [])
        if not any(one.anchor.overlaps(other.anchor) for other in same_days):
            same_days.append(one)
    found = [one for same_days in records.values() for one in same_days]
    return sorted(found, key=lambda one: (start_of(_days(one)), one.anchor.start))


def straddling(findings: Findings, judgements: Sequence[Judgement]) -> list[tuple[Judgement, Record]]:
    """Return each judgement with each occasion that may fall on either side of its close."""
    pairs = []
    for judgement in judgements:
        closes = judgement.closes
        if closes is None or closes.is_day or not judgement.scorable:
            continue
        for occasion in occasions_of(findings):
            days = _days(occasion)
            if days and days.is_day and days.start and closes.contains(days.start):
                pairs.append((judgement, occasion))
    return pairs


def _is_planned(record: Record, judged: list[Span]) -> bool:
    """Whether an event is set for a day; one that the author only expects is a judgement and no date to keep."""
    days = _days(record)
    is_set = isinstance(record, Event) and record.realis == "scheduled" and days is not None and days.end is not None
    return is_set and not overlaps_any(record.anchor, judged)


def _is_over(record: Record, reading: Reading) -> bool:
    days, written = _days(record), reading.reference.days.start
    return bool(days and days.end and written and days.end < written)


def _occasion(record: Record, notes: Notebook) -> Line:
    parties = names_of(record.parties) if isinstance(record, Occasion) and record.parties else ""
    place = one_line(record.place_name or record.place.quote) if record.place else ""
    aside = "; ".join(part for part in (place, parties) if part)
    day = days_words(_days(record))
    return Line(label=day, text=f"{sentence_of(record)}.", aside=aside, notes=notes.cite(record.anchor))


def _closing(judgement: Judgement) -> Line:
    days = judgement.closes or DayRange()
    when = "" if days.is_day else ", on one of these days, depending on the day of writing"
    return Line(label=days_words(days), text=f"{judgement.label} closes{when}.", notes=judgement.notes, is_quote=True)


def _question(question: QuestionLine, label: str, notes: Notebook) -> Line:
    how = one_line(question.rule_words or "no rule is written down yet").rstrip(".")
    by = "a machine, by event data" if question.resolver == "machine" else "a person, with source and quote"
    opens = f"Opens {days_words(question.opens)}. " if question.opens.start or question.opens.end else ""
    only_if = f" Only if {quoted(question.condition)} comes true." if question.condition else ""
    return Line(
        label=label,
        text=one_line(question.text),
        aside=f"{opens}Resolved by {by}: {how}.{only_if}",
        notes=notes.cite(question.quote),
    )


def _entered(findings: Findings) -> str:
    ledger = findings.ledger
    if ledger is None:
        return "No ledger was at hand; nothing was entered."
    if not ledger.new_entries:
        return f"Nothing new was entered; the ledger holds {counted(ledger.count, 'entry', 'entries')}."
    new = capital(counted(ledger.new_entries, "new entry", "new entries"))
    return f"{new}; the ledger now holds {counted(ledger.count, 'entry', 'entries')}."


def _turns_on(condition: Condition, judgements: tuple[Judgement, ...], notes: Notebook) -> Line:
    cited = notes.cite(condition.anchor)
    touched = [one.label for one in judgements if set(one.notes) & set(cited)]
    again = f" Look again at {joined(touched)} then." if touched else ""
    text = f"How this turns out: {quoted(antecedent_words(condition), 110)}.{again}"
    return Line(label="when known", text=text, notes=cited, is_quote=True)


def _falls_before(record: Record, judgements: tuple[Judgement, ...], notes: Notebook) -> Line | None:
    """An occasion on or before the last closing day of a judgement: a day to look again."""
    day = start_of(_days(record))
    open_then = [
        one.label for one in judgements if one.scorable and one.closes and one.closes.end and one.closes.end >= day
    ]
    if _days(record) is None or not open_then:
        return None
    text = f"{sentence_of(record)}. Look again at {joined(open_then)} then, if still open."
    return Line(label=days_words(_days(record)), text=text, notes=notes.cite(record.anchor))


def _days(record: Record) -> DayRange | None:
    return record.date.days if record.date else None
