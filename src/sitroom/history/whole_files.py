"""Files of the store: whole or not there, and one writer at a time."""

import json
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from sitroom.core import canonical_json, short_hash

TEMPORARY_SUFFIX = ".tmp"


def write_whole(path: Path, write: Callable[[BinaryIO], None]) -> None:
    """Write a file under a temporary name, sync it, then rename it: a crash leaves all of it or nothing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}{TEMPORARY_SUFFIX}")
    try:
        with temporary.open("wb") as file:
            write(file)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    _sync_folder(path.parent)


def publish(folder: Path, files: Mapping[Path, Path]) -> None:
    """Rename several finished files so that a crash leaves all of them published or none.

    A journal is written first; from then on the files count, under whichever of their two names they have.

    Args:
        folder: where the journal goes.
        files: temporary path to final path, both below ``folder``.
    """
    if not files:
        return
    for path in files:
        _sync_file(path)
    pairs = [[str(old.relative_to(folder)), str(new.relative_to(folder))] for old, new in files.items()]
    text = canonical_json(pairs)
    write_whole(folder / f"{_JOURNAL}{short_hash(text)}.json", lambda file: _write_text(file, text))
    settle(folder)


def settle(folder: Path) -> None:
    """Finish what a crash left: files of a journal get their final names, other temporary files go."""
    for journal in sorted(folder.glob(f"{_JOURNAL}*.json")):
        places = set()
        for old, new in _read_journal(journal):
            if (folder / old).exists():
                (folder / old).replace(folder / new)
            places.add((folder / new).parent)
        for place in places:
            _sync_folder(place)
        journal.unlink()
    for left in folder.glob(f"**/.*{TEMPORARY_SUFFIX}"):
        left.unlink(missing_ok=True)


def journalled(folder: Path) -> dict[Path, Path]:
    """Return the files that count although they do not have their final names yet: temporary to final path."""
    pairs = (pair for journal in folder.glob(f"{_JOURNAL}*.json") for pair in _read_journal(journal))
    return {folder / old: folder / new for old, new in pairs if (folder / old).exists()}


_JOURNAL = "commit-"


def _read_journal(journal: Path) -> list[tuple[str, str]]:
    try:
        return [(old, new) for old, new in json.loads(journal.read_text(encoding="utf-8"))]
    except FileNotFoundError:  # finished by its writer in the meantime
        return []


def _write_text(file: BinaryIO, text: str) -> None:
    file.write(text.encode("utf-8"))


def _sync_file(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


@contextmanager
def one_writer(folder: Path) -> Iterator[None]:
    """Hold the folder's lock; a second process waits. The system lets go of it when a process dies."""
    folder.mkdir(parents=True, exist_ok=True)
    if os.name == "nt":  # no flock: two imports at the same time are not kept apart there
        yield
        return
    import fcntl

    with (folder / ".lock").open("wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
