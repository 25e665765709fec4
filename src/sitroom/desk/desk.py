"""The desk: a folder on disk and everything one can do with it; the only place where rooms are wired together."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from sitroom.core import DayRange, EventPattern, HistoryError, UsageError
from sitroom.desk.actors import HolderReport, forget_holders, gazetteer_of, import_holders
from sitroom.desk.asked import Asked
from sitroom.desk.asking import Forecasts, Waiting
from sitroom.desk.batch import BatchReport, Progress, read_batch
from sitroom.desk.claim_sentence import claim_of_sentence
from sitroom.desk.fetching import Confirm, Fetch, MayList, Watch, fetch_gdelt
from sitroom.desk.folder import find_folder
from sitroom.desk.groups import DeskGroups
from sitroom.desk.history import Day, History, Names
from sitroom.desk.ledger import Ledger
from sitroom.desk.models import DeskModels
from sitroom.desk.read_files import Read, only_one
from sitroom.desk.retellings import Retelling, find_retellings
from sitroom.desk.store import Correction, Finding, HolderImport, Store, Topic, examine, open_store
from sitroom.desk.store.database import FILE_NAME
from sitroom.desk.testing import claim_text, covers, load_claim, quote_of, resolve_actor, run_claim
from sitroom.history import (
    DEFAULT_WINDOW,
    Claim,
    Counts,
    Coverage,
    EventStore,
    ImportReport,
    Report,
    SourceSummary,
    aggregate_sources,
    country_counts,
    dyad_counts,
    import_events,
    spark,
)
from sitroom.ledger import Head
from sitroom.record import (
    DEFAULT_SCALE,
    Gazetteer,
    Group,
    Lookup,
    find_group,
    look_up,
    read,
    shipped_gazetteer,
    using,
)
from sitroom.text import Document, load_source

if TYPE_CHECKING:
    from sitroom.desk.briefing import Briefed
    from sitroom.desk.game import Game, Given

Clock = Callable[[], datetime]
Source = str | os.PathLike[str]


def utc_now() -> datetime:
    """Return the instant in UTC; the one place where the clock is read."""
    return datetime.now(UTC)  # noqa: TID251 - the desk knows what time it is


class Desk:
    """A desk: a folder with documents, readings, topics, history and the ledger.

    Args:
        folder: made where it is missing.
        clock: gives the instant in UTC; replaced in tests.
    """

    def __init__(self, folder: Path, *, clock: Clock = utc_now) -> None:
        self.folder = folder
        self.clock = clock
        self._known: tuple[str, Gazetteer] | None = None

    @cached_property
    def store(self) -> Store:
        """What is kept in SQLite and beside it."""
        return open_store(self.folder, now=self.clock())

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

    @property
    def game(self) -> Game:
        """Situations: what is stable, and what would change it."""
        from sitroom.desk.game import Game

        return Game(lambda source, stdin: only_one(self.read(source, stdin=stdin), source)[1], self.history)

    @property
    def ledger(self) -> Ledger:
        """Questions, forecasts and outcomes."""
        return Ledger(self.store, self.history, self.clock)

    # ------------------------------------------------------------------ reading
    def read(
        self,
        sources: Source | Iterable[Source],
        *,
        written_on: date | None = None,
        scale: str = DEFAULT_SCALE,
        stdin: BinaryIO | None = None,
    ) -> Iterator[Read]:
        """Read files, folders or ``-`` and keep documents and readings; the same text twice adds nothing."""
        many = [sources] if isinstance(sources, str | os.PathLike) else list(sources)
        for source in many:
            for loaded in load_source(os.fspath(source), stdin=stdin):
                if loaded.document is None:
                    yield Read(loaded.source, None, None, loaded.problems)
                    continue
                yield self._keep(loaded.document, loaded.raw, loaded.source, written_on=written_on, scale=scale)

    def _keep(self, document: Document, raw: bytes, source: str, *, written_on: date | None, scale: str) -> Read:
        version, known = self._actors()
        with using(known):
            reading = read(document, written_on=written_on, scale=scale)
        if version:
            reading = replace(reading, reader_version=reading.reader_version + version)
        now = self.clock()
        with self.store.together():
            self.store.documents.add(document, raw or None, now=now)
            new = self.store.readings.add(reading.to_json(), now=now)
        return Read(source, document, reading, reading.problems, new)

    def brief(
        self, source: Source, *, topic: str | None = None, written_on: date | None = None, scale: str = DEFAULT_SCALE,
        dry_run: bool = False, stdin: BinaryIO | None = None, situation: Given | None = None,
    ) -> Briefed:  # fmt: skip
        """Read one source and write its brief; its questions go on the ledger unless ``dry_run``.

        Raises:
            InputError: the source holds no document, or more than one.
            DeskError: there is no such topic.
        """
        if topic:
            self.store.topics.get(topic)
        from sitroom.desk.briefing import write_brief  # the page's room, which questions do without

        model = self.game.load(situation) if situation is not None else None
        document, reading = only_one(self.read(source, written_on=written_on, scale=scale, stdin=stdin), source)
        now = self.clock()
        if topic and not dry_run:
            self.store.topics.add_document(topic, document.id, now=now)
        with using(self.gazetteer):
            return write_brief(
                self.store, self.event_store, document, reading, now=now, topic=topic, dry_run=dry_run, situation=model
            )

    def read_batch(
        self, source: Path, target: Path, *, processes: int | None = None, progress: Progress | None = None
    ) -> BatchReport:
        """Read a corpus of JSON lines; nothing on the desk is touched."""
        return read_batch(source, target, processes=processes, progress=progress)

    # ------------------------------------------------------------------ topics, corrections, history
    def new_topic(self, name: str, *, actors: Sequence[str] = (), patterns: Sequence[EventPattern] = ()) -> Topic:
        """Open a standing file."""
        return self.store.topics.new(name, now=self.clock(), actors=actors, patterns=patterns)

    def topic(self, slug: str) -> dict[str, object]:
        """Return a topic with its documents, its questions, and the events that several of its documents tell."""
        topic = self.store.topics.get(slug)
        documents = [self.store.documents.get(one) for one in self.store.topics.documents(slug)]
        standings = [standing for one in self.store.topics.questions(slug) if (standing := self.ledger.find(one))]
        return {
            **topic.to_json(),
            "documents": [{"id": one.id, "title": one.title, "source": one.source} for one in documents],
            "questions": [standing.to_json() for standing in standings],
            "same_events": [one.to_json() for one in self.retellings(topic=slug)],
        }

    def retellings(self, *, topic: str | None = None) -> list[Retelling]:
        """Return the events that a document shares with one before it, on the desk or in a topic."""
        members = self.store.topics.documents(topic) if topic else self.store.documents.ids()
        return find_retellings([(one, self.store.readings.records(document_id=one)) for one in members])

    def correct(self, record_id: str, field: str, new: object, *, by: str, reason: str) -> Correction:
        """Set a field of a record right; the reading stays as it was, the correction lies over it."""
        return self.store.corrections.correct(record_id, field, new, by=by, reason=reason, now=self.clock())

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

    def claim(self, given: str, *, window_days: int = DEFAULT_WINDOW) -> Claim:
        """Return the claim of a TOML file, a TOML text, a sentence or the id of a pattern record, before it is tested.

        Raises:
            HistoryError: no claim is read in it, or it names someone who is not known.
            UsageError: it names a file that is not there.
        """
        text = claim_text(given)
        if text is None and "=" in given:
            text = given
        if text is not None:
            return load_claim(text, self.gazetteer, where=given if "=" not in given else "the claim")
        record = self.store.readings.find_record(given)
        sentence = quote_of(record) if record else given
        return claim_of_sentence(sentence, self.gazetteer, window_days=window_days)

    def test(self, claim: Claim | str, *, as_of: date | None = None) -> Report:
        """Return the referee's report on a claim: one of five verdicts, and everything behind it."""
        meant = self.claim(claim) if isinstance(claim, str) else claim
        with using(self.gazetteer):
            return run_claim(meant, self.event_store, as_of=as_of)

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

    # ------------------------------------------------------------------ actors
    @property
    def gazetteer(self) -> Gazetteer:
        """The actors that this desk knows: the shipped tables, and the officeholders that it was given."""
        return self._actors()[1]

    def _actors(self) -> tuple[str, Gazetteer]:
        """What a reading's version says of the actors that this desk has changed, and the gazetteer as of then."""
        holders = self.store.holders.version() if (self.folder / FILE_NAME).exists() else 0
        groups = self.groups.version()
        version = (f"+holders.{holders}" if holders else "") + (f"+groups.{groups}" if groups else "")
        if self._known is None or self._known[0] != version:
            known = gazetteer_of(self.store) if holders else shipped_gazetteer()
            self._known = (version, self.groups.lay_over(known))
        return self._known

    @property
    def groups(self) -> DeskGroups:
        """Named groups such as the West: who belongs to them, and how this desk has changed that."""
        return DeskGroups(self.folder)

    def group(self, slug: str) -> Group:
        """Return a group as this desk has it.

        Raises:
            UsageError: there is no such group.
        """
        found = find_group(slug, self.gazetteer)
        if found is None:
            raise UsageError(f"{slug!r} is no group; `sitroom actors find` says what a name is")
        return found

    def change_group(
        self, slug: str, *, add: Sequence[str] = (), remove: Sequence[str] = (), days: DayRange | None = None,
        name: str | None = None, reset: bool = False,
    ) -> Group:  # fmt: skip
        """Change who belongs to a group on this desk, or make one; ``reset`` makes it what is shipped."""
        if reset:
            self.groups.reset(slug, self.gazetteer)
            return self.group(slug)
        return self.groups.change(slug, self.gazetteer, add=add, remove=remove, days=days, name=name)

    def find_actors(self, name: str, *, on: date | None = None) -> Lookup:
        """Return everything that a name can mean, and what is taken on a day; nothing on the desk is touched."""
        return look_up(name, self.gazetteer, on=on)

    def import_holders(self, path: Path, *, known_to: date | None = None) -> HolderReport:
        """Take in a list of officeholders; later readings on this desk use it, and a second import adds nothing."""
        return import_holders(self.store, path, now=self.clock(), known_to=known_to)

    def forget_holders(self, which: str) -> HolderImport:
        """Take an import of officeholders back, by its number or its file's name."""
        return forget_holders(self.store, which, now=self.clock())

    def coverage(self) -> tuple[SourceSummary, ...]:
        """Return what event data there is, a source each; counts by year come last."""
        return (*self.event_store.sources(), *aggregate_sources(self.event_store))

    def covers(self, actors: Sequence[str], *, period: DayRange | None = None) -> tuple[Coverage, ...]:
        """Return whether each source says enough about the actors, by any name, code or slug, over a period."""
        names = [resolve_actor(name, self.gazetteer) for name in actors]
        with using(self.gazetteer):
            return covers(names, self.event_store, period or DayRange())

    def examine(self, *, expected: Head | None = None) -> list[Finding]:
        """Verify schema, chain, quotes and files."""
        return examine(self.folder, expected=expected)

    def close(self) -> None:
        """Close the files."""
        if "store" in self.__dict__:
            self.store.close()


def open_desk(path: Source | None = None, *, clock: Clock = utc_now) -> Desk:
    """Open a desk folder: the one named, that of ``SITROOM_DESK``, or the user's own; made where it is missing."""
    return Desk(find_folder(path), clock=clock)
