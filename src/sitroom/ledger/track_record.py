"""The track record: what became of every question, told from the entries alone and the same each time."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sitroom.core import DayRange, LedgerError, day_range, iso
from sitroom.ledger.entry import Entry
from sitroom.ledger.fields import day_of, find_day, text_of
from sitroom.ledger.forecast import Forecast
from sitroom.ledger.question import Question, Status
from sitroom.ledger.resolution import Resolution

OURS = "sitroom"


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
        in_force_from: the day (UTC) from which it is scored; see ``in_force_from``.
    """

    forecast: Forecast
    seq: int
    entered_at: str
    stated_on: date | None
    cutoff: date | None
    retrospective: bool
    knew_outcome: bool
    in_force_from: date = date.min

    def to_json(self) -> dict[str, object]:
        """Return who said what and when, and why."""
        said = self.forecast
        return {
            "by": said.by,
            "probability": said.probability,
            "band": list(said.band) if said.band else None,
            "stated_on": iso(self.stated_on),
            "entered_at": self.entered_at,
            "in_force_from": iso(self.in_force_from),
            "cutoff": iso(self.cutoff),
            "reasons": [dict(reason) for reason in said.reasons],
            "model": said.model,
            "base_rate": said.base_rate,
            "retrospective": self.retrospective,
            "knew_outcome": self.knew_outcome,
            "seq": self.seq,
        }


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
    credibility: int | None = None

    def latest(self, by: str) -> Stated | None:
        """Return the last forecast by someone, or None."""
        return next((stated for stated in reversed(self.forecasts) if stated.forecast.by == by), None)

    @property
    def forecasters(self) -> tuple[str, ...]:
        """Who gave a forecast: the author or source first, then in the order in which they spoke."""
        return tuple(dict.fromkeys(stated.forecast.by for stated in self.forecasts))

    @property
    def base_rate(self) -> float | None:
        """The base rate that the first forecast with one named, in [0, 1]; ours goes before anybody else's."""
        named = [one.forecast for one in self.forecasts if one.forecast.base_rate is not None]
        return next((one.base_rate for one in sorted(named, key=lambda one: one.by != OURS)), None)

    def to_json(self) -> dict[str, object]:
        """Return the question of the public contract, with our last forecast and its outcome."""
        ours = self.latest(OURS)
        return {
            **self.question.to_json(ours.forecast if ours else None),
            **({"base_rate": self.base_rate} if ours is None else {}),
            "forecasts": [stated.to_json() for stated in self.forecasts],
            "entered_at": self.entered_at,
            "resolution": self.resolution.to_json() if self.resolution else None,
            "void_reason": self.void_reason,
            "credibility": self.credibility,
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
        credibility=_credibility(kept),
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
    band = Forecast(question_id=question.id, by=question.by, band=question.band, as_of=cutoff)
    forecast = band if entry.kind == "question" else Forecast.from_json(entry.payload)
    retrospective = question.retrospective or entered_after(entry.entered_at, question.closes_on)
    return Stated(
        forecast=forecast,
        seq=entry.seq,
        entered_at=entry.entered_at,
        stated_on=find_day(cells, "stated_on"),
        cutoff=cutoff,
        retrospective=retrospective,
        knew_outcome=cutoff is not None and knowable(cutoff, question, known_on),
        in_force_from=_in_force_from(entry, forecast, retrospective=retrospective),
    )


def _in_force_from(entry: Entry, forecast: Forecast, *, retrospective: bool) -> date:
    """Return the day from which a forecast is scored.

    A band in a document counts from the day of writing, a model's from the day after its cutoff: neither can be moved
    by whoever enters it. What a person says counts from the day of entry, whatever day is stated; only where all of a
    question lies in the past is the stated day all there is.
    """
    entered = datetime.fromisoformat(entry.entered_at).date()
    stated, cutoff = (find_day({"day": got}, "day") for got in (entry.stated_on, entry.knowledge_cutoff))
    if entry.kind == "question":
        return stated or entered
    if forecast.model is not None and cutoff is not None:
        return cutoff + timedelta(days=1)
    return (stated or cutoff or entered) if retrospective else entered


def _credibility(entries: Sequence[Entry]) -> int | None:
    rated = _last(entries, "rating")
    got = rated.payload.get("credibility") if rated else None
    return got if isinstance(got, int) else None


def _last(entries: Sequence[Entry], kind: str) -> Entry | None:
    return next((entry for entry in reversed(entries) if entry.kind == kind), None)


def _counts(standings: Sequence[Standing]) -> dict[str, int]:
    counted = Counter[str](standing.question.status for standing in standings)
    counted.update(f"resolved_by_{one.resolution.resolver}" for one in standings if one.resolution)
    return {"questions": len(standings), **dict(sorted(counted.items()))}
