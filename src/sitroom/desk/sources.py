"""Sources: which data set answers, where none is named; never two of them added together."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sitroom.core import DayRange, EventPattern, HistoryError
from sitroom.desk.rates import members_of
from sitroom.history import By, EventStore, Series, coverage, series, yearly_sources

NO_DATA = "the desk has no event data; `sitroom history import` adds some"


def known_source(store: EventStore, source: str | None, *, as_of: date | None = None) -> str:
    """Return the name of a data set that the desk has.

    Args:
        store: the history.
        source: the name; None takes the data set with most rows, ties by name.
        as_of: last day of knowledge, for counting rows.

    Raises:
        HistoryError: it has none of this name.
    """
    if source is None:
        known = store.sources(as_of=as_of)
        source = max(known, key=lambda one: (one.rows, one.source)).source if known else ""
    if source and (store.files(source) or source in yearly_sources(store)):
        return source
    names = ", ".join((*(one.source for one in store.sources()), *yearly_sources(store)))
    if not names:
        raise HistoryError(NO_DATA)
    raise HistoryError(f"the desk has no data set {source!r}; it has {names}")


def choose_source(
    store: EventStore, pattern: EventPattern, by: By, period: DayRange, as_of: date | None, *, both_ways: bool = False
) -> Series:
    """Return the series of the source that covers those named with most of their rows, ties by name.

    Sources of events go first; by year, one of yearly counts is taken where none of them covers.
    """
    names = (*pattern.actors, *pattern.recipients)
    known = [one.source for one in store.sources(as_of=as_of) if one.null_actor < one.rows]
    yearly = list(yearly_sources(store)) if by == "year" else []
    covering = [one for one in known if coverage(store, names, period, one, members=members_of, as_of=as_of).covered]

    def counted(source: str) -> Series:
        return series(
            store, pattern, source=source, members=members_of, by=by, period=period, as_of=as_of, both_ways=both_ways
        )

    found = [counted(one) for one in covering] or [counted(one) for one in yearly]
    covered = sorted((one for one in found if one.covered), key=lambda one: (-one.rows, one.source))
    if covered:
        others = ", ".join(one.source for one in covered[1:])
        return replace(covered[0], reason=f"{covered[0].reason}; also covered by {others}") if others else covered[0]
    if nearest := found or [counted(one) for one in known]:
        return max(nearest, key=_have)
    reason = NO_DATA.replace("data;", f"data known by {as_of};") if as_of else NO_DATA
    return Series("not_covered", pattern, by, "", period, both_ways=both_ways, as_of=as_of, reason=reason)


def _have(one: Series) -> tuple[int, int]:
    """Return how many of those named a source covers, and its rows about all of them."""
    actors = one.coverage.actors if one.coverage else ()
    return sum(actor.covered for actor in actors), sum(actor.rows for actor in actors)
