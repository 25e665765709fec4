"""Appending: which of the staged rows are new, under which slot and version, and their way into the store's files."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sitroom.history.columns import column_names
from sitroom.history.engine import Row, Workbench
from sitroom.history.revisions import Fresh, Placed, Standing, place
from sitroom.history.whole_files import TEMPORARY_SUFFIX, publish

FEW_PARTS = 8
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
    bench.run(_IDED)
    sources = [row[0] for row in bench.rows("SELECT DISTINCT source FROM ided ORDER BY source")]
    found = _place(bench, [path for source in sources for path in files_of(source)], received_on)
    if not found.plain:
        bench.fill(
            "placed", _PLACED, ((one.position, one.slot, one.version, one.first_known_on) for one in found.placed)
        )
        bench.run(_CHANGED)
        bench.run(_GONE)
    parts = {}
    with _rows_of(bench, folder, found) as (rows, written):
        for source, year, count, name in written:
            path = folder_of(source) / f"{year:04}" / f"part-{name:016x}-{count}.parquet"
            path.parent.mkdir(parents=True, exist_ok=True)
            waiting = path.with_name(f".{path.name}{TEMPORARY_SUFFIX}")
            bench.fill("part", {"part_source": "VARCHAR"}, [(source,)])
            bench.write(_part(bench.columns(rows), rows, int(year), plain=found.plain), waiting)
            parts[waiting] = path
    publish(folder, parts)
    (total,) = bench.rows("SELECT count(*) FROM ided")[0]
    return Appended(total - found.known, found.known)


@dataclass(frozen=True, slots=True)
class _Found:
    """What is known of the staged rows before they are written.

    Args:
        placed: where those go whose id stands twice or is stored.
        known: how many rows are stored already.
        plain: whether every row has an id that stands once and is not stored.
    """

    placed: list[Placed]
    known: int
    plain: bool


def _place(bench: Workbench, files: list[str], received_on: date) -> _Found:
    """Find out which rows have an id that stands twice or is stored; only their content is looked at."""
    (nameless,) = bench.rows("SELECT count(*) - count(event_id) FROM ided")[0]
    if nameless:
        bench.run(_NAMED)
    if files:
        bench.view("files", files)
    bench.run(_STORED if files else _NOTHING_STORED)
    bench.run(_TOUCHED)
    (touched,) = bench.rows("SELECT count(*) FROM touched")[0]
    if not touched and not nameless:
        return _Found([], 0, plain=True)
    for step in (_CONTENTS, _TOUCHY, _REPEATED, _NUMBERED):  # one after another: each holds little in memory
        bench.run(step)
    rows = bench.rows(_FRESH)
    standing = bench.rows(_STANDING) if rows and files else []
    fresh = [Fresh(position, (source, event_id), known, assumed) for position, source, event_id, known, assumed in rows]
    old = [Standing((source, event_id), slot, version, same) for source, event_id, slot, version, same in standing]
    return _Found(place(fresh, old, received_on), touched - len(fresh), plain=False)


@contextmanager
def _rows_of(bench: Workbench, folder: Path, found: _Found) -> Iterator[tuple[str, list[Row]]]:
    """Lend the name of the rows and the parts to be written; many parts are cut from a file, not from the rows anew."""
    parts = bench.rows(_PARTS_OF_ALL if found.plain else _PARTS)
    if len(parts) <= FEW_PARTS:
        yield "staged", parts
        return
    file = folder / f".staged-{os.getpid()}{TEMPORARY_SUFFIX}"
    try:
        bench.write("SELECT * FROM staged", file, compression="lz4_raw")
        bench.view("staged_once", [str(file)])
        yield "staged_once", parts
    finally:
        file.unlink(missing_ok=True)


def _part(have: list[str], rows: str, year: int, *, plain: bool) -> str:
    """Return the statement whose rows make one part: the columns of the event row, in order."""
    worked_out = {"slot": "1", "version": "1"}
    joined = f"{rows} AS staged"
    if not plain:
        worked_out = {
            "event_id": "coalesce(changed.own_id, staged.event_id)",
            "slot": "coalesce(changed.new_slot, 1)",
            "version": "coalesce(changed.new_version, 1)",
            "first_known_on": "coalesce(changed.counts_from, staged.first_known_on)",
        }
        joined += " LEFT JOIN changed ON changed.at = staged.position ANTI JOIN gone ON gone.at = staged.position"
    names = [name for name in column_names() if name in have or name in worked_out]
    columns = ", ".join(f"{worked_out.get(name, f'staged.{name}')} AS {name}" for name in names)
    days = f"staged.occurred_on BETWEEN DATE '{year:04}-01-01' AND DATE '{year:04}-12-31'"
    return f"SELECT {columns} FROM {joined} WHERE {days} AND staged.source = (SELECT part_source FROM part)"  # noqa: S608 - ours


_IDED = """
CREATE TABLE ided AS SELECT position, source, occurred_on, event_id, event_id IS NULL AS nameless FROM staged"""

_NAMED = """
CREATE OR REPLACE TABLE ided AS
SELECT * FROM ided WHERE NOT nameless
UNION ALL
SELECT position, source, occurred_on,
    'row-' || content || '-' || row_number() OVER (PARTITION BY source, content ORDER BY position), true
