"""Looking up: everything that a name can mean, which of it would be taken on a day and why, and what is near it."""

from dataclasses import dataclass
from datetime import date

from sitroom.core import DayRange, english_range, iso
from sitroom.record.choosing import choose_alias, choose_person, why_alias
from sitroom.record.gazetteer import Actor, Alias, Gazetteer, Person, Term, fold_name
from sitroom.record.namesakes import Namesake, settle_namesake
from sitroom.record.offices import titles_of

NEAR = 80.0
OFFERED = 5
ONLY = "nothing else is on record by this name"
BESIDE = "words beside it or near it in a text may tell otherwise"


@dataclass(frozen=True, slots=True)
class NameReading:
    """One thing that a name can mean.

    Args:
        kind: ``country``, ``group``, ``place``, ``person``, ``name`` (no actor) or the kind of an organisation.
        id: its slug, None for what is no actor.
        how: ``name``, ``demonym``, ``metonym``, ``place`` (in that country), ``full name`` or ``surname``.
        days: when it existed; open for a person.
        terms: a person's offices on the day asked about, all of them where no day was.
        members: how many states a group or body had on the day, None where it has none or no day was given.
        cues: words near the name that speak for it.
        source: the row and the source that say so.
    """

    kind: str
    id: str | None
    name: str
    country: str | None
    code: str | None
    how: str
    days: DayRange
    terms: tuple[Term, ...]
    members: int | None
    cues: tuple[str, ...]
    source: str

    def to_json(self) -> dict[str, object]:
        """Return the reading of a name as a JSON object."""
        return {
            "kind": self.kind,
            "id": self.id,
            "name": self.name,
            "country": self.country,
            "code": self.code,
            "how": self.how,
            "from": iso(self.days.start),
            "to": iso(self.days.end),
            "terms": [_term_json(term) for term in self.terms],
            "members": self.members,
            "cues": list(self.cues),
            "source": self.source,
        }


@dataclass(frozen=True, slots=True)
class NearName:
    """Someone or something on record by a name that is near: offered, never applied."""

    name: str
    id: str
    what: str


@dataclass(frozen=True, slots=True)
class Lookup:
    """What a name can mean: its readings, the one that a text of that day would be read with, and why."""

    name: str
    on: date | None
    readings: tuple[NameReading, ...]
    taken: str | None
    why: str
    near: tuple[NearName, ...]

    def to_json(self) -> dict[str, object]:
        """Return ``{name, on, readings, taken, why, near}``; ``taken`` is the slug."""
        return {
            "name": self.name,
            "on": iso(self.on),
            "readings": [one.to_json() for one in self.readings],
            "taken": self.taken,
            "why": self.why,
            "near": [{"name": one.name, "id": one.id, "what": one.what, "applied": False} for one in self.near],
        }


def look_up(name: str, known: Gazetteer, *, on: date | None = None) -> Lookup:
    """Return what a name means to a reader of texts, standing alone, on a day or at any time."""
    key = _key(name)
    when = DayRange(on, on) if on else DayRange()
    aliases = [alias for alias in known.aliases.get(key, ()) if alias.how != "elsewhere"]
    aliases += [Alias(name, actor, "name", ambiguous=False) for actor in _by_slug(name, known, aliases)]
    people, title = _people(name, key, known)
    namesakes = known.namesakes.get(key, ())
    readings = [_actor_reading(alias, namesakes, known, on) for alias in aliases]
    readings += [_no_actor(one) for one in namesakes if not one.slug]
    if key in known.places and (not aliases or any(alias.how == "metonym" for alias in aliases)):
        readings.append(_place_reading(name, key, known, on))
    full = known.by_full_name.get(key, ())
    readings += [_person_reading(one, "full name" if one in full else "surname", on) for one in people]
    if not readings:
        return Lookup(name, on, (), None, "no row holds this name", _near(key, known, on))
    if len(readings) == 1:
        return Lookup(name, on, tuple(readings), readings[0].id, _only(readings[0], when), ())
    taken, why = _taken(aliases, namesakes, people, title, when)
    readings.sort(key=lambda one: (one.id != taken, not (one.terms or one.kind != "person")))
    return Lookup(name, on, tuple(readings), taken, why, ())


def _key(name: str) -> str:
    return fold_name(name).removeprefix("the ")


def _by_slug(name: str, known: Gazetteer, aliases: list[Alias]) -> list[Actor]:
    found = known.actors.get(name.strip().lower()) or known.parts.get(name.strip().lower())
    return [found] if found and all(alias.actor.slug != found.slug for alias in aliases) else []


def _people(name: str, key: str, known: Gazetteer) -> tuple[list[Person], str]:
    """Everyone whom a name may be, and the title in it: ``President Kim`` is a Kim who bore that title."""
    person = known.people.get(name.strip().lower())
    found = [*known.by_full_name.get(key, ()), *known.by_surname.get(key, ()), *known.lesser_surnames.get(key, ())]
    found += [person] if person else []
    title, _, surname = key.rpartition(" ")
    if not found and title:
        bearers = (*known.by_surname.get(surname, ()), *known.lesser_surnames.get(surname, ()))
        titled = [one for one in bearers if any(title in titles_of(term) for term in one.terms)]
        return list({one.slug: one for one in titled}.values()), title
    return list({one.slug: one for one in found}.values()), ""


