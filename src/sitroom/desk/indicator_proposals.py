"""Proposals of indicators: what a document's judgements, conditions and occasions give one to watch for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

from sitroom.brief import antecedent_words, capital, occasions_ahead, percent_range, quoted, sentence_of, whose_word
from sitroom.core import DayRange, EventPattern, Span
from sitroom.desk.indicator_outcomes import indicators_of_situation
from sitroom.desk.indicator_words import shown_by
from sitroom.desk.questions import (
    doers_of,
    is_about_the_past,
    occasion_day,
    questions_of,
    slugs_of,
    targets_of,
)
from sitroom.desk.questions import sentence_of as clause_of
from sitroom.desk.store import Store
from sitroom.game import Situation
from sitroom.history import joint_types
from sitroom.ledger import Indicator, Origin, Question, one_for_each
from sitroom.record import ActorRef, Condition, Estimate, Event, Occasion, Reading, Record, Statement
from sitroom.text import Document

PLAN = "the timetable holding"
MOST_WORDS = 160
FEW_WORDS = 4
PAIR = 2
_PERHAPS, _EVEN = 0.45, 0.55
_PAST = re.compile(r"\b(?:could|might|should|would)(?: not|n['’]t)? have\b", re.IGNORECASE)
_NOT = re.compile(r"\b(?:cannot|neither|never|no|nobody|none|nor|not)\b|n['’]t\b", re.IGNORECASE)
_OPENING = re.compile(r"^(?:but|however|meanwhile|moreover|nevertheless|nonetheless|still|then|yet),? ", re.IGNORECASE)
_LEAD = r"\b(?:by|before|within|in|over|during|until)\s+"
_ALL = re.compile(r"(?:^|, (?:and|but) |; )(?P<what>a great deal|a lot|all|everything|much)(?: else)?$", re.IGNORECASE)
_MODALS = frozenset({"can", "could", "may", "might", "would"})
_DENYING = frozenset({"barely", "hardly", "scarcely"})
_PRONOUNS = frozenset({"he", "her", "him", "his", "it", "its", "she", "their", "them", "they"})


def propose_indicators(
    store: Store, topic: str, document: Document, reading: Reading, *, now: datetime, situation: Situation | None = None
) -> list[Indicator]:
    """Add what a document gives one to watch for to its topic, and return what is new there.

    Args:
        store: the desk's.
        topic: its slug or name.
        document: the text.
        reading: of it.
        now: the instant, UTC.
        situation: a model of it, whose branches and types are watched for as well.
    """
    slug = store.topics.get(topic).slug
    found = proposals_of(reading, slug, source=document.source or document.title, situation=situation)
    return store.indicators.propose(found, now=now)


def proposals_of(
    reading: Reading, topic: str, *, source: str | None = None, situation: Situation | None = None
) -> tuple[Indicator, ...]:
    """Return what a reading, and the model of its situation, give one to watch for; nothing is kept.

    First what has a day, in the order of days; each sign once, with everything that it speaks for.
    """
    found = [*_occasions(reading, topic), *_judgements(reading, topic), *_conditions(reading, topic)]
    if situation is not None:
        found += indicators_of_situation(situation, topic, reading)
    whole = [replace(one, source=source) for one in found]
    return tuple(sorted(one_for_each(whole), key=lambda one: one.by.end or date.max))


# ---------------------------------------------------------------------- judgements
def _judgements(reading: Reading, topic: str) -> Iterator[Indicator]:
    """What would make each judgement true before its close."""
    questions = {one.record_id: one for one in questions_of(reading)}
    conditions = [one.anchor for one in reading.of_kind("condition")]
    for record in reading.of_kind("estimate"):
        if not isinstance(record, Estimate) or record.realis != "actual" or is_about_the_past(record):
            continue
        if record.band is None and any(record.anchor.overlaps(one) for one in conditions):
            continue
        question = questions.get(record.id)
        rule = question.rule if question else None
        by = record.horizon_end or DayRange()
        yield _proposed(
            reading, topic, "judgement", record, text=_judged(reading, record), speaks_for=_speaks(record, question),
            by=by, rule=rule,
        )  # fmt: skip


def _judged(reading: Reading, estimate: Estimate) -> str:
    """Return what is judged, without its words of likelihood and the day, which stand beside it."""
    words, likelihood = " ".join(estimate.content.quote.split()), " ".join(estimate.words.quote.split())
    if estimate.content.covers(estimate.words) and likelihood.lower() not in _MODALS | _DENYING:
        words = re.sub(rf"(?:\b(?:at|with)\s+)?{re.escape(likelihood)}", "", words, count=1)
    last = estimate.horizon_end or DayRange()
    for one in reading.dates:
        if estimate.content.covers(one.span) and last.end and one.days.end and last.contains(one.days.end):
            words = re.sub(_LEAD + re.escape(" ".join(one.span.quote.split())), "", words, count=1, flags=re.IGNORECASE)
    plain = re.sub(r"^that ", "", " ".join(clause_of(words).split()), flags=re.IGNORECASE).strip(" ,.;")
    told = capital(plain or clause_of(estimate.content.quote))
    whole = quoted(estimate.anchor.quote, MOST_WORDS)
    return f"{told} ({whole})" if len(told.split()) < FEW_WORDS < len(whole.split()) else told


def _speaks(estimate: Estimate, question: Question | None) -> str:
    who = question.by if question and question.by != "author" else "the author"
    words = quoted(estimate.words.quote, 60)
    if estimate.band is None:
        return f"{who}’s judgement ({words})"
    told = f"{words}, {percent_range(estimate.band)}" if "%" not in words and "percent" not in words else words
    middle = sum(estimate.band) / 2
    if _PERHAPS <= middle <= _EVEN:
        return f"what {who} holds to be open ({told})"
    return f"{who} being {'right' if middle > _EVEN else 'wrong'} ({told})"


# ---------------------------------------------------------------------- conditions
def _conditions(reading: Reading, topic: str) -> Iterator[Indicator]:
    for record in reading.of_kind("condition"):
        if not isinstance(record, Condition) or record.realis != "actual" or _is_past(record):
            continue
        words = _named(reading, record)
        if len(words.split()) == 1:  # a place, say, which is nothing to watch for
            continue
        cue = record.cue.quote.lower() if record.cue else "if"
        text, speaks_for = _turned(words, cue, _consequence(record), _by_whom(record))
        rule = None if _depends(cue) else _rule_in(reading, record.antecedent)
        yield _proposed(
            reading, topic, "condition", record, text=text, speaks_for=speaks_for, by=_by(reading, record), rule=rule
        )


def _is_past(condition: Condition) -> bool:
    """Whether it says what would have been, had something been otherwise."""
    cue = condition.cue.quote.lower() if condition.cue else ""
    return cue == "had" or bool(_PAST.search(condition.consequent.quote))


def _turned(words: str, cue: str, consequence: str, said: str) -> tuple[str, str]:
    """Return what to watch for, and what it speaks for."""
    if _depends(cue):
        return f"Which way it goes: {words}", f"what becomes of {consequence}{said}"
    if cue.startswith("unless"):
        return capital(words), f"the contrary of {consequence}{said}"
    return capital(words), f"{consequence}{said}"


def _depends(cue: str) -> bool:
    return cue.endswith((" on", " upon"))


def _by_whom(condition: Condition) -> str:
    return f", says {whose_word(condition)}" if any(who != "author" for who in condition.asserted_by) else ""


def _consequence(condition: Condition) -> str:
    words = _OPENING.sub("", " ".join(condition.consequent.quote.split()))
    found = _ALL.search(words)
    if found:
        return (
            "all that the text judges"
            if found["what"].lower() in ("all", "everything")
            else "much that the text judges"
        )
    return quoted(words, MOST_WORDS)


def _named(reading: Reading, condition: Condition) -> str:
    """Return the antecedent with the names of those whom its pronouns mean, where the reading knows them."""
    span, words = condition.antecedent, condition.antecedent.quote
    known = {ref.span.start: ref for record in reading.records for ref in _refs(record) if span.covers(ref.span)}
    for start in sorted(known, reverse=True):
        ref = known[start]
        if ref.name and ref.span.quote.lower() in _PRONOUNS:
            possessive = "’s" if ref.span.quote.lower() in ("his", "its", "their", "her") else ""
            words = words[: start - span.start] + ref.name + possessive + words[ref.span.end - span.start :]
    return antecedent_words(replace(condition, antecedent=Span(span.start, span.start + len(words), words)))


def _refs(record: Record) -> tuple[ActorRef, ...]:
    match record:
        case Event():
            return (*record.actors, *record.recipients)
        case Statement():
            return (*record.speaker, *record.audience)
    return ()


def _by(reading: Reading, condition: Condition) -> DayRange:
    """The day by which a condition turns out: that in its own words, of its occasion, or of what depends on it."""
    day = occasion_day(reading, condition)
    named = [one.days for span in (condition.antecedent, condition.consequent) for one in reading.dates
             if span.covers(one.span) and one.days.end and not _is_over(one.days, reading)]  # fmt: skip
    own = [one.days for one in reading.dates if condition.antecedent.covers(one.span) and one.days in named]
    last = own[0].end if own else day or (named[0].end if named else None)
    return DayRange(last, last)


def _is_over(days: DayRange, reading: Reading) -> bool:
    written = reading.reference.days.start
    return bool(days.end and written and days.end < written)


def _rule_in(reading: Reading, span: Span) -> EventPattern | None:
    """The act that some words name, as events that data can show; None where they deny it or name no parties."""
    if _NOT.search(span.quote):
        return None
    acts = [
        one for one in reading.records
        if isinstance(one, Event | Statement) and span.covers(one.trigger) and one.coding and one.coding.event_type
    ]  # fmt: skip
    rules = [rule for act in sorted(acts, key=lambda act: -act.confidence) if (rule := rule_of(act))]
    return rules[0] if rules else None


def rule_of(act: Record) -> EventPattern | None:
    """Return the events that an act stands for: its type between the states that do it; None where one is not known.

    What three or more do together is no act of one toward another.
    """
    coding = act.coding if isinstance(act, Event | Statement) else None
    together = not _recipients(act)
    doers = slugs_of(doers_of(act))
    actors = doers[:1] if together else doers
    recipients = doers[1:] if together else slugs_of(targets_of(act), other_than=actors)
    if coding is None or not coding.event_type or not actors or not recipients or (together and len(doers) > PAIR):
        return None
    joint = coding.event_type in joint_types()
    return EventPattern(actors, recipients, types=(coding.event_type,), mutual=joint)


def _recipients(act: Record) -> tuple[ActorRef, ...]:
    if isinstance(act, Event):
        return act.recipients
    return act.audience if isinstance(act, Statement) else ()


# ---------------------------------------------------------------------- occasions
def _occasions(reading: Reading, topic: str) -> Iterator[Indicator]:
    for record in occasions_ahead(reading):
        days = record.date.days if record.date else DayRange()
        if days.end is None:
            continue
        if isinstance(record, Occasion):
            between = slugs_of(record.parties)
            rule = None
            if len(between) == PAIR:
                rule = EventPattern(between[:1], between[1:], types=("CONSULT",), mutual=True)
        else:
            rule = rule_of(record)
        text = f"As planned: {re.sub('^The ', 'the ', sentence_of(record))}"
        if isinstance(record, Occasion) and record.place and record.place.quote not in text:
            text += f" ({record.place_name or record.place.quote})"
        yield _proposed(reading, topic, "occasion", record, text=text, speaks_for=PLAN, by=days, rule=rule, opens=days)


# ---------------------------------------------------------------------- all of them
def _proposed(
    reading: Reading, topic: str, origin: Origin, record: Record, *, text: str, speaks_for: str, by: DayRange,
    rule: EventPattern | None, opens: DayRange | None = None,
) -> Indicator:  # fmt: skip
    written = reading.reference.days
    opens = written if opens is None else DayRange(opens.start or written.start, opens.end)
    told = rule if opens.start is not None else None
    return Indicator(
        text=" ".join(text.split()), topic=topic, origin=origin, speaks_for=(speaks_for,), opens_on=opens, by=by,
        stated_on=written.start or written.end, rule=told,
        rule_words=shown_by(told),
        document_id=reading.document.id, record_id=record.id, quote=record.anchor,
    )  # fmt: skip
