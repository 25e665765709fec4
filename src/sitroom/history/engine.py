"""DuckDB and Arrow: the only file of this room that imports them, and only when a query or an import needs them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Self

from sitroom.core import HistoryError
from sitroom.history.columns import Event, columns

if TYPE_CHECKING:
    import duckdb

BATCH_ROWS = 50_000

Row = tuple[Any, ...]
Arrow = Any
"""An Arrow table; the library is not imported where only its name is needed."""


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

    def rows(self, sql: str, bound: Mapping[str, object]) -> list[Row]:
        """Return the rows of a fixed statement; values are bound, never written into it.

        Args:
            sql: a constant of this room.
            bound: values by parameter name.

        Raises:
            HistoryError: a Parquet file of the store cannot be read.
        """
        with self._cursor() as cursor, _readable():
            return cursor.execute(sql, dict(bound)).fetchall()

    def table(self, sql: str, bound: Mapping[str, object]) -> Arrow:
        """Return the same as an Arrow table."""
        with self._cursor() as cursor, _readable():
            return cursor.sql(sql, params=dict(bound)).to_arrow_table()


@contextmanager
def _readable() -> Iterator[None]:
    """Turn the engine's errors about files into ours."""
    import duckdb

    try:
        yield
    except (duckdb.IOException, duckdb.InvalidInputException, duckdb.BinderException) as error:
        raise HistoryError(f"the history cannot be read: {error}; move the file away, import again") from error


class Workbench:
    """An engine of its own for one import: little memory, its overflow beside the files that it writes."""

    def __init__(self, spill: Path | None = None) -> None:
        import duckdb

        settings: dict[str, str | bool | int | float | list[str]] = {
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "memory_limit": "450MB",
            "preserve_insertion_order": True,
        }
        if spill is not None:
            settings["temp_directory"] = str(spill)
        self._connection = duckdb.connect(":memory:", config=settings)
        self._connection.execute(_NOTHING)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exit: object) -> None:
        self._connection.close()

    def register(self, name: str, table: Arrow) -> None:
        """Let statements read an Arrow table under a name."""
        self._connection.register(name, table)

    def run(self, sql: str, bound: Mapping[str, object] | None = None) -> None:
        """Run a statement; values are bound, never written into it."""
        self._execute(sql, bound)

    def rows(self, sql: str, bound: Mapping[str, object] | None = None) -> list[Row]:
        """Return the rows of a statement."""
        return self._execute(sql, bound).fetchall()  # type: ignore[no-any-return]

    def view(self, name: str, files: Sequence[str], *, numbered: bool = False) -> list[str]:
        """Let statements read Parquet files of ours under a name; return their columns.

        Args:
            name: of the view.
            files: at least one.
            numbered: adds ``position``, the place of each row, from 0, over all of the files.
        """
        quoted = ", ".join(_text(path) for path in files)
        own = "" if not numbered else ", file_row_number = true, filename = true"
        columns = "*"
        if numbered:  # the rows of the last of several files come after all others
            last = f"{len(files)} > 1 AND filename = {_text(files[-1])}"
            columns = f"* EXCLUDE (file_row_number, filename), if({last}, {_FAR}, 0) + file_row_number AS position"
        self.run(f"CREATE OR REPLACE VIEW {name} AS SELECT {columns} FROM read_parquet([{quoted}], {_BY_NAME}{own})")  # noqa: S608
        return self.columns(name)

    def columns(self, name: str) -> list[str]:
        """Return the column names of a table or view of ours."""
        return [row[0] for row in self.rows(f"DESCRIBE {name}")]

    def write(self, select: str, target: Path, *, compression: str = "zstd") -> None:
        """Write the rows of a statement to a Parquet file; in its joins, the right side is the one held in memory."""
        self.run("SET disabled_optimizers = 'join_order,build_side_probe_side'")
        self.run(f"COPY ({select}) TO {_text(str(target))} (FORMAT parquet, COMPRESSION {compression})")
        self.run("RESET disabled_optimizers")

    def read_delimited(
        self, path: Path, target: Path, *, columns: int, delimiter: str, skip: int, nothing: str
    ) -> list[tuple[int, str]] | None:
        """Write the rows of a delimited file as text columns; return line and text of those with another width.

        None means that the engine could not read some other row, and the file is to be read cell by cell.
        """
        kinds = ", ".join(f"'c{at}': 'VARCHAR'" for at in range(1, columns + 1))
        own = "CAST(NULL AS VARCHAR) AS raw, CAST(NULL AS BIGINT) AS line, 1::BIGINT AS lines, false AS extra"
        self.run(
            f"COPY (SELECT *, {own} FROM read_csv({_text(str(path))}, delim = '{delimiter}', header = false, "  # noqa: S608
            f"compression = 'none', skip = {skip}, columns = {{{kinds}}}, auto_detect = false, quote = '', "
            f"escape = '', nullstr = '{nothing}', store_rejects = true, rejects_limit = 0, null_padding = false)) "
            f"TO {_text(str(target))} (FORMAT parquet, COMPRESSION lz4_raw)"
        )
        found = self.rows(_REFUSED)
        if not all(width for _, _, width in found):
            return None
        return [(int(line), text) for line, text, _ in found]

    def fill(self, name: str, kinds: Mapping[str, str], rows: Iterable[Row]) -> None:
        """Make a small table of Python rows."""
        import pyarrow as pa

        arrow_kinds = {
            "VARCHAR": pa.string(), "DATE": pa.date32(), "BIGINT": pa.int64(), "DOUBLE": pa.float64(),
            "BOOLEAN": pa.bool_(),
        }  # fmt: skip
        values = list(zip(*rows, strict=True)) or [() for _ in kinds]
        columns = [pa.array(column, arrow_kinds[kind]) for column, kind in zip(values, kinds.values(), strict=True)]
        self.register(name, pa.table(columns, names=list(kinds)))

    def _execute(self, sql: str, bound: Mapping[str, object] | None) -> Any:
        import duckdb

        try:
            return self._connection.execute(sql, dict(bound) if bound else None)
        except (duckdb.IOException, duckdb.InvalidInputException, duckdb.OutOfMemoryException) as error:
            raise HistoryError(f"the history cannot be written or read: {error}") from error


