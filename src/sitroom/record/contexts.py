"""Contexts: what an act is about, in the words of PLOVER's list."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from sitroom.record.tables import read_rows

LONGEST = 3


@dataclass(frozen=True, slots=True)
class _Signs:
    """What tells a context: words and phrases, CAMEO codes, sectors of the parties."""

    words: dict[str, tuple[str, ...]]
    codes: dict[str, tuple[str, ...]]
    sectors: dict[str, tuple[str, ...]]


def contexts_of(words: Sequence[Token], *, cameo: str | None, sectors: Iterable[str]) -> tuple[str, ...]:
    """Return the contexts of an act, in the order of the table; none where nothing tells one.

    Args:
        words: the words of its clause.
        cameo: its code; a code deeper than one of the table belongs to it too.
        sectors: those of its parties.

    Contexts are read from the clause and not from the article, so that an attack told in a piece on an election
    is not electoral violence (a caution of the PLOVER manual, 2021 draft).
    """
    signs, found = _signs(), set[str]()
    for phrase in _phrases(words):
        found.update(signs.words.get(phrase, ()))
    for size in range(2, len(cameo or "") + 1):
        found.update(signs.codes.get((cameo or "")[:size], ()))
    for sector in sectors:
        found.update(signs.sectors.get(sector, ()))
    return tuple(name for name in context_names() if name in found)


@cache
def context_names() -> tuple[str, ...]:
    """Return the names of all contexts."""
    return tuple(row["context"] for row in read_rows("ontology/contexts.csv"))


def _phrases(words: Sequence[Token]) -> Iterator[str]:
    """Phrases of one to three words, each by its forms and by its lemmas."""
    for spelt in ([one.lower_ for one in words], [one.lemma_.lower() for one in words]):
        for size in range(1, LONGEST + 1):
            for first in range(len(spelt) - size + 1):
                yield " ".join(spelt[first : first + size])


@cache
def _signs() -> _Signs:
    columns: dict[str, dict[str, list[str]]] = {"words": {}, "codes": {}, "sectors": {}}
    for row in read_rows("ontology/contexts.csv"):
        for name, table in columns.items():
            for sign in filter(None, row[name].split("|")):
                table.setdefault(sign, []).append(row["context"])
    return _Signs(*({sign: tuple(names) for sign, names in table.items()} for table in columns.values()))
