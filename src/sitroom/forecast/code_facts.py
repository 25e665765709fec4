"""Facts of codes: the known rows of a source as who did what to whom, which is what a hazard model learns from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sitroom.forecast.facts import Facts
from sitroom.forecast.occurrences.known_rows import NOBODY, Ints, KnownRows
from sitroom.forecast.occurrences.matching import runs_of
from sitroom.forecast.question import PatternQuestion
from sitroom.history import Members, joint_types

UNNAMED = "(unnamed)"
QUADS = 5
Places = NDArray[np.int64]


class Deed(NamedTuple):
    """What was done: one relation of the facts.

    Args:
        event_type: PLOVER type, or None where the row has none.
        quad: 1 to 4, or 0 where the row has none.
        joined: whether it is the other side's share in an act that both parties do, such as a meeting.
    """

    event_type: str | None
    quad: int
    joined: bool = False

    @property
    def text(self) -> str:
        """Return the deed as a model's file keeps it: ``CONSULT 1 joined``."""
        return f"{self.event_type or '-'} {self.quad}" + (" joined" if self.joined else "")

    @classmethod
    def of_text(cls, text: str) -> Deed:
        """Return the deed that ``text`` was.

        >>> Deed.of_text("CONSULT 1 joined")
        Deed(event_type='CONSULT', quad=1, joined=True)
        """
        event_type, quad, *joined = text.split()
        return cls(None if event_type == "-" else event_type, int(quad), bool(joined))


OTHER = Deed("other", 0)
"""What a model's source had never held when it was fitted."""


@dataclass(frozen=True, eq=False)
class CodeFacts:
    """The rows of a source as facts; entities are the codes of countries and bodies, the last one is whoever has none.

    A row without a direction stands in both. An act that both parties do stands a second time, turned and ``joined``,
    so that a pattern that is mutual finds it.

    Args:
        facts: days are those of ``date.toordinal``.
        row: shape (n,), the place of each fact among the rows.
        twins: shape (n,), the other fact of the same row, or -1.
        rows: as known on a day; those after the last day told of are no facts.
        deeds: the relations; the last one is ``OTHER``.
        left_out: rows that name neither an actor nor a recipient.
    """

    facts: Facts
    row: Places
    twins: Places
    rows: KnownRows
    deeds: tuple[Deed, ...]
    left_out: int

    def ids(self, facts: NDArray[np.integer], *, most: int) -> tuple[str, ...]:
        """Return the event ids of some facts, those of the latest days first, each once."""
        places = np.unique(self.row[np.asarray(facts, dtype=np.int64)])
        return self.rows.last_ids(places, most)

    def entities_of(self, names: Sequence[str], question: PatternQuestion, members: Members) -> tuple[int, ...]:
        """Return the entities that stand for some names on the day of the cutoff; for no name, all of them."""
        if not names:
            return tuple(range(len(self.facts.entities)))
        found = {code for name in names for code in members(name, question.cutoff)}
        if not found & self.rows.codes.keys():
            found = {code for name in names for run in runs_of(self.rows, name, members) for code in run.codes}
        return tuple(sorted(self.rows.codes[code] for code in found if code in self.rows.codes))

    def relations(self, question: PatternQuestion) -> tuple[int, ...]:
        """Return the relations that are what a question's pattern asks for."""
        pattern = question.pattern
        anything = not pattern.types and not pattern.quads
        found = [
            number
            for number, deed in enumerate(self.deeds)
            if (pattern.mutual or not deed.joined)
            and (anything or deed.event_type in pattern.types or deed.quad in pattern.quads)
        ]
        return tuple(found) or (len(self.deeds) - 1,)


def deeds_of(rows: KnownRows) -> tuple[Deed, ...]:
    """Return the deeds that rows hold, in a stated order, and ``OTHER``."""
    names = list(rows.types)
    codes = np.unique((rows.event_type + 1) * QUADS + rows.quad)
    plain = [Deed(names[code // QUADS - 1] if code >= QUADS else None, int(code % QUADS)) for code in codes.tolist()]
    joined = [deed._replace(joined=True) for deed in plain if deed.event_type in joint_types()]
    return (*sorted((*plain, *joined), key=lambda deed: deed.text), OTHER)


def code_facts(rows: KnownRows, deeds: Sequence[Deed] | None = None) -> CodeFacts:
    """Return the rows as facts; worked out once for the same rows and deeds.

    Args:
        rows: of one source, as known on a day: nothing that was learnt later can be among them.
        deeds: the relations as a model knows them; None takes those that the rows hold.
    """
    known = tuple(deeds or deeds_of(rows))
    key = ("facts", known)
    if key not in rows.memo:
        rows.memo[key] = _facts(rows, known)
    found: CodeFacts = rows.memo[key]
    return found


def _facts(rows: KnownRows, deeds: tuple[Deed, ...]) -> CodeFacts:
    end = rows.told.end if rows.told else None
    told = np.arange(np.searchsorted(rows.day, end.toordinal(), side="right") if end else 0)
    named = told[(rows.actor[told] != NOBODY) | (rows.recipient[told] != NOBODY)]
    kind = (rows.event_type + 1) * QUADS + rows.quad
    plain, joined = _numbers(rows, deeds)
    differ = named[rows.actor[named] != rows.recipient[named]]
    undirected = differ[~rows.directed[differ]]
    both = differ[rows.directed[differ] & (joined[kind[differ]] >= 0)]
    place = np.concatenate([named, undirected, both])
    turned = np.arange(len(place)) >= len(named)
    relation = np.concatenate([plain[kind[named]], plain[kind[undirected]], joined[kind[both]]])
    unnamed = len(rows.codes)
    actor, recipient = (np.where(column == NOBODY, unnamed, column)[place] for column in (rows.actor, rows.recipient))
    order = np.argsort(rows.day[place], kind="stable")
    facts = Facts(
        np.where(turned, recipient, actor)[order].astype(np.int32),
        relation[order].astype(np.int32),
        np.where(turned, actor, recipient)[order].astype(np.int32),
        rows.day[place][order].astype(np.int32),
        (*rows.codes, UNNAMED),
        tuple(deed.text for deed in deeds),
    )
    row = place[order].astype(np.int64)
    return CodeFacts(facts, row, _twins(row), rows, deeds, len(told) - len(named))


def _twins(row: Places) -> Places:
    """Return for each fact the other one of its row, or -1; a row makes two at most."""
    by_row = np.argsort(row, kind="stable")
    twins = np.full(len(row), -1, dtype=np.int64)
    first = np.flatnonzero(row[by_row][1:] == row[by_row][:-1])
    twins[by_row[first]], twins[by_row[first + 1]] = by_row[first + 1], by_row[first]
    return twins


def _numbers(rows: KnownRows, deeds: tuple[Deed, ...]) -> tuple[Ints, Ints]:
    """Return, for each kind of row, the relation that it is, and that of its other side or -1."""
    known = {deed: number for number, deed in enumerate(deeds)}
    plain = np.full((len(rows.types) + 1) * QUADS, len(deeds) - 1, dtype=np.int32)
    joined = np.full(len(plain), -1, dtype=np.int32)
    for at, name in enumerate((None, *rows.types)):
        for quad in range(QUADS):
            kind = at * QUADS + quad
            plain[kind] = known.get(Deed(name, quad), plain[kind])
            if name in joint_types():
                joined[kind] = known.get(Deed(name, quad, joined=True), -1)
    return plain, joined
