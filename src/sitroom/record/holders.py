"""Holders: what a list of officeholders adds to those on record, what it repeats, and where it differs."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from sitroom.core import DayRange, english_range
from sitroom.record.gazetteer import Gazetteer, Person, Term, fold_name, read_day
from sitroom.record.holder_rows import HolderRow
from sitroom.record.offices import titles_of
from sitroom.record.positions import position_of
from sitroom.record.slugs import person_slug

Standing = Literal["new", "extending", "known", "differing"]
SLACK = timedelta(days=1)
HANDOVER = timedelta(days=31)
# offices of a state that one person holds at a time
SINGLE = {"head_of_state", "head_of_government", "foreign_minister", "defence_minister", "interior_minister"}
SURNAME_FIRST = {"CHN", "TWN", "PRK", "KOR", "HUN", "VNM"}
SUFFIXES = {"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"}


@dataclass(frozen=True, slots=True)
class Weighed:
    """A row of a holders list beside what is on record.

    Args:
        row: the row.
        slug: the person's, known or new.
        standing: ``new`` or ``extending`` (both are used), ``known``, or ``differing`` (kept, not used).
        note: what is on record, in words; empty for a new row.
    """

    row: HolderRow
    slug: str
    standing: Standing
    note: str = ""


@dataclass(frozen=True, slots=True)
class UsedRow:
    """A row that a desk uses: the row, whose it is, how far it vouches for an open end, and where it stands."""

    row: HolderRow
    slug: str
    known_to: date
    where: str


def weigh(
    rows: Sequence[HolderRow], known: Gazetteer, *, known_to: date, slugs: Mapping[str, str] | None = None
) -> tuple[Weighed, ...]:
    """Return each row of a list beside what is on record, in the order of the list.

    Args:
        rows: the list.
        known: what is on record: the tables, and what the desk uses already.
        known_to: how far the list vouches for a term without an end.
        slugs: whose the list's person ids are, as far as an earlier list said.
    """
    people = _people_of(rows, known, slugs or {})
    spans = _spans(rows, people)
    seen: dict[tuple[str, str, str, str, str], int] = {}
    out = []
    for row in rows:
        slug = people[row.person_id]
        key = (slug, row.country or "", fold_name(row.position), row.start, row.end)
        if key in seen:
            out.append(Weighed(row, slug, "known", f"it stands on line {seen[key]} as well"))
            continue
        seen[key] = row.line
        out.append(_weighed(row, slug, spans[row.line], known, known_to))
    return tuple(out)


def add_holders(known: Gazetteer, used: Iterable[UsedRow]) -> Gazetteer:
    """Return a gazetteer that knows these holders as well; each role cites its row."""
    rows: dict[str, list[UsedRow]] = defaultdict(list)
    for one in used:
        rows[one.slug].append(one)
    if not rows:
        return known
    return known.with_people([_person(slug, found, known.people.get(slug)) for slug, found in rows.items()])


# ---------------------------------------------------------------------- whose a row is
def _people_of(rows: Sequence[HolderRow], known: Gazetteer, slugs: Mapping[str, str]) -> dict[str, str]:
    """The slug of each person id: that of an earlier list, of a person on record, or a new one."""
    groups: dict[str, list[HolderRow]] = defaultdict(list)
    for row in rows:
        groups[row.person_id].append(row)
    out = {person_id: slugs[person_id] for person_id in groups if person_id in slugs}
    for surely in (True, False):
        for person_id, group in groups.items():
            if person_id in out:
                continue
            found = [person for person in _bearers(group, known) if person.slug not in out.values()]
            if surely:
                found = [person for person in found if any(_same_term(row, person) for row in group)]
            if len(found) == 1:
                out[person_id] = found[0].slug
    taken = {*known.people, *out.values()}
    for person_id, group in groups.items():
        if person_id not in out:
            out[person_id] = person_slug(group[0].person, person_id, taken)
            taken.add(out[person_id])
    return out


def _bearers(group: Sequence[HolderRow], known: Gazetteer) -> list[Person]:
    """The people on record with a name of the group, of its country where it has one."""
    countries = {row.country for row in group if row.country}
    found = {person.slug: person for row in group for person in known.by_full_name.get(fold_name(row.person), ())}
    return [
        person
        for person in found.values()
        if not countries or person.country in countries or any(term.country in countries for term in person.terms)
    ]


def _same_term(row: HolderRow, person: Person) -> bool:
    return any(term.days.overlaps(row.days) for term in _offices(row, person))


def _offices(row: HolderRow, person: Person) -> list[Term]:
    """The person's terms in the office of a row."""
    kind, title = position_of(row.position, row.country).kind, fold_name(row.position)
    return [
        term
        for term in person.terms
        if term.country == row.country and ((kind and term.kind == kind) or title in titles_of(term))
    ]


