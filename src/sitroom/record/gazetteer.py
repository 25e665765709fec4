"""The gazetteer: every actor that sitroom knows by name, with its crosswalk and the row that says so."""

import copy
import re
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, cached_property, lru_cache
from importlib.resources import files

from sitroom.core import DayRange
from sitroom.record.namesakes import Namesake
from sitroom.record.tables import read_rows, words_of

OFFICEHOLDERS = "gazetteer/officeholders"
SECTOR_CODES = {"OPP", "REB", "GOV", "MIL", "COP", "SPY", "JUD", "MED", "BUS", "NGO", "CVL", "LEG", "LAB", "UAF", "IGO"}


@dataclass(frozen=True, slots=True)
class Actor:
    """A country, body or group: one slug with its crosswalk.

    Args:
        slug: the one name of the actor in all rooms.
        kind: ``country``, ``group``, ``place`` (part of a state) or the kind of an organisation (``igo`` ...).
        country: alpha-3, None for a body above states.
        code: CAMEO actor code.
        valid: the days on which it existed.
        source: where the facts of the row can be checked.
        row: the table and its line.
    """

    slug: str
    name: str
    kind: str
    country: str | None
    sectors: tuple[str, ...]
    code: str | None
    valid: DayRange
    source: str
    row: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """An office held by a person between two days; ``known_to`` is how far the row vouches for an open end."""

    kind: str
    title: str
    titles: tuple[str, ...]
    country: str | None
    body: str
    sectors: tuple[str, ...]
    days: DayRange
    known_to: date | None
    source: str
    row: str

    def held_on(self, days: DayRange) -> bool:
        """Return whether the office was held on some day of the range, as far as the row vouches."""
        end = self.days.end or self.known_to
        return DayRange(self.days.start, end).overlaps(days) if not end or end >= (self.days.start or end) else False


@dataclass(frozen=True, slots=True)
class Person:
    """A person with the forms of the name and the offices held.

    ``known_by_surname`` is off for holders of lesser offices whom a desk imported: they need a title or the full name.
    """

    slug: str
    name: str
    full_names: tuple[str, ...]
    surnames: tuple[str, ...]
    gender: str
    country: str | None
    terms: tuple[Term, ...]
    known_by_surname: bool = True

    def terms_on(self, days: DayRange) -> tuple[Term, ...]:
        """Return the offices held on some day of the range; those of the highest rank stand first."""
        held = [term for term in self.terms if term.title and term.held_on(days)]
        return tuple(sorted(held, key=rank_of))


RANKS = {"head_of_state": 0, "head_of_government": 1, "foreign_minister": 2, "security_chief": 3, "defence_minister": 4}


def rank_of(term: Term) -> int:
    """Return how high an office stands, 0 the highest; ``president`` alone is not the speaker of a chamber."""
    return RANKS.get(term.kind, 9)


def read_day(cell: str, *, last: bool = False) -> date | None:
    """Return the day of a cell that holds a day, a month or a year; ``last`` takes its last day.

    >>> read_day("2012-11"), read_day("2012-11", last=True), read_day("")
    (datetime.date(2012, 11, 1), datetime.date(2012, 11, 30), None)
    """
    parts = [int(part) for part in cell.strip().split("-") if part]
    if not parts:
        return None
    if len(parts) == 3:
        return date(*parts)
    if not last:
        return date(parts[0], parts[1] if len(parts) > 1 else 1, 1)
    if len(parts) == 1 or parts[1] == 12:
        return date(parts[0], 12, 31)
    return date(parts[0], parts[1] + 1, 1) - timedelta(days=1)


def _valid(row: dict[str, str]) -> DayRange:
    return DayRange(read_day(row.get("valid_from", "")), read_day(row.get("valid_to", ""), last=True))


@dataclass(frozen=True)
class Alias:
    """A form that names an actor: ``how`` is ``name``, ``demonym``, ``metonym``, or ``elsewhere`` for no actor."""

    words: str
    actor: Actor
    how: str
    ambiguous: bool


