"""Counting: the series of a pattern, from the rows of a source or from its yearly counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from sitroom.core import DayRange, EventPattern, english_range
from sitroom.history.coverage import coverage
from sitroom.history.matching import HITS, bind
from sitroom.history.measures.periods import By, Period, periods_of, precisions_for, start_of
from sitroom.history.measures.proportions import in_words
from sitroom.history.measures.series import Point, Series
from sitroom.history.measures.year_series import is_yearly, year_series
from sitroom.history.membership import Members
from sitroom.history.store import EventStore


def series(
    store: EventStore,
    pattern: EventPattern,
    *,
    source: str,
    members: Members,
    by: By = "week",
    period: DayRange | None = None,
    as_of: date | None = None,
    both_ways: bool = False,
) -> Series:
    """Return the counts of a pattern's rows by period.

    Coverage of those named is asked first. A period without rows is a zero, and a gap where the source has no row of
    anyone in it and either none in the whole year or none before or none after. An undirected row counts in
    either direction.

    Args:
        store: the history.
        pattern: whose acts toward whom; its types and quads are kept to, its window plays no part.
        source: the one data set, of events or of yearly counts.
        members: maps a name to codes on a day, so that a group is what it was.
        by: day, week, month or year.
        period: days on which the rows occurred, inclusive; an open end is the source's own.
        as_of: last day of knowledge (UTC), inclusive; None means the cutoff, or everything.
        both_ways: whether acts of the recipients toward the actors count too.

    Raises:
        HistoryError: the source has yearly counts only, and another period was asked for.
        LookaheadError: ``as_of`` is after the store's cutoff.
    """
    asked = Series("not_covered", pattern, by, source, period or DayRange(), both_ways=both_ways, as_of=as_of)
    if is_yearly(store, source):
        return year_series(store, asked, members=members)
    if pattern.modes:
        return replace(asked, reason="event rows have no modes; ask without " + ", ".join(pattern.modes))
    names = (*pattern.actors, *pattern.recipients)
    covers = coverage(store, names, asked.period, source, members=members, as_of=as_of)
    if not covers.covered:
        return replace(asked, reason=covers.reason, coverage=covers)
    return _count(store, replace(asked, period=covers.period, coverage=covers), members)


def _count(store: EventStore, asked: Series, members: Members) -> Series:
    bound = bind(asked.pattern, members, asked.period) | {"by": asked.by, "both_ways": asked.both_ways}
    bound["exact"] = precisions_for(asked.by)
    found = store.rows(HITS + _BY_PERIOD, bound, source=asked.source, as_of=asked.as_of)
    (coarse,) = [row[2] for row in found if row[0] is None] or [0]
    days = {"first": asked.period.start, "last": asked.period.end, "by": asked.by, "exact": bound["exact"]}
    volume: dict[date, int] = dict(store.rows(_VOLUME, days, source=asked.source, as_of=asked.as_of))
    (first, last, years), *_ = store.rows(_TOLD, {}, source=asked.source, as_of=asked.as_of)
    cells: dict[date, dict[int, tuple[int, float, int, int | None]]] = {}
    for start, quad, *values in found:
        if start is not None:
            cells.setdefault(start, {})[quad or 0] = tuple(values)
    points = []
    for one in periods_of(asked.period, asked.by):
        told = start_of(first, asked.by) <= one.start <= last and one.start.year in years
        silent = not told and not volume.get(one.start) and one.start not in cells
        points.append(_point(one, None if silent else cells.get(one.start, {}), volume.get(one.start, 0)))
    out = replace(asked, status="covered", points=tuple(points), coarse_rows=coarse)
    return replace(out, reason=f"{in_words(out.rows)} rows in {asked.source}, {english_range(asked.period)}")


def _point(one: Period, cells: Mapping[int, tuple[int, float, int, int | None]] | None, volume: int) -> Point:
    if cells is None:
        return Point(one.start, one.days)
    counts = [cells.get(quad, (0, 0.0, 0, None)) for quad in range(5)]
    without, first, second, third, fourth = (count[0] for count in counts)
    mentions = [count[3] for count in counts if count[3] is not None]
    return Point(
        one.start,
        one.days,
        quads=(first, second, third, fourth),
        without_quad=without,
        goldstein_sum=round(sum(count[1] for count in counts), 4),
        goldstein_rows=sum(count[2] for count in counts),
        mentions=sum(mentions) if mentions else None,
        volume=volume,
    )


CHOSEN = """, chosen AS (
    SELECT * FROM judged WHERE (actor_acts AND recipient_receives)
        OR (recipient_acts AND actor_receives
            AND ($both_ways OR NOT directed OR ($mutual AND list_contains(CAST($joint AS VARCHAR[]), event_type))))
)"""
"""Goes on from ``matching.HITS``: the same rows, and with ``$both_ways`` those of the other direction as well."""

_BY_PERIOD = (
    CHOSEN
    + """
SELECT CASE WHEN list_contains(CAST($exact AS VARCHAR[]), date_precision)
        THEN CAST(date_trunc($by, occurred_on) AS DATE) END AS start,
    CASE WHEN list_contains(CAST($exact AS VARCHAR[]), date_precision) THEN quad END AS kind,
    count(*), coalesce(fsum(goldstein), 0), count(goldstein), CAST(sum(mentions) AS BIGINT)
FROM chosen GROUP BY ALL"""
)

_VOLUME = """
SELECT CAST(date_trunc($by, occurred_on) AS DATE) AS start, count(*) FROM events
WHERE occurred_on BETWEEN $first AND $last AND list_contains(CAST($exact AS VARCHAR[]), date_precision)
GROUP BY start"""

_TOLD = "\nSELECT min(occurred_on), max(occurred_on), list(DISTINCT year(occurred_on)) FROM events"
