"""Choosing: who or what is meant where several bear one name, on which ground; or that nothing tells."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sitroom.core import DayRange, english_day, english_range
from sitroom.record.gazetteer import RANKS, Alias, Person, Term, fold_name, rank_of
from sitroom.record.offices import standing, titles_of

LONG_SINCE = timedelta(days=5 * 365)
SHOWN = 3  # names in a reason
LONGEST = 400  # days within which the office of one day tells who is meant
# of two heads of one state, who leads it: not the head of a presidium
LEADING = {"supreme leader", "president", "king", "queen", "emperor", "emir", "sultan"}


@dataclass(frozen=True, slots=True)
class Choice:
    """Who of several people with one name is meant, None where nothing tells; and why, where there were several."""

    person: Person | None
    why: str | None
    left: tuple[Person, ...]


def choose_person(
    candidates: Sequence[Person], when: DayRange, *,
    country: str | None = None, title: str = "", former: bool = False, countries: Collection[str] = (),
) -> Choice:  # fmt: skip
    """Return who of one name is meant.

    Args:
        candidates: everyone who bears the name.
        when: the days asked about.
        country: alpha-3 of a country that stands beside the name.
        title: a title that stands beside it, folded.
        former: whether the text calls the title a former one.
        countries: alpha-3 codes of the countries that the text speaks of.
    """
    left, reasons = list(candidates), list[str]()
    for reason, keep in _grounds(when, country, title, former=former, countries=countries):
        if len(left) < 2:
            break
        fitting = keep(left)
        if fitting and len(fitting) < len(left):
            said = reason(fitting[0])
            left, reasons = fitting, [*(one for one in reasons if one not in said), said]
    if len(left) > 1:
        return Choice(None, None, tuple(left))
    others = [person.name for person in candidates if person.slug != left[0].slug]
    named = ", ".join(others[:SHOWN]) + (f" or {len(others) - SHOWN} more" if len(others) > SHOWN else "")
    why = f"{left[0].name}, not {named}: {'; '.join(reasons)}" if others else None
    return Choice(left[0], why, tuple(left))


Ground = tuple[Callable[[Person], str], Callable[[list[Person]], list[Person]]]


def _grounds(
    when: DayRange, country: str | None, title: str, *, former: bool, countries: Collection[str]
) -> list[Ground]:
    """The grounds on which one of several people is meant, the strongest first: a reason, and whom it leaves."""
    grounds: list[Ground] = []
    if country:
        grounds.append((lambda _: "of the country beside the name", lambda all_: _of(all_, {country})))
    if title and former:
        grounds.append((lambda _: f"once {title!r}, and no longer then", lambda all_: _no_longer(all_, title, when)))
    elif title:
        grounds.append((lambda one: _held(one, when), lambda all_: _titled(all_, title, when)))
    if title:
        grounds.append((lambda _: f"once bore the title {title!r}", lambda all_: _once_titled(all_, title, when)))
    highest: Ground = (lambda one: f"the higher office, {_held(one, when)}", lambda all_: _highest(all_, when))
    grounds.append((lambda one: _held(one, when), lambda all_: _of_standing(all_, when)))
    grounds.append(highest)
    grounds.append((lambda _: "the text speaks of that country", lambda all_: _of(all_, countries)))
    grounds.append(highest)
    grounds.append((_last_held, lambda all_: _latest(all_, when)))
    return grounds


def _of(people: list[Person], countries: Collection[str]) -> list[Person]:
    return [person for person in people if person.country in countries]


def _titled(people: list[Person], title: str, when: DayRange) -> list[Person]:
    return [person for person in people if any(title in titles_of(term) for term in person.terms_on(when))]


def _once_titled(people: list[Person], title: str, when: DayRange) -> list[Person]:
    """Those who bore a title before: a president keeps it as a courtesy."""
    return [
        person for person in people
        if any(title in titles_of(term) and _began(term, when) for term in person.terms)
    ]  # fmt: skip


def _no_longer(people: list[Person], title: str, when: DayRange) -> list[Person]:
    now = {person.slug for person in _titled(people, title, when)}
    return [person for person in _once_titled(people, title, when) if person.slug not in now]


def _began(term: Term, when: DayRange) -> bool:
    return not (when.end and term.days.start) or term.days.start <= when.end


def _of_standing(people: list[Person], when: DayRange) -> list[Person]:
    """Those of the highest standing then."""
    ranks = [standing(person, when) for person in people]
    if not max(ranks):
        return people
    return [person for person, rank in zip(people, ranks, strict=True) if rank == max(ranks)]


def _highest(people: list[Person], when: DayRange) -> list[Person]:
    """Of people of one state, those in its highest office then; rank tells nothing between states or over years."""
    if len({person.country for person in people}) > 1 or not 0 < (when.days or 0) <= LONGEST:
        return people
    ranks = [min((_seniority(term) for term in person.terms_on(when)), default=(9, 1)) for person in people]
    return [person for person, rank in zip(people, ranks, strict=True) if rank == min(ranks)]


def _seniority(term: Term) -> tuple[int, int]:
    return rank_of(term), int(fold_name(term.title) not in LEADING)


def _latest(people: list[Person], when: DayRange) -> list[Person]:
    """The one who held office last, where the others left theirs at least five years before."""
    if not when.start:
        return people
    ends = sorted(((_end_before(person, when.start), person.slug) for person in people), reverse=True)
    if ends[0][0] - ends[1][0] < LONG_SINCE:
        return people
    return [person for person in people if person.slug == ends[0][1]]


def _end_before(person: Person, day: date) -> date:
    """When a person's last high office before a day ended, else the last one; the day itself for one still held."""
    begun = [term for term in person.terms if term.title and (not term.days.start or term.days.start <= day)]
    begun = [term for term in begun if term.kind in RANKS] or begun
    return max((min(term.days.end or term.known_to or day, day) for term in begun), default=date.min)


def _held(person: Person, when: DayRange) -> str:
    held = person.terms_on(when)
    if held:
        return f"{held[0].title} {english_range(held[0].days)}"
    return _last_held(person)


def _last_held(person: Person) -> str:
    terms = [term for term in person.terms if term.kind in RANKS] or person.terms
    term = max(terms, key=lambda one: one.days.end or date.max, default=None)
    return f"{term.title} {english_range(term.days)}, the last in office" if term else "the last in office"


def choose_alias(aliases: Sequence[Alias], when: DayRange) -> Alias | None:
    """Return what a name means on some days: what existed then, and of these what no longer exists; else None."""
    undated = not (when.start or when.end)
    valid = [alias for alias in aliases if undated or alias.actor.valid.overlaps(when)]
    return min(
        valid,
        key=lambda alias: ((alias.actor.valid.end is None) != undated, alias.actor.kind != "country"),
        default=None,
    )


def why_alias(chosen: Alias, aliases: Sequence[Alias], when: DayRange) -> str | None:
    """Return why a name means one actor and not another; None where there is no other."""
    others = [alias.actor for alias in aliases if alias.actor.slug != chosen.actor.slug]
    if not others:
        return None
    names, valid = ", ".join(actor.name for actor in others), chosen.actor.valid
    gone = bool(when.start or when.end) and not any(actor.valid.overlaps(when) for actor in others)
    if gone:
        reason = "the other did not exist then"
    elif valid.end and valid.overlaps(when):
        reason = f"it existed until {english_day(valid.end)}"
    else:
        reason = "a state goes before a body" if chosen.actor.kind == "country" else "the first of the table"
    return f"{chosen.actor.name}, not {names}: {reason}"
