"""Runs: backtests kept as ledgers of their own, each with its head noted on the desk's, and never in its figures."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sitroom.core import DeskError, IntegrityError, LedgerError, UsageError, day_range, iso
from sitroom.desk.backtesting import HORIZONS, run_backtest
from sitroom.desk.history import History, day_of
from sitroom.desk.ledger_resolving import resolve_by_rule
from sitroom.desk.sources import known_source
from sitroom.desk.store import Store, slug_of
from sitroom.desk.store.files import write_whole
from sitroom.forecast import CUTOFFS, ResolvedForecast, known_rows, plan_cutoffs
from sitroom.ledger import (
    Entry,
    Fault,
    Forecast,
    Head,
    LedgerInMemory,
    Proposal,
    Question,
    TrackRecord,
    replay,
    verify_chain,
)
from sitroom.record import using

if TYPE_CHECKING:
    import pyarrow as pa

FOLDER = "runs"
QUESTIONS = 10_000
METHOD = "ledger-backtest.v1"
COLUMNS = tuple(Entry.__slots__)

Start = Callable[[int], Callable[[int], None]]


@dataclass(frozen=True, slots=True)
class Run:
    """A backtest as a ledger of its own.

    Args:
        name: its slug.
        head: count and last hash, as the desk's ledger noted them.
        about: what was asked: source, cutoffs, horizons, methods, seed, counts.
        path: the file of its entries.
    """

    name: str
    head: Head
    about: Mapping[str, object]
    path: Path

    def entries(self) -> list[Entry]:
        """Return all entries in order.

        Raises:
            IntegrityError: the file is gone or is no run.
        """
        from pyarrow import ArrowException, parquet

        try:
            rows = parquet.read_table(self.path).select(COLUMNS).cast(_schema()).to_pylist()
        except (OSError, ArrowException, LookupError, ValueError) as error:
            raise IntegrityError(f"the run {self.name} cannot be read from {self.path}: {error}") from error
        return [Entry(**{name: row[name] for name in COLUMNS}) for row in rows]

    def verify(self, expected: Head | None = None) -> list[Fault]:
        """Return every fault of its chain, against the head that the desk's ledger noted and any other one."""
        entries = self.entries()
        faults = [fault for head in (self.head, expected) for fault in verify_chain(entries, head)]
        if len(entries) > self.head.count:
            message = f"the run has {len(entries)} entries, not {self.head.count}: these were added later, no run grows"
            faults.append(Fault("ledger.grown", self.head.count + 1, message))
        return list(dict.fromkeys(faults))

    def track_record(self) -> TrackRecord:
        """Return what became of its questions."""
        return replay(self.entries())

    def to_json(self) -> dict[str, object]:
        """Return name, head and what was asked."""
        return {"run": self.name, "head": str(self.head), "entries": self.head.count, **self.about}


@dataclass(frozen=True, slots=True)
class Runs:
    """The runs of a desk; what is known of each stands in a note on the desk's own ledger.

    Args:
        store: the desk's.
    """

    store: Store

    def all(self) -> list[Run]:
        """Return every run, oldest first."""
        return [self.read(one) for one in self.notes()]

    def notes(self) -> list[Entry]:
        """Return the entries of the desk's ledger that each note a run, oldest first."""
        return [one for one in self.store.ledger.about(None) if one.kind == "note" and one.payload.get("run")]

    def get(self, name: str) -> Run:
        """Return a run by its name.

        Raises:
            LedgerError: there is none.
        """
        found = next((one for one in self.all() if one.name == name), None)
        if found is None:
            names = ", ".join(one.name for one in self.all()) or "none; `sitroom ledger backtest` makes one"
            raise LedgerError(f"the desk has no run {name!r}; it has {names}")
        return found

    def add(self, name: str, ledger: LedgerInMemory, about: Mapping[str, object], *, now: datetime) -> Run:
        """Keep a run: its entries in a file of their own, then a note with its head.

        Raises:
            DeskError: the file cannot be written.
        """
        path = self._place(name)
        try:
            path.parent.mkdir(exist_ok=True)
            write_whole(path, _parquet(ledger.entries()))
        except OSError as error:
            raise DeskError(f"{path} cannot be written ({error.strerror}); the run is not kept") from error
        head = ledger.head()
        text = f"backtest {name}: {head.count} entries of a ledger of its own, head {head}; in no figure of this one"
        payload = {"question_id": None, "text": text, "by": METHOD, "run": name, "head": str(head), "about": {**about}}
        self.store.ledger.enter(Proposal("note", payload, now))
        return Run(name, head, about, path)

    def free_name(self, wanted: str | None, source: str, now: datetime) -> str:
        """Return the slug of a new run.

        Raises:
            UsageError: there is a run of that name; none is ever written over.
        """
        taken = {one.name for one in self.all()}
        name = slug_of(wanted or f"{source} {now.astimezone(UTC):%Y-%m-%d}")
        if name not in taken:
            return name
        if wanted:
            raise UsageError(f"there is a run {name!r} already, and none is written over; choose another name")
        return next(other for number in range(2, len(taken) + 3) if (other := f"{name}-{number}") not in taken)

    def read(self, note: Entry) -> Run:
        """Return the run that an entry notes.

        Raises:
            IntegrityError: its name is none that a run can have.
            LedgerError: its head is none.
        """
        payload: Mapping[str, Any] = note.payload
        name = str(payload["run"])
        if slug_of(name) != name:
            raise IntegrityError(f"entry {note.seq} notes a run {name!r}, and no run is named so")
        return Run(name, Head.parse(str(payload["head"])), dict(payload.get("about") or {}), self._place(name))

    def _place(self, name: str) -> Path:
        return self.store.folder / FOLDER / f"{name}.parquet"


