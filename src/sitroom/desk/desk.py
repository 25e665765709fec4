"""The desk: a folder on disk and everything one can do with it; the only place where rooms are wired together."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from sitroom.core import DayRange, EventPattern, UsageError
from sitroom.desk.actors import HolderReport, forget_holders, gazetteer_of, import_holders
from sitroom.desk.batch import BatchReport, Progress, read_batch
from sitroom.desk.claim_sentence import claim_of_sentence
from sitroom.desk.event_desk import Clock, EventDesk
from sitroom.desk.folder import find_folder
from sitroom.desk.groups import DeskGroups
from sitroom.desk.history import Day, day_of
from sitroom.desk.ledger import Ledger
from sitroom.desk.linting import Linted, lint
from sitroom.desk.read_files import Read, only_one, reader_version
from sitroom.desk.retellings import Retelling, find_retellings
from sitroom.desk.run_checks import examine_runs
from sitroom.desk.store import Correction, Finding, HolderImport, Store, Topic, examine, open_store
from sitroom.desk.store.database import FILE_NAME
from sitroom.desk.testing import claim_text, load_claim, quote_of, run_claim
from sitroom.desk.topics import Proposed, add_situation, propose_topic
from sitroom.history import (
    DEFAULT_WINDOW,
    Claim,
    Report,
)
from sitroom.ledger import Head
from sitroom.record import (
    DEFAULT_SCALE,
    READER_NAME,
    Gazetteer,
    Group,
    Lookup,
    Reading,
    find_group,
    look_up,
    read,
    reading_of,
    shipped_gazetteer,
    using,
)
from sitroom.text import Document, load_source

if TYPE_CHECKING:
    from sitroom.desk.briefing import Briefed
    from sitroom.desk.explained import Explained
    from sitroom.desk.explaining import DeskExplanations
    from sitroom.desk.game import Game, Given
    from sitroom.desk.indicators import DeskIndicators
    from sitroom.desk.watching import Watched
    from sitroom.game import Situation

Source = str | os.PathLike[str]


def utc_now() -> datetime:
    """Return the instant in UTC; the one place where the clock is read."""
    return datetime.now(UTC)  # noqa: TID251 - the desk knows what time it is


class Desk(EventDesk):
    """A desk: a folder with documents, readings, topics, history and the ledger.

    Args:
        folder: made where it is missing.
        clock: gives the instant in UTC; replaced in tests.
        passing: whether the folder is gone afterwards; then no page names a command that goes on with what is kept.
    """

    def __init__(self, folder: Path, *, clock: Clock = utc_now, passing: bool = False) -> None:
        super().__init__(folder, clock)
        self.passing = passing
        self._known: tuple[str, Gazetteer] | None = None

    @cached_property
    def store(self) -> Store:
        """What is kept in SQLite and beside it."""
        return open_store(self.folder, now=self.clock())

    @property
    def game(self) -> Game:
        """Situations: what is stable, and what would change it."""
        from sitroom.desk.game import Game

        return Game(lambda source, stdin: only_one(self.read(source, stdin=stdin), source)[1], self.history)

    @property
    def indicators(self) -> DeskIndicators:
        """The signs that topics watch for."""
        from sitroom.desk.indicators import DeskIndicators

        return DeskIndicators(self.store, self.history, self.clock)

    @property
    def explanations(self) -> DeskExplanations:
        """Rival explanations of the acts of topics, and what their texts take for granted."""
        from sitroom.desk.explaining import DeskExplanations

        return DeskExplanations(self.store, self.history, self.clock)

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
        changed, known = self._actors()
        version = reader_version(changed, written_on=written_on, scale=scale)
        kept = self.store.readings.find(document.id, reader_name=READER_NAME, reader_version=version)
        if kept is not None:
            reading = reading_of(kept)
            same = replace(reading, document=replace(reading.document, source=document.source))
            return Read(source, document, same, same.problems)
        with using(known):
            reading = replace(read(document, written_on=written_on, scale=scale), reader_version=version)
        now = self.clock()
        with self.store.together():
            self.store.documents.add(document, raw or None, now=now)
            new = self.store.readings.add(reading.to_json(), now=now)
        return Read(source, document, reading, reading.problems, new)

    def brief(
        self, sources: Source | Sequence[Source], *, topic: str | None = None, written_on: date | None = None,
        scale: str = DEFAULT_SCALE, dry_run: bool = False, stdin: BinaryIO | None = None,
        situation: Given | None = None, since: Day = None,
    ) -> Briefed:  # fmt: skip
        """Read one source, or several that belong on one page, and write the brief; its questions go on the ledger.

        Args:
            sources: each holds one document.
            topic: file it under this topic, by slug; from its second brief on, what changed comes first.
            written_on: the day on which they were written, where it is known.
            scale: of likelihood words.
            dry_run: enter nothing on the ledger and keep no brief.
            stdin: what ``-`` is read from.
            situation: a situation file; the page then tells what is stable in each branch. Without one, the topic's.
            since: what changed is counted from the topic's last brief of this day or before; None means the very last.

        Raises:
            InputError: a source holds no document, or more than one.
            DeskError: there is no such topic.
        """
        if topic:
            self.store.topics.get(topic)
        from sitroom.brief import Text
        from sitroom.desk.briefing import write_brief  # the page's room, which questions do without

        model = self.game.load(situation) if situation is not None else self.topic_situation(topic) if topic else None
        many = [sources] if isinstance(sources, str | os.PathLike) else list(sources)
        given = [only_one(self.read(one, written_on=written_on, scale=scale, stdin=stdin), one) for one in many]
        texts = list({document.id: Text(document, reading) for document, reading in given}.values())
        now = self.clock()
        with using(self.gazetteer):
            return write_brief(
                self.store, self.history, texts, now=now, topic=topic, dry_run=dry_run, situation=model,
                passing=self.passing, since=day_of(since),
            )  # fmt: skip

    def lint(
        self, sources: Source | Sequence[Source], *, scale: str = DEFAULT_SCALE, written_on: date | None = None,
        stdin: BinaryIO | None = None,
    ) -> tuple[Linted, ...]:  # fmt: skip
        """Say where drafts break ICD 203 in words of likelihood and confidence; nothing on the desk is touched."""
        many = [sources] if isinstance(sources, str | os.PathLike) else sources
        return tuple(lint(many, gazetteer=self.gazetteer, scale=scale, written_on=written_on, stdin=stdin))

    def read_batch(
        self, source: Path, target: Path, *, processes: int | None = None, progress: Progress | None = None
    ) -> BatchReport:
        """Read a corpus of JSON lines; nothing on the desk is touched."""
        return read_batch(source, target, processes=processes, progress=progress)

    # ------------------------------------------------------------------ topics, corrections, claims
    def new_topic(self, name: str, *, actors: Sequence[str] = (), patterns: Sequence[EventPattern] = ()) -> Topic:
        """Open a standing file."""
        return self.store.topics.new(name, now=self.clock(), actors=actors, patterns=patterns)

    def topic(self, slug: str) -> dict[str, object]:
        """Return a topic with its documents, questions and signs, and the events that several of its documents tell."""
        topic = self.store.topics.get(slug)
        documents = [self.store.documents.get(one) for one in self.store.topics.documents(slug)]
        standings = [standing for one in self.store.topics.questions(slug) if (standing := self.ledger.find(one))]
        return {
            **topic.to_json(),
            "situations": list(self.store.topics.situations(slug)),
            "documents": [{"id": one.id, "title": one.title, "source": one.source} for one in documents],
            "questions": [standing.to_json() for standing in standings],
            "indicators": [one.to_json() for one in self.indicators.list(slug)],
            "same_events": [one.to_json() for one in self.retellings(topic=slug)],
        }

    def watch(self, topic: str, *, as_of: Day = None) -> Watched:
        """Look at every sign that a topic watches for, keep what was found, and return what moved since the last look.

        As of today, its questions are closed and our probabilities given anew as well.

        Raises:
            UsageError: the day has not come.
            DeskError: there is no such topic.
        """
        watched = self.indicators.watch(topic, as_of=as_of, questions=self.ledger.list(topic=topic))
        now = self.clock()
        if watched.as_of != now.date():
            return watched
        from sitroom.desk.question_moves import question_moves  # what a page needs too, and most of a desk does not

        with using(self.gazetteer):
            return replace(watched, moves=question_moves(self.store, self.event_store, watched.topic, now=now))

    def explain(self, topic: str) -> Explained:
        """Weigh the rival explanations of a topic's acts; ``explanations`` marks them and judges assumptions."""
        return self.explanations.explain(topic, situation=self.topic_situation(topic))

    def topic_situation(self, slug: str) -> Situation | None:
        """Return the situation that a topic was given last, or None."""
        kept = list(self.store.topics.situations(slug).items())
        if not kept:
            return None
        from sitroom.game import parse_situation

        return parse_situation(kept[-1][1], where=f"the situation {kept[-1][0]!r} of the topic {slug!r}")

    def add_situation(self, slug: str, path: Source) -> bool:
        """Put a situation file into a topic, whose briefs then tell what is stable; return whether it is new there."""
        return add_situation(self.store, slug, path, now=self.clock())

    def propose_topic(self, readings: Sequence[Reading]) -> Proposed | None:
        """Return the topic that some texts may belong to, by the parties that they name, or None."""
        return propose_topic(self.store, readings)

    def retellings(self, *, topic: str | None = None) -> list[Retelling]:
        """Return the events that a document shares with one before it, on the desk or in a topic."""
        members = self.store.topics.documents(topic) if topic else self.store.documents.ids()
        return find_retellings([(one, self.store.readings.records(document_id=one)) for one in members])

    def correct(self, record_id: str, field: str, new: object, *, by: str, reason: str) -> Correction:
        """Set a field of a record right; the reading stays as it was, the correction lies over it."""
        return self.store.corrections.correct(record_id, field, new, by=by, reason=reason, now=self.clock())

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

    def examine(self, *, expected: Head | None = None) -> list[Finding]:
        """Verify schema, chain, quotes, files and the runs of backtests."""
        found = [*examine(self.folder, expected=expected), *examine_runs(self.store)]
        return sorted(found, key=lambda finding: finding.severity)

    def close(self) -> None:
        """Close the files."""
        if "store" in self.__dict__:
            self.store.close()


def open_desk(path: Source | None = None, *, clock: Clock = utc_now, passing: bool = False) -> Desk:
    """Open a desk folder: the one named, that of ``SITROOM_DESK``, or the user's own; made where it is missing.

    Args:
        path: the folder.
        clock: gives the instant in UTC.
        passing: whether the folder is gone afterwards.
    """
    return Desk(find_folder(path), clock=clock, passing=passing)
