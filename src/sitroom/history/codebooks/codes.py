"""CAMEO codes: the quad and PLOVER type that each stands for, from a reviewed table."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from sitroom.core import HistoryError
from sitroom.record import event_types


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


@dataclass(frozen=True, slots=True)
class Act:
    """What a row says was done, in our terms.

    Args:
        cameo: CAMEO code: as printed, or the one that our tables give the code of another codebook.
        quad: 1 to 4, or None.
        event_type: PLOVER 2021 type, or None.
        goldstein: score of the code, -10 to 10, or None.
        unmapped: whether a code is printed that the table of its codebook does not hold.
    """

    cameo: str | None = None
    quad: int | None = None
    event_type: str | None = None
    goldstein: float | None = None
    unmapped: bool = False


def read_code(codebook: str, code: str | None) -> Act:
    """Return what a code of a codebook stands for; a code that its table does not hold is not guessed.

    Args:
        codebook: one of ``layouts.CODEBOOKS``.
        code: as printed.

    >>> read_code("weis", "173")
    Act(cameo='138', quad=3, event_type='THREATEN', goldstein=-7.0, unmapped=False)
    >>> read_code("cameo", "0330").unmapped
    True
    """
    if code is None or codebook == "none":
        return Act()
    if codebook == "exported":
        return Act(code)
    if codebook == "cameo":
        return _act(code) or Act(code, unmapped=True)
    if codebook == "plover":
        kind = event_types().get(code.upper())
        root = kind and _act(kind.cameo_root)
        return replace(root, quad=kind.quad, event_type=kind.name) if kind and root else Act(unmapped=True)
    known = _crosswalk(codebook)
    key = code.removesuffix(".0").casefold()
    if key not in known:
        return Act(unmapped=True)
    cameo, score = known[key]
    act = _act(cameo) or Act()
    return act if score is None else replace(act, goldstein=score)


def _act(cameo: str | None) -> Act | None:
    coding = find_coding(cameo)
    return Act(cameo, coding.quad, coding.event_type, _scores().get(cameo or "")) if coding else None


@cache
def _scores() -> dict[str, float]:
    """Return the Goldstein score of every CAMEO code that has one."""
    return {code: float(row["goldstein"]) for row in _rows("goldstein.csv") for code in row["codes"].split("|")}


@cache
def _crosswalk(codebook: str) -> dict[str, tuple[str | None, float | None]]:
    """Return the CAMEO code, and the score where the codebook has its own, by folded code."""
    rows = _rows(f"{codebook}.csv")
    return {
        row["code"].casefold(): (row["cameo"] or None, float(score) if (score := row.get("goldstein")) else None)
        for row in rows
    }


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
def quads_of_types(types: tuple[str, ...]) -> tuple[int, ...]:
    """Return the quads in which the codes of any of the types fall, in order."""
    return tuple(sorted({one.quad for one in _codings().values() if one.event_type in types and one.quad}))


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
