"""The command that fits a model on the event data of a desk."""

from __future__ import annotations

from sitroom.cli.asking import watched
from sitroom.cli.options import DeskFolder, Json, open_room
from sitroom.cli.output import DONE, print_json, with_errors


@with_errors
def forecast_fit(
    *,
    source: str | None = None,
    until: str | None = None,
    seed: int = 20_130_221,
    desk: DeskFolder = None,
    json_: Json = False,
) -> int:
    """Fit a model on what a data set told by a day; `sitroom ask` uses it for that day and later ones.

    Args:
        source: the data set; without it, the one with most rows.
        until: only what was known on this day counts; without it, today.
        seed: of the draws; the same history and seed give the same model.
    """
    with open_room(desk) as room, watched("fitting") as progress:
        kept = room.forecast.fit(source, until=until, seed=seed, progress=progress)
    card = kept.card
    if json_:
        print_json({**card.to_json(), "folder": str(kept.folder)})
        return DONE
    print(f"{card.method} on {card.source} as of {card.until}: {card.rows:,} rows, told up to {card.last_day}")
    print(f"kept in {kept.folder}")
    return DONE
