"""Windows: the days on which an event settles a question, one stretch for every day on which it may have opened."""

from datetime import timedelta

from sitroom.core import DayRange, LedgerError
from sitroom.ledger.question import Question

MOST_WINDOWS = 366


def windows_of(question: Question) -> tuple[DayRange, ...]:
    """Return every stretch of days that a question may mean, both ends counted; the same outcome in all settles it.

    Where the day of writing is a range, the closing day moves with it. Where the two ranges do not move together, the
    shortest and the longest stretch stand for all between.

    Raises:
        LedgerError: an end is open, so that there is no such stretch.

    >>> from datetime import date
    >>> from sitroom.core import day_range
    >>> asked = Question(text="?", rule_words="by hand", resolver="person",
    ...     opens_on=day_range(date(2013, 2, 21), date(2013, 2, 22)),
    ...     closes_on=day_range(date(2013, 3, 14), date(2013, 3, 15)))
    >>> [window.edtf() for window in windows_of(asked)]
    ['2013-02-21/2013-03-14', '2013-02-22/2013-03-15']
    """
    opens, closes = question.opens_on, question.closes_on
    if opens.start is None or closes.end is None:
        raise LedgerError(f"question {question.id} has no opening or no closing day; fix its closing day")
    open_days, close_days = (opens.end or opens.start) - opens.start, closes.end - (closes.start or closes.end)
    if open_days == close_days and open_days.days < MOST_WINDOWS:
        first = closes.start or closes.end
        moves = [timedelta(days=moved) for moved in range(open_days.days + 1)]
        return tuple(DayRange(opens.start + move, max(opens.start, first) + move) for move in moves)
    longest = DayRange(opens.start, max(closes.end, opens.start))
    first, last = opens.end or opens.start, closes.start or closes.end
    return (longest, DayRange(first, last)) if first <= last else (longest,)
