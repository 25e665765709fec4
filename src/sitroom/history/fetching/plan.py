"""Fetch plan: which files hold the days asked for, what of them is here already, and what loading the rest takes."""

import shutil
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Literal

from sitroom.core import DayRange, HistoryError, Problem, UsageError, english_range
from sitroom.history.fetching.downloading import md5_of
from sitroom.history.fetching.fetched import Fetched, folder_of, holds, read_record
from sitroom.history.fetching.gdelt_files import DAY, Edition, ListedFile, check_days, days_without
from sitroom.history.fetching.lists import LARGE_LIST, lists_serve, load_lists, read_lists
from sitroom.history.fetching.server import Server

BYTES_A_ROW = 50
STORED_TIMES = 1.4
FILES_A_DAY = 96
MOST_RANGES = 8

State = Literal["imported", "cached", "partial", "absent"]


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """A listed file and what of it is here.

    Args:
        file: as listed.
        state: its rows are in the store; or it lies in the cache whole; or a part of it does; or nothing.
        have: bytes that need not be loaded.
    """

    file: ListedFile
    state: State
    have: int

    @property
    def to_load(self) -> int:
        """Bytes still to load; 0 where the size is not known."""
        return 0 if self.state in ("imported", "cached") else max((self.file.size or 0) - self.have, 0)


@dataclass(frozen=True, slots=True)
class FetchPlan:
    """What fetching some days takes.

    Args:
        edition: GDELT 1.0 or 2.0.
        base: the folder that is asked.
        asked: the days asked for.
        files: those that hold them, oldest first.
        folder: where archives wait until their rows are in the store.
        problems: days without a file, files without a checksum, a full disk.
    """

    edition: Edition
    base: str
    asked: DayRange
    files: tuple[PlannedFile, ...]
    folder: Path
    problems: tuple[Problem, ...]

    @property
    def to_load(self) -> int:
        """Bytes to load."""
        return sum(one.to_load for one in self.files)

    @property
    def open_files(self) -> tuple[PlannedFile, ...]:
        """The files whose rows are not in the store."""
        return tuple(one for one in self.files if one.state != "imported")

    @property
    def estimated_rows(self) -> int:
        """About how many rows the open files hold: 50 bytes of archive make a row."""
        return sum(one.file.size or 0 for one in self.open_files) // BYTES_A_ROW

    @property
    def estimated_stored(self) -> int:
        """About how many bytes their rows take in the store: 1.4 times the archives."""
        return int(sum(one.file.size or 0 for one in self.open_files) * STORED_TIMES)

    @property
    def days(self) -> DayRange:
        """The days that the files hold, which may be more than was asked."""
        if not self.files:
            return DayRange()
        return DayRange(self.files[0].file.first_on, max(one.file.last_on for one in self.files))

    def units(self) -> list[tuple[PlannedFile, ...]]:
        """Return the files in the groups that are imported at once: one file, or the quarter hours of a day."""
        days = groupby(self.files, key=lambda one: (one.file.first_on, one.file.last_on))
        return [tuple(group) for _, group in days]

    def to_json(self) -> dict[str, object]:
        """Return the plan with sizes in bytes and ISO days."""
        return {
            "data_set": self.edition.layout,
            "base": self.base,
            "asked": self.asked.to_json(),
            "files_hold": self.days.to_json(),
            "files": len(self.files),
            "states": dict(sorted(Counter(one.state for one in self.files).items())),
            "bytes": sum(one.file.size or 0 for one in self.files),
            "bytes_to_load": self.to_load,
            "estimated_rows": self.estimated_rows,
            "estimated_stored_bytes": self.estimated_stored,
            "folder": str(self.folder),
            "problems": [one.to_json() for one in self.problems],
        }


