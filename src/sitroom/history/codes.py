"""CAMEO codes: the quad and PLOVER type that each stands for, from a reviewed table."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from sitroom.core import HistoryError


@dataclass(frozen=True, slots=True)
class Coding:
    """What a CAMEO code stands for.

    Args:
        quad: 1 to 4, as CAMEO itself groups its roots.
        event_type: PLOVER 2021 type, or None where it has none (a mere statement).
        joint: whether such an act is one that both parties do, such as a meeting.
    """

    quad: int
    event_type: str | None
    joint: bool


@cache
def _codings() -> dict[str, Coding]:
    """Return the coding of every code of the codebook."""
    out: dict[str, Coding] = {}
    for row in _rows("cameo.csv"):
        coding = Coding(int(row["quad"]), row["event_type"] or None, row["joint"] == "yes")
        out |= dict.fromkeys(row["codes"].split("|"), coding)
    return out


def find_coding(cameo: str | None) -> Coding | None:
    """Return what a code stands for, or None where the codebook does not hold it.

    >>> find_coding("042")
    Coding(quad=1, event_type='CONSULT', joint=True)
    >>> find_coding("42") is None
    True
    """
    return _codings().get(cameo or "")


@cache
def joint_types() -> tuple[str, ...]:
    """Return the event types in which both parties act, such as CONSULT."""
    return tuple(sorted({one.event_type for one in _codings().values() if one.joint and one.event_type}))


@cache
def types_of_quads(quads: tuple[int, ...]) -> tuple[str, ...]:
    """Return the event types whose codes fall in any of the quads, in the order of the codebook."""
    kept = (one.event_type for one in _codings().values() if one.quad in quads and one.event_type)
    return tuple(dict.fromkeys(kept))


@cache
def known_types() -> frozenset[str]:
    """Return the event types that the table knows."""
    return frozenset(one.event_type for one in _codings().values() if one.event_type)


@cache
def lag_days(layout: str) -> int:
    """Return the documented days from an event to its row, for a layout whose rows do not say.

    Raises:
        HistoryError: no lag is documented for it.
    """
    for row in _rows("lags.csv"):
        if row["format"] == layout:
            return int(row["lag_days"])
    raise HistoryError(f"no lag is documented for the layout {layout!r}; add a row to history/lags.csv")


def _rows(name: str) -> Iterator[dict[str, str]]:
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    return csv.DictReader(text.splitlines())
