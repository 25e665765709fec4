"""The product as its users run it: ``sitroom read --batch`` in a process of its own, and dumps of what it wrote."""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from benchmarks.reading.answers import Row
from benchmarks.reading.sets import Item

ONE_SENTENCE = {"text": "The two ministers met in Vienna on Monday.", "date": "2013-02-20"}


@dataclass(frozen=True, slots=True)
class Run:
    """What one batch gave.

    Args:
        rows: the row of each id; ids without one are left out.
        seconds: wall clock, start-up and loading of models included; ``None`` where a dump was read instead.
        exit: the exit code.
        complaint: the end of what it wrote to standard error.
    """

    rows: Mapping[str, Row]
    seconds: float | None = None
    exit: int = 0
    complaint: str = ""


def read_items(items: Sequence[Item]) -> Run:
    """Read the texts of a set as one batch, on all cores."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "in.jsonl", Path(folder) / "out.jsonl"
        rows = [json.dumps({"id": item.id} | item.sent, ensure_ascii=False) + "\n" for item in items]
        source.write_text("".join(rows), encoding="utf-8", newline="\n")
        started = time.perf_counter()
        command = [sys.executable, "-m", "sitroom", "read", "--batch", str(source), "--out", str(target)]
        done = subprocess.run(command, check=False, capture_output=True)
        seconds = time.perf_counter() - started
        complaint = done.stderr.decode("utf-8", "replace").strip()[-400:]
        lines = target.read_text(encoding="utf-8").split("\n") if target.exists() else []
    read = (json.loads(line) for line in lines if line)
    return Run({row["id"]: row for row in read}, seconds, done.returncode, complaint)


def startup_seconds() -> float:
    """Return how long a batch of one sentence takes: nearly all of it is loading."""
    return read_items([Item("r00000", 0, dict(ONE_SENTENCE), {})]).seconds or 0.0


def write_dump(file: TextIO, name: str, items: Iterable[Item], run: Run) -> None:
    """Append the rows of a set, each with its set and the line of the gold file that it was read from, from 0."""
    for item in items:
        if item.id in run.rows:
            row = {"set": name, "gold_line": item.line} | run.rows[item.id]
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


def from_dump(path: Path, name: str, items: Sequence[Item]) -> Run:
    """Return the rows of a set from a dump, as if they had just been read."""
    ids = {item.line: item.id for item in items}
    with path.open(encoding="utf-8", newline="\n") as file:
        rows = [row for row in map(json.loads, file) if row["set"] == name]
    return Run({ids[row["gold_line"]]: row for row in rows if row["gold_line"] in ids})
