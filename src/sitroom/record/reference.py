"""The reference date: on which days the text can have been written, from its own evidence before its stamp.

The rules, in order; each leaves a reason behind:

1. A day given from outside (a batch row's ``date``) settles it.
2. Years named beside past acts are a floor. A writer names a year where it is not the current one, so where days
   without a year stand beside a month or a year that has one, the current year is the next one, unless whole days
   (21 February 2013) carry it.
3. Where no year is named, the offices of the people named in full tell it.
4. The newest day in the past is a floor, the nearest day ahead a ceiling.
5. The page's stamp decides where the text is silent and where it contradicts nothing; else it is set aside.
6. Without a day to go by, the range stays as wide as the years are.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sitroom.core import DayRange, Span, english_day
from sitroom.record.gazetteer import Person
from sitroom.record.incumbents import in_office
from sitroom.record.reading import Reference
from sitroom.record.timing import Dated
from sitroom.text import DateValue, Stamp, resolve_date

AFTER_NEWEST = 31
FINE = 16
ENOUGH_DAYS = 3
WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", re.IGNORECASE)
PAST_LEADS = {"in", "on", "since", "during", "from"}
GOOD_YEARS = range(1945, 2101)


@dataclass(frozen=True, slots=True)
class _Clue:
    one: Dated
    days: DayRange
    has_year: bool

    @property
    def start(self) -> date:
        """The first day."""
        return self.days.start or date.min

    @property
    def width(self) -> int:
        """How many days it spans."""
        return self.days.days or 400

    @property
    def fine(self) -> bool:
        """Whether it tells a day or so, and not only a month or a year."""
        return self.width <= FINE


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
    floor = max((c.start for c in clues if _is_past_year(c)), default=None)
    stamp = max(stamps, key=lambda mark: (mark.kind == "published", mark.day), default=None)
    days_told = [clue for clue in clues if not clue.has_year and clue.fine]
    if not days_told:
        return _from_years_only(clues, floor, stamp)
    year, why = _current_year(clues, floor, stamp)
    if floor is None and people:
        year, why = _year_of_offices(days_told, people, stamp) or (year, why)
    year = _fitting_weekdays(days_told, year, stamp, why)
    if year is None or (
        floor is not None and year > floor.year and len(days_told) < ENOUGH_DAYS and not _agrees(stamp, year)
    ):
        return _from_years_only(clues, floor, stamp)
    return _within(clues, year, floor, stamp, why)


def _fitting_weekdays(clues: Sequence[_Clue], year: int | None, stamp: Stamp | None, why: list[str]) -> int | None:
    """The year, or the nearest one in which every weekday beside a day is right; the year itself where none is."""
    told = [
        (clue, match.group().capitalize()) for clue in clues if (match := WEEKDAY.search(clue.one.mention.span.quote))
    ]
    if year is None or not told:
        return year
    last = stamp.day.year if stamp else year + 6
    near = sorted(range(year - 6, max(year, last) + 1), key=lambda one: (abs(one - year), one))
    for one in near:
        placed = [(_place(clue, one), name) for clue, name in told]
        if all(days and days.start and days.start.strftime("%A") == name for days, name in placed):
            if one != year:
                why.append(f"{told[0][0].one.mention.span.quote!r} was a {told[0][1]} in {one}, not in {year}")
            return one
    return year


def _agrees(stamp: Stamp | None, year: int) -> bool:
    return stamp is not None and stamp.day.year == year


def _is_past_year(clue: "_Clue") -> bool:
    """Whether a year is named for something that has happened: not ``the 2030 Agenda``, which only bears it."""
    lead = (clue.one.mention.lead or "").lower()
    return clue.has_year and clue.one.direction == "past" and (clue.fine or lead in PAST_LEADS or clue.width <= 31)


def _clues(one: Dated) -> list[_Clue]:
    """The expression's days in a test year, and whether its own words hold a year."""
    first = _try(one, date(2004, 7, 1))
    second = _try(one, date(2016, 7, 1))
    if first is None or second is None or first.timex_type not in ("DATE", "TIME") or first.days.start is None:
        return []
    if first.days == second.days:
        if first.days.start.year not in GOOD_YEARS:
            return []
        return [_Clue(one, first.days, has_year=True)]
    if (
        second.days.start
        and first.days.start.month == second.days.start.month
        and one.mention.form
        in (
            "day",
            "month",
            "range",
            "vague",
            "weekday",
        )
    ):
        return [_Clue(one, first.days, has_year=False)]
    return []


def _try(one: Dated, day: date) -> DateValue | None:
    value = resolve_date(one.mention, reference=DayRange(day, day), direction=None)
    return value if value.days.start or value.days.end else None


def _current_year(clues: Sequence[_Clue], floor: date | None, stamp: Stamp | None) -> tuple[int | None, list[str]]:
    """The year of the days that bear none, with the reason."""
    ahead = [c.start.year for c in clues if c.has_year and c.one.direction == "future"]
    if floor is None:
        if stamp is not None:
            return stamp.day.year, [f"no year in the text; the page's stamp is of {stamp.day.year}"]
        return (min(ahead), [f"the nearest year named for something ahead is {min(ahead)}"]) if ahead else (None, [])
    newest = [c for c in clues if _is_past_year(c) and c.start.year == floor.year]
    words = newest[-1].one.mention.span.quote
    if any(c.fine for c in newest):
        return floor.year, [f"{words!r} has its year, and no later year is named for what is past"]
    if ahead and min(ahead) == floor.year:
        return floor.year, [f"{floor.year} is named for what is past and for what is ahead"]
    if stamp is not None and stamp.day.year == floor.year:
        return floor.year, [f"{words!r} is the newest year named, and the stamp is of the same year"]
    return floor.year + 1, [f"{words!r} names its year, dates of the current one do not: written in a later year"]


