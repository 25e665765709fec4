"""The command line: each command is a few lines over the desk."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import App, CycloptsError, Parameter

from sitroom import __version__
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
from sitroom.core import InputError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitroom.desk import Desk, Read
    from sitroom.ledger import Question

Json = Annotated[
    bool, Parameter(name="--json", negative="", help="JSON only on stdout; an error is one JSON object on stderr.")
]
DeskFolder = Annotated[
    Path | None, Parameter(name="--desk", help="The desk's folder; else SITROOM_DESK, else your data directory.")
]
WrittenOn = Annotated[
    str | None,
    Parameter(name="--written-on", help="The day of writing (YYYY-MM-DD), where you know it; else it is inferred."),
]
Scale = Annotated[str, Parameter(help="Scale of likelihood words: icd203, kent or phia.")]

app = App(
    name="sitroom",
    version=__version__,
    help="A situation room for people who read politics for a living: read, test, run and score a brief.\n\n"
    "Exit codes: 0 done, 1 done but some rows failed, 2 usage, 3 input unreadable, 4 integrity.",
)
topic_app = App(name="topic", help="Standing files: the documents and questions that belong together.")
ledger_app = App(name="ledger", help="Questions, forecasts and outcomes; append-only and chained.")
history_app = App(name="history", help="Event data: import tables, see what they cover.")
for group in (topic_app, ledger_app, history_app):
    app.command(group)


@contextmanager
def _desk(folder: Path | None, *, throw_away: bool = False) -> Iterator[Desk]:
    from sitroom.desk import open_desk

    with tempfile.TemporaryDirectory(prefix="sitroom-") as passing:
        desk = open_desk(Path(passing) if throw_away else folder)
        try:
            yield desk
        finally:
            desk.close()


def _day(words: str | None) -> date | None:
    if words is None:
        return None
    try:
        return date.fromisoformat(words)
    except ValueError as error:
        raise UsageError(f"{words!r} is no day; write it as YYYY-MM-DD") from error


@app.command
@with_errors
def brief(
    source: str | None = None,
    /,
    *,
    example: str | None = None,
    topic: str | None = None,
    out: Path | None = None,
    written_on: WrittenOn = None,
    scale: Scale = "icd203",
    full: bool = False,
    dry_run: bool = False,
    throw_away: bool = False,
    desk: DeskFolder = None,
    json_: Json = False,
) -> int:
    """Read one brief and write its page: what happened, who wants what, what is expected, what goes on the ledger.

    Args:
        source: a file (txt, md, html, pdf, docx) or - for standard input.
        example: the name of a bundled brief instead of a source; its chronicle comes with it on a throw-away desk.
        topic: file it under this topic (its slug; `sitroom topic new` makes one).
        out: folder for the HTML and Markdown pages; the current folder where not given.
        full: show the records in full below the page.
        dry_run: enter nothing on the ledger and keep no brief.
        throw_away: use a desk that is gone afterwards.
    """
    from sitroom.desk import chronicles, example_path

    if (source is None) == (example is None):
        raise UsageError("give a file to brief, or --example NAME; `sitroom brief --help` shows both")
    with _desk(desk, throw_away=throw_away) as room:
        if example and throw_away:
            for path in chronicles():
                room.import_history(path)
        named = example_path(example) if example else source
        assert named is not None
        done = room.brief(
            named, topic=topic, written_on=_day(written_on), scale=scale, dry_run=dry_run, stdin=sys.stdin.buffer
        )
    if json_:
        print_json(
            {
                **done.brief.to_json(),
                "questions": [one.question.to_json() for one in done.questions],
                "reading": done.reading.to_json(),
            }
        )
        return DONE
    _show(done.brief, full=full)
    pages = _write_pages(done.brief, out or Path(), Path(named).stem if str(named) != "-" else "brief")
    print_problems(done.problems)
    sys.stderr.write("written: " + ", ".join(str(page) for page in pages) + "\n")
    return DONE


def _show(brief: object, *, full: bool) -> None:
    from sitroom.brief import render_terminal
    from sitroom.cli.output import console

    render_terminal(brief, console(), full=full)  # type: ignore[arg-type]


def _write_pages(brief: object, folder: Path, name: str) -> list[Path]:
    from sitroom.brief import render_html, render_markdown

    pages = []
    for suffix, render in ((".html", render_html), (".md", render_markdown)):
        page = folder / f"{name}.brief{suffix}"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            page.write_text(render(brief), encoding="utf-8")  # type: ignore[arg-type]
        except OSError as error:
            raise InputError(
                f"{page} cannot be written ({error.strerror}); choose another folder with --out"
            ) from error
        pages.append(page)
    return pages


@app.command
@with_errors
def read(
    *sources: str,
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
    if batch is not None:
        return _read_batch(batch, out, processes, as_json=json_)
    if not sources:
        raise UsageError("give at least one file, folder or -; or --batch IN --out OUT")
    failed = 0
    with _desk(desk, throw_away=not keep) as room:
        for one in room.read(sources, written_on=_day(written_on), scale=scale, stdin=sys.stdin.buffer):
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


@topic_app.command(name="new")
@with_errors
def topic_new(name: str, /, *, actor: list[str] | None = None, desk: DeskFolder = None, json_: Json = False) -> int:
    """Open a standing file.

    Args:
        name: in words; its slug is made from it.
        actor: an actor that the topic watches, by slug; may be given again.
    """
    with _desk(desk) as room:
        topic = room.new_topic(name, actors=actor or ())
    if json_:
        print_json(topic.to_json())
    else:
        print(f"{topic.slug}: {topic.name}")
    return DONE


@topic_app.command(name="show")
@with_errors
def topic_show(slug: str | None = None, /, *, desk: DeskFolder = None, json_: Json = False) -> int:
    """Show a topic with its documents and questions; without a slug, list all topics."""
    with _desk(desk) as room:
        if slug is None:
            topics = [topic.to_json() for topic in room.store.topics.all()]
            if json_:
                print_json({"topics": topics})
            else:
                print_table("Topics", ("slug", "name"), [(str(topic["slug"]), str(topic["name"])) for topic in topics])
            return DONE
        shown = room.topic(slug)
    if json_:
        print_json(shown)
        return DONE
    print(f"{shown['name']} ({slug})")
    for key, columns in (("documents", ("id", "title", "source")), ("questions", ("id", "status", "question"))):
        rows = [[str(row.get(column) or "") for column in columns] for row in _rows(shown[key])]
        print_table(key.capitalize(), columns, rows)
    return DONE


def _rows(value: object) -> Sequence[dict[str, object]]:
    return value if isinstance(value, list) else []


@ledger_app.command(name="list")
@with_errors
def ledger_list(
    *, status: str | None = None, topic: str | None = None, desk: DeskFolder = None, json_: Json = False
) -> int:
    """List the questions with how they stand.

    Args:
        status: only those that are open, closed, not_scorable, not_applicable or draft.
        topic: only those of this topic.
    """
    with _desk(desk) as room:
        standings = room.ledger.list(status=status, topic=topic)
        head = room.ledger.head()
    if json_:
        print_json({"questions": [one.to_json() for one in standings], "head": str(head), "count": head.count})
        return DONE
    rows = []
    for one in standings:
        question = one.question
        band = f"{question.band[0]:.0%}-{question.band[1]:.0%}" if question.band else ""
        closes = question.closes_on.edtf() if question.closes_on.end else ""
        rows.append((question.id, _status(question), question.words or "", band, closes, question.text))
    print_table("Ledger", ("id", "status", "words", "band", "closes", "question"), rows)
    print(f"head {head}")
    return DONE


def _status(question: Question) -> str:
    words = question.status.replace("_", " ")
    return f"{words}, retrospective" if question.retrospective else words


@ledger_app.command(name="verify")
@with_errors
def ledger_verify(*, head: str | None = None, desk: DeskFolder = None, json_: Json = False) -> int:
    """Verify the chain; with --head (as printed on a brief) also that nothing was cut off since.

    Args:
        head: count:hash.
    """
    from sitroom.ledger import Head

    with _desk(desk) as room:
        faults = room.ledger.verify(Head.parse(head) if head else None)
        now = room.ledger.head()
    if json_:
        print_json({"ok": not faults, "head": str(now), "count": now.count, "faults": [str(fault) for fault in faults]})
    else:
        print(f"{'the chain verifies' if not faults else 'THE CHAIN DOES NOT VERIFY'}: {now.count} entries, head {now}")
        for fault in faults:
            print(f"  {fault}")
    return INTEGRITY if faults else DONE


@history_app.command(name="import")
@with_errors
def history_import(
    format_: str, path: Path, /, *, source: str | None = None, desk: DeskFolder = None, json_: Json = False
) -> int:
    """Import event data; a second import of the same file adds nothing.

    Args:
        format_: table (the columns are in the reference); other formats follow.
        path: a CSV (plain or gz) or Parquet file.
        source: the data set's name.
    """
    if format_ != "table":
        raise UsageError(
            f"the format {format_!r} is not read by this version; table is; `sitroom history import --help` says more"
        )
    with _desk(desk) as room:
        report = room.import_history(path, source=source)
    if json_:
        print_json(report.to_json())
    else:
        for key, value in report.to_json().items():
            print(f"{key}: {value}")
    return SOME_FAILED if report.rows_rejected else DONE


@history_app.command(name="coverage")
@with_errors
def history_coverage(*, desk: DeskFolder = None, json_: Json = False) -> int:
    """Show which event data the desk has."""
    with _desk(desk) as room:
        sources = [one.to_json() for one in room.coverage()]
    if json_:
        print_json({"sources": sources})
        return DONE
    columns = ("source", "rows", "first_date", "last_date", "null_actor", "null_recipient", "unmapped_codes")
    print_table("History", columns, [[str(one.get(column, "")) for column in columns] for one in sources])
    return DONE


@app.command
@with_errors
def doctor(*, head: str | None = None, desk: DeskFolder = None, json_: Json = False) -> int:
    """Verify the desk: schema, ledger chain, every quote and every file.

    Args:
        head: a ledger head printed on a brief, count:hash.
    """
    from sitroom.ledger import Head

    with _desk(desk) as room:
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
    try:
        result = app(tokens, exit_on_error=False, print_error=True, result_action="return_value")
    except CycloptsError:
        sys.exit(USAGE)
    except KeyboardInterrupt:
        sys.stderr.write("sitroom: stopped; what was written stays, a batch can be taken up again\n")
        sys.exit(130)
    sys.exit(result if isinstance(result, int) else DONE)
