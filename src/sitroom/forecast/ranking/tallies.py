"""Tallies: decayed counts of who is acted upon how, kept up to the day before the one that is asked about."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from sitroom.forecast.ranking.both_ways import BothWays
from sitroom.forecast.ranking.homes import Homes
from sitroom.forecast.ranking.lags import OWN_HALF_LIVES, POPULARITY_HALF_LIVES, TABLE_HALF_LIVES, decays, lag_classes
from sitroom.forecast.ranking.loops.hashing import SIZE, TABLES
from sitroom.forecast.ranking.loops.take_in import take_in

Floats = NDArray[np.float32]


@dataclass
class Tallies:
    """What had happened before a day, as counts; ``advance`` takes the next day in.

    Args:
        rows: the facts, of which only those of the days taken in count.
        homes: country and role of the entities.
    """

    rows: BothWays
    homes: Homes
    day: int = field(default=-1, init=False)

    def __post_init__(self) -> None:
        entities, relations, ages = self.rows.entities, 2 * self.rows.relations, len(POPULARITY_HALF_LIVES)
        self.popular = np.zeros((ages, entities), np.float32)
        self.popular_in = np.zeros((ages, relations, entities), np.float32)
        self.newly = np.zeros((2, entities), np.float32)
        self.newly_in = np.zeros((2, relations, entities), np.float32)
        self.at_home = np.zeros((max(self.homes.countries, 1), entities), np.float32)
        self.yesterday = np.zeros(entities, np.float32)
        self.last_in = np.full((relations, entities), -1, np.int16)
        self.last = np.full(entities, -1, np.int16)
        self.volume = np.zeros(relations, np.float32)
        self.values, self.days = np.zeros((TABLES, SIZE), np.float32), np.zeros((TABLES, SIZE), np.int16)
        self.ends = self.rows.subject_starts.copy()
        self.decay = decays(TABLE_HALF_LIVES, self.rows.last_day)
        self.own_decay = decays(OWN_HALF_LIVES, self.rows.last_day)
        self.lag_classes = lag_classes(self.rows.last_day)
        self._fade = (0.5 ** (1 / np.array(POPULARITY_HALF_LIVES))).astype(np.float32)

    def advance(self, day: int) -> None:
        """Take in the facts of a day, which is the one after the last."""
        low, high = self.rows.before(day), self.rows.before(day + 1)
        self.popular *= self._fade[:, None]
        self.popular_in *= self._fade[:, None, None]
        self.newly *= self._fade[2]
        self.newly_in *= self._fade[2]
        self.at_home *= self._fade[2]
        self.volume *= self._fade[2]
        self.yesterday[:] = 0
        rows, homes = self.rows, self.homes
        take_in(
            low, high, day, rows.subject, rows.relation, rows.object, rows.new_pair, rows.new_triple, homes.country,
            homes.role, self.popular, self.popular_in, self.newly, self.newly_in, self.at_home, self.yesterday,
            self.last_in, self.last, self.volume, self.values, self.days, self.decay,
        )  # fmt: skip
        self.ends += np.bincount(rows.subject[low:high], minlength=rows.entities)
        self.day = day
