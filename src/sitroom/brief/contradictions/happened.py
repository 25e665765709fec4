"""Happened or not: an act that one text tells as done and another as not done."""

from sitroom.brief.bundle import Text
from sitroom.brief.contradictions.comparing import (
    MONTH,
    WEEK,
    Act,
    Words,
    acts_of,
    days,
    home_of,
    homes,
    length,
    names,
    places_agree,
    same_kind,
    who,
)
from sitroom.brief.contradictions.contradiction import Contradiction, Side
from sitroom.brief.contradictions.telling import act_words, dated
from sitroom.core import DayRange

ALIKE = 0.5
"""Share of the words of the shorter telling that the longer must have."""


def happened_or_not(one: Text, other: Text, places: tuple[int, int], words: Words) -> list[Contradiction]:
    """Return the acts that one of two texts says were done and the other that they were not."""
    return [
        *_told_and_denied(one, other, places, words),
        *(
            Contradiction(found.kind, found.about, found.other, found.one)
            for found in _told_and_denied(other, one, (places[1], places[0]), words)
        ),
    ]


def _told_and_denied(one: Text, other: Text, places: tuple[int, int], words: Words) -> list[Contradiction]:
    return [
        Contradiction(
            "happened",
            f"{act_words(done.record)}{dated(done.record)}",
            Side(places[0], done.record, "says that it happened"),
            Side(places[1], denied.record, "says that it did not"),
        )
        for done in acts_of(one, "actual")
        for denied in acts_of(other, "negated")
        if same_kind(done, denied) and _denies(done, denied) and _meant(done, denied, words)
    ]


def _denies(done: Act, denied: Act) -> bool:
    """Return whether a denial is about the parties of an act: whom it names took part, or their whole state.

    That a president met nobody does not deny that his minister did.
    """
    for here, there in zip(done.sides, denied.sides, strict=True):
        if homes(here) != homes(there):
            return False
        for home in homes(here):
            took_part = who(ref for ref in here if home_of(ref) == home)
            named = who(ref for ref in there if home_of(ref) == home)
            if named and not named & took_part:
                return False
    return places_agree(done.record, denied.record)


def _meant(done: Act, denied: Act, words: Words) -> bool:
    """Return whether a denial is of this very act: by its days and, where those leave room, its words."""
    when, never = days(done.record), days(denied.record)
    parties = homes(ref for side in done.sides for ref in side)
    alike = words.alike(done.record.anchor.quote, denied.record.anchor.quote, ALIKE, apart_from=names(done, denied))
    if length(when) is None or length(never) is None:
        return alike and _of_one_time(when, never)
    if not _within(when, never):
        return False
    return alike or (len(parties) > 1 and (done.coding.event_type == "CONSULT" or _same_verb(done, denied, words)))


def _within(when: DayRange, never: DayRange) -> bool:
    """Return whether the days of an act lie in those of its denial, or both are told to a week and meet."""
    if when.start is None or when.end is None or never.start is None or never.end is None:
        return False
    if never.start <= when.start and when.end <= never.end:
        return True
    short = when.end - when.start <= WEEK and never.end - never.start <= WEEK
    return short and when.start <= never.end and never.start <= when.end


def _of_one_time(when: DayRange, never: DayRange) -> bool:
    """Return whether two tellings, of which one has no first day, look back from about the same time."""
    if when.end is None or never.end is None:
        return False
    dated_later = when.start is not None and when.end > never.end
    return not dated_later and abs(when.end - never.end) <= MONTH


def _same_verb(done: Act, denied: Act, words: Words) -> bool:
    return bool(words.of(done.record.trigger.quote).words & words.of(denied.record.trigger.quote).words)
