"""Contexts: what an act is about, in the words of PLOVER's list."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from sitroom.record.tables import read_rows


@dataclass(frozen=True, slots=True)
class _Signs:
    """What tells a context: words and phrases, CAMEO codes, sectors of the parties."""

    words: dict[str, tuple[str, ...]]
    codes: dict[str, tuple[str, ...]]
    sectors: dict[str, tuple[str, ...]]


def contexts_of(phrases: frozenset[str], *, cameo: str | None, sectors: Iterable[str]) -> tuple[str, ...]:
    """Return the contexts of an act, in the order of the table; none where nothing tells one.

    Args:
        phrases: those of its clause.
        cameo: its code; a code deeper than one of the table belongs to it too.
        sectors: those of its parties.

    Contexts are read from the clause and not from the article, so that an attack told in a piece on an election
    is not electoral violence (a caution of the PLOVER manual, 2021 draft).
    """
    signs, code = _signs(), cameo or ""
    found = {name for phrase in phrases & signs.words.keys() for name in signs.words[phrase]}
    found.update(name for size in range(2, len(code) + 1) for name in signs.codes.get(code[:size], ()))
    found.update(name for sector in sectors for name in signs.sectors.get(sector, ()))
    return tuple(name for name in context_names() if name in found)


@cache
def context_names() -> tuple[str, ...]:
    """Return the names of all contexts."""
    return tuple(row["context"] for row in read_rows("ontology/contexts.csv"))


@cache
def _signs() -> _Signs:
    columns: dict[str, dict[str, list[str]]] = {"words": {}, "codes": {}, "sectors": {}}
    for row in read_rows("ontology/contexts.csv"):
        for name, table in columns.items():
            for sign in filter(None, row[name].split("|")):
                table.setdefault(sign, []).append(row["context"])
    return _Signs(*({sign: tuple(names) for sign, names in table.items()} for table in columns.values()))
