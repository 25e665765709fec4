"""Routes: how one gets from the status quo to each equilibrium, by moves that pay or by any legal moves."""

from collections.abc import Callable
from dataclasses import dataclass

from sitroom.game.paths import Allowed, Places, Step, reached_from, shortest_paths
from sitroom.game.stability import Concept, Solution
from sitroom.game.states import Mask, Values


@dataclass(frozen=True, slots=True)
class Route:
    """The shortest ways from the status quo to an equilibrium; None where there is none, () where it is there already.

    Args:
        equilibrium: its value.
        by_improvements: every move is an improvement of whoever makes it.
        by_moves: any legal moves.
    """

    equilibrium: int
    by_improvements: tuple[Step, ...] | None
    by_moves: tuple[Step, ...] | None

    def to_json(self, pattern: Callable[[int], str]) -> dict[str, object]:
        """Return the route with its states as Y and N."""
        ways = {"by_improvements": self.by_improvements, "by_moves": self.by_moves}
        told = {name: None if way is None else [step.to_json(pattern) for step in way] for name, way in ways.items()}
        return {"equilibrium": pattern(self.equilibrium), **told}


def find_routes(solution: Solution, concept: Concept, *, most: int = 50) -> tuple[Route, ...] | None:
    """Return a route to each equilibrium; None where there is no feasible status quo.

    Args:
        solution: what was solved.
        concept: whose equilibria.
        most: so many equilibria at most, the lowest values first.
    """
    start = status_quo_place(solution)
    if start is None:
        return None
    values = solution.equilibria(concept)[:most]
    ends = solution.space.places_of(values).tolist()
    movers = range(len(solution.decision_makers))
    paying = shortest_paths(solution.space, start, movers, ends, improving(solution))
    any_moves = shortest_paths(solution.space, start, movers, ends)
    return tuple(Route(*one) for one in zip(values.tolist(), paying, any_moves, strict=True))


def status_quo_place(solution: Solution) -> int | None:
    """Return the place of the status quo, with what the branch fixes settled; None where that is no feasible state."""
    value = solution.situation.status_quo_value(solution.space.branch)
    return solution.space.place_of(value) if value is not None and solution.space.has(value) else None


def improving(solution: Solution) -> Allowed:
    """Return the rule by which a move counts only where it is an improvement of whoever makes it."""
    payoffs = tuple(solution.payoffs.values())

    def allowed(mover: int, origins: Places, targets: Places) -> Mask:
        found: Mask = payoffs[mover][targets] > payoffs[mover][origins]
        return found

    return allowed


def reached_by_improvements(solution: Solution) -> Mask | None:
    """Return which places improvements lead to from the status quo, itself included; None where there is none."""
    start = status_quo_place(solution)
    if start is None:
        return None
    return reached_from(solution.space, start, range(len(solution.decision_makers)), improving(solution))


def reached_equilibria(solution: Solution, concept: Concept) -> Values:
    """Return the equilibria that improvements lead to from the status quo; all where there is no status quo."""
    values = solution.equilibria(concept)
    reached = reached_by_improvements(solution)
    if reached is None:
        return values
    return values[reached[solution.space.places_of(values)]]
