"""The command that fetches event data: it says what it will load, asks, and shows how far it is."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from sitroom.cli.options import DeskFolder, Json, day_of, open_room
from sitroom.cli.output import DONE, SOME_FAILED, print_json, print_problems, progress_bar, with_errors
from sitroom.core import UsageError, english_range

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from sitroom.history import FetchPlan, FetchReport

MEGABYTE = 1_000_000
STOPPED = 130


@with_errors
def history_fetch(
    data_set: str,
    /,
    *,
    from_: str,
    to: str,
    version: int = 1,
    mirror: str | None = None,
    yes: bool = False,
    dry_run: bool = False,
    keep: bool = False,
    desk: DeskFolder = None,
    json_: Json = False,
) -> int:
    """Load event data over HTTP and import them: says how much it will load, and asks.

    The days choose files by when GDELT added their rows. A file also holds rows of earlier events that were reported
    again; they are kept. Until March 2013 the files are whole months and years by the day of the event, so more is
    loaded than was asked. The same command given again goes on where the last one stopped.

    Args:
        data_set: gdelt.
        from_: the first day, YYYY-MM-DD.
        to: the last day, YYYY-MM-DD.
        version: 1 (daily files, since 1979) or 2 (a file every quarter of an hour, since 18 February 2015).
        mirror: the address of a folder with the same files and lists; then no other host is asked.
        yes: do not ask.
        dry_run: say what would be loaded, and load only the publisher's lists of files.
        keep: leave the archives in the desk's folder; without it each goes once its rows are in.
    """
    first, last = day_of(from_), day_of(to)
    assert first is not None
    assert last is not None
    if data_set != "gdelt":
        raise UsageError(f"only gdelt can be fetched, not {data_set!r}; `sitroom history import` reads files of others")
    if not (yes or dry_run or sys.stdin.isatty()):
        raise UsageError(
            "there is no terminal to ask on, so nothing is loaded; add --yes to agree beforehand, or --dry-run to see "
            "what would be loaded"
        )
    with open_room(desk) as room:
        try:
            done = room.fetch_history(
                first, last, version=version, mirror=mirror, keep=keep, dry_run=dry_run,
                confirm=_confirm(agreed=yes, quiet=json_), may_list=_may_list(agreed=yes, quiet=json_), watch=_watch,
            )  # fmt: skip
        except KeyboardInterrupt:
            return _stopped(as_json=json_)
    if json_:
        print_json(done.to_json())
    elif done.report is not None:
        _show(done.report)
    elif dry_run and done.plan is not None:
        _say(done.plan)
    else:
        sys.stderr.write("nothing was loaded\n")
    failed = done.report is not None and (done.report.failed or done.report.imported.rows_rejected)
    return SOME_FAILED if failed else DONE


def _confirm(*, agreed: bool, quiet: bool) -> Callable[[FetchPlan], bool]:
    """Return what asks before archives are loaded; who agreed beforehand and reads JSON is told nothing more."""

    def confirm(plan: FetchPlan) -> bool:
        if not (agreed and quiet):
            _say(plan)
        return agreed or _answer("Load and import them? [y/N] ")

    return confirm


def _may_list(*, agreed: bool, quiet: bool) -> Callable[[int], bool]:
    def may_list(size: int) -> bool:
        asked = not agreed and sys.stdin.isatty()
        if asked or not quiet:
            told = f"The publisher's list of files is about {_megabytes(size)} by itself; it is kept for the next time."
            sys.stderr.write(f"{told}\n")
        return not asked or _answer("Load the list? [y/N] ")

    return may_list


def _answer(question: str) -> bool:
    sys.stderr.write(question)
    sys.stderr.flush()
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def _say(plan: FetchPlan) -> None:
    """Write to stderr what a plan takes, and what is wrong with it."""
    names = [one.file.name for one in plan.files]
    states = [one.state for one in plan.files]
    here = f"{states.count('imported')} imported already, {states.count('cached')} loaded already"
    stored = _megabytes(plan.estimated_stored)
    lines = [
        f"From    {plan.base}",
        f"Files   {len(names)}: {names[0]}" + (f" to {names[-1]}" if names[1:] else "") + f"; {here}",
        f"Days    {english_range(plan.days)}" + _more_than_asked(plan),
        f"To load {_megabytes(plan.to_load)}; about {plan.estimated_rows:,} rows, {stored} in the desk",
        f"To      {plan.folder}",
    ]
    sys.stderr.write("\n".join(lines) + "\n")
    print_problems(plan.problems)


def _more_than_asked(plan: FetchPlan) -> str:
    asked = plan.asked
    inside = all(day is None or asked.contains(day) for day in (plan.days.start, plan.days.end))
    return "" if inside else f": more than the {english_range(asked)} that you asked for, as the files are whole months"


def _megabytes(size: int) -> str:
    return f"{size / MEGABYTE:,.1f} MB" if size < 100 * MEGABYTE else f"{size / MEGABYTE:,.0f} MB"


def _watch(plan: FetchPlan) -> AbstractContextManager[Callable[[int], None]]:
    from contextlib import contextmanager

    @contextmanager
    def watching() -> Iterator[Callable[[int], None]]:
        with progress_bar("loading, kB", plan.to_load // 1000) as advance:
            came = 0

            def moved(count: int) -> None:
                nonlocal came
                before, came = came // 1000, came + count
                advance(came // 1000 - before)

            yield moved

    return watching()


def _show(report: FetchReport) -> None:
    for problem in report.failed:
        sys.stderr.write(f"{problem.code}: {problem.message}\n")
    print(f"loaded: {len(report.loaded)} of {len(report.plan.files)} files")
    for key, value in report.imported.to_json().items():
        print(f"{key}: {value}")


def _stopped(*, as_json: bool) -> int:
    told = "stopped; what is complete is in the desk, and a part of a file is kept: the same command goes on from there"
    if as_json:
        told = json.dumps({"error": "Stopped", "message": told, "exit_code": STOPPED})
        sys.stderr.write(told + "\n")
    else:
        sys.stderr.write(f"sitroom: {told}\n")
    return STOPPED
