"""Checks of indicators: what was known of each on a day, and how it stands by all checks up to a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, cast, get_args

from sitroom.core import LedgerError, iso
from sitroom.ledger.fields import Json, day_of, find_day, find_text, text_of
from sitroom.ledger.indicator import Indicator, texts_of
from sitroom.ledger.question import Resolver, resolver_of

State = Literal["open", "seen", "not_seen", "not_covered", "waits"]
SETTLED: tuple[State, ...] = ("seen", "not_seen")


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorCheck:
    """What one look at an indicator found.

    Args:
        indicator_id: which.
        as_of: the last day of knowledge that it rests on, inclusive.
        state: ``seen``; ``not_seen``: it did not happen by its day; ``open``: its day is to come; ``not_covered``: its
            day is over and nothing that is known tells; ``waits``: its day is over and a person has to say.
        reason: in words.
        resolver: ``machine`` or ``person``.
        by: the person, or the name and version of the method.
        source: the data set, document or publication that tells.
        rows: ids of the rows or records that show it.
        quote: the words that show it.
        occurred_on: the day on which it happened.
        known_on: the day from which that could be known.
    """

    indicator_id: str
    as_of: date
    state: State
    reason: str
    resolver: Resolver
    by: str
    source: str | None = None
    rows: tuple[str, ...] = ()
    quote: str | None = None
    occurred_on: date | None = None
    known_on: date | None = None

    def to_json(self) -> dict[str, object]:
        """Return the check as a desk keeps it."""
        return {
            "indicator_id": self.indicator_id,
            "as_of": iso(self.as_of),
            "state": self.state,
            "reason": self.reason,
            "resolver": self.resolver,
            "by": self.by,
            "source": self.source,
            "rows": list(self.rows),
            "quote": self.quote,
            "occurred_on": iso(self.occurred_on),
            "known_on": iso(self.known_on),
        }

    @classmethod
    def from_json(cls, value: Json) -> "IndicatorCheck":
        """Return the check that ``to_json`` wrote.

        Raises:
            LedgerError: a field is missing or has the wrong type.
        """
        return cls(
            indicator_id=text_of(value, "indicator_id"),
            as_of=day_of(value, "as_of"),
            state=_state_of(value),
            reason=str(value.get("reason") or ""),
            resolver=resolver_of(value),
            by=text_of(value, "by"),
            source=find_text(value, "source"),
            rows=texts_of(value, "rows"),
            quote=find_text(value, "quote"),
            occurred_on=find_day(value, "occurred_on"),
            known_on=find_day(value, "known_on"),
        )


@dataclass(frozen=True, slots=True)
class IndicatorStanding:
    """How an indicator stands by its checks: a person's last word, else what the last look found.

    Args:
        indicator: which.
        checks: those that count, in the order in which they were made.
    """

    indicator: Indicator
    checks: tuple[IndicatorCheck, ...] = ()

    @property
    def last(self) -> IndicatorCheck | None:
        """The check that counts; None where it was never looked at."""
        by_people = [one for one in self.checks if one.resolver == "person"]
        if by_people:
            return by_people[-1]
        return max(self.checks, key=lambda one: one.as_of, default=None) if self.checks else None

    @property
    def state(self) -> State:
        """How it stands; ``open`` where it was never looked at."""
        return self.last.state if self.last else "open"

    @property
    def is_settled(self) -> bool:
        """Whether no further look is needed."""
        return self.state in SETTLED

    @property
    def last_checked(self) -> date | None:
        """The last day as of which someone looked."""
        return max((one.as_of for one in self.checks), default=None)

    def as_of(self, day: date) -> "IndicatorStanding":
        """Return how it stood by what was known on a day."""
        return IndicatorStanding(self.indicator, tuple(one for one in self.checks if one.as_of <= day))

    def to_json(self) -> dict[str, object]:
        """Return the indicator with how it stands."""
        return {
            **self.indicator.to_json(),
            "state": self.state,
            "last_checked": iso(self.last_checked),
            "check": self.last.to_json() if self.last else None,
        }


def standings_of(indicators: Sequence[Indicator], checks: Sequence[IndicatorCheck]) -> tuple[IndicatorStanding, ...]:
    """Return every indicator with its checks, in the order in which they were made."""
    kept: dict[str, list[IndicatorCheck]] = {one.id: [] for one in indicators}
    for check in checks:
        if check.indicator_id in kept:
            kept[check.indicator_id].append(check)
    return tuple(IndicatorStanding(one, tuple(kept[one.id])) for one in indicators)


def _state_of(value: Json) -> State:
    got = value.get("state")
    if got not in get_args(State):
        raise LedgerError(f"state is one of {', '.join(get_args(State))}, not {got!r}")
    return cast("State", got)
