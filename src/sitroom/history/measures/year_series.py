"""Year series: the same series from a source that has only counts by pair of states and year."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from sitroom.core import DayRange, HistoryError, english_range
from sitroom.history.coverage import MIN_ROWS, MIN_SHARE, Coverage, judge_name
from sitroom.history.engine import Row, Workbench
from sitroom.history.importing.aggregates import aggregate_files
from sitroom.history.measures.periods import periods_of
from sitroom.history.measures.proportions import in_words
from sitroom.history.measures.series import Point, Series
from sitroom.history.membership import Members
from sitroom.history.store import EventStore


def yearly_sources(store: EventStore) -> tuple[str, ...]:
    """Return the names of the sources that have only counts by year, sorted."""
    return tuple(row[0] for row in _ask(store, _SOURCES) if not store.files(row[0]))


def is_yearly(store: EventStore, source: str) -> bool:
    """Return whether a source has only counts by year."""
    return not store.files(source) and source in yearly_sources(store)


def year_series(store: EventStore, asked: Series, *, members: Members) -> Series:
    """Return a series of yearly counts; a group is who belonged to it on 1 July of each year.

    Yearly counts say nothing of single days, types, scores, or when they were known: what asks for that is refused.

    Args:
        store: the history.
        asked: what to count, without points.
        members: maps a name to codes on a day.

    Raises:
        HistoryError: periods finer than a year, types or single quads were asked for.
    """
    if asked.by != "year":
        raise HistoryError(f"{asked.source} has counts by year only; ask by year, or another source by {asked.by}")
    if asked.pattern.types or asked.pattern.quads or asked.pattern.modes:
        raise HistoryError(f"{asked.source} has counts by quad only; ask without types, modes and quads")
    if asked.as_of or store.cutoff:
        reason = f"{asked.source} does not say since when its counts could be known; ask without a day of knowledge"
        return replace(asked, reason=reason)
    years = _years(store, asked)
    if years is None:
        when = "at all" if asked.period == DayRange() else english_range(asked.period)
        return replace(asked, reason=f"{asked.source} has no rows {when}")
    covers = _coverage(store, asked, years, members)
    if not covers.covered:
        return replace(asked, reason=covers.reason, coverage=covers)
    return _count(store, replace(asked, period=covers.period, coverage=covers), members)


def dyad_years(store: EventStore, asked: Series, *, anyone: bool) -> list[Row]:
    """Return the counts of every pair of states over the years of a series: both codes, then one count a quad.

    Args:
        store: the history.
        asked: a series that is covered; where it is both ways, the two directions of a pair are one.
        anyone: whether an actor's acts toward all others are taken together.
    """
    assert asked.period.start is not None
    assert asked.period.end is not None
    bound = {"source": asked.source, "first": asked.period.start.year, "last": asked.period.end.year}
    return _ask(store, _DYADS, bound | {"anyone": anyone, "both_ways": asked.both_ways})


def _years(store: EventStore, asked: Series) -> DayRange | None:
    """Return the whole years asked for; an open end is the source's own."""
    start, end = asked.period.start, asked.period.end
    bound = {"source": asked.source, "first": start.year if start else 0, "last": end.year if end else 9999}
    ((first, last),) = _ask(store, _SPAN, bound)
    if first is None:
        return None
    return DayRange(date(start.year if start else first, 1, 1), date(end.year if end else last, 12, 31))


def _coverage(store: EventStore, asked: Series, years: DayRange, members: Members) -> Coverage:
    assert years.start is not None
    assert years.end is not None
    bound = {"source": asked.source, "first": years.start.year, "last": years.end.year}
    rows = {code: round(count) for code, count in _ask(store, _ABOUT, bound)}
    judged = []
    for name in dict.fromkeys((*asked.pattern.actors, *asked.pattern.recipients)):
        codes = {code for year in range(years.start.year, years.end.year + 1) for code in _codes(members, [name], year)}
        where = f"{asked.source} ({english_range(years)})"
        judged.append(judge_name(name, {code: rows.get(code, 0) for code in sorted(codes)}, where, _NEEDS))
    missing = [one.reason for one in judged if not one.covered]
    reason = "; ".join(missing or [one.reason for one in judged])
    return Coverage("not_covered" if missing else "covered", asked.source, years, tuple(judged), reason)


