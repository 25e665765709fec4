"""Counting many questions at once gives what the history's own count gives, one at a time."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from sitroom.core import EventPattern
from sitroom.forecast import Climatology, PatternQuestion, forecaster_classes, known_rows
from sitroom.forecast.occurrences import count, matching_rows
from sitroom.history import BaseRate, EventStore, base_rate

from .worlds import SOURCE, act, any_pattern, day, members, store_of, world


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> EventStore:
    return world(tmp_path_factory.mktemp("world"))


def questions(seed: int, many: int) -> list[PatternQuestion]:
    rng = np.random.default_rng(seed)
    cutoffs = [day(int(one)) for one in rng.integers(60, 1600, 6)]
    return [
        PatternQuestion(
            any_pattern(rng), int(rng.choice([1, 7, 21, 90])), cutoffs[int(rng.integers(len(cutoffs)))],
            SOURCE if rng.random() < 0.97 else "elsewhere",
        )
        for _ in range(many)
    ]  # fmt: skip


def test_every_base_rate_is_that_of_the_history(store: EventStore) -> None:
    asked = questions(7, 100)
    closed = {question.cutoff: store.until(question.cutoff) for question in asked}
    kinds = set()
    for question in asked:
        known = closed[question.cutoff]
        theirs = base_rate(
            known, question.pattern, horizon_days=question.horizon_days, as_of=question.cutoff, source=question.source,
            members=members,
        )  # fmt: skip
        (found,) = count([question], known, members)
        assert found.base.to_json() == theirs.to_json()
        kinds.add((theirs.information, len(theirs.remarks)))
    assert kinds > {("normal", 1), ("normal", 2), ("low", 1), (None, 0)}


@pytest.mark.parametrize("kind", forecaster_classes())
def test_many_at_once_are_answered_as_each_alone(store: EventStore, kind: type[Climatology]) -> None:
    asked = questions(11, 40)
    forecaster = kind(store, members=members)
    together = forecaster.predict_all(asked)
    assert together == tuple(forecaster.predict(question) for question in asked)
    assert {one.status for one in together} == {"answered", "not_covered"}


def test_days_are_those_of_the_rows_that_match(store: EventStore) -> None:
    rng = np.random.default_rng(3)
    rows = known_rows(store, SOURCE)
    events = store.events(source=SOURCE)
    for _ in range(60):
        pattern = any_pattern(rng)
        if pattern.modes:
            continue
        plain = EventPattern(pattern.actors, pattern.recipients, pattern.types, pattern.quads, mutual=pattern.mutual)
        by_hand = [one.occurred_on.toordinal() for one in events if _fits(one, plain)]
        assert rows.day[matching_rows(rows, plain, members)].tolist() == by_hand


def _fits(event: object, pattern: EventPattern) -> bool:
    def among(code: str | None, names: tuple[str, ...]) -> bool:
        return not names or any(code in members(name, event.occurred_on) for name in names)  # type: ignore[attr-defined]

    row = {name: getattr(event, name) for name in ("actor_country", "recipient_country", "event_type", "quad")}
    kinds = not pattern.types and not pattern.quads
    if not (kinds or row["event_type"] in pattern.types or row["quad"] in pattern.quads):
        return False
    if among(row["actor_country"], pattern.actors) and among(row["recipient_country"], pattern.recipients):
        return True
    both = not event.directed or (pattern.mutual and row["event_type"] == "CONSULT")  # type: ignore[attr-defined]
    return both and among(row["recipient_country"], pattern.actors) and among(row["actor_country"], pattern.recipients)


def test_rows_are_read_once_until_there_are_new_ones(tmp_path: Path) -> None:
    store = store_of(tmp_path, [act(one) for one in range(0, 100, 5)])
    first = known_rows(store, SOURCE)
    assert known_rows(store, SOURCE) is first
    store.append([act(200)], received_on=date(2020, 1, 5))
    assert len(known_rows(store, SOURCE)) == len(first) + 1


def test_a_source_without_rows_is_not_covered(tmp_path: Path) -> None:
    store = store_of(tmp_path, [act(100)])
    early = PatternQuestion(EventPattern(("AAA",)), 7, day(50), SOURCE)
    (found,) = count([early], store.until(day(50)), members)
    assert isinstance(found.base, BaseRate)
    assert (found.base.status, len(found.day)) == ("not_covered", 0)
