"""The command that says where a draft's words of likelihood and confidence break ICD 203."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from sitroom.cli.options import DeskFolder, Json, Scale, WrittenOn, day_of, open_room
from sitroom.cli.output import (
    DONE,
    LOOK,
    SOME_FAILED,
    UNREADABLE,
    print_json,
    print_problems,
    print_table,
    with_errors,
)
from sitroom.core import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitroom.desk.linting import Linted

_COLUMNS = ("line", "severity", "words", "what is wrong", "why", "write instead", "rule")
_LONGEST_WORDS = 140


@with_errors
def run_lint(
    *sources: Annotated[str, Parameter(allow_leading_hyphen=True)],
    scale: Scale = "icd203",
    written_on: WrittenOn = None,
    desk: DeskFolder = None,
    json_: Json = False,
) -> int:
    """Say where a draft's words of likelihood and confidence break ICD 203, and what to write instead.

    Exit code: 10 where there is a breach, 0 where there is none or only advice. Nothing is kept.

    Args:
        sources: drafts as files (txt, md, html, pdf, docx), folders, or - for standard input.
    """
    wrong = [source for source in sources if source.startswith("-") and source != "-"]
    if wrong:
        raise UsageError(f"there is no option {wrong[0]!r}; --help lists them")
    if not sources:
        raise UsageError("give a draft to check: sitroom lint FILE")
    with open_room(desk) as room:
        drafts = room.lint(sources, scale=scale, written_on=day_of(written_on), stdin=sys.stdin.buffer)
    breaches = sum(one.breaches for one in drafts)
    if json_:
        print_json({"scale": scale, "breaches": breaches, "sources": [one.to_json() for one in drafts]})
    else:
        for one in drafts:
            _show(one)
    return LOOK if breaches else _code_of(drafts)


def _code_of(drafts: Sequence[Linted]) -> int:
    failed = sum(one.document is None for one in drafts)
    return UNREADABLE if failed == len(drafts) else SOME_FAILED if failed else DONE


def _show(one: Linted) -> None:
    """Print the findings of one draft as a table, and how many they are to stderr."""
    from sitroom.brief import one_line, quoted

    if one.findings:
        rows = [
            (
                str(found.line),
                found.rule.severity,
                quoted(found.where.quote, _LONGEST_WORDS),
                found.rule.title,
                found.rule.why,
                one_line(found.instead),
                found.rule.code,
            )
            for found in one.findings
        ]
        print_table(one_line(one.source), _COLUMNS, rows)
    print_problems(one.problems)
    if one.document is not None:
        advice = len(one.findings) - one.breaches
        said = f"{_counted(one.breaches, 'breach', 'breaches')}, {_counted(advice, 'piece', 'pieces')} of advice"
        sys.stderr.write(f"{one_line(one.source)}: {said}\n")


def _counted(number: int, one: str, many: str) -> str:
    return f"{number or 'no'} {one if number == 1 else many}"
