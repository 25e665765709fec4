"""A contradiction: one thing of which two texts say what cannot both be so."""

from dataclasses import dataclass
from typing import Literal

from sitroom.record import Record

Kind = Literal["happened", "day", "ahead", "judged", "wanted", "speaker"]

KINDS: tuple[Kind, ...] = ("happened", "day", "ahead", "judged", "wanted", "speaker")
"""In the order of the page: whether it happened, when, for when it is set, how likely, whether wanted, who said it."""


@dataclass(frozen=True, slots=True)
class Side:
    """What one text says of it.

    Args:
        place: of the text among those compared.
        record: that says it, with its words.
        says: a verb and what follows, such as ``says that it happened``.
    """

    place: int
    record: Record
    says: str


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two sides, and in a few words what both speak of."""

    kind: Kind
    about: str
    one: Side
    other: Side
