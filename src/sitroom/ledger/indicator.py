"""Indicators: signs to watch for, each with what it speaks for, by when, and how it is told."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, cast, get_args

from sitroom.core import DayRange, EventPattern, LedgerError, Span, iso, short_hash
from sitroom.ledger.fields import Json, find_day, find_span, find_text, range_of, text_of
from sitroom.ledger.question import canonical_rule, find_rule

Origin = Literal["condition", "occasion", "judgement", "outcome", "signal", "hand"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """A sign to watch for.

    Args:
        text: the sign, in words.
        topic: the slug of the topic that it is watched for.
        origin: what it was proposed from; ``hand`` where a person named it.
        speaks_for: what it indicates, in words: a judgement, what follows from a condition, an explanation, a type.
        opens_on: the days from which it can count; a range where the day of writing is not known.
        by: the days by which it would be seen, the last one included; open where none is named.
        stated_on: the first day on which it was known as a sign; None where that is not known.
        rule: the events that show it; None where a person marks it.
        rule_words: how it is told, for a person.
        document_id: the document that it comes from, which never tells whether it is seen.
        quote: the exact words that it rests on.
        source: where that document came from.
        id: left empty, it follows from topic, rule (or words) and day.

    Raises:
        LedgerError: it says nothing to watch for.
    """

    text: str
    topic: str
    origin: Origin
    speaks_for: tuple[str, ...] = ()
    opens_on: DayRange = DayRange()  # noqa: RUF009  # frozen
    by: DayRange = DayRange()  # noqa: RUF009  # frozen
    stated_on: date | None = None
    rule: EventPattern | None = None
    rule_words: str = ""
    document_id: str | None = None
    record_id: str | None = None
    quote: Span | None = None
    source: str | None = None
    id: str = ""

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise LedgerError("an indicator needs words that say what to watch for")
        if not self.id:
            told = canonical_rule(self.rule) | {"window_days": None} if self.rule else _folded(self.text)
            object.__setattr__(self, "id", short_hash("indicator", self.topic, told, self.by.to_json()))

    def is_over(self, day: date) -> bool:
        """Return whether its last day lies before a day."""
        return self.by.end is not None and self.by.end < day

    def with_also(self, speaks_for: Sequence[str]) -> "Indicator":
        """Return it with more that it speaks for, each once.

        >>> one = Indicator(text="envoy received", topic="minsk", origin="hand", speaks_for=("an opening",))
        >>> one.with_also(["an opening", "a bargain"]).speaks_for
        ('an opening', 'a bargain')
        """
        return replace(self, speaks_for=tuple(dict.fromkeys((*self.speaks_for, *speaks_for))))

    def to_json(self) -> dict[str, object]:
        """Return the indicator as a desk keeps it."""
        return {
            "id": self.id,
            "indicator": self.text,
            "topic": self.topic,
            "origin": self.origin,
            "speaks_for": list(self.speaks_for),
            "opens_on": self.opens_on.to_json(),
            "by": self.by.to_json(),
            "stated_on": iso(self.stated_on),
            "rule": self.rule.to_json() if self.rule else None,
            "rule_words": self.rule_words,
            "document_id": self.document_id,
            "record_id": self.record_id,
            "quote": self.quote.to_json() if self.quote else None,
            "source": self.source,
        }

    @classmethod
    def from_json(cls, value: Json) -> "Indicator":
        """Return the indicator that ``to_json`` wrote.

        Raises:
            LedgerError: a field is missing or has the wrong type.
        """
        return cls(
            id=find_text(value, "id") or "",
            text=text_of(value, "indicator"),
            topic=text_of(value, "topic"),
            origin=_origin_of(value),
            speaks_for=texts_of(value, "speaks_for"),
            opens_on=range_of(value, "opens_on"),
            by=range_of(value, "by"),
            stated_on=find_day(value, "stated_on"),
            rule=find_rule(value, "rule"),
            rule_words=str(value.get("rule_words") or ""),
            document_id=find_text(value, "document_id"),
            record_id=find_text(value, "record_id"),
            quote=find_span(value, "quote"),
            source=find_text(value, "source"),
        )


def one_for_each(indicators: Sequence[Indicator]) -> tuple[Indicator, ...]:
    """Return indicators with those of the same id as one, which speaks for everything that each of them speaks for."""
    out: dict[str, Indicator] = {}
    for one in indicators:
        out[one.id] = out[one.id].with_also(one.speaks_for) if one.id in out else one
    return tuple(out.values())


def texts_of(value: Json, key: str) -> tuple[str, ...]:
    """Return a list of texts; absent or null is empty."""
    got = value.get(key) or []
    if not isinstance(got, list | tuple) or any(not isinstance(one, str) for one in got):
        raise LedgerError(f"{key} is a list of texts, not {got!r}")
    return tuple(got)


def _origin_of(value: Json) -> Origin:
    got = value.get("origin")
    if got not in get_args(Origin):
        raise LedgerError(f"origin is one of {', '.join(get_args(Origin))}, not {got!r}")
    return cast("Origin", got)


def _folded(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(".")
