"""The state space as a cube of bits, laid out so that each decision maker's options lie together."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, reduce
from operator import or_

import numpy as np
from numpy.typing import NDArray

from sitroom.core import GameError
from sitroom.game.situation import Branch, Situation
from sitroom.game.statements import Statement, truth

Values = NDArray[np.uint32]
Mask = NDArray[np.bool_]
LOW_BITS = 12
"""Statements are evaluated on a table of 2**12 columns, so that options broadcast against one another."""


@dataclass(frozen=True, slots=True)
class Mover:
    """A decision maker's place in the layout: bits ``[start, start + reversible + irreversible)``.

    The reversible bits come first; an irreversible bit goes from 0 to 1 only (``only Y to N`` is stored inverted).
    """

    name: str
    start: int
    reversible: int
    irreversible: int

    @property
    def bits(self) -> int:
        """How many options the decision maker can still move."""
        return self.reversible + self.irreversible


@dataclass(frozen=True, eq=False)
class StateSpace:
    """The states of a situation, in one branch of an occasion or in none.

    A *value* is a state as the world sees it: option k is bit k. A *place* is where it lies in the layout: bit b of a
    place is option ``order[b]``. Options that the branch fixes have no bit.

    Args:
        situation: what it is made of.
        branch: the branch, or None.
        order: the options that can move, by bit of a place.
        inverted: the bits of a place that are 1 where the option is not taken.
        fixed: the bits of every value that the branch settles as taken.
        movers: in the order of the decision makers; those without options too.
        feasible: shape (places,), or None where every place is feasible.
    """

    situation: Situation
    branch: Branch | None
    order: tuple[int, ...]
    inverted: int
    fixed: int
    movers: tuple[Mover, ...]
    feasible: Mask | None

    @property
    def size(self) -> int:
        """The number of places, feasible or not."""
        return 1 << len(self.order)

    @cached_property
    def count(self) -> int:
        """The number of feasible states."""
        return self.size if self.feasible is None else int(np.count_nonzero(self.feasible))

    @cached_property
    def values(self) -> Values:
        """The feasible states, in increasing value."""
        if self._plain and self.feasible is None:
            return np.arange(self.size, dtype=np.uint32)
        places = np.arange(self.size, dtype=np.uint32) if self.feasible is None else np.flatnonzero(self.feasible)
        return np.sort(self.values_at(places.astype(np.uint32)))

    @property
    def _plain(self) -> bool:
        """Whether value and place are the same."""
        return not self.inverted and self.order == tuple(range(len(self.situation.options)))

    def values_at(self, places: NDArray[np.integer]) -> Values:
        """Return the values of places."""
        if self._plain:
            return places.astype(np.uint32)
        low, high = self._tables
        found: Values = low[places & (len(low) - 1)] | high[places >> (len(low).bit_length() - 1)]
        return found

    @cached_property
    def _tables(self) -> tuple[Values, Values]:
        """The value's bits by the lower and by the upper bits of a place."""
        half = min(LOW_BITS, len(self.order))
        tables = []
        for bits, fixed in ((range(half), self.fixed), (range(half, len(self.order)), 0)):
            numbers = np.arange(1 << len(bits), dtype=np.uint32)
            table = np.full(len(numbers), fixed, dtype=np.uint32)
            for at, bit in enumerate(bits):
                table |= ((numbers >> at & 1) ^ (self.inverted >> bit & 1)) << self.order[bit]
            tables.append(table)
        return tables[0], tables[1]

    def place_of(self, value: int) -> int:
        """Return the place of a value.

        Raises:
            GameError: the value is no feasible state.
        """
        place = reduce(or_, ((value >> option & 1) << bit for bit, option in enumerate(self.order)), 0) ^ self.inverted
        here = 0 <= value < 1 << len(self.situation.options) and int(self.values_at(np.array([place]))[0]) == value
        if not here or not (self.feasible is None or self.feasible[place]):
            raise GameError(f"state {self.situation.pattern(value)} is not feasible here; take one that is")
        return place

    def places_of(self, values: Values) -> NDArray[np.intp]:
        """Return the places of feasible values; whether they are feasible is not asked."""
        places = np.full(values.shape, self.inverted, dtype=np.intp)
        for bit, option in enumerate(self.order):
            places ^= (values >> option & 1).astype(np.intp) << bit
        return places

    def has(self, value: int) -> bool:
        """Return whether a value is a feasible state."""
        at = int(np.searchsorted(self.values, value))
        return at < self.count and int(self.values[at]) == value

    def numbers_of(self, values: Values) -> NDArray[np.int64]:
        """Return the numbers of feasible values: from 1, in increasing value, infeasible ones left out."""
        if self._plain and self.feasible is None:
            return values.astype(np.int64) + 1
        return np.searchsorted(self.values, values).astype(np.int64) + 1

    def number_of(self, value: int) -> int:
        """Return the number of one feasible value."""
        return int(self.numbers_of(np.array([value], dtype=np.uint32))[0])

    def value_at(self, number: int) -> int:
        """Return the value of a state by its number.

        Raises:
            GameError: there is no such number.
        """
        if not 1 <= number <= self.count:
            raise GameError(f"there is no state {number}; they are numbered from 1 to {self.count:,}")
        return int(self.values[number - 1])

    def truth(self, statement: Statement) -> Mask:
        """Return where a statement holds, as an array that broadcasts to ``table_shape``."""
        return truth(statement, self._options)

    @property
    def table_shape(self) -> tuple[int, int]:
        """The places as a table: upper bits by lower bits."""
        low = min(LOW_BITS, len(self.order))
        return 1 << (len(self.order) - low), 1 << low

    @cached_property
    def _options(self) -> Mapping[str, Mask]:
        names = self.situation.option_names
        found = {name: np.array([[bool(self.fixed >> k & 1)]]) for k, name in enumerate(names)}
        rows, columns = self.table_shape
        for bit, option in enumerate(self.order):
            low = bit < columns.bit_length() - 1
            at = bit if low else bit - (columns.bit_length() - 1)
            taken = (np.arange(columns if low else rows) >> at & 1).astype(bool) ^ bool(self.inverted >> bit & 1)
            found[names[option]] = taken[np.newaxis, :] if low else taken[:, np.newaxis]
        return found

    @property
    def shape(self) -> tuple[int, ...]:
        """The places as a cube: irreversible and reversible bits of each mover, the last mover first."""
        return tuple(1 << n for mover in reversed(self.movers) for n in (mover.irreversible, mover.reversible))

    def axes(self, mover: int) -> tuple[int, int]:
        """Return the axes of a mover's irreversible and reversible bits in ``shape``."""
        first = 2 * (len(self.movers) - 1 - mover)
        return first, first + 1


