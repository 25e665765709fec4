"""Linting: drafts are read and their words of likelihood and confidence checked; nothing on the desk is touched."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from sitroom.core import Problem
from sitroom.record import DEFAULT_SCALE, Gazetteer, UsageFinding, check_usage, read, using
from sitroom.text import Document, load_source


@dataclass(frozen=True, slots=True)
class Linted:
    """What became of one draft: its findings in text order; without a document, the problems that say why."""

    source: str
    document: Document | None
    findings: tuple[UsageFinding, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def breaches(self) -> int:
        """How many findings are of rules that a product must keep."""
        return sum(one.is_breach for one in self.findings)

    def to_json(self) -> dict[str, object]:
        """Return ``{source, document, breaches, findings, problems}``."""
        return {
            "source": self.source,
            "document": self.document.id if self.document else None,
            "breaches": self.breaches,
            "findings": [one.to_json() for one in self.findings],
            "problems": [one.to_json() for one in self.problems],
        }


def lint(
    sources: Sequence[str | os.PathLike[str]], *, gazetteer: Gazetteer, scale: str = DEFAULT_SCALE,
    written_on: date | None = None, stdin: BinaryIO | None = None,
) -> Iterator[Linted]:  # fmt: skip
    """Yield what the check of usage finds in every file of some sources, in order.

    Args:
        sources: files, folders or ``-``.
        gazetteer: the actors that are known.
        scale: of likelihood words.
        written_on: the day of writing, where it is known.
        stdin: what ``-`` is read from.
    """
    for source in sources:
        for loaded in load_source(os.fspath(source), stdin=stdin):
            document = loaded.document
            if document is None:
                yield Linted(loaded.source, None, (), loaded.problems)
                continue
            with using(gazetteer):
                reading = read(document, written_on=written_on, scale=scale)
            unread = tuple(one for one in reading.problems if one.code.startswith("text."))
            yield Linted(loaded.source, document, check_usage(document, reading, scale=scale), unread)