class Gazetteer:
    """All actors, by slug and by the words that name them; built once a process."""

    def __init__(self) -> None:
        self.actors: dict[str, Actor] = {}
        self.aliases: dict[str, list[Alias]] = {}
        self.people: dict[str, Person] = {}
        self.by_surname: dict[str, list[Person]] = {}
        self.by_full_name: dict[str, list[Person]] = {}
        self.lesser_surnames: dict[str, list[Person]] = {}
        self.namesakes: dict[str, tuple[Namesake, ...]] = {}
        self.parts: dict[str, Actor] = {}
        self.states: frozenset[str] = frozenset()
        self.places: dict[str, str] = {}
        self.by_country: dict[str, Actor] = {}
        self.memberships: dict[str, list[tuple[str, DayRange]]] = {}
        self._add_countries()
        self._add_organisations()
        self._add_groups()
        self._add_namesakes()
        self._add_people()
        self.longest = max(len(words.split()) for words in self.aliases)
        self.first_words = frozenset(re.split(r"[ '.-]", words, maxsplit=1)[0] for words in self.aliases)

    def _alias(self, words: str, actor: Actor, how: str, *, ambiguous: bool = False) -> None:
        key = fold_name(words)
        known = self.aliases.setdefault(key, [])
        if all(alias.actor.slug != actor.slug for alias in known):
            known.append(Alias(words, actor, how, ambiguous))

    def _add_countries(self) -> None:
        for number, row in enumerate(read_rows("gazetteer/countries.csv"), start=2):
            actor = Actor(
                row["slug"],
                row["name"],
                "country",
                row["alpha3"],
                (),
                row["cameo"] or row["alpha3"],
                _valid(row),
                row["source"],
                f"countries.csv:{number}",
            )
            self.actors[actor.slug] = actor
            if not actor.valid.end:
                self.by_country[row["alpha3"]] = actor
            ambiguous = set(words_of(row["ambiguous"]))
            for how, cell in (("name", row["name"] + "|" + row["names"]), ("demonym", row["demonyms"])):
                for words in words_of(cell):
                    self._alias(words, actor, how, ambiguous=words in ambiguous or "yes" in ambiguous)
            for words in words_of(row["capital"]) + words_of(row["metonyms"]):
                self._alias(words, actor, "metonym", ambiguous=words in ambiguous)
                self.places.setdefault(fold_name(words), row["alpha3"])
            for words in words_of(row["cities"]):
                self.places.setdefault(fold_name(words), row["alpha3"])
            self.places.setdefault(fold_name(row["name"]), row["alpha3"])

    def _add_organisations(self) -> None:
        for number, row in enumerate(read_rows("gazetteer/organisations.csv"), start=2):
            actor = Actor(
                row["slug"],
                row["name"],
                row["kind"],
                row["country"] or None,
                tuple(part for part in words_of(row["sectors"]) if part),
                row["code"] or None,
                _valid(row),
                row["source"],
                f"organisations.csv:{number}",
            )
            self.actors[actor.slug] = actor
            ambiguous = set(words_of(row["ambiguous"]))
            for words in (row["name"], *words_of(row["aliases"])):
                self._alias(words, actor, "name", ambiguous=words in ambiguous)

    def _add_groups(self) -> None:
        for number, row in enumerate(read_rows("gazetteer/groups.csv"), start=2):
            slug = row["group"]
            if slug not in self.actors:
                where = f"groups.csv:{number}"
                self.actors[slug] = Actor(slug, row["name"], "group", None, (), None, DayRange(), row["source"], where)
            for words in (row["name"], *words_of(row["aliases"])):
                self._alias(words, self.actors[slug], "name")
            days = DayRange(read_day(row["member_from"]), read_day(row["member_to"], last=True))
            self.memberships.setdefault(slug, []).append((row["member"], days))

    def _add_namesakes(self) -> None:
        """Names with several meanings, and longer names that hold a country's and are not it."""
        found: dict[str, list[Namesake]] = {}
        for number, row in enumerate(read_rows("gazetteer/namesakes.csv"), start=2):
            where, words = f"namesakes.csv:{number}", words_of(row["words"])
            if row["kind"] == "state":
                self.states = frozenset(fold_name(one) for one in words)
                continue
            actor = self.actors.get(row["slug"]) or self._part(row, where)
            for one in {fold_name(one): one for one in words}.values():
                self._alias(one, actor, "elsewhere" if row["kind"] == "elsewhere" else "name", ambiguous=True)
                cues = words_of(row["beside"]), words_of(row["near"])
                usual, told = row["usual"] == "yes", f"{where}: {row['source']}"
                namesake = Namesake(row["name"], row["slug"], *cues, _valid(row), usual, told)
                found.setdefault(fold_name(one), []).append(namesake)
        self.namesakes = {key: tuple(all_) for key, all_ in found.items() if len({one.slug for one in all_}) > 1}

    def _part(self, row: dict[str, str], where: str) -> Actor:
        """A place that stands in a state and is no actor in event data."""
        country = row["country"] or None
        owner = self.by_country.get(row["country"])
        code = owner.code if owner else None
        part = Actor(row["slug"], row["name"], "place", country, (), code, DayRange(), row["source"], where)
        return self.parts.setdefault(row["slug"], part) if row["slug"] else part

    def _add_people(self) -> None:
        rows: dict[str, list[tuple[str, dict[str, str]]]] = {}
        for name in officeholder_files():
            for number, row in enumerate(read_rows(name), start=2):
                rows.setdefault(row["slug"], []).append((f"{name.rsplit('/', 1)[-1]}:{number}", row))
        for slug, found in rows.items():
            first = found[0][1]
            full = {first["name"]} | {name for _, row in found for name in words_of(row["aliases"])}
            surnames = {name for _, row in found for name in words_of(row["surname_forms"])} or {
                first["name"].split()[-1]
            }
            terms = tuple(_term(row, where) for where, row in found if row["title"])
            person = Person(
                slug,
                first["name"],
                tuple(sorted(full)),
                tuple(sorted(surnames)),
                first["gender"],
                first["country"] or None,
                terms,
            )
            self._add_person(person)

    def _add_person(self, person: Person) -> None:
        self.people[person.slug] = person
        by_surname = self.by_surname if person.known_by_surname else self.lesser_surnames
        for surname in {fold_name(words) for words in person.surnames}:
            by_surname.setdefault(surname, []).append(person)
        for name in {fold_name(words) for words in person.full_names}:
            self.by_full_name.setdefault(name, []).append(person)

    def with_people(self, people: Iterable[Person]) -> "Gazetteer":
        """Return a gazetteer that knows these people as well; one with a known slug takes the place of the known."""
        other = copy.copy(self)
        for cached in ("offices", "_kinds"):
            other.__dict__.pop(cached, None)
        given = {person.slug: person for person in people}
        other.people = {slug: person for slug, person in self.people.items() if slug not in given}
        for name in ("by_surname", "by_full_name", "lesser_surnames"):
            known: dict[str, list[Person]] = getattr(self, name)
            kept = ((key, [one for one in held if one.slug not in given]) for key, held in known.items())
            setattr(other, name, {key: held for key, held in kept if held})
        for person in given.values():
            other._add_person(person)  # noqa: SLF001 - a copy of itself
        return other

    def members_on(self, slug: str, day: date) -> frozenset[str]:
        """Return the alpha-3 codes of a country, body or group on a day, with members of members."""
        found: set[str] = set()
        queue, seen = [slug], set()
        while queue:
            here = queue.pop()
            if here in seen:
                continue
            seen.add(here)
            actor = self.actors.get(here)
            if actor and actor.country:
                found.add(actor.country)
            queue += [member for member, days in self.memberships.get(here, ()) if days.contains(day)]
        return frozenset(found)

    def holders(self, country: str, title: str, days: DayRange) -> list[tuple[Person, Term]]:
        """Return who held a titled office of a country on some day of the range."""
        wanted = fold_name(title)
        return [(person, term) for person, term in self.offices.get((country, wanted), ()) if term.held_on(days)]

    @cached_property
    def offices(self) -> dict[tuple[str, str], list[tuple[Person, Term]]]:
        """The holders of each office, by country and folded title."""
        out: dict[tuple[str, str], list[tuple[Person, Term]]] = {}
        for person in self.people.values():
            for term in person.terms:
                for title in {fold_name(words) for words in (term.title, *term.titles)}:
                    if term.country:
                        out.setdefault((term.country, title), []).append((person, term))
        return out

    def by_office(self, country: str, kind: str) -> list[tuple[Person, Term]]:
        """Return everyone on record in a kind of office of a country."""
        return self._kinds.get((country, kind), [])

    @cached_property
    def _kinds(self) -> dict[tuple[str, str], list[tuple[Person, Term]]]:
        out: dict[tuple[str, str], list[tuple[Person, Term]]] = {}
        for person in self.people.values():
            for term in person.terms:
                out.setdefault((term.country or "", term.kind), []).append((person, term))
        return out

    def covers_office(self, country: str, title: str) -> bool:
        """Return whether any holder of this office is on record, whatever the day."""
        return (country, fold_name(title)) in self.offices


