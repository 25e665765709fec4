"""Guards: what a match must have around it to be a date and not a name, a verb or a count."""

from collections.abc import Callable

from sitroom.text.dates import calendar_guards, relative_guards
from sitroom.text.dates.contexts import Match, words

NUMBERED = words("article section chapter page no resolution flight room")
STREETS = words("street avenue road square boulevard lane bridge")
SIGNS_BEFORE_COUNTS = frozenset("$€£¥₽#№%-–/.+*=_")
OPEN_COMPOUNDS = words("post pre mid until since")  # post-2012


def fits(guard: str, match: Match) -> bool:
    """Return whether a match passes its guard, and is no part of a longer number, name or address."""
    start = match.scan.pieces[match.start]
    if start[0].isdigit() and (match.before in NUMBERED or _is_glued(match)):
        return False
    if match.after in STREETS and match.after_piece[0].isupper():
        return False
    return not guard or GUARDS[guard](match)


def _is_glued(match: Match) -> bool:
    """Return whether a sign right before digits makes them a sum, a score or a part of a longer number."""
    glued = match.scan.pieces[match.start - 1] if match.start else " "
    compound = glued in "-–" and match.scan.word(match.start - 2) in OPEN_COMPOUNDS
    return glued in SIGNS_BEFORE_COUNTS and not compound


GUARDS: dict[str, Callable[[Match], bool]] = {
    "day-alone": calendar_guards.day_alone,
    "range": calendar_guards.day_range,
    "range-months": calendar_guards.range_months,
    "range-years": calendar_guards.range_years,
    "month": calendar_guards.month,
    "quarter": calendar_guards.quarter,
    "season": calendar_guards.season,
    "year": calendar_guards.year,
    "spelled-year": calendar_guards.spelled_year_guard,
    "weekday": calendar_guards.weekday,
    "decade": calendar_guards.decade,
    "unit": relative_guards.unit,
    "the-unit": relative_guards.the_unit,
    "turn": relative_guards.turn,
    "ends-here": relative_guards.ends_here,
    "duration": relative_guards.duration,
    "bare-units": relative_guards.bare_units,
    "vague": relative_guards.vague,
    "noun": relative_guards.noun,
    "clock": relative_guards.clock,
    "frequency": relative_guards.frequency,
    "part-alone": relative_guards.part_alone,
}
