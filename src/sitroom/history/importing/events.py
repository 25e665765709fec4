"""Importing: a file, folder, glob or archive of event data into the store, with a report that drops nothing."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from sitroom.core import HistoryError
from sitroom.history.appending import Appended
from sitroom.history.columns import column_names
from sitroom.history.importing.aggregates import import_aggregate
from sitroom.history.importing.from_readings import import_readings
from sitroom.history.importing.layouts import EXPORTED, Layout, find_layout, read_map
from sitroom.history.importing.reports import ImportReport, Tally, add_reports
from sitroom.history.importing.row_files import Member, RowFile, left_out, members_of, open_rows
from sitroom.history.importing.staging import stage
from sitroom.history.store import EventStore

ENCODINGS = ("utf-8", "cp1252", "latin-1")

Progress = Callable[[str], None]


def import_events(
    layout_name: str,
    place: Path | str,
    store: EventStore,
    *,
    received_on: date,
    source: str | None = None,
    map_file: Path | None = None,
    progress: Progress | None = None,
) -> ImportReport:
    """Read event data into the store; a second import of them adds nothing.

    Each file is added whole or not at all. Where a folder holds a file that cannot be read, the others are imported
    and the report names it; a single such file raises.

    Args:
        layout_name: the format: one of ``layout_names()``.
        place: a file (plain, gz, zip, or Parquet), a folder or a glob.
        store: where the rows go.
        received_on: the day (UTC) on which we got the file; see ``EventStore.append``.
        source: the data set's name; None takes the row's own, else the format's.
        map_file: says which column is what, for the format ``table``.
        progress: called with the name of each file before it is read.

    Raises:
        HistoryError: there is no file, the format is unknown, or a column is missing that it needs.
    """
    if map_file is not None and layout_name != "table":
        raise HistoryError(f"--map belongs to the format table, not to {layout_name}, whose columns are known")
    if layout_name == "aggregate":
        return import_aggregate(place, store, source=source)
    if layout_name == "readings":
        return import_readings(place, store, received_on=received_on, source=source)
    layout = read_map(map_file) if map_file else find_layout(layout_name)
    members = members_of(place)
    reports, failed = [], []
    for member in members:
        if progress:
            progress(member.name)
        try:
            reports.append(import_member(member, layout, store, received_on=received_on, source=source))
        except HistoryError as error:
            if len(members) == 1:
                raise
            failed.append(str(error))
    if not reports:
        raise HistoryError(f"none of the {len(members)} files of {place} can be read as {layout_name}: {failed[0]}")
    return add_reports(reports, failed, left_out(place))


def import_member(
    member: Member, layout: Layout, store: EventStore, *, received_on: date, source: str | None = None
) -> ImportReport:
    """Read one file into the store; its text is UTF-8 or, where it is not, that of the first encoding that fits."""
    for encoding in ENCODINGS:
        tally = Tally()
        try:
            file = open_rows(member, layout, encoding=encoding)
            layout = _own(layout, file)
            fallback = layout.source_of(member.own_path)
            with store.staging() as (bench, folder):
                any_row = stage(bench, file, layout, tally, folder, source=source, fallback=fallback)
                appended = store.append_staged(bench, received_on=received_on) if any_row else Appended(0, 0)
        except UnicodeDecodeError:
            continue
        return tally.report(file, store.folder, appended)
    raise HistoryError(f"{member.name} is no text in any encoding that we know")


def _own(layout: Layout, file: RowFile) -> Layout:
    """Return the layout of our own exports where a table has all of their columns."""
    own = layout is find_layout("table") and set(column_names()) <= set(file.columns)
    return find_layout(EXPORTED) if own else layout


def import_table(path: Path | str, store: EventStore, *, received_on: date, source: str | None = None) -> ImportReport:
    """Read a file under our own column names; see ``import_events``."""
    return import_events("table", path, store, received_on=received_on, source=source)
