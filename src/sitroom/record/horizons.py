"""Horizons: by when a judgement is settled, from its own words or from an occasion that the text dates elsewhere."""

import re
from dataclasses import replace
from datetime import timedelta

from sitroom.core import DayRange, Span
from sitroom.record.ahead import Stretch, end_of, find_ahead, find_running
from sitroom.record.draft import Draft
from sitroom.record.lexicon import cue_set
from sitroom.record.numbers import count_of
from sitroom.record.parsing import children
from sitroom.record.records import Condition, Estimate, Occasion, RecordDate
from sitroom.record.segments import over, segment_start, segment_stop, words_of
from sitroom.record.sentence import Sentence
from sitroom.record.timing import Dated, resolve
from sitroom.text import days_later

Horizon = tuple[RecordDate | None, DayRange | None]
OPENING = frozenset({"after", "since", "from", "following", "past", "beyond", "circa", "around", "about"})
STARTING = frozenset({"in", "on", "during", "between", "over", "throughout", ""})
BEFORE = re.compile(
    r"\b(?:before|ahead of|prior to|until|till|this side of|(?:run|lead|build)-?up to|countdown to)\b[^,;:()]{0,60}$",
    re.IGNORECASE,
)
ON_OR_BEFORE = re.compile(r"\b(?:on|by) or before (?:the )?$", re.IGNORECASE)
NOT_EARLIER = re.compile(
    r"\b(?:no|not) (?:earlier|sooner) than (?:the )?$|[,(] (?:but |though )?not before $", re.IGNORECASE
)
ALL_OF = re.compile(r"\b(?:in|over|during|throughout) the course of $|\b(?:all|right) through $", re.IGNORECASE)
BY_EVENT = re.compile(
    r"\b(?:by(?: the time of| the date of| the start of| the end of)?|between now and|from now (?:until|to)|up to)"
    r" (?:the|this|its|their|an?)\b[^,;:()]{1,60}\b(?:on|in) $",
    re.IGNORECASE,
)
AND_A_HALF = re.compile(r"^ and a half\b", re.IGNORECASE)
IS_OVER = re.compile(r"\s+(?:is|are)\s+(?:out|over|up|done)\b|\s+(?:ends|closes|runs out)\b", re.IGNORECASE)
ROLLING = re.compile(r"^the (?:coming|next) (week|fortnight|month|quarter|year|decade)$", re.IGNORECASE)
FROM_NOW = re.compile(
    r"^(?:in )?(\w+) (week|month|year)s? (?:from now|hence)$|^(?:in )?(\w+) (week|month|year)s?['’]s? time$",
    re.IGNORECASE,
)
WEEK_OF = re.compile(r"\bthe week (?:of|beginning|starting)(?: on)?(?: \w+day)?,? ?$", re.IGNORECASE)
NEXT_TOO = re.compile(r"^ (?:or|and) (?:the )?next\b(?! \w)", re.IGNORECASE)
OFFSET = re.compile(r"^(?:(?:about|around|some|under|less than|at most|no more than) )?[\w-]+ \w+$", re.IGNORECASE)
UP_TO = re.compile(r"(\w+)(?:\s+(?:to|or)\s+|\s*[-–]\s*)(\w+)\s+(day|week|month|year)s?$", re.IGNORECASE)
DAY = timedelta(days=1)


def horizon_of(draft: Draft, sentence: Sentence, words: Span, content: Span, *, alone: bool = False) -> Horizon:
    """Return the days ahead that a judgement speaks of, and the range of days on which it can close.

    Args:
        words: the words of likelihood; an expression in their clause counts before one elsewhere.
        content: what is judged.
        alone: whether the sentence holds no other judgement, so that all its days are this one's.
    """
    tokens = words_of(sentence)
    place = next((p for p, token in enumerate(tokens) if sentence.at(token) >= words.start), 0)
    clause = over(sentence, tokens, segment_start(tokens, place), max(segment_stop(tokens, place), place + 1))
    for where in (clause, content, *([sentence.span] if alone else [])):
        for find in (_ahead_in, _of, _rest_of):
            found = find(draft, sentence, where, words)
            if found != (None, None):
                return found
    return None, None


