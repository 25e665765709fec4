"""Briefing: from a stored document to a composed brief, its questions on the ledger."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sitroom.brief import Brief, ClaimLine, IndicatorLine, LedgerFacts, QuestionLine, Since, Text, compose
from sitroom.core import HistoryError, LedgerError, Problem
from sitroom.desk.changes import Topicality, last_brief, since_last, standings_of, told_until
from sitroom.desk.claim_sentence import claim_of_sentence
from sitroom.desk.explaining import DeskExplanations
from sitroom.desk.history import History
from sitroom.desk.indicator_proposals import proposals_of, propose_indicators
from sitroom.desk.indicator_words import indicator_lines
from sitroom.desk.ledger_entering import own_forecast
from sitroom.desk.ledger_readings import reading_of
from sitroom.desk.ledger_resolving import resolve_by_rule
from sitroom.desk.outcomes import outcomes_of
from sitroom.desk.questions import Rated, questions_of
from sitroom.desk.rates import rate
from sitroom.desk.retellings import ties_of
from sitroom.desk.store import Store
from sitroom.desk.testing import run_claim
from sitroom.desk.watching import watch_topic
from sitroom.game import Situation
from sitroom.history import DEFAULT_WINDOW, EventStore
from sitroom.ledger import IndicatorStanding, Proposal, Question, TrackRecord
from sitroom.record import Pattern, Reading, gazetteer
from sitroom.text import Document

SHOWN_DIGITS = 8
"""So much of a question's id is shown, or more where others begin so."""


@dataclass(frozen=True, slots=True)
class Briefed:
    """A brief with what was read for it and the questions that it put on the ledger.

    Args:
        brief: the page.
        texts: every text with its reading, in the order given.
        questions: of all of them.
        new_entries: how many entries the ledger gained.
        problems: which questions it refused.
    """

    brief: Brief
    texts: tuple[Text, ...]
    questions: tuple[Rated, ...]
    new_entries: int
    problems: tuple[Problem, ...]

    @property
    def document(self) -> Document:
        """The first text."""
        return self.texts[0].document

    @property
    def reading(self) -> Reading:
        """What was read from the first text."""
        return self.texts[0].reading


def write_brief(
    store: Store,
    events: History,
    texts: Sequence[Text],
    *,
    now: datetime,
    topic: str | None = None,
    dry_run: bool = False,
    situation: Situation | None = None,
    passing: bool = False,
    since: date | None = None,
) -> Briefed:
    """Rate the questions of some texts, enter them, and compose their brief; a dry run enters nothing and keeps none.

    Args:
        store: the desk's.
        events: the event data.
        texts: at least one, each with its reading.
        now: the instant, UTC.
        topic: the slug of the topic that it is filed under.
        dry_run: enter nothing and keep no brief.
        situation: whose stable outcomes the page tells.
        passing: whether the desk is gone afterwards, so that no command can go on with its ledger.
        since: what changed is counted from the last brief on the topic of this day or before; None means the very last.
    """
    kept, history = not dry_run and not passing, events.store
    rated = [[rate(question, history) for question in questions_of(text.reading)] for text in texts]
    before, problems = store.ledger.head().count, list[Problem]()
    for text, some in zip(texts, rated, strict=True) if not dry_run else ():
        problems += _enter(store, some, text.reading, now=now, topic=topic)
    changed = _since(store, history, texts, topic, now=now, dry_run=dry_run, since=since)
    if topic and not dry_run:
        _watch(store, history, texts, topic, now=now, situation=situation)
    ties = ties_of(texts)
    explanations, assumptions = DeskExplanations(store, events, lambda: now).lines(
        texts, ties, topic=topic, situation=situation
    )
    head, record = store.ledger.head(), store.ledger.track_record()
    new_entries = head.count - before
    brief = compose(
        texts[0].document,
        texts[0].reading,
        now=now,
        questions=[_line(one, record, place, kept=kept) for place, some in enumerate(rated) for one in some],
        claims=[line for place, text in enumerate(texts) for line in _claims(text.reading, history, place)],
        ledger=LedgerFacts(head=head.hash if head.count else None, count=head.count, new_entries=new_entries),
        topic=store.topics.get(topic).name if topic else None,
        outcomes=outcomes_of(situation) if situation else (),
        beside=texts[1:],
        ties=ties,
        since=changed,
        indicators=_indicators(store, texts, topic, now=now, situation=situation),
        explanations=explanations,
        assumptions=assumptions,
    )
    if not dry_run:
        store.briefs.add(texts[0].document.id, brief.to_json(), head=head, now=now, topic=topic)
    return Briefed(brief, tuple(texts), tuple(one for some in rated for one in some), new_entries, tuple(problems))


