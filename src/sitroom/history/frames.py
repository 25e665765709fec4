"""Frames: a result that is a table gives itself as Arrow and as pandas, and shows itself in a notebook."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Any

from sitroom.core import HistoryError, iso
from sitroom.history.drawing import Spec, svg
from sitroom.history.engine import Arrow, Row, arrow_of

SHOWN_ROWS = 12


@dataclass(frozen=True, slots=True)
class Table:
    """A table.

    Args:
        title: in words.
        kinds: column name to text, day, whole, number or flag.
        rows: one value a column, None where there is none.
        note: what a reader should know beside it.
    """

    title: str
    kinds: Mapping[str, str]
    rows: tuple[Row, ...]
    note: str = ""


class Tabular(ABC):
    """A result that is a table; it says which, and maybe how it is drawn, and has the rest from here."""

    __slots__ = ()

    @abstractmethod
    def table(self) -> Table:
        """Return the result as a table."""

    def to_json(self) -> dict[str, object]:
        """Return the result as JSON holds it."""
        table = self.table()
        rows = [[iso(one) if isinstance(one, date) else one for one in row] for row in table.rows]
        return {"title": table.title, "columns": list(table.kinds), "rows": rows, "note": table.note}

    def charts(self) -> Mapping[str, Spec]:
        """Return the Vega-Lite specifications that picture the result, by name; none where there is nothing to draw."""
        return {}

    def to_arrow(self) -> Arrow:
        """Return the table as an Arrow table."""
        table = self.table()
        return arrow_of(table.kinds, table.rows)

    def to_pandas(self) -> Any:
        """Return the table as a pandas frame.

        Raises:
            HistoryError: pandas is not installed.
        """
        try:
            import pandas  # noqa: F401, ICN001 - Arrow uses it
        except ImportError as error:
            raise HistoryError(
                'frames need pandas; install it with `pip install "sitroom[frames]"`, or take to_arrow()'
            ) from error
        return self.to_arrow().to_pandas()

    def _repr_html_(self) -> str:
        table = self.table()
        pictures = "".join(f"<div>{picture}</div>" for picture in drawn(self.charts().values()))
        return f"<div>{html_table(table)}{pictures}</div>"


def html_table(table: Table) -> str:
    """Return a table as HTML, every text of it escaped; in the middle of a long one, rows are left out and counted.

    >>> html_table(Table("A & B", {"n": "whole"}, ((1,),)))
    '<table><caption>A &amp; B</caption><thead><tr><th>n</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>'
    """
    heads = "".join(f"<th>{escape(name)}</th>" for name in table.kinds)
    rows, left_out = list(table.rows), len(table.rows) - SHOWN_ROWS
    body = [_line(row) for row in rows]
    if left_out > 0:
        half = SHOWN_ROWS // 2
        gap = f'<tr><td colspan="{len(table.kinds)}">&hellip; {left_out} rows between</td></tr>'
        body = [*body[:half], gap, *body[-half:]]
    note = f"<p>{escape(table.note)}</p>" if table.note else ""
    return (
        f"<table><caption>{escape(table.title)}</caption><thead><tr>{heads}</tr></thead>"
        f"<tbody>{''.join(body)}</tbody></table>{note}"
    )


def drawn(specs: Iterable[Spec]) -> Iterable[str]:
    """Yield the pictures of specifications; nothing where charts cannot be drawn here."""
    for spec in specs:
        try:
            picture = svg(spec)
        except HistoryError:
            return
        yield picture


def _line(row: Row) -> str:
    return "<tr>" + "".join(f"<td>{escape(_cell(value))}</td>" for value in row) + "</tr>"


def _cell(value: object) -> str:
    if value is None:
        return ""
    return f"{value:.3f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