_FAR, _BY_NAME = 1 << 40, "union_by_name = true"


def _text(value: str) -> str:
    """Return a text of ours as SQL."""
    return "'" + value.replace("'", "''") + "'"


_REFUSED = """
SELECT line, any_value(csv_line), bool_and(ends_with(CAST(error_type AS VARCHAR), 'COLUMNS')) FROM reject_errors
GROUP BY line ORDER BY line"""

_NOTHING = """
CREATE MACRO nothing(x) AS
    CASE WHEN trim(x, e' \\t\\r\\n') IN ('', 'NA', '---') THEN NULL ELSE trim(x, e' \\t\\r\\n') END"""


class StagedWriter:
    """Writes blocks, all of the same columns, to one Parquet file."""

    def __init__(self, target: Path | BinaryIO) -> None:
        self._target = target
        self._writer: Any = None

    def write(self, table: Arrow) -> None:
        """Write a block."""
        import pyarrow.parquet as pq

        if self._writer is None:
            self._writer = pq.ParquetWriter(self._target, table.schema, compression="lz4", use_dictionary=False)
        self._writer.write_table(table.cast(self._writer.schema))

    def close(self) -> None:
        """Write an end; without a block there is no file."""
        if self._writer is not None:
            self._writer.close()


def arrow_table(events: Iterable[Event]) -> Any:
    """Return events as an Arrow table with the schema of the event row."""
    import pyarrow as pa

    batches, stream = [], iter(events)
    names = [column.name for column in columns()]
    while chunk := list(islice(stream, BATCH_ROWS)):
        values = {name: [getattr(event, name) for event in chunk] for name in names}
        batches.append(pa.RecordBatch.from_pydict(values, schema=_schema()))
    return pa.Table.from_batches(batches, schema=_schema())


def arrow_of(kinds: Mapping[str, str], rows: Iterable[Row]) -> Arrow:
    """Return rows as an Arrow table.

    Args:
        kinds: column name to text, day, whole, number or flag.
        rows: one value a column.
    """
    import pyarrow as pa

    values = list(zip(*rows, strict=True)) or [() for _ in kinds]
    columns = [pa.array(column, _kinds()[kind]) for column, kind in zip(values, kinds.values(), strict=True)]
    return pa.table(columns, names=list(kinds))


