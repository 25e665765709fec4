"""Questions: what an estimate comes down to, with a day by which it is settled and a rule that settles it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, cast, get_args

from sitroom.core import DayRange, EventPattern, LedgerError, Span, iso, short_hash
from sitroom.ledger.fields import Json, find_band, find_span, find_text, flag_of, range_of, text_of
from sitroom.ledger.forecast import Forecast

Status = Literal["open", "closed", "not_scorable", "not_applicable", "draft"]
Resolver = Literal["machine", "person"]


@dataclass(frozen=True, slots=True)
class ScorableForm:
    """A question offered in place of one that cannot be scored, or that says too little."""

    text: str
    rule: EventPattern | None = None
    rule_words: str | None = None

    def to_json(self) -> dict[str, object]:
        """Return ``{question, rule, rule_words}``."""
        rule = self.rule.to_json() if self.rule else None
        return {"question": self.text, "rule": rule, "rule_words": self.rule_words}

    @classmethod
    def from_json(cls, value: Json) -> "ScorableForm":
        """Return the form that ``to_json`` wrote."""
        return cls(text_of(value, "question"), find_rule(value, "rule"), find_text(value, "rule_words"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One thing that will turn out true or false, and how that will be told.

    Args:
        text: the question in words.
        rule: the events that make it true; None where a person resolves it.
        rule_words: how it will be resolved, for a person.
        resolver: who resolves it: ``machine`` (needs a rule) or ``person`` (with source and quote).
        opens_on: the days on which its window can open; inclusive.
        closes_on: the days on which it can close, a range until a person fixes it; the last day still counts.
        band: the lowest and highest probability that ``by`` gave it, both in [0, 1].
        words: the likelihood as written.
        by: ``author``, or the name of a source or an analyst.
        condition: what it depends on, in words; where that does not come true, the question is not applicable.
        condition_rule: the events that make the condition true; None where a person says whether it did.
        status: ``closed`` once it has an outcome; ``draft`` until a person fixes its closing day.
        scorable: whether it can be scored at all; ``why_not`` says why not, ``proposed`` offers a form that can.
        quote: the exact words of the document that it rests on.
        retrospective: whether it was entered after its close.
        source: the data set that settles it; None lets every one that covers it speak, and they must agree.
        scale: the scale of likelihood words that gave the band.
        harder_than: the id of the question that it was accepted in place of.
        id: left empty, it follows from the record and the rule.

    Raises:
        LedgerError: the fields contradict each other.
    """

    text: str
    rule_words: str
    resolver: Resolver
    opens_on: DayRange
    closes_on: DayRange
    rule: EventPattern | None = None
    band: tuple[float, float] | None = None
    words: str | None = None
    by: str = "author"
    condition: str | None = None
    status: Status = "open"
    scorable: bool = True
    why_not: str | None = None
    proposed: ScorableForm | None = None
    document_id: str | None = None
    record_id: str | None = None
    quote: Span | None = None
    topic: str | None = None
    retrospective: bool = False
    condition_rule: EventPattern | None = None
    source: str | None = None
    scale: str | None = None
    harder_than: str | None = None
    id: str = ""

    def __post_init__(self) -> None:
        find_band({"band": self.band}, "band")
        if self.scorable and self.resolver == "machine" and self.rule is None:
            raise LedgerError(f"a machine needs a rule to resolve {self.text!r}; give one, or let a person resolve it")
        if self.condition_rule is not None and not self.condition:
            raise LedgerError(f"the condition of {self.text!r} has a rule and no words; say what it depends on")
        if not self.scorable and not self.why_not:
            raise LedgerError(f"{self.text!r} is not scorable, and nothing says why; fill in why_not")
        if not self.scorable and self.status == "open":
            object.__setattr__(self, "status", "not_scorable")
        if not self.id:
            object.__setattr__(self, "id", self._derived_id())

    def _derived_id(self) -> str:
        rule = canonical_rule(self.rule) if self.rule else self.rule_words
        if self.record_id:
            return short_hash(self.record_id, rule)
        condition = canonical_rule(self.condition_rule) if self.condition_rule else None
        more = (*((self.source,) if self.source else ()), *((condition,) if condition else ()))
        return short_hash(None, rule, self.text, self.opens_on.to_json(), self.closes_on.to_json(), *more)

    def to_json(self, forecast: Forecast | None = None) -> dict[str, object]:
        """Return the question of the public contract, with a forecast of our own beside the author's band."""
        proposed = self.proposed.to_json() if self.proposed else None
        ours = forecast or Forecast(question_id=self.id, by="sitroom")
        return {
            "id": self.id,
            "question": self.text,
            "rule": self.rule.to_json() if self.rule else None,
            "as_of": iso(ours.as_of),
            "opens_on": self.opens_on.to_json(),
            "closes_on": self.closes_on.to_json(),
            "status": self.status,
            "probability": ours.probability,
            "band": list(self.band) if self.band else None,
            "by": self.by,
            "base_rate": ours.base_rate,
            "baselines": dict(ours.baselines) if ours.baselines is not None else None,
            "information": ours.information,
            "reasons": [dict(reason) for reason in ours.reasons],
            "model": ours.model,
            "not_covered": ours.not_covered,
            "words": self.words,
            "rule_words": self.rule_words,
            "resolver": self.resolver,
            "condition": self.condition,
            "scorable": self.scorable,
            "why_not": self.why_not,
            "proposed": proposed,
            "document_id": self.document_id,
            "record_id": self.record_id,
            "quote": self.quote.to_json() if self.quote else None,
            "topic": self.topic,
            "retrospective": self.retrospective,
            "condition_rule": self.condition_rule.to_json() if self.condition_rule else None,
            "source": self.source,
            "scale": self.scale,
            "harder_than": self.harder_than,
        }

    @classmethod
    def from_json(cls, value: Json) -> "Question":
        """Return the question that ``to_json`` wrote; a forecast beside it is left out.

        Raises:
            LedgerError: a field has the wrong type, or fields contradict each other.
        """
        proposed = value.get("proposed")
        return cls(
            id=find_text(value, "id") or "",
            text=text_of(value, "question"),
            rule=find_rule(value, "rule"),
            rule_words=text_of(value, "rule_words"),
            resolver=resolver_of(value),
            opens_on=range_of(value, "opens_on"),
            closes_on=range_of(value, "closes_on"),
            band=find_band(value, "band"),
            words=find_text(value, "words"),
            by=text_of(value, "by"),
            condition=find_text(value, "condition"),
            status=_status_of(value),
            scorable=flag_of(value, "scorable", default=True),
            why_not=find_text(value, "why_not"),
            proposed=ScorableForm.from_json(proposed) if isinstance(proposed, Mapping) else None,
            document_id=find_text(value, "document_id"),
            record_id=find_text(value, "record_id"),
            quote=find_span(value, "quote"),
            topic=find_text(value, "topic"),
            retrospective=flag_of(value, "retrospective"),
            condition_rule=find_rule(value, "condition_rule"),
            source=find_text(value, "source"),
            scale=find_text(value, "scale"),
            harder_than=find_text(value, "harder_than"),
        )

    @property
    def horizon_days(self) -> int | None:
        """The days from its first opening day to its first closing day, both counted; None where one is open."""
        start, end = self.opens_on.start, self.closes_on.start or self.closes_on.end
        return (end - start).days + 1 if start and end and end >= start else None

    def closed_by(self, day: date) -> bool:
        """Return whether its last possible closing day has come by the end of a day."""
        return self.closes_on.end is not None and self.closes_on.end <= day


def canonical_rule(rule: EventPattern) -> dict[str, object]:
    """Return a rule in the form that its question is known by: the order of names does not matter."""
    return {key: sorted(got) if isinstance(got, list) else got for key, got in rule.to_json().items()}


def resolver_of(value: Json) -> Resolver:
    """Return who resolves a question: ``machine`` or ``person``."""
    got = value.get("resolver")
    if got not in get_args(Resolver):
        raise LedgerError(f"resolver is 'machine' or 'person', not {got!r}")
    return cast("Resolver", got)


def _status_of(value: Json) -> Status:
    got = value.get("status") or "open"
    if got not in get_args(Status):
        raise LedgerError(f"status is one of {', '.join(get_args(Status))}, not {got!r}")
    return cast("Status", got)


def find_rule(value: Json, key: str) -> EventPattern | None:
    """Return an event pattern, or None where it is absent or null."""
    got = value.get(key)
    if got is None:
        return None
    if not isinstance(got, dict):
        raise LedgerError(f"{key} is an event pattern, not {got!r}")
    try:
        return EventPattern.from_json(got)
    except ValueError as error:
        raise LedgerError(f"{key}: {error}") from error
