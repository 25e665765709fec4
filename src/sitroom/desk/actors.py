"""Actors of a desk: lists of officeholders taken in and taken back, and the gazetteer that its readings use."""

import csv
import io
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from urllib.parse import quote

from sitroom.core import DeskError, InputError, sha256_bytes, short_hash
from sitroom.desk.store import HolderImport, Store, StoredHolder
from sitroom.desk.store.files import write_whole
from sitroom.record import (
    Gazetteer,
    HolderRow,
    Rejected,
    UsedRow,
    Weighed,
    add_holders,
    position_of,
    read_holders,
    shipped_gazetteer,
    weigh,
)

LARGEST = 64_000_000
USED = ("new", "extending")
FORMULA_MARKS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class HolderReport:
    """What came of a list of officeholders.

    Args:
        kept: the import as the desk keeps it, None where the list added nothing.
        file: its name.
        known_to: how far it vouches for a term without an end, None where no row was read.
        weighed: every row that was read, with how it stands to what is on record.
        rejected: how many rows were not read.
        reject_file: where these lie with line and reason.
    """

    kept: HolderImport | None
    file: str
    known_to: date | None
    weighed: tuple[Weighed, ...]
    rejected: int
    reject_file: Path | None

    def of(self, *standings: str) -> list[Weighed]:
        """Return the rows that stand so, in the order of the list."""
        return [one for one in self.weighed if one.standing in standings]

    @property
    def without_kind(self) -> list[tuple[str, int]]:
        """The positions among the added rows that the table of positions does not hold, with their rows."""
        added = (one.row for one in self.of(*USED))
        return Counter(row.position for row in added if not position_of(row.position, row.country).kind).most_common()

    def to_json(self) -> dict[str, object]:
        """Return the counts, then what is behind them."""
        return {
            "import": self.kept.version if self.kept else None,
            "file": self.file,
            "rows": len(self.weighed) + self.rejected,
            "added": len(self.of(*USED)),
            "new": len(self.of("new")),
            "extending": len(self.of("extending")),
            "known": len(self.of("known")),
            "differing": len(self.of("differing")),
            "rejected": self.rejected,
            "known_to": self.known_to.isoformat() if self.known_to else None,
            "without_kind": [{"position": position, "rows": rows} for position, rows in self.without_kind],
            "differing_rows": [weighed_json(one) for one in self.of("differing")],
            "reject_file": str(self.reject_file) if self.reject_file else None,
        }


def weighed_json(one: Weighed) -> dict[str, object]:
    """Return a row of a list with what is on record in its place."""
    row = one.row
    given = {"line": row.line, "country": row.country, "position": row.position, "person": row.person}
    return {**given, "person_id": row.person_id, "start": row.start, "end": row.end or None, "note": one.note}


def import_holders(store: Store, path: Path, *, now: datetime, known_to: date | None = None) -> HolderReport:
    """Take a list of officeholders into a desk: all that it adds in one durable step, or nothing.

    Args:
        store: the desk's storage.
        path: CSV in UTF-8; the columns are in the reference.
        now: instant in UTC.
        known_to: how far the list vouches for a term without an end; the last day that it names where not given.

    Raises:
        InputError: the file cannot be read, or has no header of a holders list.
    """
    raw, file = _bytes_of(path), path.name.encode("utf-8", "replace").decode()
    listed = read_holders(raw, today=now.date())
    vouched = known_to or listed.last_day
    kept, weighed = None, tuple[Weighed, ...]()
    if vouched:
        with store.together():
            known = gazetteer_of(store)
            weighed = weigh(listed.rows, known, known_to=vouched, slugs=_slugs(store))
            added = sum(one.standing in USED for one in weighed)
            if added:
                rows = [_stored(one) for one in weighed]
                kept = store.holders.add(
                    rows, file=file, sha256=sha256_bytes(raw), known_to=vouched, added=added, now=now
                )
    rejects = _write_rejects(store.folder, file, listed.rejected)
    return HolderReport(kept, file, vouched, weighed, len(listed.rejected), rejects)