def _ahead_in(draft: Draft, sentence: Sentence, where: Span, words: Span) -> Horizon:
    """``by this time next year``, ``for the rest of the decade``."""
    start = draft.reference.start
    found = find_ahead(where.quote, start) if start is not None else None
    if found is None or any(one.start <= where.start + found[0] < one.end for one in _left_out(draft, sentence, words)):
        return None, None
    return _told(found)


def _rest_of(draft: Draft, _sentence: Sentence, where: Span, _words: Span) -> Horizon:
    """``unlikely to last the week``, ``before the year is out``: to the end of the stretch that runs."""
    start = draft.reference.start
    found = find_running(where.quote, start) if start is not None else None
    return _told(found) if found is not None else (None, None)


def _told(stretch: Stretch) -> Horizon:
    _, days, basis = stretch
    return RecordDate(days, days.edtf(), basis), DayRange(days.end, days.end)


def _left_out(draft: Draft, sentence: Sentence, words: Span) -> list[Span]:
    """The antecedents of a sentence's conditions: their days are not those of what depends on them."""
    conditions = [one for one in draft.in_sentence(sentence) if isinstance(one, Condition)]
    return [one.antecedent for one in conditions if not one.antecedent.covers(words)]


def _of(draft: Draft, sentence: Sentence, where: Span, words: Span) -> Horizon:
    conditional = any(isinstance(one, Condition) for one in draft.in_sentence(sentence))
    left_out = _left_out(draft, sentence, words)
    found: Horizon = (None, None)
    joined: Dated | None = None
    for one in (_ahead(draft, dated) for dated in draft.dates_in(where)):
        before, joined = joined, one
        if one.value is None or any(span.covers(one.mention.span) for span in left_out):
            continue
        lead = _lead(sentence, one, before)
        if _names_event(sentence, one, lead) or _counts_from_event(one, sentence, conditional=conditional):
            continue
        here = _until(one, draft.reference, lead, sentence)
        if before is not None and _is_either(sentence, before, one):
            here = _joined(found, here)
        found = here if here != (None, None) else found
    return found


def _ahead(draft: Draft, one: Dated) -> Dated:
    """A weekday, a feast or a day without a year as a judgement means it: the next one, unless it is told as past."""
    start, value = draft.reference.start, one.value
    over = value is not None and value.days.end is not None and start is not None and value.days.end < start
    if not over or one.direction == "past" or one.mention.lead.lower() in OPENING:
        return one
    return replace(one, value=resolve(replace(one, direction="future"), draft.reference))


def _lead(sentence: Sentence, one: Dated, before: Dated | None) -> str:
    """The preposition of an expression: its own, that of the one it stands beside, or that of its noun phrase.

    ``before Easter Sunday, 20 April``; ``between now and June``; ``before the vote on 12 April``; ``by the time of the
    summit on 14 June``.
    """
    span, lead = one.mention.span, one.mention.lead.lower()
    text = sentence.text
    if before is not None and lead in ("", "on"):
        between = text[before.mention.span.end : span.start].strip()
        if between in ("", ","):
            return before.mention.lead.lower()
        if between == "and" and before.mention.lead.lower() == "between":
            return "until"
    start = max(sentence.span.start, span.start - 80)
    told = text[start : span.start]
    for pattern, meant in ((ON_OR_BEFORE, "by"), (NOT_EARLIER, "from"), (ALL_OF, "during")):
        if pattern.search(told):
            return meant
    if lead == "at" and span.quote.lower().endswith("weekend"):
        return "on"
    governed = BEFORE.search(told)
    if governed is not None and lead not in ("by", "within", "until", "till", "before"):
        return "until" if governed.group().lower().startswith(("until", "till")) else "before"
    if lead in ("on", "in", "") and BY_EVENT.search(text[start : span.start]):
        return "by"
    return lead