def space_of(situation: Situation, branch: Branch | None = None) -> StateSpace:
    """Return the state space of a situation in a branch.

    Raises:
        GameError: no state is feasible.
    """
    settled = dict(branch.fixes) if branch else {}
    order: list[int] = []
    movers = []
    inverted = 0
    for maker in situation.decision_makers:
        free = [k for k in situation.owned_by(maker.name) if situation.options[k].name not in settled]
        turning = [k for k in free if situation.options[k].moves == "reversible"]
        lasting = [k for k in free if situation.options[k].moves != "reversible"]
        movers.append(Mover(maker.name, len(order), len(turning), len(lasting)))
        for k in (*turning, *lasting):
            inverted |= (situation.options[k].moves == "only Y to N") << len(order)
            order.append(k)
    fixed = sum(1 << k for k, name in enumerate(situation.option_names) if settled.get(name))
    space = StateSpace(situation, branch, tuple(order), inverted, fixed, tuple(movers), None)
    rules = (*situation.infeasible, *(branch.infeasible if branch else ()))
    if not rules:
        return space
    feasible = np.ones(space.table_shape, dtype=np.bool_)
    for rule in rules:
        feasible &= ~space.truth(rule.statement)
    if not feasible.any():
        where = f" in branch {branch.name!r}" if branch else ""
        raise GameError(
            f"no state of {situation.title!r} is feasible{where}; take back one of the infeasible combinations"
        )
    whole = None if feasible.all() else feasible.reshape(-1)
    return StateSpace(situation, branch, tuple(order), inverted, fixed, tuple(movers), whole)
