"""Plain logical statements over options: read from words, written back, and evaluated over all states at once."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sitroom.core import GameError

DEEPEST = 60
"""Brackets and nots within one another, at most."""

KEYWORDS = ("iff", "if", "or", "and", "not", "never", "always")
_SIGN = re.compile(r'\s*(?:(?P<quoted>"[^"\n]+")|(?P<word>[^\W\d][\w-]*)|(?P<mark>[()])|(?P<wrong>\S))')
_WORD = re.compile(r"[^\W\d][\w-]*")


@dataclass(frozen=True, slots=True)
class Holds:
    """An option is taken."""

    option: str


@dataclass(frozen=True, slots=True)
class Not:
    """A statement does not hold."""

    part: "Statement"


@dataclass(frozen=True, slots=True)
class And:
    """All parts hold; at least two of them."""

    parts: "tuple[Statement, ...]"


@dataclass(frozen=True, slots=True)
class Or:
    """At least one part holds; there are at least two."""

    parts: "tuple[Statement, ...]"


@dataclass(frozen=True, slots=True)
class If:
    """``then if condition``: it also holds where the condition does not."""

    then: "Statement"
    condition: "Statement"


@dataclass(frozen=True, slots=True)
class Iff:
    """Both hold or neither."""

    left: "Statement"
    right: "Statement"


@dataclass(frozen=True, slots=True)
class Constant:
    """``always`` or ``never``."""

    value: bool


Statement = Holds | Not | And | Or | If | Iff | Constant


def parse(words: str) -> Statement:
    """Return the statement that the words say.

    ``not`` binds most closely, then ``and``, ``or``, ``if``, ``iff``; brackets go first. An option is named by a word,
    or in quotation marks where its name is no word.

    Raises:
        GameError: the words are no statement; it says where they go wrong.

    >>> parse("discount if accept")
    If(then=Holds(option='discount'), condition=Holds(option='accept'))
    >>> render(parse("not (a or b) and c"))
    'not (a or b) and c'
    """
    return _Reader(words).whole()


def render(statement: Statement) -> str:
    """Return the words of a statement; parsing them gives the same statement back."""
    return _written(statement)[0]


def options_of(statement: Statement) -> Iterator[str]:
    """Yield the options that a statement speaks of, in its order, with repetitions."""
    if isinstance(statement, Holds):
        yield statement.option
    for part in _parts(statement):
        yield from options_of(part)


def truth(statement: Statement, options: Mapping[str, NDArray[np.bool_]]) -> NDArray[np.bool_]:
    """Return where a statement holds.

    Args:
        statement: over options that are all among ``options``.
        options: where each option is taken, as arrays that can be broadcast against one another.

    Returns:
        An array that can be broadcast to the states; it is only as large as the options that the statement speaks of.
    """
    match statement:
        case Holds(option):
            return options[option]
        case Not(part):
            return ~truth(part, options)
        case And(parts) | Or(parts):
            found = truth(parts[0], options)
            for part in parts[1:]:
                more = truth(part, options)
                found = found & more if isinstance(statement, And) else found | more
            return found
        case If(then, condition):
            return truth(then, options) | ~truth(condition, options)
        case Iff(left, right):
            return ~(truth(left, options) ^ truth(right, options))
        case Constant(value):
            return np.array(value)


def holds(statement: Statement, taken: frozenset[str]) -> bool:
    """Return whether a statement holds where exactly these options are taken."""
    named = {name: np.array(name in taken) for name in options_of(statement)}
    return bool(truth(statement, named))


def _parts(statement: Statement) -> "tuple[Statement, ...]":
    match statement:
        case And(parts) | Or(parts):
            return parts
        case Not(part):
            return (part,)
        case If(first, second) | Iff(first, second):
            return (first, second)
    return ()


_STRENGTH = {Iff: 1, If: 2, Or: 3, And: 4, Not: 5, Holds: 6, Constant: 6}


def _written(statement: Statement) -> tuple[str, int]:
    """Return the words, and how closely they bind."""
    strength = _STRENGTH[type(statement)]

    def inner(part: Statement, least: int) -> str:
        words, closeness = _written(part)
        return words if closeness >= least else f"({words})"

    match statement:
        case Holds(option):
            plain = _WORD.fullmatch(option) and option not in KEYWORDS
            return option if plain else f'"{option}"', strength
        case Constant(value):
            return "always" if value else "never", strength
        case Not(part):
            return f"not {inner(part, strength)}", strength
        case And(parts) | Or(parts):
            joint = " and " if isinstance(statement, And) else " or "
            return joint.join(inner(part, strength + 1) for part in parts), strength
        case If(then, condition):
            return f"{inner(then, strength + 1)} if {inner(condition, strength + 1)}", strength
        case Iff(left, right):
            return f"{inner(left, strength + 1)} iff {inner(right, strength + 1)}", strength


class _Reader:
    """Recursive descent over the signs of one statement."""

    def __init__(self, words: str) -> None:
        self.words = words
        self.signs: list[re.Match[str]] = list(_SIGN.finditer(words))
        self.at = 0
        self.depth = 0

    def whole(self) -> Statement:
        if not self.signs:
            raise GameError("an empty statement; write one such as `discount if accept`, or `never`")
        found = self.two_sided("iff", Iff, lambda: self.two_sided("if", If, self.either))
        if self.at < len(self.signs):
            raise self.wrong("an `and`, `or`, `if` or `iff` is missing before")
        return found

    def peek(self) -> str:
        return self.signs[self.at].group().strip() if self.at < len(self.signs) else ""

    def takes(self, word: str) -> bool:
        taken = self.peek() == word
        self.at += taken
        return taken

    def two_sided(self, word: str, make: Any, inner: Any) -> Statement:
        left: Statement = inner()
        if not self.takes(word):
            return left
        right = inner()
        if self.peek() == word:
            raise self.wrong(f"a second `{word}` needs brackets:")
        both: Statement = make(left, right)
        return both

    def either(self) -> Statement:
        parts = [self.both()]
        while self.takes("or"):
            parts.append(self.both())
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def both(self) -> Statement:
        parts = [self.one()]
        while self.takes("and"):
            parts.append(self.one())
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def one(self) -> Statement:
        self.depth += 1
        if self.depth > DEEPEST:
            raise GameError(f"a statement is nested more than {DEEPEST} deep; split it into several")
        found = self.simple()
        self.depth -= 1
        return found

    def simple(self) -> Statement:
        if self.takes("not"):
            return Not(self.one())
        if self.takes("("):
            found = self.two_sided("iff", Iff, lambda: self.two_sided("if", If, self.either))
            if not self.takes(")"):
                raise self.wrong("a closing bracket is missing before")
            return found
        if self.at == len(self.signs):
            raise GameError(f"{self.words!r} breaks off; an option's name is missing at its end")
        sign = self.signs[self.at]
        if self.peek() in ("never", "always"):
            self.at += 1
            return Constant(sign.group().strip() == "always")
        if sign["quoted"] or (sign["word"] and sign["word"] not in KEYWORDS):
            self.at += 1
            return Holds(sign["quoted"][1:-1] if sign["quoted"] else sign["word"])
        raise self.wrong("an option's name is expected, not")

    def wrong(self, what: str) -> GameError:
        """Return the error that something is wrong where the reader stands."""
        grammar = "statements use not, and, or, if, iff, ()"
        if self.at >= len(self.signs):
            return GameError(f"{what} the end of {self.words!r}; {grammar}")
        return GameError(f"{what} {self.peek()!r} in {self.words!r}; {grammar}")
