"""Listings: what the history answers with in several lines, as tables that show themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sitroom.core import EventPattern
from sitroom.history import BaseRate, Coverage, SourceSummary, Table, Tabular

Item = TypeVar("Item")


@dataclass(frozen=True)
class Listing(Tabular, Generic[Item]):
    """Some values of one kind, in order, as a table.

    Args:
        title: in words.
        items: the values.
        kinds: column name to text, day, whole, number or flag.
        cells: gives one value a column.
    """

    title: str
    items: Sequence[Item]
    kinds: dict[str, str]
    cells: Callable[[Item], tuple[Any, ...]]

    def __iter__(self) -> Iterator[Item]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def __getitem__(self, at: int) -> Item:
        return self.items[at]

    def table(self) -> Table:
        """Return one row a value."""
        return Table(self.title, self.kinds, tuple(self.cells(one) for one in self.items))


def source_listing(found: Sequence[SourceSummary]) -> Listing[SourceSummary]:
    """Return the sources as a listing."""
    kinds = {
        "source": "text", "rows": "whole", "first_date": "day", "last_date": "day", "null_actor": "whole",
        "null_recipient": "whole", "unmapped_codes": "whole",
    }  # fmt: skip
    return Listing("Event data", found, kinds, lambda one: tuple(getattr(one, name) for name in kinds))


def coverage_listing(found: Sequence[Coverage]) -> Listing[Coverage]:
    """Return answers on coverage as a listing."""
    kinds = {"source": "text", "status": "text", "reason": "text"}
    return Listing("Coverage", found, kinds, lambda one: (one.source, one.status, one.reason))


@dataclass(frozen=True, slots=True)
class AskedRate(Tabular):
    """A base rate, and where it says little a harder pattern with its own.

    Args:
        base: what was asked.
        harder: None where the rate says enough, or nothing harder is near.
    """

    base: BaseRate
    harder: tuple[EventPattern, BaseRate] | None = None

    def table(self) -> Table:
        """Return the rate, and the harder one below it."""
        kinds = {
            "pattern": "text",
            "hits": "whole",
            "windows": "whole",
            "rate": "number",
            "low": "number",
            "high": "number",
        }
        many = [self.base, *([self.harder[1]] if self.harder else [])]
        rows = tuple((_words(one), one.hits, one.windows, one.rate, *(one.interval or (None, None))) for one in many)
        title = (
            f"Base rate over {self.base.horizon_days} days in {self.base.source or 'no source'} as of {self.base.as_of}"
        )
        return Table(title, kinds, rows, self.base.reason)

    def to_json(self) -> dict[str, object]:
        """Return the base rate, with the harder one under ``harder``."""
        harder = {"pattern": self.harder[0].to_json(), **self.harder[1].to_json()} if self.harder else None
        return {**self.base.to_json(), "harder": harder}


def _words(rate: BaseRate) -> str:
    pattern = rate.pattern
    kinds = ", ".join((*pattern.types, *(f"quad {quad}" for quad in pattern.quads))) or "any act"
    return f"{', '.join(pattern.actors) or 'anyone'} toward {', '.join(pattern.recipients) or 'anyone'}: {kinds}"