def _names_event(sentence: Sentence, one: Dated, lead: str) -> bool:
    """``the runoff on 7 June``, ``the 2026 midterms``, ``this week's vote``: a day that only names an event."""
    if lead in ("by", "before", "until", "till", "within", "through"):
        return False
    tokens = words_of(sentence)
    span = one.mention.span
    after = next((token for token in tokens if sentence.at(token) >= span.end), None)
    if after is not None and after.lower_ == "'s":
        return True
    first = next((p for p, token in enumerate(tokens) if sentence.at(token) >= span.start), 0)
    noun = tokens[first - 2] if first > 1 and tokens[first - 1].lower_ == one.mention.lead.lower() else None
    if (
        first
        and tokens[first - 1].dep_ in ("det", "poss")
        and after is not None
        and after.pos_ in ("NOUN", "PROPN", "ADJ")
        and after.lemma_.lower() not in cue_set("estimate", "periods")
    ):
        return True
    if (
        noun is None
        or noun.pos_ not in ("NOUN", "PROPN")
        or one.mention.form == "horizon"
        or lead in ("over", "during")
    ):
        return False
    known = noun.lemma_.lower() in cue_set("occasion", "nouns") | cue_set("occasion", "dated")
    owned = {c.lower_ for c in noun.children if c.dep_ == "det"} & {"the", "this", "that"} or children(noun, "poss")
    return known and bool(owned)


def _counts_from_event(one: Dated, sentence: Sentence, *, conditional: bool) -> bool:
    """``within 72 hours of an invasion``, or ``within 30 days`` if something happens: nobody knows from when."""
    after = sentence.text[one.mention.span.end : sentence.span.end]
    counted = one.mention.form in ("duration", "horizon")
    if counted and re.match(r" (?:of|after|from|following)\b(?! (?:now|today|writing))", after):
        return True
    return conditional and one.mention.lead.lower() == "within" and one.mention.form == "duration"


def _is_either(sentence: Sentence, before: Dated, one: Dated) -> bool:
    """``in 2027 or 2028``, ``today or tomorrow``."""
    between = sentence.text[before.mention.span.end : one.mention.span.start].strip().lower()
    return between in ("or", "or in", "or on", "and", "or the", "or even")


def _joined(one: Horizon, other: Horizon) -> Horizon:
    if one[0] is None or other[0] is None:
        return other
    days = DayRange(one[0].days.start, other[0].days.end)
    return RecordDate(days, days.edtf(), f"{one[0].basis}; {other[0].basis}"), other[1]


def _until(one: Dated, reference: DayRange, lead: str, sentence: Sentence) -> Horizon:
    value = one.value
    assert value is not None
    days, closes = _days(one, reference)
    half = AND_A_HALF.match(sentence.text[one.mention.span.end :]) if one.mention.span.quote.endswith("year") else None
    if half and days.end:
        days, closes = DayRange(days.start, days_later(days.end, 6.0, "M")), None
    days, lead = _widened(one, days, lead, sentence)
    if (
        value.timex_type == "SET"
        or value.timex_value.endswith("_REF")
        or lead in OPENING - _ranged(one)
        or not days.end
    ):
        return None, None
    quote, start, end = one.mention.span.quote + (half.group() if half else ""), reference.start, days.end
    if reference.start is not None and end < reference.start:
        return None, None
    if lead in STARTING | _ranged(one) and days.start and start and days.start > start and closes is None:
        start = days.start
    if lead == "before" and days.start and not _is_whole(one, sentence):
        end = days.start - DAY
        closes = None
    if start and end < start:
        return None, None
    horizon = DayRange(start, end)
    closes = closes or DayRange(end, end)
    basis = f"{quote!r}: {value.basis}"
    if not closes.is_day:
        basis += f"; closes between {closes.start} and {closes.end}, by the day of writing"
    return RecordDate(horizon, horizon.edtf(), basis), closes


