"""Options that all commands share, and the desk that they open."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from sitroom.core import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitroom.desk import Desk

Json = Annotated[
    bool, Parameter(name="--json", negative="", help="JSON only on stdout; an error is one JSON object on stderr.")
]
DeskFolder = Annotated[
    Path | None, Parameter(name="--desk", help="The desk's folder; else SITROOM_DESK, else your data directory.")
]
WrittenOn = Annotated[
    str | None,
    Parameter(name="--written-on", help="The day of writing (YYYY-MM-DD), where you know it; else it is inferred."),
]
Scale = Annotated[str, Parameter(help="Scale of likelihood words: icd203, kent or phia.")]


@contextmanager
def open_room(folder: Path | None, *, throw_away: bool = False) -> Iterator[Desk]:
    """Open the desk for one command; a throw-away one is gone afterwards."""
    from sitroom.desk import open_desk

    with tempfile.TemporaryDirectory(prefix="sitroom-") as passing:
        desk = open_desk(Path(passing) if throw_away else folder, passing=throw_away)
        try:
            yield desk
        finally:
            desk.close()


def day_of(words: str | None) -> date | None:
    """Return the day that an option names."""
    if words is None:
        return None
    try:
        return date.fromisoformat(words)
    except ValueError as error:
        raise UsageError(f"{words!r} is no day; write it as YYYY-MM-DD") from error
