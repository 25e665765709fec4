"""Sparklines: a series in one line of a terminal."""

from collections.abc import Sequence

BLOCKS = "▁▂▃▄▅▆▇█"


def sparkline(values: Sequence[float | None], *, width: int | None = None) -> str:
    """Return a series as blocks, from its lowest value to its highest; a blank where there is none.

    Args:
        values: in order; None is a gap.
        width: where there are more values, neighbours are taken together as their mean.

    >>> sparkline([0, 1, None, 3, 7])
    '▁▂ ▄█'
    """
    shown = values if width is None or len(values) <= width else _together(values, width)
    told = [value for value in shown if value is not None]
    if not told:
        return " " * len(shown)
    low, span = min(told), max(told) - min(told)
    return "".join(" " if value is None else BLOCKS[_step(value - low, span)] for value in shown)


def _step(above: float, span: float) -> int:
    return round(above / span * (len(BLOCKS) - 1)) if span else 0


def _together(values: Sequence[float | None], width: int) -> list[float | None]:
    out: list[float | None] = []
    for at in range(width):
        part = values[at * len(values) // width : (at + 1) * len(values) // width]
        told = [value for value in part if value is not None]
        out.append(sum(told) / len(told) if told else None)
    return out
