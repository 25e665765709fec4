"""Evaluation: the ranks of the true answers under every usual filter and rule for ties."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from sitroom.forecast.ranking.both_ways import BothWays, queries_of
from sitroom.forecast.ranking.ranker import Ranked

Filter = Literal["raw", "time-aware", "static"]
Ties = Literal["mean", "best", "worst"]
FILTERS: tuple[Filter, ...] = ("raw", "time-aware", "static")
TIES: tuple[Ties, ...] = ("mean", "best", "worst")


@dataclass(frozen=True)
class Answers:
    """The true answers beside the lists they are looked up in, one row an answer.

    Args:
        day, subject, relation, truth: shape (n,); relations from ``relations`` on are inverses.
        listed: shape (n, top), the entities as ranked.
        scores: shape (n, top), never rising.
        recurrent: shape (n,), whether the fact had happened on an earlier day.
        now: shape (n, top), whether a listed entity is a true answer of the same day.
        ever: shape (n, top), whether it is one of any day.
        entities: how many entities there are.
        relations: how many relations there are, inverses not counted.
    """

    day: NDArray[np.int32]
    subject: NDArray[np.int32]
    relation: NDArray[np.int32]
    truth: NDArray[np.int32]
    listed: NDArray[np.int32]
    scores: NDArray[np.float64]
    recurrent: NDArray[np.bool_]
    now: NDArray[np.bool_]
    ever: NDArray[np.bool_]
    entities: int
    relations: int

    @property
    def of_object(self) -> NDArray[np.bool_]:
        """Return which answers are objects; the others are subjects."""
        asked: NDArray[np.bool_] = self.relation < self.relations
        return asked

    def ranks(self, filter_: Filter = "time-aware", ties: Ties = "mean") -> NDArray[np.float64]:
        """Return the rank of every answer, 1 is best; one that is not listed, or only tied with the end, has n / 2.

        Args:
            filter_: ``raw`` lets other true answers stand before it; ``time-aware`` leaves out those of the same day;
                ``static`` those of any day, which knows the future.
            ties: whether an answer stands in the middle, at the head or at the end of its equals.
        """
        here = self.listed == self.truth[:, None]
        listed, place = here.any(axis=1), here.argmax(axis=1)
        own = np.take_along_axis(self.scores, place[:, None], axis=1)
        out = {"raw": here, "time-aware": here | self.now, "static": here | self.ever}[filter_]
        better = ((self.scores > own) & ~out).sum(axis=1)
        equal = ((self.scores == own) & ~out).sum(axis=1)
        ranks: NDArray[np.float64] = 1.0 + better + equal * {"mean": 0.5, "best": 0.0, "worst": 1.0}[ties]
        cut = (own[:, 0] == self.scores[:, -1]) & (self.listed.shape[1] < self.entities) & (equal > 0)
        ranks[~listed | cut] = self.entities / 2
        return ranks


def answers_of(rows: BothWays, ranked: Iterable[Ranked]) -> Answers:
    """Return the true answers of all ranked queries beside their lists."""
    parts: list[tuple[NDArray[np.int32], ...]] = []
    listed, scores = [], []
    for one in ranked:
        asked = queries_of(rows, one.day)
        places = _places(asked.subject, asked.relation, one.subject, one.relation, rows.relations)
        counts = asked.last[places] - asked.first[places]
        query = np.repeat(np.arange(len(places)), counts)
        facts = np.concatenate([np.arange(a, b) for a, b in zip(asked.first[places], asked.last[places], strict=True)])
        parts.append((rows.day[facts] + rows.origin, rows.subject[facts], rows.relation[facts], rows.object[facts]))
        listed.append(one.entities[query])
        scores.append(one.scores[query])
    day, subject, relation, truth = (np.concatenate(column) for column in zip(*parts, strict=True))
    entities = np.concatenate(listed)
    happened, days = _key(rows.subject, rows.relation, rows.object, rows), rows.last_day + 1
    keys = _key(subject[:, None], relation[:, None], entities, rows)
    now = _among(keys * days + (day - rows.origin)[:, None], np.unique(happened * days + rows.day))
    ever = _among(keys, np.unique(happened))
    return Answers(
        day, subject, relation, truth, entities, np.concatenate(scores),
        _recurrent(rows, day, subject, relation, truth), now, ever, rows.entities, rows.relations,
    )  # fmt: skip


def summary(ranks: NDArray[np.float64]) -> dict[str, float]:
    """Return mean reciprocal rank and the shares within the first 1, 3 and 10, in per cent, and how many there are."""
    if not len(ranks):
        return {"mrr": float("nan"), "hits1": float("nan"), "hits3": float("nan"), "hits10": float("nan"), "n": 0}
    hits = {f"hits{k}": round(100 * float((ranks <= k).mean()), 3) for k in (1, 3, 10)}
    return {"mrr": round(100 * float((1 / ranks).mean()), 3), **hits, "n": len(ranks)}


def tables(answers: Answers) -> dict[str, dict[str, float]]:
    """Return the summary under each filter and tie rule, by direction, and for recurrent and never-seen answers."""
    ranks = answers.ranks()
    groups: Sequence[tuple[str, NDArray[np.bool_]]] = (
        ("object", answers.of_object),
        ("subject", ~answers.of_object),
        ("recurrent", answers.recurrent),
        ("never_seen", ~answers.recurrent),
    )
    found = {f"{one}": summary(answers.ranks(one)) for one in FILTERS}
    found |= {f"ties_{rule}": summary(answers.ranks(ties=rule)) for rule in TIES}
    return found | {name: summary(ranks[chosen]) for name, chosen in groups}


def _key(
    subject: NDArray[np.int32], relation: NDArray[np.int32], object_: NDArray[np.int32], rows: BothWays
) -> NDArray[np.int64]:
    key: NDArray[np.int64] = (subject.astype(np.int64) * 2 * rows.relations + relation) * rows.entities + object_
    return key


def _among(keys: NDArray[np.int64], known: NDArray[np.int64]) -> NDArray[np.bool_]:
    place = np.minimum(np.searchsorted(known, keys), len(known) - 1)
    found: NDArray[np.bool_] = known[place] == keys
    return found


def _recurrent(
    rows: BothWays,
    day: NDArray[np.int32],
    subject: NDArray[np.int32],
    relation: NDArray[np.int32],
    truth: NDArray[np.int32],
) -> NDArray[np.bool_]:
    keys, first = np.unique(_key(rows.subject, rows.relation, rows.object, rows), return_index=True)
    started = rows.origin + rows.day[first[np.searchsorted(keys, _key(subject, relation, truth, rows))]]
    earlier: NDArray[np.bool_] = started < day
    return earlier


def _places(
    all_subjects: NDArray[np.int32],
    all_relations: NDArray[np.int32],
    subjects: NDArray[np.int32],
    relations: NDArray[np.int32],
    count: int,
) -> NDArray[np.intp]:
    everything = all_subjects.astype(np.int64) * 2 * count + all_relations
    return np.searchsorted(everything, subjects.astype(np.int64) * 2 * count + relations)
