"""The command that drafts a situation file from a brief."""

from __future__ import annotations

import sys
from pathlib import Path

from sitroom.cli.options import DeskFolder, Json, open_room
from sitroom.cli.output import DONE, print_json, with_errors
from sitroom.core import InputError, UsageError


@with_errors
def game_new(brief: str, /, *, out: Path | None = None, desk: DeskFolder = None, json_: Json = False) -> int:
    """Draft a situation from a brief: who decides, on what, with which aims; and everything that it leaves open.

    Every line cites the records that it rests on; nothing is guessed, and what is unknown stands as a question. Review
    it before you solve it.

    Args:
        brief: a file (txt, md, html, pdf, docx) or - for standard input.
        out: where the situation file goes; to stdout where not given. A file that is there is not written over.
    """
    from sitroom.game import write_situation

    if out is not None and out.exists():
        raise UsageError(f"{out} is there already; a draft never writes over a file, so name another with --out")
    with open_room(desk) as room:
        situation = room.game.draft(brief, stdin=sys.stdin.buffer)
    text = write_situation(situation)
    if out is not None:
        try:
            out.write_text(text, encoding="utf-8")
        except OSError as error:
            raise InputError(f"{out} cannot be written ({error.strerror}); choose another place with --out") from error
    open_ = text.count("question = ") + len(situation.questions)
    facts = {
        "title": situation.title,
        "options": len(situation.options),
        "decision_makers": [one.name for one in situation.decision_makers],
        "occasions": [one.name for one in situation.occasions],
        "questions": open_,
    }
    if json_:
        print_json({"file": str(out) if out else None, **facts, "situation": text})
        return DONE
    if out is None:
        sys.stdout.write(text)
    told = f"{len(situation.options)} options of {len(situation.decision_makers)} decision makers; {open_} questions"
    where = f"written: {out}; " if out else ""
    sys.stderr.write(f"{where}{told} for you to answer before you solve it\n")
    return DONE
