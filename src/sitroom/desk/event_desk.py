"""The event data of a desk: taken in, counted, and asked about."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import cached_property
from pathlib import Path

from sitroom.core import DayRange, HistoryError
from sitroom.desk.asked import Asked
from sitroom.desk.asking import Forecasts, Waiting
from sitroom.desk.fetching import Confirm, Fetch, MayList, Watch, fetch_gdelt
from sitroom.desk.history import Day, History, Names
from sitroom.desk.models import DeskModels
from sitroom.desk.testing import covers, resolve_actor
from sitroom.history import (
    Counts,
    Coverage,
    EventStore,
    ImportReport,
    SourceSummary,
    aggregate_sources,
    country_counts,
    dyad_counts,
    import_events,
    spark,
)
from sitroom.record import Gazetteer, using

Clock = Callable[[], datetime]


class EventDesk(ABC):
    """What a desk does with event data.

    Args:
        folder: of the desk.
        clock: gives the instant in UTC.
    """

    def __init__(self, folder: Path, clock: Clock) -> None:
        self.folder = folder
        self.clock = clock

    @property
    @abstractmethod
    def gazetteer(self) -> Gazetteer:
        """The actors that this desk knows."""

    @cached_property
    def event_store(self) -> EventStore:
        """The event rows of the desk."""
        return EventStore(self.folder / "history")

    @property
    def history(self) -> History:
        """The event data of the desk, by any name and as frames."""
        return History(self.event_store, gazetteer=lambda: self.gazetteer, clock=self.clock)

    @cached_property
    def forecast(self) -> Forecasts:
        """Questions to the event data, and the models that answer them."""
        models = DeskModels(self.folder)
        return Forecasts(self.history, models, gazetteer=lambda: self.gazetteer, clock=self.clock)

    def import_history(
        self,
        path: Path | str,
        layout: str = "table",
        *,
        source: str | None = None,
        map_file: Path | None = None,
        progress: Callable[[str], None] | None = None,
    ) -> ImportReport:
        """Import event data (a file, folder or glob) in a layout; a second import of them adds nothing."""
        today = self.clock().date()
        return import_events(
            layout, path, self.event_store, received_on=today, source=source, map_file=map_file, progress=progress
        )

    def fetch_history(
        self, first: date, last: date, *, version: int = 1, mirror: str | None = None, keep: bool = False,
        dry_run: bool = False, confirm: Confirm | None = None, may_list: MayList | None = None,
        watch: Watch | None = None,
    ) -> Fetch:  # fmt: skip
        """Load GDELT's event files for some days and import each; a second run loads nothing and adds nothing.

        Args:
            first: the first day, inclusive: of being added, or until March 2013 of the event.
            last: the last day, inclusive.
            version: GDELT 1.0 or 2.0.
            mirror: the address of a folder with the same files, asked in place of the publisher's.
            keep: leave the archives in the desk's folder; else each goes once its rows are in.
            dry_run: say what it takes and load nothing but the publisher's lists.
            confirm: shown the plan before any archive is loaded; None means yes.
            may_list: asked before a list of files that is large by itself is loaded; None means yes.
            watch: lends a function that is told of the bytes that come.

        Raises:
            UsageError: the days or the address mean nothing.
            UnreachableError: the server does not answer, or sends us to another host.
            HistoryError: there is no file for these days, or none could be taken in.
        """
        return fetch_gdelt(
            self.event_store, first, last, today=self.clock().date(), version=version, mirror=mirror, keep=keep,
            dry_run=dry_run, confirm=confirm, may_list=may_list, watch=watch,
        )  # fmt: skip

    def count_history(
        self, source: str, *, by: str = "week", per: str = "dyad", period: DayRange | None = None,
        as_of: date | None = None, engine: str = "duckdb",
    ) -> Counts:  # fmt: skip
        """Count a source by period and dyad, or by country; both engines give the same rows.

        Args:
            source: the data set.
            by: day, week, month or year.
            per: ``dyad`` (actor, recipient, quad) or ``country`` (as actor, as recipient).
            period: days on which the rows occurred, inclusive at both ends.
            as_of: last day of knowledge, inclusive; None means everything.
            engine: ``duckdb`` or ``spark``.

        Raises:
            HistoryError: there is no such source, or Spark is not installed.
        """
        if not self.event_store.files(source):
            names = ", ".join(one.source for one in self.event_store.sources()) or "none at all"
            raise HistoryError(f"the desk has no data set {source!r}; it has {names}")
        duckdb = {"dyad": dyad_counts, "country": country_counts}
        on_spark = {"dyad": spark.dyad_counts, "country": spark.country_counts}
        count = (on_spark if engine == "spark" else duckdb)[per]
        return count(self.event_store, source=source, by=by, period=period, as_of=as_of)

    def ask(
        self, question: str | None = None, *, as_of: Day = None, source: str | None = None,
        horizon_days: int | None = None, actor: Names = None, recipient: Names = None, types: Sequence[str] = (),
        quads: Sequence[int] = (), watch: Waiting | None = None,
    ) -> Asked:  # fmt: skip
        """Return the probability that history gives a question, with its base rate, baselines and reasons.

        Args:
            question: a sentence, ``Will Belarus consult with the EU within 21 days?``; or say it with the names below.
            as_of: last day of knowledge, inclusive; without it, today.
            source: the one data set; without it, the one that covers those named with most of their rows.
            horizon_days: the days ahead, where the sentence does not say; 21 without either.
            actor: who acts, any of them.
            recipient: to whom, any of them.
            types: PLOVER types, any of them.
            quads: 1 to 4, any of them.
            watch: told what takes long, where a model is fitted first.

        Raises:
            UsageError: the sentence is not read, or the day has not come.
            HistoryError: there is no such source, or a name is not known.
            IntegrityError: the model on disk is not what was saved.
        """
        return self.forecast.ask(
            question, as_of=as_of, source=source, horizon_days=horizon_days, actor=actor, recipient=recipient,
            types=types, quads=quads, watch=watch,
        )  # fmt: skip

    def coverage(self) -> tuple[SourceSummary, ...]:
        """Return what event data there is, a source each; counts by year come last."""
        return (*self.event_store.sources(), *aggregate_sources(self.event_store))

    def covers(self, actors: Sequence[str], *, period: DayRange | None = None) -> tuple[Coverage, ...]:
        """Return whether each source says enough about the actors, by any name, code or slug, over a period."""
        names = [resolve_actor(name, self.gazetteer) for name in actors]
        with using(self.gazetteer):
            return covers(names, self.event_store, period or DayRange())
