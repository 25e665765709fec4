"""Who did what to whom, how often: counts of a source by period, actor, recipient and quad, nulls kept as groups."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from sitroom.core import DayRange, HistoryError
from sitroom.history.engine import Arrow, typed_table, write_table
from sitroom.history.frames import Table, Tabular
from sitroom.history.scale.dyad_statements import (
    Asked,
    Statement,
    ask,
    country_statement,
    dyad_statement,
    left_out_statement,
)
from sitroom.history.store import EventStore
from sitroom.history.whole_files import write_whole

FORMATS = ("parquet", "csv")


@dataclass(frozen=True, slots=True, eq=False)
class Counts(Tabular):
    """A table of counts, sorted by all its keys, nulls last; see ``Tabular`` for pandas.

    Args:
        asked: what was counted; ``period_start`` is the first day of each period, for a week the Monday.
        left_out: rows whose day is less exact than the period, such as a row of a month in a table of weeks.
        engine: duckdb or spark; both give the same rows.
    """

    asked: Asked
    left_out: int
    engine: str
    kinds: Mapping[str, str] = field(repr=False)
    arrow: Arrow = field(repr=False)

    def __len__(self) -> int:
        return int(self.arrow.num_rows)

    def table(self) -> Table:
        """Return the counts as a table of Python values."""
        columns = [self.arrow[name].to_pylist() for name in self.kinds]
        known = f", as known on {self.asked.as_of}" if self.asked.as_of else ""
        note = f"{self.left_out} rows are dated too coarsely and left out" if self.left_out else ""
        return Table(
            f"{self.asked.source} by {self.asked.by}{known}", self.kinds, tuple(zip(*columns, strict=True)), note
        )

    def to_arrow(self) -> Arrow:
        """Return the counts as Arrow."""
        return self.arrow

    def write(self, path: Path) -> None:
        """Write the table to a ``.parquet`` or ``.csv`` file, whole or not at all; in CSV a null is an empty cell.

        Raises:
            HistoryError: the name has another ending, or the file cannot be written.
        """
        kind = path.suffix.casefold().removeprefix(".")
        if kind not in FORMATS:
            raise HistoryError(f"{path} cannot be written: its name must end in .parquet or .csv")
        try:
            write_whole(path, lambda file: write_table(self.arrow, file, kind))
        except OSError as error:
            raise HistoryError(f"{path} cannot be written ({error.strerror}); choose another place") from error

    def to_json(self) -> dict[str, object]:
        """Return what was counted and how, without the rows."""
        asked = self.asked
        return {
            "source": asked.source, "by": asked.by, "period": asked.period.to_json(),
            "as_of": asked.as_of.isoformat() if asked.as_of else None,
            "engine": self.engine, "rows": len(self), "left_out": self.left_out, "columns": list(self.kinds),
        }  # fmt: skip


def dyad_counts(
    store: EventStore, *, source: str, by: str = "week", period: DayRange | None = None, as_of: date | None = None
) -> Counts:
    """Count the rows of a source by period, actor, recipient and quad.

    Columns: ``period_start``, ``actor_country``, ``recipient_country``, ``quad``, ``events``, ``goldstein_sum`` and
    ``goldstein_rows`` (the rows that have a value), ``mentions`` (null where the source gives none). Rows without
    direction count in the order in which the source prints the two parties.

    Args:
        store: the history.
        source: the data set; sources are never added together.
        by: day, week (Monday to Sunday), month or year.
        period: days on which they occurred, inclusive at both ends; a period cut by an end counts what is inside.
        as_of: last day of knowledge, inclusive; None means the cutoff, or everything.

    Raises:
        HistoryError: there is no such period.
        LookaheadError: ``as_of`` is after the store's cutoff.
    """
    asked = ask(source, by, period, as_of or store.cutoff)
    return _count(store, dyad_statement(asked.by), asked)


def country_counts(
    store: EventStore, *, source: str, by: str = "week", period: DayRange | None = None, as_of: date | None = None
) -> Counts:
    """Count the rows of a source by period and country: ``as_actor`` and ``as_recipient``; as ``dyad_counts``."""
    asked = ask(source, by, period, as_of or store.cutoff)
    return _count(store, country_statement(asked.by), asked)


def counted(asked: Asked, statement: Statement, run: Callable[[Statement], Arrow | None], *, engine: str) -> Counts:
    """Return what an engine counts, in one form for all engines.

    Args:
        asked: what is counted.
        statement: how.
        run: gives the Arrow table of a statement, or None where the source has no file.
        engine: its name.
    """
    table = typed_table(run(statement), statement.kinds)
    left_out = left_out_statement(asked.by)
    (missed,) = typed_table(run(left_out), left_out.kinds)["left_out"].to_pylist() or [0]
    return Counts(asked, missed, engine, statement.kinds, table)


def _count(store: EventStore, statement: Statement, asked: Asked) -> Counts:
    def run(one: Statement) -> Arrow | None:
        return store.table(one.select, asked.bound(), source=asked.source, as_of=asked.as_of)

    return counted(asked, statement, run, engine="duckdb")
