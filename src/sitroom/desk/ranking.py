"""Ranking: who will be at the other end of an act next, in one data set as it was known on a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sitroom.core import EventPattern, ForecastError, UsageError
from sitroom.desk.models import dated_folders, place_of, put_in_place
from sitroom.desk.rates import members_of
from sitroom.forecast import UNNAMED, CodeFacts, PatternQuestion, Progress, code_facts, known_rows
from sitroom.history import EventStore, Table, Tabular

if TYPE_CHECKING:
    from sitroom.forecast.ranking import Ranker

FOLDER = "ranking"
_HALF_LIFE = 60.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """A party that may stand at the other end.

    Args:
        code: alpha-3, or a body's short code.
        share: its part of what is expected, in [0, 1]; all candidates add up to 1.
        times: how often it stood there before.
        last_on: when it last did; None for never.
        rows: ids of the latest of those rows.
    """

    code: str
    share: float
    times: int
    last_on: date | None
    rows: tuple[str, ...]

    def to_json(self) -> dict[str, object]:
        """Return the candidate with an ISO day and a list of rows."""
        last = self.last_on.isoformat() if self.last_on else None
        return {"code": self.code, "share": self.share, "times": self.times, "last_on": last, "rows": list(self.rows)}


@dataclass(frozen=True)
class Ranking(Tabular):
    """Candidates, the most likely first.

    Args:
        pattern: what is asked; its actors or its recipients are open.
        source: the data set.
        as_of: last day of knowledge.
        asked: the code of the party that is given.
        fitted_until: last day that the model learned from.
        candidates: the ranked parties.
        note: what a reader should know; empty where there is nothing.
    """

    pattern: EventPattern
    source: str
    as_of: date
    asked: str
    fitted_until: date | None
    candidates: tuple[Candidate, ...]
    note: str = ""

    def table(self) -> Table:
        """Return one row a candidate."""
        side = "recipients" if self.pattern.actors else "actors"
        return Table(
            f"{side} of the next act of {self.asked}, in {self.source} as of {self.as_of}",
            {"code": "text", "share": "number", "times": "whole", "last_on": "day"},
            tuple((one.code, one.share, one.times, one.last_on) for one in self.candidates),
            self.note,
        )

    def to_json(self) -> dict[str, object]:
        """Return the ranking as plain values."""
        until = self.fitted_until.isoformat() if self.fitted_until else None
        return {
            "pattern": self.pattern.to_json(), "source": self.source, "as_of": self.as_of.isoformat(),
            "asked": self.asked, "fitted_until": until, "note": self.note,
            "candidates": [one.to_json() for one in self.candidates],
        }  # fmt: skip


def rank_parties(
    store: EventStore, pattern: EventPattern, *, source: str, as_of: date, models: Path, top: int = 10,
    progress: Progress | None = None,
) -> Ranking:  # fmt: skip
    """Rank who will be the recipient (or the actor) of such an act on the day after a day.

    A model of the source that was not fitted after the day is taken; without one, one is fitted and kept.

    Args:
        store: the history.
        pattern: with actors and no recipients, or the other way round; one party that the source knows.
        source: the data set.
        as_of: last day of knowledge, inclusive.
        models: the folder of the desk's models.
        top: how many candidates.
        progress: told how many steps are done while fitting, and of how many.

    Raises:
        UsageError: both sides are named, or neither.
        ForecastError: the source knows too little, or nobody of that name.
    """
    given = pattern.actors or pattern.recipients
    if bool(pattern.actors) == bool(pattern.recipients):
        raise UsageError("name one side, --actor or --recipient; the other is what is ranked")
    facts = code_facts(known_rows(store.until(as_of), source))
    question = PatternQuestion(pattern, 1, as_of, source)
    entities = facts.entities_of(given, question, members_of)
    if len(entities) != 1:
        names = ", ".join(given)
        raise ForecastError(f"{source} knows {names} as {len(entities)} parties; name one that it has as one")
    wanted = np.array([one for one in facts.relations(question) if one < len(facts.deeds) - 1], dtype=np.int32)
    if not len(wanted):
        raise ForecastError(f"{source} holds no act of this kind as known on {as_of}; ask of another type or quad")
    shares, until = _shares(
        facts,
        entities[0],
        wanted,
        as_of,
        forward=bool(pattern.actors),
        folder=place_of(models, source) / FOLDER,
        progress=progress,
    )
    return Ranking(
        pattern, source, as_of, facts.facts.entities[entities[0]], until,
        tuple(_candidates(facts, shares, entities[0], wanted, top, forward=bool(pattern.actors))),
    )  # fmt: skip


def _shares(
    facts: CodeFacts, entity: int, wanted: NDArray[np.int32], as_of: date, *, forward: bool, folder: Path,
    progress: Progress | None,
) -> tuple[NDArray[np.float64], date]:  # fmt: skip
    """Return the share of every entity, and the last day that the model learned from."""
    from sitroom.forecast.ranking import DayQueries, Ranker

    known = facts.facts
    ranker = _latest(folder, as_of, known.relations)
    if ranker is None:
        ranker = Ranker.fit(known, progress=progress)
        put_in_place(folder / as_of.isoformat(), ranker.save)
    asked = wanted if forward else wanted + len(known.relations)
    nothing = np.zeros(len(asked), np.int64)
    queries = DayQueries(np.full(len(asked), entity, np.int32), asked, nothing, nothing)
    own = (known.subject if forward else known.object) == entity
    weights = np.bincount(
        known.relation[own], 0.5 ** ((as_of.toordinal() - known.day[own]) / _HALF_LIFE), len(known.relations)
    )
    mass = weights[wanted] + 1e-3
    total = np.zeros(len(known.entities))
    day = as_of.toordinal() + 1
    for ranked in ranker.rank(known, iter([(day, queries)]), top=len(known.entities)):
        odds = np.exp(ranked.scores - ranked.scores.max(axis=1, keepdims=True))
        odds *= (mass / mass.sum() / odds.sum(axis=1))[:, None]
        np.add.at(total, ranked.entities, odds)
    return total, date.fromordinal(ranker.until)


def _candidates(
    facts: CodeFacts, shares: NDArray[np.float64], entity: int, wanted: NDArray[np.int32], top: int, *, forward: bool
) -> list[Candidate]:
    """Return the first candidates other than the party itself and those without a name."""
    known = facts.facts
    ours, theirs = (known.subject, known.object) if forward else (known.object, known.subject)
    mine = np.flatnonzero((ours == entity) & np.isin(known.relation, wanted))
    open_ = shares.copy()
    open_[entity] = 0
    open_[known.entities.index(UNNAMED)] = 0
    open_ /= max(open_.sum(), 1e-12)
    found = []
    for other in (one for one in np.argsort(-open_, kind="stable")[:top].tolist() if open_[one] > 0):
        met = mine[theirs[mine] == other]
        last = date.fromordinal(int(known.day[met[-1]])) if len(met) else None
        found.append(Candidate(known.entities[other], float(open_[other]), len(met), last, facts.ids(met, most=3)))
    return found


def _latest(folder: Path, as_of: date, relations: Sequence[str]) -> Ranker | None:
    """Return the newest ranking that was not fitted after a day and knows the same relations."""
    from sitroom.forecast.ranking import Ranker

    for place in reversed(dated_folders(folder)):
        if date.fromisoformat(place.name) <= as_of:
            ranker = Ranker.load(place)
            if ranker.relations == tuple(relations):
                return ranker
    return None
