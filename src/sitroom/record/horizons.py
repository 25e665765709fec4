"""Horizons: by when a judgement is settled, from its own words or from an occasion that the text dates elsewhere."""

import re
from dataclasses import replace

from sitroom.core import DayRange, Span
from sitroom.record.draft import Draft
from sitroom.record.records import Estimate, Occasion, RecordDate
from sitroom.record.sentence import Sentence
from sitroom.record.timing import Dated

Horizon = tuple[RecordDate | None, DayRange | None]


def horizon_of(draft: Draft, where: Span, sentence: Sentence) -> Horizon:
    """Return the days ahead that a judgement speaks of, and the range of days on which it can close.

    Args:
        where: the words of the judgement; an expression in them counts before one beside them.
        sentence: the sentence that it stands in.
    """
    near = [one for one in draft.dates_in(where) or draft.dates_in(sentence.span) if one.value is not None]
    ahead = [one for one in near if _is_ahead(one, draft.reference)]
    return _until(ahead[-1], draft.reference) if ahead else (None, None)


def _is_ahead(one: Dated, reference: DayRange) -> bool:
    value = one.value
    if (
        value is None
        or value.timex_type == "SET"
        or value.timex_value.endswith("_REF")
        or (value.days.end is None and value.end_range is None)
    ):
        return False
    end = value.days.end or (value.end_range.end if value.end_range else None)
    return end is not None and (reference.start is None or end >= reference.start)


def _until(one: Dated, reference: DayRange) -> Horizon:
    value = one.value
    assert value is not None
    quote, lead = one.mention.span.quote, (one.mention.lead or "").lower()
    start, end = reference.start, value.days.end
    closes = value.end_range
    if (
        lead in ("in", "on", "during", "between", "")
        and value.days.start
        and start
        and value.days.start > start
        and value.end_range is None
    ):
        start = value.days.start
    if lead == "before" and value.days.start:
        end = value.days.start
    if start and end and end < start:
        return None, None
    days = DayRange(start, end)
    closes = closes or (DayRange(end, end) if end else None)
    basis = f"{quote!r}: {value.basis}"
    if closes and not closes.is_day:
        basis += f"; closes between {closes.start} and {closes.end}, by the day of writing"
    return RecordDate(days, days.edtf(), basis), closes


# ---------------------------------------------------------------------- occasions
def horizons_by_occasion(draft: Draft) -> None:
    """Give each judgement without a day that of the occasion it names: ``before the Vilnius summit``."""
    occasions = [r for r in draft.records if isinstance(r, Occasion) and r.date and r.date.days.start]
    for estimate in [r for r in draft.records if isinstance(r, Estimate) and r.horizon is None]:
        for occasion in occasions:
            found = _by_occasion(draft, estimate, occasion)
            if found is not None:
                draft.replace(replace(estimate, horizon=found[0], horizon_end=found[1]))
                break


def _by_occasion(draft: Draft, estimate: Estimate, occasion: Occasion) -> Horizon | None:
    words = estimate.content.quote
    if occasion.date is None or not _names(words, occasion):
        return None
    ahead = re.search(r"\b(before|until|ahead of|prior to)\b", words.lower())
    day = occasion.date.days.start if ahead else occasion.date.days.end
    start = draft.reference.start
    if day is None or (start is not None and day < start):
        return None
    days = DayRange(start, day)
    return RecordDate(days, days.edtf(), f"by {occasion.name.quote!r} of {occasion.date.edtf}"), DayRange(day, day)


def _names(words: str, occasion: Occasion) -> bool:
    """Whether a judgement names an occasion: by its place, by two words of its name, or as ``the summit``."""
    if occasion.place_name and re.search(rf"\b{re.escape(occasion.place_name)}\b", words):
        return True
    name = _key_words(occasion.name.quote)
    if len(name & _key_words(words)) >= 2:
        return True
    last = occasion.name.quote.split()[-1].lower()
    return re.search(rf"\b(?:at|before|after|until) the {re.escape(last)}\b", words.lower()) is not None


def _key_words(words: str) -> set[str]:
    return set(re.findall(r"[a-z]{4,}", words.lower())) - {"before", "until", "that", "this", "will", "with"}
