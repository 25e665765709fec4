"""Quoted rows: which lines of a delimited text make one row, where quotation marks may hide delimiters and line breaks.

A quotation mark opens a cell only as its first character, and only where it is closed right before a delimiter or the
line's end. A cell goes over several lines only where the row then has as many cells as the file has columns, and no two
of these lines are rows by themselves: with as many cells and a readable day. Every other quotation mark is text.
"""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

MOST_LINES = 1000
"""A cell of more lines is none: its quotation mark is text."""

_INSIDE = re.compile(r'"([^"]*(?:""[^"]*)*)"(?!")')
_UNCLOSED = re.compile(r'"[^"]*(?:""[^"]*)*\Z')
_REST = re.compile(r'[^"]*(?:""[^"]*)*"(?!")')
_BREAKS = "\r\n"


@dataclass(frozen=True, slots=True)
class RowShape:
    """How a row of a file looks.

    Args:
        delimiter: between cells.
        least: fewer cells than this are no row.
        most: the file's columns.
        quoted: whether cells stand in quotation marks; otherwise only one with a line break does.
        dated: whether cells print a readable day where the file has its days.
    """

    delimiter: str
    least: int
    most: int
    quoted: bool
    dated: Callable[[Sequence[str]], bool] = bool

    def fits(self, cells: Sequence[str]) -> bool:
        """Whether a row has as many cells as the file has columns."""
        return self.least <= len(cells) <= self.most


def quoted_rows(lines: Iterable[str], shape: RowShape) -> Iterator[tuple[int, int, list[str]]]:
    r"""Yield the first line (from 1) of each row, how many lines it takes, and its cells.

    >>> shape = RowShape("\t", 3, 3, quoted=False)
    >>> [cells for _, _, cells in quoted_rows(['1\t"a\n', 'b"\tc\n', '2\t"d\te\n'], shape)]
    [['1', 'a\nb', 'c'], ['2', '"d', 'e']]
    """
    ahead = _Ahead(lines)
    number = 1
    while (line := ahead.take()) is not None:
        taken, cells = 1, line.rstrip(_BREAKS).split(shape.delimiter)
        if '"' in line and opens_a_cell(line, shape.delimiter):
            taken, cells = _read_quoted(line, ahead, shape) or (taken, cells)
            ahead.drop(taken - 1)
        yield number, taken, cells
        number += taken


def opens_a_cell(line: str, delimiter: str) -> bool:
    """Whether a cell of a line begins with a quotation mark."""
    return line.startswith('"') or f'{delimiter}"' in line


class _Ahead:
    """Lines, of which some are looked at before they are taken."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self._seen: deque[str] = deque()

    def take(self) -> str | None:
        return self._seen.popleft() if self._seen else next(self._lines, None)

    def drop(self, count: int) -> None:
        for _ in range(count):
            self._seen.popleft()

    def look(self, at: int) -> str | None:
        while len(self._seen) <= at:
            line = next(self._lines, None)
            if line is None:
                return None
            self._seen.append(line)
        return self._seen[at]


def _read_quoted(line: str, ahead: _Ahead, shape: RowShape) -> tuple[int, list[str]] | None:
    """Return how many lines a row takes and its cells; None where its quotation marks are text."""
    text = line.rstrip(_BREAKS)
    if shape.quoted:
        try:
            return 1, next(csv.reader((text,), delimiter=shape.delimiter, strict=True))
        except csv.Error:  # some quotation mark is not closed where a cell ends
            pass
    found = _over_lines(line, ahead, shape)
    return (1, _walk(text, shape.delimiter)[0]) if shape.quoted and not found else found


def _walk(text: str, delimiter: str) -> tuple[list[str], int | None]:
    """Return the cells of a text, and where a cell begins whose quotation mark nothing in the text closes."""
    cells: list[str] = []
    at, unclosed = 0, None
    while True:
        closed = _INSIDE.match(text, at)
        if closed and text.startswith(delimiter, closed.end()):
            cells.append(closed[1].replace('""', '"'))
            at = closed.end() + len(delimiter)
            continue
        if closed and closed.end() == len(text):
            return [*cells, closed[1].replace('""', '"')], unclosed
        if unclosed is None and _UNCLOSED.match(text, at):
            unclosed = at
        end = text.find(delimiter, at)
        if end < 0:
            return [*cells, text[at:]], unclosed
        cells.append(text[at:end])
        at = end + len(delimiter)


def _over_lines(line: str, ahead: _Ahead, shape: RowShape) -> tuple[int, list[str]] | None:
    """Return how many lines a row takes and its cells, where a cell of its first line goes on in the next ones."""
    text, taken = line.rstrip(_BREAKS), 1
    whole, rows = line, int(_is_row(text, shape))
    cells, unclosed = _walk(text, shape.delimiter)
    while unclosed is not None:
        closing = None
        while closing is None:
            more = ahead.look(taken - 1)
            if more is None or taken == MOST_LINES:
                return None
            taken += 1
            text = more.rstrip(_BREAKS)
            rows += _is_row(text, shape)
            if rows > 1:
                return None
            closing = _REST.match(text)
            if closing and closing.end() != len(text) and not text.startswith(shape.delimiter, closing.end()):
                return None
            whole += more
        cells, unclosed = _walk(whole.rstrip(_BREAKS), shape.delimiter)
    return (taken, cells) if taken > 1 and shape.fits(cells) else None


def _is_row(text: str, shape: RowShape) -> bool:
    cells = _walk(text, shape.delimiter)[0] if '"' in text else text.split(shape.delimiter)
    return shape.fits(cells) and shape.dated(cells)
