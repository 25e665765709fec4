"""The ledger of a desk: questions entered, forecast, resolved and scored; append-only, and the same when replayed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from sitroom.core import EventPattern, LedgerError, UsageError, day_range
from sitroom.desk.history import Day, History, Names, day_of
from sitroom.desk.ledger_entering import USER, Added, accept, add_question, information_of, rule_words, update
from sitroom.desk.ledger_exchange import Imported, export_ledger, import_ledger
from sitroom.desk.ledger_outcomes import resolve_by_person
from sitroom.desk.ledger_readings import reading_of
from sitroom.desk.ledger_resolving import Closed, resolve_by_rule
from sitroom.desk.ledger_runs import Run, Runs, backtest_run
from sitroom.desk.ledger_sources import SourceRecord, source_records
from sitroom.desk.ledger_traits import traits_of
from sitroom.desk.questions import words_of
from sitroom.desk.store import Store
from sitroom.ledger import (
    POOLS,
    Entered,
    Fault,
    Forecast,
    Head,
    Proposal,
    Question,
    Rating,
    RuleCounts,
    ScoreReport,
    Standing,
    count_rules,
    score_record,
)
from sitroom.record import using


@dataclass(frozen=True, slots=True)
class Ledger:
    """The ledger of a desk.

    Args:
        store: what the desk keeps.
        history: its event data.
        clock: gives the instant in UTC.
    """

    store: Store
    history: History
    clock: Callable[[], datetime]

    # ------------------------------------------------------------------ looking
    def list(self, *, status: str | None = None, topic: str | None = None) -> list[Standing]:
        """Return the questions with how they stand, oldest first."""
        filed = None if topic is None else set(self.store.topics.questions(topic))
        return [
            standing
            for standing in self.store.ledger.track_record().standings
            if (status is None or standing.question.status == status)
            and (filed is None or standing.question.id in filed)
        ]

    def find(self, question_id: str) -> Standing | None:
        """Return how a question stands, or None."""
        return self.store.ledger.track_record().find(question_id)

    def get(self, words: str) -> Standing:
        """Return the question with this id, or the one whose id alone begins so.

        Raises:
            LedgerError: there is none, or there are several.
        """
        record = self.store.ledger.track_record()
        meant = [one for one in record.standings if one.question.id.startswith(words)] if len(words) >= 4 else []
        if len(meant) > 1 and record.find(words) is None:
            raise LedgerError(f"{len(meant)} questions have an id that begins with {words!r}; write more of it")
        return meant[0] if len(meant) == 1 else record.get(words)

    def head(self) -> Head:
        """Return the count and the last hash."""
        return self.store.ledger.head()

    def verify(self, expected: Head | None = None, *, run: str | None = None) -> Sequence[Fault]:
        """Return every fault of the chain, or of a backtest's run.

        The head of every brief that the desk keeps is checked as well as the one given.
        """
        if run is not None:
            return Runs(self.store).get(run).verify(expected)
        heads = {one.head for one in self.store.briefs.all()}
        asked = [expected, *sorted(heads, key=lambda head: head.count)] if heads or expected else [None]
        faults = [fault for head in asked for fault in self.store.ledger.verify(head)]
        return sorted(dict.fromkeys(faults), key=lambda fault: fault.seq)

    def counts(self) -> Mapping[str, Mapping[str, int]]:
        """Return how many questions stand how, live and retrospective apart."""
        return self.store.ledger.track_record().counts()

    def rules(self, *, topic: str | None = None) -> Mapping[str, RuleCounts]:
        """Return who settles the questions, of all or of a topic, live and retrospective apart."""
        today, found = self.clock().astimezone(UTC).date(), self.list(topic=topic)
        pools = {pool: [one for one in found if one.question.retrospective is late] for late, pool in POOLS.items()}
        return {pool: count_rules(some, as_of=today) for pool, some in pools.items()}

    # ------------------------------------------------------------------ entering
    def add(
        self,
        text: str,
        *,
        closes_on: Day,
        rule: EventPattern | None = None,
        actor: Names = None,
        recipient: Names = None,
        quads: Sequence[int] = (),
        types: Sequence[str] = (),
        mutual: bool = False,
        by_person: bool = False,
        opens_on: Day = None,
        probability: float | None = None,
        band: tuple[float, float] | None = None,
        by: str = USER,
        reason: str | None = None,
        stated_on: Day = None,
        condition: str | None = None,
        condition_rule: EventPattern | None = None,
        base_rate: float | None = None,
        source: str | None = None,
        topic: str | None = None,
    ) -> Added:
        """Enter a question by hand, with its base rate and our own probability where history covers it.

        Args:
            text: in words.
            closes_on: the last day on which it can come true.
            rule: the events that make it true; or say it with ``actor``, ``recipient``, ``quads`` and ``types``.
            actor: who acts, by any name.
            recipient: toward whom.
            quads: 1 to 4.
            types: PLOVER types.
            mutual: whether joint acts count in either direction.
            by_person: whether a person resolves it, with source and quote.
            opens_on: the first day on which it can come true; today's where not given.
            probability: what ``by`` gives it, in [0, 1].
            band: lowest and highest probability instead.
            by: whose probability.
            reason: why.
            stated_on: the day on which they said it, where that was before today; only in a question whose close is
                over does it count from then.
            condition: what it depends on, in words; those of ``condition_rule`` where not given.
            condition_rule: the events that make the condition true; see ``find_rule``.
            base_rate: how often the like happened, for a question that event data cannot answer.
            source: the one data set that settles it; None lets all that cover it speak.
            topic: file it under this topic, by slug.

        Raises:
            UsageError: there is neither a rule nor ``by_person``, or both.
            LedgerError: the ledger refuses it.
        """
        with using(self.history.gazetteer()):
            rule = rule or self.find_rule(actor, recipient, quads=quads, types=types, mutual=mutual, source=source)
            if (rule is None) == (not by_person):
                raise UsageError("a question has a rule (name an actor and quads or types) or a person resolves it")
            closes = day_of(closes_on)
            opens = day_of(opens_on) or self.clock().astimezone(UTC).date()
            if closes is None or closes < opens:
                raise UsageError(f"the question closes on {closes}, before it opens on {opens}; give a later day")
            words = rule_words(rule, closes, source, condition_rule)
            question = Question(
                text=text, rule=rule, rule_words=words, resolver="machine" if rule else "person", by=by,
                opens_on=day_range(opens), closes_on=day_range(closes),
                condition=condition or (words_of(condition_rule) if condition_rule else None),
                condition_rule=condition_rule, source=source, topic=topic,
            )  # fmt: skip
            said = self._forecast(by, probability, band, reason, base_rate)
            return add_question(
                self.store, self.history.store, question, now=self.clock(), forecast=said, stated_on=day_of(stated_on)
            )

    def find_rule(
        self, actor: Names, recipient: Names = None, *, quads: Sequence[int] = (), types: Sequence[str] = (),
        mutual: bool = False, source: str | None = None, option: str = "--",
    ) -> EventPattern | None:  # fmt: skip
        """Return the rule that names and kinds of acts make, or None where nothing at all is named.

        Args:
            actor: who acts, by any name.
            recipient: toward whom.
            quads: 1 to 4.
            types: PLOVER types.
            mutual: whether joint acts count in either direction.
            source: whose names they may be.
            option: how the options of the command begin that ask for it.

        Raises:
            UsageError: half of a rule is named.
        """
        if not (actor or recipient or quads or types or mutual):
            return None
        if not actor or not (quads or types):
            what = "condition" if option != "--" else "rule"
            raise UsageError(
                f"a {what} that data settle names an actor, and quads or types; "
                f"give {option}actor and {option}quad or {option}type"
            )
        with using(self.history.gazetteer()):
            return self.history.pattern(actor, recipient, types=types, quads=quads, mutual=mutual, source=source)

    def update(
        self, question_id: str, probability: float, *, by: str = USER, reason: str | None = None, stated_on: Day = None
    ) -> Entered:
        """Enter a new probability for a question, in force from today."""
        return update(
            self.store, self.get(question_id).question.id, probability, by=by, reason=reason, now=self.clock(),
            stated_on=day_of(stated_on),
        )  # fmt: skip

    def accept(
        self, question_id: str, *, closes_on: Day = None, probability: float | None = None, by: str = USER,
        reason: str | None = None, stated_on: Day = None,
    ) -> Added:  # fmt: skip
        """Enter the harder question that is offered in place of one, or the form of it that can be scored."""
        said = self._forecast(by, probability, None, reason, None)
        with using(self.history.gazetteer()):
            return accept(
                self.store, self.history.store, self.get(question_id).question.id, now=self.clock(),
                closes_on=day_of(closes_on), forecast=said, stated_on=day_of(stated_on),
            )  # fmt: skip

    def fix_closing(self, question_id: str, closes_on: Day, *, by: str = USER) -> Entered:
        """Fix the day on which a question closes, once, within the range that it has."""
        day = day_of(closes_on)
        payload = {"question_id": self.get(question_id).question.id, "closes_on": day.isoformat() if day else None}
        return self.store.ledger.enter(Proposal("fix_closing", payload | {"by": by}, self.clock()))

    # ------------------------------------------------------------------ resolving
    def resolve(self, *, progress: Callable[[int], None] = lambda _: None) -> Sequence[Closed]:
        """Close every open question that data can close, and tell of each other one why it stays open."""
        now = self.clock()
        with using(self.history.gazetteer()), self.store.together():
            return resolve_by_rule(
                self.list(status="open"), self.store.ledger, self.history.store, now=now,
                read=reading_of(self.store), progress=progress,
            )  # fmt: skip

    def resolve_by_person(
        self, question_id: str, outcome: str, *, source: str, quote: str, by: str = USER, known_on: Day = None,
        occurred_on: Day = None,
    ) -> Entered:  # fmt: skip
        """Enter an outcome that a person found: ``yes``, ``no``, or ``void`` where the question does not apply."""
        return resolve_by_person(
            self.store.ledger, self.get(question_id).question, outcome, source=source, quote=quote, by=by,
            known_on=day_of(known_on), occurred_on=day_of(occurred_on), now=self.clock(),
        )  # fmt: skip

    # ------------------------------------------------------------------ scoring
    def score(self, *, by: str | None = None, run: str | None = None, as_of: date | None = None) -> ScoreReport:
        """Return everybody's scores, live and retrospective apart; or those of a backtest's run."""
        today = as_of or self.clock().astimezone(UTC).date()
        record = Runs(self.store).get(run).track_record() if run else self.store.ledger.track_record()
        with using(self.history.gazetteer()):
            return score_record(record, as_of=today, by=by, traits=lambda one: traits_of(one, self.store), run=run)

    def rate_source(self, source: str, reliability: str, *, reason: str, by: str = USER) -> Entered:
        """Say how reliable a source is, A to F; the last word counts, and the earlier ones stay."""
        rating = Rating(source=source, reliability=reliability.upper(), reason=reason, by=by)
        return self.store.ledger.enter(Proposal("rating", rating.to_json(), self.clock()))

    def rate_claim(self, question_id: str, credibility: int, *, reason: str, by: str = USER) -> Entered:
        """Say how credible the claim behind a question is, 1 to 6."""
        known = self.get(question_id).question.id
        rating = Rating(question_id=known, credibility=credibility, reason=reason, by=by)
        return self.store.ledger.enter(Proposal("rating", rating.to_json(), self.clock()))

    def sources(self) -> Sequence[SourceRecord]:
        """Return every source with its letter and, beside it, how its forecasts and claims fared."""
        return source_records(self.store, as_of=self.clock().astimezone(UTC).date())

    # ------------------------------------------------------------------ exchange and backtests
    def export(self, path: Path | str, *, layout: str | None = None) -> int:
        """Write questions, forecasts and outcomes as CSV, JSON lines, Parquet or iCalendar; return how many rows."""
        return export_ledger(self.store.ledger.track_record(), Path(path), layout=layout, now=self.clock())

    def import_(self, path: Path | str, *, layout: str | None = None, rejects: Path | None = None) -> Imported:
        """Read questions, forecasts and outcomes; rows that cannot be entered are reported, and none twice."""
        return import_ledger(self.store, Path(path), layout=layout, rejects=rejects, now=self.clock())

    def backtest(
        self, name: str | None = None, *, start: Callable[[int], Callable[[int], None]] = lambda _: lambda _: None,
        **asked: object,
    ) -> Run:  # fmt: skip
        """Ask questions as of past days and keep them with their outcomes as a run of its own.

        Args:
            name: of the run; made from the source and the day where not given.
            start: called with the number of cutoffs; what it returns is called with 1 after each.
            asked: as ``run_backtest`` takes it.
        """
        return backtest_run(self.store, self.history, name, now=self.clock(), start=start, asked=asked)

    def runs(self) -> Sequence[Run]:
        """Return the runs that are kept, oldest first."""
        return Runs(self.store).all()

    # ------------------------------------------------------------------ parts
    @staticmethod
    def _forecast(
        by: str, probability: float | None, band: tuple[float, float] | None, reason: str | None,
        base_rate: float | None,
    ) -> Forecast | None:  # fmt: skip
        if probability is None and band is None:
            if base_rate is not None or reason:
                raise UsageError("a base rate or a reason goes with a probability; give --probability too")
            return None
        return Forecast(
            question_id="-", by=by, probability=probability, band=band, base_rate=base_rate,
            information=information_of(base_rate),
            reasons=({"text": reason, "effect": None, "rows": []},) if reason else (),
        )  # fmt: skip
