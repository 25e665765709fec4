"""Ranker: who will stand at the other end of (subject, relation, ?) on a day, from the days before it."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sitroom.core import ForecastError
from sitroom.forecast.facts import Facts
from sitroom.forecast.ranking.both_ways import BothWays, DayQueries, both_ways, queries_of
from sitroom.forecast.ranking.homes import learn_homes
from sitroom.forecast.ranking.lags import DAYS_AHEAD
from sitroom.forecast.ranking.loops.count_triggers import count_triggers
from sitroom.forecast.ranking.loops.features import FEATURES
from sitroom.forecast.ranking.loops.mixture import CONTEXTS, PARTS
from sitroom.forecast.ranking.trees import Sample, first_scores, fit_trees, sample_of
from sitroom.forecast.ranking.triggers import Triggers
from sitroom.forecast.ranking.walk import Walk

VERSION = "ranking.v1"
CANDIDATES = 256
TREES_FROM, MIXTURE_FROM = 0.3, 0.12  # as shares of the days
_QUERIES = 45_000
ROUNDS = 150
_RELEARN_DAYS, _MIXTURE_DAYS, _KEPT_BLAME, _POOLED = 10, 6, 0.8, 30.0
_CHUNK = 512

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Ranked:
    """The answers to queries of one day, best first.

    Args:
        day: the day asked about.
        subject, relation: shape (q,); a relation from ``len(relations)`` on is the inverse of the one as many before.
        entities: shape (q, top), the candidates.
        scores: shape (q, top), log-probabilities up to a constant of each query; never rising.
    """

    day: int
    subject: NDArray[np.int32]
    relation: NDArray[np.int32]
    entities: NDArray[np.int32]
    scores: NDArray[np.float64]


@dataclass(frozen=True)
class Ranker:
    """A fitted ranker: learned weights and trees, as data.

    Args:
        relations: the names of the relations that it knows, in their order.
        until: the last day that it was fitted on.
        seed: of the draws while fitting.
        triggers: shape (2 relations, 2 relations, lags).
        mixture: shape (contexts, parts).
        novelty: shape (2 relations, 3).
        trees: LightGBM's texts, averaged.
    """

    relations: tuple[str, ...]
    until: int
    seed: int
    triggers: NDArray[np.float32]
    mixture: NDArray[np.float64]
    novelty: NDArray[np.float32]
    trees: tuple[str, ...]

    @classmethod
    def fit(
        cls,
        facts: Facts,
        *,
        seed: int = 0,
        rounds: int = ROUNDS,
        without: Sequence[str] = (),
        progress: Progress | None = None,
    ) -> "Ranker":
        """Learn from facts; each day's queries are learned from as they would have been asked, on the eve.

        Args:
            facts: the history to learn from, all of it.
            seed: of the draws.
            rounds: how many trees.
            without: features that the trees may not use, by how their names begin.
            progress: told of the step, what is done and what there is to do.

        Raises:
            ForecastError: there are too few facts or days to learn from.
        """
        rows = both_ways(facts)
        if rows.last_day < 10 or len(facts.entities) < 4:
            raise ForecastError("a ranking is learned from ten days and four parties at least; import more history")
        walk = _walk(rows, facts, Triggers(2 * rows.relations), np.full((CONTEXTS, len(PARTS)), 1 / len(PARTS)))
        samples = _learn(walk, seed, progress)
        if not samples:
            raise ForecastError("nothing to learn a ranking from: no answer is among the candidates")
        told = None if progress is None else (lambda done, total: progress("trees", done, total))
        learned = (walk.triggers.weights, walk.mixture, walk.novelty)
        until = rows.origin + rows.last_day
        del walk, rows  # most of the memory, which the trees need now
        trees = fit_trees(samples, rounds=rounds, seed=seed, without=without, progress=told)
        return cls(tuple(facts.relations), until, seed, *learned, trees)

    def rank(
        self,
        facts: Facts,
        queries: Iterator[tuple[int, DayQueries]],
        *,
        top: int = 100,
        progress: Progress | None = None,
    ) -> Iterator[Ranked]:
        """Answer the queries of each day, in order of days, from the facts before that day alone.

        Args:
            facts: the history; it may go on after the day asked about, which changes nothing.
            queries: days and what is asked of each.
            top: how many candidates to return of each.
            progress: told of the days walked.

        Raises:
            ForecastError: the relations are not those it was fitted on, or the days do not rise.
        """
        import lightgbm

        self._check(facts)
        boosters = [lightgbm.Booster(model_str=text) for text in self.trees]
        triggers = Triggers(2 * len(self.relations))
        triggers.weights = self.triggers
        rows = both_ways(facts)
        walk = _walk(rows, facts.until(self.until), triggers, self.mixture, self.novelty)
        size = min(CANDIDATES, rows.entities)
        for date, asked in queries:
            day = date - rows.origin
            if day < walk.day:
                raise ForecastError(f"queries come in order of days, but day {date} comes after a later one")
            if day > rows.last_day + DAYS_AHEAD:
                raise ForecastError(
                    f"day {date} is more than {DAYS_AHEAD} days after the last fact; import newer history"
                )
            while walk.day < day:
                walk.advance()
                if progress:
                    progress("rank", walk.day, rows.last_day + 1)
            for low in range(0, len(asked), _CHUNK):
                part = slice(low, low + _CHUNK)
                found, features = walk.candidates(asked.subject[part], asked.relation[part], size)
                scores = first_scores(features) + _corrections(boosters, features)
                order = np.lexsort((found, -scores), axis=1)[:, :top]
                yield Ranked(
                    date,
                    asked.subject[part],
                    asked.relation[part],
                    np.take_along_axis(found, order, axis=1),
                    np.take_along_axis(scores, order, axis=1),
                )

    def untrained(self) -> "Ranker":
        """Return the ranker without its trees, which ranks by the first probabilities."""
        return replace(self, trees=())

    def save(self, folder: Path) -> None:
        """Write the model as data: arrays, the trees as text, and what it is as JSON."""
        folder.mkdir(parents=True, exist_ok=True)
        np.savez_compressed(folder / "weights.npz", triggers=self.triggers, mixture=self.mixture, novelty=self.novelty)
        for number, text in enumerate(self.trees):
            (folder / f"trees-{number}.txt").write_text(text, encoding="utf-8")
        about = {
            "version": VERSION, "until": self.until, "seed": self.seed, "features": list(FEATURES),
            "relations": list(self.relations), "trees": len(self.trees),
        }  # fmt: skip
        (folder / "ranking.json").write_text(json.dumps(about, ensure_ascii=False, indent=1), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> "Ranker":
        """Read what ``save`` wrote.

        Raises:
            ForecastError: a file is missing, damaged or of another version.
        """
        try:
            about: dict[str, Any] = json.loads((folder / "ranking.json").read_text(encoding="utf-8"))
            if (about["version"], about["features"]) != (VERSION, list(FEATURES)):
                raise ForecastError(f"the ranking in {folder} is of another version; fit it again")
            with np.load(folder / "weights.npz", allow_pickle=False) as weights:
                arrays = {name: weights[name] for name in ("triggers", "mixture", "novelty")}
            trees = tuple(
                (folder / f"trees-{number}.txt").read_text(encoding="utf-8") for number in range(about["trees"])
            )
            return cls(tuple(about["relations"]), int(about["until"]), int(about["seed"]), trees=trees, **arrays)
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ForecastError(f"no ranking can be read from {folder}: {error}; fit it again") from error

    def _check(self, facts: Facts) -> None:
        if tuple(facts.relations) != self.relations:
            raise ForecastError("the relations are not those that the ranking was fitted on; fit it again")


def _walk(
    rows: BothWays,
    learned_from: Facts,
    triggers: Triggers,
    mixture: NDArray[np.float64],
    novelty: NDArray[np.float32] | None = None,
) -> Walk:
    fresh = np.zeros((2 * rows.relations, 3), np.float32)
    return Walk(rows, learn_homes(learned_from), triggers, mixture, fresh if novelty is None else novelty)


def _learn(walk: Walk, seed: int, progress: Progress | None) -> list[Sample]:
    """Walk through all days, learn triggers and mixture on the way, and gather what the trees learn from."""
    rows, samples = walk.rows, []
    days = rows.last_day + 1
    trees_from, mixture_from = int(TREES_FROM * days), int(MIXTURE_FROM * days)
    a_day = max(1, _QUERIES // max(1, days - trees_from))
    blame = np.zeros((CONTEXTS, len(PARTS)))
    for day in range(days):
        asked = queries_of(rows, day + rows.origin)
        if not len(asked):
            walk.advance()
            continue
        if day >= trees_from:
            samples.append(_sample(walk, asked, a_day, np.random.default_rng([seed, day])))
        elif day >= mixture_from and (day % _MIXTURE_DAYS == 0 or day - mixture_from < 3):
            blame = _KEPT_BLAME * blame + walk.blame(asked)
            pooled = blame.sum(0) / blame.sum()
            walk.mixture = (blame + _POOLED * pooled) / (blame.sum(1, keepdims=True) + _POOLED)
        _count(walk, asked)
        if day % _RELEARN_DAYS == 0:
            walk.triggers.learn()
        walk.advance()
        if progress:
            progress("days", day + 1, days)
    walk.triggers.learn()
    return [one for one in samples if len(one.sizes)]


def _sample(walk: Walk, asked: DayQueries, count: int, rng: np.random.Generator) -> Sample:
    chosen = np.sort(rng.choice(len(asked), min(count, len(asked)), replace=False))
    size = min(CANDIDATES, walk.rows.entities)
    found, features = walk.candidates(asked.subject[chosen], asked.relation[chosen], size)
    answers = np.stack(
        [
            np.isin(row, walk.rows.object[asked.first[query] : asked.last[query]])
            for row, query in zip(found, chosen.tolist(), strict=True)
        ]
    )
    return sample_of(features, answers, rng)


def _count(walk: Walk, asked: DayQueries) -> None:
    rows, tallies = walk.rows, walk.tallies
    count_triggers(
        asked.subject, asked.relation, asked.first, asked.last, rows.object, walk.day, rows.subject_starts,
        tallies.ends, rows.by_subject_relation, rows.by_subject_object, rows.by_subject_day, tallies.lag_classes,
        walk.triggers.hits, walk.triggers.seen, walk.novelty,
    )  # fmt: skip


def _corrections(boosters: Sequence[Any], features: NDArray[np.float32]) -> NDArray[np.float64]:
    if not boosters:
        return np.zeros(features.shape[:2])
    flat = features.reshape(-1, features.shape[-1])
    total = sum(np.asarray(one.predict(flat, raw_score=True, num_threads=2)) for one in boosters)
    found: NDArray[np.float64] = (np.asarray(total) / len(boosters)).reshape(features.shape[:2])
    return found
