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
from sitroom.history.importing.layouts import Layout, fold

GZIP_MAGIC, PARQUET_MAGIC = b"\x1f\x8b", b"PAR1"
ZIP_MAGICS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
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
        return self.inside is not None or _magic(self.path)[:2] == GZIP_MAGIC

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
            _refuse_archive(self.path)
            with gzip.open(self.path, "rb") if self.packed else self.path.open("rb") as file:
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
    found = _listed(path) if path.is_dir() or not path.exists() else [path]
    taken = [one for one in found if _is_taken(one)] if path.is_dir() else [one for one in found if not one.is_dir()]
    if not taken:
        raise HistoryError(f"{place} holds no file; check the path")
    return tuple(member for one in taken for member in _inside(one))


def left_out(place: Path | str) -> tuple[str, ...]:
    """Return the names of what a folder or glob holds beside the files that are read: folders and read-me files."""
    path = Path(place)
    if path.exists() and not path.is_dir():
        return ()
    found = (one for one in _listed(path) if one.is_dir() or (path.is_dir() and not _is_taken(one)))
    return tuple(one.name + ("/" if one.is_dir() else "") for one in found if not one.name.startswith("."))


def _listed(path: Path) -> list[Path]:
    if path.is_dir():
        return sorted(path.iterdir())
    if any(mark in path.name for mark in "*?["):
        return sorted(path.parent.glob(path.name))
    return [path]


def _is_taken(path: Path) -> bool:
    return path.is_file() and not path.name.startswith((".", "README"))


def _inside(path: Path) -> tuple[Member, ...]:
    """Return the files in an archive, or the path alone; what cannot be read says so when it is opened."""
    try:
        if _magic(path) not in ZIP_MAGICS:
            return (Member(path),)
        with zipfile.ZipFile(path) as archive:
            names = [one.filename for one in archive.infolist() if not one.is_dir() and one.file_size]
    except (OSError, zipfile.BadZipFile):
        return (Member(path),)
    return tuple(Member(path, name) for name in names if not name.startswith("__MACOSX")) or (Member(path),)


def _refuse_archive(path: Path) -> None:
    """Raise for a zip archive of which no file could be named."""
    magic = _magic(path)
    if magic in ZIP_MAGICS or (not magic and path.suffix.casefold() == ".zip"):
        raise HistoryError(f"{path} is an archive that is cut or holds no file; fetch it again")


def _magic(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(4)


@dataclass(frozen=True, slots=True)
class RowFile:
    """A file of rows.

    Args:
        member: where it is.
        columns: as its header names them, or as its layout does by position.
        header: the first line, where it is a header.
        delimiter: between cells; empty for Parquet.
        encoding: of its text; ``parquet`` for Parquet.
        quoted: whether the names in its header stand in quotation marks.
    """

    member: Member
    columns: tuple[str, ...]
    header: bool
    delimiter: str
    encoding: str
    quoted: bool = False


def open_rows(member: Member, layout: Layout, *, encoding: str = "utf-8") -> RowFile:
    """Return a file of rows with its columns.

    Raises:
        HistoryError: it cannot be read, has no header where its layout needs one, or names a column twice.
        UnicodeDecodeError: its first line is not of the encoding.
    """
    if member.inside is None and _is_parquet(member):
        return RowFile(member, parquet_columns(member.path), header=True, delimiter="", encoding="parquet")
    with member.open() as file:
        start = file.read(4)
        if start == PARQUET_MAGIC or start in ZIP_MAGICS or start[:2] == GZIP_MAGIC:
            kind = "Parquet" if start == PARQUET_MAGIC else "another archive"
            raise HistoryError(f"{member.name} is {kind} inside an archive; unpack it and import what is in it")
        if start[:2] in {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE}:
            encoding = "utf-16"
        elif start[:3] == codecs.BOM_UTF8 and encoding == "utf-8":
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
    if not named and known:
        needed = ", ".join(layout.needs) or "the names of its columns"
        raise HistoryError(f"{member.name} names no column of {layout.name} in its first line; add one with {needed}")
    folded = [fold(cell) for cell in cells]
    twice = sorted({cell for cell in cells if cell and folded.count(fold(cell)) > 1})
    if twice:
        raise HistoryError(f"{member.name} names the column {twice[0]!r} twice; rename one")
    quoted = first.startswith('"')
    return RowFile(member, cells, header=True, delimiter=delimiter, encoding=encoding, quoted=quoted)


def _is_parquet(member: Member) -> bool:
    with member.open() as file:
        return not member.packed and file.read(4) == PARQUET_MAGIC
