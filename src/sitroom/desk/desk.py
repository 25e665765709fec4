"""The desk: a folder on disk and everything one can do with it; the only place where rooms are wired together."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import BinaryIO

from sitroom.core import DayRange, EventPattern, InputError, Problem
from sitroom.desk.actors import HolderReport, forget_holders, gazetteer_of, import_holders
from sitroom.desk.batch import BatchReport, Progress, read_batch
from sitroom.desk.briefing import Briefed, write_brief
from sitroom.desk.claim_sentence import claim_of_sentence
from sitroom.desk.folder import find_folder
from sitroom.desk.retellings import Retelling, find_retellings
from sitroom.desk.store import Correction, Finding, HolderImport, Store, Topic, examine, open_store
from sitroom.desk.store.database import FILE_NAME
from sitroom.desk.testing import claim_text, covers, load_claim, quote_of, resolve_actor, run_claim
from sitroom.history import (
    DEFAULT_WINDOW,
    Claim,
    Coverage,
    EventStore,
    ImportReport,
    Report,
    SourceSummary,
    import_events,
)
from sitroom.ledger import Fault, Head, Standing
from sitroom.record import DEFAULT_SCALE, Gazetteer, Lookup, Reading, look_up, read, shipped_gazetteer, using
from sitroom.text import Document, load_source

Clock = Callable[[], datetime]
Source = str | os.PathLike[str]


def utc_now() -> datetime:
    """Return the instant in UTC; the one place where the clock is read."""
    return datetime.now(UTC)  # noqa: TID251 - the desk knows what time it is


@dataclass(frozen=True, slots=True)
class Read:
    """What became of one file: its document and reading, or the problems that say why there is none."""

    source: str
    document: Document | None
    reading: Reading | None
    problems: tuple[Problem, ...]
    new: bool = False


class Desk:
    """A desk: a folder with documents, readings, topics, history and the ledger.

    Args:
        folder: made where it is missing.
        clock: gives the instant in UTC; replaced in tests.
    """

    def __init__(self, folder: Path, *, clock: Clock = utc_now) -> None:
        self.folder = folder
        self.clock = clock
        self._known: tuple[int, Gazetteer] | None = None

    @cached_property
    def store(self) -> Store:
        """What is kept in SQLite and beside it."""
        return open_store(self.folder, now=self.clock())

    @cached_property
    def history(self) -> EventStore:
        """The event data of the desk."""
        return EventStore(self.folder / "history")

    @property
    def ledger(self) -> "Ledger":
        """Questions, forecasts and outcomes."""
        return Ledger(self.store)

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
        version, known = self._holders()
        with using(known):
            reading = read(document, written_on=written_on, scale=scale)
        if version:
            reading = replace(reading, reader_version=f"{reading.reader_version}+holders.{version}")
        now = self.clock()
        with self.store.together():
            self.store.documents.add(document, raw or None, now=now)
            new = self.store.readings.add(reading.to_json(), now=now)
        return Read(source, document, reading, reading.problems, new)

    def brief(
        self, source: Source, *, topic: str | None = None, written_on: date | None = None, scale: str = DEFAULT_SCALE,
        dry_run: bool = False, stdin: BinaryIO | None = None,
    ) -> Briefed:  # fmt: skip
        """Read one source and write its brief; its questions go on the ledger unless ``dry_run``.

        Raises:
            InputError: the source holds no document, or more than one.
            DeskError: there is no such topic.
        """
        if topic:
            self.store.topics.get(topic)
        found = list(self.read(source, written_on=written_on, scale=scale, stdin=stdin))
        if len(found) != 1:
            raise InputError(f"{os.fspath(source)} holds {len(found)} files; a brief is written of one; name it")
        one = found[0]
        if one.document is None or one.reading is None:
            raise InputError(f"{one.source}: " + "; ".join(problem.message for problem in one.problems))
        now = self.clock()
        if topic and not dry_run:
            self.store.topics.add_document(topic, one.document.id, now=now)
        return write_brief(self.store, self.history, one.document, one.reading, now=now, topic=topic, dry_run=dry_run)

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
            layout, path, self.history, received_on=today, source=source, map_file=map_file, progress=progress
        )

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
        return run_claim(self.claim(claim) if isinstance(claim, str) else claim, self.history, as_of=as_of)

    # ------------------------------------------------------------------ actors
    @property
    def gazetteer(self) -> Gazetteer:
        """The actors that this desk knows: the shipped tables, and the officeholders that it was given."""
        return self._holders()[1] if (self.folder / FILE_NAME).exists() else shipped_gazetteer()

    def _holders(self) -> tuple[int, Gazetteer]:
        """The number of the last change to the officeholders, and the gazetteer as of then."""
        version = self.store.holders.version()
        if self._known is None or self._known[0] != version:
            self._known = (version, gazetteer_of(self.store))
        return self._known

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
        """Return what event data there is, a source each."""
        return self.history.sources()

    def covers(self, actors: Sequence[str], *, period: DayRange | None = None) -> tuple[Coverage, ...]:
        """Return whether each source says enough about the actors, by any name, code or slug, over a period."""
        names = [resolve_actor(name, self.gazetteer) for name in actors]
        return covers(names, self.history, period or DayRange())

    def examine(self, *, expected: Head | None = None) -> list[Finding]:
        """Verify schema, chain, quotes and files."""
        return examine(self.folder, expected=expected)

    def close(self) -> None:
        """Close the files."""
        if "store" in self.__dict__:
            self.store.close()


@dataclass(frozen=True, slots=True)
class Ledger:
    """The ledger of a desk, for reading and verifying."""

    store: Store

    def list(self, *, status: str | None = None, topic: str | None = None) -> list[Standing]:
        """Return the questions with how they stand, oldest first."""
        return [
            standing
            for standing in self.store.ledger.track_record().standings
            if (status is None or standing.question.status == status)
            and (topic is None or standing.question.topic == topic)
        ]

    def find(self, question_id: str) -> Standing | None:
        """Return how a question stands, or None."""
        return self.store.ledger.track_record().find(question_id)

    def head(self) -> Head:
        """Return the count and the last hash."""
        return self.store.ledger.head()

    def verify(self, expected: Head | None = None) -> Sequence[Fault]:
        """Return every fault of the chain."""
        return self.store.ledger.verify(expected)

    def counts(self) -> Mapping[str, Mapping[str, int]]:
        """Return how many questions stand how, live and retrospective apart."""
        return self.store.ledger.track_record().counts()


def open_desk(path: Source | None = None, *, clock: Clock = utc_now) -> Desk:
    """Open a desk folder: the one named, that of ``SITROOM_DESK``, or the user's own; made where it is missing."""
    return Desk(find_folder(path), clock=clock)
