"""The command that asks event history a question."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from sitroom.cli.options import DeskFolder, Json, open_room
from sitroom.cli.output import DONE, console, print_json, progress_bar, with_errors
from sitroom.core import UsageError

if TYPE_CHECKING:
    from sitroom.desk.asked import Asked


@with_errors
def run_ask(
    question: str | None = None,
    /,
    *,
    as_of: str | None = None,
    source: str | None = None,
    horizon: Annotated[int | None, Parameter(name=["--horizon", "--window"])] = None,
    actor: list[str] | None = None,
    recipient: list[str] | None = None,
    type_: Annotated[list[str] | None, Parameter(name="--type")] = None,
    quad: list[int] | None = None,
    desk: DeskFolder = None,
    json_: Json = False,
) -> int:
    """Ask how likely something is: a probability from history as known on a day, with its base rate and its reasons.

    Args:
        question: a sentence, such as "Will Belarus consult with the EU within 21 days?"; or leave it out and say it
            with --actor, --recipient, and --type or --quad.
        as_of: only what was known on this day counts; without it, today.
        source: the data set; without it, the one that covers those named with most of their rows.
        horizon: the days ahead, where the sentence does not say; 21 without either.
        actor: who acts; may be given again, for any of them.
        recipient: to whom; may be given again, for any of them.
        type_: a PLOVER type of act, such as CONSULT; may be given again, for any of them.
        quad: a kind of act, 1 to 4; may be given again, for any of them.
    """
    if question is None and not (actor or recipient):
        raise UsageError('ask in a sentence: sitroom ask "Will Belarus consult with the EU within 21 days?"')
    with open_room(desk) as room:
        found = room.ask(
            question, as_of=as_of, source=source, horizon_days=horizon, actor=actor, recipient=recipient,
            types=type_ or (), quads=quad or (), watch=watched,
        )  # fmt: skip
    if json_:
        print_json(found.to_json())
        return DONE
    _show(found)
    return DONE


@contextmanager
def watched(label: str) -> Iterator[Callable[[str, int, int], None]]:
    """Lend a function that shows the step that is under way, how much of it is done, and of how much."""
    with ExitStack() as shown:
        step, told, advance = "", 0, None

        def show(name: str, done: int, total: int) -> None:
            nonlocal step, told, advance
            if advance is None or name != step:
                shown.close()
                step, told, advance = name, 0, shown.enter_context(progress_bar(f"{label}: {name}", total))
            advance(done - told)
            told = done

        yield show


def _show(found: Asked) -> None:
    """Print the probability first, what stands beside it, then why."""
    from sitroom.desk.asked import reason_lines

    if sys.stdout.isatty():
        console().print(found.headline(), style="bold", markup=False)
    else:
        print(found.headline())
    if not found.covered:
        print(
            f"`{found.remedy}` loads event data." if found.remedy else "`sitroom history coverage` says what there is."
        )
        return
    for name, said in found.beside():
        print(f"  {name}: {said}")
    print(f"  by {found.prediction.method} on {found.source}, as known on {found.prediction.cutoff}")
    print(f"  read as: {found.question.rule_words}")
    if found.information == "low":
        more = f"; a question that says more: {found.harder_words}" if found.harder_words else ""
        print(f"\nLow information{more}")
    print("\nWhy:")
    for number, line in enumerate(reason_lines(found.prediction.reasons), start=1):
        print(f"  {number}. {line}")
    for note in found.notes:
        print(f"\n{note}")