# ---------------------------------------------------------------------- a row beside what is on record
@dataclass(frozen=True, slots=True)
class _Span:
    """Rows of one person in one office that follow one another: when the first can have begun and the last ended."""

    begun: DayRange
    ended: DayRange | None
    days: DayRange


def _spans(rows: Sequence[HolderRow], people: Mapping[str, str]) -> dict[int, _Span]:
    """The span that each row belongs to, by its line: a list may cut one term into a row for each cabinet."""
    groups: dict[tuple[str, str, str], list[HolderRow]] = defaultdict(list)
    for row in rows:
        kind = position_of(row.position, row.country).kind
        groups[people[row.person_id], row.country or "", kind or fold_name(row.position)].append(row)
    out: dict[int, _Span] = {}
    for group in groups.values():
        run: list[HolderRow] = []
        for row in sorted(group, key=lambda one: (one.days.start or date.min, one.days.end or date.max)):
            if run and not _follows(row, run):
                out |= dict.fromkeys((one.line for one in run), _span(run))
                run = []
            run.append(row)
        out |= dict.fromkeys((one.line for one in run), _span(run))
    return out


def _follows(row: HolderRow, run: Sequence[HolderRow]) -> bool:
    end = max(one.days.end or date.max for one in run)
    return end == date.max or (row.days.start or date.min) <= end + SLACK


def _span(run: Sequence[HolderRow]) -> _Span:
    first, last = run[0], max(run, key=lambda one: one.days.end or date.max)
    ended = DayRange(last.surely[1], last.days.end) if last.end else None
    return _Span(DayRange(first.days.start, first.surely[0]), ended, DayRange(first.days.start, last.days.end))


def _weighed(row: HolderRow, slug: str, span: _Span, known: Gazetteer, known_to: date) -> Weighed:
    person = known.people.get(slug)
    meeting = [held for held in _joined(_offices(row, person)) if held.days.overlaps(span.days)] if person else []
    if not meeting:
        other = _other_holder(row, slug, known)
        return Weighed(row, slug, "differing", other) if other else Weighed(row, slug, "new")
    assert person
    held = meeting[-1]
    standing = _beside(span, held, known_to)
    if standing == "extending" and row.end and held.known_to and (row.days.end or date.max) <= held.known_to:
        standing = "known"
    days = english_range(held.days) + (f", vouched for until {held.known_to}" if not held.days.end else "")
    return Weighed(row, slug, standing, f"on record for {person.name}: {held.title} {days} ({held.row})")


def _joined(terms: Sequence[Term]) -> list[Term]:
    """Terms on record that follow one another within a day as one, first to last."""
    out: list[Term] = []
    for term in sorted(terms, key=lambda one: one.days.start or date.min):
        last = out[-1] if out else None
        if last and (not last.days.end or last.days.end + SLACK >= (term.days.start or date.min)):
            ends = (last.days.end, term.days.end)
            end = None if None in ends else max(day for day in ends if day)
            vouched = max((day for day in (last.known_to, term.known_to) if day), default=None)
            out[-1] = replace(last, days=DayRange(last.days.start, end), known_to=vouched)
        else:
            out.append(term)
    return out


