"""What others did: the subjects to anyone, anyone to the objects, their countries and roles, and everybody."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from sitroom.forecast.hazard.index import FactIndex, ThinnedIndex
from sitroom.forecast.hazard.places import Places
from sitroom.forecast.hazard.question import MANY, Batch, Longs, Sets, combinations, product

Floats = NDArray[np.float64]
Counts = dict[int, Floats]
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
    for name, counts in _counted(index, asked):
        for days, total in counts.items():
            yield f"{name}_{days}", total / np.minimum(known, days or np.inf)


def _counted(index: FactIndex, asked: Batch) -> Iterator[tuple[str, Counts]]:
    if isinstance(index, ThinnedIndex) and len(asked) == 1:
        yield from _counted_without(index, asked)
        return
    for name, parts, factors in _columns(index.places, asked):
        yield name, _counts(index, asked, parts, factors)


def _columns(places: Places, asked: Batch) -> Iterator[tuple[str, tuple[str, ...], list[Sets]]]:
    """Yield every column: its name, the parts of its key, and the members of each part."""
    for names, turned in ((COLUMNS, False), (TURNED, True)):
        factors = _factors(places, asked, turned=turned)
        for name, parts in names.items():
            yield name, parts, [factors[part] for part in parts]


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


def _counts(index: FactIndex, asked: Batch, parts: tuple[str, ...], factors: list[Sets]) -> Counts:
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


def _counted_without(index: ThinnedIndex, asked: Batch) -> list[tuple[str, Counts]]:
    """Return the counts of one question: those of the whole, counted once, less those of the facts left out."""
    sets = (asked.subjects, asked.relations, asked.objects)
    key = (int(asked.cutoff[0]), *(one.values.tobytes() for one in sets))
    if key not in index.counted:
        if key not in index.memo:
            columns = list(_columns(index.places, asked))
            index.memo[key] = [(*one, _counts(index.whole, asked, one[1], one[2])) for one in columns]
        last = int(asked.cutoff[0]) - index.origin
        index.counted[key] = [
            (name, _less(index.minus, parts, factors, last, counts)) for name, parts, factors, counts in index.memo[key]
        ]
    found: list[tuple[str, Counts]] = index.counted[key]
    return found


def _less(minus: FactIndex, parts: tuple[str, ...], factors: list[Sets], last: int, counts: Counts) -> Counts:
    age = last - minus.day[minus.matching(parts, [one.values for one in factors])]
    known = int((age >= 0).sum())
    return {days: total - (known - int((age >= days).sum()) if days else known) for days, total in counts.items()}
