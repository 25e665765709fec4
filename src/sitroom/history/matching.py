"""Matching: the rows of a source that are what an event pattern describes."""

from collections.abc import Iterable

from sitroom.core import DayRange, EventPattern
from sitroom.history.codebooks.codes import joint_types
from sitroom.history.membership import Members, memberships

HITS = """, sides AS (
    SELECT unnest(CAST($roles AS VARCHAR[])) AS role, unnest(CAST($codes AS VARCHAR[])) AS code,
        unnest(CAST($firsts AS DATE[])) AS first_day, unnest(CAST($lasts AS DATE[])) AS last_day
), judged AS (
    SELECT one.*,
        $any_actor OR EXISTS (SELECT 1 FROM sides WHERE role = 'actor' AND code = one.actor_country
            AND one.occurred_on BETWEEN first_day AND last_day) AS actor_acts,
        $any_recipient OR EXISTS (SELECT 1 FROM sides WHERE role = 'recipient' AND code = one.recipient_country
            AND one.occurred_on BETWEEN first_day AND last_day) AS recipient_receives,
        $any_actor OR EXISTS (SELECT 1 FROM sides WHERE role = 'actor' AND code = one.recipient_country
            AND one.occurred_on BETWEEN first_day AND last_day) AS recipient_acts,
        $any_recipient OR EXISTS (SELECT 1 FROM sides WHERE role = 'recipient' AND code = one.actor_country
            AND one.occurred_on BETWEEN first_day AND last_day) AS actor_receives
    FROM events AS one
    WHERE one.occurred_on BETWEEN $first AND $last
        AND ($any_actor OR list_contains(CAST($acting AS VARCHAR[]), one.actor_country)
            OR list_contains(CAST($acting AS VARCHAR[]), one.recipient_country))
        AND ($any_kind OR list_contains(CAST($types AS VARCHAR[]), one.event_type)
            OR list_contains(CAST($quads AS BIGINT[]), one.quad))
), hits AS (
    SELECT * FROM judged
    WHERE (actor_acts AND recipient_receives)
        OR (recipient_acts AND actor_receives
            AND (NOT directed OR ($mutual AND list_contains(CAST($joint AS VARCHAR[]), event_type))))
)"""
"""Goes on from ``EventStore.rows``: the table ``hits`` of the events that match."""


def bind(pattern: EventPattern, members: Members, period: DayRange) -> dict[str, object]:
    """Return the values that ``HITS`` needs.

    A pattern with types and quads is met by either. An undirected row counts in either direction; so does, where the
    pattern is mutual, an act that both parties do (a meeting).

    Args:
        pattern: its names are mapped by ``members`` day by day, so that a group is what it was.
        members: maps a name to codes on a day.
        period: the days looked at, closed at both ends.
    """
    sides = [*_side("actor", pattern.actors, members, period), *_side("recipient", pattern.recipients, members, period)]
    return {
        "roles": [side[0] for side in sides],
        "codes": [side[1] for side in sides],
        "firsts": [side[2] for side in sides],
        "lasts": [side[3] for side in sides],
        "acting": sorted({side[1] for side in sides if side[0] == "actor"}),
        "any_actor": not pattern.actors,
        "any_recipient": not pattern.recipients,
        "any_kind": not pattern.types and not pattern.quads,
        "types": list(pattern.types),
        "quads": list(pattern.quads),
        "mutual": pattern.mutual,
        "joint": list(joint_types()),
        "first": period.start,
        "last": period.end,
    }


def _side(role: str, names: Iterable[str], members: Members, period: DayRange) -> list[tuple[str, str, object, object]]:
    runs = (run for name in names for run in memberships(members, name, period))
    return [(role, code, run.first, run.last) for run in runs for code in sorted(run.codes)]
