"""Watching a topic: its signs checked against history and its texts as known on a day, and what moved since."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sitroom.core import DayRange, LedgerError, day_range, english_range, iso
from sitroom.desk.ledger_accounts import Account, account_of
from sitroom.desk.ledger_readings import hear
from sitroom.desk.ledger_witnesses import SourceWitness, Testimony, combine, source_witnesses
from sitroom.desk.store import Store
from sitroom.history import EventStore
from sitroom.ledger import (
    CalendarDay,
    Indicator,
    IndicatorCheck,
    IndicatorStanding,
    Question,
    Standing,
    State,
    calendar_days,
    windows_of,
)

METHOD = "watch.v1"
Witnesses = Callable[[str | None], list[SourceWitness]]


@dataclass(frozen=True, slots=True)
class Looked:
    """One sign after a look at it.

    Args:
        standing: how it stands now.
        before: how it stood at the last look.
    """

    standing: IndicatorStanding
    before: State

    @property
    def moved(self) -> bool:
        """Whether there is something to look at."""
        return self.standing.state != self.before

    def to_json(self) -> dict[str, object]:
        """Return the sign with how it stands, how it stood and whether that moved."""
        return {**self.standing.to_json(), "before": self.before, "moved": self.moved}


@dataclass(frozen=True, slots=True)
class Move:
    """Anything else on a topic that moved: a question closed, a probability.

    Args:
        kind: such as ``question``.
        text: in one sentence.
        facts: what a program wants to know of it.
    """

    kind: str
    text: str
    facts: Mapping[str, object]

    def to_json(self) -> dict[str, object]:
        """Return the move."""
        return {"kind": self.kind, "text": self.text, **self.facts}


@dataclass(frozen=True, slots=True)
class Watched:
    """What watching a topic found.

    Args:
        topic: its slug.
        name: in words.
        as_of: the last day of knowledge, inclusive.
        last_watched: the day as of which it was watched before; None the first time.
        signs: every sign known by then, in the order of their days.
        days: what is ahead, for a calendar, in order.
        moves: what else moved.
    """

    topic: str
    name: str
    as_of: date
    last_watched: date | None
    signs: tuple[Looked, ...]
    days: tuple[CalendarDay, ...] = ()
    moves: tuple[Move, ...] = ()

    @property
    def moved(self) -> tuple[Looked, ...]:
        """The signs that stand otherwise than at the last look."""
        return tuple(one for one in self.signs if one.moved)

    @property
    def has_news(self) -> bool:
        """Whether there is something to look at."""
        return bool(self.moved or self.moves)

    def of_state(self, *states: State) -> tuple[Looked, ...]:
        """Return the signs that stand so."""
        return tuple(one for one in self.signs if one.standing.state in states)

    def to_json(self) -> dict[str, object]:
        """Return everything, the signs that moved by id as well."""
        return {
            "topic": self.topic,
            "name": self.name,
            "as_of": iso(self.as_of),
            "last_watched": iso(self.last_watched),
            "news": self.has_news,
            "moved": [one.standing.indicator.id for one in self.moved],
            "indicators": [one.to_json() for one in self.signs],
            "moves": [one.to_json() for one in self.moves],
            "dates": [_day_json(one) for one in self.days],
        }


def watch_topic(
    store: Store, history: EventStore, topic: str, *, as_of: date, now: datetime, questions: Sequence[Standing] = ()
) -> Watched:
    """Look at every sign of a topic that is not settled, keep what was found, and return what moved.

    Args:
        store: the desk's.
        history: the event data; rows known after the day do not count.
        topic: its slug or name.
        as_of: last day of knowledge, inclusive.
        now: the instant, UTC, at which the looks are entered.
        questions: those of the topic, for the calendar.
    """
    known = store.topics.get(topic)
    standings = [
        one.as_of(as_of) for one in store.indicators.standings(known.slug)
        if one.indicator.stated_on is None or one.indicator.stated_on <= as_of
    ]  # fmt: skip
    looks = [check.as_of for one in standings for check in one.checks if check.resolver == "machine"]
    witnesses = source_witnesses(history, as_of)
    accounts = accounts_by(store, store.topics.documents(known.slug), as_of)
    signs = []
    with store.together():
        for standing in standings:
            check = None if standing.is_settled else look(standing.indicator, witnesses, accounts, as_of)
            after = standing
            if check is not None and check not in standing.checks:
                store.indicators.check(check, known.slug, now=now)
                after = replace(standing, checks=(*standing.checks, check))
            signs.append(Looked(after, standing.state))
    signs.sort(key=lambda one: (one.standing.indicator.by.end or date.max, one.standing.indicator.text))
    days = days_ahead([one.standing for one in signs], questions, as_of)
    return Watched(known.slug, known.name, as_of, max(looks, default=None), tuple(signs), tuple(days))


def accounts_by(store: Store, documents: Iterable[str], as_of: date) -> dict[str, Account]:
    """Return what a topic's documents tell, those only that were written by a day.

    One whose day of writing is not known counts from the day on which the desk had it.
    """
    told = {one: account for one in documents if (account := account_of(store, one))}
    return {one: account for one, account in told.items() if (account.written.end or account.added_on) <= as_of}


def look(
    indicator: Indicator, witnesses: Witnesses, accounts: Mapping[str, Account], as_of: date
) -> IndicatorCheck | None:
    """Return what data and texts say of a sign as of a day; None where only a person can say, and still has time.

    The document that a sign comes from never tells whether it is seen.

    Args:
        indicator: which.
        witnesses: gives the data sets as known on the day.
        accounts: what the topic's documents tell, by document.
        as_of: the day.
    """
    if indicator.rule is None:
        reason = "its day is over; a person says whether it happened, with a source and the words there"
        return _check(indicator, as_of, "waits", reason) if indicator.is_over(as_of) else None
    windows = _windows(indicator, as_of)
    if not windows:
        return _check(indicator, as_of, "open", f"it counts from {english_range(indicator.opens_on)}")
    said = [one.ask(indicator.rule, windows) for one in witnesses(None)]
    heard = hear([one for name, one in accounts.items() if name != indicator.document_id], indicator.rule, windows)
    return _judged(indicator, combine([*said, *([heard] if heard else [])]), as_of)


def days_ahead(standings: Iterable[IndicatorStanding], questions: Iterable[Standing], as_of: date) -> list[CalendarDay]:
    """Return the days that are still to come: last days of open signs, occasions, and closings of questions."""
    signs = [day for one in standings if not one.is_settled and (day := _day_of(one)) is not None]
    days = [one for one in [*signs, *calendar_days(questions)] if one.last >= as_of]
    return sorted(days, key=lambda one: (one.first, one.uid))


def _windows(indicator: Indicator, as_of: date) -> tuple[DayRange, ...]:
    """Return the stretches of days in which a sign counts; one without a last day counts so far as the day asked."""
    opens, by = indicator.opens_on, indicator.by if indicator.by.end else day_range(as_of)
    if opens.start is None or opens.start > as_of:
        return ()
    asked = Question(
        text=indicator.text, rule=indicator.rule, rule_words=indicator.rule_words or "-", resolver="machine",
        opens_on=opens, closes_on=by,
    )  # fmt: skip
    try:
        return windows_of(asked)
    except LedgerError:
        return ()


def _judged(indicator: Indicator, said: Testimony, as_of: date) -> IndicatorCheck:
    """Return the state that a testimony gives a sign; its silence tells nothing before the last day."""
    over = indicator.is_over(as_of)
    states: dict[str, State] = {"yes": "seen", "no": "not_seen", "depends": "waits", "partly": "waits"}
    state = states.get(said.said, "not_covered")
    if state == "not_seen" and indicator.by.end is None:
        return _check(indicator, as_of, "open", "it has not been seen so far, and no last day is named")
    if state in ("not_covered", "waits") and not over:
        return replace(_told(indicator, said, as_of, "open"), rows=())
    return _told(indicator, said, as_of, state)


def _told(indicator: Indicator, said: Testimony, as_of: date, state: State) -> IndicatorCheck:
    check = _check(indicator, as_of, state, said.reason)
    return replace(
        check, source=said.source or None, rows=said.rows, quote=said.quote, occurred_on=said.occurred_on,
        known_on=said.known_on,
    )  # fmt: skip


def _check(indicator: Indicator, as_of: date, state: State, reason: str) -> IndicatorCheck:
    return IndicatorCheck(
        indicator_id=indicator.id, as_of=as_of, state=state, reason=reason, resolver="machine", by=METHOD
    )


def _day_of(standing: IndicatorStanding) -> CalendarDay | None:
    indicator = standing.indicator
    last = indicator.by.end
    if last is None:
        return None
    details = (*(f"speaks for {one}" for one in indicator.speaks_for), indicator.rule_words, f"sign {indicator.id}")
    uid = f"indicator-{indicator.id}@sitroom"
    if indicator.origin == "occasion":
        return CalendarDay(uid, indicator.by.start or last, last, indicator.text, details)
    return CalendarDay(uid, last, last, f"Last day to watch for: {indicator.text}", details)


def _day_json(day: CalendarDay) -> dict[str, object]:
    return {"uid": day.uid, "first": iso(day.first), "last": iso(day.last), "text": day.summary}
