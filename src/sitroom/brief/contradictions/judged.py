"""Judged: one thing that two texts hold likely and unlikely, with bands that leave a gap."""

from datetime import timedelta

from sitroom.brief.bundle import Text
from sitroom.brief.changes.matching import Held, held_in, pairs_of
from sitroom.brief.contradictions.contradiction import Contradiction, Side
from sitroom.brief.judgements import closing_days
from sitroom.brief.words import clause, one_line, percent_range, quoted
from sitroom.record import Estimate

Band = tuple[float, float]

GAP = 0.005
"""Bands must be further apart: two that touch at an end do not exclude each other."""
ABOUT = timedelta(days=7)


def judged_apart(one: Text, other: Text, places: tuple[int, int]) -> list[Contradiction]:
    """Return the judgements about one thing of which one text gives a likelihood that the other's leaves no room for.

    What is likely by a later day may well be unlikely by an earlier one.
    """
    return [
        Contradiction(
            "judged",
            quoted(clause(pair.earlier.estimate.content.quote), 130),
            Side(places[0], pair.earlier.estimate, _says(pair.earlier.estimate, turned=False)),
            Side(places[1], pair.later.estimate, _says(pair.later.estimate, turned=pair.turned)),
        )
        for pair in pairs_of(held_in([one]), held_in([other]))
        if _exclude(pair.earlier, pair.later, turned=pair.turned)
    ]


def _exclude(one: Held, other: Held, *, turned: bool) -> bool:
    first, second = one.estimate, other.estimate
    if first.band is None or second.band is None:
        return False
    there = _turn(second.band) if turned else second.band
    # What is held likelier must close no later than what is held less likely, of the thing itself or of its contrary.
    if first.band[0] - there[1] > GAP:
        return _closes_first(first, second)
    return there[0] - first.band[1] > GAP and _closes_first(second, first)


def _closes_first(one: Estimate, other: Estimate) -> bool:
    """Return whether one judgement closes no later than another, to about a week; one without a day closes last."""
    first, last = closing_days(one), closing_days(other)
    if last is None or last.end is None:
        return True
    return first is not None and first.end is not None and first.end <= last.end + ABOUT


def _says(estimate: Estimate, *, turned: bool) -> str:
    words, band = one_line(estimate.words.quote), estimate.band
    if band is None:
        return f"holds it “{words}”"
    number = percent_range(band)
    if turned:
        return f"holds the contrary “{words}” ({number}), which leaves it {percent_range(_turn(band))}"
    return f"holds it “{words}” ({number})"


def _turn(band: Band) -> Band:
    return round(1 - band[1], 4), round(1 - band[0], 4)
