"""A situation: who can do what, what cannot go together, what each side wants, and what is settled on a day ahead."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from sitroom.core import EventPattern, GameError
from sitroom.game.statements import Statement, options_of, render

Moves = Literal["reversible", "only N to Y", "only Y to N"]
MOVES: tuple[Moves, ...] = ("reversible", "only N to Y", "only Y to N")
MOST_OPTIONS = 24
"""2**24 states are 16.7 million; more are refused."""


@dataclass(frozen=True, slots=True)
class Option:
    """Something that one decision maker can do or leave.

    Args:
        name: what statements call it.
        owner: the decision maker who decides on it.
        text: what it means, for a reader.
        moves: ``reversible``; ``only N to Y``: once taken it stays taken; ``only Y to N``: once given up it is gone.
        evidence: ids of the records that it rests on.
        question: what nobody knows about it yet; empty where it is settled.
    """

    name: str
    owner: str
    text: str = ""
    moves: Moves = "reversible"
    evidence: tuple[str, ...] = ()
    question: str = ""


@dataclass(frozen=True, slots=True)
class Aim:
    """One statement that a decision maker wants to hold."""

    statement: Statement
    text: str = ""
    evidence: tuple[str, ...] = ()
    question: str = ""


@dataclass(frozen=True, slots=True)
class Preference:
    """What a decision maker wants, the most important aim first; an earlier aim outweighs all later ones together.

    Args:
        aims: statement p of P adds ``2**(P-1-p)`` to a state in which it holds; equal sums are ties.
        type: the name of the type whose preference it is; empty where the decision maker has one only.
        ranking: in place of aims: state values in groups of equals, the best group first.
    """

    aims: tuple[Aim, ...] = ()
    type: str = ""
    ranking: tuple[tuple[int, ...], ...] = ()
    text: str = ""
    evidence: tuple[str, ...] = ()
    question: str = ""


@dataclass(frozen=True, slots=True)
class DecisionMaker:
    """Someone who decides on options; several preferences are types: the others do not know which one is true.

    Args:
        name: unique in the situation.
        preferences: one without a type, or several, each with its own type.
    """

    name: str
    preferences: tuple[Preference, ...]
    text: str = ""
    evidence: tuple[str, ...] = ()
    question: str = ""

    @property
    def types(self) -> tuple[str, ...]:
        """The names of the types; empty where there is one preference only."""
        return tuple(one.type for one in self.preferences if one.type)

    def preference(self, type_: str = "") -> Preference:
        """Return the preference of a type; without a name that of the first.

        Raises:
            GameError: there is no such type.
        """
        for one in self.preferences:
            if not type_ or one.type == type_:
                return one
        raise GameError(f"{self.name} has no type {type_!r}; it has {', '.join(self.types) or 'none'}")


@dataclass(frozen=True, slots=True)
class Rule:
    """A statement that can hold in no state."""

    statement: Statement
    text: str = ""
    evidence: tuple[str, ...] = ()
    question: str = ""


@dataclass(frozen=True, slots=True)
class StatusQuo:
    """The state of today: the options that are taken; all others are not."""

    taken: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    question: str = ""


@dataclass(frozen=True, slots=True)
class Branch:
    """One way in which an occasion can end.

    Args:
        name: such as ``deal``.
        fixes: options that are settled by it, each with whether it is taken; they move no more.
        infeasible: what can no longer hold.
        aims: decision makers with aims that come before all their others in this branch.
        pattern: what event history can be asked about it, within the pattern's window; names as written.
    """

    name: str
    fixes: tuple[tuple[str, bool], ...] = ()
    infeasible: tuple[Rule, ...] = ()
    aims: tuple[tuple[str, tuple[Aim, ...]], ...] = ()
    text: str = ""
    evidence: tuple[str, ...] = ()
    question: str = ""
    pattern: EventPattern | None = None


@dataclass(frozen=True, slots=True)
class Occasion:
    """Something scheduled that can end in several ways; ``on`` is its day where known."""

    name: str
    branches: tuple[Branch, ...]
    on: date | None = None
    text: str = ""
    evidence: tuple[str, ...] = ()
    question: str = ""


@dataclass(frozen=True, slots=True)
class Situation:
    """A graph model in option form. Option k is bit k of a state's value: option 0 is the least significant.

    Raises:
        GameError: a name stands twice or is not known, or there are too many options.

    Source: Fang, Hipel, Kilgour (1993), Interactive Decision Making: The Graph Model for Conflict Resolution.
    """

    title: str
    options: tuple[Option, ...]
    decision_makers: tuple[DecisionMaker, ...]
    status_quo: StatusQuo | None = None
    infeasible: tuple[Rule, ...] = ()
    occasions: tuple[Occasion, ...] = ()
    text: str = ""
    evidence: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _check(self)

    @property
    def option_names(self) -> tuple[str, ...]:
        """The names of the options, bit 0 first."""
        return tuple(one.name for one in self.options)

    def decision_maker(self, name: str) -> DecisionMaker:
        """Return a decision maker.

        Raises:
            GameError: there is none of that name.
        """
        for one in self.decision_makers:
            if one.name == name:
                return one
        raise GameError(f"no decision maker {name!r}; there are {', '.join(one.name for one in self.decision_makers)}")

    def owned_by(self, name: str) -> tuple[int, ...]:
        """Return the numbers of the options of a decision maker."""
        return tuple(k for k, one in enumerate(self.options) if one.owner == name)

    def value_of(self, taken: tuple[str, ...]) -> int:
        """Return the value of the state in which exactly these options are taken."""
        names = self.option_names
        return sum(1 << names.index(name) for name in set(taken))

    def status_quo_value(self, branch: Branch | None = None) -> int | None:
        """Return the value of today's state, with what a branch fixes settled; None where the situation names none."""
        if self.status_quo is None:
            return None
        taken = set(self.status_quo.taken)
        for name, fixed in branch.fixes if branch else ():
            (taken.add if fixed else taken.discard)(name)
        return self.value_of(tuple(taken))

    def taken(self, value: int) -> tuple[str, ...]:
        """Return the names of the options that are taken in a state."""
        return tuple(one.name for k, one in enumerate(self.options) if value >> k & 1)

    def branches(self) -> tuple[tuple[Occasion, Branch], ...]:
        """Return every branch with its occasion, in the order of the file."""
        return tuple((occasion, branch) for occasion in self.occasions for branch in occasion.branches)

    def pattern(self, value: int) -> str:
        """Return a state as Y and N, option 0 first."""
        return "".join("Y" if value >> k & 1 else "N" for k in range(len(self.options)))


