"""Harder questions: what ``history.harder_pattern`` offers, counted in rows that were read already."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from sitroom.core import EventPattern
from sitroom.forecast.occurrences import KnownRows, count, known_rows, matching_rows
from sitroom.forecast.occurrences.known_rows import NOBODY, Ints
from sitroom.forecast.occurrences.matching import Places, acted_rows
from sitroom.forecast.question import PatternQuestion
from sitroom.history import BaseRate, EventStore, Members
from sitroom.history.harder_pattern import search_harder


def harder_question(
    question: PatternQuestion, known: EventStore, members: Members
) -> tuple[EventPattern, BaseRate] | None:
    """Return the nearest pattern whose base rate says more, with that rate; None where there is none.

    Args:
        question: whose base rate says little.
        known: the history, closed at the question's cutoff.
        members: maps a name to codes on a day.
    """
    rows = known_rows(known, question.source)
    pattern = question.pattern
    return search_harder(
        pattern,
        lambda one: count([replace(question, pattern=one)], known, members)[0].base,
        lambda easy: _met(rows, pattern, easy, members),
        members,
    )


def _met(
    rows: KnownRows, pattern: EventPattern, easy: BaseRate, members: Members
) -> tuple[dict[str, set[int]], dict[str, set[int]]]:
    """Return the windows, counted back, in which something was met, by event type and by the recipient's code."""
    types = _windows(rows, matching_rows(rows, pattern, members), rows.event_type, list(rows.types), easy)
    return types, _windows(rows, acted_rows(rows, pattern, members), rows.recipient, list(rows.codes), easy)


def _windows(
    rows: KnownRows, places: Places, column: Ints, names: Sequence[str], easy: BaseRate
) -> dict[str, set[int]]:
    assert easy.last_day is not None
    named = places[column[places] != NOBODY]
    back = (easy.last_day.toordinal() - rows.day[named]) // easy.horizon_days
    out: dict[str, set[int]] = defaultdict(set)
    for code in np.unique(column[named].astype(np.int64) * (1 + int(back.max(initial=0))) + back).tolist():
        place, window = divmod(code, 1 + int(back.max(initial=0)))
        out[names[place]].add(window)
    return out
