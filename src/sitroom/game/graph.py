"""The state-transition graph: the states around the status quo, who can move between them, and which moves pay."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from sitroom.game.paths import own_moves, reached_from
from sitroom.game.routes import status_quo_place
from sitroom.game.situation import Situation
from sitroom.game.stability import CONCEPTS, Concept, Solution
from sitroom.game.telling import joined, state_words

MOST_STATES, MOST_IDLE, MOST_GAINS = 24, 30, 40
"""More states are no picture. Of more moves, those that nobody wants are left out first, then all but the best."""


@dataclass(frozen=True, slots=True)
class Node:
    """A state.

    Args:
        value: its value.
        number: from 1, among the feasible states.
        layer: how many moves between these states it lies from where the graph starts.
        stable_by: the concepts by which it is stable for all.
    """

    value: int
    number: int
    layer: int
    stable_by: tuple[Concept, ...]


@dataclass(frozen=True, slots=True)
class Move:
    """What one decision maker can do between two states; one move stands for both ways.

    Args:
        mover: the number of the decision maker.
        before: a value; of an improvement the worse state.
        after: a value; of an improvement the better state.
        pays: whether it is an improvement for whoever makes it.
        one_way: whether there is no way back.
    """

    mover: int
    before: int
    after: int
    pays: bool
    one_way: bool


@dataclass(frozen=True, slots=True)
class Graph:
    """A part of the state-transition graph.

    Args:
        situation: whose states they are.
        branch: its name; empty where there is none.
        decision_makers: their names; moves speak of them by number.
        start: the value that the layers count from.
        starts_at_status_quo: else it starts at the first state, as there is no feasible status quo.
        nodes: by layer, then by value.
        moves: between these nodes.
        reachable: how many states can be reached by any moves, drawn or not.
        concept: the kind of foresight whose equilibria matter most.
        idle_left_out: whether moves that pay nobody are not among the moves.
        best_only: whether of several improvements from one state only each mover's best are among the moves.
    """

    situation: Situation
    branch: str
    decision_makers: tuple[str, ...]
    start: int
    starts_at_status_quo: bool
    nodes: tuple[Node, ...]
    moves: tuple[Move, ...]
    reachable: int
    concept: Concept
    idle_left_out: bool
    best_only: bool

    @property
    def notes(self) -> tuple[str, ...]:
        """What is not drawn, in words."""
        out = (
            []
            if self.starts_at_status_quo
            else ["No feasible status quo is given: the graph starts at the first state."]
        )
        if len(self.nodes) < self.reachable:
            out.append(
                f"{len(self.nodes)} of {self.reachable:,} reachable states are drawn: those that best moves lead to "
                "come first, then the stable ones."
            )
        if self.idle_left_out:
            out.append("Moves that are no improvement for anybody are not drawn.")
        if self.best_only:
            out.append("Of several improvements from one state only each one's best is drawn.")
        return tuple(out)


def situation_graph(solution: Solution, *, concept: Concept = "SEQ", most: int = MOST_STATES) -> Graph:
    """Return the part of the graph that can be reached from the status quo.

    Where that is too much, it is the states that best improvements lead to, nearest first, and then the states that are
    stable by the concept.

    Args:
        solution: what was solved.
        concept: whose equilibria matter most.
        most: so many states at most, at least 1.
    """
    space = solution.space
    found = status_quo_place(solution)
    start = found if found is not None else space.place_of(int(space.values[0]))
    reachable = reached_from(space, start, range(len(space.movers)))
    places = _chosen(solution, start, reachable, concept, most)
    values = {place: int(space.values_at(np.array([place]))[0]) for place in places}
    moves = _moves(solution, values)
    layers = _layers(values[start], list(values.values()), moves)
    idle = [move for move in moves if not move.pays]
    left_out = len(idle) > MOST_IDLE
    if left_out:
        moves = [move for move in moves if move.pays]
    best_only = sum(move.pays for move in moves) > MOST_GAINS
    if best_only:
        moves = [move for move in moves if not move.pays or _is_best(solution, move)]
    nodes = [
        Node(value, space.number_of(value), layers[value], _stable_by(solution, value)) for value in values.values()
    ]
    return Graph(
        solution.situation,
        space.branch.name if space.branch else "",
        solution.decision_makers,
        values[start],
        found is not None,
        tuple(sorted(nodes, key=lambda node: (node.layer, node.value))),
        tuple(moves),
        int(np.count_nonzero(reachable)),
        concept,
        left_out,
        best_only,
    )


def graph_words(graph: Graph) -> str:
    """Return the graph in words, for those who do not see it: a sentence a state, then who would move where."""
    names = {node.value: f"state {node.number}" for node in graph.nodes}
    out = []
    for node in graph.nodes:
        stable = f"; stable for all by {joined(node.stable_by)}" if node.stable_by else ""
        here = " (here it starts)" if node.value == graph.start else ""
        out.append(f"State {node.number}{here}: {state_words(graph.situation, node.value)}{stable}.")
    for move in graph.moves:
        if move.pays:
            who = graph.decision_makers[move.mover]
            out.append(f"{who} gains by going from {names[move.before]} to {names[move.after]}.")
    return " ".join((*out, *graph.notes))


def _chosen(solution: Solution, start: int, reachable: np.ndarray, concept: Concept, most: int) -> list[int]:
    """Return the places to draw, the start first: all that can be reached, where they are few."""
    chosen = dict.fromkeys([start])
    stable = [solution.space.place_of(int(value)) for value in solution.equilibria(concept)[:most]]
    for place in (*_spreading(solution, start), *(one for one in stable if reachable[one])):
        if len(chosen) < most:
            chosen[place] = None
    if int(np.count_nonzero(reachable)) <= most:
        chosen |= dict.fromkeys(int(place) for place in np.flatnonzero(reachable))
    return list(chosen)


def _spreading(solution: Solution, start: int) -> Iterator[int]:
    """Yield the places that each mover's best improvements lead to, nearest first; the start too."""
    payoffs = tuple(solution.payoffs.values())
    seen, frontier = {start}, [start]
    while frontier and len(seen) < 2 * MOST_STATES:
        yield from frontier
        found = []
        for place in frontier:
            for mover, own in enumerate(payoffs):
                _, targets = own_moves(solution.space, mover, np.array([place], dtype=np.intp))
                best = own[targets].max(initial=0)
                gains = targets[own[targets] == best] if best > own[place] else targets[:0]
                fresh = [one for one in gains[:MOST_STATES].tolist() if one not in seen]
                seen.update(fresh)
                found += fresh
        frontier = found


