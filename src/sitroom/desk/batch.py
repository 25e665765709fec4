"""Batches: rows of a corpus into readings on all cores, in order, in bounded memory, taken up again after an interruption."""

import json
import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator
from collections import deque
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice
from pathlib import Path
from typing import Any

from sitroom.core import InputError, Problem, sha256_bytes
from sitroom.record import READER_NAME, READER_VERSION, read
from sitroom.text import document_from_text

CHUNK = 24
FEW = 12
Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class BatchReport:
    """What a batch came to: rows read now, rows taken from an earlier run, rows that could not be read."""

    rows: int
    resumed: int
    failed: int

    def to_json(self) -> dict[str, int]:
        """Return the three counts."""
        return {"rows": self.rows, "resumed": self.resumed, "failed": self.failed}


def read_batch(
    source: Path, target: Path, *, processes: int | None = None, progress: Progress | None = None
) -> BatchReport:
    """Read every line of a JSON-lines file and write one reading a line, in input order.

    The result is written beside the target and takes its place when it is whole. Rows of an earlier result or of an
    interrupted run are taken over where both the input's hash and the reader agree.

    Raises:
        InputError: the input cannot be opened, or the output cannot be written.
    """
    part = target.with_name(target.name + ".part")
    fresh = part.with_name(part.name + ".new")
    known = _known_rows((target, part))
    resumed = failed = rows = 0
    try:
        with source.open("rb") as lines, fresh.open("w", encoding="utf-8", newline="\n") as out:
            part_is_current = False
            for row in _results(_numbered(lines), known, processes or os.cpu_count() or 1):
                out.write(row.line + "\n")
                rows, resumed, failed = rows + 1, resumed + row.resumed, failed + row.failed
                if progress is not None:
                    progress(1)
                if not part_is_current and rows >= known.count:
                    fresh.replace(part)
                    part_is_current = True
        (part if part_is_current else fresh).replace(target)
    except OSError as error:
        raise InputError(
            f"{error.filename or source}: {error.strerror or error}; check the path and the rights"
        ) from error
    part.unlink(missing_ok=True)
    return BatchReport(rows, resumed, failed)


@dataclass(frozen=True, slots=True)
class _Row:
    line: str
    resumed: bool = False
    failed: bool = False


class _Known:
    """Where the rows of an earlier run stand, by the hash of their input; the rows themselves stay on the disk."""

    def __init__(self) -> None:
        self.places: dict[str, tuple[Path, int]] = {}

    @property
    def count(self) -> int:
        """How many rows are known."""
        return len(self.places)

    def find(self, key: str, row_id: object) -> str | None:
        """Return the earlier row of an input, if it is of this reader and bears the same id."""
        place = self.places.get(key)
        if place is None:
            return None
        with place[0].open("rb") as file:
            file.seek(place[1])
            line = file.readline().decode("utf-8").rstrip("\n")
        return line if json.loads(line).get("id") == row_id else None


def _known_rows(paths: Iterable[Path]) -> _Known:
    known = _Known()
    for path in paths:
        if not path.is_file():
            continue
        with path.open("rb") as file:
            at = 0
            for raw in file:
                row = _parsed(raw) if raw.endswith(b"\n") else None
                reader = row.get("reader") if isinstance(row, dict) else None
                if (
                    isinstance(row, dict)
                    and reader == {"name": READER_NAME, "version": READER_VERSION}
                    and isinstance(row.get("input_sha256"), str)
                ):
                    known.places[row["input_sha256"]] = (path, at)
                at += len(raw)
    return known


def _parsed(raw: bytes) -> Any:
    try:
        return json.loads(raw)
    except (ValueError, RecursionError):
        return None


def _numbered(lines: Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
    for number, raw in enumerate(lines, start=1):
        if raw.strip():
            yield number, raw.rstrip(b"\r\n")


def _results(lines: Iterable[tuple[int, bytes]], known: _Known, processes: int) -> Iterator[_Row]:
    """The rows in input order; work is handed out in chunks, so that only a few are in memory."""
    lines = iter(lines)
    first = list(islice(lines, FEW))
    if processes <= 1 or len(first) < FEW:
        for pair in (*first, *lines):
            yield _one(pair, known)
        return
    context = multiprocessing.get_context("spawn")
    with context.Pool(processes) as pool:
        for chunk in _windowed(pool, chain(first, lines), known, processes * 3):
            yield from chunk


def _one(pair: tuple[int, bytes], known: _Known) -> _Row:
    earlier = _earlier(pair, known)
    return earlier if earlier is not None else _read_line(pair)


def _windowed(pool: Any, lines: Iterable[tuple[int, bytes]], known: _Known, ahead: int) -> Iterator[list[_Row]]:
    """Keep some chunks under way and hand them back in order."""
    waiting: deque[tuple[list[_Row | None], Any]] = deque()
    lines = iter(lines)
    while True:
        while len(waiting) < ahead and (chunk := list(islice(lines, CHUNK))):
            found = [_earlier(pair, known) for pair in chunk]
            todo = [pair for pair, row in zip(chunk, found, strict=True) if row is None]
            waiting.append((found, pool.apply_async(_read_lines, (todo,)) if todo else None))
        if not waiting:
            return
        found, job = waiting.popleft()
        fresh = iter(job.get() if job is not None else ())
        yield [row if row is not None else next(fresh) for row in found]


def _earlier(pair: tuple[int, bytes], known: _Known) -> _Row | None:
    if not known.count:
        return None
    value = _parsed(pair[1])
    line = known.find(sha256_bytes(pair[1]), value.get("id")) if isinstance(value, dict) else None
    return _Row(line, resumed=True) if line is not None else None


def _read_lines(pairs: list[tuple[int, bytes]]) -> list[_Row]:
    return [_read_line(pair) for pair in pairs]


def _read_line(pair: tuple[int, bytes]) -> _Row:
    number, raw = pair
    value = _parsed(raw)
    if not isinstance(value, dict) or not isinstance(value.get("text"), str):
        what = "is no JSON object" if not isinstance(value, dict) else "has no text"
        problem = Problem(
            "batch.line-unreadable", f"line {number} {what}; each line is {{id, text, date?, between?}}", line=number
        )
        return _Row(json.dumps({"id": None, "line": number, "problems": [problem.to_json()]}), failed=True)
    try:
        reading = read(
            document_from_text(value["text"]),
            written_on=_day(value.get("date")),
            between=_between(value.get("between")),
        )
        body = reading.to_json()
    except Exception as error:  # noqa: BLE001 - one row never stops a corpus
        problem = Problem(
            "batch.row-not-read",
            f"line {number} could not be read ({type(error).__name__}: {error}); read it by itself",
            line=number,
        )
        return _Row(json.dumps({"id": value.get("id"), "line": number, "problems": [problem.to_json()]}), failed=True)
    return _Row(json.dumps({"id": value.get("id"), "input_sha256": sha256_bytes(raw), **body}, ensure_ascii=True))


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(value[:10]) if isinstance(value, str) else None
    except ValueError:
        return None


def _between(value: object) -> tuple[tuple[int, int] | None, tuple[int, int] | None] | None:
    """The two marked spans; anything else counts as none."""
    if not isinstance(value, list) or len(value) != 2:
        return None
    return _pair(value[0]), _pair(value[1])


def _pair(mark: object) -> tuple[int, int] | None:
    if isinstance(mark, list) and len(mark) == 2 and all(isinstance(at, int) for at in mark) and 0 <= mark[0] < mark[1]:
        return mark[0], mark[1]
    return None
