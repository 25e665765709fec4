"""Tampering: change the logical cells of a ledger at random, cut its tail, rewrite its chain, and see what is found.

    python -m benchmarks.tampering --changes 1000

A desk is made with entries of every kind, and the head that a brief would print is kept. Then, again and again, its
file is changed behind the product's back, with the triggers that refuse it removed, and verified with that head; each
change is undone before the next. A cut tail and a chain that is sealed anew from some entry to the end are consistent
in themselves: only the head tells of them, and so it is said how many of these are found without one. ``located`` is
how often a fault names the entry that was changed, or the one at which the change shows: the first that is gone, or
the last of a rewritten chain, which is the one that the head speaks of.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import apsw
import numpy as np

from sitroom.core import DayRange, EventPattern, canonical_json, day_range
from sitroom.desk.store import Store, open_store
from sitroom.ledger import Entry, Fault, Forecast, Head, Proposal, Question, Rating, Resolution, replay, seal

START = datetime(2013, 2, 22, 9, tzinfo=UTC)
CELLS = (
    "seq", "kind", "payload", "entered_at", "stated_on", "knowledge_cutoff", "previous_hash", "hash",
    "canonical_version",
)  # fmt: skip
COLUMNS = ", ".join(CELLS)
TRIGGERS = ("ledger_keep_cells", "ledger_keep_rows", "ledger_keep_chain")


@dataclass(frozen=True)
class Change:
    """A change to the file, and the entries at which it should show."""

    name: str
    where: frozenset[int]
    apply: Callable[[apsw.Connection], None]


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the changes, print a table and a JSON line; the exit code is 1 where anything was missed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.tampering", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--changes", type=int, default=1000)
    parser.add_argument("--questions", type=int, default=20)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder), now=START)
        fill(store, options.questions)
        figures = run(store, changes=options.changes, rng=np.random.default_rng(options.seed))
        store.close()
    print(json.dumps(figures))
    return 0 if figures["found"] == figures["changes"] and figures["sound_before_and_after"] else 1


def fill(store: Store, questions: int) -> None:
    """Enter questions with forecasts, updates, outcomes, closing days, ratings, notes and voids."""
    for number in range(questions):
        question = _question(number)
        at = START + timedelta(hours=number)
        payloads: list[tuple[Any, dict[str, object], datetime]] = [("question", question.to_json(), at)]
        for day, by in ((0, "sitroom"), (1, "Ana"), (3, "Ana")):
            said = Forecast(question_id=question.id, by=by, probability=(number + day) % 10 / 10)
            payloads.append(("forecast", said.to_json(), at + timedelta(days=day)))
        rating = Rating(question_id=question.id, credibility=1 + number % 6, by="Ana", reason="one source")
        payloads.append(("rating", rating.to_json(), at))
        about: dict[str, object] = {"question_id": question.id, "by": "Ana"}
        payloads.append(("note", about | {"text": f"see page {number}"}, at))
        if number % 3 == 0:
            payloads.append(("fix_closing", about | {"closes_on": "2013-03-20"}, at))
        if number % 4 == 3:
            payloads.append(("void", about | {"reason": "asked twice", "seq": None}, at))
        else:
            known = date(2013, 4, 5)
            outcome = Resolution(question_id=question.id, outcome=number % 2 == 0, known_on=known, resolver="machine",
                                 by="rule.v1", rows=(f"row-{number}",))  # fmt: skip
            payloads.append(("resolution", outcome.to_json(), datetime(2013, 4, 6, tzinfo=UTC)))
        for kind, payload, instant in payloads:
            store.ledger.enter(Proposal(kind, payload, instant))


def run(store: Store, *, changes: int, rng: np.random.Generator) -> dict[str, object]:
    """Make changes, verify after each and undo it; return the figures."""
    entries, head = store.ledger.entries(), store.ledger.head()
    record, sound = replay(entries), store.ledger.verify(head) == []
    tried: dict[str, list[int]] = {}
    missed: list[str] = []
    for _ in range(changes):
        change = draw(entries, rng)
        with_head, without = tamper(store, change, head)
        counts = tried.setdefault(change.name, [0, 0, 0, 0])
        found = bool(with_head)
        located = any(fault.seq in change.where for fault in with_head)
        for at, yes in enumerate((True, found, located, bool(without))):
            counts[at] += yes
        if not found:
            missed.append(f"{change.name} at {sorted(change.where)}")
    sound = sound and store.ledger.verify(head) == [] and store.ledger.entries() == entries
    same = replay(store.ledger.entries()) == record
    print(f"{'change':<22} {'tried':>6} {'found':>6} {'located':>8} {'found without head':>19}")
    for name, counts in sorted(tried.items()):
        print(f"{name:<22} {counts[0]:>6} {counts[1]:>6} {counts[2]:>8} {counts[3]:>19}")
    for one in missed[:10]:
        print(f"missed: {one}", file=sys.stderr)
    totals = [sum(counts[at] for counts in tried.values()) for at in range(4)]
    names = ("changes", "found", "located", "found_without_head")
    figures: dict[str, object] = {"entries": len(entries), **dict(zip(names, totals, strict=True))}
    return figures | {"sound_before_and_after": sound, "replay_the_same": same}


def tamper(store: Store, change: Change, head: Head) -> tuple[list[Fault], list[Fault]]:
    """Change the file, verify it with and without the head, and undo the change."""
    connection = store.database.connection
    connection.execute("BEGIN IMMEDIATE")
    try:
        for trigger in TRIGGERS:
            connection.execute(f"DROP TRIGGER {trigger}")
        change.apply(connection)
        return store.ledger.verify(head), store.ledger.verify()
    finally:
        connection.execute("ROLLBACK")


def draw(entries: Sequence[Entry], rng: np.random.Generator) -> Change:
    """Return a change: most often one cell, else a row taken out, two swapped, a cut tail or a rewritten chain."""
    kinds = (_cell, _removed, _swapped, _cut_tail, _rewritten)
    kind = kinds[int(rng.choice(len(kinds), p=[0.6, 0.1, 0.1, 0.1, 0.1]))]
    return kind(entries, rng)


def _cell(entries: Sequence[Entry], rng: np.random.Generator) -> Change:
    entry = entries[int(rng.integers(len(entries)))]
    name = CELLS[int(rng.integers(len(CELLS)))]
    value = _other(entry, name, rng, len(entries))
    where = {entry.seq, *([value] if isinstance(value, int) and name == "seq" else [])}
    sql = f"UPDATE ledger SET {name} = ? WHERE seq = ?"
    return Change(f"cell {name}", frozenset(where), lambda made: _execute(made, sql, (value, entry.seq)))


def _other(entry: Entry, name: str, rng: np.random.Generator, count: int) -> Any:
    if name == "payload":
        return _other_payload(entry, rng)
    if name == "seq":
        return count + 1 + int(rng.integers(50))
    if name == "canonical_version":
        return entry.canonical_version + 1 + int(rng.integers(3))
    if name == "kind":
        others = [one for one in ("question", "forecast", "update", "note", "void", "rating") if one != entry.kind]
        return others[int(rng.integers(len(others)))]
    if name in {"previous_hash", "hash"}:
        held = getattr(entry, name)
        at = int(rng.integers(len(held)))
        digit = "0123456789abcdef"[(int(held[at], 16) + 1 + int(rng.integers(15))) % 16]
        return held[:at] + digit + held[at + 1 :]
    if name == "entered_at":
        moved = datetime.fromisoformat(entry.entered_at) + timedelta(microseconds=1 + int(rng.integers(10**12)))
        return moved.isoformat(timespec="microseconds").replace("+00:00", "Z")
    day = date(2013, 1, 1) + timedelta(days=int(rng.integers(400)))
    held = getattr(entry, name)
    if held is not None and rng.random() < 0.2:
        return None
    return day.isoformat() if day.isoformat() != held else "2012-12-31"


def _other_payload(entry: Entry, rng: np.random.Generator) -> str:
    """Return the payload with one value changed, a key gone, a key more, or only written otherwise."""
    payload = entry.payload
    keys = sorted(payload)
    key = keys[int(rng.integers(len(keys)))]
    way = int(rng.integers(4))
    if way == 0:
        del payload[key]
    elif way == 1:
        payload["more"] = int(rng.integers(100))
    elif way == 2:
        return json.dumps(payload, indent=1)
    else:
        payload[key] = _other_value(payload[key], rng)
    return canonical_json(payload)


def _other_value(value: object, rng: np.random.Generator) -> object:
    if isinstance(value, bool):
        return not value
    if isinstance(value, int | float):
        return value + 0.01 * (1 + int(rng.integers(9)))
    if isinstance(value, str):
        return value + chr(97 + int(rng.integers(26)))
    if isinstance(value, list):
        return [*value, "more"]
    return {"more": value} if isinstance(value, dict) else "something"


def _removed(entries: Sequence[Entry], rng: np.random.Generator) -> Change:
    seq = entries[int(rng.integers(len(entries) - 1))].seq
    return Change(
        "row taken out", frozenset({seq}), lambda made: _execute(made, "DELETE FROM ledger WHERE seq = ?", (seq,))
    )


def _swapped(entries: Sequence[Entry], rng: np.random.Generator) -> Change:
    one, other = sorted(int(at) + 1 for at in rng.choice(len(entries), 2, replace=False))

    def apply(made: apsw.Connection) -> None:
        for old, new in ((one, -1), (other, one), (-1, other)):
            _execute(made, "UPDATE ledger SET seq = ? WHERE seq = ?", (new, old))

    return Change("rows swapped", frozenset({one, other}), apply)


def _cut_tail(entries: Sequence[Entry], rng: np.random.Generator) -> Change:
    first = 1 + int(rng.integers(len(entries)))
    return Change(
        "tail cut", frozenset({first}), lambda made: _execute(made, "DELETE FROM ledger WHERE seq >= ?", (first,))
    )


def _rewritten(entries: Sequence[Entry], rng: np.random.Generator) -> Change:
    """Change an entry and seal it and all that follow anew, so that the chain holds in itself."""
    at = int(rng.integers(len(entries)))
    kept = list(entries[:at])
    for entry in entries[at:]:
        payload = entry.payload | ({"more": int(rng.integers(1000))} if entry is entries[at] else {})
        before = Head(len(kept), kept[-1].hash) if kept else Head(0, "0" * 64)
        days = {name: _day(getattr(entry, name)) for name in ("stated_on", "knowledge_cutoff")}
        kept.append(seal(before, entry.kind, payload, datetime.fromisoformat(entry.entered_at), **days))

    def apply(made: apsw.Connection) -> None:
        _execute(made, "DELETE FROM ledger WHERE seq > ?", (at,))
        marks = ", ".join("?" * len(CELLS))
        names = [name.replace("payload", "payload_json") for name in CELLS]
        for entry in kept[at:]:
            values = tuple(getattr(entry, name) for name in names)
            _execute(made, f"INSERT INTO ledger ({COLUMNS}) VALUES ({marks})", values)

    return Change("chain rewritten", frozenset({len(entries)}), apply)


def _execute(connection: apsw.Connection, sql: str, values: tuple[Any, ...]) -> None:
    connection.execute(sql, values)


def _day(words: str | None) -> date | None:
    return date.fromisoformat(words) if words else None


def _question(number: int) -> Question:
    return Question(
        text=f"Does Ruritania's envoy meet Elbonia's? ({number})",
        rule=EventPattern(actors=("ruritania",), recipients=("elbonia",), quads=(1,), window_days=21),
        rule_words="one row of quad 1 within three weeks",
        resolver="machine",
        opens_on=day_range(date(2013, 2, 21)),
        closes_on=DayRange(date(2013, 3, 14), date(2013, 4, 4)),
        band=(0.8, 0.95),
        record_id=f"record-{number}",
    )


if __name__ == "__main__":
    sys.exit(main())
