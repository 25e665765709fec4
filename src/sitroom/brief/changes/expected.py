"""Expected: occasions and planned acts whose day is over, and what the later texts say of them."""

import re
from collections.abc import Sequence
from datetime import date

from sitroom.brief.bundle import Text
from sitroom.brief.changes.citing import Citing
from sitroom.brief.changes.matching import sentence_at
from sitroom.brief.model import Line
from sitroom.brief.sentences import doers, sentence_of
from sitroom.brief.words import days_words, quoted_span
from sitroom.core import DayRange, Span, overlaps_any
from sitroom.record import Event, Occasion, Record

MOST = 5
_OFF = re.compile(
    r"\b(?:postponed?|cancell?ed|called off|put off|scrapped|fell through|did not take place)\b", re.IGNORECASE
)


def missed_lines(earlier: Sequence[Text], later: Sequence[Text], as_of: date | None, citing: Citing) -> list[Line]:
    """Return what was set for a day that is over: where a later text says that it did not happen, or says nothing.

    It counts as told of where a later text has an act or a word of the same parties on that day.
    """
    out = []
    for text, record, days in _ahead(earlier, as_of):
        found = [(other, one) for other in later for one in other.reading.records if _is_about(one, record, days)]
        off = _called_off(later, days)
        if off is None and any(one.realis == "actual" for _, one in found):
            continue
        denied = off or next(((other, one.anchor) for other, one in found if one.realis == "negated"), None)
        out.append(_line(text, record, days, denied, citing))
    return out[:MOST]


def _ahead(texts: Sequence[Text], as_of: date | None) -> list[tuple[Text, Record, DayRange]]:
    """Return what lay ahead of its text, was set for a day, and is over by now."""
    out = []
    for text in texts:
        judged = [span for one in text.reading.of_kind("estimate") for span in one.evidence]
        written = text.reading.reference.days.start
        for record in text.reading.records:
            planned = isinstance(record, Occasion) or (isinstance(record, Event) and record.realis == "scheduled")
            days = record.date.days if record.date else None
            if overlaps_any(record.anchor, judged):
                continue  # what is only expected is a judgement, of which its question tells
            if not planned or record.realis in ("negated", "hypothetical") or days is None or days.end is None:
                continue
            if as_of and days.end < as_of and (written is None or days.end >= written):
                out.append((text, record, days))
    return out


def _called_off(texts: Sequence[Text], days: DayRange) -> tuple[Text, Span] | None:
    """Return the sentence in which a later text calls off what was set for some days."""
    for text in texts:
        for one in text.reading.dates:
            same = one.days.start is not None and one.days.start == one.days.end and days.contains(one.days.start)
            sentence = sentence_at(text.document.text, one.span) if same else None
            if sentence is not None and _OFF.search(sentence.quote):
                return text, sentence
    return None


def _is_about(record: Record, expected: Record, days: DayRange) -> bool:
    """Return whether a record tells of an expected one: on the same days, and no other parties where both name some."""
    told = record.date.days if record.date else None
    if told is None or told.start is None or told.end is None or days.start is None or days.end is None:
        return False
    if told.end < days.start or told.start > days.end:
        return False
    here, there = _parties(record), _parties(expected)
    return not here or not there or bool(here & there)


def _parties(record: Record) -> frozenset[str]:
    refs = (*doers(record), *(record.recipients if isinstance(record, Event) else ()))
    return frozenset(one for ref in refs if (one := ref.country or ref.id))


def _line(text: Text, record: Record, days: DayRange, denied: tuple[Text, Span] | None, citing: Citing) -> Line:
    cited = citing.cite(text.document.id, record.anchor)
    if denied is None:
        said = "Nothing that was read since says whether it took place."
        more: tuple[int, ...] = ()
    else:
        said = f"It did not happen: {quoted_span(denied[1], 130)}."
        more = citing.cite(denied[0].document.id, denied[1])
    return Line(
        label=days_words(days), text=f"{sentence_of(record)}. {said}", notes=(*cited, *more), is_quote=True,
        crossed=denied is not None,
    )  # fmt: skip