def staged_events(events: Iterable[Event], target: Path) -> int:
    """Write events to a Parquet file as an import does; return how many there are."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = arrow_table(events)
    table = table.append_column("position", pa.array(range(table.num_rows), pa.int64()))
    pq.write_table(table, target, compression="lz4")
    return int(table.num_rows)


def text_block(
    columns: Mapping[str, Sequence[str]], raw: Sequence[str], line: Sequence[int], lines: Sequence[int],
    extra: Sequence[bool],
) -> Arrow:  # fmt: skip
    """Return rows of cells as a table of text columns, with the row as kept and where it stands."""
    import pyarrow as pa

    kinds = {"raw": pa.string(), "line": pa.int64(), "lines": pa.int64(), "extra": pa.bool_()}
    own = {"raw": raw, "line": line, "lines": lines, "extra": extra}
    arrays = [pa.array(values, pa.string()) for values in columns.values()]
    return pa.table([*arrays, *(pa.array(own[name], kind) for name, kind in kinds.items())], names=[*columns, *own])


def parquet_blocks(path: Path) -> Iterator[Arrow]:
    """Yield the rows of a foreign Parquet file as tables as ``text_block`` makes them; the line is the row's number.

    Raises:
        HistoryError: it is not a readable Parquet file.
    """
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    first = 1
    try:
        for batch in pq.ParquetFile(path).iter_batches(BATCH_ROWS):
            columns = [_as_text(column) for column in batch.columns]
            printed = map(_as_printed, batch.columns, columns)
            raw = pc.binary_join_element_wise(*(_escaped(column) for column in printed), "\t")
            height = batch.num_rows
            own = [raw, pa.array(range(first, first + height), pa.int64()), pa.array([1] * height, pa.int64())]
            names = [*(f"c{at}" for at in range(1, len(columns) + 1)), "raw", "line", "lines", "extra"]
            yield pa.table([*columns, *own, pa.array([False] * height, pa.bool_())], names=names)
            first += height
    except (pa.ArrowInvalid, OSError) as error:
        raise HistoryError(f"{path} cannot be read as Parquet: {error}") from error


def _escaped(column: Any) -> Any:
    """Return text with a backslash before backslash, tab and line break."""
    import pyarrow.compute as pc

    for mark, text in (("\\", "\\\\"), ("\t", "\\t"), ("\n", "\\n"), ("\r", "\\r")):
        column = pc.replace_substring(column, mark, text)
    return column


def _as_text(column: Any) -> Any:
    """Return a column as text, a day without its midnight; what has no text form (lists, bytes) is left empty."""
    import pyarrow as pa
    import pyarrow.compute as pc

    try:
        text = column.cast(pa.string()).fill_null("")
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
        return pa.array([""] * len(column), pa.string())
    return pc.replace_substring_regex(text, _MIDNIGHT, "") if pa.types.is_timestamp(column.type) else text


_MIDNIGHT = r"(?: 00:00:00)?(?:\.0+)?Z?$"
"""The end of an instant that says nothing, as Arrow prints it."""


def _as_printed(column: Any, text: Any) -> Any:
    """Return a column's text as most programs write it to a text file: 1.0 for a whole number among fractions."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if not pa.types.is_floating(column.type):
        return text
    return pc.replace_substring_regex(text, r"^(-?\d+)$", r"\1.0")


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


def _kinds() -> dict[str, Any]:
    import pyarrow as pa

    return {"text": pa.string(), "day": pa.date32(), "whole": pa.int64(), "number": pa.float64(), "flag": pa.bool_()}


def _schema() -> Any:
    import pyarrow as pa

    return pa.schema([pa.field(one.name, _kinds()[one.kind], nullable=one.nullable) for one in columns()])


def typed_table(table: Arrow | None, kinds: Mapping[str, str]) -> Arrow:
    """Return a table with these columns, each of its kind; None becomes a table without rows."""
    import pyarrow as pa

    schema = pa.schema([pa.field(name, _kinds()[kind]) for name, kind in kinds.items()])
    if table is None:
        return schema.empty_table()
    return table.select(list(kinds)).cast(schema).combine_chunks()


def write_table(table: Arrow, file: BinaryIO, kind: str) -> None:
    """Write a table to an open file, as parquet or csv."""
    import pyarrow.csv
    import pyarrow.parquet

    if kind == "csv":
        pyarrow.csv.write_csv(table, file, pyarrow.csv.WriteOptions(quoting_style="needed"))
    else:
        pyarrow.parquet.write_table(table, file, compression="zstd")
