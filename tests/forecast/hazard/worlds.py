"""A small made-up world: steady pairs, a visit that a week later is returned, and noise."""

import numpy as np

from sitroom.forecast.facts import Facts, facts_from

RELATIONS = ("meets", "visits", "hosts", "accuses", "praises")
COUNTRIES = ("Ruritania", "Elbonia", "Sylvania", "Freedonia")
ROLES = ("", "Police", "Army", "Media", "Citizen")
ENTITIES = tuple(f"{role}_({country})" if role else country for country in COUNTRIES for role in ROLES)
DAYS = 240
BUSY, QUIET = (0, 5), (10, 15)
"""The first pair meets every other day or so, the second every forty days; others lie between."""


def made_world(*, seed: int = 3, days: int = DAYS) -> Facts:
    rng = np.random.default_rng(seed)
    rates = np.linspace(0.5, 0.025, QUIET[0] + 1)
    rows: set[tuple[int, int, int, int]] = set()
    for day in range(days):
        for subject in np.flatnonzero(rng.random(len(rates)) < rates).tolist():
            rows.add((subject, RELATIONS.index("meets"), subject + 5, day))
        for _ in range(3):
            subject, object_ = rng.choice(len(ENTITIES), 2, replace=False)
            rows.add((int(subject), int(rng.integers(3, len(RELATIONS))), int(object_), day))
        if rng.random() < 0.5:
            subject, object_ = (int(one) for one in rng.choice(len(ENTITIES), 2, replace=False))
            rows.add((subject, RELATIONS.index("visits"), object_, day))
            rows.add((object_, RELATIONS.index("hosts"), subject, min(day + int(rng.integers(1, 6)), days - 1)))
    columns = [np.array(column) for column in zip(*sorted(rows), strict=True)]
    return facts_from(columns, ENTITIES, RELATIONS)
