"""Fitted models: a hazard model and the card that says what it was fitted on; saved as data, checked when loaded."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sitroom.core import ForecastError, IntegrityError, canonical_json, sha256_bytes, short_hash
from sitroom.forecast.code_facts import Deed, code_facts
from sitroom.forecast.hazard import HazardModel
from sitroom.forecast.hazard.draw import RECENT
from sitroom.forecast.hazard.fit import QUESTIONS, Progress
from sitroom.forecast.occurrences import known_rows
from sitroom.history import EventStore

METHOD = "hazard.v1"
SCHEMA = "sitroom.model/1"
SEED = 20_130_221
HORIZONS = (7, 21, 90)
CARD, INNER = "model.json", "hazard"
MIN_FACTS, MIN_DAYS = 500, 60
ASKED_A_FACT = 3
FEWEST_ASKED = 10_000
"""Past questions to learn from: so many a fact, at least so many, and at most as many as a hazard model takes."""


@dataclass(frozen=True, slots=True)
class Card:
    """What a model was fitted on, and how.

    Args:
        source: the data set.
        until: last day of knowledge that it was fitted with, inclusive; it answers no question of an earlier day.
        last_day: the last day that the source told of then.
        rows: rows known then.
        facts: facts that they make.
        deeds: the relations, in the order of their numbers.
        horizons: the days ahead that it was fitted for.
        seed: of its draws.
        files: a hash of the names and sizes of the history's files; while it is the same, so is the history.
        method: name and version.
    """

    source: str
    until: date
    last_day: date
    rows: int
    facts: int
    deeds: tuple[str, ...]
    horizons: tuple[int, ...]
    seed: int
    files: str
    method: str = METHOD

    def to_json(self) -> dict[str, object]:
        """Return the card with ISO days."""
        return {
            "schema": SCHEMA,
            "method": self.method,
            "source": self.source,
            "until": self.until.isoformat(),
            "last_day": self.last_day.isoformat(),
            "rows": self.rows,
            "facts": self.facts,
            "deeds": list(self.deeds),
            "horizons": list(self.horizons),
            "seed": self.seed,
            "history": self.files,
        }

    @classmethod
    def from_json(cls, value: Mapping[str, object]) -> Card:
        """Return the card that ``to_json`` wrote.

        Raises:
            KeyError: a field is missing.
            TypeError: one has another type.
            ValueError: the same, or it is a card of another schema.
        """
        if value["schema"] != SCHEMA:
            raise ValueError(f"it is {value['schema']}, not {SCHEMA}")
        deeds, horizons = value["deeds"], value["horizons"]
        rows, facts, seed = value["rows"], value["facts"], value["seed"]
        if not isinstance(deeds, list) or not isinstance(horizons, list):
            raise TypeError("deeds and horizons are lists")
        if not isinstance(rows, int) or not isinstance(facts, int) or not isinstance(seed, int):
            raise TypeError("rows, facts and seed are whole numbers")
        until, last_day = (date.fromisoformat(str(value[name])) for name in ("until", "last_day"))
        names = tuple(Deed.of_text(str(one)).text for one in deeds)
        days = tuple(int(one) for one in horizons)
        hashed, method = str(value["history"]), str(value["method"])
        return cls(str(value["source"]), until, last_day, rows, facts, names, days, seed, hashed, method)


@dataclass(frozen=True, eq=False, slots=True)
class FittedModel:
    """A hazard model and its card."""

    hazard: HazardModel
    card: Card

    @property
    def deeds(self) -> tuple[Deed, ...]:
        """The relations as the model knows them."""
        return tuple(Deed.of_text(one) for one in self.card.deeds)


def fit_model(
    store: EventStore,
    source: str,
    *,
    until: date,
    seed: int = SEED,
    horizons: tuple[int, ...] = HORIZONS,
    progress: Progress | None = None,
) -> FittedModel:
    """Return a model of a source, fitted on what was known on a day and on nothing else.

    Args:
        store: the history.
        source: the data set.
        until: last day of knowledge, inclusive.
        seed: of its draws; the same history and seed give the same model.
        horizons: days ahead to ask about in fitting; those for which the history is too short are left out.
        progress: told the step, how much of it is done, and of how much.

    Raises:
        ForecastError: too little was known.
    """
    rows = known_rows(store.until(until), source)
    known = code_facts(rows)
    days = (rows.told.days or 0) if rows.told else 0
    if len(known.facts) < MIN_FACTS or days < MIN_DAYS or rows.told is None or rows.told.end is None:
        raise ForecastError(
            f"{source} holds {len(known.facts)} facts of {days} days as known on {until}; "
            f"a model takes {MIN_FACTS} of {MIN_DAYS} days"
        )
    last = rows.told.end
    kept = _that_fit(horizons, days)
    size = min(max(ASKED_A_FACT * len(known.facts), FEWEST_ASKED), QUESTIONS)
    hazard = HazardModel.fit(
        known.facts, until=last.toordinal(), seed=seed, horizons=kept, size=size, progress=progress
    )
    deeds = tuple(deed.text for deed in known.deeds)
    learned, files = hazard.fitted.horizons, files_hash(store, source)
    return FittedModel(hazard, Card(source, until, last, len(rows), len(known.facts), deeds, learned, seed, files))


def _that_fit(horizons: Sequence[int], days: int) -> tuple[int, ...]:
    """Return the horizons for which two windows fit into the days that are asked about, or the shortest."""
    asked = days - 1 - min(RECENT - 1, (days - 1) // 2)
    return tuple(one for one in horizons if one <= asked // 2) or (min(horizons),)


def files_hash(store: EventStore, source: str) -> str:
    """Return a hash of the names and sizes of a source's files, which are never rewritten."""
    files = [Path(one) for one in store.files(source)]
    return short_hash([[str(one.relative_to(store.folder)), one.stat().st_size] for one in files])