def _beside(span: _Span, held: Term, known_to: date) -> Standing:
    """How a span of the list stands to one on record; days agree as far as they are given."""
    if held.days.start and not _agree(_month_from(held.days.start), span.begun):
        return "differing"
    if held.days.end:
        agree = _agree(_month_to(held.days.end), span.ended) if span.ended else known_to <= held.days.end
        return "known" if agree else "differing"
    vouched = held.known_to or date.max
    if span.ended is None:
        return "extending" if known_to > vouched else "known"
    if (span.ended.start or date.min) > vouched:
        return "extending"
    return "known" if _agree(DayRange(vouched, vouched), span.ended) else "differing"


def _agree(held: DayRange, given: DayRange) -> bool:
    """Whether two cells allow one day, or days side by side: lists differ in whose day a handover is."""
    return DayRange((given.start or date.min) - SLACK, (given.end or date.max) + SLACK).overlaps(held)


def _month_from(start: date) -> DayRange:
    """The days that a start on record stands for: the first of a month may stand for the month."""
    return DayRange(start, read_day(f"{start:%Y-%m}", last=True) if start.day == 1 else start)


def _month_to(end: date) -> DayRange:
    """The days that an end on record stands for: the last of a month may stand for the month."""
    last = read_day(f"{end:%Y-%m}", last=True)
    return DayRange(end.replace(day=1) if end == last else end, end)


def _other_holder(row: HolderRow, slug: str, known: Gazetteer) -> str:
    """Who else is on record in an office that one person holds at a time, for longer than a handover takes."""
    kind = position_of(row.position, row.country).kind
    if kind not in SINGLE or row.country is None:
        return ""
    begun, ended = row.surely
    for person, term in known.by_office(row.country, kind):
        end = term.days.end or term.known_to or begun
        start = term.days.start or date.min
        shared = min(end, ended or end) - max(start, begun)
        if person.slug != slug and shared > HANDOVER:
            return f"on record then is {person.name}: {term.title} {english_range(term.days)} ({term.row})"
    return ""


# ---------------------------------------------------------------------- people
def _person(slug: str, used: Sequence[UsedRow], known: Person | None) -> Person:
    """A person with the terms of some rows beside those on record."""
    first = used[0].row
    terms = tuple(_term(one) for one in used)
    names = dict.fromkeys(one.row.person for one in used)
    surnames = {surname_of(name, first.country) for name in names}
    high = any(term.kind != "other" for term in terms)
    if known is None:
        return Person(slug, first.person, tuple(names), tuple(sorted(surnames)), "", first.country, terms, high)
    return replace(
        known,
        full_names=tuple(dict.fromkeys((*known.full_names, *names))),
        terms=(*known.terms, *terms),
        known_by_surname=known.known_by_surname or high,
    )


def _term(one: UsedRow) -> Term:
    row, position = one.row, position_of(one.row.position, one.row.country)
    source = f"Wikidata {row.person_id}" if row.person_id[:1] == "Q" and row.person_id[1:].isdigit() else row.person_id
    return Term(
        kind=position.kind or "other",
        title=position.title,
        titles=position.titles,
        country=row.country,
        body="",
        sectors=position.sectors,
        days=row.days,
        known_to=one.known_to,
        source=source,
        row=one.where,
    )


def surname_of(name: str, country: str | None) -> str:
    """Return the surname in a name, as far as its form tells.

    >>> surname_of("Xi Jinping", "CHN"), surname_of("Murenkov, Vasily", "BLR"), surname_of("John Smith Jr.", "USA")
    ('Xi', 'Murenkov', 'Smith')
    """
    before, comma, _ = name.partition(",")
    words = [word for word in before.split() if word.lower() not in SUFFIXES]
    if comma or len(words) < 2:
        return words[-1] if words else name
    first = country in SURNAME_FIRST and not words[0].endswith(".")
    return words[0] if first else words[-1]
