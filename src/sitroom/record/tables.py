"""Tables: the reviewed CSV and TOML files beside the code, read once."""

import csv
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from sitroom.core import OntologyError


@cache
def read_rows(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of a CSV file of this room, such as ``ontology/plover.csv``.

    Raises:
        OntologyError: the file is missing, or a row has more or fewer fields than the header.
    """
    path = files(__package__).joinpath(*name.split("/"))
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise OntologyError(f"the table {name} is missing; reinstall sitroom") from error
    reader = csv.DictReader(text.splitlines())
    rows = tuple(reader)
    for number, row in enumerate(rows, start=2):
        if None in row or None in row.values():
            raise OntologyError(f"{name}, line {number}: the number of fields differs from the header's")
    return rows


@cache
def read_toml(name: str) -> dict[str, Any]:
    """Return a TOML file of this room, such as ``lexicon/cues.toml``."""
    path = files(__package__).joinpath(*name.split("/"))
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise OntologyError(f"the table {name} cannot be read: {error}") from error


def words_of(cell: str) -> tuple[str, ...]:
    """Return the values of a cell that holds several, joined with ``|``.

    >>> words_of("Minsk|Mensk")
    ('Minsk', 'Mensk')
    """
    return tuple(word.strip() for word in cell.split("|") if word.strip())
