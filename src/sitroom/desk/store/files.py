"""Files that are either whole or not there: written under a temporary name, synced, renamed."""

import os
from pathlib import Path

TEMPORARY_SUFFIX = ".tmp"


def write_whole(path: Path, raw: bytes) -> None:
    """Write bytes to a path so that after a crash it holds all of them or does not exist."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}{TEMPORARY_SUFFIX}")
    with temporary.open("wb") as file:
        file.write(raw)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
    sync_folder(path.parent)


def sync_file(path: Path) -> None:
    """Wait until the disk has a file's bytes."""
    with path.open("rb") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Wait until the disk has a folder's names; Windows does so by itself."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
