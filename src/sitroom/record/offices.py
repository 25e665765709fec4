"""Offices: what a person held on a day, and the actor code that follows from it."""

from datetime import timedelta

from sitroom.core import DayRange
from sitroom.record.gazetteer import RANKS, Person, Term, fold_name, gazetteer
from sitroom.record.records import Role

LATELY = timedelta(days=730)
# offices that one person holds at a time
UNIQUE_TITLES = {"president", "prime minister", "foreign minister", "chancellor", "defence minister", "supreme leader",
                 "defense minister", "kgb chairman", "interior minister", "secretary of state"}  # fmt: skip


def as_of(days: DayRange | None, reference: DayRange) -> DayRange:
    """Return the days on which offices are looked up: those of the act, else those of the writing.

    A range with one open end is no licence to take anyone who ever held an office: it stands for the day that it has,
    or for the days of writing where that day is among them.
    """
    if days is None or not (days.start or days.end):
        return reference
    if days.start and days.end:
        return days
    day = days.end or days.start
    assert day
    if (reference.start or reference.end) and reference.contains(day):
        return reference
    return DayRange(day, day)


def titles_of(term: Term) -> set[str]:
    """Return all forms of an office's title, folded."""
    return {fold_name(words) for words in (term.title, *term.titles)}


def standing(person: Person, when: DayRange) -> int:
    """How likely a bare surname means this person: in high office then, until lately, in some office, or in none."""
    if any(term.kind in RANKS for term in person.terms_on(when)):
        return 3
    lately = DayRange(when.start - LATELY, when.end) if when.start else when
    if any(term.kind in RANKS for term in person.terms_on(lately)):
        return 2
    return 1 if person.terms_on(when) else 0


def same_office(title: str, term: Term) -> bool:
    """Return whether a title in the text is a loose word for the office: ``leader``, ``foreign secretary``."""
    last = title.rsplit(maxsplit=1)[-1]
    return any(last in one.split() for one in titles_of(term)) or last in (
        "leader",
        "chief",
        "head",
        "strongman",
        "ruler",
    )


def role_of(term: Term) -> Role:
    """Return the role of a term, with the row of the gazetteer that says so."""
    days = term.days
    return Role(
        term.title, term.kind, days.start.isoformat() if days.start else None,
        days.end.isoformat() if days.end else None, f"{term.row}: {term.source}",
    )  # fmt: skip


def office_problem(person: Person, title: str, when: DayRange) -> tuple[str, str] | None:
    """Return code and message where a text gives a person a title that is not on record for the day."""
    held = person.terms_on(when)
    if not held:
        message = f"no office of {person.name} is on record for that day; the text's {title!r} is kept as words only"
        return "record.office-not-covered", message
    if any(title in titles_of(one) or same_office(title, one) for one in held):
        return None
    return "record.office-differs", f"the text calls {person.name} {title!r}; on record for that day: {held[0].title}"


NO_COUNTRY = "---"


def actor_code(country: str | None, sectors: tuple[str, ...]) -> str | None:
    """Return the CAMEO actor code of a country and its most telling sector, such as ``BLRSPY``; None where neither."""
    if not country:
        return NO_COUNTRY + sectors[0] if sectors and len(sectors[0]) == 3 and sectors[0] != "IGO" else None
    owner = gazetteer().by_country.get(country)
    return (owner.code if owner and owner.code else country) + _first_sector(sectors)


def _first_sector(sectors: tuple[str, ...]) -> str:
    """The most telling sector: a spy chief is of the government too, but first of the service."""
    return next((sector for sector in sectors if sector != "GOV"), sectors[0] if sectors else "")


def describe(person: Person, when: DayRange) -> str:
    """A person with the office held then, else the last one on record."""
    held = person.terms_on(when) or person.terms[-1:]
    return f"{person.name} ({held[0].title} from {held[0].days.start or 'an unknown day'})" if held else person.name
