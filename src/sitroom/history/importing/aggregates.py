"""Aggregates: counts by pair of states and year, for series; no window can be laid over them, so no test uses them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sitroom.core import HistoryError, short_hash
from sitroom.history.appending import Appended
from sitroom.history.engine import Row, Workbench
from sitroom.history.importing.layouts import Layout, fold
from sitroom.history.importing.quoted_rows import RowShape
from sitroom.history.importing.raw_rows import read_raw
from sitroom.history.importing.reports import ImportReport, Tally
from sitroom.history.importing.row_files import members_of, open_rows
from sitroom.history.store import EventStore, SourceSummary
from sitroom.history.whole_files import TEMPORARY_SUFFIX, one_writer, publish, settle

FORMAT = "aggregate"
_COLUMNS = {
    "year": ("year",),
    "actor": ("actor_country", "i_iso3c", "actor", "i"),
    "recipient": ("recipient_country", "j_iso3c", "recipient", "j"),
    "quad_1": ("quad_1", "verbCoop", "verbal_cooperation"),
    "quad_2": ("quad_2", "matlCoop", "material_cooperation"),
    "quad_3": ("quad_3", "verbConf", "verbal_conflict"),
    "quad_4": ("quad_4", "matlConf", "material_conflict"),
}


@dataclass(frozen=True, slots=True)
class YearCounts:
    """The events of one actor toward one recipient in one year, by quad."""

    source: str
    year: int
    actor: str
    recipient: str
    counts: tuple[float, float, float, float]


def import_aggregate(place: Path | str, store: EventStore, *, source: str | None = None) -> ImportReport:
    """Read counts by pair and year into the store; a second import adds nothing.

    Raises:
        HistoryError: the file cannot be read, or lacks a column.
    """
    members = members_of(place)
    if len(members) != 1:
        raise HistoryError(f"{place} holds {len(members)} files; import aggregates one file at a time")
    (member,) = members
    layout = Layout(FORMAT, FORMAT, _COLUMNS)
    file = open_rows(member, layout)
    by_name = {fold(name): at for at, name in enumerate(file.columns, start=1)}
    places = {
        name: next((by_name[fold(one)] for one in names if fold(one) in by_name), 0) for name, names in _COLUMNS.items()
    }
    missing = [_COLUMNS[name][0] for name, at in places.items() if not at]
    if missing:
        raise HistoryError(f"{member.name} has no column {', '.join(missing)}; it has {', '.join(file.columns)}")
    tally, name = Tally(), source or f"{FORMAT}:{member.own_path.name.split('.')[0]}"
    width = len(file.columns)
    with store.staging() as (bench, folder):
        raw = read_raw(bench, file, RowShape(file.delimiter, width, width, quoted=True), folder)
        tally.rejects += raw.rejects
        tally.add("read", len(raw.rejects), 1)
        if not raw.files:
            return tally.report(file, store.folder, Appended(0, 0))
        bench.view("raw_rows", [str(path) for path in raw.files], numbered=True)
        bench.fill("own", {"source": "VARCHAR"}, [(name,)])
        bench.run(_READ.format(**{key: f"c{at}" for key, at in places.items()}))
        for position, line, text in bench.rows(_UNREADABLE):
            tally.rejects.append((raw.line_of(line, position), "no readable year, party or count", text or ""))
        (read, first, last), *_ = bench.rows("SELECT count(*), min(year), max(year) FROM counted")
        tally.add("read", read, 1)
        tally.sources = {name}
        appended = _append(bench, store)
    tally.days = (date(first, 1, 1), date(last, 12, 31)) if first else None
    return tally.report(file, store.folder, appended)


def _append(bench: Workbench, store: EventStore) -> Appended:
    with one_writer(store.folder):
        settle(store.folder)
        files = aggregate_files(store.folder)
        kept = f"SELECT {_KEPT} FROM counted WHERE year IS NOT NULL"  # noqa: S608 - our own names
        if files:
            bench.view("before", files)
            kept += " EXCEPT SELECT * FROM before"
        (found,) = bench.rows(f"SELECT count(*), bit_xor(hash(kept)) FROM ({kept}) AS kept")  # noqa: S608 - ours
        (whole,) = bench.rows("SELECT count(*) FROM counted WHERE year IS NOT NULL")[0]
        if found[0]:
            path = store.folder / "aggregates" / f"part-{short_hash(str(found))}.parquet"
            path.parent.mkdir(parents=True, exist_ok=True)
            waiting = path.with_name(f".{path.name}{TEMPORARY_SUFFIX}")
            bench.write(kept, waiting)
            publish(store.folder, {waiting: path})
    return Appended(found[0], whole - found[0])


def aggregate_files(folder: Path) -> list[str]:
    """Return the files of aggregates in a store's folder."""
    return sorted(str(path) for path in (folder / "aggregates").glob("part-*.parquet"))


def aggregate_sources(store: EventStore) -> tuple[SourceSummary, ...]:
    """Return every data set of counts by year, by name; each of its rows names both parties."""
    files = aggregate_files(store.folder)
    if not files:
        return ()
    with Workbench() as bench:
        bench.view("counted", files)
        found = bench.rows(_SUMMARY)
    return tuple(
        SourceSummary(source, rows, 0, 0, 0, date(first, 1, 1), date(last, 12, 31), kind=FORMAT)
        for source, rows, first, last in found
    )


def year_counts(store: EventStore, actor: str, recipient: str) -> tuple[YearCounts, ...]:
    """Return the yearly counts of one pair of alpha-3 codes, by source and year."""
    files = aggregate_files(store.folder)
    if not files:
        return ()
    with Workbench() as bench:
        bench.view("counted", files)
        found = bench.rows(_PAIR, {"actor": actor, "recipient": recipient})
    return tuple(_year(row) for row in found)


def _year(row: Row) -> YearCounts:
    return YearCounts(row[0], row[1], row[2], row[3], (row[4], row[5], row[6], row[7]))


_KEPT = "source, year, actor, recipient, quad_1, quad_2, quad_3, quad_4"
_READ = """
CREATE TABLE counted AS SELECT *, own.source AS source FROM (
    SELECT position, line, raw, nothing({actor}) AS actor, nothing({recipient}) AS recipient,
        TRY_CAST({quad_1} AS DOUBLE) AS quad_1, TRY_CAST({quad_2} AS DOUBLE) AS quad_2,
        TRY_CAST({quad_3} AS DOUBLE) AS quad_3, TRY_CAST({quad_4} AS DOUBLE) AS quad_4,
        CASE WHEN nothing({actor}) IS NOT NULL AND nothing({recipient}) IS NOT NULL
            AND TRY_CAST({quad_1} AS DOUBLE) + TRY_CAST({quad_2} AS DOUBLE) + TRY_CAST({quad_3} AS DOUBLE)
                + TRY_CAST({quad_4} AS DOUBLE) >= 0
            THEN TRY_CAST(TRY_CAST({year} AS DOUBLE) AS INTEGER) END AS year
    FROM raw_rows
) CROSS JOIN own"""
_UNREADABLE = "SELECT position, line, raw FROM counted WHERE year IS NULL ORDER BY position"
_SUMMARY = "SELECT source, count(*), min(year), max(year) FROM counted GROUP BY source ORDER BY source"
_PAIR = "SELECT * FROM counted WHERE actor = $actor AND recipient = $recipient ORDER BY source, year"
