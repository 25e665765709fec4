"""What became of the files that were read, and the one document of a source that must hold one."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sitroom.core import InputError, Problem
from sitroom.record import DEFAULT_SCALE, READER_VERSION, Reading
from sitroom.text import Document


@dataclass(frozen=True, slots=True)
class Read:
    """What became of one file: its document and reading, or the problems that say why there is none."""

    source: str
    document: Document | None
    reading: Reading | None
    problems: tuple[Problem, ...]
    new: bool = False


def reader_version(changed: str, *, written_on: date | None, scale: str) -> str:
    """Return the version under which a reading is kept: the same reader, told the same, reads the same.

    Args:
        changed: what the desk's own actors and groups add.
        written_on: the day of writing that it was told.
        scale: the scale of likelihood words.

    >>> reader_version("", written_on=date(2013, 9, 2), scale="kent").removeprefix(READER_VERSION)
    '+written.2013-09-02+scale.kent'
    """
    told = f"+written.{written_on}" if written_on else ""
    return f"{READER_VERSION}{changed}{told}{f'+scale.{scale}' if scale != DEFAULT_SCALE else ''}"


def only_one(found: Iterable[Read], source: str | os.PathLike[str]) -> tuple[Document, Reading]:
    """Return the document and reading of a source that holds one.

    Raises:
        InputError: it holds none, several, or one that cannot be read.
    """
    many = list(found)
    if len(many) != 1:
        raise InputError(f"{os.fspath(source)} holds {len(many)} files; a brief is written of one; name it")
    one = many[0]
    if one.document is None or one.reading is None:
        raise InputError(f"{one.source}: " + "; ".join(problem.message for problem in one.problems))
    return one.document, one.reading
