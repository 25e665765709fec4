"""Briefing: from a stored document to a composed brief, its questions on the ledger."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sitroom.brief import Brief, ClaimLine, LedgerFacts, QuestionLine, compose
from sitroom.core import HistoryError, LedgerError, Problem
from sitroom.desk.claim_sentence import claim_of_sentence
from sitroom.desk.ledger_entering import own_forecast
from sitroom.desk.outcomes import outcomes_of
from sitroom.desk.questions import Rated, questions_of
from sitroom.desk.rates import rate
from sitroom.desk.store import Store
from sitroom.desk.testing import run_claim
from sitroom.game import Situation
from sitroom.history import DEFAULT_WINDOW, EventStore
from sitroom.ledger import Proposal, Question
from sitroom.record import Pattern, Reading, gazetteer
from sitroom.text import Document


@dataclass(frozen=True, slots=True)
class Briefed:
    """A brief with its reading and the questions that it put on the ledger; ``problems`` says which were refused."""

    brief: Brief
    document: Document
    reading: Reading
    questions: tuple[Rated, ...]
    new_entries: int
    problems: tuple[Problem, ...]


def write_brief(
    store: Store,
    history: EventStore,
    document: Document,
    reading: Reading,
    *,
    now: datetime,
    topic: str | None = None,
    dry_run: bool = False,
    situation: Situation | None = None,
) -> Briefed:
    """Rate a reading's questions, enter them, and compose the brief; a dry run enters nothing and keeps no brief."""
    rated = tuple(rate(question, history) for question in questions_of(reading))
    new_entries, problems = (0, ()) if dry_run else _enter(store, rated, reading, now=now, topic=topic)
    head = store.ledger.head()
    first = reading.reference.days.start
    cutoff = first - timedelta(days=1) if first else None
    name = store.topics.get(topic).name if topic else None
    brief = compose(
        document,
        reading,
        now=now,
        questions=[_line(one, store) for one in rated],
        claims=_claims(reading, history, cutoff),
        ledger=LedgerFacts(head=head.hash if head.count else None, count=head.count, new_entries=new_entries),
        topic=name,
        outcomes=outcomes_of(situation) if situation else (),
    )
    if not dry_run:
        store.briefs.add(document.id, brief.to_json(), head=head, now=now, topic=topic)
    return Briefed(brief, document, reading, rated, new_entries, tuple(problems))


def _enter(
    store: Store, rated: Sequence[Rated], reading: Reading, *, now: datetime, topic: str | None
) -> tuple[int, list[Problem]]:
    stated_on = reading.reference.days.start or reading.reference.days.end
    new, problems = 0, []
    for one in rated:
        question = one.question
        payload = {**question.to_json(), "topic": topic}
        try:
            entered = store.ledger.enter(
                Proposal("question", payload, now, stated_on=stated_on, knowledge_cutoff=stated_on)
            )
        except LedgerError as error:
            problems.append(Problem("ledger.refused", f"not entered: {error}", question.quote))
            continue
        new += entered.new
        if topic:
            store.topics.add_question(topic, question.id, now=now)
        new += _enter_ours(store, one, now=now)
    return new, problems


def _enter_ours(store: Store, rated: Rated, *, now: datetime) -> int:
    """Our own probability beside the author's band, as of the day before the day of writing."""
    proposal = own_forecast(rated, now=now)
    try:
        return int(store.ledger.enter(proposal).new) if proposal else 0
    except LedgerError:
        return 0


def _line(rated: Rated, store: Store) -> QuestionLine:
    question = rated.question
    return QuestionLine(
        id=question.id,
        text=question.text,
        quote=question.quote,
        words=question.words,
        band=question.band,
        by=question.by,
        opens=question.opens_on,
        closes=question.closes_on,
        rule_words=question.rule_words,
        resolver=question.resolver,
        condition=question.condition,
        status=_status(question, store),
        scorable=question.scorable,
        why_not=question.why_not,
        proposed=question.proposed.text if question.proposed else None,
        base_rate=rated.base_rate,
        base_rate_interval=rated.interval,
        base_rate_note=rated.note,
        ours=rated.ours,
        ours_note=rated.ours_note,
        information="low" if rated.information == "low" else "high" if rated.information else None,
        harder=rated.harder,
    )


def _status(question: Question, store: Store) -> str:
    standing = store.ledger.track_record().find(question.id)
    return standing.question.status if standing else question.status


def _claims(reading: Reading, history: EventStore, cutoff: date | None) -> list[ClaimLine]:
    """The habits that a reading claims, each put to the referee where its words have the form of a claim.

    Only what was known on the day before the first day of writing counts.
    """
    return [_tested(record, history, cutoff) for record in reading.records if isinstance(record, Pattern)]


def _tested(record: Pattern, history: EventStore, cutoff: date | None) -> ClaimLine:
    words = record.anchor.quote
    line = ClaimLine(text=record.content.quote, span=record.content)
    try:
        claim = claim_of_sentence(words, gazetteer(), window_days=DEFAULT_WINDOW)
    except HistoryError:
        return replace(line, why="its words name no trigger; `sitroom test` takes it as a file")
    if cutoff is None:
        return replace(line, why="the day of writing is not known")
    report = run_claim(claim, history, as_of=cutoff)
    return replace(line, verdict=report.verdict.replace("_", " "), why=report.sentence)
