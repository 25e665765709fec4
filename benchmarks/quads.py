"""Quads: a folder with `quads.parquet`, `entity2id.tsv` and `relation2id.tsv`, as facts and the days of its splits."""

import csv
from dataclasses import dataclass
from pathlib import Path

import pyarrow.parquet as pq

from sitroom.forecast.facts import Facts, facts_from


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


def _names(path: Path) -> list[str]:
    with path.open(encoding="utf-8", newline="") as lines:
        rows = [(int(row[1]), row[0]) for row in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE) if row]
    names = dict(rows)
    return [names.get(number, "") for number in range(max(names) + 1)]
