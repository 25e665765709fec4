"""TOML written by hand: strings, lists and one-line tables, so that a file reads as its author would write it."""

import re
from collections.abc import Mapping, Sequence
from datetime import date

WIDTH = 120
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r", "\b": "\\b", "\f": "\\f"}


def key(name: str) -> str:
    """Return a key, in quotation marks where it has to be."""
    return name if _BARE.fullmatch(name) else string(name)


def string(words: str) -> str:
    r"""Return a basic string, in quotation marks.

    >>> print(string('say "no"'))
    "say \"no\""
    """
    return '"' + "".join(_escaped(sign) for sign in words) + '"'


def _escaped(sign: str) -> str:
    if sign in _ESCAPES:
        return _ESCAPES[sign]
    return f"\\u{ord(sign):04X}" if ord(sign) < 32 or ord(sign) == 127 else sign


def value(thing: object) -> str:
    """Return a value on one line."""
    if isinstance(thing, str):
        return string(thing)
    if isinstance(thing, bool):
        return "true" if thing else "false"
    if isinstance(thing, date):
        return thing.isoformat()
    if isinstance(thing, Mapping) and not thing:
        return "{}"
    if isinstance(thing, Mapping):
        return "{ " + ", ".join(f"{key(name)} = {value(one)}" for name, one in thing.items()) + " }"
    if isinstance(thing, Sequence):
        return "[" + ", ".join(value(one) for one in thing) + "]"
    return str(thing)


def assignment(name: str, thing: object) -> str:
    """Return ``name = value``; a list that is too long for a line has one entry a line."""
    line = f"{name} = {value(thing)}"
    if len(line) <= WIDTH or not isinstance(thing, Sequence) or isinstance(thing, str):
        return line
    return "\n".join([f"{name} = [", *(f"  {value(one)}," for one in thing), "]"])
