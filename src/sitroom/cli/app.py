"""The command line: each command is a few lines over the desk."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import App, CycloptsError, Parameter

from sitroom import __version__
from sitroom.cli.actors import actors_app
from sitroom.cli.aggregating import history_aggregate
from sitroom.cli.asking import run_ask
from sitroom.cli.explaining import topic_assume, topic_explain, topic_mark
from sitroom.cli.fetching import history_fetch
from sitroom.cli.forecast import forecast_app
from sitroom.cli.game import game_app
from sitroom.cli.game_drafting import game_new
from sitroom.cli.history import history_app, run_test
from sitroom.cli.ledger import ledger_app
from sitroom.cli.linting import run_lint
from sitroom.cli.options import DeskFolder, Json, Scale, WrittenOn, day_of, open_room
from sitroom.cli.output import (
    DONE,
    INTEGRITY,
    SOME_FAILED,
    UNREADABLE,
    USAGE,
    print_json,
    print_problems,
    print_table,
    progress_bar,
    with_errors,
)
from sitroom.cli.position import game_position
from sitroom.cli.series import history_export, history_series
from sitroom.cli.standing import topic_app
from sitroom.cli.topic_situations import topic_situation
from sitroom.core import InputError, UsageError

if TYPE_CHECKING:
    from sitroom.brief import Brief
    from sitroom.desk import Read

Source = Annotated[str, Parameter(allow_leading_hyphen=True)]
app = App(
    name="sitroom",
    version=__version__,
    help="A situation room for people who read politics for a living: read, test, run and score a brief.\n\n"
    "Exit codes: 0 done, 1 done but some rows failed, 2 usage, 3 input unreadable, 4 integrity, "
    "10 there is something to look at.",
)
app.command(run_test, name="test")
app.command(run_ask, name="ask")
app.command(run_lint, name="lint")
topic_app.command(topic_situation, name="situation")
topic_app.command(topic_explain, name="explain")
topic_app.command(topic_mark, name="mark")
topic_app.command(topic_assume, name="assume")
history_app.command(history_fetch, name="fetch")
history_app.command(history_aggregate, name="aggregate")
history_app.command(history_series, name="series")
history_app.command(history_export, name="export")
game_app.command(game_new, name="new")
game_app.command(game_position, name="position")
for group in (topic_app, ledger_app, history_app, actors_app, game_app, forecast_app):
    app.command(group)


@app.command
@with_errors
def brief(
    *sources: Source,
    example: list[str] | None = None,
    topic: str | None = None,
    since: str = "last",
    situation: Path | None = None,
    out: Path | None = None,
    written_on: WrittenOn = None,
    scale: Scale = "icd203",
    full: bool = False,
    dry_run: bool = False,
    throw_away: bool = False,
    desk: DeskFolder = None,
    json_: Json = False,
) -> int:
    """Read a brief and write its page: what happened, who wants what, what is expected, what goes on the ledger.

    Args:
        sources: a file (txt, md, html, pdf, docx) or - for standard input; several make one page.
        example: a bundled brief by name; may be given again. Its chronicle comes with it on a throw-away desk.
        topic: file it under this topic (its slug; `sitroom topic new` makes one); from its second brief on, what
            changed comes first.
        since: `last`, or a day: what changed is counted from the topic's last brief of that day or before.
        situation: a situation file; the page then tells what is stable in each branch.
        out: folder for the HTML, Markdown and Word pages; the current folder where not given.
        full: show the records in full below the page.
        dry_run: enter nothing on the ledger and keep no brief.
        throw_away: use a desk that is gone afterwards.
    """
    from sitroom.desk import chronicles, example_path

    _refuse_options(sources)
    if not sources and not example:
        raise UsageError("give a file to brief, or --example NAME; `sitroom brief --help` shows both")
    with open_room(desk, throw_away=throw_away) as room:
        if example and throw_away:
            for path in chronicles():
                room.import_history(path)
        named: list[str | Path] = [*sources, *(example_path(one) for one in example or ())]
        done = room.brief(
            named, topic=topic, written_on=day_of(written_on), scale=scale, dry_run=dry_run, stdin=sys.stdin.buffer,
            situation=situation, since=None if since == "last" else day_of(since),
        )  # fmt: skip
        proposed = room.propose_topic([text.reading for text in done.texts]) if topic is None else None
    if json_:
        print_json(
            {
                **done.brief.to_json(),
                "proposed_topic": proposed.to_json() if proposed else None,
                "questions": [one.question.to_json() for one in done.questions],
                "reading": done.reading.to_json(),
                "readings": [text.reading.to_json() for text in done.texts],
            }
        )
        return DONE
    pages = _write_pages(done.brief, out or Path(), _page_name(named))
    _show(done.brief, full=full)
    print_problems(done.problems)
    if proposed:
        sys.stderr.write(
            f"this may belong to the topic {proposed.slug!r} ({', '.join(proposed.shared)}): brief it again with "
            f"--topic {proposed.slug}\n"
        )
    sys.stderr.write("written: " + ", ".join(str(page) for page in pages) + "\n")
    return DONE


def _page_name(sources: Sequence[str | Path]) -> str:
    """Return what the pages are called: by the first source, and how many more there are."""
    first = "brief" if str(sources[0]) == "-" else Path(sources[0]).stem
    return f"{first}-and-{len(sources) - 1}-more" if len(sources) > 1 else first


def _refuse_options(sources: Sequence[str]) -> None:
    """A word that starts with a hyphen is standard input or a mistyped option, never a file."""
    wrong = [source for source in sources if source.startswith("-") and source != "-"]
    if wrong:
        raise UsageError(
            f"there is no option {wrong[0]!r}; --help lists them; write a file of that name as ./{wrong[0]}"
        )


def _show(brief: object, *, full: bool) -> None:
    from sitroom.brief import render_terminal
    from sitroom.cli.output import console

    render_terminal(brief, console(), full=full)  # type: ignore[arg-type]


def _write_pages(brief: Brief, folder: Path, name: str) -> list[Path]:
    from sitroom.brief import render_docx, render_html, render_markdown

    pages = []
    for suffix, render in ((".html", render_html), (".md", render_markdown), (".docx", render_docx)):
        page = folder / f"{name}.brief{suffix}"
        made = render(brief)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            page.write_bytes(made if isinstance(made, bytes) else made.encode())
        except OSError as error:
            raise InputError(
                f"{page} cannot be written ({error.strerror}); choose another folder with --out"
            ) from error
        pages.append(page)
    return pages


@app.command
@with_errors
def read(
    *sources: Source,
    batch: Path | None = None,
    out: Path | None = None,
    processes: int | None = None,
    written_on: WrittenOn = None,
    scale: Scale = "icd203",
    keep: bool = True,
    desk: DeskFolder = None,
    json_: Json = False,
) -> int:
    """Read sources into records, as a table or JSON; or a corpus of JSON lines with --batch and --out.

    Args:
        sources: files, folders or - for standard input.
        batch: JSON lines of {id, text, date?, between?}; no desk is touched.
        out: where the batch's readings go, one a line in input order; an interrupted run is taken up again.
        processes: how many to use; all cores where not given.
        keep: store documents and readings on the desk.
    """
    _refuse_options(sources)
    if batch is not None:
        return _read_batch(batch, out, processes, as_json=json_)
    if not sources:
        raise UsageError("give at least one file, folder or -; or --batch IN --out OUT")
    failed = 0
    with open_room(desk, throw_away=not keep) as room:
        for one in room.read(sources, written_on=day_of(written_on), scale=scale, stdin=sys.stdin.buffer):
            failed += one.reading is None
            _print_read(one, as_json=json_)
    return UNREADABLE if failed and failed == len(sources) else SOME_FAILED if failed else DONE


def _print_read(one: Read, *, as_json: bool) -> None:
    if one.reading is None:
        if as_json:
            print_json({"source": one.source, "problems": [problem.to_json() for problem in one.problems]})
        print_problems(one.problems)
        return
    if as_json:
        print_json(one.reading.to_json())
        return
    rows = []
    for record in one.reading.records:
        facts = record.to_json()
        days = facts["date"]["edtf"] if isinstance(facts["date"], dict) else ""
        rows.append(
            (
                record.kind,
                record.realis,
                str(facts.get("event_type") or ""),
                str(days),
                " ".join(record.anchor.quote.split())[:90],
            )
        )
    reference = one.reading.reference
    print_table(f"{one.source}: written {reference.days.edtf()}", ("kind", "realis", "type", "when", "words"), rows)
    print_problems(one.problems)


def _read_batch(batch: Path, out: Path | None, processes: int | None, *, as_json: bool) -> int:
    from sitroom.desk import read_batch

    if out is None:
        raise UsageError("--batch needs --out OUT.jsonl, the file for the readings")
    total = _count_lines(batch) if sys.stderr.isatty() else None
    with progress_bar("reading", total) as advance:
        report = read_batch(batch, out, processes=processes, progress=advance)
    if as_json:
        print_json(report.to_json())
    else:
        sys.stderr.write(f"{report.rows} rows ({report.resumed} taken over, {report.failed} failed) in {out}\n")
    return SOME_FAILED if report.failed else DONE


def _count_lines(path: Path) -> int | None:
    try:
        with path.open("rb") as file:
            return sum(1 for line in file if line.strip())
    except OSError:
        return None


@app.command
@with_errors
def doctor(*, head: str | None = None, desk: DeskFolder = None, json_: Json = False) -> int:
    """Verify the desk: schema, ledger chain, every quote, every file and every backtest's run.

    Args:
        head: a ledger head printed on a brief, count:hash.
    """
    from sitroom.ledger import Head

    with open_room(desk) as room:
        assert room.store
        findings = room.examine(expected=Head.parse(head) if head else None)
        folder = room.folder
    bad = [one for one in findings if one.severity == "error"]
    if json_:
        print_json({"ok": not bad, "desk": str(folder), "findings": [one.to_json() for one in findings]})
    else:
        print(f"{folder}: {'sound' if not findings else f'{len(findings)} findings'}")
        for one in findings:
            print(f"  {one.severity}: {one.message}")
    return INTEGRITY if bad else DONE


def main(tokens: Sequence[str] | None = None) -> None:
    """Run the command line and exit with its code."""
    given = list(sys.argv[1:] if tokens is None else tokens)
    as_json = "--json" in given
    try:
        result = app(given, exit_on_error=False, print_error=not as_json, result_action="return_value")
    except CycloptsError as error:
        if as_json:
            said = " ".join(str(error).split())
            sys.stderr.write(json.dumps({"error": "UsageError", "message": said, "exit_code": USAGE}) + "\n")
        sys.exit(USAGE)
    except KeyboardInterrupt:
        sys.stderr.write("sitroom: stopped; what was written stays, a batch can be taken up again\n")
        sys.exit(130)
    sys.exit(result if isinstance(result, int) else DONE)
