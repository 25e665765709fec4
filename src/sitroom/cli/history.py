"""The commands on event history: import it, see what it covers."""

from __future__ import annotations

from pathlib import Path

from cyclopts import App

from sitroom.cli.options import DeskFolder, Json, open_room
from sitroom.cli.output import DONE, SOME_FAILED, print_json, print_table, with_errors

history_app = App(name="history", help="Event data: import them, see what they cover.")


@history_app.command(name="import")
@with_errors
def history_import(
    format_: str,
    path: Path,
    /,
    *,
    source: str | None = None,
    map_: Path | None = None,
    desk: DeskFolder = None,
    json_: Json = False,
) -> int:
    """Import event data; a second import of the same file adds nothing.

    Args:
        format_: icews, gdelt1, gdelt2, gdelt2_mentions, keds_weis, keds_cameo, ucdp_ged, polecat, acled, phoenix,
            readings, aggregate, icews18 (as prepared for knowledge graphs) or table (the columns are in the reference).
        path: a file (plain, gz, zip or Parquet), a folder, or a glob in quotation marks.
        source: the data set's name.
        map_: for the format table: a TOML file that says which column is what.
    """
    with open_room(desk) as room:
        report = room.import_history(path, format_, source=source, map_file=map_)
    if json_:
        print_json(report.to_json())
    else:
        for key, value in report.to_json().items():
            print(f"{key}: {value}")
    return SOME_FAILED if report.rows_rejected else DONE


@history_app.command(name="coverage")
@with_errors
def history_coverage(*, desk: DeskFolder = None, json_: Json = False) -> int:
    """Show which event data the desk has."""
    with open_room(desk) as room:
        sources = [one.to_json() for one in room.coverage()]
    if json_:
        print_json({"sources": sources})
        return DONE
    columns = ("source", "rows", "first_date", "last_date", "null_actor", "null_recipient", "unmapped_codes")
    print_table("History", columns, [[str(one.get(column, "")) for column in columns] for one in sources])
    return DONE