def backtest_run(
    store: Store, history: History, name: str | None, *, now: datetime, start: Start, asked: Mapping[str, Any]
) -> Run:
    """Ask questions as of past days, resolve them by their rules, and keep all of it as a run.

    Every forecast is entered with the last day of knowledge that it rests on, and the ledger's own rules refuse one
    that could have known. Outcomes are told by the same rule and witnesses as in the desk's ledger, with rows cited.

    Args:
        store: the desk's.
        history: its event data.
        name: of the run; None makes one from the source and the day.
        now: the instant, UTC.
        start: called with the number of cutoffs; what it returns is called with 1 after each.
        asked: as ``run_backtest`` takes it, but ``questions`` are those of the whole run.
    """
    given = dict(asked)
    many = int(given.pop("questions", QUESTIONS))
    source = known_source(history.store, given.pop("source", None))
    run_name = Runs(store).free_name(name, source, now)
    each = _for_each_cutoff(history, source, many, given)
    found = run_backtest(history, source=source, questions=each, start=start, **given)
    ledger, declined = entered(found.forecasts, now=now)
    with using(history.gazetteer()):
        closed = resolve_by_rule(replay(ledger.entries()).standings, ledger, history.store, now=now)
    _refuse_other_outcomes(found.forecasts, ledger)
    about: dict[str, object] = {
        "source": found.source,
        "cutoffs": [iso(one) for one in found.cutoffs],
        "horizons": list(found.horizons),
        "methods": list(found.methods),
        "seed": found.seed,
        "questions": len(closed),
        "resolved": sum(one.closing in ("yes", "no") for one in closed),
        "forecasts": len(found.forecasts) - declined,
        "declined": declined,
        "left_out": list(found.left_out),
    }
    return Runs(store).add(run_name, ledger, about, now=now)


def entered(forecasts: Iterable[ResolvedForecast], *, now: datetime) -> tuple[LedgerInMemory, int]:
    """Return a ledger with the questions and forecasts of a backtest, and how many forecasters declined to answer."""
    ledger, declined = LedgerInMemory(), 0
    questions: dict[object, Question] = {}
    for one in forecasts:
        cutoff = one.question.cutoff
        if one.key not in questions:
            questions[one.key] = question = _question(one)
            ledger.enter(Proposal("question", question.to_json(), now, stated_on=cutoff, knowledge_cutoff=cutoff))
        if one.probability is None:
            declined += 1
            continue
        said = Forecast(
            question_id=questions[one.key].id, by=one.method, probability=one.probability, as_of=cutoff,
            base_rate=one.base_rate, model=one.method,
        )  # fmt: skip
        ledger.enter(Proposal("forecast", said.to_json(), now, stated_on=cutoff, knowledge_cutoff=cutoff))
    return ledger, declined


def _question(one: ResolvedForecast) -> Question:
    asked = one.question
    pattern = asked.pattern
    opens, closes = asked.cutoff + timedelta(days=1), asked.cutoff + timedelta(days=asked.horizon_days)
    kinds = ", ".join((*pattern.types, *(f"quad {quad}" for quad in pattern.quads))) or "any act"
    who, whom = (", ".join(names) or "anyone" for names in (pattern.actors, pattern.recipients))
    return Question(
        text=f"{who} toward {whom}: {kinds}, from {opens} to {closes}",
        rule=pattern, rule_words=f"true if {asked.source} has a row of it in these days", resolver="machine",
        opens_on=day_range(opens), closes_on=day_range(closes), by=METHOD, source=asked.source,
    )  # fmt: skip


def _refuse_other_outcomes(forecasts: Iterable[ResolvedForecast], ledger: LedgerInMemory) -> None:
    """Make sure that the ledger's rule and the backtest, which count on their own, tell the same outcomes."""
    outcomes = {one.question.id: one.resolution.outcome for one in replay(ledger.entries()).resolved if one.resolution}
    differ = [one for one in forecasts if outcomes.get(_question(one).id, one.outcome) != one.outcome]
    if differ:
        raise IntegrityError(
            f"{len(differ)} outcomes differ from the backtest's, such as that of {_question(differ[0]).text!r}; "
            "the run is not kept; `sitroom doctor` looks for damage"
        )


def _for_each_cutoff(history: History, source: str, many: int, asked: Mapping[str, Any]) -> int:
    """Return how many patterns to draw at each cutoff so that the run has at least so many questions."""
    told = known_rows(history.store, source).told
    if told is None or any(asked.get(name) for name in ("actor", "recipient", "quads", "types")):
        return 1 if told else many
    plan = plan_cutoffs(
        told, asked.get("horizons") or HORIZONS, many=asked.get("cutoffs") or CUTOFFS, first=day_of(asked.get("since")),
        last=day_of(asked.get("until")),
    )  # fmt: skip
    return max(1, ceil(many / (len(plan.cutoffs) * len(plan.horizons))))


def _parquet(entries: Iterable[Entry]) -> bytes:
    import pyarrow as pa
    from pyarrow import parquet

    kept = list(entries)
    columns = {name: [getattr(one, name) for one in kept] for name in COLUMNS}
    out = io.BytesIO()
    parquet.write_table(pa.table(columns, schema=_schema()), out, compression="zstd")
    return out.getvalue()


def _schema() -> pa.Schema:
    import pyarrow as pa

    whole = ("seq", "canonical_version")
    return pa.schema([(name, pa.int64() if name in whole else pa.string()) for name in COLUMNS])
