"""Evidence by day: the responses, triggers and coverage volume that a claim needs, counted once, cut many ways."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from sitroom.core import DayRange, EventPattern
from sitroom.history.claims.effects import Floats
from sitroom.history.matching import HITS, bind
from sitroom.history.membership import Members, codes_over
from sitroom.history.store import EventStore

WEEK = 7
LEAST_A_WEEK = 20


@dataclass(frozen=True)
class Counted:
    """Counts by day of one side of a claim; the codings are those of its rows.

    Args:
        by_quad: quad to counts by day; quad 0 holds rows without one.
        state_only: counts by day of rows between states and bodies themselves.
        rows: how many events.
    """

    by_quad: dict[int, Floats]
    state_only: Floats
    rows: int

    def total(self, quads: tuple[int, ...] = ()) -> Floats:
        """Return the counts by day of some quads, or of all."""
        chosen = [counts for quad, counts in self.by_quad.items() if not quads or quad in quads]
        return np.sum(chosen, axis=0) if chosen else np.zeros_like(self.state_only)


@dataclass(frozen=True)
class DayEvidence:
    """What a source says of a claim, day by day.

    Args:
        first: the first day.
        days: how many.
        response: the responses.
        trigger: the triggers.
        exposure: coverage volume of the week around each day relative to the mean, without the claim's own rows.
        placebos: counts by day of comparable pairs: ``recipient`` (same actors, others receive) and ``actor`` (others
            act on the same recipients), each name to counts.
    """

    first: date
    days: int
    response: Counted
    trigger: Counted
    exposure: Floats
    placebos: dict[str, dict[str, Floats]]

    def day(self, place: int) -> date:
        """Return the day of a place."""
        return self.first + timedelta(days=place)


def count_days(
    store: EventStore,
    response: EventPattern,
    trigger: EventPattern,
    *,
    source: str,
    period: DayRange,
    members: Members,
    as_of: date | None,
) -> DayEvidence:
    """Count a claim's rows by day; rows dated only to a week, a month or a year are left out.

    Args:
        store: the history.
        response: what is said to change.
        trigger: what is said to change it.
        source: the data set.
        period: closed at both ends.
        members: maps a name to codes on a day.
        as_of: last day of knowledge, inclusive; None means the store's cutoff, or everything.
    """
    assert period.start is not None
    assert period.end is not None
    first, days = period.start, (period.end - period.start).days + 1
    sides = []
    for pattern in (response, trigger):
        bound = bind(pattern, members, period)
        rows = store.rows(HITS + _BY_DAY, bound, source=source, as_of=as_of)
        sides.append(_counted(rows, first, days))
    volume = np.zeros(days)
    for day, count in store.rows(_VOLUME, {"first": first, "last": period.end}, source=source, as_of=as_of):
        volume[(day - first).days] = count
    volume = np.maximum(volume - sides[0].total() - sides[1].total(), 0.0)
    placebos = _placebos(store, response, trigger, source=source, period=period, members=members, as_of=as_of)
    return DayEvidence(first, days, sides[0], sides[1], _exposure(volume), placebos)


def _counted(rows: list[tuple[object, ...]], first: date, days: int) -> Counted:
    by_quad: dict[int, Floats] = {}
    state_only, total = np.zeros(days), 0
    for day, quad, states, count in rows:
        assert isinstance(day, date)
        assert isinstance(count, int)
        place = (day - first).days
        by_quad.setdefault(int(quad or 0), np.zeros(days))[place] += count  # type: ignore[call-overload]
        state_only[place] += count if states else 0
        total += count
    return Counted(by_quad, state_only, total)


def _exposure(volume: Floats) -> Floats:
    """Return the volume of the week around each day relative to the mean; flat where weeks hold too few rows."""
    if len(volume) < WEEK or volume.mean() * WEEK < LEAST_A_WEEK:
        return np.ones_like(volume)
    ones = np.ones(WEEK)
    around = np.convolve(volume, ones, "same") / np.convolve(np.ones_like(volume), ones, "same")
    smoothed = around + 0.1 * around.mean()  # so that a gap in the data is no division by zero
    return np.asarray(smoothed / smoothed.mean())


def _placebos(
    store: EventStore,
    response: EventPattern,
    trigger: EventPattern,
    *,
    source: str,
    period: DayRange,
    members: Members,
    as_of: date | None,
) -> dict[str, dict[str, Floats]]:
    """Count the same acts between other pairs that share the actors or the recipients."""
    assert period.start is not None
    assert period.end is not None
    actors = sorted(codes_over(members, response.actors, period))
    recipients = sorted(codes_over(members, response.recipients, period))
    involved = {*actors, *recipients, *codes_over(members, (*trigger.actors, *trigger.recipients), period)}
    bound = {
        "first": period.start,
        "last": period.end,
        "actors": actors,
        "recipients": recipients,
        "involved": sorted(involved),
        "quads": list(response.quads),
        "types": list(response.types),
        "any_kind": not response.quads and not response.types,
        "most": MOST_PLACEBOS,
    }
    days = (period.end - period.start).days + 1
    found: dict[str, dict[str, Floats]] = {"recipient": {}, "actor": {}}
    for kind, name, day, count in store.rows(_PLACEBOS, bound, source=source, as_of=as_of):
        found[kind].setdefault(name, np.zeros(days))[(day - period.start).days] += count
    return found


MOST_PLACEBOS = 40

_BY_DAY = """
SELECT occurred_on, quad, actor_state AND recipient_state, count(*) FROM hits
WHERE date_precision = 'day' GROUP BY ALL ORDER BY ALL"""

_VOLUME = """
SELECT occurred_on, count(*) FROM events
WHERE occurred_on BETWEEN $first AND $last AND date_precision = 'day' GROUP BY occurred_on"""

_PLACEBOS = """, acts AS (
    SELECT actor_country AS actor, recipient_country AS recipient, occurred_on FROM events
    WHERE occurred_on BETWEEN $first AND $last AND date_precision = 'day' AND directed
        AND actor_country IS NOT NULL AND recipient_country IS NOT NULL AND actor_country <> recipient_country
        AND ($any_kind OR list_contains(CAST($quads AS BIGINT[]), quad)
            OR list_contains(CAST($types AS VARCHAR[]), event_type))
), pairs AS (
    SELECT 'recipient' AS kind, recipient AS name, occurred_on FROM acts
    WHERE list_contains(CAST($actors AS VARCHAR[]), actor)
        AND NOT list_contains(CAST($involved AS VARCHAR[]), recipient)
    UNION ALL
    SELECT 'actor', actor, occurred_on FROM acts
    WHERE list_contains(CAST($recipients AS VARCHAR[]), recipient)
        AND NOT list_contains(CAST($involved AS VARCHAR[]), actor)
), largest AS (
    SELECT kind, name, row_number() OVER (PARTITION BY kind ORDER BY count(*) DESC, name) AS place FROM pairs
    GROUP BY kind, name
)
SELECT kind, name, occurred_on, count(*) FROM pairs JOIN largest USING (kind, name)
WHERE place <= $most GROUP BY ALL ORDER BY ALL"""
