"""The command that ranks who will be at the other end of an act."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from sitroom.cli.asking import watched
from sitroom.cli.options import DeskFolder, Json, open_room
from sitroom.cli.output import DONE, print_json, print_table, with_errors


@with_errors
def forecast_rank(
    *,
    actor: str | None = None,
    recipient: str | None = None,
    type_: Annotated[list[str] | None, Parameter(name="--type")] = None,
    quad: list[int] | None = None,
    source: str | None = None,
    as_of: str | None = None,
    top: int = 10,
    desk: DeskFolder = None,
    json_: Json = False,
) -> int:
    """Rank whom an actor will act upon next, or who will act upon a recipient, from history as known on a day.

    Args:
        actor: who acts; the recipients are ranked.
        recipient: who is acted upon; the actors are ranked.
        type_: a PLOVER type of act, such as CONSULT; may be given again, for any of them.
        quad: a kind of act, 1 to 4; may be given again, for any of them.
        source: the data set; without it, the one with most rows.
        as_of: only what was known on this day counts; without it, today.
        top: how many to show.
    """
    with open_room(desk) as room, watched("ranking") as progress:
        found = room.forecast.rank(
            actor=actor, recipient=recipient, types=type_ or (), quads=quad or (), source=source, as_of=as_of, top=top,
            progress=progress,
        )  # fmt: skip
    if json_:
        print_json(found.to_json())
        return DONE
    whom = f"whom {found.asked} acts upon next" if actor else f"who acts upon {found.asked} next"
    rows = [
        [str(number), one.code, f"{one.share:.0%}", str(one.times), one.last_on.isoformat() if one.last_on else "never"]
        for number, one in enumerate(found.candidates, 1)
    ]
    print_table(f"{whom}: {found.source} as of {found.as_of}", ["rank", "party", "share", "times", "last"], rows)
    return DONE
