"""Known: everything that the compiled loops may look at on a day, in one tuple of arrays."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sitroom.forecast.ranking.neighbours import Closeness
from sitroom.forecast.ranking.tallies import Tallies
from sitroom.forecast.ranking.triggers import Triggers

Floats = NDArray[np.float32]


class Known(NamedTuple):
    """What happened before a day (``Tallies``, ``Homes``, ``Closeness``) and what was learned (``Triggers``)."""

    day: int
    relations: int
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    by_relation: NDArray[np.int32]
    by_object: NDArray[np.int32]
    by_day: NDArray[np.int32]
    popular: Floats
    popular_in: Floats
    newly: Floats
    newly_in: Floats
    at_home: Floats
    yesterday: Floats
    last_in: NDArray[np.int16]
    last: NDArray[np.int16]
    volume: Floats
    values: Floats
    days: NDArray[np.int16]
    own_decay: Floats
    table_decay: Floats
    lag_classes: NDArray[np.int32]
    triggers: Floats
    novelty: Floats
    country: NDArray[np.int32]
    role: NDArray[np.int32]
    roles: int
    home_starts: NDArray[np.int64]
    home_members: NDArray[np.int32]
    vectors: Floats
    strengths: Floats
    norms: Floats


def known_before(day: int, tallies: Tallies, triggers: Triggers, novelty: Floats, near: Closeness) -> Known:
    """Return what is known on the eve of a day; the arrays are shared, not copied."""
    rows, homes = tallies.rows, tallies.homes
    return Known(
        day, rows.relations, rows.subject_starts, tallies.ends, rows.by_subject_relation, rows.by_subject_object,
        rows.by_subject_day, tallies.popular, tallies.popular_in, tallies.newly, tallies.newly_in, tallies.at_home,
        tallies.yesterday, tallies.last_in, tallies.last, tallies.volume, tallies.values, tallies.days,
        tallies.own_decay, tallies.decay, tallies.lag_classes, triggers.weights, novelty,
        homes.country, homes.role, homes.roles, homes.starts, homes.members, near.vectors, near.strengths, near.norms,
    )  # fmt: skip
