"""The reference date: on which days the text can have been written, from its own evidence before its stamp.

The rules, in order; each leaves a reason behind:

1. A day given from outside (a batch row's ``date``) settles it.
2. Years named beside past dates are a floor. A writer names a year where it is not the current one, so
   where dates without a year stand beside a month or a year that has one, the current year is a later one,
   unless only days (21 February 2013) carry it.
3. A weekday beside a day fits some years only.
4. The newest act in the past is a floor, the oldest occasion ahead a ceiling.
5. The page's stamp decides only where the text is silent, and is a ceiling where it does not contradict.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sitroom.core import DayRange, Span, english_day
from sitroom.record.gazetteer import Person
from sitroom.record.incumbents import in_office
from sitroom.record.records import Reference
from sitroom.record.timing import Dated
from sitroom.text import DateValue, Stamp, resolve_date

AFTER_NEWEST = 31
EXPLICIT_FORMS = {"day", "month", "year", "range", "vague", "season", "quarter", "weekday"}
GOOD_YEARS = range(1945, 2101)


@dataclass(frozen=True, slots=True)
class _Clue:
    one: Dated
    days: DayRange
    has_year: bool
    fine: bool


def infer_reference(
    dated: Sequence[Dated], stamps: Sequence[Stamp], *, given: date | None = None, people: Sequence[Person] = ()
) -> Reference:
    """Return the days on which a text can have been written, with the reasons.

    Args:
        dated: the body's time expressions with the way each points; those of stamps are left out.
        stamps: what the page says of itself.
        given: a day known from outside.
        people: those whom the text names in full; the offices they held narrow the year where none is named.
    """
    if given is not None:
        return Reference(DayRange(given, given), ("given with the text",))
    clues = [clue for one in dated for clue in _clues(one)]
    floor = max(
        (c.days.start for c in clues if c.has_year and c.one.direction == "past" and c.days.start), default=None
    )
    stamp = max((mark.day for mark in stamps), default=None)
    year, why = _current_year(clues, floor, stamp)
    if floor is None and people and any(not clue.has_year for clue in clues):
        year, why = _year_of_offices(clues, people, stamp) or (year, why)
    if year is None:
        return _from_years_only(clues, floor, stamp, why)
    return _within(clues, year, floor, stamp, why)


def _clues(one: Dated) -> list[_Clue]:
    """The expression's days in a test year, and whether its own words hold a year."""
    first = _try(one, date(2004, 7, 1))
    second = _try(one, date(2016, 7, 1))
    if first is None or second is None or first.timex_type not in ("DATE", "TIME") or first.days.start is None:
        return []
    if first.days == second.days:
        if first.days.start.year not in GOOD_YEARS:
            return []
        width = first.days.days or 400
        return [_Clue(one, first.days, True, width <= 16)]
    if first.days.start.month == second.days.start.month and one.mention.form in (
        "day",
        "month",
        "range",
        "vague",
        "weekday",
    ):
        return [_Clue(one, first.days, False, (first.days.days or 400) <= 16)]
    return []


def _try(one: Dated, day: date) -> DateValue | None:
    value = resolve_date(one.mention, reference=DayRange(day, day), direction=None)
    return value if value.days.start or value.days.end else None


def _current_year(clues: Sequence[_Clue], floor: date | None, stamp: date | None) -> tuple[int | None, list[str]]:
    bare = [clue for clue in clues if not clue.has_year]
    if not bare:
        return None, []
    dated = [
        c
        for c in clues
        if c.has_year and c.one.direction != "future" and (not stamp or (c.days.start or stamp) <= stamp)
    ]
    ahead = [c.days.start.year for c in clues if c.has_year and c.one.direction == "future" and c.days.start]
    if floor is None and dated:
        floor = max(c.days.start for c in dated if c.days.start)
    if floor is None:
        if ahead:
            return min(ahead), [f"the nearest year named for something ahead is {min(ahead)}"]
        return (stamp.year, [f"no year in the text; the page's stamp is of {stamp.year}"]) if stamp else (None, [])
    newest = [c for c in dated if c.days.start and c.days.start.year == floor.year]
    words = newest[-1].one.mention.span.quote if newest else str(floor.year)
    if any(c.fine for c in newest):
        return floor.year, [f"{words!r} has its year, and no later year is named for what is past"]
    if ahead and min(ahead) == floor.year:
        return floor.year, [f"{floor.year} is named for what is past and for what is ahead"]
    if ahead and min(ahead) > floor.year + 1:
        return floor.year + 1, [f"{words!r} names its year, dates of the current one do not"]
    months = {c.days.start.month for c in newest if c.days.start and (c.days.days or 400) <= 31}
    coarse_only = not months
    if coarse_only and stamp is not None and stamp.year == floor.year:
        return floor.year, [f"{words!r} is the newest year named, and the stamp is of the same year"]
    late = max((c.days.start.month for c in bare if c.one.direction == "past" and c.days.start), default=1)
    if coarse_only and late >= 1 and stamp is not None and stamp.year == floor.year + 1:
        return floor.year + 1, [f"{words!r} names its year, dates of the current one do not; the stamp agrees"]
    return floor.year + 1, [f"{words!r} names its year, dates of the current one do not: written in a later year"]


