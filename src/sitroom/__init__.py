"""sitroom: a situation room for people who read politics for a living.

``desk = sitroom.open()`` gives a desk; ``sitroom.read(text_or_path)`` reads without one.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from sitroom.desk import Desk
    from sitroom.record import Reading

__version__ = "0.1.0"
__all__ = ["open", "read"]
LONGEST_PATH = 1000


def open(path: str | os.PathLike[str] | None = None) -> Desk:  # noqa: A001 - a desk is opened
    """Open a desk folder: the one named, that of ``SITROOM_DESK``, or the user's own; made where it is missing."""
    from sitroom.desk import open_desk

    return open_desk(path)


def read(text_or_path: str | os.PathLike[str], *, written_on: date | None = None) -> Reading:
    """Read a text, or the file at a path, without a desk; nothing is kept.

    Args:
        text_or_path: a path object, or a string: the path of a file that exists, else the text itself.
        written_on: the day of writing where it is known; else it is inferred.

    Raises:
        InputError: the file cannot be read.

    >>> import sitroom
    >>> reading = sitroom.read("France and Germany will hardly agree. The two ministers did not meet on 3 May 2013.")
    >>> [record.realis for record in reading.of_kind("event")]
    ['negated']
    """
    from sitroom.record import read as read_document
    from sitroom.text import document_from_text, load

    is_path = isinstance(text_or_path, os.PathLike) or _names_file(text_or_path)
    document = load(text_or_path) if is_path else document_from_text(os.fspath(text_or_path))
    return read_document(document, written_on=written_on)


def _names_file(words: str) -> bool:
    """Whether a string is the path of a file that exists; a text with lines is none."""
    return "\n" not in words and len(words) < LONGEST_PATH and Path(words).is_file()
