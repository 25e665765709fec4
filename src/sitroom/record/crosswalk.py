"""Crosswalk: the codes and names by which event data sets know the states and bodies of the gazetteer."""

from functools import cache
from types import MappingProxyType

from sitroom.record.gazetteer import gazetteer
from sitroom.record.tables import read_rows, words_of

_SPELLINGS = ("name", "names", "icews", "alpha3")


@cache
def country_codes(codebook: str) -> tuple[tuple[str, str], ...]:
    """Return pairs of alpha-3 and the code that a codebook has for the state; a state may have several.

    Args:
        codebook: ``cameo`` or ``keds``.
    """
    rows = read_rows("gazetteer/countries.csv")
    return tuple((row["alpha3"], code) for row in rows for code in words_of(row[codebook]) if code)


@cache
def state_names() -> MappingProxyType[str, str]:
    """Return alpha-3 by every name of a state, also as ICEWS and UCDP print it; no capital, no demonym."""
    rows = read_rows("gazetteer/countries.csv")
    found: dict[str, str] = {}
    for row in sorted(rows, key=lambda row: bool(row["valid_to"])):  # a state that still is goes before one that was
        for column in _SPELLINGS:
            for name in words_of(row[column]):
                found.setdefault(name, row["alpha3"])
    extra = {row["name"]: row["alpha3"] for row in read_rows("gazetteer/country_spellings.csv")}
    return MappingProxyType(extra | found)


def home_names() -> dict[str, str]:
    """Return the one country of every person and national body that the gazetteer in use knows, by full name."""
    known = gazetteer()
    found = {actor.name: actor.country for actor in known.actors.values() if actor.country and actor.kind != "country"}
    for name, held in known.by_full_name.items():
        homes = {one.country for one in held if one.country}
        if len(homes) == 1:
            found[name] = homes.pop()
    return found
