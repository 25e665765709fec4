"""Spans: where in a document some exact words stand."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The words of a document between two code-point offsets, half-open: ``text[start:end] == quote``.

    Args:
        start: offset of the first code point, from 0.
        end: offset after the last one, greater than ``start``.
        quote: exactly the slice.
    """

    start: int
    end: int
    quote: str

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end or len(self.quote) != self.end - self.start:
            raise ValueError(f"no span: [{self.start}:{self.end}] with {len(self.quote)} code points")

    @classmethod
    def of(cls, text: str, start: int, end: int) -> "Span":
        """Return the span of ``text`` between two offsets, with blanks at both ends cut off.

        >>> Span.of("He left.", 2, 7)
        Span(start=3, end=7, quote='left')
        """
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        return cls(start, end, text[start:end])

    def overlaps(self, other: "Span") -> bool:
        """Return whether the two share at least one code point."""
        return min(self.end, other.end) > max(self.start, other.start)

    def covers(self, other: "Span") -> bool:
        """Return whether the other lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end

    def to_json(self) -> dict[str, object]:
        """Return ``{start, end, quote}``."""
        return {"start": self.start, "end": self.end, "quote": self.quote}


def overlaps_any(span: Span, others: Iterable[Span]) -> bool:
    """Return whether the span shares a code point with any of the others."""
    return any(span.overlaps(other) for other in others)
