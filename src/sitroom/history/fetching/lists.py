"""Fetch lists: the publisher's lists of files, loaded anew each time, but for one that is large and still serves."""

import json
from datetime import date
from pathlib import Path
from typing import BinaryIO

from sitroom.core import canonical_json
from sitroom.history.fetching.downloading import download
from sitroom.history.fetching.gdelt_files import DAY, Edition, ListedFile, read_master_list, read_two_lists
from sitroom.history.fetching.server import Server
from sitroom.history.whole_files import write_whole

LARGE_LIST = 10_000_000
MOST_TIMES = 8


def lists_serve(folder: Path, base: str, edition: Edition, last: date) -> bool:
    """Return whether a large list that was loaded before still serves: the days asked for were over by then."""
    taken = folder / "lists" / _TAKEN
    if edition.list_bytes < LARGE_LIST or not taken.exists():
        return False
    said = json.loads(taken.read_text(encoding="utf-8"))
    return bool(said["base"] == base) and date.fromisoformat(said["on"]) > last + DAY


def load_lists(folder: Path, server: Server, edition: Edition, today: date) -> None:
    """Load the lists of an edition.

    Raises:
        UnreachableError: the server does not answer.
        HistoryError: it has no such list.
    """
    taken, asked = folder / "lists" / _TAKEN, server.base
    taken.unlink(missing_ok=True)
    for name in edition.lists:
        download(server, name, folder / "lists" / name, size=None, md5=None, most=edition.list_bytes * MOST_TIMES)
    text = canonical_json({"base": asked, "on": today.isoformat()}).encode()

    def write(file: BinaryIO) -> None:
        file.write(text)

    write_whole(taken, write)


def read_lists(folder: Path, edition: Edition, first: date, last: date) -> tuple[ListedFile, ...]:
    """Return the listed files that hold these days, oldest first."""
    paths = [folder / "lists" / name for name in edition.lists]
    if edition.version == 1:
        md5sums, filesizes = (path.read_text(encoding="utf-8", errors="replace").splitlines() for path in paths)
        return read_two_lists(md5sums, filesizes, first, last)
    with paths[0].open(encoding="utf-8", errors="replace") as lines:
        return read_master_list(lines, first, last)


_TAKEN = "taken.json"
