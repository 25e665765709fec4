"""Paths: the shortest sequence of legal moves from one state to another, over sets of states rather than one by one."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sitroom.game.states import StateSpace

Places = NDArray[np.intp]
Allowed = Callable[[int, Places, Places], NDArray[np.bool_]]
AT_ONCE = 1 << 20


@dataclass(frozen=True, slots=True)
class Step:
    """One move of one decision maker from a state to another, by their values."""

    decision_maker: str
    before: int
    after: int

    def to_json(self, pattern: Callable[[int], str]) -> dict[str, str]:
        """Return ``{decision_maker, before, after}``, the states as Y and N."""
        return {
            "decision_maker": self.decision_maker,
            "before": pattern(self.before),
            "after": pattern(self.after),
        }


def own_moves(space: StateSpace, mover: int, places: Places) -> tuple[Places, Places]:
    """Return the moves of a mover from places: where from and where to, by place; feasible and legal ones only."""
    here = space.movers[mover]
    numbers = np.arange(1 << here.bits, dtype=np.intp)
    own = places >> here.start & len(numbers) - 1
    targets = (places - (own << here.start))[:, np.newaxis] + (numbers << here.start)
    lasting = (own >> here.reversible)[:, np.newaxis]
    legal = ((numbers >> here.reversible) & lasting == lasting) & (numbers != own[:, np.newaxis])
    if space.feasible is not None:
        legal &= space.feasible[targets]
    return np.broadcast_to(places[:, np.newaxis], targets.shape)[legal], targets[legal]


def shortest_path(
    space: StateSpace,
    start: int,
    movers: Sequence[int],
    goal: Callable[[Places], NDArray[np.bool_]],
    allowed: Allowed | None = None,
) -> tuple[Step, ...] | None:
    """Return the shortest path from a place to one that the goal accepts; None where there is none.

    In a shortest path nobody moves twice running, for two such moves are one. Ties go to the mover named first, then to
    the lowest place.

    Args:
        space: the states.
        start: a place; it is not tried as a goal itself.
        movers: who may move.
        goal: whether places are where one wants to go.
        allowed: which of a mover's moves count; all where not given.
    """
    levels: list[tuple[int, Places, Places]] = []
    for mover, origins, targets in _levels(space, start, movers, allowed):
        levels.append((mover, origins, targets))
        reached = np.flatnonzero(goal(targets))
        if len(reached):
            return _traced(space, levels, int(targets[reached].min()))
    return None


def shortest_paths(
    space: StateSpace, start: int, movers: Sequence[int], ends: Sequence[int], allowed: Allowed | None = None
) -> tuple[tuple[Step, ...] | None, ...]:
    """Return the shortest path from a place to each of several; () to itself, None where there is none."""
    levels: list[tuple[int, Places, Places]] = []
    missing = np.setdiff1d(ends, [start])
    lasted: dict[int, int] = {}
    for mover, origins, targets in _levels(space, start, movers, allowed):
        levels.append((mover, origins, targets))
        found = np.intersect1d(missing, targets)
        lasted |= dict.fromkeys(found.tolist(), len(levels))
        missing = np.setdiff1d(missing, found)
        if not len(missing):
            break
    ways: dict[int, tuple[Step, ...]] = {end: _traced(space, levels[:last], end) for end, last in lasted.items()}
    ways[start] = ()
    return tuple(ways.get(end) for end in ends)


def reached_from(
    space: StateSpace, start: int, movers: Sequence[int], allowed: Allowed | None = None
) -> NDArray[np.bool_]:
    """Return which places can be reached from one, itself included, as a mask over all places."""
    found = np.zeros(space.size, dtype=np.bool_)
    found[start] = True
    for _, _, targets in _levels(space, start, movers, allowed):
        found[targets] = True
    return found


def _levels(
    space: StateSpace, start: int, movers: Sequence[int], allowed: Allowed | None
) -> Iterator[tuple[int, Places, Places]]:
    """Yield newly reached places with a place before each; breadth first."""
    seen = np.zeros(space.size, dtype=np.bool_)
    seen[start] = True
    frontier = np.array([start], dtype=np.intp)
    while len(frontier):
        found = []
        for mover in movers:
            step = max(1, AT_ONCE >> space.movers[mover].bits)
            for at in range(0, len(frontier), step):
                origins, targets = own_moves(space, mover, frontier[at : at + step])
                new = ~seen[targets]
                if allowed is not None:
                    new &= allowed(mover, origins, targets)
                targets, first = np.unique(targets[new], return_index=True)
                if len(targets):
                    seen[targets] = True
                    found.append(targets)
                    yield mover, origins[new][first], targets
        frontier = np.concatenate(found) if found else np.empty(0, dtype=np.intp)


def _traced(space: StateSpace, levels: Sequence[tuple[int, Places, Places]], end: int) -> tuple[Step, ...]:
    steps: list[Step] = []
    place = end
    for mover, origins, targets in reversed(levels):
        at = int(np.searchsorted(targets, place))
        if at < len(targets) and targets[at] == place:
            before, after = space.values_at(np.array([origins[at], place])).tolist()
            steps.append(Step(space.movers[mover].name, before, after))
            place = int(origins[at])
    return tuple(reversed(steps))
