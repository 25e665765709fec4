"""Quads: a folder with `quads.parquet`, `entity2id.tsv` and `relation2id.tsv`, as facts and the days of its splits."""

import csv
import os
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pyarrow.parquet as pq

from sitroom.forecast.facts import Facts, facts_from

SECONDS_BETWEEN = 30.0


@dataclass(frozen=True)
class QuadFolder:
    """The facts of a folder, and the first day of each later split; train is everything before ``valid_from``."""

    name: str
    facts: Facts
    valid_from: int
    test_from: int
    last_day: int


def read_quads(folder: Path) -> QuadFolder:
    """Return what a folder of quads holds."""
    table = pq.read_table(folder / "quads.parquet", columns=["s", "r", "o", "t", "split"])
    columns = [table[name].to_numpy() for name in ("s", "r", "o", "t")]
    split, days = table["split"].to_numpy(zero_copy_only=False), columns[3]
    facts = facts_from(columns, _names(folder / "entity2id.tsv"), _names(folder / "relation2id.tsv"))
    first = {name: int(days[split == name].min()) for name in ("valid", "test")}
    return QuadFolder(folder.name, facts, first["valid"], first["test"], int(days.max()))


def development_folders(benchmark: str) -> list[Path]:
    """Return every folder of quads of the development data; without these, the benchmark ends and says so."""
    root = os.environ.get("SITROOM_DATA")
    if not root:
        sys.exit(f"{benchmark} is skipped: give --data FOLDER, or set SITROOM_DATA to the folder of development data")
    return sorted(path.parent for path in Path(root, "forecast").glob("*/quads.parquet"))


class Progress:
    """Says on stderr how far a step is: all the time on a terminal, else now and then."""

    def __init__(self) -> None:
        self._last = 0.0

    def __call__(self, step: str, done: int, total: int) -> None:
        """Say that so many of so many are done."""
        if sys.stderr.isatty():
            print(f"\r{step}: {done} of {total} ", end="\n" if done == total else "", file=sys.stderr)
        elif time.monotonic() - self._last > SECONDS_BETWEEN:
            self._last = time.monotonic()
            print(f"{step}: {done} of {total}", file=sys.stderr)


def _names(path: Path) -> list[str]:
    with path.open(encoding="utf-8", newline="") as lines:
        rows = [(int(row[1]), row[0]) for row in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE) if row]
    names = dict(rows)
    return [names.get(number, "") for number in range(max(names) + 1)]
