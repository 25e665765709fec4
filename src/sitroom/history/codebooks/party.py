"""A party: one side of an event, as an event row has it."""

from collections.abc import Mapping
from dataclasses import dataclass

Printed = Mapping[str, str | None]
"""What a row prints of a party: ``name``, ``code``, ``country``, ``sector``, ``group``, ``number``, ``state``."""


@dataclass(frozen=True, slots=True)
class Party:
    """One side of an event.

    Args:
        name: as printed: a name, or where there is none the code.
        country: alpha-3, or a body's code such as EU.
        sector: CAMEO sector code such as GOV.
        state: whether it is the state or body itself, or its government as a whole.
    """

    name: str | None = None
    country: str | None = None
    sector: str | None = None
    state: bool = False
