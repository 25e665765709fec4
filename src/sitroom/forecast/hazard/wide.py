"""Wide questions: any of some entities of one country, any of some acts, any of some entities of another."""

import numpy as np

from sitroom.forecast.facts import Facts
from sitroom.forecast.hazard.places import Places
from sitroom.forecast.hazard.question import Batch, Longs, sets

Wide = tuple[Longs, Longs, Longs]
MOST_RELATIONS, MOST_PARTIES = 12, 10


def wide_sets(recent: Facts, places: Places, count: int, rng: np.random.Generator) -> list[Wide]:
    """Return sets of subjects, relations and objects: active entities of two countries, and things they may do."""
    active = np.unique(np.concatenate([recent.subject, recent.object])).astype(np.int64)
    country = places.country[active]
    by_country = active[np.argsort(country, kind="stable")]
    country = np.sort(country)
    found: list[Wide] = []
    for row in rng.integers(len(recent), size=count):
        parties = []
        for one in (int(recent.subject[row]), int(recent.object[row])):
            mates = by_country[slice(*np.searchsorted(country, [places.country[one], places.country[one] + 1]))]
            some = np.union1d(rng.permutation(mates)[:MOST_PARTIES], one)
            parties.append(some if rng.random() < 0.7 else np.array([one]))
        more = recent.relation[rng.integers(len(recent), size=rng.integers(1, MOST_RELATIONS + 1))].astype(np.int64)
        first = recent.relation[row : row + 1] if rng.random() < 0.5 else more[:1]
        found.append((parties[0], np.unique(np.concatenate([first, more[1:]])).astype(np.int64), parties[1]))
    return found


def wide_batch(rows: list[Wide], cutoff: int, horizon: int) -> Batch:
    """Return the sets as questions."""
    subjects, relations, objects = (sets([one[place].tolist() for one in rows]) for place in range(3))
    days, ahead = (np.full(len(rows), value, dtype=np.int64) for value in (cutoff, horizon))
    return Batch(subjects, relations, objects, days, ahead)
