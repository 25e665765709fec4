"""The doctor's look at backtests: whether each run is still the ledger that the desk's own ledger noted."""

from __future__ import annotations

from collections.abc import Iterator

from sitroom.core import SitroomError
from sitroom.desk.ledger_runs import FOLDER, Runs
from sitroom.desk.store import Finding, Store
from sitroom.ledger import Entry


def examine_runs(store: Store) -> list[Finding]:
    """Return everything that is wrong with the runs of a desk, each with its name and its entry; nothing is changed."""
    try:
        notes = Runs(store).notes()
    except (SitroomError, ValueError) as error:
        return [
            Finding("error", "desk.runs-unreadable", FOLDER, f"the ledger cannot say which runs there are: {error}")
        ]
    noted = {f"{note.payload['run']}.parquet" for note in notes}
    return [*(finding for note in notes for finding in _of_run(Runs(store), note)), *_left_over(store, noted)]


def _of_run(runs: Runs, note: Entry) -> Iterator[Finding]:
    try:
        run = runs.read(note)
    except SitroomError as error:
        yield Finding("error", "desk.run-unreadable", f"entry {note.seq}", str(error))
        return
    where = f"{FOLDER}/{run.path.name}"
    if not run.path.is_file():
        yield Finding("error", "desk.run-missing", where, f"the run {run.name} of entry {note.seq} is gone: {where}")
        return
    try:
        faults = run.verify()
    except SitroomError as error:
        yield Finding("error", "desk.run-unreadable", where, str(error))
        return
    for fault in faults:
        yield Finding("error", fault.code, f"{where}, entry {fault.seq}", f"the run {run.name}: {fault.message}")


def _left_over(store: Store, noted: set[str]) -> Iterator[Finding]:
    """Name the files that no entry notes; those that are being written are named after no run."""
    folder = store.folder / FOLDER
    for path in sorted(folder.glob("*.parquet")) if folder.is_dir() else []:
        if path.name not in noted and not path.name.startswith("."):
            message = f"no entry of the ledger notes the run {path.stem}; it is in no list and may be deleted"
            yield Finding("warning", "desk.run-unused", f"{FOLDER}/{path.name}", message)
