"""Resolving: what came of a question, from all that was known after its window closed."""

from datetime import date

import numpy as np

from sitroom.forecast.occurrences import KnownRows, matching_rows
from sitroom.forecast.question import PatternQuestion
from sitroom.history import Members


def find_outcome(question: PatternQuestion, rows: KnownRows, members: Members) -> bool | None:
    """Return whether the pattern held on any day after the cutoff up to the horizon's end.

    Args:
        question: asked of the rows' source.
        rows: as known later.
        members: maps a name to codes on a day.

    Returns:
        None where the source does not tell of the whole window: it ends earlier, or is silent in a calendar year.
    """
    first, last = question.cutoff.toordinal() + 1, question.cutoff.toordinal() + question.horizon_days
    if rows.told is None or rows.told.end is None or last > rows.told.end.toordinal():
        return None
    if not rows.years.issuperset(range(date.fromordinal(first).year, date.fromordinal(last).year + 1)):
        return None
    days = rows.day[matching_rows(rows, question.pattern, members)]
    return bool(np.searchsorted(days, last, side="right") > np.searchsorted(days, first, side="left"))
