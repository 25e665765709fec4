"""Rows of a file as printed: from CSV, plain or gz, or from Parquet, with the line each stands on."""

import codecs
import csv
import gzip
import io
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from sitroom.core import HistoryError
from sitroom.history.engine import parquet_columns, parquet_rows

GZIP_MAGIC, PARQUET_MAGIC = b"\x1f\x8b", b"PAR1"
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Printed:
    """A data row as printed.

    Args:
        line: where it starts, from 1: the line of a CSV file, or the row of a Parquet file.
        cells: text by column; empty where the file has nothing.
        fault: why it cannot be read at all, or None.
        lines: how many lines of the file it takes.
    """

    line: int
    cells: Mapping[str, str]
    fault: str | None = None
    lines: int = 1


@dataclass(frozen=True, slots=True)
class RowFile:
    """A file of rows.

    Args:
        path: where it is.
        columns: as the header names them.
        encoding: of its text; ``parquet`` for Parquet.
    """

    path: Path
    columns: tuple[str, ...]
    encoding: str

    def rows(self) -> Iterator[Printed]:
        """Yield the rows in order; header and empty lines are none.

        Raises:
            HistoryError: the file breaks off.
        """
        return _parquet(self.path) if self.encoding == "parquet" else _csv(self)


def open_rows(path: Path) -> RowFile:
    """Return a file of rows with its columns and encoding.

    Raises:
        HistoryError: it cannot be read, has no header, or names a column twice.
    """
    try:
        with path.open("rb") as file:
            magic = file.read(4)
    except OSError as error:
        raise HistoryError(f"{path} cannot be read: {error.strerror}; check the path") from error
    if magic == PARQUET_MAGIC:
        return RowFile(path, parquet_columns(path), "parquet")
    encoding = _encoding(path)
    with ExitStack() as stack:
        text = _text(path, encoding, stack)
        header = next((line for line in text if line.strip()), "")
    columns = tuple(next(csv.reader([header], delimiter=_delimiter(header)), []))
    names = tuple(column.strip() for column in columns)
    if len(names) < 2:
        raise HistoryError(f"{path} has no header of column names in its first line; add one")
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise HistoryError(f"{path} names the column {twice[0]!r} twice; rename one")
    return RowFile(path, names, encoding)


def _csv(file: RowFile) -> Iterator[Printed]:
    csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    with ExitStack() as stack:
        text = _text(file.path, file.encoding, stack)
        skipped = 0
        for header in text:
            skipped += 1
            if header.strip():
                break
        reader = csv.reader(text, delimiter=_delimiter(header))
        before = 0
        for cells in _guarded(reader, file.path):
            line, lines = skipped + before + 1, reader.line_num - before
            before = reader.line_num
            if len(cells) > 1 or "".join(cells).strip():
                yield _printed(file.columns, cells, line, lines)


def _guarded(reader: Iterator[list[str]], path: Path) -> Iterator[list[str]]:
    try:
        yield from reader
    except (csv.Error, EOFError, OSError) as error:
        raise HistoryError(f"{path} breaks off: {error}; fetch it again") from error


def _printed(columns: tuple[str, ...], cells: list[str], line: int, lines: int) -> Printed:
    by_name = dict(zip(columns, cells, strict=False))
    if len(cells) > len(columns):
        by_name |= {f"+{number}": cell for number, cell in enumerate(cells[len(columns) :], start=1)}
    missing = len(columns) - len(cells)
    fault = f"{len(cells)} columns where the header has {len(columns)}" if missing > 0 else None
    return Printed(line, by_name, fault, lines)


def _parquet(path: Path) -> Iterator[Printed]:
    for number, row in enumerate(parquet_rows(path), start=1):
        yield Printed(number, {name: "" if value is None else str(value) for name, value in row.items()})


def _text(path: Path, encoding: str, stack: ExitStack) -> io.TextIOWrapper:
    raw = stack.enter_context(_bytes(path))
    return stack.enter_context(io.TextIOWrapper(raw, encoding=encoding, newline=""))


def _bytes(path: Path) -> BinaryIO:
    with path.open("rb") as file:
        zipped = file.read(2) == GZIP_MAGIC
    return gzip.open(path, "rb") if zipped else path.open("rb")  # type: ignore[return-value]


def _encoding(path: Path) -> str:
    """Return ``utf-8``, ``utf-8-sig``, ``utf-16`` or, where the bytes are none of these, ``cp1252`` or ``latin-1``."""
    with _bytes(path) as file:
        try:
            start = file.read(4)
        except (EOFError, OSError) as error:
            raise HistoryError(f"{path} cannot be unpacked: {error}; fetch it again") from error
    utf_16 = start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    tried = ("utf-16",) if utf_16 else ("utf-8", "cp1252")
    found = next((name for name in tried if _decodes(path, name)), "latin-1")
    return "utf-8-sig" if found == "utf-8" and start.startswith(codecs.BOM_UTF8) else found


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    with _bytes(path) as file:
        try:
            while block := file.read(_BLOCK):
                decoder.decode(block)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
        except (EOFError, OSError) as error:
            raise HistoryError(f"{path} breaks off: {error}; fetch it again") from error
    return True


def _delimiter(header: str) -> str:
    """Return the comma, tab or semicolon that the header has most of."""
    return max((",", "\t", ";"), key=header.count)
