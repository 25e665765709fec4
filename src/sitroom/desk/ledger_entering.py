"""Entering: questions by hand with their base rate, updates with reasons, harder questions in place of easy ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from sitroom.core import EventPattern, LedgerError, UsageError, day_range, english_day
from sitroom.desk.questions import Rated, words_of
from sitroom.desk.rates import members_of, rate
from sitroom.desk.store import Store
from sitroom.history import LOW_ABOVE, LOW_BELOW, EventStore, harder_pattern
from sitroom.ledger import OURS, Entered, Forecast, Proposal, Question, Standing

USER = "user"
BY_PERSON = "a person resolves it with a source and a quote"


@dataclass(frozen=True, slots=True)
class Added:
    """A question that was put on the ledger, with what history says of it.

    Args:
        standing: how it stands now.
        rated: base rate, our probability and a harder question, or why there is none.
        new_entries: how many entries were made; none where the ledger knew all of it.
    """

    standing: Standing
    rated: Rated
    new_entries: int

    def to_json(self) -> dict[str, object]:
        """Return the question with its base rate and what was offered in its place."""
        rated = self.rated
        return {
            **self.standing.to_json(),
            "new_entries": self.new_entries,
            "base_rate_note": rated.note,
            "base_rate_interval": list(rated.interval) if rated.interval else None,
            "harder": rated.harder,
        }


def own_forecast(rated: Rated, *, now: datetime) -> Proposal | None:
    """Return our own probability as an entry, as of the day before the opening; None where history covers none."""
    if rated.ours is None or rated.as_of is None:
        return None
    forecast = Forecast(
        question_id=rated.question.id, by=OURS, probability=rated.ours, as_of=rated.as_of, base_rate=rated.base_rate,
        information=rated.information, model=rated.model,
        reasons=({"text": rated.ours_note, "effect": None, "rows": list(rated.rows)},),
    )  # fmt: skip
    return Proposal("forecast", forecast.to_json(), now, stated_on=rated.as_of, knowledge_cutoff=rated.as_of)


def add_question(
    store: Store,
    history: EventStore,
    question: Question,
    *,
    now: datetime,
    forecast: Forecast | None = None,
    stated_on: date | None = None,
) -> Added:
    """Enter a question with what someone gives it and, where history covers it, our own probability.

    Args:
        store: the desk's.
        history: the event data.
        question: with its rule, or for a person to resolve.
        now: the instant, UTC.
        forecast: what whoever enters it gives it; its question id is filled in.
        stated_on: the day on which they said so; today's where not given.
    """
    rated = rate(question, history)
    new = 0
    with store.together():
        new += store.ledger.enter(Proposal("question", question.to_json(), now)).new
        if question.topic:
            store.topics.get(question.topic)
            store.topics.add_question(question.topic, question.id, now=now)
        if forecast is not None:
            said = replace(forecast, question_id=question.id)
            new += _unless_known(store, question.id, said, now=now, stated_on=stated_on)
        ours = own_forecast(rated, now=now)
        if ours is not None:
            try:
                new += store.ledger.enter(ours).new
            except LedgerError as error:
                rated = replace(rated, ours=None, ours_note=f"not entered: {error}")
    return Added(store.ledger.track_record().get(question.id), rated, new)


def update(
    store: Store,
    question_id: str,
    probability: float,
    *,
    by: str,
    reason: str | None,
    now: datetime,
    stated_on: date | None = None,
) -> Entered:
    """Enter a new probability for a question, in force from today.

    Raises:
        LedgerError: there is no such question, it is over, or the probability is none.
    """
    store.ledger.track_record().get(question_id)
    if by == OURS:
        raise UsageError(f"{OURS} speaks for itself; give your own name, or leave --by out for {USER!r}")
    reasons: tuple[Mapping[str, object], ...] = ({"text": reason, "effect": None, "rows": []},) if reason else ()
    said = Forecast(question_id=question_id, by=by, probability=probability, reasons=reasons)
    return store.ledger.enter(Proposal("update", said.to_json(), now, stated_on=stated_on))


def harder_question(standing: Standing, history: EventStore) -> Question | None:
    """Return the harder question that stands in place of one that says little, or None where there is none near.

    It has the same days; its rule is narrower where the old one is nearly always true, wider where it hardly ever is.
    """
    question = standing.question
    found = rate(question, history)
    if question.rule is None or found.information != "low" or found.as_of is None or found.source is None:
        return None
    asked = {"horizon_days": question.horizon_days or 1, "as_of": found.as_of, "source": found.source}
    harder = harder_pattern(history, question.rule, members=members_of, **asked)  # type: ignore[arg-type]
    return None if harder is None else _in_place_of(question, harder[0])


def accept(
    store: Store,
    history: EventStore,
    question_id: str,
    *,
    now: datetime,
    closes_on: date | None = None,
    forecast: Forecast | None = None,
    stated_on: date | None = None,
) -> Added:
    """Enter what was offered in place of a question: a harder one, or the scorable form of one that is not.

    Raises:
        LedgerError: nothing was offered, or the form needs a closing day and none is given.
    """
    standing = store.ledger.track_record().get(question_id)
    if standing.question.scorable:
        offered = harder_question(standing, history)
        if offered is None:
            raise LedgerError(
                f"nothing harder is offered for {question_id}: its base rate says enough, or event data do not cover it"
            )
    else:
        offered = _scorable_form(standing.question, closes_on, now.astimezone(UTC).date())
    return add_question(store, history, offered, now=now, forecast=forecast, stated_on=stated_on)


def information_of(base_rate: float | None) -> str | None:
    """Return ``low`` where a question is nearly always or hardly ever true, ``high`` elsewhere, None without a rate."""
    if base_rate is None:
        return None
    return "low" if base_rate < LOW_BELOW or base_rate > LOW_ABOVE else "high"


def rule_words(
    rule: EventPattern | None, closes_on: date, source: str | None, condition: EventPattern | None = None
) -> str:
    """Return in words how a question is settled: by a rule or a person, and what it depends on by a rule."""
    told, by = source or "the data sets that cover it, which must agree,", english_day(closes_on)
    words = f"true if, by {by}, {told} show that {words_of(rule)}" if rule else BY_PERSON
    if condition is None:
        return words
    return f"{words}; it counts from the day on which, by {by}, {told} show that {words_of(condition)}, else not at all"


def _in_place_of(question: Question, rule: EventPattern) -> Question:
    text = words_of(rule)
    words = rule_words(rule, question.closes_on.end or date.max, question.source, question.condition_rule)
    return replace(
        question, text=f"{text[0].upper()}{text[1:]}", rule=rule, rule_words=words,
        resolver="machine", by=USER, band=None, words=None, scale=None, harder_than=question.id, status="open",
        scorable=True, why_not=None, proposed=None, id="",
    )  # fmt: skip


def _scorable_form(question: Question, closes_on: date | None, today: date) -> Question:
    if question.proposed is None:
        raise LedgerError(f"nothing is offered for {question.id}: {question.why_not}; enter one with ledger add")
    if closes_on is None:
        raise LedgerError(f"{question.proposed.text!r} needs a closing day of its own; give it with --closes DAY")
    words = question.proposed.rule_words or BY_PERSON
    resolver = "machine" if question.proposed.rule else "person"
    return replace(
        question, text=question.proposed.text, rule=question.proposed.rule, rule_words=words, resolver=resolver,  # type: ignore[arg-type]
        opens_on=day_range(min(today, closes_on)), closes_on=day_range(closes_on), by=USER, band=None, words=None,
        scale=None, harder_than=question.id, status="open", scorable=True, why_not=None, proposed=None, id="",
    )  # fmt: skip


def _unless_known(store: Store, question_id: str, said: Forecast, *, now: datetime, stated_on: date | None) -> int:
    """Enter a first forecast by someone; one who has spoken already goes on with ``update``."""
    standing = store.ledger.track_record().get(question_id)
    if standing.latest(said.by) is not None:
        return 0
    return int(store.ledger.enter(Proposal("forecast", said.to_json(), now, stated_on=stated_on)).new)
