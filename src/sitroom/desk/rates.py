"""Rates: what event history says of a question, as it was known on the last day of writing, and never later."""

from dataclasses import replace
from datetime import date

from sitroom.core import DayRange, SitroomError, english_day
from sitroom.desk.questions import Rated, words_of
from sitroom.forecast import Climatology, PatternQuestion
from sitroom.history import BaseRate, EventStore, body_slugs, harder_pattern
from sitroom.ledger import Question
from sitroom.record import gazetteer


def members_of(name: str, day: date) -> frozenset[str]:
    """Return the codes by which event rows know an actor on a day: alpha-3, and a body's own short code."""
    if len(name) == 3 and name.isupper():
        return frozenset((name,))
    codes = body_slugs()
    own = {codes[name]} if name in codes else set()
    inner = {codes[m] for m, days in gazetteer().memberships.get(name, ()) if m in codes and days.contains(day)}
    return gazetteer().members_on(name, day) | own | inner


def rate(question: Question, store: EventStore) -> Rated:
    """Return a question with its base rate and our probability, from the first source that covers it.

    A question without a rule, without a day of writing or without history is not covered, and the note says why.
    """
    if question.rule is None or not question.scorable:
        return Rated(
            question,
            note="not covered: no rule that event data can answer",
            ours_note="not covered: no rule that event data can answer",
        )
    as_of, horizon = question.opens_on.start, _horizon(question)
    if as_of is None or horizon is None:
        return Rated(
            question,
            note="not covered: the day of writing is not known",
            ours_note="not covered: the day of writing is not known",
        )
    cutoff = _day_before(as_of)
    sources = store.sources(as_of=cutoff)
    if not sources:
        why = f"not covered: the desk has no event data known by {english_day(cutoff)}"
        return Rated(question, note=f"{why}; `sitroom history import` adds some", ours_note=why)
    found = [_from_source(question, store, one.source, horizon, cutoff) for one in sources]
    covered = [rated for rated in found if rated.base_rate is not None]
    return covered[0] if covered else found[0]


def _day_before(day: date) -> date:
    return date.fromordinal(day.toordinal() - 1)


def _horizon(question: Question) -> int | None:
    days = (
        DayRange(question.opens_on.start, question.closes_on.start or question.closes_on.end)
        if question.opens_on.start
        else DayRange()
    )
    return days.days


def _from_source(question: Question, store: EventStore, source: str, horizon: int, cutoff: date) -> Rated:
    assert question.rule is not None
    try:
        asked = PatternQuestion(question.rule, horizon, cutoff, source)
        prediction = Climatology(store.until(cutoff), members=members_of).predict(asked)
    except SitroomError as error:
        return Rated(question, note=f"not covered: {error}", ours_note=f"not covered: {error}")
    base = prediction.base_rate
    if base is None or base.rate is None or prediction.probability is None:
        why = f"not covered: {prediction.reasons[0].text}"
        return Rated(question, note=why, ours_note=why)
    rated = Rated(
        question,
        base_rate=base.rate,
        interval=base.interval,
        note=_note(base),
        ours=round(prediction.probability, 4),
        ours_note=f"{prediction.method}, from {base.windows} past windows of {horizon} days in {source} up to {cutoff}",
        information="low" if base.information == "low" else "high",
        model=prediction.method,
        as_of=cutoff,
        rows=prediction.rows,
    )
    return (
        replace(rated, harder=_harder(question, store, source, horizon, cutoff))
        if rated.information == "low"
        else rated
    )


def _note(base: BaseRate) -> str:
    return (
        f"{base.hits} of {base.windows} windows of {base.horizon_days} days in {base.source}, "
        f"{base.first_day} to {base.last_day}"
    )


def _harder(question: Question, store: EventStore, source: str, horizon: int, cutoff: date) -> str | None:
    assert question.rule is not None
    found = harder_pattern(store, question.rule, horizon_days=horizon, as_of=cutoff, source=source, members=members_of)
    if found is None or found[1].rate is None:
        return None
    pattern, base = found
    return f"{words_of(pattern)}: base rate {base.rate:.0%} ({_note(base)})"
