"""Output: what goes to stdout and stderr, plain in pipes, JSON where asked; and the exit codes."""

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import wraps
from typing import TYPE_CHECKING, ParamSpec
from unicodedata import category

from sitroom.core import Problem, SitroomError

if TYPE_CHECKING:
    from rich.console import Console

DONE, SOME_FAILED, USAGE, UNREADABLE, INTEGRITY = range(5)
LOOK = 10
"""There is something to look at."""
P = ParamSpec("P")


def print_json(value: object) -> None:
    """Write one JSON value to stdout, and nothing else."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=None if not sys.stdout.isatty() else 2) + "\n")


def console(*, stderr: bool = False) -> "Console":
    """Return a console: colours on a terminal, plain text in a pipe."""
    from rich.console import Console

    stream = sys.stderr if stderr else sys.stdout
    return Console(stderr=stderr, width=None if stream.isatty() else 100, highlight=False, soft_wrap=False)


def print_table(title: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table on a terminal, tab-separated lines in a pipe."""
    if not sys.stdout.isatty():
        for row in (columns, *rows):
            sys.stdout.write("\t".join(_harmless(cell) for cell in row) + "\n")
        return
    from rich.table import Table
    from rich.text import Text

    table = Table(title=title, title_justify="left", show_lines=False, header_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(Text(_harmless(cell)) for cell in row))
    console().print(table)


def _harmless(cell: str) -> str:
    """Return words on one line in which nothing steers a terminal."""
    return "".join("\ufffd" if category(sign) in {"Cc", "Cs"} else sign for sign in " ".join(cell.split()))


def print_problems(problems: Sequence[Problem]) -> None:
    """Print what could not be read to stderr, a line each."""
    for problem in problems:
        where = (
            f" (line {problem.line})" if problem.line else f" at {problem.where.quote[:60]!r}" if problem.where else ""
        )
        sys.stderr.write(f"{problem.code}{where}: {problem.message}\n")


def with_errors(command: Callable[P, int | None]) -> Callable[P, int]:
    """Turn errors into one message on stderr and an exit code; with ``json_`` set, into one JSON object."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> int:
        try:
            return command(*args, **kwargs) or DONE
        except SitroomError as error:
            as_json = bool(kwargs.get("json_"))
            name = type(error).__name__
            if as_json:
                sys.stderr.write(
                    json.dumps({"error": name, "message": str(error), "exit_code": error.exit_code}, ensure_ascii=False)
                    + "\n"
                )
            else:
                sys.stderr.write(f"sitroom: {error}\n")
            return error.exit_code
        except BrokenPipeError:
            sys.stderr.close()
            return DONE

    return run


@contextmanager
def progress_bar(label: str, total: int | None) -> Iterator[Callable[[int], None]]:
    """Show a progress bar on stderr where that is a terminal; yield the function that moves it on."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=console(stderr=True),
    )
    with bar:
        task = bar.add_task(label, total=total)
        yield lambda count: bar.advance(task, count)
