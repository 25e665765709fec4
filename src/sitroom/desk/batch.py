"""Batches: rows of a corpus into readings on all cores, in order, in bounded memory, and resumed."""

import json
import logging
import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice
from pathlib import Path
from typing import Any

from sitroom.core import InputError, Problem, sha256_bytes
from sitroom.record import READER_NAME, READER_VERSION, Order, Reading, read_many
from sitroom.text import document_from_text

CHUNK = 48
FEW = 12
THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
Progress = Callable[[int], None]
logger = logging.getLogger(__name__)


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
    with _one_thread_each(), context.Pool(processes) as pool:
        for chunk in _windowed(pool, chain(first, lines), known, processes * 3):
            yield from chunk


@contextmanager
def _one_thread_each() -> Iterator[None]:
    """Processes started inside compute with one thread each: they share the cores already."""
    before = {name: os.environ.get(name) for name in THREADS}
    os.environ.update(dict.fromkeys(THREADS, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def _one(pair: tuple[int, bytes], known: _Known) -> _Row:
    earlier = _earlier(pair, known)
    return earlier if earlier is not None else _read_lines([pair])[0]


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


def _read_lines(pairs: Sequence[tuple[int, bytes]]) -> list[_Row]:
    """Read lines together; where that fails, one by one, so that a bad one costs only itself."""
    orders = [_order(raw) for _, raw in pairs]
    try:
        readings = iter(read_many([order for order in orders if order is not None]))
        found = [next(readings) if order is not None else None for order in orders]
    except Exception:
        if len(pairs) > 1:
            return [row for pair in pairs for row in _read_lines([pair])]
        logger.debug("a row could not be read", exc_info=True)
        return [_failed_row(pairs[0], "batch.row-not-read", "could not be read; read it by itself to see more")]
    return [_row(pair, reading) for pair, reading in zip(pairs, found, strict=True)]


def _row(pair: tuple[int, bytes], reading: Reading | None) -> _Row:
    if reading is None:
        return _failed_row(
            pair, "batch.line-unreadable", "is no JSON object with a text; each line is {id, text, date?, between?}"
        )
    row_id = _parsed(pair[1]).get("id")
    return _Row(
        json.dumps({"id": row_id, "input_sha256": sha256_bytes(pair[1]), **reading.to_json()}, ensure_ascii=True)
    )


def _failed_row(pair: tuple[int, bytes], code: str, what: str) -> _Row:
    value = _parsed(pair[1])
    row_id = value.get("id") if isinstance(value, dict) and isinstance(value.get("text"), str) else None
    problem = Problem(code, f"line {pair[0]} {what}", line=pair[0])
    return _Row(json.dumps({"id": row_id, "line": pair[0], "problems": [problem.to_json()]}), failed=True)


def _order(raw: bytes) -> Order | None:
    value = _parsed(raw)
    if not isinstance(value, dict) or not isinstance(value.get("text"), str):
        return None
    return Order(document_from_text(value["text"]), _day(value.get("date")), between=_between(value.get("between")))


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