def _taken(
    aliases: list[Alias], namesakes: tuple[Namesake, ...], people: list[Person], title: str, when: DayRange
) -> tuple[str | None, str]:
    """The slug of the reading that a text of those days would be read with, and the reason, as the reader decides."""
    if namesakes:
        settled = settle_namesake(namesakes, when)
        if settled.meant is None:
            return None, f"it stays open where nothing near it tells; {BESIDE}"
        why = "its usual meaning" if settled.meant.usual else settled.why
        return settled.meant.slug, f"{why}; {BESIDE}"
    alias = choose_alias(aliases, when)
    if alias is not None:
        told = f"a {alias.actor.kind} goes before a surname that stands alone" if people else None
        return alias.actor.slug, told or why_alias(alias, aliases, when) or ONLY
    if not people:
        return None, "nothing of this name existed then"
    choice = choose_person(people, when, title=title)
    if choice.person is None:
        left = ", ".join(person.name for person in choice.left)
        return None, f"the day does not tell {left} apart; a title, a country or a full name in the text would"
    return choice.person.slug, (choice.why or ONLY).partition(": ")[2] or choice.why or ONLY


def _only(reading: NameReading, when: DayRange) -> str:
    if not reading.days.overlaps(when):
        return f"{ONLY}; it did not exist on that day"
    if reading.kind == "person" and when.start and not reading.terms:
        return f"{ONLY}; no office of that day is on record"
    return ONLY


# ---------------------------------------------------------------------- readings
def _actor_reading(alias: Alias, namesakes: tuple[Namesake, ...], known: Gazetteer, on: date | None) -> NameReading:
    actor = alias.actor
    told = [cue for one in namesakes if one.slug == actor.slug for cue in (*one.beside, *one.near)]
    members = len(known.members_on(actor.slug, on)) if on and actor.slug in known.memberships else None
    return NameReading(
        actor.kind, actor.slug, actor.name, actor.country, actor.code, alias.how, actor.valid, (), members,
        tuple(dict.fromkeys(told)), f"{actor.row}: {actor.source}" if actor.row else actor.source,
    )  # fmt: skip


def _no_actor(one: Namesake) -> NameReading:
    return NameReading("name", None, one.name, None, None, "name", one.valid, (), None, one.beside, one.row)


def _place_reading(name: str, key: str, known: Gazetteer, on: date | None) -> NameReading:
    owner = known.by_country[known.places[key]]
    return _actor_reading(Alias(name, owner, "place", ambiguous=False), (), known, on)


def _person_reading(person: Person, how: str, on: date | None) -> NameReading:
    terms = person.terms_on(DayRange(on, on)) if on else person.terms
    first = next(iter(terms or person.terms), None)
    source = f"{first.row}: {first.source}" if first else ""
    return NameReading(
        "person", person.slug, person.name, person.country, None, how, DayRange(), terms, None, (), source
    )


def _term_json(term: Term) -> dict[str, object]:
    return {
        "title": term.title,
        "kind": None if term.kind == "other" else term.kind,
        "country": term.country,
        "from": iso(term.days.start),
        "to": iso(term.days.end),
        "known_to": iso(term.known_to),
        "source": f"{term.row}: {term.source}",
    }


# ---------------------------------------------------------------------- near names
def _near(key: str, known: Gazetteer, on: date | None) -> tuple[NearName, ...]:
    """Who has the surname with another first name, then what is spelled alike, nearest first."""
    from rapidfuzz import fuzz, process

    found: dict[str, NearName] = {}
    surname = key.rpartition(" ")[2]
    bearers = [*known.by_surname.get(surname, ()), *known.lesser_surnames.get(surname, ())] if " " in key else []
    ranked = sorted(bearers, key=lambda one: (-fuzz.ratio(key, fold_name(one.name)), one.slug))
    for person in ranked[:OFFERED]:
        found[person.slug] = _near_person(person, on)
    for names in (known.by_full_name, known.aliases, known.by_surname):
        for spelled, _, _ in process.extract(key, names.keys(), scorer=fuzz.ratio, score_cutoff=NEAR, limit=OFFERED):
            for one in names[spelled]:
                near = _near_person(one, on) if isinstance(one, Person) else _near_actor(one)
                found.setdefault(near.id or near.name, near)
    return tuple(found.values())[:OFFERED]


def _near_person(person: Person, on: date | None) -> NearName:
    held = person.terms_on(DayRange(on, on)) if on else person.terms[-1:]
    term = next(iter(held or person.terms[-1:]), None)
    what = f"{term.title} {english_range(term.days)} ({term.row})" if term else "no office on record"
    return NearName(person.name, person.slug, what)


def _near_actor(alias: Alias) -> NearName:
    return NearName(alias.actor.name, alias.actor.slug, alias.actor.kind)
