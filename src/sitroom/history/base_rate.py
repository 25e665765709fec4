"""Base rates: how often a pattern held in past windows as long as the horizon."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from sitroom.core import DayRange, EventPattern, HistoryError, iso
from sitroom.history.coverage import Coverage, Status, coverage
from sitroom.history.intervals import jeffreys_interval
from sitroom.history.matching import HITS, bind
from sitroom.history.membership import Members
from sitroom.history.store import EventStore

METHOD = "base-rate.v1"
MIN_WINDOWS = 8
LOW_BELOW, LOW_ABOVE = 0.05, 0.90
LAST_HITS = 5
KNOWN_SHARE = 0.9

Information = Literal["low", "normal"]


@dataclass(frozen=True, slots=True)
class BaseRate:
    """How often a pattern held in past windows, as known on a day.

    Args:
        status: ``covered``, or ``not_covered`` with a reason; then there is no rate.
        pattern: what was counted.
        horizon_days: the length of a window.
        as_of: last day of knowledge, inclusive.
        source: the one data set that it was counted in.
        rate: hits over windows, in [0, 1].
        interval: 95 %, Jeffreys.
        hits: windows in which the pattern held at least once.
        windows: windows looked at; they do not overlap.
        first_day: first day of the first window.
        last_day: last day of the last window.
        event_ids: the last few events that match, newest first.
        information: ``low`` where the rate is under .05 or over .90: the question says little.
        reason: in words.
        remarks: what a reader should know about the count.
        coverage: the answer that it rests on; None where the question itself could not be counted.
        method: name and version.
    """

    status: Status
    pattern: EventPattern
    horizon_days: int
    as_of: date
    source: str
    rate: float | None = None
    interval: tuple[float, float] | None = None
    hits: int = 0
    windows: int = 0
    first_day: date | None = None
    last_day: date | None = None
    event_ids: tuple[str, ...] = ()
    information: Information | None = None
    reason: str = ""
    remarks: tuple[str, ...] = ()
    coverage: Coverage | None = None
    method: str = METHOD

    @property
    def covered(self) -> bool:
        """Whether there is a rate."""
        return self.status == "covered"

    def to_json(self) -> dict[str, object]:
        """Return the base rate with ISO days and lists in place of tuples."""
        return {
            "status": self.status,
            "pattern": self.pattern.to_json(),
            "horizon_days": self.horizon_days,
            "as_of": iso(self.as_of),
            "source": self.source,
            "rate": self.rate,
            "interval": list(self.interval) if self.interval else None,
            "hits": self.hits,
            "windows": self.windows,
            "first_day": iso(self.first_day),
            "last_day": iso(self.last_day),
            "event_ids": list(self.event_ids),
            "information": self.information,
            "reason": self.reason,
            "remarks": list(self.remarks),
            "coverage": self.coverage.to_json() if self.coverage else None,
            "method": self.method,
        }


@dataclass(frozen=True, slots=True)
class _Windows:
    """Windows of equal length, the last one ending on ``last``; those with no data around them are left out."""

    first: date
    last: date
    length: int
    skipped: frozenset[int]

    @property
    def count(self) -> int:
        return ((self.last - self.first).days + 1) // self.length - len(self.skipped)


def base_rate(
    store: EventStore, pattern: EventPattern, *, horizon_days: int, as_of: date, source: str, members: Members
) -> BaseRate:
    """Return the share of past windows in which a pattern held at least once.

    Windows do not overlap. They are laid backwards from the last day that the source can be said to tell of: its
    newest row, or ``as_of`` less the lag within which it knew nine rows in ten, whichever is earlier. Windows that
    touch a calendar year without any row of the source are left out. A row counts on ``occurred_on``.

    Args:
        store: the history.
        pattern: what to count; its own window plays no part.
        horizon_days: the length of a window, at least 1.
        as_of: last day of knowledge (UTC), inclusive; a row counts when ``first_known_on`` is not after it.
        source: the one data set to count in.
        members: maps a name to codes on a day.

    Raises:
        HistoryError: the horizon is shorter than a day.
        LookaheadError: ``as_of`` is after the store's cutoff.
    """
    if horizon_days < 1:
        raise HistoryError(f"a horizon has at least one day, not {horizon_days}")
    nothing = BaseRate("not_covered", pattern, horizon_days, as_of, source)
    if pattern.modes:
        return _with(nothing, reason="event rows have no modes; ask without " + ", ".join(pattern.modes))
    told = _days_told(store, source, as_of)
    names = (*pattern.actors, *pattern.recipients)
    covers = coverage(store, names, told or DayRange(), source, members=members, as_of=as_of)
    if told is None or not covers.covered:
        return _with(nothing, reason=covers.reason, coverage=covers)
    windows = _lay(store, told, horizon_days, source, as_of)
    if windows.count < MIN_WINDOWS:
        reason = (
            f"{source} holds {windows.count} windows of {horizon_days} days up to {as_of}; {MIN_WINDOWS} are needed"
        )
        return _with(nothing, reason=reason, windows=windows.count, coverage=covers)
    return _count(store, nothing, windows, covers, members)


def _with(found: BaseRate, **changes: object) -> BaseRate:
    values = {name: getattr(found, name) for name in BaseRate.__slots__}
    return BaseRate(**(values | changes))


def _days_told(store: EventStore, source: str, as_of: date) -> DayRange | None:
    """Return the days that a source tells of as of a day; None where it has no rows."""
    rows = store.rows(_TOLD, {"share": KNOWN_SHARE}, source=source, as_of=as_of)
    if not rows or rows[0][0] is None:
        return None
    first, last, lag = rows[0]
    return DayRange(first, max(first, min(last, as_of - timedelta(days=lag))))


def _lay(store: EventStore, told: DayRange, length: int, source: str, as_of: date) -> _Windows:
    """Lay windows back from the last day told of."""
    assert told.start is not None
    assert told.end is not None
    have = {row[0] for row in store.rows(_YEARS, {}, source=source, as_of=as_of)}
    count = ((told.end - told.start).days + 1) // length
    first = told.end - timedelta(days=count * length - 1)
    skipped = set()
    for back in range(count):
        last_day = told.end - timedelta(days=back * length)
        first_day = last_day - timedelta(days=length - 1)
        if not have.issuperset(range(first_day.year, last_day.year + 1)):
            skipped.add(back)
    return _Windows(first, told.end, length, frozenset(skipped))


def _count(store: EventStore, nothing: BaseRate, windows: _Windows, covers: Coverage, members: Members) -> BaseRate:
    period = DayRange(windows.first, windows.last)
    bound = bind(nothing.pattern, members, period)
    found = store.rows(HITS + _HELD, bound | {"length": windows.length}, source=nothing.source, as_of=nothing.as_of)
    held = [row for row in found if row[0] not in windows.skipped]
    last = store.rows(HITS + _LAST, bound | {"most": LAST_HITS}, source=nothing.source, as_of=nothing.as_of)
    rate = len(held) / windows.count
    return _with(
        nothing,
        status="covered",
        rate=rate,
        interval=jeffreys_interval(len(held), windows.count),
        hits=len(held),
        windows=windows.count,
        first_day=windows.first,
        last_day=windows.last,
        event_ids=tuple(row[0] for row in last),
        information="low" if rate < LOW_BELOW or rate > LOW_ABOVE else "normal",
        reason=f"it held in {len(held)} of {windows.count} windows of {windows.length} days in {nothing.source}",
        remarks=_remarks(windows, sum(1 for row in held if not row[1])),
        coverage=covers,
    )


def _remarks(windows: _Windows, imprecise: int) -> tuple[str, ...]:
    out = []
    if windows.skipped:
        out.append(f"{len(windows.skipped)} windows left out: the source has no rows in their year")
    if imprecise:
        out.append(f"{imprecise} of the hits rest only on rows dated to a month or a year, counted on its first day")
    return tuple(out)


_TOLD = """
SELECT min(occurred_on), max(occurred_on), quantile_disc(date_diff('day', occurred_on, first_known_on), $share)
FROM events"""

_YEARS = "\nSELECT DISTINCT year(occurred_on) FROM events"

_HELD = """
SELECT date_diff('day', occurred_on, $last) // $length AS back, bool_or(date_precision = 'day')
FROM hits GROUP BY back ORDER BY back"""

_LAST = """
SELECT event_id FROM hits GROUP BY event_id ORDER BY max(occurred_on) DESC, event_id DESC LIMIT $most"""
