"""Dyad quads: the rows of every pair of states by quad over the days of a series, to hold the series against."""

from __future__ import annotations

from dataclasses import dataclass

from sitroom.history.measures.proportions import Number
from sitroom.history.measures.series import Series
from sitroom.history.measures.year_series import dyad_years, is_yearly
from sitroom.history.membership import Members, codes_over
from sitroom.history.store import EventStore


@dataclass(frozen=True, slots=True)
class Dyad:
    """One state toward another, or toward anyone.

    Args:
        name: both codes, in words.
        quads: rows of quad 1, 2, 3 and 4.
    """

    name: str
    quads: tuple[Number, Number, Number, Number]

    @property
    def rows(self) -> Number:
        """The rows that have a quad."""
        return sum(self.quads)


def dyad_quads(store: EventStore, series: Series, *, members: Members) -> tuple[Dyad, ...]:
    """Return the dyads of states that are no part of a series, over its days, in its source, as known on its day.

    Args:
        store: the history that the series is from.
        series: one that is covered.
        members: maps a name to codes on a day.
    """
    period = series.period
    actors = codes_over(members, series.pattern.actors, period)
    recipients = codes_over(members, series.pattern.recipients, period)
    anyone = not series.pattern.recipients
    if is_yearly(store, series.source):
        rows = dyad_years(store, series, anyone=anyone)
    else:
        bound = {
            "first": period.start,
            "last": period.end,
            "anyone": anyone,
            "both_ways": series.both_ways,
            "types": list(series.pattern.types),
            "any_type": not series.pattern.types,
        }
        rows = store.rows(_DYADS, bound, source=series.source, as_of=series.as_of)
    out = []
    for actor, recipient, *quads in rows:
        mine = _part(actor, recipient, actors, recipients)
        if mine or (series.both_ways and _part(recipient, actor, actors, recipients)):
            continue
        name = actor if anyone else f"{actor} and {recipient}" if series.both_ways else f"{actor} toward {recipient}"
        first, second, third, fourth = quads
        dyad = Dyad(name, (first, second, third, fourth))
        if dyad.rows:
            out.append(dyad)
    return tuple(out)


def _part(actor: str, recipient: str, actors: frozenset[str], recipients: frozenset[str]) -> bool:
    """Whether a dyad is one of those that a series counts."""
    return (not actors or actor in actors) and (not recipients or recipient in recipients)


_DYADS = """, acts AS (
    SELECT actor_country AS actor, recipient_country AS recipient, quad, occurred_on FROM events
    WHERE occurred_on BETWEEN $first AND $last AND length(actor_country) = 3 AND quad IS NOT NULL
        AND ($any_type OR list_contains(CAST($types AS VARCHAR[]), event_type))
        AND ($anyone OR (length(recipient_country) = 3 AND actor_country <> recipient_country))
    UNION ALL
    SELECT recipient_country, actor_country, quad, occurred_on FROM events
    WHERE $anyone AND $both_ways AND occurred_on BETWEEN $first AND $last AND length(recipient_country) = 3
        AND quad IS NOT NULL AND ($any_type OR list_contains(CAST($types AS VARCHAR[]), event_type))
        AND actor_country IS DISTINCT FROM recipient_country
)
SELECT CASE WHEN $both_ways AND NOT $anyone THEN least(actor, recipient) ELSE actor END AS one,
    CASE WHEN $anyone THEN '' WHEN $both_ways THEN greatest(actor, recipient) ELSE recipient END AS other,
    count(*) FILTER (quad = 1), count(*) FILTER (quad = 2), count(*) FILTER (quad = 3), count(*) FILTER (quad = 4)
FROM acts GROUP BY one, other ORDER BY one, other"""
