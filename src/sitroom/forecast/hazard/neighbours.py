"""What others did: the subjects to anyone, anyone to the objects, their countries and roles, and everybody."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from sitroom.forecast.hazard.index import FactIndex, ThinnedIndex
from sitroom.forecast.hazard.places import Places
from sitroom.forecast.hazard.question import MANY, Batch, Longs, Sets, combinations, product

Floats = NDArray[np.float64]
LOOK_BACKS = (7, 30, 120)
COLUMNS = {
    "does": ("subject", "relation"),
    "suffers": ("relation", "object"),
    "acts": ("subject",),
    "is_acted_on": ("object",),
    "use": ("relation",),
    "countries": ("subject_country", "object_country"),
    "countries_same": ("subject_country", "relation", "object_country"),
    "roles": ("subject_role", "object_role"),
    "roles_same": ("subject_role", "relation", "object_role"),
    "country_does": ("subject_country", "relation"),
    "country_suffers": ("relation", "object_country"),
}
TURNED = {
    "object_does": ("subject", "relation"),
    "subject_suffers": ("relation", "object"),
    "object_acts": ("subject",),
    "subject_is_acted_on": ("object",),
    "countries_back": ("subject_country", "object_country"),
}
"""The same with subjects and objects in each other's place."""


def neighbour_features(index: FactIndex, asked: Batch) -> Iterator[tuple[str, Floats]]:
    """Yield facts a day over the last week, month, four months and always, for every column."""
    known = index.known_days(asked.cutoff)
    for names, turned in ((COLUMNS, False), (TURNED, True)):
        factors = _factors(index.places, asked, turned=turned)
        for name, parts in names.items():
            members = [factors[part] for part in parts]
            if isinstance(index, ThinnedIndex) and len(asked) == 1:
                counts = _counts_without(index, asked, (name, parts), members)
            else:
                counts = _counts(index, asked, parts, members)
            for days, total in counts.items():
                yield f"{name}_{days}", total / np.minimum(known, days or np.inf)


def _factors(places: Places, asked: Batch, *, turned: bool) -> dict[str, Sets]:
    subjects, objects = (asked.objects, asked.subjects) if turned else (asked.subjects, asked.objects)
    return {
        "subject": subjects,
        "relation": asked.relations,
        "object": objects,
        "subject_country": image(subjects, places.country),
        "object_country": image(objects, places.country),
        "subject_role": image(subjects, places.role),
        "object_role": image(objects, places.role),
    }


def image(members: Sets, table: Longs) -> Sets:
    """Return the set of what the members map to, such as their countries."""
    width = int(table.max(initial=0)) + 1
    sizes = members.sizes
    codes = np.unique(np.repeat(np.arange(len(sizes)), sizes) * width + table[members.values])
    starts = np.concatenate([[0], np.cumsum(np.bincount(codes // width, minlength=len(sizes)))])
    return Sets(codes % width, starts)


def _counts(index: FactIndex, asked: Batch, parts: tuple[str, ...], factors: list[Sets]) -> dict[int, Floats]:
    many = combinations(*factors) > MANY
    few = np.flatnonzero(~many)
    place, members = product(*(one.of(few) for one in factors))
    day = asked.cutoff[few][place] - index.origin
    until = index.counts(parts, members, [day, *(day - days for days in LOOK_BACKS)])
    totals = [np.zeros(len(asked)) for _ in until]
    for total, counts in zip(totals, until, strict=True):
        total[few] = np.bincount(place, weights=counts, minlength=len(few))
    for question in np.flatnonzero(many).tolist():
        rows = index.matching(parts, [one.members(question) for one in factors])
        age = asked.cutoff[question] - index.origin - index.day[rows]
        for total, days in zip(totals, (0, *LOOK_BACKS), strict=True):
            total[question] = (age >= days).sum()
    return {0: totals[0]} | {days: totals[0] - one for days, one in zip(LOOK_BACKS, totals[1:], strict=True)}


def _counts_without(
    index: ThinnedIndex, asked: Batch, column: tuple[str, tuple[str, ...]], factors: list[Sets]
) -> dict[int, Floats]:
    """Return the counts of one question: those of the whole, counted once, less those of the facts left out."""
    name, parts = column
    key = (name, int(asked.cutoff[0]), *(one.values.tobytes() for one in factors))
    if key not in index.memo:
        index.memo[key] = _counts(index.whole, asked, parts, factors)
    gone = index.minus.matching(parts, [one.values for one in factors])
    age = int(asked.cutoff[0]) - index.origin - index.minus.day[gone]
    known = int((age >= 0).sum())
    less = {0: known} | {days: known - int((age >= days).sum()) for days in LOOK_BACKS}
    return {days: total - less[days] for days, total in index.memo[key].items()}
