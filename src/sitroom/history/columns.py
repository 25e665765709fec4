"""The event row: every column of the history, its kind and its meaning, in one place."""

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields
from datetime import date
from functools import cache
from typing import Any, get_type_hints

PRECISIONS = ("day", "week", "month", "year")


def _means(meaning: str) -> dict[str, str]:
    return {"meaning": meaning}


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One event as a source codes it; the meaning of each column stands beside it.

    Raises:
        ValueError: it would be known before it happened.
    """

    event_id: str = field(metadata=_means("the source's id; without one, a hash of the row and its count in the file"))
    source: str = field(metadata=_means("the data set that the row is from"))
    occurred_on: date = field(metadata=_means("first day on which it can have happened (UTC)"))
    first_known_on: date = field(metadata=_means("first day on which this version could have been known (UTC)"))
    first_known_assumed: bool = field(
        default=False, metadata=_means("whether first_known_on is our assumption: the source is silent")
    )
    date_precision: str = field(default="day", metadata=_means("day, week, month or year: how exact occurred_on is"))
    actor_name: str | None = field(default=None, metadata=_means("who did it, as printed"))
    actor_country: str | None = field(default=None, metadata=_means("alpha-3, or a body's code such as EU, as printed"))
    actor_sector: str | None = field(default=None, metadata=_means("CAMEO sector code such as GOV, as printed"))
    actor_state: bool = field(
        default=True, metadata=_means("whether the actor is a state or body itself, or its government as a whole")
    )
    recipient_name: str | None = field(default=None, metadata=_means("to whom it was done, as printed"))
    recipient_country: str | None = field(default=None, metadata=_means("as actor_country"))
    recipient_sector: str | None = field(default=None, metadata=_means("as actor_sector"))
    recipient_state: bool = field(default=True, metadata=_means("as actor_state"))
    code: str | None = field(default=None, metadata=_means("code of the act as printed, in the source's own codebook"))
    unmapped: bool = field(default=False, metadata=_means("whether no table of ours holds that code"))
    event_type: str | None = field(default=None, metadata=_means("PLOVER 2021 type; null where the code has none"))
    cameo: str | None = field(
        default=None, metadata=_means("CAMEO code: as printed, or the one that our tables give the code")
    )
    quad: int | None = field(
        default=None,
        metadata=_means("1 verbal, 2 material cooperation; 3 verbal, 4 material conflict; null: unmapped"),
    )
    goldstein: float | None = field(default=None, metadata=_means("Goldstein scale, -10 to 10"))
    mentions: int | None = field(default=None, metadata=_means("how often it was mentioned, as the source counts"))
    sources: int | None = field(default=None, metadata=_means("how many outlets reported it, as the source counts"))
    story_id: str | None = field(default=None, metadata=_means("the story or document that it was coded from"))
    directed: bool = field(
        default=True, metadata=_means("false where the layout says nothing about who did it to whom")
    )
    latitude: float | None = field(default=None, metadata=_means("degrees north, -90 to 90"))
    longitude: float | None = field(default=None, metadata=_means("degrees east, -180 to 180"))
    raw_row: str = field(
        default="{}",
        metadata=_means(
            "the row as printed: its cells between tabs, with a backslash before tab, line break and backslash"
        ),
    )
    version: int = field(default=1, metadata=_means("1, and one more each time the source revises this row"))
    slot: int = field(
        default=1, metadata=_means("1, and one more for each row that stands beside it under the same id")
    )

    def __post_init__(self) -> None:
        if self.first_known_on < self.occurred_on:
            raise ValueError(f"event {self.event_id} of {self.occurred_on} cannot be known on {self.first_known_on}")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the event row.

    Args:
        name: as in Parquet.
        kind: text, day, whole, number or flag.
        meaning: one line for a reader.
        nullable: whether a row may leave it empty.
    """

    name: str
    kind: str
    meaning: str
    nullable: bool


_KINDS: Mapping[type, str] = {str: "text", date: "day", int: "whole", float: "number", bool: "flag"}


@cache
def columns() -> tuple[Column, ...]:
    """Return the columns of the event row in the order in which they are stored."""
    hints = get_type_hints(Event)
    return tuple(_column(one.name, hints[one.name], one.metadata["meaning"], one.default) for one in fields(Event))


def _column(name: str, hint: Any, meaning: str, default: object) -> Column:
    nullable = default is None and default is not MISSING
    plain = next(kind for kind in (hint, *getattr(hint, "__args__", ())) if kind in _KINDS)
    return Column(name, _KINDS[plain], meaning, nullable)


@cache
def column_names() -> tuple[str, ...]:
    """Return the names of the columns, in order.

    >>> column_names()[:3]
    ('event_id', 'source', 'occurred_on')
    """
    return tuple(column.name for column in columns())
