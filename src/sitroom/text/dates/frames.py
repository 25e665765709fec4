"""Frames: from where an expression is read, and what reading it gives."""

from dataclasses import dataclass
from datetime import date

from sitroom.core import DayRange
from sitroom.text.dates.mentions import Direction, Point
from sitroom.text.dates.stretches import Stretch


@dataclass(frozen=True, slots=True)
class Frame:
    """From where an expression is read.

    Args:
        reference: the days on which the text can have been written; both ends may be open.
        direction: the tense of its governing verb.
        near: the day that the text is at.
    """

    reference: DayRange
    direction: Direction | None = None
    near: date | None = None

    @property
    def day(self) -> date | None:
        """The first known day of writing."""
        return self.reference.start or self.reference.end

    def anchor_of(self, point: Point) -> date | None:
        """Return the day that a relative point counts from, None where it is not known."""
        if point.anchor == "writing":
            return self.day
        return self.near or (self.day if point.anchor == "either" else None)


@dataclass(frozen=True, slots=True)
class Settled:
    """The days of a point and how they were worked out; the days are open where nothing settles them."""

    stretch: Stretch
    basis: str


def unsettled(edtf: str, value: str, basis: str) -> Settled:
    """Return a point whose days stay open."""
    return Settled(Stretch(DayRange(), edtf, value, ""), basis)
