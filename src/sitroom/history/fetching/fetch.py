"""Fetching: GDELT's files of some days loaded one after another and imported at once, so that a stop loses nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from sitroom.core import HistoryError, Problem, UnreachableError
from sitroom.history.fetching.archives import check_archive, unite
from sitroom.history.fetching.downloading import Moved, download, md5_of
from sitroom.history.fetching.fetched import Fetched, add_to_record, holds, read_record
from sitroom.history.fetching.plan import FetchPlan, PlannedFile
from sitroom.history.fetching.server import Server
from sitroom.history.importing.events import import_events
from sitroom.history.importing.reports import ImportReport, add_reports
from sitroom.history.store import EventStore
from sitroom.history.whole_files import one_writer

MOST_BYTES = 2 * 1024**3


@dataclass(frozen=True, slots=True)
class FetchReport:
    """What came of a plan.

    Args:
        plan: what was to be done.
        loaded: names of the archives that were loaded.
        imported: what was read, kept and could not be read, summed over all files.
        failed: a problem for each file whose rows are not in.
    """

    plan: FetchPlan
    loaded: tuple[str, ...]
    imported: ImportReport
    failed: tuple[Problem, ...]

    def to_json(self) -> dict[str, object]:
        """Return the plan, the import and the failures."""
        return {
            "plan": self.plan.to_json(),
            "loaded": len(self.loaded),
            "import": self.imported.to_json(),
            "failed": [one.to_json() for one in self.failed],
        }


def fetch(
    plan: FetchPlan,
    store: EventStore,
    server: Server,
    *,
    received_on: date,
    keep: bool = False,
    moved: Moved | None = None,
) -> FetchReport:
    """Load and import the files of a plan, oldest first; each is in the store before the next is asked for.

    A file that fails does not stop the others; a server that does not answer does. What is complete stays: the same
    plan made again goes on where this one stopped.

    Args:
        plan: of ``plan_fetch``, for this store.
        store: where the rows go.
        server: the one of the plan.
        received_on: the day (UTC) on which we get the files.
        keep: leave the archives in the plan's folder; else each goes once its rows are in.
        moved: is told of the bytes that came; see ``download``.

    Raises:
        UnreachableError: the server does not answer, and no file is in.
        HistoryError: no file could be taken in.
    """
    run = _Run(plan, store, server, received_on=received_on, keep=keep, moved=moved)
    with one_writer(plan.folder):
        run.go()
    if run.failed and not run.reports and not any(one.state == "imported" for one in plan.files):
        raise run.errors[0]
    imported = add_reports(run.reports, ())
    imported = replace(imported, problems=tuple(condense(imported.problems)))
    return FetchReport(plan, tuple(run.loaded), imported, tuple(run.failed))


class _Run:
    """One run over a plan: what was loaded, read and failed so far."""

    def __init__(
        self,
        plan: FetchPlan,
        store: EventStore,
        server: Server,
        *,
        received_on: date,
        keep: bool,
        moved: Moved | None,
    ) -> None:
        self.plan, self.store, self.server = plan, store, server
        self.received_on, self.keep, self.moved = received_on, keep, moved
        self.loaded: list[str] = []
        self.reports: list[ImportReport] = []
        self.failed: list[Problem] = []
        self.errors: list[HistoryError] = []

    def go(self) -> None:
        record = read_record(self.store.folder, self.plan.edition.layout)
        units = [[one for one in unit if not holds(record, one.file)] for unit in self.plan.units()]
        for number, unit in enumerate(units):
            try:
                self._take(unit)
            except UnreachableError as error:
                left = sum(len(later) for later in units[number + 1 :])
                more = f"; {left} more files were not tried" if left else ""
                self._fail(error, "history.fetch-stopped", more)
                return

    def _take(self, unit: Sequence[PlannedFile]) -> None:
        """Load a unit's archives and import them; those that came before a server fell silent are imported first."""
        here: list[Path] = []
        silent = None
        for one in unit:
            try:
                here.append(self._load(one))
            except UnreachableError as error:
                silent = error
                break
            except HistoryError as error:
                self._fail(error)
        if here:
            self._import(here)
        if silent is not None:
            raise silent

    def _load(self, one: PlannedFile) -> Path:
        file, path = one.file, self.plan.folder / one.file.name
        if (file.size or 0) > MOST_BYTES:
            raise HistoryError(f"{file.name} is said to be {file.size} bytes; more than {MOST_BYTES} are not loaded")
        if one.state != "cached":
            download(self.server, file.name, path, size=file.size, md5=file.md5, most=MOST_BYTES, moved=self.moved)
            self.loaded.append(file.name)
        try:
            check_archive(path)
        except HistoryError:
            path.unlink()
            raise
        return path

    def _import(self, archives: Sequence[Path]) -> None:
        layout, folder = self.plan.edition.layout, self.plan.folder
        united = folder / f"{archives[0].name[:8]}.export.CSV.rows"
        rows = archives[0] if len(archives) == 1 else united
        try:
            if rows is united:
                unite(archives, united)
            report = import_events(layout, rows, self.store, received_on=self.received_on)
        except HistoryError as error:
            self._fail(error)
            return
        finally:
            united.unlink(missing_ok=True)
        self.reports.append(report)
        entries = [Fetched(path.name, md5_of(path), path.stat().st_size) for path in archives]
        add_to_record(self.store.folder, layout, entries, received_on=self.received_on)
        if not self.keep:
            for path in archives:
                path.unlink()

    def _fail(self, error: HistoryError, code: str = "history.fetch-failed", more: str = "") -> None:
        self.errors.append(error)
        self.failed.append(Problem(code, f"{error}{more}"))


def condense(problems: Sequence[Problem]) -> Iterator[Problem]:
    """Yield the first problem of each code, and say how many files had the like."""
    by_code: dict[str, list[Problem]] = {}
    for one in problems:
        by_code.setdefault(one.code, []).append(one)
    for found in by_code.values():
        more = f"; {len(found) - 1} more files have the like" if found[1:] else ""
        yield replace(found[0], message=found[0].message + more)
