"""Event rows: the rows of a source that match a pattern, as values, as a frame and in a notebook."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sitroom.core import DayRange, EventPattern
from sitroom.history.columns import Event, column_names, columns
from sitroom.history.frames import Table, Tabular
from sitroom.history.matching import HITS, bind
from sitroom.history.measures.counting import CHOSEN
from sitroom.history.membership import Members
from sitroom.history.store import EventStore


@dataclass(frozen=True, slots=True)
class EventRows(Tabular):
    """Some events of a source, oldest first.

    Args:
        source: the data set.
        events: in order.
        more: whether there are more than were asked for.
    """

    source: str
    events: tuple[Event, ...]
    more: bool = False

    def __iter__(self) -> Iterator[Event]:
        return iter(self.events)

    def __len__(self) -> int:
        return len(self.events)

    def __getitem__(self, at: int) -> Event:
        return self.events[at]

    def table(self) -> Table:
        """Return one row an event, with all columns."""
        rows = tuple(tuple(getattr(event, name) for name in column_names()) for event in self.events)
        title = f"{len(self.events)} events of {self.source or 'no source'}"
        return Table(title, {one.name: one.kind for one in columns()}, rows, "There are more." if self.more else "")


def event_rows(
    store: EventStore,
    pattern: EventPattern,
    *,
    source: str,
    members: Members,
    period: DayRange | None = None,
    as_of: date | None = None,
    both_ways: bool = False,
    limit: int | None = None,
) -> EventRows:
    """Return the rows of a source that match a pattern.

    Args:
        store: the history.
        pattern: whose acts toward whom, of what kind; an empty one is every row.
        source: the data set.
        members: maps a name to codes on a day.
        period: days on which they occurred, inclusive; an open end is the source's own.
        as_of: last day of knowledge (UTC), inclusive; None means the cutoff, or everything.
        both_ways: whether acts of the recipients toward the actors count too.
        limit: only so many, the oldest.
    """
    asked = period or DayRange()
    days = store.rows(_DAYS, {}, source=source, as_of=as_of)
    if not days or days[0][0] is None:
        return EventRows(source, ())
    whole = DayRange(asked.start or days[0][0], asked.end or max(days[0][1], asked.start or days[0][1]))
    most = 2**62 if limit is None else limit + 1
    bound = bind(pattern, members, whole) | {"both_ways": both_ways, "most": most}
    found = store.rows(_ROWS, bound, source=source, as_of=as_of)
    events = tuple(Event(**dict(zip(column_names(), row, strict=True))) for row in found[:limit])
    return EventRows(source, events, more=len(found) > len(events))


_DAYS = "\nSELECT min(occurred_on), max(occurred_on) FROM events"
_ROWS = (
    HITS
    + CHOSEN
    + f"""
SELECT {", ".join(column_names())} FROM chosen ORDER BY occurred_on, event_id, slot LIMIT $most"""  # noqa: S608 - ours
)
