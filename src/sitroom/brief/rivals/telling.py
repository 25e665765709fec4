"""Telling: how records are named in the words of explanations and assumptions."""

from collections.abc import Sequence

from sitroom.brief.rivals.happenings import days_of
from sitroom.brief.rivals.sides import doers, with_article
from sitroom.brief.sentences import name_of, names_of, sentence_of
from sitroom.brief.words import days_words, joined, quoted
from sitroom.record import ActorRef, Record, Statement


def told_words(record: Record) -> str:
    """Return a record as a sentence; a word of which only that it was said is known, by the words of the text."""
    if isinstance(record, Statement) and record.content is None and record.coding is None:
        return f"{names_of(record.speaker)}: {quoted(record.anchor.quote, 90)}" if _is_named(record) else _quote(record)
    return sentence_of(record)


def said_by(record: Record) -> str:
    """Return whose act or word a record is and when; the words of the text where nobody is named.

    The day is left out where it is open.
    """
    days = days_of(record)
    when = f" ({days_words(days)})" if days and days.end else ""
    return (named(doers(record)) if _is_named(record) else _quote(record)) + when


def act_words(record: Record, limit: int = 90) -> str:
    """Return what somebody said, else did, in the words of the text."""
    content = record.content if isinstance(record, Statement) else None
    long = content is not None and len(content.quote.split()) > 2
    return quoted(content.quote if content and long else record.anchor.quote, limit)


def named(refs: Sequence[ActorRef]) -> str:
    """Return the names of actors as a list in prose, each with its article."""
    return joined(list(dict.fromkeys(with_article(name_of(ref)) for ref in refs))) or names_of(refs)


def _is_named(record: Record) -> bool:
    return any(ref.name for ref in doers(record))


def _quote(record: Record) -> str:
    return quoted(record.anchor.quote, 90)