def _check(situation: Situation) -> None:
    names, makers = situation.option_names, [one.name for one in situation.decision_makers]
    if not names or not makers:
        raise GameError("a situation has at least one option and one decision maker; add them")
    if len(names) > MOST_OPTIONS:
        raise GameError(
            f"{len(names)} options; at most {MOST_OPTIONS} can be solved; leave out what nobody will decide on"
        )
    _once("option", names)
    _once("decision maker", makers)
    _once("occasion", [one.name for one in situation.occasions])
    for option in situation.options:
        _known(option.owner, makers, f"the owner of option {option.name!r}", "decision makers")
        if option.moves not in MOVES:
            raise GameError(f"option {option.name!r} moves {option.moves!r}; write one of: {', '.join(MOVES)}")
        if not option.name.strip() or '"' in option.name or "\n" in option.name:
            raise GameError(f"option name {option.name!r}: give it a name on one line without quotation marks")
    for maker in situation.decision_makers:
        if not maker.preferences:
            raise GameError(f"{maker.name} has no preference; give it aims, if only an empty list")
        if len(maker.preferences) > 1 or maker.types:
            _once(f"type of {maker.name}", [one.type for one in maker.preferences])
        for preference in maker.preferences:
            if len(maker.preferences) > 1 and not preference.type:
                raise GameError(f"{maker.name} has several preferences; give each its type")
            _check_statements(preference.aims, names, f"an aim of {maker.name}")
            if any(not 0 <= value < 1 << len(names) for group in preference.ranking for value in group):
                raise GameError(f"the ranking of {maker.name} names a state that {len(names)} options do not have")
    _check_statements(situation.infeasible, names, "an infeasible combination")
    for name in situation.status_quo.taken if situation.status_quo else ():
        _known(name, names, "the status quo", "options")
    for occasion in situation.occasions:
        _once(f"branch of {occasion.name!r}", [one.name for one in occasion.branches])
        for branch in occasion.branches:
            where = f"branch {branch.name!r} of {occasion.name!r}"
            _once(f"option fixed by {where}", [name for name, _ in branch.fixes])
            for name, _ in branch.fixes:
                _known(name, names, where, "options")
            _check_statements(branch.infeasible, names, where)
            for name, aims in branch.aims:
                _known(name, makers, where, "decision makers")
                _check_statements(aims, names, where)


def _check_statements(lines: tuple[Aim, ...] | tuple[Rule, ...], names: tuple[str, ...], where: str) -> None:
    for line in lines:
        for name in options_of(line.statement):
            _known(name, names, f"{where} ({render(line.statement)})", "options")


def _known(name: str, known: tuple[str, ...] | list[str], where: str, what: str) -> None:
    if name not in known:
        raise GameError(f"{where} names {name!r}, which is none of the {what}: {', '.join(known)}")


def _once(what: str, names: tuple[str, ...] | list[str]) -> None:
    for name in names:
        if not name:
            raise GameError(f"a {what} has no name; give it one")
        if list(names).count(name) > 1:
            raise GameError(f"{what} {name!r} stands twice; rename one of them")