def _year_of_offices(
    clues: Sequence[_Clue], people: Sequence[Person], stamp: Stamp | None
) -> tuple[int, list[str]] | None:
    """The year in which most of the people named held office on the newest of the text's days; the first of several."""
    bare = [clue for clue in clues if clue.one.direction == "past"] or list(clues)
    last = stamp.day.year if stamp else GOOD_YEARS[-1]
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
    if stamp is not None and stamp.day.year in years:
        return None
    why = f"no year in the text; {most} of the people it names held office together in {years[0]} to {years[-1]}; "
    return years[0], [f"{why}{years[0]} is taken, as the first of these; give the day of writing if you know it"]


def _within(clues: Sequence[_Clue], year: int, floor: date | None, stamp: Stamp | None, why: list[str]) -> Reference:
    """The days between the newest in the past and the nearest ahead, in the year that was found."""
    spans = [c.one.mention.span for c in clues if floor and _is_past_year(c) and c.start == floor][:1]
    past = [(placed, c) for c in clues if _tells(c, "past") and (placed := _place(c, year))]
    future = [(placed, c) for c in clues if _tells(c, "future") and (placed := _place(c, year))]
    future += [(c.days, c) for c in clues if c.has_year and c.one.direction == "future"]
    starts = [(days.start, c) for days, c in past if days.start]
    start, start_clue = max(
        starts, key=lambda pair: pair[0], default=(max(floor or date(year, 1, 1), date(year, 1, 1)), None)
    )
    if floor and floor > start and floor.year == year:
        start, start_clue = floor, None
    ends = [(days.start - timedelta(days=1), c) for days, c in future if days.start and days.start > start]
    end, end_clue = min(ends, key=lambda pair: pair[0], default=(None, None))
    if start_clue is not None:
        why.append(f"{start_clue.one.mention.span.quote!r} is past: not before {english_day(start)}")
        spans.append(start_clue.one.mention.span)
    if end_clue is not None and end is not None:
        why.append(f"{end_clue.one.mention.span.quote!r} is ahead: not after {english_day(end)}")
        spans.append(end_clue.one.mention.span)
    return _closed(start, end, stamp, why, spans)


def _tells(clue: _Clue, direction: str) -> bool:
    return not clue.has_year and clue.fine and clue.one.direction == direction


def _place(clue: _Clue, year: int) -> DayRange | None:
    value = resolve_date(
        clue.one.mention,
        reference=DayRange(date(year, 1, 1), date(year, 12, 31)),
        direction=None,
        near=date(year, 7, 1),
    )
    return value.days if value.days.start and value.days.start.year in (year - 1, year, year + 1) else None


def _closed(
    start: date, end: date | None, stamp: Stamp | None, why: list[str], spans: Sequence[Span] = ()
) -> Reference:
    """The range with what the stamp adds: its day where it fits, nothing where it contradicts the text."""
    latest = min(end or date.max, start + timedelta(days=366))
    if stamp is not None and start <= stamp.day <= latest:
        why.append(f"the page's stamp ({english_day(stamp.day)}) contradicts nothing in the text")
        start, end = (stamp.day if stamp.kind == "published" else start), stamp.day
    elif stamp is not None:
        how = "older than what the text tells as past" if stamp.day < start else "later than the text's own evidence"
        why.append(f"the page's stamp ({english_day(stamp.day)}) is {how}; ignored")
    if end is None or end > start + timedelta(days=366):
        end = start + timedelta(days=AFTER_NEWEST)
        why.append(f"assumed: within {AFTER_NEWEST} days of the newest dated act")
    return Reference(DayRange(start, end), tuple(why), tuple(spans))


def _from_years_only(clues: Sequence[_Clue], floor: date | None, stamp: Stamp | None) -> Reference:
    """Without days of the current year, the newest year named for what is past tells no more than itself."""
    if floor is None:
        if stamp is None:
            return Reference(DayRange(), ("nothing in the text says when it was written",))
        return Reference(
            DayRange(stamp.day, stamp.day), ("the page's stamp; nothing in the text speaks for or against it",)
        )
    newest = [c for c in clues if _is_past_year(c) and c.start.year == floor.year]
    words = newest[-1].one.mention.span
    why = [f"the newest time named for what is past is {words.quote!r}"]
    if sum(c.fine for c in newest) > 1:
        ahead = [
            c.start - timedelta(days=1) for c in clues if c.has_year and c.one.direction == "future" and c.start > floor
        ]
        return _closed(floor, min(ahead, default=None), stamp, why, [words])
    if stamp is not None and floor <= stamp.day <= date(floor.year + 1, 12, 31):
        why.append(f"the page's stamp ({english_day(stamp.day)}) contradicts nothing in the text")
        return Reference(DayRange(stamp.day, stamp.day), tuple(why), (words,))
    why.append("how long after that it was written, the text does not tell; give the day of writing if you know it")
    return Reference(DayRange(floor, None), tuple(why), (words,))
