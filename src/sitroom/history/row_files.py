"""Row files: the files of a path, packed or not, with their columns, delimiter and encoding."""

from __future__ import annotations

import codecs
import csv
import gzip
import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from sitroom.core import HistoryError
from sitroom.history.engine import parquet_columns
from sitroom.history.layouts import Layout, fold

GZIP_MAGIC, ZIP_MAGIC, PARQUET_MAGIC = b"\x1f\x8b", b"PK\x03\x04", b"PAR1"
DELIMITERS = ("\t", ",", ";")


@dataclass(frozen=True, slots=True)
class Member:
    """One file to read: on disk, or inside a zip archive."""

    path: Path
    inside: str | None = None

    @property
    def name(self) -> str:
        """Its name for people."""
        return f"{self.path}:{self.inside}" if self.inside else str(self.path)

    @property
    def packed(self) -> bool:
        """Whether its bytes are in a zip archive or gzipped."""
        if self.inside is not None:
            return True
        with self.path.open("rb") as file:
            return file.read(2) == GZIP_MAGIC

    @property
    def own_path(self) -> Path:
        """The path whose stem names a data set."""
        return Path(self.inside) if self.inside else self.path

    @contextmanager
    def open(self) -> Iterator[BinaryIO]:
        """Open its bytes, unpacked.

        Raises:
            HistoryError: it cannot be read or unpacked.
        """
        try:
            if self.inside is not None:
                with zipfile.ZipFile(self.path) as archive, archive.open(self.inside) as file:
                    yield file  # type: ignore[misc]
                return
            with self.path.open("rb") as file:
                zipped = file.read(2) == GZIP_MAGIC
            with gzip.open(self.path, "rb") if zipped else self.path.open("rb") as file:
                yield file  # type: ignore[misc]
        except OSError as error:
            raise HistoryError(f"{self.name} cannot be read: {error.strerror or error}; check the path") from error
        except (EOFError, zipfile.BadZipFile, RuntimeError, NotImplementedError, ValueError) as error:
            if isinstance(error, UnicodeDecodeError):
                raise
            raise HistoryError(f"{self.name} breaks off or cannot be unpacked: {error}; fetch it again") from error
        except Exception as error:
            if type(error).__name__ == "error":  # zlib.error and csv.Error share no base with the others
                raise HistoryError(f"{self.name} breaks off: {error}; fetch it again") from error
            raise


def members_of(place: Path | str) -> tuple[Member, ...]:
    """Return the files of a path: a file, a folder (not the folders in it), a glob, or a zip archive of files.

    Raises:
        HistoryError: there is none.
    """
    path = Path(place)
    if path.is_dir():
        found = sorted(one for one in path.iterdir() if one.is_file() and not one.name.startswith((".", "README")))
    elif not path.exists() and any(mark in path.name for mark in "*?["):
        found = sorted(one for one in path.parent.glob(path.name) if one.is_file())
    else:
        found = [path]
    if not found:
        raise HistoryError(f"{place} holds no file; check the path")
    return tuple(member for one in found for member in _inside(one))


def _inside(path: Path) -> tuple[Member, ...]:
    try:
        with path.open("rb") as file:
            magic = file.read(4)
        if magic != ZIP_MAGIC:
            return (Member(path),)
        with zipfile.ZipFile(path) as archive:
            names = [one.filename for one in archive.infolist() if not one.is_dir() and one.file_size]
    except OSError as error:
        raise HistoryError(f"{path} cannot be read: {error.strerror or error}; check the path") from error
    except zipfile.BadZipFile as error:
        raise HistoryError(f"{path} cannot be unpacked: {error}; fetch it again") from error
    return tuple(Member(path, name) for name in names if not name.startswith("__MACOSX"))


@dataclass(frozen=True, slots=True)
class RowFile:
    """A file of rows.

    Args:
        member: where it is.
        columns: as its header names them, or as its layout does by position.
        header: the first line, where it is a header.
        delimiter: between cells; empty for Parquet.
        encoding: of its text; ``parquet`` for Parquet.
    """

    member: Member
    columns: tuple[str, ...]
    header: bool
    delimiter: str
    encoding: str


def open_rows(member: Member, layout: Layout, *, encoding: str = "utf-8") -> RowFile:
    """Return a file of rows with its columns.

    Raises:
        HistoryError: it cannot be read, has no header where its layout needs one, or names a column twice.
        UnicodeDecodeError: its first line is not of the encoding.
    """
    if member.inside is None and _is_parquet(member.path):
        return RowFile(member, parquet_columns(member.path), header=True, delimiter="", encoding="parquet")
    with member.open() as file:
        start = file.read(3)
        if start[:2] in {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE}:
            encoding = "utf-16"
        elif start == codecs.BOM_UTF8 and encoding == "utf-8":
            encoding = "utf-8-sig"
    with member.open() as file:
        text = io.TextIOWrapper(file, encoding=encoding, newline="")
        first = next((line for line in text if line.strip()), "")
        text.detach()
    delimiter = max(DELIMITERS, key=first.count)
    cells = tuple(cell.strip() for cell in next(csv.reader([first], delimiter=delimiter), []))
    known = {fold(name) for name in (*layout.columns, *(one for names in layout.fields.values() for one in names))}
    named = sum(fold(cell) in known for cell in cells)
    if layout.columns and (not first or named * 2 < len(cells)):
        return RowFile(member, layout.columns, header=False, delimiter=delimiter, encoding=encoding)
    if len(cells) < 2:
        raise HistoryError(f"{member.name} has no header of column names in its first line; add one")
    folded = [fold(cell) for cell in cells]
    twice = sorted({cell for cell in cells if cell and folded.count(fold(cell)) > 1})
    if twice:
        raise HistoryError(f"{member.name} names the column {twice[0]!r} twice; rename one")
    return RowFile(member, cells, header=True, delimiter=delimiter, encoding=encoding)


def _is_parquet(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(4) == PARQUET_MAGIC
    except OSError as error:
        raise HistoryError(f"{path} cannot be read: {error.strerror}; check the path") from error