def _widened(one: Dated, days: DayRange, lead: str, sentence: Sentence) -> tuple[DayRange, str]:
    """The days of ``the week of 6 April``, ``this week or next`` and ``at midnight on 31 March``."""
    before = sentence.text[sentence.span.start : one.mention.span.start]
    after = sentence.text[one.mention.span.end : sentence.span.end]
    if days.is_day and days.start and WEEK_OF.search(before):
        monday = days.start - (days.start.isoweekday() - 1) * DAY
        return DayRange(monday, monday + 6 * DAY), "in"
    quote = one.mention.span.quote.lower()
    if days.end and quote.startswith("this ") and NEXT_TOO.match(after):
        if quote == "this week":
            return DayRange(days.start, days.end + 7 * DAY), lead
        if quote in ("this month", "this year"):
            return DayRange(days.start, end_of(quote[5:], days.end + DAY)), lead
    return days, "on" if one.mention.form == "time" and lead == "at" else lead


def _ranged(one: Dated) -> frozenset[str]:
    return frozenset({"from"}) if one.mention.form == "range" else frozenset()


def _days(one: Dated, reference: DayRange) -> tuple[DayRange, DayRange | None]:
    """The days of an expression as a judgement means them, and those on which it can close.

    ``the coming year`` and ``within 48 hours`` run from the day of writing, ``the next four to six weeks`` to the
    later end, ``mid-February`` is its middle day.
    """
    value, mention = one.value, one.mention
    assert value is not None
    if reference.start is None:
        return value.days, value.end_range
    far = FROM_NOW.match(mention.span.quote)
    if far is not None:
        word, unit = (far[1] or far[3], far[2] or far[4])
        many = 1.0 if word.lower() in ("a", "one") else count_of(word)
        if many:
            last = days_later(reference.start, many, unit[0].upper())
            return DayRange(reference.start, last), None
    ahead = _counted(mention.span.quote, mention.lead.lower(), mention.unit, mention.count)
    if ahead is not None:
        first, last = (days_later(day, *ahead) for day in (reference.start, reference.end or reference.start))
        return DayRange(reference.start, first), None if first == last else DayRange(first, last)
    if mention.first.edge == "MID" and mention.form in ("month", "year") and value.days.start:
        year = mention.form == "year"
        middle = value.days.start.replace(month=6, day=30) if year else value.days.start.replace(day=15)
        return DayRange(middle, middle), None
    return value.days, value.end_range


def _counted(quote: str, lead: str, unit: str, count: float | None) -> tuple[float, str] | None:
    """The number of units ahead that the grammar leaves open or ties to the calendar."""
    rolling = ROLLING.match(quote)
    if rolling and lead in ("in", "over", "within", "during", "for", ""):
        return 1, {"fortnight": "FN", "decade": "DE"}.get(rolling[1].lower(), rolling[1][0].upper())
    several = UP_TO.search(quote)
    if several and lead in ("in", "over", "within", "during", "for") and count is None:
        most = count_of(several[2])
        return (most, several[3][0].upper()) if most else None
    hours = unit == "TH" and (lead == "within" or quote.lower().startswith(("the next", "the coming")))
    ahead = lead == "in" and OFFSET.match(quote) is not None and unit in ("D", "W", "FN", "M", "Y", "DE")
    return (count, unit) if count and (hours or ahead) else None


def _is_whole(one: Dated, sentence: Sentence) -> bool:
    """``before the end of May``, ``before the week is out``: the last day is part of the time that is left."""
    after = sentence.text[one.mention.span.end : sentence.span.end]
    return one.mention.first.edge in ("END", "LATE", "AFTER") or IS_OVER.match(after) is not None


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
    if ahead is None and _is_judged(words, occasion):
        return None
    day = occasion.date.days.start if ahead else occasion.date.days.end
    if day is not None and ahead and ahead[1] != "until":
        day -= DAY
    start = draft.reference.start
    if day is None or (start is not None and day < start):
        return None
    days = DayRange(start, day)
    return RecordDate(days, days.edtf(), f"by {occasion.name.quote!r} of {occasion.date.edtf}"), DayRange(day, day)


def _is_judged(words: str, occasion: Occasion) -> bool:
    """``the runoff on 7 June will produce``: the judgement is about the occasion, whose day only tells which one."""
    return (
        words.lower().startswith(occasion.name.quote.lower()[:12])
        or occasion.name.quote in words[:60].partition(" at ")[0]
    )


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
