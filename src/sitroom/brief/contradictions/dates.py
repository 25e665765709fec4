"""Dates: one act told on two days, and one occasion ahead set for two."""

import csv
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

from sitroom.brief.bundle import Text
from sitroom.brief.contradictions.comparing import (
    MONTH,
    WEEK,
    Act,
    Words,
    acts_of,
    days,
    homes,
    is_whole,
    length,
    names,
    place_of,
    places_agree,
    same_kind,
    same_persons,
    who,
)
from sitroom.brief.contradictions.contradiction import Contradiction, Side
from sitroom.brief.contradictions.telling import act_words
from sitroom.brief.sentences import doers
from sitroom.brief.words import capital, days_words, shorten
from sitroom.core import DayRange
from sitroom.record import ActorRef, Event, Occasion, Record

APART = timedelta(days=7)
ALIKE = 0.6
"""Share of the words of the shorter telling, or of the shorter name of an occasion, that the longer must have."""


def other_day(one: Text, other: Text, places: tuple[int, int], words: Words) -> list[Contradiction]:
    """Return the acts that must be one and that the texts tell on two days, each to the day, a week apart at most.

    Where either text tells the act on the other's day as well, they were two.
    """
    here, there = _to_the_day(one), _to_the_day(other)
    return [
        Contradiction(
            "day",
            act_words(first.record),
            Side(places[0], first.record, f"dates it {days_words(days(first.record))}"),
            Side(places[1], second.record, f"dates it {days_words(days(second.record))}"),
        )
        for first in here
        for second in there
        if timedelta(0) < abs(_day(first) - _day(second)) <= APART
        and _must_be_one(first, second, words)
        and not _is_a_series(first, here, second, there)
        and not (_names_day(one, first, _day(second)) or _names_day(other, second, _day(first)))
    ]


def other_date_ahead(one: Text, other: Text, places: tuple[int, int], words: Words) -> list[Contradiction]:
    """Return the occasions that lie ahead of both texts and that they set for different days, a month apart at most."""
    here, there = list(_ahead(one, other)), list(_ahead(other, one))
    return [
        Contradiction(
            "ahead",
            _occasion_words(first),
            Side(places[0], first, f"sets it for {days_words(days(first))}"),
            Side(places[1], second, f"sets it for {days_words(days(second))}"),
        )
        for first in here
        for second in there
        if _apart(days(first), days(second))
        and _same_occasion(first, second, words)
        and not any(_meet(days(more), days(second)) and _same_occasion(first, more, words) for more in here)
        and not any(_meet(days(more), days(first)) and _same_occasion(second, more, words) for more in there)
    ]


@cache
def once() -> frozenset[str]:
    """Return the words for acts that are done but once to the same person or thing."""
    text = files(__package__).joinpath("once.csv").read_text(encoding="utf-8")
    return frozenset(row["word"] for row in csv.DictReader(text.splitlines()))


def _to_the_day(text: Text) -> list[Act]:
    return [one for one in acts_of(text, "actual") if days(one.record).is_day]


def _day(act: Act) -> date:
    found = days(act.record).start
    assert found is not None
    return found


def _must_be_one(one: Act, other: Act, words: Words) -> bool:
    """Return whether two acts can only be one: the same persons at the same place, or what is done but once."""
    if not same_kind(one, other) or not same_persons(one, other) or not places_agree(one.record, other.record):
        return False
    if place_of(one.record) and place_of(one.record) == place_of(other.record) and _are_the_same(one, other):
        return True
    verbs = words.of(one.record.trigger.quote).words & words.of(other.record.trigger.quote).words
    only_once = bool(verbs & frozenset().union(*(words.of(f"to {verb}").words for verb in once())))
    return only_once and words.alike(
        one.record.anchor.quote, other.record.anchor.quote, ALIKE, apart_from=names(one, other)
    )


def _are_the_same(one: Act, other: Act) -> bool:
    """Return whether both acts name the same persons; the host of a visit may be a state."""
    first, second = ([ref for side in act.sides for ref in side] for act in (one, other))
    if not who(first) or who(first) != who(second):
        return False
    visit = one.coding.mode == other.coding.mode == "visit"
    return len(homes(first)) > 1 and (visit or not any(is_whole(ref) for ref in (*first, *second)))


def _is_a_series(one: Act, here: Sequence[Act], other: Act, there: Sequence[Act]) -> bool:
    """Return whether a text tells such an act on several days."""
    return any(
        _day(more) != _day(act) and abs(_day(more) - _day(act)) <= 2 * APART and same_kind(more, act)
        and same_persons(more, act)
        for act, told in ((one, here), (other, there))
        for more in told
    )  # fmt: skip


def _names_day(text: Text, act: Act, day: date) -> bool:
    """Return whether the words of an act name another day as well."""
    evidence = act.record.evidence
    return any(
        one.days.is_day and one.days.start == day and any(span.overlaps(one.span) for span in evidence)
        for one in text.reading.dates
    )


def _ahead(text: Text, other: Text) -> Iterator[Record]:
    """Yield what is set for a few days that are over for neither text; nothing that stands within a judgement."""
    written = [end for one in (text, other) if (end := _written(one))]
    planned = {id(act.record) for act in acts_of(text, "scheduled")}
    for record in text.reading.records:
        span = days(record)
        if not (isinstance(record, Occasion) and record.realis == "scheduled") and id(record) not in planned:
            continue
        is_short = (extent := length(span)) is not None and extent <= WEEK
        if is_short and all(span.start and span.start >= day for day in written):
            yield record


def _written(text: Text) -> date | None:
    written = text.reading.reference.days
    return written.start or written.end


def _apart(one: DayRange, other: DayRange) -> bool:
    if one.start is None or other.start is None or _meet(one, other):
        return False
    return abs(one.start - other.start) <= MONTH


def _meet(one: DayRange, other: DayRange) -> bool:
    if one.start is None or one.end is None or other.start is None or other.end is None:
        return False
    return one.start <= other.end and other.start <= one.end


def _same_occasion(one: Record, other: Record, words: Words) -> bool:
    first, second = _parties(one), _parties(other)
    if first and second and not homes(first) & homes(second):
        return False
    named, also = who(first), who(second)
    if (named and also and not named & also) or not places_agree(one, other):
        return False
    return words.alike(one.anchor.quote, other.anchor.quote, ALIKE)


def _parties(record: Record) -> tuple[ActorRef, ...]:
    return (*doers(record), *(record.recipients if isinstance(record, Event) else ()))


def _occasion_words(record: Record) -> str:
    return capital(shorten(record.name.quote, 110)) if isinstance(record, Occasion) else act_words(record)