FROM (SELECT position, source, occurred_on, left(md5(raw_row), 16) AS content FROM staged WHERE event_id IS NULL)"""

_NOTHING_STORED = """
CREATE TABLE stored AS
SELECT source, event_id, 0 AS slot, 0 AS version, hash(event_id) AS content FROM ided WHERE false"""

_STORED = """
CREATE TABLE stored AS
SELECT source, event_id, slot, version, hash(raw_row) AS content FROM files
SEMI JOIN ided USING (source, event_id)"""

_TOUCHED = """
CREATE TABLE touched AS
SELECT position, source, event_id, occurred_on FROM ided SEMI JOIN (
    SELECT source, event_id FROM ided GROUP BY source, event_id HAVING count(*) > 1
    UNION SELECT source, event_id FROM stored
) USING (source, event_id)"""

_CONTENTS = """
CREATE TABLE contents AS
SELECT position, hash(raw_row) AS content, first_known_on, first_known_assumed
FROM staged SEMI JOIN touched USING (position)"""

_TOUCHY = """
CREATE TABLE touchy AS
SELECT touched.*, content, first_known_on, first_known_assumed, 1::BIGINT AS nth
FROM touched JOIN contents USING (position)"""

_REPEATED = """
CREATE TABLE repeated AS
SELECT position, row_number() OVER (PARTITION BY source, event_id, content ORDER BY position) AS place FROM touchy
SEMI JOIN (
    SELECT source, event_id, content FROM touchy GROUP BY source, event_id, content HAVING count(*) > 1
) USING (source, event_id, content)"""

_NUMBERED = (
    "UPDATE touchy SET nth = repeated.place FROM repeated WHERE touchy.position = repeated.position AND place > 1"
)

_FRESH = """
SELECT position, source, event_id, first_known_on, first_known_assumed FROM touchy
ANTI JOIN (
    SELECT source, event_id, content, row_number() OVER (PARTITION BY source, event_id, content) AS nth FROM stored
) USING (source, event_id, content, nth) ORDER BY position"""

_STANDING = """
WITH newest AS (
    SELECT * FROM stored QUALIFY version = max(version) OVER (PARTITION BY source, event_id, slot)
)
SELECT source, event_id, slot, version, EXISTS (SELECT 1 FROM touchy AS one
    WHERE one.source = newest.source AND one.event_id = newest.event_id AND one.content = newest.content)
FROM newest ORDER BY source, event_id, slot"""

_CHANGED = """
CREATE TABLE changed AS
SELECT position AS at, event_id AS own_id, new_slot, new_version, placed.counts_from
FROM touchy JOIN placed USING (position)
UNION ALL
SELECT position, event_id, 1, 1, NULL FROM ided ANTI JOIN touchy USING (position) WHERE nameless"""

_GONE = """
CREATE TABLE gone AS SELECT position AS at FROM touchy ANTI JOIN placed USING (position)"""

_PARTS = """
SELECT source, year(occurred_on), count(*), bit_xor(hash(event_id, slot, version)) FROM (
    SELECT source, occurred_on, event_id, 1 AS slot, 1 AS version FROM ided ANTI JOIN touchy USING (position)
    UNION ALL
    SELECT source, occurred_on, event_id, new_slot, new_version FROM touchy JOIN placed USING (position)
) GROUP BY ALL ORDER BY ALL"""

_PARTS_OF_ALL = """
SELECT source, year(occurred_on), count(*), bit_xor(hash(event_id, 1, 1)) FROM ided GROUP BY ALL ORDER BY ALL"""
