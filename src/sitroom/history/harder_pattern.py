"""Harder patterns: a nearby question that says more than one which is nearly always, or nearly never, true."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from sitroom.core import EventPattern
from sitroom.history.base_rate import BaseRate, base_rate
from sitroom.history.codebooks.codes import quads_of_types, types_of_quads
from sitroom.history.matching import HITS, bind
from sitroom.history.membership import Members
from sitroom.history.store import EventStore

HARDER_FROM, HARDER_TO = 0.10, 0.70
_MATERIAL = {1: 2, 2: 2, 3: 4, 4: 4}
_BOTH = {1: (1, 2), 2: (1, 2), 3: (3, 4), 4: (3, 4)}

Met = tuple[dict[str, set[int]], dict[str, set[int]]]
RateOf = Callable[[EventPattern], BaseRate]
MetIn = Callable[[BaseRate], Met]


def harder_pattern(
    store: EventStore, pattern: EventPattern, *, horizon_days: int, as_of: date, source: str, members: Members
) -> tuple[EventPattern, BaseRate] | None:
    """Return the nearest pattern whose base rate is from 10 to 70 %, with that rate; None where there is none.

    Tried in this order, and the first kind with an answer wins, within it the most frequent (ties by order):
    material in place of verbal quads; one of several recipients; one member of a group; one single event type. For
    a pattern that nearly never holds: the quads of its types; verbal and material together.

    Args:
        store: the history.
        pattern: the pattern that says little.
        horizon_days: the length of a window, at least 1.
        as_of: last day of knowledge (UTC), inclusive.
        source: the one data set to count in.
        members: maps a name to codes on a day.
    """
    asked = {"horizon_days": horizon_days, "as_of": as_of, "source": source, "members": members}
    return search_harder(
        pattern,
        lambda one: base_rate(store, one, **asked),  # type: ignore[arg-type]
        lambda easy: _met(store, pattern, easy, members),
        members,
    )


def search_harder(
    pattern: EventPattern, rate_of: RateOf, met_in: MetIn, members: Members
) -> tuple[EventPattern, BaseRate] | None:
    """Return what ``harder_pattern`` returns, whoever counts.

    Args:
        pattern: the pattern that says little.
        rate_of: gives the base rate of a pattern.
        met_in: gives the windows in which something was met, by event type and by the recipient's code.
        members: maps a name to codes on a day.
    """
    easy = rate_of(pattern)
    if easy.rate is None:
        return None
    for candidates in _wider(pattern) if easy.rate < HARDER_FROM else _narrower(pattern, easy, met_in, members):
        for one in candidates:
            found = rate_of(one) if one != pattern else easy
            if found.rate is not None and HARDER_FROM <= found.rate <= HARDER_TO and found.rate != easy.rate:
                return one, found
    return None


def _wider(pattern: EventPattern) -> Iterator[list[EventPattern]]:
    quads = pattern.quads or quads_of_types(pattern.types)
    if pattern.types:
        yield [replace(pattern, types=(), quads=quads)]
    yield [replace(pattern, types=(), quads=tuple(sorted({both for quad in quads for both in _BOTH[quad]})))]


def _narrower(pattern: EventPattern, easy: BaseRate, met_in: MetIn, members: Members) -> Iterator[list[EventPattern]]:
    """Yield the candidates of each kind, nearest kind first; of each kind, those worth a count, most frequent first."""
    if pattern.quads and not pattern.types:
        yield [replace(pattern, quads=tuple(sorted({_MATERIAL[quad] for quad in pattern.quads})))]
    types, codes = met_in(easy)
    if len(pattern.recipients) > 1:
        alone = {
            name: {back for code in members(name, easy.as_of) for back in codes[code]} for name in pattern.recipients
        }
        yield [replace(pattern, recipients=(name,)) for name in _worth(alone, easy)]
    known = {code: met for code, met in codes.items() if pattern.recipients and members(code, easy.as_of)}
    yield [replace(pattern, recipients=(code,)) for code in _worth(known, easy)]
    asked = pattern.types or types_of_quads(pattern.quads or (1, 2, 3, 4))
    single = {name: types[name] for name in asked}
    yield [replace(pattern, types=(name,), quads=()) for name in _worth(single, easy)]


def _worth(met: Mapping[str, set[int]], easy: BaseRate) -> list[str]:
    """Return the names that can have a fitting rate, most frequent first; the count itself decides."""
    low, high = HARDER_FROM / 2 * easy.windows, min(1.0, HARDER_TO * 1.3) * easy.windows
    fitting = [name for name, windows in met.items() if low <= len(windows) <= high]
    return sorted(fitting, key=lambda name: -len(met[name]))


def _met(store: EventStore, pattern: EventPattern, easy: BaseRate, members: Members) -> Met:
    """Return the windows in which something was met, by event type and by the recipient's code."""
    assert easy.coverage is not None
    bound = bind(pattern, members, easy.coverage.period) | {"length": easy.horizon_days, "newest": easy.last_day}
    types: dict[str, set[int]] = defaultdict(set)
    codes: dict[str, set[int]] = defaultdict(set)
    for back, kind, code in store.rows(HITS + _WINDOWS, bound, source=easy.source, as_of=easy.as_of):
        types[kind].add(back)
        codes[code].add(back)
    codes.pop(None, None)  # type: ignore[call-overload]
    return types, codes


_WINDOWS = """
SELECT DISTINCT date_diff('day', occurred_on, $newest) // $length, event_type,
    CASE WHEN recipient_receives AND actor_acts THEN recipient_country END
FROM hits WHERE occurred_on <= $newest ORDER BY ALL"""
