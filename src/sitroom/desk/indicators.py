"""The signs that topics watch for: named by hand, marked, dropped, checked, and handed to the page and the calendar."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from sitroom.core import DayRange, DeskError, UsageError, day_range
from sitroom.desk.history import Day, History, Names, day_of
from sitroom.desk.indicator_words import shown_by
from sitroom.desk.store import Store
from sitroom.desk.watching import Watched, watch_topic
from sitroom.ledger import Indicator, IndicatorCheck, IndicatorStanding, Standing, calendar_text
from sitroom.record import using

USER = "user"


@dataclass(frozen=True, slots=True)
class DeskIndicators:
    """The signs of a desk's topics.

    Args:
        store: what the desk keeps.
        history: its event data.
        clock: gives the instant in UTC.
    """

    store: Store
    history: History
    clock: Callable[[], datetime]

    def list(self, topic: str) -> tuple[IndicatorStanding, ...]:
        """Return what a topic watches for, each with how it stands, in the order of their days."""
        found = self.store.indicators.standings(self.store.topics.get(topic).slug)
        return tuple(sorted(found, key=lambda one: one.indicator.by.end or date.max))

    def get(self, words: str) -> IndicatorStanding:
        """Return the sign with this id, or the one whose id alone begins so, with how it stands.

        Raises:
            DeskError: nobody watches for one, or there are several.
        """
        one = self.store.indicators.get(words)
        return next(found for found in self.store.indicators.standings(one.topic) if found.indicator.id == one.id)

    def add(
        self, topic: str, text: str, *, speaks_for: Names = None, by: Day = None, since: Day = None,
        actor: Names = None, recipient: Names = None, types: Sequence[str] = (), quads: Sequence[int] = (),
        mutual: bool = False, who: str = USER,
    ) -> IndicatorStanding:  # fmt: skip
        """Name a sign to watch for.

        Args:
            topic: its slug or name.
            text: the sign, in words.
            speaks_for: what it indicates, in words.
            by: the last day on which it counts; open where not given.
            since: the first day on which it counts; today's where not given.
            actor: who acts, for a rule that data can show.
            recipient: toward whom.
            types: PLOVER types.
            quads: 1 to 4.
            mutual: whether joint acts count in either direction.
            who: whose sign it is.

        Raises:
            UsageError: the days or the rule mean nothing.
            DeskError: there is no such topic.
        """
        last, today = day_of(by), self.clock().astimezone(UTC).date()
        first = day_of(since) or (min(today, last) if last else today)
        if last is not None and last < first:
            raise UsageError(f"the sign counts until {last}, before it counts from {first}; give a later day")
        rule = None
        if actor or recipient or types or quads or mutual:
            if not actor or not (types or quads):
                raise UsageError("a rule names an actor, and quads or types; give --actor and --quad or --type")
            rule = self.history.pattern(actor, recipient, types=types, quads=quads, mutual=mutual)
        with using(self.history.gazetteer()):
            told = shown_by(rule)
        one = Indicator(
            text=" ".join(text.split()), topic=self.store.topics.get(topic).slug, origin="hand",
            speaks_for=(speaks_for,) if isinstance(speaks_for, str) else tuple(speaks_for or ()),
            opens_on=day_range(first), by=DayRange(last, last), stated_on=min(first, today), rule=rule, rule_words=told,
        )  # fmt: skip
        self.store.indicators.add(one, by=who, now=self.clock())
        return self.get(one.id)

    def drop(self, indicator_id: str, *, reason: str = "", by: str = USER) -> Indicator:
        """Watch for a sign no more; its looks stay, and a brief that proposes it again does not bring it back."""
        return self.store.indicators.drop(
            self.store.indicators.get(indicator_id).id, by=by, reason=reason, now=self.clock()
        )

    def see(
        self, indicator_id: str, *, source: str, quote: str, on: Day = None, happened: bool = True, by: str = USER
    ) -> IndicatorStanding:
        """Mark a sign as seen, or as one that did not happen by its day; a person's word goes before what data say.

        Args:
            indicator_id: its id, or as much of it as names it alone.
            source: where that can be checked.
            quote: the words there.
            on: the day on which it happened; today's where not given.
            happened: whether it did.
            by: who says so.

        Raises:
            UsageError: source or quote are empty, or the day is still to come.
        """
        if not source.strip() or not quote.strip():
            raise UsageError("a sign is marked with --source and --quote, the words there that show it")
        today = self.clock().astimezone(UTC).date()
        day = day_of(on) or today
        if day > today:
            raise UsageError(f"{day} has not come yet; give the day on which it happened, or leave it out")
        one = self.store.indicators.get(indicator_id)
        check = IndicatorCheck(
            indicator_id=one.id, as_of=day, state="seen" if happened else "not_seen", resolver="person", by=by,
            reason=f"{by} says so", source=source, quote=quote, occurred_on=day if happened else None, known_on=day,
        )  # fmt: skip
        self.store.indicators.check(check, one.topic, now=self.clock())
        return self.get(one.id)

    def watch(self, topic: str, *, as_of: Day = None, questions: Iterable[Standing] = ()) -> Watched:
        """Look at every sign of a topic, keep what was found, and return what moved since the last look.

        Raises:
            UsageError: the day has not come.
            DeskError: there is no such topic.
        """
        today = self.clock().astimezone(UTC).date()
        day = day_of(as_of) or today
        if day > today:
            raise UsageError(f"{day} has not come yet; nothing of it can be known on {today}")
        with using(self.history.gazetteer()):
            return watch_topic(
                self.store, self.history.store, topic, as_of=day, now=self.clock(), questions=tuple(questions)
            )

    def write_calendar(self, watched: Watched, path: Path) -> int:
        """Write the days ahead of a topic as iCalendar; return how many.

        Raises:
            DeskError: the file cannot be written.
        """
        try:
            path.write_text(calendar_text(watched.days, now=self.clock()), encoding="utf-8", newline="")
        except OSError as error:
            raise DeskError(f"{path} cannot be written ({error.strerror}); choose another file with --ics") from error
        return len(watched.days)
