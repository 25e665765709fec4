"""The command that puts a situation into a topic."""

from __future__ import annotations

from pathlib import Path

from sitroom.cli.options import DeskFolder, Json, open_room
from sitroom.cli.output import DONE, print_json, with_errors


@with_errors
def topic_situation(slug: str, file: Path, /, *, desk: DeskFolder = None, json_: Json = False) -> int:
    """Put a situation file into a topic: its briefs then tell what is stable in each branch.

    Args:
        slug: the topic.
        file: a situation file; one of the same name takes the place of the last.
    """
    with open_room(desk) as room:
        new = room.add_situation(slug, file)
        kept = list(room.store.topics.situations(slug))
    if json_:
        print_json({"topic": slug, "situations": kept, "new": new})
    else:
        print(
            f"{slug}: {file.stem} {'is now its situation' if new else 'was there already'}; it holds {', '.join(kept)}"
        )
    return DONE
