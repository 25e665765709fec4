"""The command that counts a source by period and dyad, or by country, into a file; on DuckDB or on Spark."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from sitroom.cli.options import DeskFolder, Json, day_of, open_room
from sitroom.cli.output import DONE, print_json, with_errors
from sitroom.core import DayRange, UsageError


@with_errors
def history_aggregate(
    *,
    source: str,
    out: Path,
    by: Literal["day", "week", "month", "year"] = "week",
    per: Literal["dyad", "country"] = "dyad",
    from_: str | None = None,
    to: str | None = None,
    as_of: str | None = None,
    engine: Literal["duckdb", "spark"] = "duckdb",
    desk: DeskFolder = None,
    json_: Json = False,
) -> int:
    """Count a source by period and who did what to whom, into a Parquet or CSV file; rows without an actor are kept.

    Args:
        source: the data set, as `sitroom history coverage` names it.
        out: the file, whose name ends in .parquet or .csv.
        by: a week is from Monday; rows dated less exactly than that are left out, and counted.
        per: dyad counts by actor, recipient and quad; country counts each country as actor and as recipient.
        from_: first day on which rows occurred.
        to: last day on which rows occurred.
        as_of: only what was known on this day counts.
        engine: both give the same rows; spark needs the extra of that name, and Java.
    """
    first, last = day_of(from_), day_of(to)
    if first and last and last < first:
        raise UsageError(f"--from {first} is after --to {last}")
    if out.suffix.casefold() not in {".parquet", ".csv"}:
        raise UsageError(f"{out} says no format; end its name in .parquet or .csv")
    with open_room(desk) as room:
        counts = room.count_history(
            source, by=by, per=per, period=DayRange(first, last), as_of=day_of(as_of), engine=engine
        )
        counts.write(out)
    if json_:
        print_json({**counts.to_json(), "out": str(out)})
        return DONE
    print(f"{len(counts)} rows by {by} and {per} in {out}")
    if counts.left_out:
        print(f"left out: {counts.left_out} rows of {source} that are dated less exactly than a {by}")
    return DONE