def _year_of_offices(
    clues: Sequence[_Clue], people: Sequence[Person], stamp: date | None
) -> tuple[int, list[str]] | None:
    """The year in which most of the people named held office on the newest of the text's days; the first of several."""
    bare = [clue for clue in clues if not clue.has_year and clue.one.direction == "past"] or [
        c for c in clues if not c.has_year
    ]
    last = stamp.year if stamp else GOOD_YEARS[-1]
    counts: dict[int, int] = {}
    for year in range(1985, min(last, 2100) + 1):
        newest = max((placed.start for clue in bare if (placed := _place(clue, year)) and placed.start), default=None)
        if newest is not None:
            counts[year] = in_office(people, newest)
    most = max(counts.values(), default=0)
    years = [year for year, count in counts.items() if count == most]
    if most < 2 or not years:
        return None
    if len(years) == 1:
        return years[0], [f"no year in the text; {most} of the people it names held office together in {years[0]} only"]
    if stamp is not None and stamp.year in years:
        return None
    return years[0], [
        f"no year in the text; {most} of the people it names held office together in {years[0]} to {years[-1]}; "
        f"{years[0]} is taken, as the first of these; give the day of writing if you know it"
    ]


def _within(clues: Sequence[_Clue], year: int, floor: date | None, stamp: date | None, why: list[str]) -> Reference:
    spans: list[Span] = [c.one.mention.span for c in clues if c.has_year and floor and c.days.start == floor][:1]
    past = [(placed, c) for c in clues if not c.has_year and c.one.direction == "past" and (placed := _place(c, year))]
    future = [
        (placed, c) for c in clues if not c.has_year and c.one.direction == "future" and (placed := _place(c, year))
    ]
    future += [(c.days, c) for c in clues if c.has_year and c.one.direction == "future"]
    starts = [(days.start, c) for days, c in past if days.start] + ([(floor, None)] if floor else [])
    start, start_clue = max(starts, key=lambda pair: pair[0], default=(date(year, 1, 1), None))
    if start.year > year:
        start = max((days.start for days, _ in past if days.start), default=date(year, 1, 1))
    ends = [(days.start - timedelta(days=1), c) for days, c in future if days.start and days.start > start]
    end, end_clue = min(ends, key=lambda pair: pair[0], default=(None, None))
    if start_clue is not None:
        why.append(f"{start_clue.one.mention.span.quote!r} is past: not before {english_day(start)}")
        spans.append(start_clue.one.mention.span)
    if end_clue is not None and end is not None:
        why.append(f"{end_clue.one.mention.span.quote!r} is ahead: not after {english_day(end)}")
        spans.append(end_clue.one.mention.span)
    return _closed(start, end, stamp, why, spans)


def _place(clue: _Clue, year: int) -> DayRange | None:
    value = resolve_date(
        clue.one.mention,
        reference=DayRange(date(year, 1, 1), date(year, 12, 31)),
        direction=None,
        near=date(year, 7, 1),
    )
    return value.days if value.days.start and value.days.start.year in (year - 1, year, year + 1) else None


def _closed(start: date, end: date | None, stamp: date | None, why: list[str], spans: list[Span]) -> Reference:
    if stamp is not None:
        if stamp < start:
            why.append(f"the page's stamp ({english_day(stamp)}) is older than what the text tells as past; ignored")
        elif stamp <= start + timedelta(days=AFTER_NEWEST) and (end is None or stamp <= end):
            why.append(f"the page's stamp ({english_day(stamp)}) fits: not after it")
            end = stamp
        else:
            why.append(f"the page's stamp ({english_day(stamp)}) is later than the text's own evidence; ignored")
    if end is None:
        end = start + timedelta(days=AFTER_NEWEST)
        why.append(f"assumed: within {AFTER_NEWEST} days of the newest dated act")
    return Reference(DayRange(start, end), tuple(why), tuple(spans))


def _from_years_only(clues: Sequence[_Clue], floor: date | None, stamp: date | None, why: list[str]) -> Reference:
    past = [c.days for c in clues if c.has_year and c.one.direction == "past" and c.days.start]
    if floor is None and stamp is None:
        return Reference(DayRange(), ("nothing in the text says when it was written",))
    if floor is None and stamp is not None:
        return Reference(
            DayRange(stamp, stamp), (*why, "the page's stamp; nothing in the text speaks for or against it")
        )
    assert floor is not None
    newest = max(past, key=lambda days: days.start or date.min)
    if (newest.days or 400) <= 31:
        ahead = [
            c.days.start - timedelta(days=1)
            for c in clues
            if c.has_year and c.one.direction == "future" and c.days.start and c.days.start > floor
        ]
        return _closed(
            floor, min(ahead, default=None), stamp, [*why, f"the newest dated act is of {english_day(floor)}"], []
        )
    end = date(floor.year + 1, 12, 31)
    if stamp and floor <= stamp <= end:
        return Reference(DayRange(stamp, stamp), (*why, f"the page's stamp fits the newest year named ({floor.year})"))
    return Reference(
        DayRange(floor, end), (*why, f"the newest year named is {floor.year}; assumed: written by the end of the next")
    )
