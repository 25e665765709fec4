"""Telling: what two texts speak of in common, in words."""

from dataclasses import replace

from sitroom.brief.contradictions.comparing import days, length
from sitroom.brief.sentences import sentence_of
from sitroom.brief.words import days_words
from sitroom.record import Record, Statement


def act_words(record: Record) -> str:
    """Return an act as a sentence without its stop, whoever tells of it."""
    told = replace(record, asserted_by=("author",))
    if isinstance(told, Statement):
        told = replace(told, content=None)
    return sentence_of(told)


def dated(record: Record) -> str:
    """Return the days of a record behind a comma; nothing where an end is open."""
    return f", {days_words(days(record))}" if length(days(record)) is not None else ""
