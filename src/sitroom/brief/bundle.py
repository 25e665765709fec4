"""Bundles: several texts laid end to end, so that one page can be composed from all of them."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from itertools import accumulate
from typing import Any

from sitroom.core import Span
from sitroom.record import Link, Reading, Reference
from sitroom.text import Document

GAP = "\n\n"
"""What stands between two texts, so that no span runs from one into the next."""


@dataclass(frozen=True, slots=True)
class Text:
    """One text and what was read from it."""

    document: Document
    reading: Reading


def starts_of(texts: Sequence[str]) -> tuple[int, ...]:
    """Return where each text begins once they are laid end to end.

    >>> starts_of(["abc", "de"])
    (0, 5)
    """
    return tuple(accumulate((len(text) + len(GAP) for text in texts[:-1]), initial=0))


def bundle(texts: Sequence[Text], ties: Sequence[Link] = ()) -> tuple[Document, Reading]:
    """Return several texts as one document and one reading; a single one is returned as it is.

    Spans are counted from the beginning of the first text. The reference is that of the text written last, by which it
    is told what still lies ahead.

    Args:
        texts: at least one.
        ties: links between records of different texts, such as ``same_event``; they need no evidence of their own.
    """
    if len(texts) == 1:
        return texts[0].document, texts[0].reading
    starts = starts_of([one.document.text for one in texts])
    whole = GAP.join(one.document.text for one in texts)
    first = texts[0]
    readings = [moved(one.reading, by) for one, by in zip(texts, starts, strict=True)]
    document = replace(
        first.document,
        text=whole,
        stamps=(),
        problems=tuple(
            problem for one, by in zip(texts, starts, strict=True) for problem in moved(one.document.problems, by)
        ),
    )
    reading = replace(
        first.reading,
        reference=_last([one.reference for one in readings]),
        records=tuple(record for one in readings for record in one.records),
        links=(*(link for one in readings for link in one.links), *ties),
        dates=tuple(expression for one in readings for expression in one.dates),
        problems=tuple(problem for one in readings for problem in one.problems),
    )
    return document, reading


def moved(value: Any, by: int) -> Any:
    """Return a value with every span in it moved by some code points; what holds none is returned as it is."""
    if by == 0:
        return value
    if isinstance(value, Span):
        return Span(value.start + by, value.end + by, value.quote)
    if isinstance(value, tuple):
        return tuple(moved(one, by) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        changed = {
            field.name: new
            for field in fields(value)
            if field.init and (new := moved(old := getattr(value, field.name), by)) is not old
        }
        return replace(value, **changed) if changed else value
    return value


def _last(references: Sequence[Reference]) -> Reference:
    return max(references, key=lambda one: (one.days.end or one.days.start or date.min, one.days.start or date.min))
