"""Models of a desk: fitted on its event data, kept in its folder as data, never used for a day before their own."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from os import getpid
from pathlib import Path
from urllib.parse import quote

from sitroom.core import ForecastError, IntegrityError
from sitroom.forecast import Card, FittedModel, KnownRows, Progress, fit_model, load_card, load_model, save_model
from sitroom.forecast.fitted_model import HORIZONS, METHOD, SEED, files_hash
from sitroom.history import EventStore

FOLDER = "models"
GROWN = 0.25
"""A model is stale once the history has grown by more than this share since it was fitted."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A model that the desk has.

    Args:
        card: what it was fitted on.
        folder: where it lies.
    """

    card: Card
    folder: Path


class DeskModels:
    """The fitted models of a desk, one a source and day.

    Args:
        folder: of the desk.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder / FOLDER
        self._loaded: dict[tuple[Path, int], FittedModel] = {}

    @classmethod
    def beside(cls, store: EventStore) -> DeskModels:
        """Return the models of the desk to which a store of events belongs."""
        return cls(store.folder.parent)

    def fit(
        self, store: EventStore, source: str, *, until: date, seed: int = SEED, horizons: tuple[int, ...] = HORIZONS,
        progress: Progress | None = None,
    ) -> Kept:  # fmt: skip
        """Fit a model on what was known on a day and keep it, in place of one of the same source and day.

        Raises:
            ForecastError: too little was known.
        """
        model = fit_model(store, source, until=until, seed=seed, horizons=horizons, progress=progress)
        folder = place_of(self.folder, source) / until.isoformat()
        put_in_place(folder, lambda new: save_model(model, new))
        self._loaded = {self._key(folder): model}
        return Kept(model.card, folder)

    def list(self, source: str | None = None) -> tuple[Kept, ...]:
        """Return the models, by source, oldest day first.

        Raises:
            IntegrityError: a model's card cannot be read.
        """
        places = [place_of(self.folder, source)] if source else sorted(self.folder.glob("*"))
        return tuple(Kept(load_card(folder), folder) for place in places for folder in dated_folders(place))

    def latest(self, source: str, cutoff: date) -> FittedModel | None:
        """Return the newest model of a source that was not fitted after a day, or None; loaded once.

        Raises:
            IntegrityError: it is not what was saved.
        """
        for folder in reversed(dated_folders(place_of(self.folder, source))):
            if date.fromisoformat(folder.name) > cutoff:
                continue
            key = self._key(folder)
            if key not in self._loaded:
                model = load_model(folder)
                if model.card.source != source or model.card.until.isoformat() != folder.name:
                    raise IntegrityError(f"{folder} holds a model of {model.card.source} as of {model.card.until}")
                if model.card.method != METHOD:
                    continue
                self._loaded = {key: model}
            return self._loaded[key]
        return None

    def _key(self, folder: Path) -> tuple[Path, int]:
        return folder, (folder / "model.json").stat().st_mtime_ns if (folder / "model.json").exists() else 0


def staleness(card: Card, store: EventStore, known: KnownRows) -> str | None:
    """Return in what way the history is no longer the one that a model was fitted on, or None.

    Args:
        card: of the model.
        store: the history.
        known: its rows as known on the day that is asked about.
    """
    if files_hash(store, card.source) != card.files:
        ((then,),) = store.rows(_COUNT, {}, source=card.source, as_of=card.until) or [(0,)]
        if then != card.rows:
            return (
                f"the history as known on {card.until} has {then:,} rows now, and had {card.rows:,} when it was fitted"
            )
    if len(known) > (1 + GROWN) * card.rows:
        return f"the history has grown from {card.rows:,} rows to {len(known):,} since {card.until}"
    return None


_COUNT = "\nSELECT count(*) FROM events"


def place_of(models: Path, source: str) -> Path:
    """Return the folder of a source's models.

    Raises:
        ForecastError: no source is named.
    """
    if not source:
        raise ForecastError("a model is of one source; give one with --source")
    return models / quote(source, safe="").replace(".", "%2E")


def dated_folders(place: Path) -> list[Path]:
    """Return the folders that are named by a day, oldest first."""
    return sorted(_days(place), key=lambda folder: folder.name)


def put_in_place(folder: Path, save: Callable[[Path], object]) -> None:
    """Save into a folder beside the one meant, and rename it there once it is whole; what was there goes."""
    new = folder.with_name(f".{folder.name}.{getpid()}")
    old = folder.with_name(f"{new.name}.old")
    shutil.rmtree(new, ignore_errors=True)
    try:
        save(new)
        if folder.exists():
            folder.rename(old)
        new.rename(folder)
        shutil.rmtree(old, ignore_errors=True)
    finally:
        shutil.rmtree(new, ignore_errors=True)


def _days(place: Path) -> Iterator[Path]:
    for folder in place.glob("*"):
        with suppress(ValueError):
            date.fromisoformat(folder.name)
            yield folder
