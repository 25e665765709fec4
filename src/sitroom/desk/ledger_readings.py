"""Readings as witnesses: what later documents of a desk say about a rule, never the one that asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Literal

from sitroom.core import DayRange, EventPattern, Span
from sitroom.desk.ledger_accounts import Account, Record, account_of, days_of, fits, quote_of
from sitroom.desk.ledger_denials import Denial, find_denials
from sitroom.desk.ledger_resolving import Reader
from sitroom.desk.ledger_witnesses import Testimony
from sitroom.desk.store import Store
from sitroom.ledger import Question

Act = tuple[Account, Record, date]


def reading_of(store: Store) -> Reader:
    """Return a function that asks the readings of a desk about a rule; they are read once."""
    kept: dict[str, Account | None] = {}

    def ask(question: Question, rule: EventPattern, windows: Sequence[DayRange]) -> Testimony | None:
        if not kept:
            kept.update({one: account_of(store, one) for one in store.documents.ids()} or {"": None})
        others = [account for one, account in kept.items() if account and one != question.document_id]
        meant = _meant(store, question, rule)
        said = hear(others, meant or rule, windows)
        if meant is None and said is not None and said.said == "yes":
            reason = f"{said.reason}: “{said.quote}”; whether that is the very act is for a person to say"
            return replace(said, said="partly", reason=reason, occurred_on=None, known_on=None)
        return said

    return ask


def _meant(store: Store, question: Question, rule: EventPattern) -> EventPattern | None:
    """Return the rule as a document's judgement means it: the very types of act that its words name.

    A judgement is asked as "a hostile move" so that event data can answer; another text that tells of some hostile move
    or other tells nothing of the one that was judged. None where its words name no type.
    """
    if question.document_id is None or question.quote is None or rule != question.rule or rule.types:
        return rule
    quote = question.quote
    types = {
        str(record["event_type"])
        for record in store.readings.records(document_id=question.document_id)
        if record.get("event_type") and _stands_in(record, quote)
    }
    return replace(rule, types=tuple(sorted(types)), quads=()) if types else None


def _stands_in(record: Record, quote: Span) -> bool:
    evidence = record.get("evidence")
    first = evidence[0] if isinstance(evidence, list) and evidence else None
    return isinstance(first, dict) and quote.start <= int(first["start"]) and int(first["end"]) <= quote.end


def hear(accounts: Iterable[Account], rule: EventPattern, windows: Sequence[DayRange]) -> Testimony | None:
    """Return what documents say of a rule over every stretch of days, or None where none says anything.

    What a document does not mention may have happened all the same: only words that deny it say no, and where they
    deny a part, a person decides.

    Args:
        accounts: the documents.
        rule: its names are mapped day by day.
        windows: every stretch that may be meant.
    """
    told = list(accounts)
    act = next((one for account in told for one in _acts(account, rule, windows)), None)
    denials = [one for account in told for one in find_denials(account, rule, windows)]
    denied = next((one for one in denials if one.whole), None)
    if act is not None:
        return _yes(act, denials)
    if denied is not None:
        return _no(denied)
    part = max(denials, key=lambda one: one.shared, default=None)
    return _in_part(part) if part else None


def _acts(account: Account, rule: EventPattern, windows: Sequence[DayRange]) -> Iterable[Act]:
    """Yield the acts that make a rule true in every stretch of days: each on one single day, with words to cite."""
    for record in account.records:
        days = days_of(record.get("date"))
        if record.get("realis") != "actual" or days.start is None or not days.is_day:
            continue
        if (
            all(window.contains(days.start) for window in windows)
            and fits(record, rule, days.start)
            and quote_of(record)
        ):
            yield account, record, days.start


def _yes(act: Act, denials: Sequence[Denial]) -> Testimony:
    account, record, day = act
    against = next((one for one in denials if one.whole or one.contradicts(record.get("event_type"), day)), None)
    if against is not None:
        reason = (
            f"the readings differ: {account.source} says “{quote_of(record)}”, "
            f"{against.account.source} “{against.quote}”; a person decides"
        )
        return _said("depends", account, record, reason)
    return Testimony(
        account.source, "yes", f"a reading of {account.source} says so", rows=(str(record["id"]),), occurred_on=day,
        known_on=max(day, account.added_on), matching=1, quote=quote_of(record),
    )  # fmt: skip


def _no(denied: Denial) -> Testimony:
    account, written = denied.account, denied.account.written.start
    reason = f"a reading of {account.source} denies it over all the days asked about: “{denied.quote}”"
    return Testimony(
        account.source, "no", reason, rows=(str(denied.record["id"]),), quote=denied.quote,
        known_on=max(account.added_on, written or account.added_on),
    )  # fmt: skip


def _in_part(denied: Denial) -> Testimony:
    source = denied.account.source
    reason = f"{source} says “{denied.quote}”, which is not enough for a no: {denied.missing}; a person decides"
    return _said("partly", denied.account, denied.record, reason)


def _said(said: Literal["depends", "partly"], account: Account, record: Record, reason: str) -> Testimony:
    return Testimony(account.source, said, reason, rows=(str(record["id"]),), quote=quote_of(record))
