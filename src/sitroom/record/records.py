"""Records: the things that a text says, each with the exact words it rests on."""

from dataclasses import dataclass, field
from typing import Literal

from sitroom.core import DayRange, Span

Realis = Literal["actual", "negated", "scheduled", "hypothetical", "habitual"]
Kind = Literal["event", "statement", "aim", "estimate", "condition", "occasion", "pattern"]


@dataclass(frozen=True, slots=True)
class Role:
    """An office that a person held on a day, with the row of the gazetteer that says so."""

    title: str
    office: str
    term_from: str | None
    term_to: str | None
    source: str

    def to_json(self) -> dict[str, object]:
        """Return the role with the row it rests on."""
        return {
            "title": self.title,
            "office": self.office,
            "from": self.term_from,
            "to": self.term_to,
            "source": self.source,
        }


@dataclass(frozen=True, slots=True)
class ActorRef:
    """A mention of an actor in the text, matched to the gazetteer where it could be.

    Args:
        span: the words of the mention.
        name: the actor's usual name, or None where nothing matched.
        id: the actor's slug.
        country: ISO 3166 alpha-3, None for a body above states or an unknown actor.
        sectors: PLOVER sectors, such as ``GOV`` or ``SPY``.
        code: CAMEO actor code, such as ``BLRGOV``.
        role: the office held on the day of the event, None where not stated or not covered.
        basis: where the words may name several, the reason for this one.
    """

    span: Span
    name: str | None = None
    id: str | None = None
    country: str | None = None
    sectors: tuple[str, ...] = ()
    code: str | None = None
    role: Role | None = None
    basis: str | None = None

    @property
    def label(self) -> str:
        """The name to show a reader: the actor's own, else the words of the text."""
        return self.name or self.span.quote

    def to_json(self) -> dict[str, object]:
        """Return the actor reference of the public contract."""
        return {
            "text": self.span.quote,
            "start": self.span.start,
            "end": self.span.end,
            "name": self.name,
            "id": self.id,
            "country": self.country,
            "sectors": list(self.sectors),
            "code": self.code,
            "role": self.role.to_json() if self.role else None,
            "basis": self.basis,
        }


@dataclass(frozen=True, slots=True)
class RecordDate:
    """When something was, is or will be; ``basis`` says how that was worked out and from which words."""

    days: DayRange
    edtf: str
    basis: str

    def to_json(self) -> dict[str, object]:
        """Return ``{edtf, start, end, basis}``."""
        return {"edtf": self.edtf, **self.days.to_json(), "basis": self.basis}


