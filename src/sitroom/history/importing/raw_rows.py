"""Raw rows: the cells of a file in one Parquet file, every cell as text, with the line on which each row stands.

A plain file without quoted cells, empty lines and stray carriage returns is left to the engine, which reads it on all
cores; every other one is read line by line, see ``quoted_rows``.
"""

from __future__ import annotations

import io
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from shutil import copyfileobj

from sitroom.history.engine import StagedWriter, Workbench, parquet_blocks, text_block
from sitroom.history.importing.quoted_rows import RowShape, quoted_rows
from sitroom.history.importing.row_files import RowFile

BLOCK_ROWS = 50_000
_SCAN_BYTES, _BLOCK_BYTES = 16 << 20, 1 << 17
_SAFE_NULL = "\x01"


@dataclass(slots=True)
class RawRows:
    """What became of the rows of a file.

    Args:
        files: Parquet files with the columns ``c1`` to ``c<width>``, ``raw``, ``line``, ``lines`` and ``extra``.
        width: how many columns they have.
        rejects: line, reason and text of the rows that have too few cells.
        first_line: the line of the first row that the engine read itself.
        lines_between: lines among those rows that are none of them, sorted.
    """

    files: list[Path]
    width: int
    rejects: list[tuple[int, str, str]] = field(default_factory=list)
    first_line: int = 1
    lines_between: list[int] = field(default_factory=list)

    def line_of(self, line: int | None, position: int) -> int:
        """Return the line on which a row stands: as noted, or worked out from its place among the rows."""
        if line is not None:
            return line
        at = self.first_line + position
        while True:
            moved = self.first_line + position + bisect_right(self.lines_between, at)
            if moved == at:
                return at
            at = moved


def read_raw(bench: Workbench, file: RowFile, shape: RowShape, folder: Path) -> RawRows:
    """Write the rows of a file as Parquet files in a folder.

    Args:
        bench: the engine.
        file: the rows as printed.
        shape: how a row looks; one with fewer cells is rejected, further cells are kept in ``raw``.
        folder: where they go.

    Raises:
        HistoryError: the file breaks off.
        UnicodeDecodeError: its bytes are not of the encoding that was assumed.
    """
    most = shape.most
    if file.encoding == "parquet":
        blocks = parquet_blocks(file.member.path)
        return _write(RawRows([], most), blocks, folder / "raw.parquet")
    if file.encoding in {"utf-8", "utf-8-sig"} and shape.least == most:
        plain = _unpacked(file, folder)
        found = _read_plain(bench, file, plain, most, folder) if _is_plain(plain, quoted=shape.quoted) else None
        if plain != file.member.path:
            plain.unlink()
        if found:
            return found
    rows = RawRows([], most)
    return _write(rows, _read_cells(file, rows, shape), folder / "raw.parquet")


def _write(rows: RawRows, blocks: Iterator[object], target: Path) -> RawRows:
    with closing(StagedWriter(target)) as writer:
        for block in blocks:
            writer.write(block)
    if target.exists():
        rows.files.append(target)
    return rows


def _unpacked(file: RowFile, folder: Path) -> Path:
    """Return the path of the file's own bytes, unpacked where they are packed."""
    if not file.member.packed:
        return file.member.path
    plain = folder / "plain"
    with file.member.open() as packed, plain.open("wb") as unpacked:
        copyfileobj(packed, unpacked, _SCAN_BYTES)
    return plain


