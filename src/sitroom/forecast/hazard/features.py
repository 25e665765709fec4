"""Features: what the facts up to a question's cutoff say about it, as one row of numbers."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from sitroom.forecast.hazard.index import FactIndex
from sitroom.forecast.hazard.neighbours import neighbour_features
from sitroom.forecast.hazard.pair_features import pair_features
from sitroom.forecast.hazard.pair_rows import pair_rows
from sitroom.forecast.hazard.question import Batch
from sitroom.forecast.hazard.triggers import Triggers, trigger_features

PART = 150_000
"""Combinations of parties and relations worked on at a time; it bounds memory and changes no number."""


def features(index: FactIndex, asked: Batch, triggers: Triggers) -> tuple[list[str], NDArray[np.float32]]:
    """Return the names of the features, and their values, shape (n, features).

    Only facts up to each question's cutoff count. Every sum is of whole numbers or of weights with few binary places,
    so it is exact: neither the order of the facts nor the other questions of a batch change a bit.
    """
    parts = [dict(_features(index, part, triggers)) for part in asked.parts(PART)]
    names = list(parts[0]) if parts else []
    return names, np.concatenate([np.column_stack([one[name] for name in names]).astype(np.float32) for one in parts])


def _features(index: FactIndex, asked: Batch, triggers: Triggers) -> Iterator[tuple[str, NDArray[np.float64]]]:
    yield "horizon", asked.horizon.astype(np.float64)
    yield "subjects", asked.subjects.sizes.astype(np.float64)
    yield "relations", asked.relations.sizes.astype(np.float64)
    yield "objects", asked.objects.sizes.astype(np.float64)
    there, back = pair_rows(index, asked), pair_rows(index, asked, turned=True)
    yield from pair_features(index, asked, there, back)
    yield from neighbour_features(index, asked)
    for turned, rows in enumerate((there, back)):
        yield from trigger_features(triggers, rows, asked.relations, turned=bool(turned))
