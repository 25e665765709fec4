"""The commands on topics."""

from __future__ import annotations

from collections.abc import Sequence

from cyclopts import App

from sitroom.cli.options import DeskFolder, Json, open_room
from sitroom.cli.output import DONE, print_json, print_table, with_errors
from sitroom.cli.watching import indicator_app, topic_watch

topic_app = App(name="topic", help="Standing files: the documents, questions and signs that belong together.")
topic_app.command(topic_watch, name="watch")
topic_app.command(indicator_app)


@topic_app.command(name="new")
@with_errors
def topic_new(name: str, /, *, actor: list[str] | None = None, desk: DeskFolder = None, json_: Json = False) -> int:
    """Open a standing file.

    Args:
        name: in words; its slug is made from it.
        actor: an actor that the topic watches, by slug; may be given again.
    """
    with open_room(desk) as room:
        topic = room.new_topic(name, actors=actor or ())
    if json_:
        print_json(topic.to_json())
    else:
        print(f"{topic.slug}: {topic.name}")
    return DONE


@topic_app.command(name="show")
@with_errors
def topic_show(slug: str | None = None, /, *, desk: DeskFolder = None, json_: Json = False) -> int:
    """Show a topic: documents, questions, signs, what several documents tell; without a slug, list all topics."""
    with open_room(desk) as room:
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
    tables = {
        "documents": ("id", "title", "source"),
        "questions": ("id", "status", "question"),
        "indicators": ("id", "state", "last_checked", "by", "indicator", "speaks_for"),
        "same_events": ("from_document", "from", "to_document", "to", "start"),
    }
    for key, columns in tables.items():
        rows = [[_cell(row.get(column)) for column in columns] for row in _rows(shown[key])]
        print_table(key.capitalize().replace("_", " "), [column.replace("_", " ") for column in columns], rows)
    return DONE


def _rows(value: object) -> Sequence[dict[str, object]]:
    return value if isinstance(value, list) else []


def _cell(value: object) -> str:
    """Return a value as a cell of a table: a range of days by its last one, several texts one after another."""
    from sitroom.brief import one_line

    if isinstance(value, dict):
        return str(value.get("end") or "")
    return one_line("; ".join(str(one) for one in value) if isinstance(value, list) else str(value or ""))
