"""Witnesses: what a verdict rests on, so that one can check it by hand and argue with it."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from sitroom.game.paths import Places, Step, own_moves, shortest_path
from sitroom.game.stability import Concept, Solution
from sitroom.game.states import Mask


@dataclass(frozen=True, slots=True)
class Sanction:
    """How opponents answer an improvement.

    Args:
        improvement: the move that they answer.
        answers: their moves, one after another; nobody moves twice running.
        end: the state where it ends: no better for the decision maker than the state left, where it deters.
        countermove: the best that the decision maker can then do; None where no move is possible, or none is asked for.
    """

    improvement: Step
    answers: tuple[Step, ...]
    end: int
    countermove: Step | None = None

    def to_json(self, pattern: Callable[[int], str]) -> dict[str, object]:
        """Return ``{improvement, answers, end, countermove}``, states as Y and N."""
        return {
            "improvement": self.improvement.to_json(pattern),
            "answers": [step.to_json(pattern) for step in self.answers],
            "end": pattern(self.end),
            "countermove": self.countermove.to_json(pattern) if self.countermove else None,
        }


@dataclass(frozen=True, slots=True)
class Witness:
    """Why a state is stable for a decision maker or not.

    Args:
        decision_maker: for whom.
        concept: Nash, GMR, SMR or SEQ.
        state: its value.
        stable: the verdict.
        sanctions: of a stable state: one for every improvement; none where there is no improvement.
        improvement: of an unstable state: the move that nothing deters.
        escaped: of a state unstable by SMR: the answer that would hurt, with the countermove that escapes it; None
            where no answer hurts in the first place.
    """

    decision_maker: str
    concept: Concept
    state: int
    stable: bool
    sanctions: tuple[Sanction, ...] = ()
    improvement: Step | None = None
    escaped: Sanction | None = None

    def to_json(self, pattern: Callable[[int], str]) -> dict[str, object]:
        """Return ``{decision_maker, concept, state, stable, sanctions, improvement, escaped}``, states as Y and N."""
        return {
            "decision_maker": self.decision_maker,
            "concept": self.concept,
            "state": pattern(self.state),
            "stable": self.stable,
            "sanctions": [one.to_json(pattern) for one in self.sanctions],
            "improvement": self.improvement.to_json(pattern) if self.improvement else None,
            "escaped": self.escaped.to_json(pattern) if self.escaped else None,
        }


def witness(solution: Solution, decision_maker: str, concept: Concept, state: int) -> Witness:
    """Return the witness of a verdict.

    Args:
        solution: what was solved.
        decision_maker: for whom.
        concept: which foresight.
        state: a feasible state, by value.

    Raises:
        GameError: there is no such decision maker, or the state is not feasible.
    """
    stable = solution.is_stable(decision_maker, concept, state)
    search = _Search(solution, decision_maker, concept, state)
    if not stable:
        for step in search.improvements():
            if search.sanction(step) is None:
                escaped = search.escaped(step) if concept == "SMR" else None
                return Witness(decision_maker, concept, state, stable, improvement=step, escaped=escaped)
        raise AssertionError(f"no improvement escapes every sanction from {state}, yet it is unstable")
    found = [search.sanction(step) for step in search.improvements()]
    sanctions = tuple(one for one in found if one is not None)
    if len(sanctions) < len(found):
        raise AssertionError(f"an improvement from {state} is not sanctioned, yet it is stable")
    return Witness(decision_maker, concept, state, stable, sanctions)


class _Search:
    """Looks for sanctions of the improvements from one state."""

    def __init__(self, solution: Solution, decision_maker: str, concept: Concept, state: int) -> None:
        self.space = solution.space
        self.payoffs = solution.payoffs
        self.own = solution.payoffs[decision_maker]
        self.concept = concept
        self.mover = solution.decision_makers.index(decision_maker)
        self.opponents = [n for n in range(len(self.space.movers)) if n != self.mover]
        self.names = solution.decision_makers
        self.place = self.space.place_of(state)
        self.level = self.own[self.place]

    def improvements(self) -> list[Step]:
        """The best first, then by place."""
        _, targets = own_moves(self.space, self.mover, np.array([self.place], dtype=np.intp))
        targets = targets[self.own[targets] > self.level]
        order = np.lexsort((targets, -self.own[targets].astype(np.int64)))
        return [self.step(self.place, int(target)) for target in targets[order]]

    def step(self, before: int, after: int) -> Step:
        values = self.space.values_at(np.array([before, after])).tolist()
        return Step(self.names[self.mover], values[0], values[1])

    def sanction(self, improvement: Step) -> Sanction | None:
        if self.concept == "Nash":
            return None
        goal = self.inescapable if self.concept == "SMR" else self.hurts
        return self.answered(improvement, goal)

    def escaped(self, improvement: Step) -> Sanction | None:
        return self.answered(improvement, self.hurts)

    def answered(self, improvement: Step, goal: Callable[[Places], Mask]) -> Sanction | None:
        allowed = self.improves if self.concept == "SEQ" else None
        start = self.space.place_of(improvement.after)
        answers = shortest_path(self.space, start, self.opponents, goal, allowed)
        if answers is None:
            return None
        counter = self.countermove(self.space.place_of(answers[-1].after)) if self.concept == "SMR" else None
        return Sanction(improvement, answers, answers[-1].after, counter)

    def hurts(self, places: Places) -> Mask:
        found: Mask = self.own[places] <= self.level
        return found

    def inescapable(self, places: Places) -> Mask:
        """No move from the place ends better than the state left; asked only of the places that hurt."""
        found = self.hurts(places)
        for at in np.flatnonzero(found):
            _, targets = own_moves(self.space, self.mover, places[at : at + 1])
            found[at] = bool((self.own[targets] <= self.level).all())
            if found[at]:  # one is enough; which of them is best is decided by place
                found[at + 1 :] = False
                break
        return found

    def improves(self, mover: int, origins: Places, targets: Places) -> Mask:
        payoffs = self.payoffs[self.names[mover]]
        found: Mask = payoffs[targets] > payoffs[origins]
        return found

    def countermove(self, place: int) -> Step | None:
        _, targets = own_moves(self.space, self.mover, np.array([place], dtype=np.intp))
        return self.step(place, int(targets[np.argmax(self.own[targets])])) if len(targets) else None
