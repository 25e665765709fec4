"""Import reports: what was read, kept and could not be read; nothing is dropped without a count."""

import csv
import io
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import BinaryIO
from urllib.parse import quote

from sitroom.core import Problem, iso, short_hash
from sitroom.history.appending import Appended
from sitroom.history.importing.row_files import RowFile
from sitroom.history.whole_files import write_whole

MANY_LINES = 100


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import read, kept and could not read; the counts are those of BENCHMARKS.md section 6."""

    sources: tuple[str, ...]
    rows_read: int
    rows_rejected: int
    rows_added: int
    rows_known: int
    null_actor: int
    null_recipient: int
    unmapped_codes: int
    duplicate_ids: int
    same_day_repeats: int
    undirected: int
    first_date: date | None
    last_date: date | None
    encoding: str
    reject_file: Path | None
    problems: tuple[Problem, ...]
    files: int = 1

    def to_json(self) -> dict[str, object]:
        """Return the report with ISO days and plain problems."""
        plain = {name: getattr(self, name) for name in self.__slots__}
        return plain | {
            "sources": list(self.sources),
            "first_date": iso(self.first_date),
            "last_date": iso(self.last_date),
            "reject_file": str(self.reject_file) if self.reject_file else None,
            "problems": [problem.to_json() for problem in self.problems],
        }


def add_reports(reports: Sequence[ImportReport], failed: Sequence[str], left_out: Sequence[str] = ()) -> ImportReport:
    """Return one report for several files, with a problem for each that could not be read and one for what was left."""
    counts = {name: sum(getattr(one, name) for one in reports) for name in _COUNTS}
    days = [day for one in reports for day in (one.first_date, one.last_date) if day]
    problems = tuple(Problem("history.file-unreadable", text) for text in failed)
    if left_out:
        message = f"folders and read-me files are not read: {', '.join(left_out)}; import them by themselves"
        problems += (Problem("history.left-out", message),)
    if len(reports) == 1:
        return replace(reports[0], problems=problems + reports[0].problems)
    return ImportReport(
        sources=tuple(sorted({source for one in reports for source in one.sources})),
        **counts,
        first_date=min(days, default=None),
        last_date=max(days, default=None),
        encoding=", ".join(dict.fromkeys(one.encoding for one in reports)),
        reject_file=next((one.reject_file for one in reports if one.reject_file), None),
        problems=problems + tuple(problem for one in reports for problem in one.problems),
        files=len(reports),
    )


_COUNTS = (
    "rows_read", "rows_rejected", "rows_added", "rows_known", "null_actor", "null_recipient", "unmapped_codes",
    "duplicate_ids", "same_day_repeats", "undirected",
)  # fmt: skip


@dataclass(slots=True)
class Tally:
    """The counts of one file while it is read, of whatever format."""

    counts: Counter[str] = field(default_factory=Counter)
    first_lines: dict[str, int] = field(default_factory=dict)
    rejects: list[tuple[int, str, str]] = field(default_factory=list)
    sources: set[str] = field(default_factory=set)
    days: tuple[date, date] | None = None

    def add(self, name: str, count: int, line: int | None) -> None:
        """Count something so many times, and keep the first line on which it stood."""
        if count and line is not None:
            self.counts[name] += count
            self.first_lines.setdefault(name, line)

    def report(self, file: RowFile, folder: Path, appended: Appended) -> ImportReport:
        """Write the reject file into the store's folder and return the report."""
        counts, self.rejects = self.counts, sorted(self.rejects)
        self.add("rejected", len(self.rejects), self.rejects[0][0] if self.rejects else None)
        return ImportReport(
            sources=tuple(sorted(self.sources)),
            rows_read=counts["read"],
            rows_rejected=counts["rejected"],
            rows_added=appended.rows_added,
            rows_known=appended.rows_known,
            null_actor=counts["null_actor"],
            null_recipient=counts["null_recipient"],
            unmapped_codes=counts["unmapped"],
            duplicate_ids=counts["duplicate_id"],
            same_day_repeats=counts["same_day_repeat"],
            undirected=counts["undirected"],
            first_date=self.days[0] if self.days else None,
            last_date=self.days[1] if self.days else None,
            encoding=file.encoding,
            reject_file=_write_rejects(folder, file.member.own_path, self.rejects),
            problems=_problems(file.encoding, self),
        )


def _write_rejects(folder: Path, path: Path, rejects: list[tuple[int, str, str]]) -> Path | None:
    """Write the rejected rows with line and reason; None where there are none."""
    if not rejects:
        return None
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("line", "reason", "row"))
    writer.writerows(rejects)
    raw = text.getvalue()
    target = folder / "rejects" / f"{quote(path.name, safe='')}.{short_hash(raw, length=8)}.csv"

    def write(file: BinaryIO) -> None:
        file.write(raw.encode("utf-8"))

    write_whole(target, write)
    return target


_WORDS = {
    "rejected": ("rows-rejected", "rows rejected; the reject file says which and why"),
    "long_row": ("long-row", f"rows take over {MANY_LINES} lines; look for a stray quotation mark there"),
    "extra_cells": ("extra-cells", "rows have more cells than the header; the rest is kept in raw_row"),
    "unmapped": ("unmapped-code", "rows have a code that no table of ours holds; a lost leading zero?"),
    "unknown_type": ("unknown-type", "rows have an event type that PLOVER 2021 does not hold; kept as printed"),
    "uncoded": ("uncoded", "rows have neither a code nor a quad that can be read; they match no pattern of quads"),
    "quad_unreadable": ("quad-unreadable", "rows have a quad that is not 1 to 4; taken from the code where it can be"),
    "known_unreadable": ("known-unreadable", "rows have a first_known_on that is no day or before the event; assumed"),
    "known_assumed": ("known-assumed", "rows do not say when they were known; occurred_on plus the lag is assumed"),
    "precision_unreadable": ("precision-unreadable", "rows have a date_precision that we do not know; taken as a day"),
    "directed_unreadable": ("directed-unreadable", "rows have a directed that is not true or false; taken as true"),
    "number_unreadable": ("number-unreadable", "cells that should be numbers are not; left empty"),
    "duplicate_id": ("duplicate-id", "rows have an id that stood earlier in the file; kept side by side"),
}


def _problems(encoding: str, tally: Tally) -> tuple[Problem, ...]:
    """Return one problem a kind, with its count and its first line."""
    counts = tally.counts
    out = [
        Problem(f"history.{code}", f"{counts[name]} {words}", line=tally.first_lines[name])
        for name, (code, words) in _WORDS.items()
        if counts[name]
    ]
    if encoding in {"cp1252", "latin-1"}:
        message = f"the file is not UTF-8; read as {encoding}; check a name with accents"
        out.append(Problem("history.encoding-guessed", message))
    return tuple(out)
