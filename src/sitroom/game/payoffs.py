"""Payoffs: how high a decision maker ranks each state, from aims in order of importance or from a ranking."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sitroom.core import GameError
from sitroom.game.situation import Aim, Preference
from sitroom.game.states import StateSpace

Payoffs = NDArray[Any]
"""Unsigned integers, shape (places,): only their order means anything, and equal ones are ties."""

AT_ONCE = 32
"""So many statements are added up before the sums are replaced by ranks."""


def payoffs_of(space: StateSpace, preference: Preference, first: Sequence[Aim] = ()) -> Payoffs:
    """Return the payoffs of a preference at every place.

    Args:
        space: the states.
        preference: aims, or a ranking.
        first: aims of a branch, which come before all others.

    Raises:
        GameError: a ranking leaves a feasible state out, or there are a ranking and aims of a branch.
    """
    if preference.ranking:
        if first:
            raise GameError("a branch adds aims to a decision maker who has a ranking; write that ranking as aims")
        return _ranked(space, preference.ranking)
    return _summed(space, [*first, *preference.aims])


def _summed(space: StateSpace, aims: Sequence[Aim]) -> Payoffs:
    """Statement p of P adds ``2**(P-1-p)`` where it holds."""
    total = np.zeros(space.table_shape, dtype=_kind(len(aims)))
    for start in range(0, len(aims), AT_ONCE):
        part = aims[start : start + AT_ONCE]
        if start:
            total = _ranks(total).astype(np.uint64) << np.uint64(len(part))
        for at, aim in enumerate(part):
            weight = total.dtype.type(1 << (len(part) - 1 - at))
            total += space.truth(aim.statement) * weight
    total = total.reshape(-1)
    return _ranks(total) if len(aims) > AT_ONCE else total


def _kind(statements: int) -> Any:
    return np.uint8 if statements <= 8 else np.uint16 if statements <= 16 else np.uint32


def _ranks(values: Payoffs) -> Payoffs:
    """Dense ranks from 0; equal values share one."""
    return np.unique(values, return_inverse=True)[1].reshape(values.shape).astype(np.uint32)


def _ranked(space: StateSpace, ranking: Sequence[Sequence[int]]) -> Payoffs:
    found = np.zeros(1 << len(space.situation.options), dtype=_kind(len(ranking).bit_length()))
    for rank, group in enumerate(reversed(ranking), start=1):
        found[list(group)] = rank
    payoffs = found[space.values_at(np.arange(space.size, dtype=np.uint32))]
    lost = (payoffs == 0) if space.feasible is None else (payoffs == 0) & space.feasible
    if lost.any():
        value = int(space.values_at(np.flatnonzero(lost)[:1])[0])
        raise GameError(f"a ranking leaves out state {space.situation.pattern(value)}; rank every feasible state")
    return payoffs
