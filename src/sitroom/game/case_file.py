"""Case files: published conflicts as JSON (``graph-model case v1``); the answers that they hold are never read."""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from sitroom.core import GameError, InputError
from sitroom.game.situation import Aim, DecisionMaker, Option, Preference, Rule, Situation
from sitroom.game.statements import And, Constant, Holds, If, Iff, Not, Or, Statement

FORMAT = "graph-model case v1"
LARGEST = 64 << 20
Facts = Mapping[str, Any]


def read_case(path: Path) -> Situation:
    """Return the situation of a case file.

    Raises:
        InputError: the file cannot be opened.
        GameError: it is no case file, or it holds what cannot be solved, such as misperceived states.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path} cannot be read ({error.strerror}); check the path") from error
    if len(raw) > LARGEST:
        raise GameError(f"{path} is larger than {LARGEST >> 20} MB; that is no case file")
    try:
        facts = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise GameError(f"{path} is no JSON: {error}") from error
    try:
        return case_of(facts)
    except GameError as error:
        raise GameError(f"{path}: {error}") from error
    except RecursionError as error:
        raise GameError(f"{path}: a statement is nested too deeply; split it into several") from error


def case_of(facts: object) -> Situation:
    """Return the situation of a case that was parsed already.

    Raises:
        GameError: it is no case of this format.
    """
    if not isinstance(facts, Mapping) or facts.get("format") != FORMAT:
        raise GameError(f'no "format": "{FORMAT}"; only such cases are read')
    for owner, where in _misperceptions(facts):
        if where:
            raise GameError(
                f"{owner} has misperceived states, which change what a state means to whom; no solver here does that. "
                "Leave `misperceived_states` out to solve the game as it is"
            )
    options = _told_apart([_option(at, one) for at, one in enumerate(_list(facts, "options", "the case"))])
    names = tuple(one.name for one in options)
    listed = _states(facts, options)
    makers = tuple(_maker(one, names, listed) for one in _list(facts, "decision_makers", "the case"))
    _check_owners(facts, options)
    rules = tuple(Rule(_statement(one, names, "infeasible")) for one in facts.get("infeasible") or [])
    situation = Situation(str(facts.get("title") or facts.get("id") or "untitled"), options, makers, None, rules)
    if listed is not None:
        _check_states(situation, listed)
    return situation


def _misperceptions(facts: Facts) -> list[tuple[str, object]]:
    found: list[tuple[str, object]] = [("the case", facts.get("misperceived_states"))]
    for one in facts.get("decision_makers") or []:
        if isinstance(one, Mapping):
            found.append((str(one.get("name")), one.get("misperceived_states")))
    return found


def _option(at: int, facts: object) -> Option:
    if (
        not isinstance(facts, Mapping)
        or not isinstance(facts.get("name"), str)
        or not isinstance(facts.get("owner"), str)
    ):
        raise GameError(f"options[{at}]: an option has a name and an owner")
    if facts.get("index", at) != at:
        raise GameError(f"options[{at}]: its index is {facts['index']}; list the options in the order of their indices")
    moves: Any = facts.get("moves", "reversible")
    return Option(facts["name"].replace('"', "'"), facts["owner"], moves=moves)


def _told_apart(options: list[Option]) -> tuple[Option, ...]:
    """Options of one name get their owner's behind it, and their number where that is not enough."""
    for ending in ([f"({one.owner})" for one in options], [str(at) for at in range(len(options))]):
        names = [one.name for one in options]
        options = [
            replace(one, name=f"{one.name} {ending[at]}") if names.count(one.name) > 1 or not one.name.strip() else one
            for at, one in enumerate(options)
        ]
    return tuple(options)


def _states(facts: Facts, options: tuple[Option, ...]) -> list[int] | None:
    """The values of the listed states in their order; None where none are listed."""
    if facts.get("states") is None:
        return None
    found = []
    for at, one in enumerate(_list(facts, "states", "the case")):
        pattern = one.get("options") if isinstance(one, Mapping) else one
        if not isinstance(pattern, str) or len(pattern) != len(options) or set(pattern) - {"Y", "N"}:
            raise GameError(f"states[{at}]: write {len(options)} letters Y or N")
        found.append(sum(1 << k for k, letter in enumerate(pattern) if letter == "Y"))
    return found


def _check_states(situation: Situation, listed: list[int]) -> None:
    from sitroom.game.states import space_of

    values = space_of(situation).values.tolist()
    if sorted(listed) != values:
        odd = sorted(set(listed) ^ set(values))
        named = situation.pattern(odd[0]) if odd else "one of them, which stands twice"
        raise GameError(f"the listed states are not those that `infeasible` leaves: see {named}; correct either list")


def _check_owners(facts: Facts, options: tuple[Option, ...]) -> None:
    for maker in facts["decision_makers"]:
        owned = [at for at, one in enumerate(options) if one.owner == maker["name"]]
        if maker.get("options") is not None and sorted(maker["options"]) != owned:
            raise GameError(f"{maker['name']} lists options {maker['options']}, but owns {owned}; correct either")


