"""The commands that take the ledger out to files and in from them."""

from __future__ import annotations

import sys
from pathlib import Path

from sitroom.cli.options import DeskFolder, Json, open_room
from sitroom.cli.output import DONE, SOME_FAILED, print_json, with_errors

SHOWN = 10


@with_errors
def ledger_export(file: Path, /, *, layout: str | None = None, desk: DeskFolder = None, json_: Json = False) -> int:
    """Write questions, forecasts and outcomes as CSV, JSON lines or Parquet, or closing days as a calendar.

    Args:
        file: its ending says the layout: .csv, .jsonl, .parquet or .ics.
        layout: csv, jsonl, parquet or ics, where the ending does not say.
    """
    with open_room(desk) as room:
        many = room.ledger.export(file, layout=layout)
    if json_:
        print_json({"file": str(file), "rows": many})
    else:
        print(f"{many} rows in {file}")
    return DONE


@with_errors
def ledger_import(
    file: Path,
    /,
    *,
    layout: str | None = None,
    rejects: Path | None = None,
    desk: DeskFolder = None,
    json_: Json = False,
) -> int:
    """Take in questions, forecasts and outcomes; a second import adds nothing, and no bad row is lost silently.

    Args:
        file: csv, jsonl or parquet; a row needs `question` and `closes_on`, and may have all columns of an export.
        layout: csv, jsonl or parquet, where the ending does not say.
        rejects: where bad rows go, with line and reason; a file in the desk's folder where not given.
    """
    with open_room(desk) as room:
        done = room.ledger.import_(file, layout=layout, rejects=rejects)
    if json_:
        print_json(done.to_json())
    else:
        print(f"{done.rows} rows: {done.new} new, {done.known} known, {len(done.rejected)} rejected")
        for line, reason in done.rejected[:SHOWN]:
            sys.stderr.write(f"line {line}: {reason}\n")
        if done.reject_file:
            sys.stderr.write(f"every rejected row is in {done.reject_file}\n")
    return SOME_FAILED if done.rejected else DONE
