"""Small questions, forecasts and outcomes for the tests of the ledger, and the strategies that vary them."""

from datetime import UTC, date, datetime, timedelta
from typing import Any, get_args

from hypothesis import strategies as st

from sitroom.core import DayRange, EventPattern, day_range
from sitroom.ledger import Entry, EntryKind, Forecast, LedgerInMemory, Proposal, Question, Resolution

MORNING = datetime(2013, 2, 22, 9, tzinfo=UTC)
OPENS = date(2013, 2, 21)
CLOSES = DayRange(date(2013, 3, 14), date(2013, 4, 4))
RULE = EventPattern(actors=("blr",), recipients=("eu", "usa"), quads=(1, 2), window_days=21)


def question(record_id: str | None = "rec-1", **changes: Any) -> Question:
    fields: dict[str, Any] = {
        "text": "Does Belarus make a cooperative move toward the EU, its members or the US?",
        "rule": RULE,
        "rule_words": "one row of quad 1 or 2 within three weeks",
        "resolver": "machine",
        "opens_on": day_range(OPENS),
        "closes_on": CLOSES,
        "band": (0.8, 0.95),
        "words": "very likely",
        "record_id": record_id,
    }
    return Question(**(fields | changes))


def ask(
    asked: Question, *, at: datetime = MORNING, stated_on: date | None = OPENS, cutoff: date | None = None
) -> Proposal:
    return Proposal("question", asked.to_json(), at, stated_on=stated_on, knowledge_cutoff=cutoff)


def forecast(
    asked: Question,
    probability: float,
    *,
    by: str = "sitroom",
    at: datetime = MORNING,
    cutoff: date | None = OPENS,
    kind: EntryKind = "forecast",
) -> Proposal:
    said = Forecast(question_id=asked.id, by=by, probability=probability, as_of=cutoff)
    return Proposal(kind, said.to_json(), at)


LATE = datetime(2013, 4, 6, tzinfo=UTC)


def outcome(
    asked: Question, *, came_true: bool, known_on: date = date(2013, 4, 5), at: datetime = LATE, **changes: Any
) -> Proposal:
    fields: dict[str, Any] = {
        "question_id": asked.id,
        "outcome": came_true,
        "known_on": known_on,
        "resolver": "machine",
        "by": "rule.v1",
    }
    return Proposal("resolution", Resolution(**(fields | changes)).to_json(), at)


def fix(asked: Question, day: date, *, at: datetime = MORNING) -> Proposal:
    return Proposal("fix_closing", {"question_id": asked.id, "closes_on": day.isoformat(), "by": "Ana"}, at)


def void(asked: Question, *, seq: int | None = None, reason: str = "asked twice", at: datetime = MORNING) -> Proposal:
    return Proposal("void", {"question_id": asked.id, "seq": seq, "reason": reason, "by": "Ana"}, at)


def a_ledger(length: int = 6) -> list[Entry]:
    """Return a chain of questions, each with a forecast."""
    ledger = LedgerInMemory()
    number = 0
    while len(ledger.entries()) < length:
        asked = question(f"rec-{number}")
        ledger.enter(ask(asked))
        if len(ledger.entries()) < length:
            ledger.enter(forecast(asked, 0.25 + number / 100))
        number += 1
    return ledger.entries()


@st.composite
def proposals(draw: st.DrawFn) -> Proposal:
    """Draw anything that someone may propose about one of three questions, sensible or not."""
    asked = draw(st.sampled_from(ASKED_ALL))
    at = MORNING + timedelta(days=draw(st.integers(0, 80)))
    day = OPENS + timedelta(days=draw(st.integers(-2, 60)))
    kind: EntryKind = draw(st.sampled_from(get_args(EntryKind)))
    if kind == "question":
        return ask(asked, at=at)
    if kind in {"forecast", "update"}:
        by = draw(st.sampled_from(["sitroom", "Ana"]))
        return forecast(asked, draw(st.floats(0, 1)), by=by, at=at, cutoff=day, kind=kind)
    if kind == "resolution":
        return outcome(asked, came_true=draw(st.booleans()), known_on=day, at=at)
    if kind == "void":
        return void(asked, seq=draw(st.none() | st.integers(1, 8)), at=at)
    if kind == "fix_closing":
        return fix(asked, day, at=at)
    about = draw(st.none() | st.just(asked.id))
    return Proposal("note", {"question_id": about, "text": draw(st.text(min_size=1)), "by": "Ana"}, at)


ASKED_ALL = [question(f"rec-{number}") for number in range(3)]
