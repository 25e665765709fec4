"""The headline: what the page is about, when the text was written, and on how much it rests."""

from datetime import date

from sitroom.brief.findings import Findings, Notebook
from sitroom.brief.model import Line
from sitroom.brief.sentences import whose_word
from sitroom.brief.words import counted, days_words, joined, one_line, shorten
from sitroom.core import DayRange, day_range
from sitroom.text import Stamp

_YEAR = 365.25


def title_of(findings: Findings, topic: str | None) -> tuple[str, str]:
    """Return the title and the line below it: the topic above the document's own title, where there is one."""
    own = shorten(findings.document.title or "", 140)
    if topic:
        return shorten(topic, 140), own if own != topic else ""
    return own or "A text without a title", ""


def written_lines(findings: Findings, notes: Notebook) -> tuple[Line, ...]:
    """Return when the text was written and why, what was made of the page's stamps, and how many sources it has."""
    stamps = findings.document.stamps
    return (
        _written(findings, notes),
        *(_stamp(stamp, findings.reference, notes) for stamp in stamps[:2]),
        _rests_on(findings),
    )


def named_sources(findings: Findings) -> tuple[str, ...]:
    """Return the sources, other than the author, by whose word the text reports something; in text order."""
    records = findings.reading.records
    words = [whose_word(record) for record in records if any(who != "author" for who in record.asserted_by)]
    return tuple(dict.fromkeys(words))


def _written(findings: Findings, notes: Notebook) -> Line:
    reference = findings.reading.reference
    days = reference.days
    cited = notes.cite(*reference.spans)
    stamped = bool(findings.document.stamps)
    reasons = [one_line(reason).rstrip(".") for reason in reference.basis if not (stamped and "stamp" in reason)]
    because = "; ".join(reasons)
    if days.start is None and days.end is None:
        return Line(text="The day of writing could not be told from the text.", notes=cited, aside=because)
    if days.is_day:
        told = f"Written on {days_words(days)}"
    elif days.start and days.end:
        told = f"Written between {days_words(day_range(days.start))} and {days_words(day_range(days.end))}"
    else:
        told = f"Written {days_words(days)}"
    return Line(text=f"{told}, as far as the text itself tells.", notes=cited, aside=because)


def _stamp(stamp: Stamp, reference: DayRange, notes: Notebook) -> Line:
    cited = notes.cite(stamp.span)
    day = days_words(day_range(stamp.day))
    if reference.start is None and reference.end is None:
        return Line(text=f"The page is stamped {day} ({stamp.kind}).", notes=cited)
    if reference.contains(stamp.day):
        return Line(text=f"The page's stamp, {day}, agrees with that.", notes=cited)
    return Line(text=f"The page's stamp, {day}, is set aside: it is {_gap(stamp.day, reference)}.", notes=cited)


def _gap(day: date, reference: DayRange) -> str:
    if reference.end and day > reference.end:
        return f"{_length((day - reference.end).days)} after the last day on which the text can have been written"
    first = reference.start or day
    return f"{_length((first - day).days)} before the first day on which the text can have been written"


def _length(days: int) -> str:
    if days >= 2 * _YEAR:
        return f"{round(days / _YEAR)} years"
    if days >= 60:
        return f"{round(days / 30.4)} months"
    return counted(days, "day")


def _rests_on(findings: Findings) -> Line:
    named = named_sources(findings)
    if not named:
        return Line(text="This page rests on one text, which names no source for what it reports.")
    shown = [*named[:3], f"{len(named) - 3} more"] if len(named) > 3 else list(named)
    return Line(text=f"This page rests on one text, which gives the word of {joined(shown)} for part of what it says.")
