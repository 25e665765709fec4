"""Finding dates: the longest match of any rule, from left to right."""

import re
from functools import cache, lru_cache

from sitroom.core import Span
from sitroom.text.dates.building import build
from sitroom.text.dates.contexts import Match
from sitroom.text.dates.grammar import in_signs, rules
from sitroom.text.dates.guards import fits
from sitroom.text.dates.lexicon import UNKNOWN, lexicon
from sitroom.text.dates.mentions import DateMention
from sitroom.text.dates.scanning import Scan, scan

CORE = (
    "month", "month_short", "weekday", "weekday_short", "weekdays", "season", "unit", "units", "deictic", "decade",
    "decade_word", "year4", "year_short", "date", "years", "year_month", "nine_eleven", "frequency", "clock",
    "clock_word", "meridiem", "hhmm", "lettered_q", "lettered_h", "lettered_f", "present", "past_adverb", "soon",
    "past_noun", "present_noun", "future_noun", "part", "christmas", "holiday_name", "number_word", "period",
    "nth_day", "m", "clock_noun",
)  # fmt: skip
LONGEST = 48  # pieces, with blanks; the longest expression has about thirty


def find_dates(text: str) -> tuple[DateMention, ...]:
    """Return all expressions of time, in text order, none overlapping another.

    A span has no preposition in front ("by mid-March" gives ``mid-March`` with the lead ``by``), but keeps what shapes
    the time itself: "the coming three weeks", "some three weeks ago", "the end of November". One range is one mention.

    >>> [mention.quote for mention in find_dates("On February 11th - 20th he was in Sochi.")]
    ['February 11th - 20th']
    """
    scanned = scan(text)
    found: list[DateMention] = []
    done = 0
    for core in _core().finditer(scanned.signs):
        if core.start() >= done:
            start = max(scanned.signs.rfind(UNKNOWN, done, core.start()) + 1, done)
            done = scanned.signs.find(UNKNOWN, core.start())
            done = len(scanned.signs) if done < 0 else done
            found.extend(_in_run(scanned, start, done))
    return tuple(found)


def _in_run(scanned: Scan, at: int, end: int) -> list[DateMention]:
    found = []
    while at < end:
        mention_end = at + 1
        if scanned.signs[at] not in " ,-/:.')(":
            got = _longest(scanned, at, end)
            if got is not None:
                mention, mention_end = got
                found.append(mention)
        at = mention_end
    return found


def _longest(scanned: Scan, at: int, end: int) -> tuple[DateMention, int] | None:
    for length, order in _candidates(scanned.signs[at : min(end, at + LONGEST)]):
        rule = rules()[order]
        got = rule.pattern.match(scanned.signs, at, at + length)
        assert got is not None
        parts = {
            name: scanned.text[scanned.offsets[got.start(name)] : scanned.offsets[got.end(name)]]
            for name, group in got.groupdict().items()
            if group
        }
        match = Match(scanned, at, got.end(), parts)
        if fits(rule.guard, match):
            span = Span.of(scanned.text, scanned.offsets[at], scanned.offsets[got.end()])
            return build(rule.form, parts, span, match.lead), got.end()
    return None


@lru_cache(maxsize=16384)
def _candidates(signs: str) -> tuple[tuple[int, int], ...]:
    """Return the rules that match at the beginning of some signs, with lengths, longest first.

    Texts say the same few things about time in the same signs, so most answers are remembered ones.
    """
    found = []
    for order, rule in enumerate(rules()):
        got = rule.pattern.match(signs)
        if got and got.end():
            found.append((got.end(), order))
    return tuple(sorted(found, key=lambda row: (-row[0], row[1])))


@cache
def _core() -> re.Pattern[str]:
    return re.compile(in_signs(f"<{'|'.join(CORE)}>", lexicon()))
