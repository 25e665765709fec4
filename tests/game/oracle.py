"""The definitions of Fang, Hipel and Kilgour (1993) over explicit sets, written apart from the solver and sharing nothing.

A model is plain Python: for each decision maker the numbers of their options, for each option how it moves, a set of
feasible states as tuples of booleans, and for each decision maker a payoff for each state.
"""

from collections.abc import Mapping
from dataclasses import dataclass

State = tuple[bool, ...]
CONCEPTS = ("Nash", "GMR", "SMR", "SEQ")


@dataclass(frozen=True)
class Model:
    owned: Mapping[str, tuple[int, ...]]
    moves: tuple[str, ...]
    states: frozenset[State]
    payoffs: Mapping[str, Mapping[State, int]]


def own_moves(model: Model, who: str, state: State) -> set[State]:
    """Every other feasible state that differs in own options only, each turned in a direction that it can turn."""
    found = set()
    for other in model.states:
        turned = [k for k in range(len(state)) if state[k] != other[k]]
        if turned and all(k in model.owned[who] and may_turn(model.moves[k], state[k]) for k in turned):
            found.add(other)
    return found


def may_turn(moves: str, taken: bool) -> bool:
    return moves in ("reversible", "only Y to N" if taken else "only N to Y")


class Oracle:
    def __init__(self, model: Model) -> None:
        self.model = model
        self.moves = {who: {s: own_moves(model, who, s) for s in model.states} for who in model.owned}
        self.improving = {
            who: {s: {t for t in found if self.up(who, t) > self.up(who, s)} for s, found in self.moves[who].items()}
            for who in model.owned
        }

    def up(self, who: str, state: State) -> int:
        return self.model.payoffs[who][state]

    def joint(self, who: str, start: State, *, improving: bool) -> set[State]:
        """What the opponents of ``who`` reach from a state by sequences in which nobody moves twice running."""
        table = self.improving if improving else self.moves
        seen: set[tuple[State, str]] = set()
        waiting: list[tuple[State, str]] = [(start, "")]
        while waiting:
            state, last = waiting.pop()
            for opponent in table:
                if opponent in (who, last):
                    continue
                for there in table[opponent][state]:
                    if (there, opponent) not in seen:
                        seen.add((there, opponent))
                        waiting.append((there, opponent))
        return {state for state, _ in seen}

    def stable(self, who: str, concept: str, state: State) -> bool:
        return all(self.sanctioned(who, concept, state, step) for step in self.improving[who][state])

    def sanctioned(self, who: str, concept: str, state: State, step: State) -> bool:
        level = self.up(who, state)
        if concept == "Nash":
            return False
        for answer in self.joint(who, step, improving=concept == "SEQ"):
            if self.up(who, answer) > level:
                continue
            if concept != "SMR" or all(self.up(who, last) <= level for last in self.moves[who][answer]):
                return True
        return False

    def answers(self) -> dict[str, dict[str, set[State]]]:
        return {
            who: {one: {s for s in self.model.states if self.stable(who, one, s)} for one in CONCEPTS}
            for who in self.model.owned
        }
