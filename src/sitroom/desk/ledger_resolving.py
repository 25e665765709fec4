"""Resolving: closing the questions that data can close, with the rows cited, and telling which wait for a person."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Literal

from sitroom.core import DayRange, EventPattern, LedgerError
from sitroom.desk.ledger_witnesses import SourceWitness, Testimony, combine, source_witnesses
from sitroom.history import EventStore
from sitroom.ledger import LedgerTable, Proposal, Question, Resolution, Standing, windows_of

METHOD = "rule.v1"
Closing = Literal["yes", "no", "void", "waits", "open"]
Reader = Callable[[Question, EventPattern, Sequence[DayRange]], Testimony | None]
"""Asks the readings of a desk about a rule."""


@dataclass(frozen=True, slots=True)
class Closed:
    """What came of one question.

    Args:
        question: which.
        closing: ``yes``, ``no`` or ``void`` (not applicable) were entered; ``waits`` for a person; still ``open``.
        reason: in words.
        testimony: what it rests on; None where nobody was asked.
        seq: the entry that says so; None where none was made.
    """

    question: Question
    closing: Closing
    reason: str
    testimony: Testimony | None = None
    seq: int | None = None

    def to_json(self) -> dict[str, object]:
        """Return the closing with the rows that it cites."""
        said = self.testimony
        return {
            "id": self.question.id,
            "question": self.question.text,
            "closing": self.closing,
            "reason": self.reason,
            "source": said.source if said else None,
            "rows": list(said.rows) if said else [],
            "occurred_on": said.occurred_on.isoformat() if said and said.occurred_on else None,
            "known_on": said.known_on.isoformat() if said and said.known_on else None,
            "seq": self.seq,
        }


def resolve_by_rule(
    standings: Iterable[Standing],
    ledger: LedgerTable,
    history: EventStore,
    *,
    now: datetime,
    read: Reader = lambda _question, _rule, _windows: None,
    progress: Callable[[int], None] = lambda _: None,
) -> list[Closed]:
    """Close every open question that data can close, and return what came of each open one.

    Args:
        standings: how questions stand; those that are not open are passed over.
        ledger: where outcomes are entered.
        history: the event data.
        now: the instant, UTC; rows known after it do not count.
        read: asks the readings of a desk.
        progress: called with 1 after each question.
    """
    today = now.astimezone(UTC).date()
    witnesses = source_witnesses(history, today)
    out = []
    for standing in standings:
        if standing.question.status == "open":
            found = _closed(standing.question, witnesses, read, today)
            out.append(_enter(found, ledger, now) if found.closing in ("yes", "no", "void") else found)
        progress(1)
    return out


def _closed(
    question: Question, witnesses: Callable[[str | None], list[SourceWitness]], read: Reader, today: date
) -> Closed:
    by_person = question.rule is None or question.resolver == "person"
    if by_person and question.condition_rule is None:
        return _for_a_person(question, today, "its close is over, and a person resolves it with source and quote")
    if question.condition and question.condition_rule is None:
        return _for_a_person(question, today, f"a person says whether its condition came true: {question.condition}")
    try:
        windows: Sequence[DayRange] = windows_of(question)
    except LedgerError as error:
        return Closed(question, "waits", str(error))
    asked = witnesses(question.source)
    reading = read if question.source is None else (lambda _question, _rule, _windows: None)
    if question.condition_rule is not None:
        held = _ask(question, question.condition_rule, windows, asked, reading)
        if held.said == "no":
            reason = f"its condition did not come true ({question.condition}): {held.reason}"
            return Closed(question, "void", reason, held)
        each = [_ask(question, question.condition_rule, [window], asked, reading) for window in windows]
        unsure = next((one for one in (held, *each) if one.said != "yes" or one.occurred_on is None), None)
        if unsure is not None:
            return Closed(question, _undecided(question, unsure, today), f"its condition: {unsure.reason}", unsure)
        windows = [_from_day(window, one.occurred_on) for window, one in zip(windows, each, strict=True)]
        if by_person:
            reason = f"its condition came true on {held.occurred_on}; a person resolves it with source and quote"
            return _for_a_person(question, today, reason)
    assert question.rule is not None
    said = _ask(question, question.rule, windows, asked, reading)
    closings: dict[str, Closing] = {"yes": "yes", "no": "no"}
    return Closed(question, closings.get(said.said) or _undecided(question, said, today), said.reason, said)


def _undecided(question: Question, said: Testimony, today: date) -> Closing:
    """Return ``waits`` where a person has to decide, at once or once the close is over and no data may still come."""
    if said.said == "depends":
        return "waits"
    return "waits" if said.said in ("not_covered", "partly") and question.closed_by(today) else "open"


def _for_a_person(question: Question, today: date, reason: str) -> Closed:
    over = question.closed_by(today)
    return Closed(question, "waits" if over else "open", reason if over else "it has not closed yet")


def _ask(
    question: Question, rule: EventPattern, windows: Sequence[DayRange], asked: Sequence[SourceWitness], read: Reader
) -> Testimony:
    said = [one.ask(rule, windows) for one in asked]
    reading = read(question, rule, windows)
    return combine([*said, *([reading] if reading else [])])


def _from_day(window: DayRange, day: date | None) -> DayRange:
    """Return a stretch of days from the day in it on which a condition came true."""
    return DayRange(max((one for one in (window.start, day) if one), default=None), window.end)


def _enter(found: Closed, ledger: LedgerTable, now: datetime) -> Closed:
    try:
        entered = ledger.enter(_proposal(found, now))
    except LedgerError as error:
        return replace(found, closing="waits", reason=f"not entered: {error}")
    return replace(found, seq=entered.entry.seq)


def _proposal(found: Closed, now: datetime) -> Proposal:
    question, said = found.question, found.testimony
    assert said is not None
    if found.closing == "void":
        payload = {"question_id": question.id, "reason": found.reason, "by": METHOD, "seq": None, "source": said.source}
        return Proposal("void", payload, now)
    assert said.known_on is not None
    resolution = Resolution(
        question_id=question.id, outcome=found.closing == "yes", known_on=said.known_on, resolver="machine", by=METHOD,
        occurred_on=said.occurred_on, source=said.source, quote=said.quote, rows=said.rows,
    )  # fmt: skip
    return Proposal("resolution", resolution.to_json(), now)
