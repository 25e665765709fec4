"""Grounds: what a text gives as the reason of an act: a motive, a goal that it lists, an answer, an aim of the doer."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from sitroom.brief.rivals.happenings import Happening
from sitroom.brief.rivals.listed import GoalList, announces_goals
from sitroom.brief.rivals.sides import doers, named_in, parties, same_side, sides
from sitroom.core import Span, overlaps_any
from sitroom.record import Aim, Event, Reading, Record, Statement

Tie = Literal["motive", "listed", "answer", "ascribed"]
EXPLICIT: tuple[Tie, ...] = ("motive", "listed", "answer")
_WHOLE = 0.6


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an aim wants done: a kind of act, by its quad class, and with whom."""

    quad: int
    sides: tuple[str, ...]

    @property
    def friendly(self) -> bool:
        """Whether it is cooperation that is wanted."""
        return self.quad in (1, 2)


@dataclass(frozen=True, slots=True)
class Ground:
    """One reason that a text gives for an act, or an aim that it ascribes to whoever did it.

    Args:
        record: the aim, or the record of the answering.
        tie: how the text ties it to the act; ``ascribed`` where it does not.
        span: the words that it rests on.
        toward: the sides at whom it is aimed, without the doer's own.
        at_home: whether the words name the doer's own side and nobody else.
        answered: what the act is said to answer; ``target`` is the record of it that the text names.
        wanted: the act that it wants; None where its words name none.
    """

    record: Record
    tie: Tie
    span: Span
    toward: tuple[str, ...] = ()
    at_home: bool = False
    answered: Happening | None = None
    target: Record | None = None
    wanted: Wanted | None = None

    @property
    def explicit(self) -> bool:
        """Whether the text itself ties it to the act."""
        return self.tie in EXPLICIT


@dataclass(frozen=True)
class Told:
    """A text as it is searched for explanations: its reading, what happened in it, and the goals that it lists."""

    text: str
    reading: Reading
    happenings: tuple[Happening, ...]
    lists: tuple[GoalList, ...]

    def happening_of(self, record_id: str) -> Happening | None:
        """Return the happening that a record tells of, or None."""
        return next((one for one in self.happenings if record_id in one.ids), None)


def grounds_of(happening: Happening, told: Told) -> tuple[Ground, ...]:
    """Return the grounds for an act, each aim once, those that the text ties to it before the others."""
    found: dict[str, Ground] = {}
    for ground in (*_motives(happening, told), *_listed(happening, told), *_answers(happening, told)):
        found.setdefault(ground.record.id, ground)
    spans = [one.record.anchor for one in found.values() if one.tie == "listed"]
    for ground in _ascribed(happening, told):
        if not overlaps_any(ground.record.anchor, [span for span in spans if span == ground.record.anchor]):
            found.setdefault(ground.record.id, ground)
    return tuple(found.values())


def has_explicit(happening: Happening, told: Told) -> bool:
    """Return whether a text ties any reason to an act that took place on a day that it tells."""
    if happening.record.realis != "actual" or happening.days is None:
        return False
    linked = any(
        (link.kind == "motive_of" and link.target in happening.ids)
        or (link.kind == "replies_to" and link.source in happening.ids)
        for link in told.reading.links
    )
    return linked or any(one.happening is not None and one.happening.key == happening.key for one in told.lists)


def _motives(happening: Happening, told: Told) -> Iterator[Ground]:
    for link in told.reading.links:
        aim = told.reading.find(link.source)
        if link.kind == "motive_of" and link.target in happening.ids and isinstance(aim, Aim):
            yield _of_aim(aim, "motive", happening, told)


def _listed(happening: Happening, told: Told) -> Iterator[Ground]:
    for one in told.lists:
        if one.happening is None or one.happening.key != happening.key:
            continue
        for aim in _aims(told):
            if any(item.covers(aim.anchor) for item in one.items) and _may_hold(aim, happening):
                yield _of_aim(aim, "listed", happening, told)


def _answers(happening: Happening, told: Told) -> Iterator[Ground]:
    for link in told.reading.links:
        if link.kind != "replies_to" or link.source not in happening.ids:
            continue
        record, answered = told.reading.find(link.source), told.happening_of(link.target)
        if record is not None and answered is not None and answered.key != happening.key:
            span = link.evidence[0] if link.evidence else record.anchor
            own = happening.doer_sides
            toward = tuple(side for side in answered.doer_sides if side not in own)
            yield Ground(record, "answer", span, toward, answered=answered, target=told.reading.find(link.target))


def _ascribed(happening: Happening, told: Told) -> Iterator[Ground]:
    for aim in _aims(told):
        if _may_hold(aim, happening):
            yield _of_aim(aim, "ascribed", happening, told)


def _aims(told: Told) -> list[Aim]:
    return [
        one
        for one in told.reading.of_kind("aim")
        if isinstance(one, Aim) and one.realis == "actual" and not announces_goals(one)
    ]


def _may_hold(aim: Aim, happening: Happening) -> bool:
    acting = [ref for record in happening.records for ref in doers(record)]
    return any(same_side(holder, ref) for holder in aim.holder for ref in acting)


def _of_aim(aim: Aim, tie: Tie, happening: Happening, told: Told) -> Ground:
    day = happening.days.start if happening.days else None
    own = happening.doer_sides
    named = named_in(aim.content, told.reading, day)
    toward = tuple(side for side in named if side not in own)
    answered = _answered_by(aim, told)
    if answered is not None and answered.key == happening.key:
        answered = None
    wanted = _wanted(aim, told.reading.records, own)
    return Ground(aim, tie, aim.content, toward, bool(named) and not toward, answered, wanted=wanted)


def _answered_by(aim: Aim, told: Told) -> Happening | None:
    """Return what an aim "to respond to" something answers: a reply told by the same words."""
    for link in told.reading.links:
        source = told.reading.find(link.source)
        if link.kind == "replies_to" and source is not None and aim.anchor.covers(source.anchor):
            return told.happening_of(link.target)
    return None


def _wanted(aim: Aim, records: Sequence[Record], own: tuple[str, ...]) -> Wanted | None:
    """Return the act that the words of an aim name, where they name little else."""
    for one in records:
        if not isinstance(one, Event | Statement) or one.coding is None or one.coding.quad is None:
            continue
        shared = min(one.anchor.end, aim.content.end) - max(one.anchor.start, aim.content.start)
        long = aim.content.end - aim.content.start
        if aim.content.covers(one.anchor) and shared >= _WHOLE * long:
            others = tuple(side for side in sides(parties(one)) if side not in own)
            return Wanted(one.coding.quad, others) if others else None
    return None