def _moves(solution: Solution, values: dict[int, int]) -> list[Move]:
    """Return the moves between places, one for both ways; the improvement counts where one way is one."""
    found: dict[tuple[int, int, int], Move] = {}
    legal: set[tuple[int, int, int]] = set()
    for mover, payoffs in enumerate(solution.payoffs.values()):
        origins, targets = own_moves(solution.space, mover, np.array(sorted(values), dtype=np.intp))
        pairs = [(int(a), int(b)) for a, b in zip(origins, targets, strict=True) if int(b) in values]
        legal.update((mover, a, b) for a, b in pairs)
        for a, b in pairs:
            pays = bool(payoffs[b] > payoffs[a])
            if pays or (mover, b, a) not in found:
                found.pop((mover, b, a), None)
                found[mover, a, b] = Move(mover, values[a], values[b], pays, one_way=False)
    return [
        Move(move.mover, move.before, move.after, move.pays, one_way=(mover, b, a) not in legal)
        for (mover, a, b), move in found.items()
    ]


def _is_best(solution: Solution, move: Move) -> bool:
    """Return whether the mover has no better move from there, to any state."""
    payoffs = tuple(solution.payoffs.values())[move.mover]
    here = solution.space.place_of(move.before)
    _, targets = own_moves(solution.space, move.mover, np.array([here], dtype=np.intp))
    return bool(payoffs[targets].max() == payoffs[solution.space.place_of(move.after)])


def _layers(start: int, values: list[int], moves: list[Move]) -> dict[int, int]:
    """Return how many moves each state lies from the start; what none of them leads to stands behind all others."""
    ways: dict[int, list[int]] = {value: [] for value in values}
    for move in moves:
        ways[move.before].append(move.after)
        if not move.one_way:
            ways[move.after].append(move.before)
    layers, frontier = {start: 0}, [start]
    while frontier:
        following = [after for value in frontier for after in ways[value] if after not in layers]
        layers |= dict.fromkeys(following, layers[frontier[0]] + 1)
        frontier = list(dict.fromkeys(following))
    last = max(layers.values()) + 1
    return {value: layers.get(value, last) for value in values}


def _stable_by(solution: Solution, value: int) -> tuple[Concept, ...]:
    return tuple(concept for concept in CONCEPTS if solution.is_equilibrium(concept, value))