def _since(
    store: Store, history: EventStore, texts: Sequence[Text], topic: str | None, *, now: datetime, dry_run: bool,
    since: date | None,
) -> Since | None:  # fmt: skip
    """What changed since the last brief on the topic; what data and readings can close is closed first."""
    last = last_brief(store, topic, texts, since=since) if topic else None
    if topic is None or last is None:
        return None
    if not dry_run:
        for text in texts:
            store.topics.add_document(topic, text.document.id, now=now)
        resolve_by_rule(standings_of(store, topic), store.ledger, history, now=now, read=reading_of(store))
        _look(store, history, texts, topic, now=now)
    return since_last(Topicality(store, history, topic, last, texts, now), enter=not dry_run)


def _watch(
    store: Store, history: EventStore, texts: Sequence[Text], topic: str, *, now: datetime, situation: Situation | None
) -> None:
    """Add what the texts give one to watch for to their topic, and look at all of its signs."""
    for text in texts:
        store.topics.add_document(topic, text.document.id, now=now)
        propose_indicators(store, topic, text.document, text.reading, now=now, situation=situation)
    _look(store, history, texts, topic, now=now)


def _look(store: Store, history: EventStore, texts: Sequence[Text], topic: str, *, now: datetime) -> None:
    watch_topic(store, history, topic, as_of=told_until(texts, now), now=now)


def _indicators(
    store: Store, texts: Sequence[Text], topic: str | None, *, now: datetime, situation: Situation | None
) -> tuple[IndicatorLine, ...]:
    """The signs to watch for: those of the topic as they stand, or what the texts alone propose."""
    documents = [text.document.id for text in texts]
    if topic and (kept := store.indicators.standings(store.topics.get(topic).slug)):
        return indicator_lines([one.as_of(told_until(texts, now)) for one in kept], documents)
    found = [
        IndicatorStanding(one)
        for text in texts
        for one in proposals_of(text.reading, topic or "", source=text.document.source, situation=situation)
    ]
    return indicator_lines(found, documents)


def _enter(
    store: Store, rated: Sequence[Rated], reading: Reading, *, now: datetime, topic: str | None
) -> list[Problem]:
    """Enter the questions of a text, each with our own probability; return which were refused."""
    stated_on = reading.reference.days.start or reading.reference.days.end
    problems = []
    for one in rated:
        question = one.question
        payload = {**question.to_json(), "topic": topic}
        try:
            store.ledger.enter(Proposal("question", payload, now, stated_on=stated_on, knowledge_cutoff=stated_on))
        except LedgerError as error:
            problems.append(Problem("ledger.refused", f"not entered: {error}", question.quote))
            continue
        if topic:
            store.topics.add_question(topic, question.id, now=now)
        ours = own_forecast(one, now=now)
        if ours is not None:
            with suppress(LedgerError):  # it knew the outcome; the page says what it would have been
                store.ledger.enter(ours)
    return problems


def _line(rated: Rated, record: TrackRecord, place: int, *, kept: bool) -> QuestionLine:
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
        status=_status(question, record),
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
        accept=_accept(rated, record) if kept else None,
        source=place,
    )


def _accept(rated: Rated, known: TrackRecord) -> str | None:
    """Return the command that takes what is offered in place of a question on the ledger; None where nothing is."""
    question = rated.question
    if known.find(question.id) is None:
        return None
    ids = [one.question.id for one in known.standings]
    shown = next(part for many in range(SHOWN_DIGITS, len(question.id) + 1)
                 if sum(one.startswith(part := question.id[:many]) for one in ids) == 1)  # fmt: skip
    if question.scorable:
        return f"sitroom ledger accept {shown}" if rated.harder and rated.as_of and rated.source else None
    return f"sitroom ledger accept {shown} --closes DAY" if question.proposed else None


def _status(question: Question, record: TrackRecord) -> str:
    standing = record.find(question.id)
    return standing.question.status if standing else question.status


def _claims(reading: Reading, history: EventStore, place: int) -> list[ClaimLine]:
    """The habits that a reading claims, each put to the referee where its words have the form of a claim.

    Only what was known on the day before the first day of writing counts.
    """
    first = reading.reference.days.start
    cutoff = first - timedelta(days=1) if first else None
    habits = [record for record in reading.records if isinstance(record, Pattern)]
    return [replace(_tested(record, history, cutoff), source=place) for record in habits]


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