def save_model(model: FittedModel, folder: Path) -> None:
    """Write a model to a folder that holds nothing yet: numbers and text, with a hash of every file."""
    (folder / INNER).mkdir(parents=True)
    model.hazard.save(folder / INNER)
    files = {one.name: sha256_bytes(one.read_bytes()) for one in sorted((folder / INNER).iterdir())}
    (folder / CARD).write_text(canonical_json({**model.card.to_json(), "files": files}), encoding="utf-8")


def load_card(folder: Path) -> Card:
    """Return the card of a saved model.

    Raises:
        IntegrityError: it is not what was saved.
    """
    return Card.from_json(_read_card(folder))


def load_model(folder: Path) -> FittedModel:
    """Return a saved model.

    Raises:
        IntegrityError: it is not what was saved.
    """
    value = _read_card(folder)
    files = value.get("files")
    expected = files if isinstance(files, dict) else {}
    for name, sha256 in expected.items():
        try:
            raw = (folder / INNER / name).read_bytes()
        except OSError as error:
            raise IntegrityError(
                f"{folder / INNER / name} cannot be read ({error.strerror}); {_remedy(value)}"
            ) from error
        if sha256_bytes(raw) != sha256:
            raise IntegrityError(f"{folder / INNER / name} is not what was saved; {_remedy(value)}")
    if not expected:
        raise IntegrityError(f"{folder / CARD} names no files; {_remedy(value)}")
    return FittedModel(HazardModel.load(folder / INNER), Card.from_json(value))


def _read_card(folder: Path) -> dict[str, object]:
    try:
        value = json.loads((folder / CARD).read_text(encoding="utf-8"))
        Card.from_json(value)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise IntegrityError(
            f"{folder / CARD} cannot be read as a model's card ({error}); remove {folder} and fit again with "
            "`sitroom forecast fit`"
        ) from error
    return dict(value)


def _remedy(card: Mapping[str, object]) -> str:
    return f"`sitroom forecast fit --source {card['source']} --until {card['until']}` makes it anew"
