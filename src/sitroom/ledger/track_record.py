"""The track record: what became of every question, told from the entries alone and the same each time."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sitroom.core import DayRange, LedgerError, day_range
from sitroom.ledger.entry import Entry
from sitroom.ledger.fields import day_of, find_day, text_of
from sitroom.ledger.forecast import Forecast
from sitroom.ledger.question import Question, Status
from sitroom.ledger.resolution import Resolution


@dataclass(frozen=True, slots=True)
class Stated:
    """A forecast as it was entered.

    Args:
        forecast: the forecast.
        seq: its entry.
        entered_at: our instant, ISO, UTC.
        stated_on: the day it was made by whoever made it.
        cutoff: the last day of knowledge that it rests on, inclusive.
        retrospective: whether it was entered after the close.
        knew_outcome: whether its cutoff turned out to reach the outcome; never scored.
    """

    forecast: Forecast
    seq: int
    entered_at: str
    stated_on: date | None
    cutoff: date | None
    retrospective: bool
    knew_outcome: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """A question as it stands now: closing day fixed, status, forecasts, outcome."""

    question: Question
    seq: int
    entered_at: str
    forecasts: tuple[Stated, ...] = ()
    resolution: Resolution | None = None
    resolution_seq: int | None = None
    void_reason: str | None = None
    notes: tuple[str, ...] = ()

    def latest(self, by: str) -> Stated | None:
        """Return the last forecast by someone, or None."""
        return next((stated for stated in reversed(self.forecasts) if stated.forecast.by == by), None)

    def latest_with_probability(self) -> Stated | None:
        """Return the last forecast that gave a probability rather than a band, or None."""
        return next((one for one in reversed(self.forecasts) if one.forecast.probability is not None), None)

    def to_json(self) -> dict[str, object]:
        """Return the question of the public contract, with our last forecast and its outcome."""
        ours = self.latest_with_probability()
        return {
            **self.question.to_json(ours.forecast if ours else None),
            "entered_at": self.entered_at,
            "resolution": self.resolution.to_json() if self.resolution else None,
            "void_reason": self.void_reason,
        }


@dataclass(frozen=True, slots=True)
class TrackRecord:
    """Every question that was ever entered, in the order of entry; live and retrospective never pooled."""

    standings: tuple[Standing, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def live(self) -> tuple[Standing, ...]:
        """The questions that were entered before their close."""
        return tuple(standing for standing in self.standings if not standing.question.retrospective)

    @property
    def retrospective(self) -> tuple[Standing, ...]:
        """The questions that were entered after their close."""
        return tuple(standing for standing in self.standings if standing.question.retrospective)

    @property
    def resolved(self) -> tuple[Standing, ...]:
        """The questions that have an outcome, live and retrospective."""
        return tuple(standing for standing in self.standings if standing.resolution)

    def with_status(self, status: Status) -> tuple[Standing, ...]:
        """Return the questions of one status."""
        return tuple(standing for standing in self.standings if standing.question.status == status)

    def due(self, day: date) -> tuple[Standing, ...]:
        """Return the open questions whose last closing day has come by the end of a day."""
        return tuple(standing for standing in self.with_status("open") if standing.question.closed_by(day))

    def find(self, question_id: str) -> Standing | None:
        """Return the question with this id, or None."""
        return next((standing for standing in self.standings if standing.question.id == question_id), None)

    def get(self, question_id: str) -> Standing:
        """Return the question with this id.

        Raises:
            LedgerError: the ledger has no such question.
        """
        standing = self.find(question_id)
        if standing is None:
            raise LedgerError(f"the ledger has no question {question_id!r}; `sitroom ledger list` shows them")
        return standing

    def counts(self) -> dict[str, dict[str, int]]:
        """Return how many questions have each status, and who resolved them, live and retrospective apart."""
        return {"live": _counts(self.live), "retrospective": _counts(self.retrospective)}


def replay(entries: Iterable[Entry]) -> TrackRecord:
    """Return the track record that the entries give; no clock, no chance, no other source."""
    by_question: dict[str, list[Entry]] = {}
    notes: list[str] = []
    for entry in entries:
        question_id = entry.question_id
        if question_id is not None:
            by_question.setdefault(question_id, []).append(entry)
        elif entry.kind == "note":
            notes.append(text_of(entry.payload, "text"))
    standings = [standing_of(about) for about in by_question.values() if about[0].kind == "question"]
    return TrackRecord(tuple(standings), tuple(notes))


def standing_of(entries: Sequence[Entry]) -> Standing:
    """Return how one question stands after all entries about it, in order; the first is the question itself."""
    first, kept = entries[0], _without_voided(entries)
    resolution_entry = _last(kept, "resolution")
    void = next((entry for entry in kept if entry.kind == "void" and entry.payload.get("seq") is None), None)
    question = _as_it_stands(first, _last(kept, "fix_closing"), resolved=resolution_entry is not None, void=void)
    resolution = Resolution.from_json(resolution_entry.payload) if resolution_entry else None
    return Standing(
        question=question,
        seq=first.seq,
        entered_at=first.entered_at,
        forecasts=tuple(_stated(entry, question, resolution) for entry in kept if _states_forecast(entry)),
        resolution=resolution,
        resolution_seq=resolution_entry.seq if resolution_entry else None,
        void_reason=text_of(void.payload, "reason") if void else None,
        notes=tuple(text_of(entry.payload, "text") for entry in kept if entry.kind == "note"),
    )


def entered_after(instant: str, closes_on: DayRange) -> bool:
    """Return whether an instant lies after the last closing day, in UTC."""
    return closes_on.end is not None and datetime.fromisoformat(instant).date() > closes_on.end


def knowable(cutoff: date, question: Question, known_on: date | None) -> bool:
    """Return whether the outcome could be known at the end of the cutoff day.

    It could once the last closing day had come, or from the day on which it is said to have been known.
    """
    return question.closed_by(cutoff) or (known_on is not None and known_on <= cutoff)


def _without_voided(entries: Sequence[Entry]) -> list[Entry]:
    voided: set[object] = set()
    for entry in reversed(entries):
        if entry.kind == "void" and entry.seq not in voided:
            voided.add(entry.payload.get("seq"))
    return [entry for entry in entries if entry.seq not in voided]


def _as_it_stands(first: Entry, fixed: Entry | None, *, resolved: bool, void: Entry | None) -> Question:
    question = Question.from_json(first.payload)
    retrospective = question.retrospective
    if fixed is not None:
        closes_on = day_range(day_of(fixed.payload, "closes_on"))
        late = entered_after(fixed.entered_at, closes_on) or entered_after(first.entered_at, closes_on)
        retrospective = retrospective or late
        opened: Status = "open" if question.status == "draft" else question.status
        question = replace(question, closes_on=closes_on, status=opened)
    status: Status = "not_applicable" if void else "closed" if resolved else question.status
    return replace(question, status=status, retrospective=retrospective)


def _states_forecast(entry: Entry) -> bool:
    return entry.kind in {"forecast", "update"} or (entry.kind == "question" and entry.payload.get("band") is not None)


def _stated(entry: Entry, question: Question, resolution: Resolution | None) -> Stated:
    cells = {"cutoff": entry.knowledge_cutoff, "stated_on": entry.stated_on}
    cutoff = find_day(cells, "cutoff")
    known_on = resolution.known_on if resolution else None
    forecast = Forecast(question_id=question.id, by=question.by, band=question.band, as_of=cutoff)
    return Stated(
        forecast=forecast if entry.kind == "question" else Forecast.from_json(entry.payload),
        seq=entry.seq,
        entered_at=entry.entered_at,
        stated_on=find_day(cells, "stated_on"),
        cutoff=cutoff,
        retrospective=question.retrospective or entered_after(entry.entered_at, question.closes_on),
        knew_outcome=cutoff is not None and knowable(cutoff, question, known_on),
    )


def _last(entries: Sequence[Entry], kind: str) -> Entry | None:
    return next((entry for entry in reversed(entries) if entry.kind == kind), None)


def _counts(standings: Sequence[Standing]) -> dict[str, int]:
    counted = Counter[str](standing.question.status for standing in standings)
    counted.update(f"resolved_by_{one.resolution.resolver}" for one in standings if one.resolution)
    return {"questions": len(standings), **dict(sorted(counted.items()))}
