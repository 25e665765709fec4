"""Party tables: the states, bodies and sectors by which data sets name who acted."""

import csv
from functools import cache
from importlib.resources import files

from sitroom.record import fold_name, state_names


@cache
def alpha3_codes() -> frozenset[str]:
    """Return the alpha-3 code of every state."""
    return frozenset(state_names().values())


@cache
def state_by_name() -> dict[str, str]:
    """Return alpha-3 by the folded name of a state: its names here and in ICEWS; never its people or its capital."""
    return {fold_name(name): code for name, code in state_names().items()}


@cache
def body_by_name() -> dict[str, tuple[str, bool]]:
    """Return a body's code, and whether the name is the body itself and no part of it, by folded name."""
    out: dict[str, tuple[str, bool]] = {}
    for row in table_rows("bodies.csv"):
        out |= {fold_name(name): (row["code"], True) for name in row["names"].split("|") if name}
        out |= {fold_name(name): (row["code"], False) for name in row["parts"].split("|") if name}
    return out


@cache
def body_pieces() -> dict[str, str]:
    """Return a body's code by the piece of an actor code that means it."""
    return {piece: row["code"] for row in table_rows("bodies.csv") for piece in row["pieces"].split("|")}


@cache
def body_parts() -> dict[str, str]:
    """Return a body's code by the piece of an actor code that means a part of it."""
    return {piece: row["code"] for row in table_rows("bodies.csv") for piece in row["part_pieces"].split("|") if piece}


@cache
def body_slugs() -> dict[str, str]:
    """Return the code by which event rows know a body, by its slug."""
    return {row["slug"]: row["code"] for row in table_rows("bodies.csv")}


def body_code(name: str) -> str | None:
    """Return the code of the body that a code, slug or name means, or None."""
    if name in body_slugs().values():
        return name
    known = body_by_name().get(fold_name(name))
    return body_slugs().get(name) or (known[0] if known and known[1] else None)


@cache
def sector_by_name() -> dict[str, str]:
    """Return the sector of a group or sector as ICEWS names it; the first of the table is the most specific."""
    return {row["name"]: row["sector"] for row in table_rows("sectors.csv")}


@cache
def cameo_sectors() -> frozenset[str]:
    """Return CAMEO's sector codes."""
    return frozenset(sector_by_name().values())


@cache
def state_numbers() -> dict[str, str]:
    """Return alpha-3 by the number that Gleditsch and Ward give a state."""
    return {row["number"]: row["alpha3"] for row in table_rows("gleditsch_ward.csv")}


def table_rows(name: str) -> list[dict[str, str]]:
    """Return the rows of a reviewed table beside the code."""
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
