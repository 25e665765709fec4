"""History: the event data of a desk as one works with them in Python: by any name, one source at a time, as frames."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import wraps
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from sitroom.core import DayRange, EventPattern, HistoryError, UsageError
from sitroom.desk.listings import AskedRate, Listing, coverage_listing, source_listing
from sitroom.desk.rates import members_of
from sitroom.desk.sources import NO_DATA, choose_source, known_source
from sitroom.desk.testing import covers, resolve_actor
from sitroom.history import (
    BaseRate,
    By,
    Coverage,
    EventRows,
    EventStore,
    Exported,
    Reciprocity,
    Series,
    Shares,
    SourceSummary,
    WordsAndDeeds,
    base_rate,
    event_rows,
    export_events,
    harder_pattern,
    read_by,
    reciprocity,
    series,
    shares,
    triangularity,
    words_and_deeds,
)
from sitroom.record import Gazetteer, event_types, using

Day = date | str | None
"""A day, or one as ISO writes it; None is no limit."""
Names = str | Sequence[str] | None
"""One name or several: a name, an alpha-3, CAMEO or KEDS code, a slug, a group such as ``west``; None is anyone."""

SEED = 20_130_221
"""Of the chance behind intervals; the same question gets the same answer."""


Asked = TypeVar("Asked")
Own = ParamSpec("Own")


def _with_its_actors(
    method: Callable[Concatenate[History, Own], Asked],
) -> Callable[Concatenate[History, Own], Asked]:
    """Let a method know the groups and actors as the desk has them."""

    @wraps(method)
    def run(self: History, *args: Own.args, **kwargs: Own.kwargs) -> Asked:
        with using(self.gazetteer()):
            return method(self, *args, **kwargs)

    return run  # type: ignore[return-value]  # wraps keeps the name of self


class History:
    """The event data of a desk.

    Where no source is named, the one that covers those named with most of their rows is taken, and the result says
    which; sources are never added together.

    Args:
        store: the rows.
        gazetteer: gives the actors that the desk knows.
        clock: gives the instant in UTC.
    """

    def __init__(self, store: EventStore, *, gazetteer: Callable[[], Gazetteer], clock: Callable[[], datetime]) -> None:
        self.store = store
        self.gazetteer = gazetteer
        self._clock = clock

    def sources(self, *, as_of: Day = None) -> Listing[SourceSummary]:
        """Return what event data there is, a source each."""
        return source_listing(self.store.sources(as_of=day_of(as_of)))

    @_with_its_actors
    def coverage(self, names: Names, *, period: DayRange | None = None) -> Listing[Coverage]:
        """Return whether each source says enough about everyone named, over a period."""
        return coverage_listing(covers(self.resolve(names), self.store, period or DayRange()))

    @_with_its_actors
    def series(
        self, actor: Names, recipient: Names = None, *, by: str = "week", source: str | None = None,
        since: Day = None, until: Day = None, as_of: Day = None, both_ways: bool = False,
    ) -> Series:  # fmt: skip
        """Return the rows of someone's acts toward someone by day, week, month or year; see ``history.series``.

        Raises:
            HistoryError: a name is not known, or the source has yearly counts and another period was asked for.
        """
        pattern = self.pattern(actor, recipient, source=source)
        return self._series(pattern, read_by(by), source, _days(since, until), day_of(as_of), both_ways=both_ways)

    @_with_its_actors
    def shares(
        self, actor: Names, recipient: Names = None, *, by: str = "week", source: str | None = None,
        since: Day = None, until: Day = None, as_of: Day = None, both_ways: bool = False,
    ) -> Shares:  # fmt: skip
        """Return the shares of cooperation and of conflict, over all of it and by period."""
        return shares(
            self.series(actor, recipient, by=by, source=source, since=since, until=until, as_of=as_of,
                        both_ways=both_ways)
        )  # fmt: skip

    @_with_its_actors
    def words_and_deeds(
        self, actor: Names, recipient: Names = None, *, source: str | None = None,
        since: Day = None, until: Day = None, as_of: Day = None, both_ways: bool = False,
    ) -> WordsAndDeeds:  # fmt: skip
        """Return the shares of deeds among cooperation and conflict, beside those of comparable dyads."""
        found = self.series(actor, recipient, by="year", source=source, since=since, until=until, as_of=as_of,
                            both_ways=both_ways)  # fmt: skip
        return words_and_deeds(self.store, found, members=members_of)

    @_with_its_actors
    def reciprocity(
        self, one: Names, other: Names, *, by: str = "week", lag: int = 1, source: str | None = None,
        since: Day = None, until: Day = None, as_of: Day = None, seed: int = SEED,
    ) -> Reciprocity:  # fmt: skip
        """Return whether each side's acts follow the other's of ``lag`` periods before."""
        import numpy as np

        forward, backward = self._together(
            [(one, other), (other, one)], read_by(by), source, _days(since, until), as_of
        )
        return reciprocity(forward, backward, rng=np.random.default_rng(seed), lag=lag, seed=seed)

    @_with_its_actors
    def triangularity(
        self, one: Names, other: Names, third: Names, *, by: str = "week", source: str | None = None,
        since: Day = None, until: Day = None, as_of: Day = None, seed: int = SEED,
    ) -> Reciprocity:  # fmt: skip
        """Return whether one's acts toward another go with those of a third party toward either, or toward it."""
        import numpy as np

        pairs = [(one, other), (third, other), (third, one), (one, third)]
        acts, *thirds = self._together(pairs, read_by(by), source, _days(since, until), as_of)
        return triangularity(acts, thirds, rng=np.random.default_rng(seed), seed=seed)

    @_with_its_actors
    def base_rate(
        self, pattern: EventPattern | None = None, *, actor: Names = None, recipient: Names = None,
        quads: Sequence[int] = (), types: Sequence[str] = (), horizon_days: int = 21, as_of: Day = None,
        source: str | None = None,
    ) -> AskedRate:  # fmt: skip
        """Return how often a pattern held in past windows as long as the horizon, as known on a day (today's).

        Where that says little (it nearly always or hardly ever held), a harder pattern stands beside it.

        Args:
            pattern: what to count; or say it with ``actor``, ``recipient``, ``quads`` and ``types``.
            actor: who acts.
            recipient: toward whom.
            quads: 1 to 4.
            types: PLOVER types.
            horizon_days: the length of a window.
            as_of: last day of knowledge, inclusive.
            source: the one data set; None takes the one that covers them with most rows.
        """
        if pattern is None:
            pattern = self.pattern(actor, recipient, types=types, quads=quads, source=source)
        day = day_of(as_of) or self._clock().date()
        nearest = None if source else choose_source(self.store, pattern, "week", DayRange(), day)
        if nearest and not nearest.source:
            return AskedRate(BaseRate("not_covered", pattern, horizon_days, day, "", reason=nearest.reason))
        chosen = source or (nearest.source if nearest else "")
        asked = {"horizon_days": horizon_days, "as_of": day, "source": known_source(self.store, chosen)}
        base = base_rate(self.store, pattern, members=members_of, **asked)  # type: ignore[arg-type]
        if base.information != "low":
            return AskedRate(base)
        return AskedRate(base, harder_pattern(self.store, pattern, members=members_of, **asked))  # type: ignore[arg-type]

    @_with_its_actors
    def events(
        self, actor: Names = None, recipient: Names = None, *, source: str | None = None, since: Day = None,
        until: Day = None, as_of: Day = None, both_ways: bool = False, limit: int | None = 1000,
    ) -> EventRows:  # fmt: skip
        """Return the rows themselves, oldest first; ``limit=None`` gives all of them."""
        pattern, period, day = self.pattern(actor, recipient, source=source), _days(since, until), day_of(as_of)
        chosen = source or choose_source(self.store, pattern, "week", period, day, both_ways=both_ways).source
        if not chosen:
            return EventRows("", ())
        return event_rows(
            self.store, pattern, source=known_source(self.store, chosen), members=members_of, period=period, as_of=day,
            both_ways=both_ways, limit=limit,
        )  # fmt: skip

    @_with_its_actors
    def export(
        self, path: Path | str, *, source: Names = None, actor: Names = None, since: Day = None, until: Day = None,
        as_of: Day = None,
    ) -> Exported:  # fmt: skip
        """Write rows as CSV, Parquet or JSON lines, by the file's ending; without a source, of every one in turn."""
        named = [source] if isinstance(source, str) else source
        sources = [known_source(self.store, one) for one in named or [one.source for one in self.store.sources()]]
        yearly = [one for one in sources if not self.store.files(one)]
        if yearly or not sources:
            raise HistoryError(f"{yearly[0]} has yearly counts and no rows" if yearly else NO_DATA)
        return export_events(
            self.store, Path(path), sources=sources, members=members_of, actors=self.resolve(actor, source=sources[0]),
            period=_days(since, until), as_of=day_of(as_of),
        )  # fmt: skip

    def resolve(self, names: Names, *, source: str | None = None) -> tuple[str, ...]:
        """Return the codes and slugs of names; in a KEDS set, KEDS codes go before ISO's where the two differ.

        Raises:
            HistoryError: a name is not known, or means several.
        """
        many = [names] if isinstance(names, str) else names or []
        keds = bool(source and source.startswith("keds:"))
        return tuple(resolve_actor(name, self.gazetteer(), keds_first=keds) for name in many)

    def pattern(
        self, actor: Names, recipient: Names = None, *, types: Sequence[str] = (), quads: Sequence[int] = (),
        mutual: bool = False, source: str | None = None,
    ) -> EventPattern:  # fmt: skip
        """Return the pattern of someone's acts toward someone, by any names; see ``resolve``.

        Raises:
            UsageError: an act is no PLOVER type, or a quad not 1 to 4.
            HistoryError: a name is not known, or means several.
        """
        acts = tuple(one.upper() for one in types)
        wrong = [one for one in acts if one not in event_types()]
        if wrong:
            raise UsageError(f"{wrong[0]!r} is no event type; there are {', '.join(event_types())}")
        ours, theirs = self.resolve(actor, source=source), self.resolve(recipient, source=source)
        return EventPattern(ours, theirs, types=acts, quads=tuple(quads), mutual=mutual)

    def _together(
        self, pairs: Sequence[tuple[Names, Names]], by: By, source: str | None, period: DayRange, as_of: Day
    ) -> list[Series]:
        """Return several series of one source over the same days: those of the pair with most rows decide."""
        patterns = [self.pattern(*pair, source=source) for pair in pairs]
        if any(not one.actors or not one.recipients for one in patterns):
            raise HistoryError("an answer is one's to another; name both")
        first = self._series(patterns[0], by, source, period, day_of(as_of))
        if not first.covered:
            return [first, *(replace(first, pattern=one) for one in patterns[1:])]
        rest = [self._series(one, by, first.source, first.period, first.as_of) for one in patterns[1:]]
        return [first, *rest]

    def _series(
        self, pattern: EventPattern, by: By, source: str | None, period: DayRange, as_of: date | None,
        *, both_ways: bool = False,
    ) -> Series:  # fmt: skip
        if source is None:
            return choose_source(self.store, pattern, by, period, as_of, both_ways=both_ways)
        return series(
            self.store, pattern, source=known_source(self.store, source), members=members_of, by=by, period=period,
            as_of=as_of, both_ways=both_ways,
        )  # fmt: skip


def day_of(day: Day) -> date | None:
    """Return a day that is given as one or as ISO writes it.

    Raises:
        UsageError: it is none.
    """
    if day is None or isinstance(day, date):
        return day
    try:
        return date.fromisoformat(day)
    except ValueError as error:
        raise UsageError(f"{day!r} is no day; write it as 2013-02-21") from error


def _days(since: Day, until: Day) -> DayRange:
    first, last = day_of(since), day_of(until)
    if first and last and last < first:
        raise UsageError(f"the period ends ({last}) before it starts ({first})")
    return DayRange(first, last)
