"""What the ledger refuses, what it marks retrospective, and what it already knows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from sitroom.core import LedgerError, day_range
from sitroom.ledger.entry import Entry, EntryKind, question_of, utc_instant
from sitroom.ledger.fields import Json, day_of, text_of
from sitroom.ledger.forecast import Forecast
from sitroom.ledger.question import Question
from sitroom.ledger.rating import Rating
from sitroom.ledger.resolution import Resolution
from sitroom.ledger.track_record import entered_after, knowable, standing_of


@dataclass(frozen=True, slots=True)
class Proposal:
    """Something to be entered: what, when, and on what knowledge.

    Args:
        kind: the kind of entry.
        payload: a JSON object.
        entered_at: our instant, with a zone.
        stated_on: the day on which the author or analyst said it; None means the day of entry.
        knowledge_cutoff: last day of knowledge that it rests on, inclusive; None means ``stated_on``.
        outcome_known_on: the day from which the desk can tell the outcome, if it already can.
    """

    kind: EntryKind
    payload: Json
    entered_at: datetime
    stated_on: date | None = None
    knowledge_cutoff: date | None = None
    outcome_known_on: date | None = None

    @property
    def entered_on(self) -> date:
        """The UTC day of entry."""
        return self.entered_at.astimezone(UTC).date()

    @property
    def cutoff(self) -> date:
        """The last day of knowledge; what is not said rests on everything known when it was said."""
        return self.knowledge_cutoff or self.stated_on or self.entered_on

    @property
    def question_id(self) -> str | None:
        """The question that it is about."""
        return question_of(self.kind, self.payload)


@dataclass(frozen=True, slots=True)
class Admission:
    """A proposal that may be entered, or the entry by which the ledger already knows it."""

    proposal: Proposal
    known: Entry | None = None


def named_question(proposal: Proposal) -> str | None:
    """Return the id of the question that a proposal is about; a question's own follows from its record and rule."""
    return Question.from_json(proposal.payload).id if proposal.kind == "question" else proposal.question_id


def admit(proposal: Proposal, history: Sequence[Entry]) -> Admission:
    """Return what is to be entered, checked and marked, or the entry that already says the same.

    Args:
        proposal: what someone wants to enter.
        history: all entries about the same question, in order; for a note or rating about none, all of these.

    Raises:
        LedgerError: it is refused; the message says why and what to do.
    """
    utc_instant(proposal.entered_at)
    if proposal.kind == "question":
        return _admit_question(_named(proposal), history)
    if proposal.kind in {"note", "rating"} and proposal.payload.get("question_id") is None:
        return _ADMIT[proposal.kind](proposal, history)
    _refuse_tomorrow(proposal)
    if not history:
        raise LedgerError(f"the ledger has no question {proposal.question_id!r}; enter the question first")
    return _ADMIT[proposal.kind](proposal, history)


def _named(proposal: Proposal) -> Proposal:
    """Return the proposal of a question with its payload complete, its id filled in."""
    return replace(proposal, payload=Question.from_json(proposal.payload).to_json())


def _admit_question(proposal: Proposal, history: Sequence[Entry]) -> Admission:
    if history:
        return Admission(proposal, known=history[0])
    _refuse_tomorrow(proposal)
    question = Question.from_json(proposal.payload)
    if question.band is not None or proposal.knowledge_cutoff is not None:
        _refuse_lookahead(proposal, question, None)
    late = entered_after(utc_instant(proposal.entered_at), question.closes_on)
    marked = replace(question, retrospective=question.retrospective or late)
    return Admission(replace(_with_cutoff(proposal), payload=marked.to_json()))


def _admit_forecast(proposal: Proposal, history: Sequence[Entry]) -> Admission:
    forecast, standing = Forecast.from_json(proposal.payload), standing_of(history)
    proposal = _as_of_cutoff(proposal, forecast)
    if forecast.probability is None and forecast.band is None:
        raise LedgerError(f"a forecast needs a probability or a band; {forecast.by} gave neither")
    latest = standing.latest(forecast.by)
    known = _entry_at(history, latest.seq) if latest else None
    if known is not None and latest is not None and _says_the_same(latest.forecast, forecast):
        return Admission(proposal, known=known)
    if not standing.question.scorable:
        raise LedgerError(f"question {standing.question.id} cannot be scored: {standing.question.why_not}")
    if standing.question.status == "not_applicable":
        raise LedgerError(f"question {standing.question.id} is void: {standing.void_reason}")
    _refuse_lookahead(proposal, standing.question, standing.resolution)
    late = entered_after(utc_instant(proposal.entered_at), standing.question.closes_on)
    payload = forecast.to_json() | {"retrospective": late or standing.question.retrospective}
    return Admission(replace(_with_cutoff(proposal), payload=payload))


def _admit_resolution(proposal: Proposal, history: Sequence[Entry]) -> Admission:
    resolution, standing = Resolution.from_json(proposal.payload), standing_of(history)
    question = standing.question
    if standing.resolution is not None:
        if standing.resolution.outcome == resolution.outcome:
            return Admission(proposal, known=_entry_at(history, standing.resolution_seq))
        raise LedgerError(f"question {question.id} has an outcome; void entry {standing.resolution_seq} first, say why")
    if question.status in {"not_scorable", "not_applicable", "draft"}:
        raise LedgerError(f"question {question.id} is {question.status.replace('_', ' ')} and takes no outcome")
    if resolution.resolver == "machine" and question.rule is None:
        raise LedgerError(f"question {question.id} has no rule for a machine; let a person resolve it")
    _refuse_early(resolution, question)
    if resolution.known_on > proposal.entered_on + timedelta(days=1):
        raise LedgerError(f"the outcome is said to be known on {resolution.known_on}, which is still to come")
    return Admission(replace(proposal, payload=resolution.to_json()))


