"""Offices: what a person held on a day, and the actor code that follows from it."""

from datetime import timedelta

from sitroom.core import DayRange
from sitroom.record.gazetteer import RANKS, Person, Term, fold_name, gazetteer
from sitroom.record.records import Role


def titles_of(term: Term) -> set[str]:
    """Return all forms of an office's title, folded."""
    return {fold_name(words) for words in (term.title, *term.titles)}


def standing(person: Person, when: DayRange) -> int:
    """How likely a bare surname means this person: in high office then, until lately, in some office, or in none."""
    if any(term.kind in RANKS for term in person.terms_on(when)):
        return 3
    lately = DayRange(when.start - timedelta(days=730), when.end) if when.start else when
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


def actor_code(country: str | None, sectors: tuple[str, ...]) -> str | None:
    """Return the CAMEO actor code of a country and its most telling sector, such as ``BLRSPY``; None where neither."""
    if not country:
        return "---" + sectors[0] if sectors and len(sectors[0]) == 3 and sectors[0] != "IGO" else None
    owner = gazetteer().by_country.get(country)
    return (owner.code if owner and owner.code else country) + _first_sector(sectors)


def _first_sector(sectors: tuple[str, ...]) -> str:
    """The most telling sector: a spy chief is of the government too, but first of the service."""
    return next((sector for sector in sectors if sector != "GOV"), sectors[0] if sectors else "")


def describe(person: Person, when: DayRange) -> str:
    """A person with the office held then, else the last one on record."""
    held = person.terms_on(when) or person.terms[-1:]
    return f"{person.name} ({held[0].title} from {held[0].days.start or 'an unknown day'})" if held else person.name
