"""What became of the files that were read, and the one document of a source that must hold one."""

import os
from collections.abc import Iterable
from dataclasses import dataclass

from sitroom.core import InputError, Problem
from sitroom.record import Reading
from sitroom.text import Document


@dataclass(frozen=True, slots=True)
class Read:
    """What became of one file: its document and reading, or the problems that say why there is none."""

    source: str
    document: Document | None
    reading: Reading | None
    problems: tuple[Problem, ...]
    new: bool = False


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
