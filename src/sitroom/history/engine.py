"""DuckDB and Arrow: the only file of this room that imports them, and only when a query or an import needs them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sitroom.core import HistoryError
from sitroom.history.columns import Event, columns

if TYPE_CHECKING:
    import duckdb

BATCH_ROWS = 50_000

Row = tuple[Any, ...]


class Session:
    """An in-memory DuckDB connection that reaches no network and loads no extension by itself."""

    def __init__(self) -> None:
        self._connection: duckdb.DuckDBPyConnection | None = None

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        import duckdb

        if self._connection is None:
            settings: dict[str, str | bool | int | float | list[str]] = {
                "autoinstall_known_extensions": False,
                "autoload_known_extensions": False,
            }
            self._connection = duckdb.connect(":memory:", config=settings)
        return self._connection.cursor()

    def rows(self, sql: str, bound: Mapping[str, object], *, incoming: Any = None) -> list[Row]:
        """Return the rows of a fixed statement; values are bound, never written into it.

        Args:
            sql: a constant of this room.
            bound: values by parameter name.
            incoming: an Arrow table that the statement reads as ``incoming``.

        Raises:
            HistoryError: a Parquet file of the store cannot be read.
        """
        import duckdb

        with self._cursor() as cursor:
            if incoming is not None:
                cursor.register("incoming", incoming)
            try:
                return cursor.execute(sql, dict(bound)).fetchall()
            except (duckdb.IOException, duckdb.InvalidInputException) as error:
                raise HistoryError(f"the history cannot be read: {error}; move the file away, import again") from error


def arrow_table(events: Iterable[Event]) -> Any:
    """Return events as an Arrow table with the schema of the event row."""
    import pyarrow as pa

    batches, stream = [], iter(events)
    names = [column.name for column in columns()]
    while chunk := list(islice(stream, BATCH_ROWS)):
        values = {name: [getattr(event, name) for event in chunk] for name in names}
        batches.append(pa.RecordBatch.from_pydict(values, schema=_schema()))
    return pa.Table.from_batches(batches, schema=_schema())


def numbered(table: Any) -> Any:
    """Return a table with the place of each row, from 0, as ``position``."""
    import pyarrow as pa

    return table.append_column("position", pa.array(range(table.num_rows), pa.int64()))


def take(table: Any, positions: Sequence[int], changed: Mapping[str, Sequence[object]]) -> Any:
    """Return some rows of a table in the order given, with whole columns changed."""
    import pyarrow as pa

    kept = table.take(pa.array(positions, pa.int64()))
    for name, values in changed.items():
        place = kept.schema.get_field_index(name)
        kept = kept.set_column(place, kept.schema.field(name), pa.array(values, kept.schema.field(name).type))
    return kept


def write_parquet(table: Any, file: Any) -> None:
    """Write a table into an open binary file."""
    import pyarrow.parquet as pq

    pq.write_table(table, file, compression="zstd")


def parquet_rows(path: Path) -> Iterator[dict[str, object]]:
    """Yield the rows of a foreign Parquet file, in order, as Python values by column name.

    Raises:
        HistoryError: it is not a readable Parquet file.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(path)
        for batch in file.iter_batches(BATCH_ROWS):
            yield from batch.to_pylist()
    except (pa.ArrowInvalid, OSError) as error:
        raise HistoryError(f"{path} cannot be read as Parquet: {error}") from error


def parquet_columns(path: Path) -> tuple[str, ...]:
    """Return the column names of a foreign Parquet file.

    Raises:
        HistoryError: it is not a readable Parquet file.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        return tuple(pq.read_schema(path).names)
    except (pa.ArrowInvalid, OSError) as error:
        raise HistoryError(f"{path} cannot be read as Parquet: {error}") from error


def _schema() -> Any:
    import pyarrow as pa

    kinds = {"text": pa.string(), "day": pa.date32(), "whole": pa.int64(), "number": pa.float64(), "flag": pa.bool_()}
    return pa.schema([pa.field(one.name, kinds[one.kind], nullable=one.nullable) for one in columns()])
