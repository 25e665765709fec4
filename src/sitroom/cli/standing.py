"""The commands on what a desk keeps: topics and the ledger."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cyclopts import App

from sitroom.cli.options import DeskFolder, Json, open_room
from sitroom.cli.output import DONE, INTEGRITY, print_json, print_table, with_errors

if TYPE_CHECKING:
    from sitroom.ledger import Question

topic_app = App(name="topic", help="Standing files: the documents and questions that belong together.")
ledger_app = App(name="ledger", help="Questions, forecasts and outcomes; append-only and chained.")


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
    """Show a topic: its documents, its questions, what several documents tell; without a slug, list all topics."""
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
        "same_events": ("from_document", "from", "to_document", "to", "start"),
    }
    for key, columns in tables.items():
        rows = [[str(row.get(column) or "") for column in columns] for row in _rows(shown[key])]
        print_table(key.capitalize().replace("_", " "), [column.replace("_", " ") for column in columns], rows)
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
    with open_room(desk) as room:
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

    with open_room(desk) as room:
        faults = room.ledger.verify(Head.parse(head) if head else None)
        now = room.ledger.head()
    if json_:
        print_json({"ok": not faults, "head": str(now), "count": now.count, "faults": [str(fault) for fault in faults]})
    else:
        print(f"{'the chain verifies' if not faults else 'THE CHAIN DOES NOT VERIFY'}: {now.count} entries, head {now}")
        for fault in faults:
            print(f"  {fault}")
    return INTEGRITY if faults else DONE
