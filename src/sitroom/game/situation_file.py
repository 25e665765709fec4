"""The situation file: TOML that an analyst writes and a colleague reviews, read with the place of every mistake."""

import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sitroom.core import GameError, InputError
from sitroom.game.branch_patterns import read_pattern
from sitroom.game.situation import (
    Aim,
    Branch,
    DecisionMaker,
    Occasion,
    Option,
    Preference,
    Rule,
    Situation,
    StatusQuo,
)
from sitroom.game.statements import Holds, Not, Statement, options_of, parse, render
from sitroom.game.toml_words import string

Table = Mapping[str, Any]
LARGEST = 1 << 20
"""Bytes; a situation is a page, not a corpus."""


def read_situation(path: Path) -> Situation:
    """Return the situation of a TOML file.

    Raises:
        InputError: the file cannot be opened.
        GameError: it is no situation; the message names the key and, where it can be found, the line.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path} cannot be read ({error.strerror}); check the path") from error
    if len(raw) > LARGEST:
        raise GameError(f"{path} is larger than {LARGEST >> 20} MB; a situation file is a page or two")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise GameError(f"{path} is not UTF-8 (byte {error.start}); save it as UTF-8") from error
    return parse_situation(text, where=str(path))


def parse_situation(text: str, *, where: str = "the situation") -> Situation:
    """Return the situation that a TOML text describes.

    Raises:
        GameError: it is none.
    """
    try:
        said = tomllib.loads(text.replace("\r\n", "\n"))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise GameError(f"{where} is no TOML: {error}") from error
    try:
        return _situation(said)
    except _KeyTrouble as trouble:
        line = _line_of(text, trouble)
        place = f"{where}, line {line}" if line else where
        raise GameError(f"{place}: {trouble.key}: {trouble.message}") from trouble
    except GameError as error:
        raise GameError(f"{where}: {error}") from error


class _KeyTrouble(Exception):  # noqa: N818 - it never leaves this file
    """Something is wrong at a key."""

    def __init__(self, key: str, message: str, sought: str = "") -> None:
        super().__init__(message)
        self.key, self.message, self.sought = key, message, sought


def _line_of(text: str, trouble: _KeyTrouble) -> int | None:
    """The first line with the offending words, else with the last part of the key."""
    for sought in (trouble.sought, trouble.key.rpartition(".")[2].split("[")[0]):
        for number, line in enumerate(text.splitlines(), start=1):
            if sought and (sought in line or string(sought)[1:-1] in line):
                return number
    return None


def _situation(said: Table) -> Situation:
    _only(said, "", ("title", "text", "evidence", "questions", "options", "states", "aims", "occasions"))
    if not isinstance(said.get("title"), str) or not said["title"].strip():
        raise _KeyTrouble("title", 'a situation has a title; add `title = "..."` as the first line')
    options = tuple(_option(name, one) for name, one in _table(said, "options", "").items())
    numbers = {one.name: k for k, one in enumerate(options)}
    makers = tuple(_maker(name, one, numbers) for name, one in _table(said, "aims", "").items())
    for option in options:
        if option.owner not in [one.name for one in makers]:
            told = f"{option.owner!r} is not under [aims]; add it with its aims"
            raise _KeyTrouble(f"options.{option.name}.owner", told, option.owner)
    states = _table(said, "states", "") if "states" in said else {}
    _only(states, "states", ("status_quo", "infeasible"))
    return Situation(
        title=said["title"],
        options=options,
        decision_makers=makers,
        status_quo=_status_quo(states["status_quo"], numbers) if "status_quo" in states else None,
        infeasible=tuple(Rule(*one) for one in _statements(states.get("infeasible", []), "states.infeasible", numbers)),
        occasions=tuple(
            _occasion(name, one, numbers, {maker.name for maker in makers})
            for name, one in (_table(said, "occasions", "") if "occasions" in said else {}).items()
        ),
        text=_string(said, "text", ""),
        evidence=_strings(said, "evidence", ""),
        questions=_strings(said, "questions", ""),
    )


def _option(name: str, said: object) -> Option:
    where = f"options.{name}"
    if isinstance(said, str):
        said = {"owner": said}
    if not isinstance(said, Mapping):
        raise _KeyTrouble(where, 'an option is written { owner = "...", text = "..." }', name)
    _only(said, where, ("owner", "moves", "text", "evidence", "question"))
    if not _string(said, "owner", where):
        raise _KeyTrouble(where, 'nobody owns this option; add owner = "..."', name)
    moves: Any = _string(said, "moves", where) or "reversible"
    if moves not in ("reversible", "only N to Y", "only Y to N"):
        raise _KeyTrouble(f"{where}.moves", f"{moves!r} is none of: reversible, only N to Y, only Y to N", moves)
    return Option(name, said["owner"], moves=moves, **_read_notes(said, where))


def _maker(name: str, said: object, numbers: Mapping[str, int]) -> DecisionMaker:
    where = f"aims.{name}"
    if not isinstance(said, Mapping) or "aims" in said or "ranking" in said:
        return DecisionMaker(name, (_read_preference(said, where, numbers),))
    _only(said, where, ("types", "wants", "text", "evidence", "question"))
    notes = _read_notes(said, where)
    if "wants" in said:
        return DecisionMaker(name, (_read_preference(said["wants"], f"{where}.wants", numbers),), **notes)
    kinds = _table(said, "types", where)
    preferences = [_read_preference(one, f"{where}.types.{kind}", numbers, type_=kind) for kind, one in kinds.items()]
    if not preferences:
        raise _KeyTrouble(f"{where}.types", "no type is named; name at least one, or write a plain list of aims")
    return DecisionMaker(name, tuple(preferences), **notes)


def _read_preference(said: object, where: str, numbers: Mapping[str, int], *, type_: str = "") -> Preference:
    if isinstance(said, list):
        said = {"aims": said}
    if not isinstance(said, Mapping):
        raise _KeyTrouble(where, "write a list of aims, the most important first")
    _only(said, where, ("aims", "ranking", "text", "evidence", "question"))
    if "aims" in said and "ranking" in said:
        raise _KeyTrouble(where, "aims and a ranking exclude each other; keep one")
    aims = tuple(Aim(*one) for one in _statements(said.get("aims", []), where, numbers))
    ranking = _ranking(said["ranking"], f"{where}.ranking", len(numbers)) if "ranking" in said else ()
    return Preference(aims, type_, ranking, **_read_notes(said, where))


def _ranking(said: object, where: str, options: int) -> tuple[tuple[int, ...], ...]:
    if not isinstance(said, list) or not said:
        raise _KeyTrouble(where, "write the states best first, each as Y and N, equal ones in a list of their own")
    groups = tuple(
        tuple(_state(one, where, options) for one in (group if isinstance(group, list) else [group])) for group in said
    )
    listed = [value for group in groups for value in group]
    if len(set(listed)) < len(listed) or not all(groups):
        raise _KeyTrouble(where, "a state stands twice, or a group is empty; name each state once")
    return groups


def _state(said: object, where: str, options: int) -> int:
    if not isinstance(said, str) or len(said) != options or set(said) - {"Y", "N"}:
        raise _KeyTrouble(
            where, f"{said!r} is no state; write {options} letters Y or N, the first option first", str(said)
        )
    return sum(1 << k for k, letter in enumerate(said) if letter == "Y")


def _status_quo(said: object, numbers: Mapping[str, int]) -> StatusQuo:
    where = "states.status_quo"
    table = {"taken": said} if isinstance(said, list) else said
    if not isinstance(table, Mapping):
        raise _KeyTrouble(where, "write the options that are taken today as a list; [] where none is")
    _only(table, where, ("taken", "evidence", "question"))
    taken = _strings(table, "taken", where)
    for name in taken:
        _option_named(name, where, numbers)
    notes = _read_notes(table, where)
    return StatusQuo(taken, notes["evidence"], notes["question"])


def _occasion(name: str, said: object, numbers: Mapping[str, int], makers: set[str]) -> Occasion:
    where = f"occasions.{name}"
    if not isinstance(said, Mapping):
        raise _KeyTrouble(where, "an occasion is a table with `on` and `branches`", name)
    _only(said, where, ("on", "branches", "text", "evidence", "question"))
    on = said.get("on")
    if on is not None and (not isinstance(on, date) or isinstance(on, datetime)):
        raise _KeyTrouble(f"{where}.on", "write the day as 2013-03-15, without quotation marks", str(on))
    branches = tuple(
        _branch(one, table, f"{where}.branches.{one}", numbers, makers)
        for one, table in _table(said, "branches", where).items()
    )
    if not branches:
        raise _KeyTrouble(f"{where}.branches", "no branch; write at least one way in which it can end")
    return Occasion(name, branches, on, **_read_notes(said, where))


def _branch(name: str, said: object, where: str, numbers: Mapping[str, int], makers: set[str]) -> Branch:
    if not isinstance(said, Mapping):
        raise _KeyTrouble(where, 'a branch is written { fixes = ["this", "not that"] }', name)
    _only(said, where, ("fixes", "infeasible", "aims", "pattern", "text", "evidence", "question"))
    fixes = []
    for statement, *_ in _statements(said.get("fixes", []), f"{where}.fixes", numbers):
        taken = not isinstance(statement, Not)
        option = statement.part if isinstance(statement, Not) else statement
        if not isinstance(option, Holds):
            raise _KeyTrouble(f"{where}.fixes", f"{render(statement)!r}: name an option, or `not` and an option")
        fixes.append((option.option, taken))
    aims = _table(said, "aims", where) if "aims" in said else {}
    for maker in aims:
        if maker not in makers:
            raise _KeyTrouble(
                f"{where}.aims", f"{maker!r} is no decision maker; there are {', '.join(sorted(makers))}", maker
            )
    first = tuple(
        (maker, tuple(Aim(*one) for one in _statements(lines, f"{where}.aims.{maker}", numbers)))
        for maker, lines in aims.items()
    )
    rules = tuple(Rule(*one) for one in _statements(said.get("infeasible", []), f"{where}.infeasible", numbers))
    try:
        pattern = read_pattern(said["pattern"]) if "pattern" in said else None
    except GameError as error:
        raise _KeyTrouble(f"{where}.pattern", str(error), "pattern") from error
    return Branch(name, tuple(fixes), rules, first, **_read_notes(said, where), pattern=pattern)


Line = tuple[Statement, str, tuple[str, ...], str]


def _statements(said: object, where: str, numbers: Mapping[str, int]) -> list[Line]:
    if not isinstance(said, list):
        raise _KeyTrouble(where, 'write a list of statements, such as ["discount if accept", "not dialogue"]')
    return [_statement(one, f"{where}[{at}]", numbers) for at, one in enumerate(said)]


def _statement(said: object, where: str, numbers: Mapping[str, int]) -> Line:
    table = {"statement": said} if isinstance(said, str) else said
    if not isinstance(table, Mapping):
        raise _KeyTrouble(where, 'a line is a statement, or { statement = "...", evidence = ["..."] }', str(said))
    _only(table, where, ("statement", "text", "evidence", "question"))
    words = _string(table, "statement", where)
    try:
        statement = parse(words)
    except GameError as error:
        raise _KeyTrouble(where, str(error), words) from error
    for name in options_of(statement):
        _option_named(name, where, numbers, words)
    notes = _read_notes(table, where)
    return statement, notes["text"], notes["evidence"], notes["question"]


def _option_named(name: str, where: str, numbers: Mapping[str, int], sought: str = "") -> None:
    if name not in numbers:
        raise _KeyTrouble(where, f"{name!r} is no option; there are {', '.join(numbers)}", sought or name)


def _read_notes(said: Table, where: str) -> dict[str, Any]:
    notes: dict[str, Any] = {
        "evidence": _strings(said, "evidence", where),
        "question": _string(said, "question", where),
    }
    return {"text": _string(said, "text", where), **notes}


def _only(said: Table, where: str, known: tuple[str, ...]) -> None:
    for name in said:
        if name not in known:
            place = f"{where}.{name}" if where else name
            raise _KeyTrouble(place, f"no such key; known here: {', '.join(known)}", name)


def _table(said: Table, name: str, where: str) -> Table:
    place = f"{where}.{name}" if where else name
    if not isinstance(said.get(name), Mapping):
        raise _KeyTrouble(place, f"the table [{place}] is missing or is no table; add it")
    table: Table = said[name]
    return table


def _string(said: Table, name: str, where: str) -> str:
    found = said.get(name, "")
    if not isinstance(found, str):
        raise _KeyTrouble(
            f"{where}.{name}" if where else name, f"{found!r} is no text; put it in quotation marks", str(found)
        )
    return found


def _strings(said: Table, name: str, where: str) -> tuple[str, ...]:
    found = said.get(name, [])
    if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
        raise _KeyTrouble(f"{where}.{name}" if where else name, 'write a list of texts: ["one", "two"]', name)
    return tuple(found)
