"""The table for people: our figures beside the bars that we set and what others have published."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.reading.intervals import Interval

BARS = Path(__file__).with_name("bars.csv")
HEADS = ("set", "measure", "ours", "95 %", "floor", "goal", "met", "others")


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of ``bars.csv``.

    Args:
        set: the set, or ``all``.
        measure: the figure's name in the JSON.
        label: what it is called in the table.
        floor: what we must reach to be of use; ``None`` where none was set.
        goal: what we want to reach.
        better: ``higher`` or ``lower``.
        needs: a measure of the same set without whose floor this one is met by nothing; empty for most.
        others: the best published figure that we know, in words, with whose it is.
        source: where that figure was published, or what it rests on.
    """

    set: str
    measure: str
    label: str
    floor: float | None
    goal: float | None
    better: str
    needs: str
    others: str
    source: str

    def met(self, figure: float) -> str:
        """Return ``goal``, ``floor`` or ``no``: the most demanding bar that a figure meets; empty without bars."""
        for word, bar in (("goal", self.goal), ("floor", self.floor)):
            if bar is not None and (figure >= bar if self.better == "higher" else figure <= bar):
                return word
        return "no" if self.floor is not None else ""


def load_bars(path: Path = BARS) -> list[Bar]:
    """Read the bars in the order of the table."""
    with path.open(encoding="utf-8", newline="") as file:
        return [Bar(**_numbers(row)) for row in csv.DictReader(file)]


def table_lines(
    bars: Iterable[Bar], figures: Mapping[str, Mapping[str, Any]], intervals: Mapping[str, Mapping[str, Interval]]
) -> list[str]:
    """Return the lines of an aligned Markdown table of every bar whose set was scored and has that figure."""
    shown = [
        (bar, figures[bar.set][bar.measure]) for bar in bars if figures.get(bar.set, {}).get(bar.measure) is not None
    ]
    short = {(bar.set, bar.measure) for bar, figure in shown if bar.met(figure) == "no"}
    rows = [
        _row(bar, figure, intervals.get(bar.set, {}).get(bar.measure), idle=(bar.set, bar.needs) in short)
        for bar, figure in shown
    ]
    return _aligned([HEADS, *rows])


def _row(bar: Bar, figure: float, interval: Interval | None, *, idle: bool) -> tuple[str, ...]:
    """One row; an idle figure is one that says little, because another that it needs falls short."""
    span = f"{_show(interval[0])}–{_show(interval[1])}" if interval else ""
    met = "no" if idle else bar.met(figure)
    return (bar.set, bar.label, _show(figure), span, _show(bar.floor), _show(bar.goal), met, bar.others)


def _aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |" for row in rows
    ]
    rule = "| " + " | ".join("-" * width for width in widths) + " |"
    return [lines[0], rule, *lines[1:]]


def _show(value: float | None) -> str:
    """Three digits after the point for a share, one for a rate, none for a count."""
    if value is None:
        return ""
    if isinstance(value, int):
        return str(value)
    return f"{value:.1f}" if value >= 10 else f"{value:.3f}"


def _numbers(row: dict[str, str]) -> dict[str, Any]:
    return row | {name: _number(row[name]) for name in ("floor", "goal")}


def _number(written: str) -> float | int | None:
    if not written:
        return None
    return float(written) if "." in written else int(written)
