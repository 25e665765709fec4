"""Layouts: rows of the ledger as CSV, JSON lines and Parquet, and read back with the line that each stands on."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from sitroom.core import InputError, UsageError, canonical_json
from sitroom.ledger.cells import escaped, restored
from sitroom.ledger.exchange import COLUMNS

LAYOUTS = ("csv", "jsonl", "parquet", "ics")
EXTRA = "cells without a column"
Row = Mapping[str, object]
Line = tuple[int, Row | str]
"""Where a row begins, from 1, and its cells, or why there are none."""
COLUMNS_SHOWN = "`sitroom ledger export` shows the columns"


def layout_of(path: Path, layout: str | None) -> str:
    """Return the layout that was asked for, or the one that the ending of a file says.

    Raises:
        UsageError: it is none of ours.
    """
    chosen = layout or path.suffix.removeprefix(".").casefold()
    if chosen not in LAYOUTS:
        raise UsageError(f"{path.name} says no layout; end its name in .{', .'.join(LAYOUTS)}, or give --layout")
    return chosen


def write_csv(rows: Sequence[Row]) -> bytes:
    """Return rows as CSV, every text safe from being run as a formula."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([escaped(_text(row[name], kind)) for name, kind in COLUMNS.items()] for row in rows)
    return out.getvalue().encode("utf-8", "surrogatepass")


def write_jsonl(rows: Sequence[Row]) -> bytes:
    """Return rows as JSON lines."""
    return "".join(f"{json.dumps(row, ensure_ascii=False, allow_nan=False)}\n" for row in map(dict, rows)).encode()


def write_parquet(rows: Sequence[Row]) -> bytes:
    """Return rows as Parquet, numbers as numbers and all else as text."""
    import pyarrow as pa
    from pyarrow import parquet

    columns = {
        name: pa.array(
            [row[name] if kind == "number" or row[name] is None else _text(row[name], kind) for row in rows],
            pa.float64() if kind == "number" else pa.string(),
        )
        for name, kind in COLUMNS.items()
    }
    out = io.BytesIO()
    parquet.write_table(pa.table(columns), out, compression="zstd")
    return out.getvalue()


def read_csv(raw: bytes, path: Path) -> Iterator[Line]:
    """Yield the rows of a CSV; what is no row comes with the reason."""
    text = raw.decode("utf-8-sig", "surrogateescape")
    reader = csv.reader(io.StringIO(text, newline=""))
    header = next(reader, None)
    if not header or "question" not in header:
        raise InputError(f"{path} has no column 'question' in its first line; {COLUMNS_SHOWN}")
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield line, f"no row of a CSV: {error}"
            continue
        if any(cells):
            row: dict[str, object] = dict(zip(header, map(restored, cells), strict=False))
            yield line, row | ({EXTRA: cells[len(header) :]} if len(cells) > len(header) else {})


def read_jsonl(raw: bytes, _path: Path) -> Iterator[Line]:
    """Yield the rows of JSON lines; what is no object comes with the reason."""
    for line, words in enumerate(raw.decode("utf-8-sig", "surrogateescape").split("\n"), start=1):
        if not words.strip():
            continue
        try:
            row = json.loads(words)
        except ValueError as error:
            yield line, f"no JSON: {error}"
            continue
        yield line, row if isinstance(row, dict) else f"no JSON object: {words[:80]!r}"


def read_parquet(raw: bytes, path: Path) -> Iterator[Line]:
    """Yield the rows of a Parquet file, numbered from 1."""
    import pyarrow as pa
    from pyarrow import parquet

    try:
        table = parquet.read_table(pa.BufferReader(raw))
    except (pa.ArrowInvalid, OSError) as error:
        raise InputError(f"{path} is no Parquet file: {error}") from error
    if "question" not in table.column_names:
        raise InputError(f"{path} has no column 'question'; {COLUMNS_SHOWN}")
    yield from enumerate(table.to_pylist(), start=1)


def _text(value: object, kind: str) -> str:
    if value is None:
        return ""
    return canonical_json(value) if kind == "json" else str(value)
