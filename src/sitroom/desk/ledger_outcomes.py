"""Outcomes by people: yes, no or not applicable, always with a source and the words there that settle it."""

from datetime import UTC, date, datetime

from sitroom.core import UsageError
from sitroom.ledger import Entered, LedgerTable, Proposal, Question, Resolution

OUTCOMES = {"yes": True, "no": False}


def resolve_by_person(
    ledger: LedgerTable,
    question: Question,
    outcome: str,
    *,
    source: str,
    quote: str,
    by: str,
    now: datetime,
    known_on: date | None = None,
    occurred_on: date | None = None,
) -> Entered:
    """Enter an outcome that a person found.

    Args:
        ledger: where it is entered.
        question: which.
        outcome: ``yes``, ``no``, or ``void`` where it does not apply.
        source: where it can be checked.
        quote: the words there that settle it.
        by: who says so.
        now: the instant, UTC.
        known_on: the day from which the outcome could be known; today's where not given.
        occurred_on: the day of the event.

    Raises:
        UsageError: the outcome is none of the three, or source or quote are empty.
        LedgerError: the ledger refuses it.
    """
    if not source.strip() or not quote.strip():
        raise UsageError("a person resolves a question with --source and --quote, the words there that settle it")
    if outcome == "void":
        payload = {"question_id": question.id, "reason": f"{source}: {quote}", "by": by, "seq": None}
        return ledger.enter(Proposal("void", payload | {"source": source, "quote": quote}, now))
    if outcome not in OUTCOMES:
        raise UsageError(f"an outcome is yes, no or void, not {outcome!r}")
    resolution = Resolution(
        question_id=question.id, outcome=OUTCOMES[outcome], resolver="person", by=by, source=source, quote=quote,
        known_on=known_on or now.astimezone(UTC).date(), occurred_on=occurred_on,
    )  # fmt: skip
    return ledger.enter(Proposal("resolution", resolution.to_json(), now))
