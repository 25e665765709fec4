"""Resolutions: what happened to a question, told by its rule or by a person with source and quote."""

from dataclasses import dataclass
from datetime import date

from sitroom.core import LedgerError, iso
from sitroom.ledger.fields import Json, day_of, find_day, find_text, flag_of, text_of
from sitroom.ledger.question import Resolver, resolver_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """The outcome of a question.

    Args:
        question_id: the question.
        outcome: whether it came true.
        known_on: the day from which the outcome could be known; inclusive.
        resolver: ``machine`` or ``person``; the two are counted apart.
        by: the analyst, or the name and version of the rule's resolver.
        occurred_on: the day of the event that settled it, None where nothing happened.
        source: where it can be checked; a person must give one.
        quote: the words there that settle it; a person must give them.
        rows: ids of the event rows that settled it.
    """

    question_id: str
    outcome: bool
    known_on: date
    resolver: Resolver
    by: str
    occurred_on: date | None = None
    source: str | None = None
    quote: str | None = None
    rows: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.resolver == "person" and not (self.source and self.quote):
            raise LedgerError("a person resolves a question with a source and the words that settle it; give both")

    def to_json(self) -> dict[str, object]:
        """Return the resolution as an entry keeps it."""
        return {
            "question_id": self.question_id,
            "outcome": self.outcome,
            "known_on": iso(self.known_on),
            "resolver": self.resolver,
            "by": self.by,
            "occurred_on": iso(self.occurred_on),
            "source": self.source,
            "quote": self.quote,
            "rows": list(self.rows),
        }

    @classmethod
    def from_json(cls, value: Json) -> "Resolution":
        """Return the resolution that ``to_json`` wrote.

        Raises:
            LedgerError: a field is missing or has the wrong type.
        """
        if not isinstance(value.get("outcome"), bool):
            raise LedgerError(f"outcome is true or false, not {value.get('outcome')!r}")
        rows = value.get("rows") or []
        if not isinstance(rows, list | tuple) or any(not isinstance(row, str) for row in rows):
            raise LedgerError(f"rows is a list of event ids, not {rows!r}")
        return cls(
            question_id=text_of(value, "question_id"),
            outcome=flag_of(value, "outcome"),
            known_on=day_of(value, "known_on"),
            resolver=resolver_of(value),
            by=text_of(value, "by"),
            occurred_on=find_day(value, "occurred_on"),
            source=find_text(value, "source"),
            quote=find_text(value, "quote"),
            rows=tuple(rows),
        )
