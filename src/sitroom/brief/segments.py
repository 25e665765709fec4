"""Segments: a text cut where any evidence begins or ends, so that nested and overlapping spans can all be marked."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from sitroom.brief.model import Note


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text that the same notes cover throughout.

    Args:
        text: its words; empty only where the text itself is.
        notes: numbers of the notes that cover it.
        opens: numbers of the notes that begin with it.
    """

    text: str
    notes: tuple[int, ...] = ()
    opens: tuple[int, ...] = ()


def segments_of(text: str, notes: Sequence[Note]) -> tuple[Segment, ...]:
    """Return the segments of a text in order; joined again they are the text.

    >>> from sitroom.core import Span
    >>> both = [Note(1, Span(0, 4, "Rain")), Note(2, Span(2, 6, "in f"))]
    >>> [(segment.text, segment.notes) for segment in segments_of("Rain fell", both)]
    [('Ra', (1,)), ('in', (1, 2)), (' f', (2,)), ('ell', ())]
    """
    cuts = sorted({0, len(text), *(note.span.start for note in notes), *(note.span.end for note in notes)})
    opening: dict[int, list[int]] = {}
    closing: dict[int, list[int]] = {}
    for note in notes:
        opening.setdefault(note.span.start, []).append(note.number)
        closing.setdefault(note.span.end, []).append(note.number)
    out, covering = [], set[int]()
    for start, end in pairwise(cuts):
        covering -= set(closing.get(start, ()))
        opens = opening.get(start, [])
        covering |= set(opens)
        out.append(Segment(text[start:end], tuple(sorted(covering)), tuple(sorted(opens))))
    return tuple(out)
