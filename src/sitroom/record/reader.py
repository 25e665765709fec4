"""The reader: a document becomes a reading, sentence by sentence; one bad sentence never stops a brief."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from spacy.tokens import Doc

from sitroom.core import DayRange, Problem
from sitroom.record.aims import read_aims
from sitroom.record.conditions import link_conditions, read_conditions
from sitroom.record.discourse import link_reasons, link_replies, link_same_events
from sitroom.record.draft import Draft
from sitroom.record.estimates import read_estimates
from sitroom.record.events import read_events
from sitroom.record.horizons import horizons_by_occasion
from sitroom.record.incumbents import named_people
from sitroom.record.layout import Layout, lay_out
from sitroom.record.marked import records_between
from sitroom.record.mentions import Actors
from sitroom.record.occasions import read_occasions
from sitroom.record.ontology import DEFAULT_SCALE, find_band
from sitroom.record.patterns import read_patterns
from sitroom.record.reading import (
    READER_NAME,
    READER_VERSION,
    Between,
    DocumentFacts,
    Link,
    Order,
    Reading,
    Reference,
    TimeExpression,
)
from sitroom.record.records import Event, Record, Statement
from sitroom.record.reference import infer_reference
from sitroom.record.sentence import Sentence
from sitroom.record.timing import Dated, resolve
from sitroom.text import Document

LONGEST_REFERENCE = 400
logger = logging.getLogger(__name__)


def read(
    document: Document, *, written_on: date | None = None, scale: str = DEFAULT_SCALE, between: Between | None = None
) -> Reading:
    """Read a document: its records with their links, its time expressions, and what could not be read.

    Args:
        document: what to read; only English is covered, anything else yields a problem and no records.
        written_on: the day of writing where it is known from outside; else it is inferred.
        scale: the scale that the bands of estimates are taken from.
        between: two spans that mark actors; acts between them are the more confident.

    Returns:
        The same reading for the same document, every time.
    """
    return read_many([Order(document, written_on, scale, between)])[0]


def read_many(orders: Sequence[Order]) -> list[Reading]:
    """Read documents together, which is faster than one by one; the readings are the same."""
    for order in orders:
        find_band("likely", order.scale)
    is_covered = [order.document.language in (None, "en") for order in orders]
    layouts = iter(lay_out([order.document for order, fits in zip(orders, is_covered, strict=True) if fits]))
    return [
        _read_laid_out(order, next(layouts)) if fits else _not_covered(order)
        for order, fits in zip(orders, is_covered, strict=True)
    ]


def _not_covered(order: Order) -> Reading:
    document = order.document
    problem = Problem(
        "text.language-not-covered",
        f"the text is in {document.language!r}; only English is read; translate it and read the translation",
    )
    reference = _empty_reference(document, order.written_on)
    return _reading(document, reference, (), (), (*document.problems, problem))


def _read_laid_out(order: Order, layout: Layout) -> Reading:
    document, sentences = order.document, layout.sentences
    docs = {sentence.offset: sentence.sent.doc for sentence in sentences}
    inside = [one for one in layout.dated if one.head is not None]
    people = named_people(docs.values())
    reference = infer_reference(inside, document.stamps, given=order.written_on, people=people)
    draft = _draft(document, reference.days, sentences, layout.dated)
    _read_sentences(draft, sentences, order.scale)
    _link(draft, sentences)
    marked = records_between(draft, sentences, order.between)
    records = tuple(sorted(marked, key=lambda one: (one.anchor.start, one.anchor.end, one.kind)))
    problems = (*document.problems, *draft.problems, *draft.actors.problems.values(), *_silence(records, sentences))
    return _reading(document, reference, records, tuple(draft.links), problems, dated=draft.dated)


def _empty_reference(document: Document, written_on: date | None) -> Reference:
    if written_on:
        return Reference(DayRange(written_on, written_on), ("given with the text",))
    return infer_reference((), document.stamps)


def _draft(document: Document, days: DayRange, sentences: Sequence[Sentence], dated: Sequence[Dated]) -> Draft:
    actors = Actors(document.text, days)
    seen: set[int] = set()
    for sentence in sentences:
        if sentence.offset not in seen:
            seen.add(sentence.offset)
            actors.prepare(sentence.offset, _doc(sentence))
    resolved: list[Dated] = []
    near: date | None = None
    for one in dated:
        value = resolve(one, days if (days.days or 0) <= LONGEST_REFERENCE else DayRange(), near=None)
        if value.timex_type == "DATE" and value.days.start is None and near is not None:
            value = resolve(one, days, near=near)
        near = value.days.start or near
        resolved.append(replace(one, value=value))
    return Draft(document.text, document.id, days, actors, resolved)


def _doc(sentence: Sentence) -> Doc:
    return sentence.sent.doc


READERS: tuple[tuple[str, Callable[[Draft, Sentence], None]], ...] = (
    ("occasions", read_occasions),
    ("events", read_events),
    ("aims", read_aims),
    ("patterns", read_patterns),
    ("conditions", read_conditions),
)


def _read_sentences(draft: Draft, sentences: Sequence[Sentence], scale: str) -> None:
    readers = (*READERS, ("estimates", lambda d, s: read_estimates(d, s, scale=scale)))
    for sentence in sentences:
        draft.actors.meet(sentence.offset, sentence.tokens)
        for name, reader in readers:
            try:
                reader(draft, sentence)
            except Exception as error:
                logger.debug("%s failed on a sentence", name, exc_info=True)
                draft.problems.append(
                    Problem(
                        "record.sentence-not-read",
                        f"the {name} of this sentence could not be read ({type(error).__name__}); read it yourself",
                        sentence.span,
                    )
                )


def _link(draft: Draft, sentences: Sequence[Sentence]) -> None:
    """Tie the records; a step that fails costs its links, not the reading."""
    steps: tuple[tuple[str, Callable[[], None]], ...] = (
        ("habits", lambda: _habits_are_not_facts(draft)),
        ("horizons", lambda: horizons_by_occasion(draft)),
        ("retellings", lambda: link_same_events(draft)),
        ("replies", lambda: link_replies(draft, sentences)),
        ("reasons", lambda: link_reasons(draft, sentences)),
        ("conditions", lambda: link_conditions(draft)),
    )
    for name, step in steps:
        try:
            step()
        except Exception as error:
            logger.debug("linking %s failed", name, exc_info=True)
            message = f"the {name} could not be linked ({type(error).__name__}); the records stand without these links"
            draft.problems.append(Problem("record.links-not-read", message))


def _habits_are_not_facts(draft: Draft) -> None:
    """An act whose words lie in a habit is habitual; one that an estimate or an aim holds is not actual."""
    holders = [r for r in draft.records if r.kind in ("pattern", "aim", "estimate")]
    for record in list(draft.records):
        if not isinstance(record, Event | Statement) or record.realis != "actual":
            continue
        for holder in holders:
            content = getattr(holder, "content", None)
            if content is not None and content.covers(record.trigger) and _same_clause(draft, record):
                draft.replace(replace(record, realis="habitual" if holder.kind == "pattern" else "hypothetical"))
                break


def _same_clause(draft: Draft, record: Record) -> bool:
    """Whether an act is part of what is held, and not an earlier act that its words merely mention."""
    trigger = draft.heads[record.id][1]
    if trigger.tag_ in ("VBD", "VBN") and trigger.dep_ in ("relcl", "advcl", "acl"):
        return False
    dated = record.date is not None and record.date.days.start is not None and draft.reference.end is not None
    if dated and trigger.pos_ == "NOUN" and record.date and record.date.days.end and draft.reference.start:
        return record.date.days.end >= draft.reference.start
    return not (isinstance(record, Statement) and trigger.pos_ == "NOUN")


def _silence(records: Sequence[Record], sentences: Sequence[Sentence]) -> list[Problem]:
    if records:
        return []
    why = (
        "the text holds no sentence"
        if not sentences
        else "no sentence names an act, aim, estimate, condition, occasion or habit that is known"
    )
    return [Problem("record.nothing-found", f"no records: {why}")]


def _reading(
    document: Document,
    reference: Reference,
    records: tuple[Record, ...],
    links: tuple[Link, ...],
    problems: Sequence[Problem],
    *,
    dated: Sequence[Dated] = (),
) -> Reading:
    facts = DocumentFacts(
        id=document.id,
        sha256_text=document.sha256_text,
        sha256_raw=document.sha256_raw,
        title=document.title,
        source=document.source,
        published_on=document.published_on,
        updated_on=document.updated_on,
        language=document.language,
        chars=len(document.text),
    )
    dates = tuple(
        TimeExpression(one.mention.span, one.value.days, one.value.edtf, one.value.timex_type, one.value.timex_value)
        for one in dated
        if one.value is not None
    )
    return Reading(facts, reference, records, links, dates, tuple(problems), READER_NAME, READER_VERSION)