def _maker(facts: object, names: tuple[str, ...], listed: list[int] | None) -> DecisionMaker:
    if not isinstance(facts, Mapping) or not isinstance(facts.get("name"), str):
        raise GameError("a decision maker has no name; add it")
    name = facts["name"]
    payoffs = facts.get("ordinal_payoffs_by_state")
    if payoffs is not None:
        return DecisionMaker(name, (Preference(ranking=_ranking(payoffs, name, listed, len(names))),))
    lines = facts.get("preference_statements_most_important_first")
    if not isinstance(lines, list):
        raise GameError(f"{name} has neither preference statements nor payoffs; add one of them")
    if str(facts.get("ranking_is", "")).startswith("given directly"):
        raise GameError(f"{name}: the ranking is given directly, but there are no ordinal_payoffs_by_state; add them")
    aims = tuple(Aim(_statement(one, names, f"a statement of {name}")) for one in lines)
    return DecisionMaker(name, (Preference(aims),))


def _ranking(payoffs: object, name: str, listed: list[int] | None, options: int) -> tuple[tuple[int, ...], ...]:
    if listed is None and isinstance(payoffs, list) and len(payoffs) == 1 << options:
        listed = list(range(1 << options))
    if listed is None:
        raise GameError(f"{name} has payoffs by state, but the case lists no states; add them, or give statements only")
    if not isinstance(payoffs, list) or len(payoffs) != len(listed):
        raise GameError(f"{name}: {len(listed)} states need as many payoffs")
    groups: dict[float, list[int]] = {}
    for value, payoff in zip(listed, payoffs, strict=True):
        if isinstance(payoff, bool) or not isinstance(payoff, int | float):
            raise GameError(f"{name}: the payoff {payoff!r} is no number")
        groups.setdefault(payoff, []).append(value)
    return tuple(tuple(groups[payoff]) for payoff in sorted(groups, reverse=True))


def _statement(facts: object, names: tuple[str, ...], where: str) -> Statement:
    """Return a statement: an option with its value, all_of, any_of, not, iff, and any of them with ``if``.

    A list means that all of it holds, a text is a pattern such as ``YN-``.
    """
    if isinstance(facts, bool):
        return Constant(facts)
    if isinstance(facts, list):
        return _main("all_of", {"all_of": facts}, names, where)
    if isinstance(facts, str):
        return _pattern(facts, names, where)
    if not isinstance(facts, Mapping) or not facts:
        raise GameError(f"{where}: {facts!r} is no statement")
    known = {"option", "value", "all_of", "any_of", "not", "iff", "if", "then"}
    if unknown := set(facts) - known:
        raise GameError(f"{where}: no such key as {min(unknown)!r}; known are {', '.join(sorted(known))}")
    main = [key for key in ("option", "all_of", "any_of", "not", "iff", "then") if key in facts]
    if len(main) != 1:
        raise GameError(f"{where}: a statement has one of option, all_of, any_of, not, iff, then; not {main or 'none'}")
    found = _main(main[0], facts, names, where)
    return If(found, _statement(facts["if"], names, where)) if "if" in facts else found


def _main(key: str, facts: Facts, names: tuple[str, ...], where: str) -> Statement:
    said = facts[key]
    if key == "option":
        if isinstance(said, bool) or not isinstance(said, int) or not 0 <= said < len(names):
            raise GameError(f"{where}: option {said!r} is none of 0 to {len(names) - 1}")
        if facts.get("value") not in ("Y", "N"):
            raise GameError(f"{where}: option {said} has the value {facts.get('value')!r}; write Y or N")
        return Holds(names[said]) if facts["value"] == "Y" else Not(Holds(names[said]))
    if key in ("not", "then"):
        inner = _statement(said, names, where)
        return Not(inner) if key == "not" else inner
    if not isinstance(said, list):
        raise GameError(f"{where}: {key} holds a list")
    parts = tuple(_statement(one, names, where) for one in said)
    if key == "iff":
        if len(parts) != 2:
            raise GameError(f"{where}: iff joins two statements, not {len(parts)}")
        return Iff(*parts)
    if len(parts) < 2:
        return parts[0] if parts else Constant(key == "all_of")
    return And(parts) if key == "all_of" else Or(parts)


def _pattern(letters: str, names: tuple[str, ...], where: str) -> Statement:
    """Return the statement that a pattern such as ``YN-`` stands for; ``-`` is either."""
    if len(letters) != len(names) or set(letters) - {"Y", "N", "-"}:
        raise GameError(f"{where}: the pattern {letters!r} is not {len(names)} letters Y, N or -")
    parts = [
        Holds(name) if one == "Y" else Not(Holds(name)) for name, one in zip(names, letters, strict=True) if one != "-"
    ]
    return And(tuple(parts)) if len(parts) > 1 else parts[0] if parts else Constant(value=True)


def _list(facts: Facts, key: str, where: str) -> list[Any]:
    found = facts.get(key)
    if not isinstance(found, list):
        raise GameError(f"{where} has no list {key!r}; add it")
    return found