def _admit_void(proposal: Proposal, history: Sequence[Entry]) -> Admission:
    text_of(proposal.payload, "reason")
    text_of(proposal.payload, "by")
    seq = proposal.payload.get("seq")
    if seq is None:
        done = standing_of(history).void_reason is not None
        return Admission(proposal, known=_same(proposal, history) if done else None)
    if not any(entry.seq == seq and entry.kind != "question" for entry in history):
        raise LedgerError(f"entry {seq!r} is no forecast, outcome, closing day, note or void of {proposal.question_id}")
    return Admission(proposal, known=_same(proposal, history))


def _admit_fix_closing(proposal: Proposal, history: Sequence[Entry]) -> Admission:
    day, standing = day_of(proposal.payload, "closes_on"), standing_of(history)
    text_of(proposal.payload, "by")
    closes_on = standing.question.closes_on
    if closes_on == day_range(day):
        return Admission(proposal, known=_same(proposal, history) or history[0])
    if standing.resolution is not None:
        raise LedgerError(f"question {standing.question.id} has an outcome; its closing day stays as it is")
    if not closes_on.contains(day):
        raise LedgerError(f"{day} is not a day on which {standing.question.id} can close: {closes_on.edtf()}")
    return Admission(proposal)


def _admit_note(proposal: Proposal, history: Sequence[Entry]) -> Admission:
    text_of(proposal.payload, "text")
    return Admission(proposal, known=_same(proposal, history))


def _admit_rating(proposal: Proposal, history: Sequence[Entry]) -> Admission:
    rating = Rating.from_json(proposal.payload)
    last = next((one for one in reversed(history) if one.kind == "rating" and rating.is_about(one.payload)), None)
    known = last if last is not None and Rating.from_json(last.payload) == rating else None
    return Admission(replace(proposal, payload=rating.to_json()), known=known)


_ADMIT: dict[EntryKind, Callable[[Proposal, Sequence[Entry]], Admission]] = {
    "forecast": _admit_forecast,
    "update": _admit_forecast,
    "resolution": _admit_resolution,
    "void": _admit_void,
    "fix_closing": _admit_fix_closing,
    "note": _admit_note,
    "rating": _admit_rating,
}


def _refuse_tomorrow(proposal: Proposal) -> None:
    """Refuse knowledge from days that have not begun anywhere on earth."""
    last = proposal.entered_on + timedelta(days=1)
    for name, day in (("stated_on", proposal.stated_on), ("knowledge_cutoff", proposal.knowledge_cutoff)):
        if day is not None and day > last:
            raise LedgerError(f"{name} is {day}, which is still to come; it is entered on {proposal.entered_on}")


def _refuse_lookahead(proposal: Proposal, question: Question, resolution: Resolution | None) -> None:
    known = [day for day in (proposal.outcome_known_on, resolution.known_on if resolution else None) if day]
    if knowable(proposal.cutoff, question, min(known, default=None)):
        since = min([*known, *([question.closes_on.end] if question.closes_on.end else [])])
        raise LedgerError(
            f"refused: the outcome of {question.text!r} was knowable from {since}, and the forecast rests on what was "
            f"known up to {proposal.cutoff}; enter one with an earlier knowledge cutoff, or leave it out"
        )


def _refuse_early(resolution: Resolution, question: Question) -> None:
    opened, closed = question.opens_on.start, question.closes_on.start
    if opened is not None and resolution.known_on < opened:
        raise LedgerError(f"the outcome is said to be known on {resolution.known_on}, before the question opens")
    waits = resolution.resolver == "machine" and not resolution.outcome
    if waits and closed is not None and resolution.known_on < closed:
        raise LedgerError(f"that nothing happened is not known on {resolution.known_on}, before the close on {closed}")


def _as_of_cutoff(proposal: Proposal, forecast: Forecast) -> Proposal:
    """Return the proposal with the cutoff that the forecast itself names."""
    if forecast.as_of is None:
        return proposal
    if proposal.knowledge_cutoff is not None and proposal.knowledge_cutoff < forecast.as_of:
        raise LedgerError(f"the forecast is as of {forecast.as_of}, after its cutoff {proposal.knowledge_cutoff}")
    return replace(proposal, knowledge_cutoff=proposal.knowledge_cutoff or forecast.as_of)


def _with_cutoff(proposal: Proposal) -> Proposal:
    return replace(proposal, knowledge_cutoff=proposal.cutoff)


def _says_the_same(one: Forecast, other: Forecast) -> bool:
    """Return whether two forecasts differ in nothing that is scored; an author's band has no cutoff of its own."""
    numbers = (one.probability, one.band, one.model) == (other.probability, other.band, other.model)
    return numbers and (one.probability is None or one.as_of == other.as_of)


def _same(proposal: Proposal, history: Sequence[Entry]) -> Entry | None:
    alike = (entry for entry in history if entry.kind == proposal.kind and entry.payload == dict(proposal.payload))
    return next(alike, None)


def _entry_at(history: Sequence[Entry], seq: int | None) -> Entry | None:
    return next((entry for entry in history if entry.seq == seq), None)
