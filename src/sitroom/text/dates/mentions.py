"""Mentions of dates and the values they resolve to."""

from dataclasses import dataclass, field
from typing import Literal

from sitroom.core import DayRange, Span

Direction = Literal["past", "future"]
Anchor = Literal["writing", "near", "either"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]


@dataclass(frozen=True, slots=True)
class Point:
    """What an expression says about one point or stretch of the calendar; None is not said.

    Args:
        year, month, day, weekday: of the calendar; Monday is 1.
        quarter, half, season, decade, century: a season is SP, SU, FA or WI; 199 is the 1990s; 20 is the twentieth
            century.
        week: which week of the month, -1 is the last.
        holiday: a name in holidays.py.
        part, clock: of the day: MO, AF, EV, NI; ``HH:MM``.
        edge: EARLY, MID, LATE, START, END, TURN, BEFORE, AFTER, H1 or H2 of the stretch.
        which: -1 last, 0 this, 1 next: of what the other fields name, or of ``unit``.
        which_year, which_week: the same for the year or week that the other fields lie in.
        shift, unit: so many units from the anchor; ``shift`` may be a fraction.
        unknown: the number of units is not told: "months ago".
        anchor: what "last" or "ago" count from: the writing ("last week"), the day that the text is at ("the following
            week"), or either, the latter first ("a year earlier").
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    quarter: int | None = None
    half: int | None = None
    season: str | None = None
    decade: int | None = None
    century: int | None = None
    week: int | None = None
    holiday: str | None = None
    part: str | None = None
    clock: str | None = None
    edge: str | None = None
    which: int | None = None
    which_year: int | None = None
    which_week: int | None = None
    shift: float | None = None
    unit: str | None = None
    unknown: bool = False
    anchor: Anchor = "writing"

    @property
    def hangs_on_writing(self) -> bool:
        """Whether the words count from the day of writing, so that a range of such days gives a range of answers."""
        if self.anchor == "near":
            return False
        counted = (self.which, self.which_year, self.which_week, self.shift)
        return any(value is not None for value in counted) or (self.weekday is not None and self.day is None)


@dataclass(frozen=True, slots=True)
class DateMention:
    """One expression of time in a text.

    Args:
        span: the exact words, without a leading preposition.
        form: day, month, quarter, half, season, year, decade, century, holiday, range, relative, weekday, horizon,
            duration, set, vague or time.
        lead: the preposition before it in small letters (``since``, ``by``, ``in`` ...), or an empty string.
        first: the calendar point; for a range its beginning.
        last: the end of a range.
        count: the number of units of a duration, horizon or set; None where it is not told ("several").
        unit: D, W, FN (fortnight), WE (weekend), M, Q, Y, DE, CE, TH, TM or TS.
        sign: -1 where a horizon lies before its anchor, 1 after; otherwise 0.
        value: the TIMEX3 value of a set or a vague expression.
    """

    span: Span
    form: str
    lead: str = ""
    first: Point = field(default_factory=Point)
    last: Point | None = None
    count: float | None = None
    unit: str = ""
    sign: int = 0
    value: str = ""

    @property
    def quote(self) -> str:
        """The exact words."""
        return self.span.quote


@dataclass(frozen=True, slots=True)
class DateValue:
    """What a mention means on the calendar.

    Args:
        days: the days, inclusive; open where they are not settled.
        edtf: ISO 8601-2 (EDTF), empty where it has no form for it, such as a bare duration.
        timex_type: as in TimeML.
        timex_value: as in TimeML 1.2.1.
        basis: how it was worked out, for a reader.
        end_range: the earliest and the latest possible last day, where the day of writing is itself a range.
        closes: whether the last day is a deadline: the expression is a stretch ahead, or follows "by" or "until".
    """

    days: DayRange
    edtf: str
    timex_type: TimexType
    timex_value: str
    basis: str
    end_range: DayRange | None = None
    closes: bool = False
