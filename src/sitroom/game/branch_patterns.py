"""Patterns of branches: what event history can be asked about a branch, as a table of the situation file."""

from collections.abc import Mapping

from sitroom.core import EventPattern, GameError

KEYS = ("actor", "recipient", "quads", "types", "window_days")
EXAMPLE = 'pattern = { actor = "Russia", recipient = "Belarus", quads = [1, 2], window_days = 30 }'


def read_pattern(said: object) -> EventPattern:
    """Return the pattern of a branch; names stay as written, for the desk to look up.

    Raises:
        GameError: it is none.

    >>> read_pattern({"actor": "Russia", "quads": [1, 2], "window_days": 30}).actors
    ('Russia',)
    """
    if not isinstance(said, Mapping) or set(said) - set(KEYS):
        raise GameError(f"a pattern is a table with {', '.join(KEYS)}; for example {EXAMPLE}")
    window, quads, types = said.get("window_days"), said.get("quads", []), said.get("types", [])
    if isinstance(window, bool) or not isinstance(window, int):
        raise GameError(f"window_days is the days within which it must happen, a number; for example {EXAMPLE}")
    if not isinstance(quads, list) or any(isinstance(one, bool) or not isinstance(one, int) for one in quads):
        raise GameError(f"quads is a list of numbers from 1 to 4; for example {EXAMPLE}")
    if not isinstance(types, list) or any(not isinstance(one, str) for one in types):
        raise GameError("types is a list of PLOVER types, such as AGREE")
    names = {key: _names(said.get(key, []), key) for key in ("actor", "recipient")}
    if not any(names.values()):
        raise GameError(f"a pattern names an actor or a recipient; for example {EXAMPLE}")
    try:
        return EventPattern(
            names["actor"], names["recipient"], types=tuple(types), quads=tuple(quads), window_days=window
        )
    except ValueError as error:
        raise GameError(f"the pattern does not hold together: {error}") from error


def pattern_table(pattern: EventPattern) -> dict[str, object]:
    """Return the table that reads as the pattern again."""
    names = {"actor": pattern.actors, "recipient": pattern.recipients}
    table: dict[str, object] = {key: many[0] if len(many) == 1 else list(many) for key, many in names.items() if many}
    lists = {"quads": list(pattern.quads), "types": list(pattern.types)}
    return {**table, **{key: many for key, many in lists.items() if many}, "window_days": pattern.window_days}


def _names(said: object, key: str) -> tuple[str, ...]:
    many = [said] if isinstance(said, str) else said
    if not isinstance(many, list) or any(not isinstance(one, str) for one in many):
        raise GameError(f"{key} is a name, or a list of names")
    return tuple(many)
