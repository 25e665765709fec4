"""Plots: charts written as SVG files, the first under the name given, the others beside it."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from sitroom.core import InputError, UsageError

if TYPE_CHECKING:
    from sitroom.history import Spec


def check_plot(out: Path | None) -> None:
    """Refuse a name that is not of an SVG file, before anything is counted."""
    if out is not None and out.suffix.casefold() != ".svg":
        raise UsageError(f"{out} says no SVG; end the name of the plot in .svg")


def write_plots(charts: Mapping[str, Spec], out: Path) -> list[Path]:
    """Write charts as ``OUT.svg``, ``OUT.<name>.svg`` and so on; tell stderr which.

    Raises:
        InputError: a file cannot be written.
        HistoryError: charts cannot be drawn here.
    """
    from sitroom.history import svg

    written: list[Path] = []
    for name, chart in charts.items():
        target = out.with_suffix(f".{name}.svg") if written else out
        picture = svg(chart)
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(picture, encoding="utf-8")
        except OSError as error:
            raise InputError(f"{target} cannot be written ({error.strerror}); choose another place") from error
        written.append(target)
    told = ", ".join(str(one) for one in written)
    sys.stderr.write(f"written: {told}\n" if told else f"nothing to draw: {out} is not written\n")
    return written