def forget_holders(store: Store, which: str, *, now: datetime) -> HolderImport:
    """Take a list out of use, by the number of its import or the name of its file.

    Raises:
        DeskError: there is none in use, or several of that name.
    """
    if which.isdecimal():
        return store.holders.forget(int(which), now=now)
    name = Path(which).name
    found = [one for one in store.holders.imports() if one.file == name and one.in_use]
    if len(found) != 1:
        there = ", ".join(f"{one.version} ({one.file})" for one in store.holders.imports() if one.in_use)
        many = f"{len(found)} imports of {name!r} are" if found else f"no import of {name!r} is"
        raise DeskError(f"{many} in use; give the number of one of: {there or 'none yet'}")
    return store.holders.forget(found[0].version, now=now)


def gazetteer_of(store: Store) -> Gazetteer:
    """Return the gazetteer of a desk: the shipped tables, and the lists that it uses, in the order of their import.

    A list that came after one that was forgotten since is weighed anew: what it repeated of that one stands by itself.
    """
    known, gone = shipped_gazetteer(), False
    for one in store.holders.imports():
        if not one.in_use:
            gone = True
            continue
        stored = store.holders.rows(one.version)
        if gone:
            slugs = {row.person_id: row.slug for row in stored}
            rows = [_row_of(row) for row in stored]
            weighed = weigh(rows, known, known_to=one.known_to, slugs=slugs)
            used = [(each.row, each.slug) for each in weighed if each.standing in USED]
        else:
            used = [(_row_of(row), row.slug) for row in stored if row.standing in USED]
        name = f"desk import {one.version}, {one.file}"
        known = add_holders(known, [UsedRow(row, slug, one.known_to, f"{name}:{row.line}") for row, slug in used])
    return known


def _bytes_of(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        raw = path.read_bytes() if size <= LARGEST else b""
    except OSError as error:
        raise InputError(f"{path} cannot be read ({error.strerror}); check the path and the rights") from error
    if size > LARGEST:
        raise InputError(f"{path} has {size} bytes; {LARGEST} are read; cut the list in parts")
    return raw


def _slugs(store: Store) -> dict[str, str]:
    """Whose the person ids of earlier lists are."""
    in_use = (one.version for one in store.holders.imports() if one.in_use)
    return {row.person_id: row.slug for version in in_use for row in store.holders.rows(version)}


def _stored(one: Weighed) -> StoredHolder:
    row = one.row
    return StoredHolder(
        line=row.line,
        standing=one.standing,
        slug=one.slug,
        country=row.country,
        position=row.position,
        person=row.person,
        person_id=row.person_id,
        term_from=row.start,
        term_to=row.end,
        note=one.note,
    )


def _row_of(row: StoredHolder) -> HolderRow:
    return HolderRow(row.line, row.country, row.position, row.person, row.person_id, row.term_from, row.term_to)


def _write_rejects(folder: Path, name: str, rejected: Sequence[Rejected]) -> Path | None:
    """Write the rejected rows with line and reason; None where there are none."""
    if not rejected:
        return None
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("line", "reason", "row"))
    writer.writerows((one.line, plain_cell(one.reason), plain_cell(one.text)) for one in rejected)
    text = out.getvalue()
    target = folder / "rejects" / f"{quote(name, safe='')}.{short_hash(text, length=8)}.csv"
    try:
        target.parent.mkdir(exist_ok=True)
        write_whole(target, text.encode("utf-8", errors="replace"))
    except OSError as error:
        raise DeskError(f"{target} cannot be written ({error.strerror}); what was read is kept") from error
    return target


def plain_cell(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula.

    >>> plain_cell("=1+1"), plain_cell("Kyiv")
    ("'=1+1", 'Kyiv')
    """
    return f"'{text}" if text.startswith(FORMULA_MARKS) else text
