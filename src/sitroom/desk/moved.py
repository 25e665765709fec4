"""Moved: how our probability of an open question moved by what became known, and the dated facts that moved it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, timedelta

from sitroom.brief import MovedLine, Said, verbs
from sitroom.core import LedgerError, day_range, english_day
from sitroom.desk.questions import Rated
from sitroom.desk.rates import members_of, moved_by, rate
from sitroom.desk.store import Store
from sitroom.forecast import known_rows
from sitroom.forecast.occurrences import matching_rows
from sitroom.history import Event, EventStore
from sitroom.ledger import OURS, Forecast, Proposal, Question, Standing

LEAST_MOVE = 0.01
"""A probability that moves by less than a point has not moved."""
MOST_CITED = 4
MOST_LOOKED_AT = 200
Entering = Callable[[Question, Rated, tuple[str, ...]], None]


def tell_rows(history: EventStore, rows: Sequence[str], source: str | None) -> list[str]:
    """Return event rows in words, a day and an act each; those that no data set of the desk holds are left out."""
    sources = [source] if source in history.source_names() else list(history.source_names())
    found: dict[str, str] = {}
    for one in sources if rows else ():
        found |= {event.event_id: tell(event) for event in history.get_events(rows, source=str(one))}
    return [found[row] for row in rows if row in found]


def tell(event: Event) -> str:
    """Return an event row in words: its day, who did what kind of act, and to whom."""
    who = event.actor_name or event.actor_country or "somebody"
    whom = event.recipient_name or event.recipient_country
    verb = verbs().get((event.event_type or "", ""))
    did = (verb.past if whom else verb.past_alone) if verb else f"an act coded {event.cameo or 'without a code'}"
    day = english_day(event.occurred_on) if event.occurred_on else "on an unknown day"
    return f"{day}: {' '.join(part for part in (who, did, whom) if part)} ({event.source})"


def moved_since(
    history: EventStore, standing: Standing, *, cutoff: date, head: int | None = None, enter: Entering | None = None
) -> MovedLine | None:
    """Return how our probability of an open question moved by what became known, or None where it did not.

    Args:
        history: the event data.
        standing: the question.
        cutoff: the last day of knowledge of the new probability, inclusive.
        head: the old one is the last among so many entries of the ledger; None means the very last.
        enter: puts the new one on the ledger.
    """
    question = standing.question
    own = [one for one in standing.forecasts if one.forecast.by == OURS]
    last = next((one for one in reversed(own) if head is None or one.seq <= head), None)
    if question.status != "open" or question.rule is None or last is None or last.forecast.probability is None:
        return None
    before, as_of = last.forecast.probability, last.forecast.as_of or last.cutoff
    closes = question.closes_on.start or question.closes_on.end
    if as_of is None or as_of >= cutoff or closes is None or closes <= cutoff:
        return None
    day = cutoff + timedelta(days=1)
    opens = day_range(max(question.opens_on.start or day, day))
    rated = rate(replace(question, opens_on=opens, closes_on=day_range(closes)), history)
    if rated.ours is None or rated.as_of is None or abs(rated.ours - before) < LEAST_MOVE:
        return None
    causes = _causes(history, rated, as_of, closes)
    if enter is not None and all(one.cutoff != rated.as_of for one in own):
        enter(question, rated, causes)
    return MovedLine(
        said=said_of(question), before=before, after=rated.ours, before_as_of=as_of, after_as_of=rated.as_of,
        causes=causes,
    )  # fmt: skip


def _causes(history: EventStore, rated: Rated, as_of: date, closes: date) -> tuple[str, ...]:
    """Return why a probability moved: what became known since that a model rests on, acts of the kind, days left."""
    question = rated.question
    assert rated.as_of is not None
    facts = [f"{one.text.rstrip('.')} ({one.effect:+.0%})." for one in moved_by(rated, history, after=as_of)]
    told = _new_rows(history, question, rated.source or "", as_of, rated.as_of)
    more = f" and {len(told) - MOST_CITED} more" if len(told) > MOST_CITED else ""
    known = f"Known since: {'; '.join(told[:MOST_CITED])}{more}." if told else "No act of the kind became known since."
    before, left = (closes - as_of).days, (closes - rated.as_of).days
    return (*facts[:MOST_CITED], known, f"{left} days are left, where {before} were.")


def _new_rows(history: EventStore, question: Question, source: str, after: date, until: date) -> list[str]:
    assert question.rule is not None
    rows = known_rows(history.until(until), source)
    places = matching_rows(rows, question.rule, members_of)
    ids = rows.ids.take(places[::-1]).to_pylist()
    events = {one.event_id: one for one in history.get_events(ids[:MOST_LOOKED_AT], source=source)}
    new = [
        one
        for id_ in ids[:MOST_LOOKED_AT]
        if (one := events.get(id_)) and one.first_known_on and after < one.first_known_on
    ]
    return [tell(one) for one in new]


def entering(store: Store, now: datetime) -> Entering:
    """Return a function that puts a probability of ours on the ledger as an update."""

    def enter(question: Question, rated: Rated, causes: tuple[str, ...]) -> None:
        forecast = Forecast(
            question_id=question.id, by=OURS, probability=rated.ours, as_of=rated.as_of, base_rate=rated.base_rate,
            information=rated.information, model=rated.model,
            reasons=({"text": " ".join(causes), "effect": None, "rows": list(rated.rows)},),
        )  # fmt: skip
        proposal = Proposal(
            "update", forecast.to_json(), now, stated_on=rated.as_of, knowledge_cutoff=rated.as_of
        )  # fmt: skip
        with suppress(LedgerError):  # the outcome was knowable by then; the page still tells what moved
            store.ledger.enter(proposal)

    return enter


def said_of(question: Question) -> Said:
    """Return a question as the page tells it."""
    return Said(
        question=question.text, question_id=question.id, quote=question.quote, document_id=question.document_id,
        by=question.by, words=question.words, band=question.band,
    )  # fmt: skip