def _term(row: dict[str, str], where: str) -> Term:
    start, end = read_day(row["term_from"]), read_day(row["term_to"], last=True)
    return Term(
        kind=row["kind"],
        title=row["title"],
        titles=words_of(row["titles"]),
        country=row["country"] or None,
        body=row["body"],
        sectors=words_of(row["sectors"]),
        days=DayRange(start, end if not start or not end or end >= start else start),
        known_to=read_day(row["known_to"], last=True),
        source=row["source"],
        row=where,
    )


def officeholder_files() -> tuple[str, ...]:
    """Return the names of the officeholder tables, in name order."""
    folder = files(__package__).joinpath("gazetteer", "officeholders")
    return tuple(sorted(f"{OFFICEHOLDERS}/{path.name}" for path in folder.iterdir() if path.name.endswith(".csv")))


@lru_cache(maxsize=65_536)
def fold_name(words: str) -> str:
    """Return a name in lower case without accents, quotes and the dots of abbreviations.

    >>> fold_name("Štefan  Füle"), fold_name("the U.S."), fold_name("Cote d’Ivoire")
    ('stefan fule', 'the us', "cote d'ivoire")
    """
    plain = words.lower() if words.isascii() else _without_accents(words)
    if "." in plain:
        plain = re.sub(r"(?<=\b\w)\.(?=\w\b|\s|$)", "", plain)
    return " ".join(plain.split())


def _without_accents(words: str) -> str:
    plain = unicodedata.normalize("NFKD", words.replace("’", "'"))
    plain = "".join(mark for mark in plain if not unicodedata.combining(mark)).lower()
    return plain.replace("ł", "l").replace("ø", "o").replace("đ", "d").replace("ı", "i")


_in_use: ContextVar[Gazetteer | None] = ContextVar("gazetteer", default=None)


@cache
def shipped_gazetteer() -> Gazetteer:
    """Return the gazetteer of the tables that come with sitroom, built at the first call."""
    return Gazetteer()


def gazetteer() -> Gazetteer:
    """Return the gazetteer in use: the shipped one, or that of ``using``."""
    return _in_use.get() or shipped_gazetteer()


@contextmanager
def using(other: Gazetteer) -> Iterator[None]:
    """Read with another gazetteer for as long as the block lasts, in this thread alone."""
    token = _in_use.set(other)
    try:
        yield
    finally:
        _in_use.reset(token)
