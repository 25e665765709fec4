"""Revisions: which rows of an import are new, and which stored row each of them revises."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Fresh:
    """A row of an import that the store does not hold yet.

    Args:
        position: its place in the import, from 0.
        key: source and event id.
        first_known_on: as the row says, or as assumed.
        assumed: whether it is assumed.
    """

    position: int
    key: tuple[str, str]
    first_known_on: date
    assumed: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """The newest version of a stored row whose id an import has again.

    Args:
        key: source and event id.
        slot: which of the rows under that id it is.
        version: its version.
        in_import: whether the import holds the same content.
    """

    key: tuple[str, str]
    slot: int
    version: int
    in_import: bool


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a fresh row goes: its slot, its version, and the day from which it counts."""

    position: int
    slot: int
    version: int
    first_known_on: date


def place(fresh: Sequence[Fresh], standing: Iterable[Standing], received_on: date) -> list[Placed]:
    """Return a slot and a version for every fresh row, in the order given.

    A fresh row revises the first stored row of its id that the import no longer holds; else it stands beside the
    others. A revision that does not say when it was known counts from the day on which we received it, since the
    earlier content was what one could know until then.

    Args:
        fresh: the new rows, in the order of the import.
        standing: the newest versions of stored rows with the same ids.
        received_on: the day (UTC) on which we got the data.
    """
    used: dict[tuple[str, str], int] = defaultdict(int)
    free: dict[tuple[str, str], list[Standing]] = defaultdict(list)
    for one in sorted(standing, key=lambda one: (one.key, one.slot)):
        used[one.key] = max(used[one.key], one.slot)
        if not one.in_import:
            free[one.key].append(one)
    out = []
    for row in fresh:
        if free.get(row.key):
            old = free[row.key].pop(0)
            known_on = max(row.first_known_on, received_on) if row.assumed else row.first_known_on
            out.append(Placed(row.position, old.slot, old.version + 1, known_on))
        else:
            used[row.key] += 1
            out.append(Placed(row.position, used[row.key], 1, row.first_known_on))
    return out
