"""Rates: what event history says of a question, as it was known on the last day of writing, and never later."""

from dataclasses import replace
from datetime import date

from sitroom.core import DayRange, EventPattern, SitroomError, english_day
from sitroom.desk.fetching import fetch_command
from sitroom.desk.models import DeskModels
from sitroom.desk.questions import Rated, words_of
from sitroom.forecast import Climatology, FittedHazard, PatternQuestion, Reason
from sitroom.history import BaseRate, EventStore, base_rate, body_slugs, harder_pattern
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
        return _with_later(
            _with_remedy(Rated(question, note=why, ours_note=why), store, cutoff, horizon), store, horizon
        )
    found = [_from_source(question, store, one.source, horizon, cutoff) for one in sources]
    covered = [rated for rated in found if rated.base_rate is not None]
    return covered[0] if covered else _with_later(_with_remedy(found[0], store, cutoff, horizon), store, horizon)


def _with_remedy(rated: Rated, store: EventStore, cutoff: date, horizon: int) -> Rated:
    """Name the command that loads what is missing, once: beside our own probability, the base rate says why."""
    command = fetch_command(store, cutoff, horizon=horizon)
    if command is None:
        return rated
    return replace(rated, ours_note=f"not covered for want of event data; `{command}` loads them")


def _with_later(rated: Rated, store: EventStore, horizon: int) -> Rated:
    """Say how often the like held in data of a later time, where none was known: a yardstick, never a forecast."""
    rule = rated.question.rule
    assert rule is not None
    for one in store.sources():
        asked = {"horizon_days": horizon, "as_of": date.max, "source": one.source}
        base = base_rate(store, rule, members=members_of, **asked)  # type: ignore[arg-type]
        if base.rate is None or base.interval is None:
            continue
        low, high = base.interval
        said = f"later, and not known then: {base.rate:.0%} ({low:.0%}–{high:.0%}), {_note(base)}"
        late = replace(rated, note=f"{rated.note}; {said}")
        if base.information != "low":
            return late
        found = harder_pattern(store, rule, members=members_of, **asked)  # type: ignore[arg-type]
        return replace(late, information="low", harder=_harder_words(found))
    return rated


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
        source=source,
    )
    rated = _with_model(rated, asked, store)
    return (
        replace(rated, harder=_harder(question, store, source, horizon, cutoff))
        if rated.information == "low"
        else rated
    )


def _with_model(rated: Rated, asked: PatternQuestion, store: EventStore) -> Rated:
    """Return what a fitted model says in place of the base rate, where the desk has one of that day or before."""
    try:
        model = DeskModels.beside(store).latest(asked.source, asked.cutoff)
        forecaster = FittedHazard(store, members=members_of, model=model, reasons=False) if model else None
        if model is None or forecaster is None or not forecaster.answers(asked):
            return rated
        prediction = forecaster.predict(asked)
    except SitroomError as error:
        return replace(rated, ours_note=f"{rated.ours_note}; the fitted model cannot be used: {error}")
    if prediction.probability is None:
        return rated
    fitted = f"{prediction.method}, fitted as of {model.card.until}, from {asked.source} as known on {asked.cutoff}"
    note = f"{fitted}; {rated.model} says {rated.ours:.0%}"
    return replace(
        rated, ours=round(prediction.probability, 4), ours_note=note, model=prediction.method, rows=prediction.rows
    )


def moved_by(rated: Rated, store: EventStore, *, after: date) -> tuple[Reason, ...]:
    """Return the facts that became known after a day on which a fitted model's probability rests, strongest first.

    Nothing where no model gave it: the base rate rests on all past windows alike.
    """
    question, horizon = rated.question, _horizon(rated.question)
    if rated.as_of is None or rated.source is None or question.rule is None or horizon is None:
        return ()
    model = DeskModels.beside(store).latest(rated.source, rated.as_of)
    if model is None or rated.model != FittedHazard.name:
        return ()
    asked = PatternQuestion(question.rule, horizon, rated.as_of, rated.source)
    prediction = FittedHazard(store, members=members_of, model=model).predict(asked)
    rows = {row for one in prediction.reasons if one.effect for row in one.rows}
    events = store.get_events(rows, source=rated.source) if rows else ()
    new = {one.event_id for one in events if one.first_known_on and one.first_known_on > after}
    return tuple(one for one in prediction.reasons if one.effect and new.intersection(one.rows))


def _note(base: BaseRate) -> str:
    return (
        f"{base.hits} of {base.windows} windows of {base.horizon_days} days in {base.source}, "
        f"{base.first_day} to {base.last_day}"
    )


def _harder(question: Question, store: EventStore, source: str, horizon: int, cutoff: date) -> str | None:
    assert question.rule is not None
    found = harder_pattern(store, question.rule, horizon_days=horizon, as_of=cutoff, source=source, members=members_of)
    return _harder_words(found)


def _harder_words(found: tuple[EventPattern, BaseRate] | None) -> str | None:
    if found is None or found[1].rate is None:
        return None
    pattern, base = found
    return f"{words_of(pattern)}: base rate {base.rate:.0%} ({_note(base)})"
