"""Statements: read, written, evaluated."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitroom.core import GameError
from sitroom.game.statements import And, Constant, Holds, If, Iff, Not, Or, Statement, holds, options_of, parse, render

NAMES = st.sampled_from(["a", "b", "discount", "Cooperate with 2", "if", "never", "größe"])


def compound(inner: st.SearchStrategy[Statement]) -> st.SearchStrategy[Statement]:
    parts = st.lists(inner, min_size=2, max_size=3).map(tuple)
    return st.one_of(
        inner.map(Not), parts.map(And), parts.map(Or), st.builds(If, inner, inner), st.builds(Iff, inner, inner)
    )


STATEMENTS = st.recursive(st.one_of(NAMES.map(Holds), st.booleans().map(Constant)), compound, max_leaves=12)


@given(STATEMENTS)
def test_what_is_written_is_read_back(statement: Statement) -> None:
    assert parse(render(statement)) == statement


@given(STATEMENTS, st.frozensets(NAMES))
def test_all_states_at_once_agree_with_one_by_one(statement: Statement, taken: frozenset[str]) -> None:
    assert holds(statement, taken) is plainly(statement, taken)


def plainly(statement: Statement, taken: frozenset[str]) -> bool:
    match statement:
        case Holds(option):
            return option in taken
        case Not(part):
            return not plainly(part, taken)
        case And(parts):
            return all(plainly(part, taken) for part in parts)
        case Or(parts):
            return any(plainly(part, taken) for part in parts)
        case If(then, condition):
            return plainly(then, taken) or not plainly(condition, taken)
        case Iff(left, right):
            return plainly(left, taken) is plainly(right, taken)
        case Constant(value):
            return value


@pytest.mark.parametrize(
    ("words", "taken", "expected"),
    [
        ("discount if accept", {"discount"}, True),
        ("discount if accept", {"accept"}, False),
        ("not dialogue", set(), True),
        ("a and (b or not c)", {"a", "c"}, False),
        ("a and b or c", {"c"}, True),
        ("x iff y", set(), True),
        ("never", {"x"}, False),
        ("always", set(), True),
    ],
)
def test_statements_mean_what_they_say(words: str, taken: set[str], expected: bool) -> None:
    assert holds(parse(words), frozenset(taken)) is expected


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("", "empty"),
        ("a and", "breaks off"),
        ("a b", "missing before 'b'"),
        ("(a or b", "closing bracket"),
        ("a if b if c", "second `if` needs brackets"),
        ("a & b", "'&'"),
        ("or a", "expected, not 'or'"),
        ("(" * 100 + "a" + ")" * 100, "nested"),
        ("not " * 5000 + "a", "nested"),
    ],
)
def test_what_is_no_statement_is_told_where(words: str, told: str) -> None:
    with pytest.raises(GameError, match=told.replace("(", r"\(")):
        parse(words)


def test_a_statement_is_evaluated_on_the_options_that_it_names_only() -> None:
    from sitroom.game.statements import truth

    axes = {"a": np.array([[False, True]]), "b": np.array([[False], [True]])}
    assert truth(parse("not a"), axes).shape == (1, 2)
    assert truth(parse("a and b"), axes).tolist() == [[False, False], [False, True]]
    assert list(options_of(parse("a if (b and a)"))) == ["a", "b", "a"]
