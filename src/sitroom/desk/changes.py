"""Changes: what the desk knows of the time since the last brief on a topic, handed to the page as plain values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sitroom.brief import ClosedLine, DueLine, SignLine, Since, Text
from sitroom.core import DeskError, Span, day_range, english_day
from sitroom.desk.indicator_words import told_of
from sitroom.desk.moved import MOST_CITED, entering, moved_since, said_of, tell_rows
from sitroom.desk.store import Store
from sitroom.desk.store.briefs import StoredBrief
from sitroom.history import EventStore
from sitroom.ledger import OURS, IndicatorStanding, Standing
from sitroom.record import reading_of


@dataclass(frozen=True, slots=True)
class Topicality:
    """The new texts of a topic's next brief, and the time between it and the last one.

    Args:
        store: the desk's.
        history: the event data.
        topic: its slug.
        last: the last brief.
        texts: the new texts.
        now: the instant, UTC.
    """

    store: Store
    history: EventStore
    topic: str
    last: StoredBrief
    texts: Sequence[Text]
    now: datetime

    @property
    def told_until(self) -> date:
        """The last day of which the page tells: the last on which the new texts can have been written, or today."""
        return told_until(self.texts, self.now)

    @property
    def cutoff(self) -> date:
        """The last day of knowledge of our own forecasts: the day before the new texts can first have been written."""
        starts = [one.reading.reference.days.start for one in self.texts]
        return min((one for one in starts if one), default=self.told_until) - timedelta(days=1)


def last_brief(store: Store, topic: str, texts: Sequence[Text], *, since: date | None = None) -> StoredBrief | None:
    """Return the last brief on a topic that can have been written before these texts, or None.

    Briefs go by the day on which their texts were written, not by the day on which the desk got them.

    Args:
        store: the desk's.
        topic: its slug.
        texts: the new ones.
        since: only briefs whose texts were written on this day or before, to compare with an older one.

    Raises:
        DeskError: there are briefs before these texts, and none as old as asked.
    """
    new = {one.document.id for one in texts}
    ends = [one.reading.reference.days.end for one in texts]
    until = max((end for end in ends if end), default=date.max) if all(ends) else date.max
    told = [
        (written, brief.id, brief)
        for brief in store.briefs.of_topic(topic)
        if not new & set(documents_of(brief)) and (written := _written(texts_of(store, documents_of(brief)))) <= until
    ]
    kept = [one for one in told if since is None or one[0] <= since]
    if told and not kept:
        first = english_day(min(told)[0])
        raise DeskError(f"the topic {topic!r} has no brief written by {since}; the first was written on {first}")
    return max(kept)[2] if kept else None


def _written(texts: Sequence[Text]) -> date:
    """Return the first day on which the last of some texts can have been written; the last day of all if unknown."""
    days = [one.reading.reference.days for one in texts]
    return max((start for one in days if (start := one.start or one.end)), default=date.max)


def documents_of(brief: StoredBrief) -> list[str]:
    """Return the ids of the texts of a brief."""
    listed = brief.json.get("documents")
    return [str(one) for one in listed] if isinstance(listed, list) and listed else [brief.document_id]


def told_until(texts: Sequence[Text], now: datetime) -> date:
    """Return the last day of which a page tells: the last on which its texts can have been written, or today."""
    today = now.astimezone(UTC).date()
    days = [one.reading.reference.days for one in texts]
    return min(max((end for one in days if (end := one.end or one.start)), default=today), today)


def since_last(of: Topicality, *, enter: bool) -> Since:
    """Return what became of a topic's questions and signs since the last brief.

    Nothing counts that became known after the new texts were written.

    Args:
        of: the new texts, and the time between.
        enter: whether forecasts that moved go on the ledger.
    """
    store = of.store
    before = documents_of(of.last)
    new = {one.document.id for one in of.texts}
    older = [one for one in store.topics.documents(of.topic) if one not in before and one not in new]
    write = entering(store, of.now) if enter else None
    standings = [one for one in standings_of(store, of.topic) if one.question.document_id not in new]
    texts = texts_of(store, before)
    signs = _signs_that_moved(of, told_until(texts, datetime.fromisoformat(of.last.at)))
    closed = [_closed(of, one) for one in standings]
    moved = [moved_since(of.history, one, cutoff=of.cutoff, head=of.last.head.count, enter=write) for one in standings]
    due = [_due(of, one) for one in standings]
    return Since(
        composed_at=datetime.fromisoformat(of.last.at),
        texts=texts,
        older=texts_of(store, older),
        closed=tuple(line for line in closed if line),
        moved=tuple(line for line in moved if line),
        due=tuple(line for line in due if line),
        seen=tuple(sign_line(one) for one in signs if one.state == "seen"),
        unmet=tuple(sign_line(one) for one in signs if one.state == "not_seen"),
        later=sum(_is_later(of, one) for one in standings),
    )


def texts_of(store: Store, documents: Sequence[str]) -> tuple[Text, ...]:
    """Return documents with their readings as they are kept, corrections and all."""
    kept = [(store.documents.get(one), store.readings.find(one)) for one in documents]
    return tuple(Text(document, reading_of(reading)) for document, reading in kept if reading is not None)


def standings_of(store: Store, topic: str) -> list[Standing]:
    """Return how the questions of a topic stand, oldest first."""
    record = store.ledger.track_record()
    return [standing for one in store.topics.questions(topic) if (standing := record.find(one))]


# ---------------------------------------------------------------------- closed
def _closed(of: Topicality, standing: Standing) -> ClosedLine | None:
    """Return a question that closed since the last brief, by what was known when the new texts were written."""
    if standing.void_reason is not None and not _was_told(of, standing):
        return ClosedLine(said=said_of(standing.question), outcome="void", why=standing.void_reason)
    done = standing.resolution
    if done is None or _was_told(of, standing) or (done.known_on > of.told_until and not _by_new_text(of, standing)):
        return None
    ours = standing.latest(OURS)
    told_in, told = _told(of, standing)
    return ClosedLine(
        said=said_of(standing.question),
        outcome="yes" if done.outcome else "no",
        why=_why(of, standing),
        ours=ours.forecast.probability if ours else None,
        told=told,
        told_in=told_in,
        days=day_range(done.occurred_on or done.known_on),
    )


def _was_told(of: Topicality, standing: Standing) -> bool:
    """Whether the last brief came after the outcome was entered, and so told of it where it could be known by then."""
    seq = standing.resolution_seq
    return seq is not None and seq <= of.last.head.count


def _is_later(of: Topicality, standing: Standing) -> bool:
    done = standing.resolution
    return done is not None and not _was_told(of, standing) and _closed(of, standing) is None


def _by_new_text(of: Topicality, standing: Standing) -> bool:
    """Whether one of the new texts closed it: what a text tells, it knew, whenever the desk got it."""
    return _told(of, standing)[0] is not None


def _told(of: Topicality, standing: Standing) -> tuple[str | None, Span | None]:
    """Return the new text whose record closed a question, and its words."""
    rows = standing.resolution.rows if standing.resolution else ()
    for text in of.texts:
        for record in text.reading.records:
            if record.id in rows:
                return text.document.id, record.anchor
    return None, None


def _why(of: Topicality, standing: Standing) -> str:
    done = standing.resolution
    assert done is not None
    if done.resolver == "person":
        return f"{done.by} closed it, by {done.source}: “{done.quote}”"
    cited = tell_rows(of.history, done.rows[:MOST_CITED], done.source)
    if cited:
        return "; ".join(cited)
    on = f" on {english_day(done.occurred_on)}" if done.occurred_on else ""
    return f"{done.source} tells of it{on}" if done.outcome else f"nothing in {done.source} matches, to the last day"


# ---------------------------------------------------------------------- signs
def _signs_that_moved(of: Topicality, last_until: date) -> list[IndicatorStanding]:
    """Return the signs that stand otherwise than at the last brief; of judgements their questions tell already."""
    standings = of.store.indicators.standings(of.topic)
    return [
        one.as_of(of.told_until)
        for one in standings
        if one.indicator.origin != "judgement" and one.as_of(of.told_until).state != one.as_of(last_until).state
    ]


def sign_line(standing: IndicatorStanding) -> SignLine:
    """Return a sign as the page tells it."""
    one, last = standing.indicator, standing.last
    return SignLine(
        text=one.text, by=one.by, told=told_of(standing), seen_on=last.occurred_on if last else None,
        speaks_for=one.speaks_for, quote=one.quote, document_id=one.document_id,
    )  # fmt: skip


# ---------------------------------------------------------------------- due
def _due(of: Topicality, standing: Standing) -> DueLine | None:
    """Return an open question that only a person can settle, and whose close is over."""
    question = standing.question
    if question.status != "open" or question.resolver != "person" or not question.closed_by(of.told_until):
        return None
    remedy = f"sitroom ledger resolve {question.id[:8]} --outcome yes|no --source WHERE --quote WORDS"
    return DueLine(said=said_of(question), closed=question.closes_on, why="its close is over", remedy=remedy)
