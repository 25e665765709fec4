"""Sanctions that hurt nobody who carries them out: the worst payoff over opponents' improvements."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sitroom.game.states import StateSpace

AT_ONCE = 1 << 17
"""Places handled at once, so that the work stays in the cache."""

Places = NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Improvements:
    """A mover's improvements, as an order: what is strictly better comes first.

    A *lane* is the set of places that differ in the mover's own options only; within it a place is an *own* number.

    Args:
        start: the lowest bit of an own number in a place.
        bits: how many bits it has.
        lanes: how many lanes there are.
        blocks: a block is the places of a lane that share their irreversible bits. For each: its first own number; the
            own numbers that it can reach, the best first, shape (lanes, reach); and for each of the block how many of
            those are strictly better, shape (lanes, block).
    """

    start: int
    bits: int
    lanes: int
    blocks: "tuple[tuple[int, NDArray[Any], NDArray[Any]], ...]"

    @property
    def length(self) -> int:
        """How many own numbers a lane has."""
        return 1 << self.bits

    def bases(self, lanes: Places) -> Places:
        """Return the first place of lanes."""
        return (lanes >> self.start << (self.start + self.bits)) | (lanes & (1 << self.start) - 1)

    def lanes_at(self, places: Places) -> Places:
        """Return the lanes in which places lie."""
        return (places >> (self.start + self.bits) << self.start) | (places & (1 << self.start) - 1)


def improvements_of(space: StateSpace, mover: int, payoffs: NDArray[Any]) -> Improvements:
    """Return a mover's improvements.

    Args:
        space: the states.
        mover: whose.
        payoffs: the mover's own, shape (places,).
    """
    here = space.movers[mover]
    length, lanes, within = 1 << here.bits, space.size >> here.bits, 1 << here.reversible
    found = Improvements(here.start, here.bits, lanes, ())
    blocks = []
    for lasting in range(1 << here.irreversible):
        numbers = np.arange(length, dtype=np.intp)
        reach = numbers[(numbers >> here.reversible) & lasting == lasting]
        order = np.empty((lanes, len(reach)), dtype=np.min_scalar_type(length - 1))
        better = np.empty((lanes, within), dtype=np.min_scalar_type(len(reach)))
        for some in _in_parts(lanes, length):
            bases = found.bases(np.arange(some.start, some.stop))[:, np.newaxis]
            _sort(payoffs[bases | reach << here.start], reach, order[some], better[some])
            if space.feasible is not None:  # nobody is there, so that nothing needs to be known
                better[some] *= space.feasible[bases | reach[:within] << here.start]
        blocks.append((int(reach[0]), order, better))
    return Improvements(here.start, here.bits, lanes, tuple(blocks))


def _sort(payoffs: NDArray[Any], reach: Places, order: NDArray[Any], better: NDArray[Any]) -> None:
    """Fill in the order of the reached own numbers and how many are strictly better than each of the block."""
    bits = max(1, (len(reach) - 1).bit_length())
    wide = 8 * payoffs.dtype.itemsize + bits > 32
    kind: Any = np.uint64 if wide else np.uint32
    highest = kind(np.iinfo(payoffs.dtype).max)
    keys = (highest - payoffs.astype(kind)) << kind(bits) | np.arange(len(reach), dtype=kind)
    keys.sort(axis=1)
    sorted_ = (keys & kind((1 << bits) - 1)).astype(np.intp)
    level = keys >> kind(bits)
    firsts = np.zeros(sorted_.shape, dtype=better.dtype)
    places = np.arange(1, len(reach), dtype=better.dtype)
    np.multiply(level[:, 1:] != level[:, :-1], places, out=firsts[:, 1:])
    np.maximum.accumulate(firsts, axis=1, out=firsts)
    order[:] = reach[sorted_]
    rows = np.arange(len(sorted_))[:, np.newaxis] * len(reach)
    counts = np.empty(sorted_.size, dtype=better.dtype)
    counts[rows + sorted_] = firsts
    better[:] = counts.reshape(sorted_.shape)[
        :, : better.shape[1]
    ]  # the block's own numbers are the first that it reaches


def _in_parts(lanes: int, length: int) -> Iterator[slice]:
    step = max(1, AT_ONCE // length)
    return (slice(start, min(lanes, start + step)) for start in range(0, lanes, step))


def worst_of_improvements(
    opponents: Sequence[int], improvements: Mapping[int, Improvements], payoffs: NDArray[Any]
) -> NDArray[Any]:
    """Return the lowest payoff over everything that opponents reach by improvements of their own, staying included.

    Two improvements of one decision maker in a row are one, so any sequence counts as one in which nobody moves twice
    running.

    Args:
        opponents: the movers.
        improvements: of each of them.
        payoffs: shape (places,); infeasible places hold the top value.
    """
    worst = payoffs.copy()
    stale = {one: np.ones(improvements[one].lanes, dtype=np.bool_) for one in opponents}
    while waiting := [one for one in opponents if stale[one].any()]:
        one = waiting[0] if len(waiting) == 1 else max(waiting, key=lambda each: int(np.count_nonzero(stale[each])))
        moves = improvements[one]
        lanes = np.flatnonzero(stale[one])
        stale[one][:] = False
        for some in _in_parts(len(lanes), moves.length):
            for changed in _relax(worst, moves, lanes[some]):
                for other in opponents:
                    if other != one:
                        stale[other][improvements[other].lanes_at(changed)] = True
    return worst


def _relax(worst: NDArray[Any], moves: Improvements, lanes: Places) -> Iterator[Places]:
    """Lower the lanes' places to the lowest among strictly better ones; yield the places that changed."""
    bases = moves.bases(lanes)
    first_lane, end = int(lanes[0]), int(lanes[-1]) + 1
    chosen = slice(first_lane, end) if end - first_lane == len(lanes) else lanes  # a slice copies nothing
    table = worst[bases[:, np.newaxis] | np.arange(moves.length, dtype=np.intp) << moves.start]
    rows = np.arange(len(lanes), dtype=np.intp)[:, np.newaxis]
    for first, order, better in moves.blocks:
        here = order[chosen]
        lowest = np.empty((len(lanes), here.shape[1] + 1), dtype=worst.dtype)
        lowest[:, 0] = np.iinfo(worst.dtype).max
        np.minimum.accumulate(table.reshape(-1)[here + rows * moves.length], axis=1, out=lowest[:, 1:])
        found = lowest.reshape(-1)[better[chosen] + rows * lowest.shape[1]]
        block = table[:, first : first + found.shape[1]]
        lower = np.flatnonzero(found < block)
        if len(lower):
            width = found.shape[1].bit_length() - 1
            places = bases[lower >> width] | (lower & found.shape[1] - 1) + first << moves.start
            worst[places] = found.reshape(-1)[lower]
            yield places