AssertedBy = tuple["ActorRef | Literal['author']", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What all kinds of records have; see DESIGN of the reading for the meaning of each field."""

    id: str
    kind: Kind
    evidence: tuple[Span, ...]
    asserted_by: AssertedBy = ("author",)
    realis: Realis = "actual"
    date: RecordDate | None = None
    place: Span | None = None
    place_name: str | None = None
    confidence: float = 0.5

    @property
    def anchor(self) -> Span:
        """The first span of the evidence, by which a record is known again after a re-read."""
        return self.evidence[0]

    def base_json(self) -> dict[str, object]:
        """Return the fields that every kind has."""
        place = None
        if self.place:
            place = {"name": self.place_name or self.place.quote, **self.place.to_json()}
        return {
            "id": self.id,
            "kind": self.kind,
            "evidence": [span.to_json() for span in self.evidence],
            "asserted_by": ["author" if who == "author" else who.to_json() for who in self.asserted_by],
            "realis": self.realis,
            "date": self.date.to_json() if self.date else None,
            "place": place,
            "confidence": round(self.confidence, 4),
        }

    def to_json(self) -> dict[str, object]:
        """Return the record of the public contract; each kind adds its own fields."""
        return self.base_json()


def refs_json(refs: tuple[ActorRef, ...]) -> list[dict[str, object]]:
    """Return a list of actor references of the public contract."""
    return [ref.to_json() for ref in refs]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """What kind of act an event is: PLOVER type, mode and contexts, CAMEO code and quad class.

    ``event_type`` is None for a happening that PLOVER 2021 has no type for, such as a stay.
    """

    event_type: str | None = None
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    cameo: str | None = None
    quad: int | None = None

    def to_json(self) -> dict[str, object]:
        """Return the five coding fields."""
        return {
            "event_type": self.event_type,
            "mode": self.mode,
            "contexts": list(self.contexts),
            "cameo": self.cameo,
            "quad": self.quad,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Record):
    """Something done by actors to recipients; a mutual act lists all parties as actors."""

    kind: Kind = "event"
    trigger: Span
    coding: Coding = field(default_factory=Coding)
    actors: tuple[ActorRef, ...] = ()
    recipients: tuple[ActorRef, ...] = ()

    def to_json(self) -> dict[str, object]:
        """Return the event of the public contract."""
        return {
            **self.base_json(),
            "trigger": self.trigger.to_json(),
            **self.coding.to_json(),
            "actors": refs_json(self.actors),
            "recipients": refs_json(self.recipients),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Record):
    """Something said; where saying it is itself an event, ``coding`` holds its type."""

    kind: Kind = "statement"
    trigger: Span
    coding: Coding | None = None
    speaker: tuple[ActorRef, ...] = ()
    audience: tuple[ActorRef, ...] = ()
    content: Span | None = None

    def to_json(self) -> dict[str, object]:
        """Return the statement of the public contract, with all fields of an event where it is one."""
        out = {
            **self.base_json(),
            "speaker": refs_json(self.speaker),
            "audience": refs_json(self.audience),
            "content": self.content.to_json() if self.content else None,
            "trigger": self.trigger.to_json(),
            **(self.coding or Coding()).to_json(),
        }
        if self.coding:
            out |= {"actors": refs_json(self.speaker), "recipients": refs_json(self.audience)}
        return out


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim(Record):
    """Something that a holder wants, by the word of whoever asserts it."""

    kind: Kind = "aim"
    holder: tuple[ActorRef, ...]
    cue: Span
    content: Span

    def to_json(self) -> dict[str, object]:
        """Return the aim of the public contract."""
        return {
            **self.base_json(),
            "holder": refs_json(self.holder),
            "cue": self.cue.to_json(),
            "content": self.content.to_json(),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate(Record):
    """A judgement with a likelihood: words as written, and the band that a scale gives them.

    Args:
        words: the likelihood words.
        scale: the scale that the band is taken from, None where no scale has the words.
        band: lowest and highest probability, both in [0, 1]; None where the scale has none.
        content: what is judged.
        horizon: the days ahead that it speaks of; ``basis`` holds the range of closing days.
        subject: who would act, where the content has an actor.
        negated: whether the estimate speaks of the content not happening.
    """

    kind: Kind = "estimate"
    words: Span
    scale: str | None = None
    band: tuple[float, float] | None = None
    content: Span
    horizon: RecordDate | None = None
    horizon_end: DayRange | None = None
    subject: tuple[ActorRef, ...] = ()
    objects: tuple[ActorRef, ...] = ()
    negated: bool = False

    def to_json(self) -> dict[str, object]:
        """Return the estimate of the public contract."""
        return {
            **self.base_json(),
            "words": self.words.quote,
            "words_span": self.words.to_json(),
            "scale": self.scale,
            "band": list(self.band) if self.band else None,
            "content": self.content.to_json(),
            "horizon": self.horizon.to_json() if self.horizon else None,
            "horizon_end": self.horizon_end.to_json() if self.horizon_end else None,
            "subject": refs_json(self.subject),
            "objects": refs_json(self.objects),
            "negated": self.negated,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition(Record):
    """Something that depends on something else."""

    kind: Kind = "condition"
    antecedent: Span
    consequent: Span
    cue: Span | None = None

    def to_json(self) -> dict[str, object]:
        """Return the condition of the public contract."""
        return {
            **self.base_json(),
            "antecedent": self.antecedent.to_json(),
            "consequent": self.consequent.to_json(),
            "cue": self.cue.to_json() if self.cue else None,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion(Record):
    """Something that is to take place on a day ahead of the reference date."""

    kind: Kind = "occasion"
    name: Span
    parties: tuple[ActorRef, ...] = ()

    def to_json(self) -> dict[str, object]:
        """Return the occasion of the public contract."""
        return {
            **self.base_json(),
            "name": self.name.quote,
            "name_span": self.name.to_json(),
            "parties": refs_json(self.parties),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern(Record):
    """A habit claimed of a holder: something that history can test."""

    kind: Kind = "pattern"
    holder: tuple[ActorRef, ...]
    content: Span

    def to_json(self) -> dict[str, object]:
        """Return the pattern of the public contract."""
        return {
            **self.base_json(),
            "holder": refs_json(self.holder),
            "content": self.content.to_json(),
        }
