"""Telling facts: dated facts as one sentence for an analyst, ``Belarus met the European Union on 3 and 9 May 2018``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from sitroom.core import MONTHS
from sitroom.forecast.code_facts import CodeFacts, Deed
from sitroom.history import body_slugs
from sitroom.record import event_types, gazetteer

MOST_DAYS = 6
LAST_DAYS = 3
MOST_VERBS = 3
MOST_NAMES = 2
WITH_ARTICLE = {"United", "Islands", "Republic", "Bahamas", "Gambia", "Maldives", "Netherlands", "Philippines"}
WITHOUT_TYPE = {
    0: "did something to",
    1: "spoke to or about",
    2: "did something good for",
    3: "spoke against",
    4: "did something hostile to",
}


def tell(known: CodeFacts, facts: NDArray[np.integer]) -> str:
    """Return what some facts say, without a full stop.

    Args:
        known: all facts.
        facts: numbers of those to tell, at least one.
    """
    some = np.unique(np.asarray(facts, dtype=np.int64))
    subjects, relations, objects = (
        _by_count(column[some]) for column in (known.facts.subject, known.facts.relation, known.facts.object)
    )
    who = _names(known, subjects)
    verbs = list(dict.fromkeys(verb_of(known.deeds[one]) for one in relations))
    did, more = joined(verbs[:MOST_VERBS]), " (and more)" if len(verbs) > MOST_VERBS else ""
    itself = len(subjects) == len(objects) == 1 and subjects == objects
    whom = "others in it" if itself else _names(known, objects)
    actors = f"someone in {who}" if itself else who
    return f"{actors[:1].upper()}{actors[1:]} {did} {whom}{more} {_when(known, some)}"


def verb_of(deed: Deed) -> str:
    """Return a deed as a verb in the past, with the preposition that its object takes.

    >>> verb_of(Deed("CONSULT", 1)), verb_of(Deed(None, 1))
    ('met', 'spoke to or about')
    """
    known = event_types().get(deed.event_type or "")
    return known.past if known else WITHOUT_TYPE[deed.quad]


def name_of(code: str) -> str:
    """Return the name by which a reader knows a code, with the article that it takes.

    >>> name_of("BLR"), name_of("EU"), name_of("(unnamed)")
    ('Belarus', 'the European Union', 'someone unnamed')
    """
    known = gazetteer()
    slug = {own: slug for slug, own in body_slugs().items()}.get(code)
    if slug and slug in known.actors:
        name = known.actors[slug].name
        return name if name.isupper() else f"the {name}"
    if code in known.by_country:
        name = known.by_country[code].name
        return f"the {name}" if set(name.split()) & WITH_ARTICLE else name
    return "someone unnamed" if code.startswith("(") else code


def days_told(days: Iterable[date]) -> str:
    """Return days by month, with the month written once.

    >>> days_told([date(2018, 4, 30), date(2018, 5, 3), date(2018, 5, 9)])
    '30 April and 3 and 9 May 2018'
    """
    months = [(key, list(some)) for key, some in groupby(days, key=lambda day: (day.year, day.month))]
    parts = []
    for at, ((year, month), some) in enumerate(months):
        last_of_year = at + 1 == len(months) or months[at + 1][0][0] != year
        parts.append(
            f"{joined([str(day.day) for day in some])} {MONTHS[month - 1]}" + (f" {year}" if last_of_year else "")
        )
    return joined(parts)


def joined(words: Sequence[str]) -> str:
    """Return words as a list in prose.

    >>> joined(["a", "b", "c"])
    'a, b and c'
    """
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _by_count(column: NDArray[np.integer]) -> list[int]:
    """Return the values, most frequent first, ties by number."""
    values, counts = np.unique(column, return_counts=True)
    return [int(one) for one in values[np.lexsort((values, -counts))]]


def _names(known: CodeFacts, entities: Sequence[int]) -> str:
    unnamed = len(known.facts.entities) - 1
    names = [name_of(known.facts.entities[one]) for one in sorted(entities, key=lambda one: one == unnamed)]
    if len(names) <= MOST_NAMES:
        return " and ".join(names)
    left = len(names) - MOST_NAMES
    return f"{', '.join(names[:MOST_NAMES])} and {left} other{'s' if left > 1 else ''}"


def _when(known: CodeFacts, facts: NDArray[np.int64]) -> str:
    days = np.unique(known.facts.day[facts]).tolist()
    exact = known.rows.exact[known.row[facts]]
    told = [date.fromordinal(int(day)) for day in days]
    if not exact.all() and len(told) <= MOST_DAYS:
        rough = np.unique(known.facts.day[facts[~exact]]).tolist()
        months = joined([f"{MONTHS[one.month - 1]} {one.year}" for one in map(date.fromordinal, rough)])
        rest = [day for day in told if day.toordinal() not in set(rough)]
        return f"on {days_told(rest)} and in {months}" if rest else f"in {months}"
    if len(told) <= MOST_DAYS:
        return f"on {days_told(told)}"
    return f"on {len(told)} days, last on {days_told(told[-LAST_DAYS:])}"
