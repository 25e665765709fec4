"""Questions of a topic that is watched: what closed since the last watch, and which of our probabilities moved."""

from __future__ import annotations

from datetime import datetime

from sitroom.brief import percent
from sitroom.desk.changes import standings_of
from sitroom.desk.ledger_readings import reading_of
from sitroom.desk.ledger_resolving import Closed, resolve_by_rule
from sitroom.desk.moved import MOST_CITED, entering, moved_since, tell_rows
from sitroom.desk.store import Store
from sitroom.desk.watching import Move
from sitroom.history import EventStore

WORDS = {"yes": "came true", "no": "did not come true", "void": "does not apply"}


def question_moves(store: Store, history: EventStore, topic: str, *, now: datetime) -> tuple[Move, ...]:
    """Close what data and readings can close, give anew what is open, and return what moved by that.

    All of it goes on the ledger, so that a second look without news finds nothing.
    """
    closed = resolve_by_rule(standings_of(store, topic), store.ledger, history, now=now, read=reading_of(store))
    moves = [_closed(one, history) for one in closed if one.seq is not None]
    write = entering(store, now)
    for standing in standings_of(store, topic):
        line = moved_since(history, standing, cutoff=now.date(), enter=write)
        if line is not None:
            text = f"{percent(line.before)} → {percent(line.after)}: {line.said.question}. {' '.join(line.causes)}"
            facts = {"id": line.said.question_id, "before": line.before, "after": line.after,
                     "causes": list(line.causes)}  # fmt: skip
            moves.append(Move("probability", text, facts))
    return tuple(moves)


def _closed(closed: Closed, history: EventStore) -> Move:
    said = closed.testimony
    rows = tell_rows(history, said.rows[:MOST_CITED], said.source) if said else []
    text = f"{WORDS[closed.closing]}: {closed.question.text}. {'; '.join(rows) or closed.reason}"
    return Move("question", text, closed.to_json())
