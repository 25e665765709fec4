"""The command that closes questions: all that data can close, or one on a person's word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitroom.cli.ledger_entering import By
from sitroom.cli.options import DeskFolder, Json, open_room
from sitroom.cli.output import DONE, print_json, print_table, progress_bar, with_errors
from sitroom.core import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitroom.desk.ledger_resolving import Closed


@with_errors
def ledger_resolve(
    question: str | None = None,
    /,
    *,
    outcome: str | None = None,
    source: str | None = None,
    quote: str | None = None,
    known_on: str | None = None,
    occurred_on: str | None = None,
    by: By = "user",
    desk: DeskFolder = None,
    json_: Json = False,
) -> int:
    """Close every question that data can close, citing rows; or one question on your own word.

    Args:
        question: the id of the one that you resolve; without it, data close what they can.
        outcome: yes, no, or void where the question does not apply.
        source: where your outcome can be checked.
        quote: the words there that settle it.
        known_on: the day from which the outcome could be known; today where not given.
        occurred_on: the day of the event.
    """
    if question is None:
        if outcome or source or quote:
            raise UsageError("name the question that the outcome is of: ledger resolve QUESTION --outcome yes ...")
        with (
            open_room(desk) as room,
            progress_bar("asking the data", len(room.ledger.list(status="open"))) as advance,
        ):
            closed = room.ledger.resolve(progress=advance)
        return _told(closed, as_json=json_)
    if not (outcome and source and quote):
        raise UsageError("a person resolves a question with --outcome, --source and --quote, the words that settle it")
    with open_room(desk) as room:
        entered = room.ledger.resolve_by_person(
            question, outcome, source=source, quote=quote, by=by, known_on=known_on, occurred_on=occurred_on
        )
        standing = room.ledger.get(question)
    if json_:
        print_json({**standing.to_json(), "new_entries": int(entered.new)})
    else:
        print(f"{standing.question.text}: {outcome}, by {by}, from {source}")
    return DONE


def _told(closed: Sequence[Closed], *, as_json: bool) -> int:
    counts = {name: sum(one.closing == name for one in closed) for name in ("yes", "no", "void", "waits", "open")}
    if as_json:
        print_json({**counts, "questions": [one.to_json() for one in closed]})
        return DONE
    rows = [(one.question.id, one.closing, one.question.text, _why(one)) for one in closed]
    print_table("Questions", ("id", "outcome", "question", "why"), rows)
    print(
        f"{counts['yes']} yes, {counts['no']} no, {counts['void']} not applicable; "
        f"{counts['waits']} wait for a person, {counts['open']} stay open"
    )
    return DONE


def _why(one: Closed) -> str:
    rows = ", ".join(one.testimony.rows) if one.testimony else ""
    return f"{one.reason}: {rows}" if rows else one.reason
