"""Files of issues: one to be solved, or past ones to learn from, as JSON or TOML; each checked once, here."""

import json
import tomllib
from collections.abc import Mapping
from pathlib import Path

from sitroom.core import GameError, InputError
from sitroom.game.learning import PastIssue
from sitroom.game.position import Issue, Stance

ISSUE_FORMAT, PAST_FORMAT = "one-issue spatial case v1", "past issues v1"

Facts = Mapping[str, object]


def load_issue(path: Path) -> Issue:
    """Return the issue of a ``one-issue spatial case v1`` file, JSON or TOML by its ending.

    Raises:
        InputError: it cannot be read, or says something that makes no sense.
    """
    facts = _load(path, ISSUE_FORMAT)
    return _checked(facts, str(path))


def load_past_issues(path: Path) -> tuple[PastIssue, ...]:
    """Return the issues of a ``past issues v1`` file: each as in a file of its own, with ``outcome`` and ``group``.

    Raises:
        InputError: it cannot be read, or one of them makes no sense.
    """
    facts = _load(path, PAST_FORMAT)
    rows = facts.get("issues")
    if not isinstance(rows, list):
        raise InputError(f"{path}: 'issues' is a list of past issues, and is missing")
    return tuple(past_issue(row, f"{path}, issue {number}") for number, row in enumerate(rows, start=1))


def past_issue(facts: object, where: str) -> PastIssue:
    """Return one past issue from its facts.

    Raises:
        InputError: it makes no sense; the message names ``where``.
    """
    row = _table(facts, where)
    issue = _checked(row, where)
    outcome = _number(row, "outcome", where)
    if outcome is None:
        raise InputError(f"{where}: 'outcome', the number that was decided, is missing")
    try:
        return PastIssue(issue, outcome, group=str(row.get("group", "")))
    except GameError as error:
        raise InputError(f"{where}: {error}") from error


def _load(path: Path, wanted: str) -> Facts:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path} cannot be read ({error.strerror}); name a file of the format {wanted!r}") from error
    try:
        text = raw.decode("utf-8")
        facts = tomllib.loads(text) if path.suffix == ".toml" else json.loads(text)
    except (ValueError, RecursionError) as error:
        kind = "TOML" if path.suffix == ".toml" else "JSON"
        raise InputError(f"{path} is no {kind}: {error}") from error
    table = _table(facts, str(path))
    if table.get("format") != wanted:
        raise InputError(f"{path}: its format is {table.get('format')!r}; {wanted!r} is needed")
    return table


def _checked(facts: Facts, where: str) -> Issue:
    rows = facts.get("actors")
    if not isinstance(rows, list) or not rows:
        raise InputError(f"{where}: 'actors' is a list of name, position, salience and capability, and is missing")
    stances = tuple(_stance(row, f"{where}, actor {number}") for number, row in enumerate(rows, start=1))
    try:
        return Issue(
            stances,
            id=str(facts.get("id", "")),
            title=str(facts.get("title", "")),
            scale=_scale(facts, where),
            reference_point=_number(facts, "reference_point", where),
        )
    except GameError as error:
        raise InputError(f"{where}: {error}") from error


def _stance(facts: object, where: str) -> Stance:
    row = _table(facts, where)
    name, position, salience = row.get("name"), _number(row, "position", where), _number(row, "salience", where)
    if not isinstance(name, str) or position is None or salience is None:
        raise InputError(f"{where}: 'name', 'position' and 'salience' are needed")
    capability = _number(row, "capability", where)
    return Stance(name, position, salience, 1.0 if capability is None else capability)


def _scale(facts: Facts, where: str) -> tuple[float, float] | None:
    given = facts.get("scale")
    if given is None:
        return None
    if not isinstance(given, list) or len(given) != 2:
        raise InputError(f"{where}: 'scale' is a list of the lowest and the highest outcome")
    low, high = (_number({"scale": one}, "scale", where) for one in given)
    assert low is not None
    assert high is not None
    return low, high


def _number(facts: Facts, key: str, where: str) -> float | None:
    value = facts.get(key)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise InputError(f"{where}: {key!r} is a number, not {value!r}")
    try:
        return float(value)
    except OverflowError as error:
        raise InputError(f"{where}: {key!r} is too large") from error


def _table(facts: object, where: str) -> Facts:
    if not isinstance(facts, dict):
        raise InputError(f"{where}: an object with names is expected, not {type(facts).__name__}")
    return facts
