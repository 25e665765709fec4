"""Positions: what kind of office a position's name is, by a small reviewed table; what it does not hold has no kind."""

from dataclasses import dataclass
from functools import cache, lru_cache

from sitroom.record.gazetteer import fold_name
from sitroom.record.lexicon import cues
from sitroom.record.tables import read_rows, words_of

MINISTRIES = (("Minister", " of the "), ("Minister", " of "), ("Minister", " for "), ("Secretary", " of "))
ENDS = (" of ", " without ", " for ", " to ", " in ", " as ", ", ", " (")


@dataclass(frozen=True, slots=True)
class Position:
    """What a position's name comes to.

    Args:
        title: the name as it was given.
        kind: as in the officeholder tables, None where the table of positions does not hold it.
        titles: other words by which texts call it.
        sectors: such as ``GOV``; those of the title's noun where the table does not hold it.
    """

    title: str
    kind: str | None
    titles: tuple[str, ...]
    sectors: tuple[str, ...]


@lru_cache(maxsize=8192)
def position_of(title: str, country: str | None) -> Position:
    """Return what a position is in a country (alpha-3).

    >>> position_of("Minister of Foreign Affairs", "BLR").kind, position_of("Minister of Justice", "BLR").kind
    ('foreign_minister', None)
    >>> position_of("Minister of Justice", "BLR").titles
    ('Justice Minister',)
    """
    row = _table().get((fold_name(title), country or "")) or _table().get((fold_name(title), ""))
    if row is None or not (country or "IGO" in words_of(row["sectors"])):
        return Position(title, None, _turned(title), _sectors(title))
    titles = dict.fromkeys((*words_of(row["titles"]), *_turned(title)))
    return Position(title, row["kind"], tuple(titles), words_of(row["sectors"]))


@cache
def _table() -> dict[tuple[str, str], dict[str, str]]:
    rows = read_rows("gazetteer/positions.csv")
    return {(fold_name(name), row["country"]): row for row in rows for name in words_of(row["position"])}


def _turned(title: str) -> tuple[str, ...]:
    """``Minister of Justice`` is called ``Justice Minister`` as well."""
    for noun, joint in MINISTRIES:
        head, _, rest = title.partition(f"{noun}{joint}")
        if rest and not head and not rest.startswith(("State", "the ")):
            return (f"{rest} {noun}",)
    return ()


def _sectors(title: str) -> tuple[str, ...]:
    """The sector of the noun that a title turns on: ``Deputy Prime Minister`` GOV, ``Judge of ...`` JUD."""
    head = title
    for end in ENDS:
        head = head.partition(end)[0]
    nouns = fold_name(head).split()
    for sector, words in cues("agents").items():
        if nouns and nouns[-1] in words:
            return (sector,) if sector != "BODY" else ()
    return ()
