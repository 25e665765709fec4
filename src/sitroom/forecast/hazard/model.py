"""The hazard model: learned from the past, asked about dated questions, explained by what its answers rest on."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from weakref import ref

import numpy as np
from numpy.typing import NDArray

from sitroom.core import ForecastError, NotFittedError
from sitroom.forecast.facts import Facts
from sitroom.forecast.hazard.base_rate import decayed_poisson, window_share
from sitroom.forecast.hazard.explain import Ground, explain
from sitroom.forecast.hazard.features import features
from sitroom.forecast.hazard.fit import QUESTIONS, Fitted, Progress, fit_hazard
from sitroom.forecast.hazard.horizons import between_horizons, probabilities
from sitroom.forecast.hazard.index import FactIndex
from sitroom.forecast.hazard.places import read_places
from sitroom.forecast.hazard.question import Batch, HazardQuestion, batch
from sitroom.forecast.hazard.trees import Trees
from sitroom.forecast.hazard.triggers import Triggers

Floats = NDArray[np.float64]
VERSION = "hazard.v1"
SHEET, ARRAYS = "hazard.json", "hazard.npz"


@dataclass
class _Indexed:
    """The last facts asked about, and their index."""

    facts: "ref[Facts] | None" = None
    index: FactIndex | None = None

    def of(self, facts: Facts) -> FactIndex:
        if self.index is None or self.facts is None or self.facts() is not facts:
            self.index, self.facts = FactIndex(facts, read_places(facts.entities)), ref(facts)
        return self.index


@dataclass(frozen=True)
class HazardModel:
    """Probabilities that something happens within a horizon, from facts up to each question's cutoff.

    Boosted trees over counts, recency and rhythm of what the parties and those around them did, learned from questions
    asked on every past day.

    Args:
        fitted: what was learned.
        until: the last day learned from.
        seed: of the questions drawn and the trees.
        relations: names, in the order of the facts learned from.
    """

    fitted: Fitted
    until: int
    seed: int
    relations: tuple[str, ...]
    _indexed: _Indexed = field(default_factory=_Indexed, repr=False, compare=False)

    @classmethod
    def fit(
        cls,
        facts: Facts,
        *,
        until: int,
        seed: int = 0,
        horizons: Sequence[int] = (7, 21),
        size: int = QUESTIONS,
        progress: Progress | None = None,
    ) -> "HazardModel":
        """Return a model that has learned from facts up to a day, inclusive.

        Args:
            facts: later ones are not looked at.
            until: the last day to learn from; the last window ends on it.
            seed: same seed, same model.
            horizons: in days; those that do not fit in the history are left out, and named in ``fitted.left_out``.
            size: how many past questions to learn from, about.
            progress: told the step, how much of it is done, and of how much.

        Raises:
            ForecastError: no horizon fits, or too little happened.
        """
        fitted = fit_hazard(facts, until=until, seed=seed, horizons=horizons, size=size, progress=progress)
        return cls(fitted, until, seed, tuple(facts.relations))

    def predict(self, facts: Facts, questions: Sequence[HazardQuestion]) -> Floats:
        """Return a probability for each question, shape (n,), from facts up to its cutoff.

        A horizon that was not learned lies between those that were, or follows their trend.

        Raises:
            ForecastError: the facts have other relations than those learned from.
        """
        return self.predict_batch(facts, batch(questions))

    def predict_batch(self, facts: Facts, asked: Batch) -> Floats:
        """Return the same for questions as columns."""
        return self._predict(self._index(facts), asked)

    def explain(
        self,
        facts: Facts,
        question: HazardQuestion,
        *,
        twins: NDArray[np.int64] | None = None,
        now: float | None = None,
    ) -> list[Ground]:
        """Return the facts that the probability rests on, in groups, the largest effect first.

        An effect is the probability less what it is once the group's rows are taken out of the facts.

        Args:
            facts: as known.
            question: one.
            twins: shape (facts,), for a fact that is one side of an event the fact that is the other side, else -1; the
                two are taken out together.
            now: what ``predict`` gave for the question, where that is known.
        """
        return explain(self._index(facts), batch([question]), self._predict, twins, now)

    def base_rate(self, facts: Facts, questions: Sequence[HazardQuestion]) -> Floats:
        """Return the share of past windows in which it held, under Jeffreys' prior, shape (n,)."""
        return window_share(self._index(facts), batch(questions))

    def poisson(self, facts: Facts, questions: Sequence[HazardQuestion]) -> Floats:
        """Return the probability under a decayed Poisson rate of the very thing asked, shape (n,)."""
        return decayed_poisson(self._index(facts), batch(questions))

    def save(self, folder: Path) -> None:
        """Write the model as numbers and a readable sheet."""
        folder.mkdir(parents=True, exist_ok=True)
        trees = self.fitted.trees
        arrays = {name: value for name, value in asdict(trees).items() if name != "depth"}
        shares = self.fitted.triggers.shares.astype(np.float32)
        np.savez_compressed(folder / ARRAYS, allow_pickle=False, shares=shares, **arrays)
        told = {name: value for name, value in vars(self.fitted).items() if name not in {"trees", "triggers"}}
        sheet = {
            "version": VERSION,
            "until": self.until,
            "seed": self.seed,
            "relations": self.relations,
            "depth": trees.depth,
            **told,
        }
        (folder / SHEET).write_text(json.dumps(sheet, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> "HazardModel":
        """Return the model that was saved.

        Raises:
            NotFittedError: there is none.
            ForecastError: it is of another version.
        """
        if not (folder / SHEET).is_file():
            raise NotFittedError(f"{folder} holds no hazard model; fit and save one first")
        sheet = json.loads((folder / SHEET).read_text(encoding="utf-8"))
        if sheet["version"] != VERSION:
            raise ForecastError(f"{folder} holds {sheet['version']}, but this is {VERSION}; fit it again")
        with np.load(folder / ARRAYS, allow_pickle=False) as arrays:
            triggers = Triggers(arrays["shares"].astype(np.float64))
            trees = Trees(**{name: arrays[name] for name in arrays.files if name != "shares"}, depth=sheet["depth"])
        fitted = Fitted(
            names=tuple(sheet["names"]),
            trees=trees,
            boosters=sheet["boosters"],
            triggers=triggers,
            horizons=tuple(sheet["horizons"]),
            left_out=tuple(sheet["left_out"]),
            questions=sheet["questions"],
            happened=sheet["happened"],
            first_cutoff=sheet["first_cutoff"],
        )
        return cls(fitted, sheet["until"], sheet["seed"], tuple(sheet["relations"]))

    def _index(self, facts: Facts) -> FactIndex:
        if tuple(facts.relations) != self.relations:
            raise ForecastError("these facts have other relations than those learned from; fit the model again")
        return self._indexed.of(facts)

    def _predict(self, index: FactIndex, asked: Batch) -> Floats:
        return between_horizons(asked, self.fitted.horizons, lambda part: self._learned(index, part))

    def _learned(self, index: FactIndex, asked: Batch) -> Floats:
        names, table = features(index, asked, self.fitted.triggers)
        if tuple(names) != self.fitted.names:
            raise ForecastError("the model was fitted on other features than these; fit it again")
        return probabilities(self.fitted.trees.margins(table) / self.fitted.boosters)
