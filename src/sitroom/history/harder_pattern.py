"""Harder patterns: a nearby question that says more than one which is nearly always true."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from sitroom.core import EventPattern
from sitroom.history.base_rate import BaseRate, base_rate
from sitroom.history.codes import types_of_quads
from sitroom.history.matching import HITS, bind
from sitroom.history.membership import Members
from sitroom.history.store import EventStore

HARDER_FROM, HARDER_TO = 0.10, 0.70
_MATERIAL = {1: 2, 2: 2, 3: 4, 4: 4}


def harder_pattern(
    store: EventStore, pattern: EventPattern, *, horizon_days: int, as_of: date, source: str, members: Members
) -> tuple[EventPattern, BaseRate] | None:
    """Return the nearest harder pattern whose base rate is from 10 to 70 %, with that rate; None where there is none.

    Tried in this order, and the first kind with an answer wins, within it the most frequent (ties by order):
    material in place of verbal quads; one of several recipients; one member of a group; one single event type.

    Args:
        store: the history.
        pattern: the pattern that says little.
        horizon_days: the length of a window, at least 1.
        as_of: last day of knowledge (UTC), inclusive.
        source: the one data set to count in.
        members: maps a name to codes on a day.
    """
    asked = {"horizon_days": horizon_days, "as_of": as_of, "source": source, "members": members}

    def rate_of(one: EventPattern) -> BaseRate:
        return base_rate(store, one, **asked)  # type: ignore[arg-type]

    easy = rate_of(pattern)
    if easy.rate is None:
        return None
    for candidates in _kinds(store, pattern, easy, members):
        rated = [(one, found) for one in candidates if one != pattern and (found := rate_of(one)).rate is not None]
        fitting = [(one, found) for one, found in rated if _is_harder(found, easy)]
        if fitting:
            return max(fitting, key=lambda pair: pair[1].hits)
    return None


def _is_harder(found: BaseRate, easy: BaseRate) -> bool:
    assert found.rate is not None
    assert easy.rate is not None
    return HARDER_FROM <= found.rate <= HARDER_TO and found.rate < easy.rate


def _kinds(store: EventStore, pattern: EventPattern, easy: BaseRate, members: Members) -> Iterator[list[EventPattern]]:
    """Yield the candidates of each kind, nearest kind first."""
    if pattern.quads and not pattern.types:
        material = tuple(sorted({_MATERIAL[quad] for quad in pattern.quads}))
        yield [replace(pattern, quads=material)]
    if len(pattern.recipients) > 1:
        yield [replace(pattern, recipients=(name,)) for name in pattern.recipients]
    yield [replace(pattern, recipients=(code,)) for code in _recipients_met(store, pattern, easy, members)]
    types = pattern.types or types_of_quads(pattern.quads or (1, 2, 3, 4))
    yield [replace(pattern, types=(name,), quads=()) for name in types]


def _recipients_met(store: EventStore, pattern: EventPattern, easy: BaseRate, members: Members) -> list[str]:
    """Return the codes that were met as recipients, so that a group can be narrowed to one of them."""
    assert easy.coverage is not None
    if not pattern.recipients:
        return []
    bound = bind(pattern, members, easy.coverage.period)
    rows = store.rows(HITS + _MET, bound, source=easy.source, as_of=easy.as_of)
    codes = [row[0] for row in rows]
    return [code for code in codes if members(code, easy.as_of)]


_MET = """
SELECT recipient_country FROM hits
WHERE recipient_receives AND actor_acts AND recipient_country IS NOT NULL
GROUP BY recipient_country ORDER BY count(*) DESC, recipient_country"""