def plan_fetch(
    store_folder: Path,
    edition: Edition,
    server: Server,
    first: date,
    last: date,
    *,
    today: date,
    may_list: Callable[[int], bool] | None = None,
) -> FetchPlan | None:
    """Read the publisher's lists and return what fetching these days takes; no archive is loaded.

    Args:
        store_folder: the event store's.
        edition: GDELT 1.0 or 2.0.
        server: the publisher's folder or a mirror's.
        first: the first day asked for, inclusive.
        last: the last day asked for, inclusive; days after today are a problem and not an error.
        today: the day (UTC).
        may_list: asked with its bytes before a large list is loaded; None means yes.

    Returns:
        The plan, or None where the list may not be loaded.

    Raises:
        UsageError: the days are in the wrong order, or before the first or after the last file.
        UnreachableError: the server does not answer.
        HistoryError: it lists no file for these days.
    """
    check_days(edition, first, last)
    if first > today:
        raise UsageError(f"--from {first} lies ahead; a day's file comes out on the day after it")
    folder = folder_of(store_folder, edition.layout)
    end = min(last, today)
    if not lists_serve(folder, server.base, edition, end):
        if may_list is not None and edition.list_bytes >= LARGE_LIST and not may_list(edition.list_bytes):
            return None
        load_lists(folder, server, edition, today)
    listed = read_lists(folder, edition, first, end)
    if not listed:
        raise HistoryError(
            f"{server.base} lists no file for {english_range(DayRange(first, last))}; ask for other days, or see "
            "whether that is the folder of GDELT's event files"
        )
    record = read_record(store_folder, edition.layout)
    planned = tuple(_planned(file, folder, record) for file in listed)
    found = _problems(edition, planned, first, last, today=today)
    plan = FetchPlan(edition, server.base, DayRange(first, last), planned, folder, tuple(found))
    return _with_room(plan)


# ---------------------------------------------------------------------- what is here, and what is wrong
def _planned(file: ListedFile, folder: Path, record: dict[str, Fetched]) -> PlannedFile:
    if holds(record, file):
        return PlannedFile(file, "imported", file.size or 0)
    whole, part = folder / file.name, folder / f"{file.name}.part"
    if whole.exists() and file.size in (None, whole.stat().st_size) and file.md5 in (None, md5_of(whole)):
        return PlannedFile(file, "cached", whole.stat().st_size)
    have = part.stat().st_size if part.exists() else 0
    return PlannedFile(file, "partial" if have else "absent", have)


def _problems(
    edition: Edition, planned: Sequence[PlannedFile], first: date, last: date, *, today: date
) -> list[Problem]:
    files, out = [one.file for one in planned], []
    gaps = days_without(files, first, min(last, today))
    missing = [day for day in gaps if day < today - DAY]
    if missing:
        out.append(Problem("history.fetch-no-file", f"the publisher lists no file for {ranges_words(missing)}"))
    if len(missing) < len(gaps) or last > today:
        early = f"from {max(first, today - DAY)} on some days have no file yet; a day's file comes out on the day after"
        out.append(Problem("history.fetch-not-out", early))
    bare = [file.name for file in files if file.md5 is None]
    if bare:
        told = f"the publisher states no checksum for {bare[0]}" + (f" and {len(bare) - 1} more" if bare[1:] else "")
        out.append(Problem("history.fetch-no-checksum", f"{told}; only size and archive are checked"))
    if edition.version == 2:
        counts = Counter(file.first_on for file in files)
        few = sorted(day for day, count in counts.items() if count < FILES_A_DAY)
        if few:
            told = f"fewer than {FILES_A_DAY} quarter hours are listed for {ranges_words(few)}"
            out.append(Problem("history.fetch-part-of-day", told))
    return out


def _with_room(plan: FetchPlan) -> FetchPlan:
    """Return the plan with a problem where the disk has no room for it."""
    there = next(path for path in (plan.folder, *plan.folder.parents) if path.exists())
    free, need = shutil.disk_usage(there).free, plan.to_load + plan.estimated_stored
    if free >= need:
        return plan
    told = f"the disk has {free // 10**6} MB left; this takes up to {need // 10**6} MB; make room or ask for fewer days"
    problems = (*plan.problems, Problem("history.fetch-disk", told))
    return FetchPlan(plan.edition, plan.base, plan.asked, plan.files, plan.folder, problems)


def ranges_words(days: Sequence[date]) -> str:
    """Return days as ranges in words, at most eight of them.

    >>> ranges_words([date(2014, 1, 23), date(2014, 1, 24), date(2014, 1, 25), date(2014, 3, 19)])
    '23-25 Jan 2014, 19 Mar 2014'
    """
    runs: list[list[date]] = []
    for day in days:
        if runs and day == runs[-1][1] + DAY:
            runs[-1][1] = day
        else:
            runs.append([day, day])
    words = [english_range(DayRange(*run)) for run in runs[:MOST_RANGES]]
    return ", ".join(words) + (f" and {len(runs) - MOST_RANGES} more" if len(runs) > MOST_RANGES else "")