def _is_plain(path: Path, *, quoted: bool) -> bool:
    """Whether lines are rows and delimiters part cells, everywhere in the file.

    Raises:
        UnicodeDecodeError: it is not UTF-8.
    """
    before, tail, gap = b"", b"", False
    with path.open("rb") as file:
        while block := file.read(_BLOCK_BYTES):
            if gap or (quoted and b'"' in block) or _SAFE_NULL.encode() in block:
                return False
            returns = block.count(b"\r")
            if returns != block.count(b"\r\n") + block.endswith(b"\r") or (before[-1:] == b"\r" and block[:1] != b"\n"):
                return False
            if not block.isascii():
                cut = len(block) - next((at for at in range(1, 5) if block[-at] & 0xC0 != 0x80), 0)
                (tail + block[:cut]).decode()
                tail = block[cut:]
            elif tail:
                (tail + block[:4]).decode(errors="strict")
                tail = b""
            seam = before + block[:4]
            if b"\n\n" in seam or b"\n\r\n" in seam or (not before and seam[:1] in b"\r\n"):
                return False
            ending = len(block.rstrip(b"\r\n"))
            if block.find(b"\n\n", 0, ending) >= 0 or (returns and block.find(b"\n\r\n", 0, ending) >= 0):
                return False
            gap = block.count(b"\n", ending) > 1
            before = block[-3:] if len(block) > 3 else before + block
    tail.decode()
    return True


def _read_plain(bench: Workbench, file: RowFile, path: Path, most: int, folder: Path) -> RawRows | None:
    """Let the engine read a plain file; what it refuses is read cell by cell."""
    rows = RawRows([], most, first_line=2 if file.header else 1)
    target = folder / "raw.parquet"
    refused = bench.read_delimited(
        path, target, columns=most, delimiter=file.delimiter, skip=int(file.header), nothing=_SAFE_NULL
    )
    if refused is None:
        return None
    rows.files.append(target)
    lines: list[int] = []
    again: list[tuple[int, list[str]]] = []
    if any('"' in text for _, text in refused):  # a piece of a row that goes over several lines?
        target.unlink()
        return None
    for line, text in refused:
        lines.append(line)
        if text.strip():
            again.append((line, text.strip("\r\n").split(file.delimiter)))
    rows.lines_between = sorted(lines)
    numbered = ((line, 1, cells) for line, cells in again)
    return _write(rows, _blocks(numbered, rows, most), folder / "raw-refused.parquet")


def _read_cells(file: RowFile, rows: RawRows, shape: RowShape) -> Iterator[object]:
    """Read a file line by line."""
    with file.member.open() as packed:
        text = io.TextIOWrapper(packed, encoding=file.encoding, newline="")
        try:
            yield from _blocks(_below_header(quoted_rows(text, shape), file), rows, shape.least)
        finally:
            text.detach()


def _below_header(found: Iterator[tuple[int, int, list[str]]], file: RowFile) -> Iterator[tuple[int, int, list[str]]]:
    """Yield the rows; header and empty lines are none."""
    header = file.header
    for line, lines, cells in found:
        if len(cells) < 2 and not "".join(cells).strip():
            continue
        if header:
            header = False
        else:
            yield line, lines, cells


def _blocks(numbered: Iterator[tuple[int, int, Sequence[str]]], rows: RawRows, width: int) -> Iterator[object]:
    kept: list[tuple[int, int, Sequence[str]]] = []
    for line, lines, cells in numbered:
        if len(cells) < width:
            reason = f"{len(cells)} columns where {width} are needed"
            rows.rejects.append((line, reason, escape_row(cells)))
            continue
        kept.append((line, lines, cells))
        if len(kept) == BLOCK_ROWS:
            yield _block(kept, rows.width)
            kept = []
    if kept:
        yield _block(kept, rows.width)


def _block(kept: Sequence[tuple[int, int, Sequence[str]]], width: int) -> object:
    columns = {f"c{at + 1}": [cells[at] if at < len(cells) else "" for _, _, cells in kept] for at in range(width)}
    raw = [escape_row(cells) for _, _, cells in kept]
    extra = [len(cells) > width for _, _, cells in kept]
    return text_block(columns, raw, [one[0] for one in kept], [one[1] for one in kept], extra)


def escape_row(cells: Sequence[str]) -> str:
    r"""Return cells between tabs, with a backslash before what would break them.

    >>> escape_row(["a\tb", "c"])
    'a\\tb\tc'
    """
    return "\t".join(cell.translate(_ESCAPES) if any(mark in cell for mark in "\\\t\n\r") else cell for cell in cells)


_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
