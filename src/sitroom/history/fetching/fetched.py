"""Fetched: a record of the publisher's files whose rows are in the store, so that none is loaded a second time."""

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sitroom.core import canonical_json
from sitroom.history.fetching.gdelt_files import ListedFile, names_of


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file whose rows are in the store."""

    name: str
    md5: str
    size: int


def folder_of(store_folder: Path, layout: str) -> Path:
    """Return where the archives of a format wait, and where the record of them lies."""
    return store_folder / "fetched" / layout


def read_record(store_folder: Path, layout: str) -> dict[str, Fetched]:
    """Return the newest entry of each file; none where the rows were taken out of the store since."""
    path = folder_of(store_folder, layout) / _NAME
    stored = any((store_folder / "events" / layout).glob("*/part-*.parquet"))
    if not stored or not path.exists():
        return {}
    lines = path.read_text(encoding="utf-8").splitlines()
    return {one.name: one for line in lines if (one := _read(line)) is not None}


def add_to_record(store_folder: Path, layout: str, files: Iterable[Fetched], *, received_on: date) -> None:
    """Add entries behind the others; a line that a crash left unfinished is skipped by the reader."""
    path = folder_of(store_folder, layout) / _NAME
    day = received_on.isoformat()
    lines = [canonical_json({"md5": one.md5, "name": one.name, "received_on": day, "size": one.size}) for one in files]
    with path.open("ab") as out:
        if out.tell():
            out.write(b"\n")
        out.write("\n".join(lines).encode())
        out.flush()
        os.fsync(out.fileno())


def holds(record: dict[str, Fetched], file: ListedFile) -> bool:
    """Return whether this very content was taken in; where the publisher states no checksum, its size decides."""
    known = record.get(file.name)
    if known is None:
        return False
    return known.md5 == file.md5 if file.md5 else file.size in (None, known.size)


def has_fetched(store_folder: Path, first: date, last: date) -> bool:
    """Return whether every GDELT 1.0 file that can hold these days has been fetched."""
    record = read_record(store_folder, "gdelt1")
    return bool(record) and all(name in record for name in names_of(first, last))


_NAME = "imported.jsonl"


def _read(line: str) -> Fetched | None:
    try:
        entry = json.loads(line)
        return Fetched(str(entry["name"]), str(entry["md5"]), int(entry["size"]))
    except (ValueError, KeyError, TypeError):
        return None
