"""The headline: what the page is about, when the text was written, and on how much it rests."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sitroom.brief.bundle import Text
from sitroom.brief.findings import Findings, Notebook, letter_of
from sitroom.brief.model import EARLIER, Line, SourceText
from sitroom.brief.sentences import whose_word
from sitroom.brief.words import capital, counted, days_words, joined, one_line, shorten
from sitroom.core import DayRange, day_range
from sitroom.text import Stamp

_YEAR = 365.25


def title_of(findings: Findings, topic: str | None) -> tuple[str, str]:
    """Return the title and the line below it: the topic above the document's own title, where there is one."""
    titles = [shorten(one.document.title or "A text without a title", 140) for one in findings.texts]
    several = " · ".join(f"{letter_of(place)}: {title}" for place, title in enumerate(titles))
    own = titles[0] if len(titles) == 1 else several
    if topic:
        return shorten(topic, 140), own if own != topic and (findings.document.title or len(titles) > 1) else ""
    return (titles[0], "") if len(titles) == 1 else (f"{capital(counted(len(titles), 'text'))} side by side", several)


def sources_of(findings: Findings) -> tuple[SourceText, ...]:
    """Return the texts of the brief as the page shows them."""
    alone = len(findings.texts) == 1
    return tuple(
        SourceText(
            one.document.id,
            one.document.text,
            "" if alone else letter_of(place),
            shorten(one.document.title or "", 140),
            days_words(one.reading.reference.days),
        )
        for place, one in enumerate(findings.texts)
    )


def earlier_sources(texts: Sequence[Text], notes: Notebook) -> tuple[SourceText, ...]:
    """Return the texts of earlier briefs up to the last one that a note is of, so that the places of notes hold."""
    first = len(notes.texts) - len(texts)
    cited = max((note.source - first + 1 for note in notes.notes), default=0)
    return tuple(
        SourceText(
            one.document.id, one.document.text, EARLIER, shorten(one.document.title or "", 140),
            days_words(one.reading.reference.days),
        )
        for one in texts[: max(cited, 0)]
    )  # fmt: skip


def written_lines(findings: Findings, notes: Notebook) -> tuple[Line, ...]:
    """Return when the text was written and why, what was made of the page's stamps, and how many sources it has."""
    lines: list[Line] = []
    for place, one in enumerate(findings.texts):
        own = [_written(one, place, notes)]
        own += [_stamp(stamp, one.reading.reference.days, place, notes) for stamp in one.document.stamps[:2]]
        label = "" if len(findings.texts) == 1 else f"{letter_of(place)}. "
        lines += [replace(line, text=f"{label}{line.text}") for line in own]
    return (*lines, _rests_on(findings))


def named_sources(findings: Findings) -> tuple[str, ...]:
    """Return the sources, other than the author, by whose word the text reports something; in text order."""
    records = findings.reading.records
    words = [whose_word(record) for record in records if any(who != "author" for who in record.asserted_by)]
    return tuple(dict.fromkeys(words))


def _written(text: Text, place: int, notes: Notebook) -> Line:
    reference = text.reading.reference
    days = reference.days
    cited = notes.cite_from(place, *reference.spans)
    stamped = bool(text.document.stamps)
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


def _stamp(stamp: Stamp, reference: DayRange, place: int, notes: Notebook) -> Line:
    cited = notes.cite_from(place, stamp.span)
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
    named, many = named_sources(findings), len(findings.texts) > 1
    which = f"This page rests on {len(findings.texts)} texts, which" if many else "This page rests on one text, which"
    if not named:
        told = "name no source for what they report" if many else "names no source for what it reports"
        return Line(text=f"{which} {told}.")
    shown = [*named[:3], f"{len(named) - 3} more"] if len(named) > 3 else list(named)
    give, say = ("give", "they say") if many else ("gives", "it says")
    return Line(text=f"{which} {give} the word of {joined(shown)} for part of what {say}.")
