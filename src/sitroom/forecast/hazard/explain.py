"""Reasons: groups of facts that the probability rests on, weighed by taking them away."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from sitroom.forecast.hazard.index import FactIndex, ThinnedIndex
from sitroom.forecast.hazard.pair_rows import PairRows, pair_rows
from sitroom.forecast.hazard.question import Batch, Longs

LATELY = 30
"""Days within which a fact is recent."""
SMALLEST = 1e-4
"""Effects below this are not told."""
Kind = Literal[
    "did_the_same_lately", "did_the_same_before", "did_other_things_lately", "did_other_things_before",
    "was_answered_in_kind", "was_answered_otherwise", "did_it_to_others", "suffered_it_from_others",
]  # fmt: skip


@dataclass(frozen=True)
class Ground:
    """Facts that move a probability together.

    Args:
        kind: what they have in common: done by the subjects to the objects (the same as asked, or other things), the
            other way round (answered), by the subjects to others lately, or to the objects by others lately.
        rows: which facts, shape (n,), rising, so that the days rise too.
        effect: the probability now, less what it would be without them.
    """

    kind: Kind
    rows: Longs
    effect: float


def explain(
    index: FactIndex,
    asked: Batch,
    probability: Callable[[FactIndex, Batch], NDArray[np.float64]],
    twins: Longs | None = None,
    now: float | None = None,
) -> list[Ground]:
    """Return the grounds of one question, the largest effect first; a fact is taken out together with its twin."""
    now = float(probability(index, asked)[0]) if now is None else now
    grounds: list[Ground] = []
    memo: dict[Hashable, Any] = {}
    for kind, rows in _groups(index, asked):
        gone = rows if twins is None else np.union1d(rows, twins[rows][twins[rows] >= 0])
        without = float(probability(ThinnedIndex(index, gone, memo), asked)[0])
        grounds.append(Ground(kind, rows, now - without))
    told = [one for one in grounds if abs(one.effect) >= SMALLEST]
    return sorted(told, key=lambda one: (-abs(one.effect), one.kind))


def _groups(index: FactIndex, asked: Batch) -> Iterator[tuple[Kind, Longs]]:
    there, back = pair_rows(index, asked), pair_rows(index, asked, turned=True)
    new = there.age < LATELY
    groups: list[tuple[Kind, Longs]] = [
        ("did_the_same_lately", there.where(there.asked & new).row),
        ("did_the_same_before", there.where(there.asked & ~new).row),
        ("did_other_things_lately", there.where(~there.asked & new).row),
        ("did_other_things_before", there.where(~there.asked & ~new).row),
        ("was_answered_in_kind", back.where(back.asked).row),
        ("was_answered_otherwise", back.where(~back.asked).row),
        ("did_it_to_others", _lately(index, asked, asked.subjects.values, index.subject, there)),
        ("suffered_it_from_others", _lately(index, asked, asked.objects.values, index.object, there)),
    ]
    for kind, rows in groups:
        if len(rows):
            yield kind, np.unique(rows)


def _lately(index: FactIndex, asked: Batch, parties: Sequence[int] | Longs, side: Longs, there: PairRows) -> Longs:
    """Return recent facts of the asked relations with one of the parties on one side, not between them."""
    last = int(asked.cutoff[0]) - index.origin
    low, high = np.searchsorted(index.day, [last - LATELY + 1, last + 1])
    kept = np.isin(side[low:high], parties) & np.isin(index.relation[low:high], asked.relations.values)
    return np.setdiff1d(np.flatnonzero(kept) + low, there.row)
