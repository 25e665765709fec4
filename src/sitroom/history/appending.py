"""Appending: which of the staged rows are new, under which slot and version, and their way into the store's files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sitroom.history.columns import column_names
from sitroom.history.engine import Workbench
from sitroom.history.revisions import Fresh, Placed, Standing, place
from sitroom.history.whole_files import TEMPORARY_SUFFIX, publish

_PLACED = {"position": "BIGINT", "new_slot": "BIGINT", "new_version": "BIGINT", "counts_from": "DATE"}


@dataclass(frozen=True, slots=True)
class Appended:
    """What an append did: rows that are new, and rows that were there already."""

    rows_added: int
    rows_known: int


def append_staged(
    bench: Workbench,
    files_of: Callable[[str], list[str]],
    folder_of: Callable[[str], Path],
    *,
    folder: Path,
    received_on: date,
) -> Appended:
    """Write the staged rows that are not stored yet, one file a source and year, all of them or none.

    Args:
        bench: an engine with a view ``staged``, of ``staging.stage`` or of events.
        files_of: the stored files of a source.
        folder_of: the folder of a source.
        folder: the store.
        received_on: the day (UTC) on which we got the rows.
    """
    have = bench.columns("staged")
    bench.run(_IDED)
    sources = [row[0] for row in bench.rows("SELECT DISTINCT source FROM ided ORDER BY source")]
    placed, known, touched = _place(bench, [path for source in sources for path in files_of(source)], received_on)
    plain = touched == 0 and bench.rows("SELECT count(event_id) = count(*) FROM staged")[0][0]
    if not plain:
        bench.fill("placed", _PLACED, ((one.position, one.slot, one.version, one.first_known_on) for one in placed))
        bench.run(_CHOSEN)
    parts = {}
    for source, year, rows, name in bench.rows(_PARTS_OF_ALL if plain else _PARTS):
        path = folder_of(source) / f"{year:04}" / f"part-{name:016x}-{rows}.parquet"
        path.parent.mkdir(parents=True, exist_ok=True)
        waiting = path.with_name(f".{path.name}{TEMPORARY_SUFFIX}")
        bench.fill("part", {"part_source": "VARCHAR"}, [(source,)])
        bench.write(_part(have, int(year), plain=plain), waiting)
        parts[waiting] = path
    publish(folder, parts)
    (total,) = bench.rows("SELECT count(*) FROM ided")[0]
    return Appended(total - known, known)


def _place(bench: Workbench, files: list[str], received_on: date) -> tuple[list[Placed], int, int]:
    """Return places for rows whose id stands twice or is stored, how many are known, how many were looked at."""
    if files:
        bench.view("files", files)
    bench.run(_STORED if files else _NOTHING_STORED)
    bench.run(_TOUCHY)
    rows = bench.rows(_FRESH)
    standing = bench.rows(_STANDING) if rows and files else []
    fresh = [Fresh(position, (source, event_id), known, assumed) for position, source, event_id, known, assumed in rows]
    old = [Standing((source, event_id), slot, version, same) for source, event_id, slot, version, same in standing]
    (touched,) = bench.rows("SELECT count(*) FROM touchy")[0]
    return place(fresh, old, received_on), touched - len(fresh), touched


def _part(have: list[str], year: int, *, plain: bool) -> str:
    """Return the statement whose rows make one part: the columns of the event row, in order."""
    worked_out = {"slot": "1", "version": "1"}
    if not plain:
        worked_out = {name: f"chosen.{name}" for name in ("event_id", "slot", "version")}
        worked_out["first_known_on"] = "coalesce(chosen.counts_from, first_known_on)"
    names = [name for name in column_names() if name in have or name in worked_out]
    columns = ", ".join(f"{worked_out.get(name, name)} AS {name}" for name in names)
    days = f"occurred_on BETWEEN DATE '{year:04}-01-01' AND DATE '{year:04}-12-31'"
    taken = ", ".join(sorted({"event_id", "slot", "version"} & set(have)))
    rows = "staged" if plain else f"(SELECT * EXCLUDE ({taken}) FROM staged) AS staged JOIN chosen USING (position)"  # noqa: S608
    return f"SELECT {columns} FROM {rows} WHERE {days} AND source = (SELECT part_source FROM part)"  # noqa: S608 - ours


_IDED = """
CREATE TABLE ided AS
SELECT position, source, occurred_on, event_id, hash(raw_row) AS content, first_known_on, first_known_assumed
FROM staged WHERE event_id IS NOT NULL
UNION ALL
SELECT position, source, occurred_on,
    'row-' || content || '-' || row_number() OVER (PARTITION BY source, content ORDER BY position),
    whole, first_known_on, first_known_assumed
FROM (SELECT *, left(md5(raw_row), 16) AS content, hash(raw_row) AS whole FROM staged WHERE event_id IS NULL)"""

_NOTHING_STORED = """
CREATE TABLE stored AS
SELECT source, event_id, 0 AS slot, 0 AS version, content FROM ided WHERE false"""

_STORED = """
CREATE TABLE stored AS
SELECT source, event_id, slot, version, hash(raw_row) AS content FROM files
SEMI JOIN ided USING (source, event_id)"""

_TOUCHY = """
CREATE TABLE touchy AS
SELECT *, row_number() OVER (PARTITION BY source, event_id, content ORDER BY position) AS nth FROM ided
SEMI JOIN (
    SELECT source, event_id FROM ided GROUP BY source, event_id HAVING count(*) > 1
    UNION SELECT source, event_id FROM stored
) USING (source, event_id)"""

_FRESH = """
SELECT position, source, event_id, first_known_on, first_known_assumed FROM touchy
ANTI JOIN (
    SELECT source, event_id, content, row_number() OVER (PARTITION BY source, event_id, content) AS nth FROM stored
) USING (source, event_id, content, nth) ORDER BY position"""

_STANDING = """
WITH newest AS (
    SELECT * FROM stored QUALIFY version = max(version) OVER (PARTITION BY source, event_id, slot)
)
SELECT source, event_id, slot, version, EXISTS (SELECT 1 FROM ided AS one
    WHERE one.source = newest.source AND one.event_id = newest.event_id AND one.content = newest.content)
FROM newest ORDER BY source, event_id, slot"""

_CHOSEN = """
CREATE TABLE chosen AS
SELECT position, source AS chosen_source, occurred_on AS chosen_on, event_id, 1 AS slot, 1 AS version,
    CAST(NULL AS DATE) AS counts_from
FROM ided ANTI JOIN touchy USING (position)
UNION ALL
SELECT position, source, occurred_on, event_id, new_slot, new_version, placed.counts_from
FROM touchy JOIN placed USING (position)"""

_PARTS = """
SELECT chosen_source, year(chosen_on), count(*), bit_xor(hash(event_id, slot, version)) FROM chosen
GROUP BY ALL ORDER BY ALL"""

_PARTS_OF_ALL = """
SELECT source, year(occurred_on), count(*), bit_xor(hash(event_id, 1, 1)) FROM ided GROUP BY ALL ORDER BY ALL"""