def _count(store: EventStore, asked: Series, members: Members) -> Series:
    assert asked.period.start is not None
    assert asked.period.end is not None
    bound = {"source": asked.source, "first": asked.period.start.year, "last": asked.period.end.year}
    volume: dict[int, float] = dict(_ask(store, _VOLUME, bound))
    names = {*asked.pattern.actors, *asked.pattern.recipients}
    everyone = sorted({code for year in volume for code in _codes(members, names, year)})
    pairs: dict[int, list[Row]] = {}
    for row in _ask(store, _PAIRS, bound | {"codes": everyone, "any": not names}):
        pairs.setdefault(row[0], []).append(row)
    points = []
    for one in periods_of(asked.period, "year"):
        year = one.start.year
        if year not in volume:
            points.append(Point(one.start, one.days))
            continue
        sides = (_codes(members, asked.pattern.actors, year), _codes(members, asked.pattern.recipients, year))
        chosen = [row for row in pairs.get(year, []) if _fits(row, *sides, both_ways=asked.both_ways)]
        first, second, third, fourth = (_whole(sum(row[at] for row in chosen)) for at in range(3, 7))
        points.append(
            Point(one.start, one.days, (first, second, third, fourth), 0, None, 0, None, _whole(volume[year]))
        )
    out = replace(asked, status="covered", points=tuple(points))
    return replace(out, reason=f"{in_words(out.rows)} rows in {asked.source}, {english_range(asked.period)}")


def _whole(count: float) -> float:
    return int(count) if float(count).is_integer() else count


def _fits(row: Row, actors: frozenset[str], recipients: frozenset[str], *, both_ways: bool) -> bool:
    def acts(one: str, other: str) -> bool:
        return (not actors or one in actors) and (not recipients or other in recipients)

    return acts(row[1], row[2]) or (both_ways and acts(row[2], row[1]))


def _codes(members: Members, names: Iterable[str], year: int) -> frozenset[str]:
    return frozenset(code for name in names for code in members(name, date(year, 7, 1)))


def _ask(store: EventStore, sql: str, bound: dict[str, object] | None = None) -> list[Row]:
    files = aggregate_files(store.folder)
    if not files:
        return []
    with Workbench() as bench:
        bench.view("counted", files)
        return bench.rows(sql, bound)


_NEEDS = (MIN_ROWS, MIN_SHARE)
_SOURCES = "SELECT DISTINCT source FROM counted ORDER BY source"
_SPAN = "SELECT min(year), max(year) FROM counted WHERE source = $source AND year BETWEEN $first AND $last"
_ABOUT = """
WITH sides AS (
    SELECT actor AS code, quad_1 + quad_2 + quad_3 + quad_4 AS rows FROM counted
    WHERE source = $source AND year BETWEEN $first AND $last
    UNION ALL
    SELECT recipient, quad_1 + quad_2 + quad_3 + quad_4 FROM counted
    WHERE source = $source AND year BETWEEN $first AND $last AND actor <> recipient
)
SELECT code, sum(rows) FROM sides GROUP BY code"""
_VOLUME = """
SELECT year, sum(quad_1 + quad_2 + quad_3 + quad_4) FROM counted
WHERE source = $source AND year BETWEEN $first AND $last GROUP BY year"""
_PAIRS = """
SELECT year, actor, recipient, quad_1, quad_2, quad_3, quad_4 FROM counted
WHERE source = $source AND year BETWEEN $first AND $last
    AND ($any OR list_contains(CAST($codes AS VARCHAR[]), actor) OR list_contains(CAST($codes AS VARCHAR[]), recipient))
ORDER BY ALL"""
_DYADS = """
SELECT CASE WHEN $both_ways AND NOT $anyone THEN least(actor, recipient) ELSE actor END AS one,
    CASE WHEN $anyone THEN '' WHEN $both_ways THEN greatest(actor, recipient) ELSE recipient END AS other,
    sum(quad_1), sum(quad_2), sum(quad_3), sum(quad_4)
FROM (
    SELECT * FROM counted
    UNION ALL
    SELECT * REPLACE (recipient AS actor, actor AS recipient) FROM counted
    WHERE $anyone AND $both_ways AND actor <> recipient
)
WHERE source = $source AND year BETWEEN $first AND $last AND length(actor) = 3 AND length(recipient) = 3
    AND ($anyone OR actor <> recipient)
GROUP BY one, other ORDER BY one, other"""
