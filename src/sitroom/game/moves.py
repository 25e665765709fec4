"""What can be reached: the best and the worst payoff over moves, over all states at once."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sitroom.game.states import StateSpace

Cube = NDArray[Any]
"""Payoffs in ``StateSpace.shape``; an axis that nothing depends on has length 1."""


def best_of_own_moves(space: StateSpace, mover: int, payoffs: Cube) -> Cube:
    """Return the highest payoff over a mover's own moves, staying included; infeasible places hold 0."""
    return _over_own_moves(space, mover, payoffs, np.maximum)


def worst_of_own_moves(space: StateSpace, mover: int, payoffs: Cube) -> Cube:
    """Return the lowest payoff over a mover's own moves, staying included; infeasible places hold the top value."""
    return _over_own_moves(space, mover, payoffs, np.minimum)


def _over_own_moves(space: StateSpace, mover: int, payoffs: Cube, better: np.ufunc) -> Cube:
    lasting, turning = space.axes(mover)
    found: Cube = better.reduce(payoffs, axis=turning, keepdims=True) if payoffs.shape[turning] > 1 else payoffs
    if found.shape[lasting] == 1:
        return found
    found = found.copy() if found is payoffs else np.ascontiguousarray(found)
    before, after = found.shape[:lasting], found.shape[lasting + 1 :]
    for bit in range(space.movers[mover].irreversible):
        high = space.movers[mover].irreversible - bit - 1
        pairs = found.reshape(int(np.prod(before)), 1 << high, 2, 1 << bit, int(np.prod(after)))
        better(pairs[:, :, 0], pairs[:, :, 1], out=pairs[:, :, 0])
    return found


def worst_of_sanctions(space: StateSpace, opponents: Sequence[int], payoffs: Cube) -> Cube:
    """Return the lowest payoff over everything that opponents can reach together, staying included.

    A sequence of moves in which nobody moves twice running reaches what any sequence reaches: two moves of one decision
    maker in a row are one move of theirs, for each may change several options at once.

    Args:
        space: the states.
        opponents: the movers.
        payoffs: what is sought; infeasible places hold the top value.
    """
    if space.feasible is None:  # options move independently: each opponent once is everything
        for opponent in opponents:
            payoffs = worst_of_own_moves(space, opponent, payoffs)
        return payoffs
    feasible = space.feasible.reshape(space.shape)
    top = payoffs.dtype.type(np.iinfo(payoffs.dtype).max)
    settled, turn = 0, 0
    while settled < len(opponents):
        opponent = opponents[turn % len(opponents)]
        found = np.where(feasible, worst_of_own_moves(space, opponent, payoffs), top)
        settled = settled + 1 if np.array_equal(found, payoffs) else 1
        payoffs = found
        turn += 1
    return payoffs
