"""Reasons: taking the named facts away moves the probability by what was said."""

import numpy as np
import pytest

from sitroom.forecast.facts import Facts, facts_from
from sitroom.forecast.hazard import HazardModel, HazardQuestion, draw, questions_of
from tests.forecast.hazard.worlds import BUSY

CUTOFF = 215


def without(facts: Facts, rows: np.ndarray) -> Facts:
    kept = np.ones(len(facts), dtype=bool)
    kept[rows] = False
    columns = [one[kept] for one in (facts.subject, facts.relation, facts.object, facts.day)]
    return facts_from(columns, facts.entities, facts.relations)


@pytest.mark.parametrize("seed", range(3))
def test_every_effect_is_what_taking_the_facts_away_does(model: HazardModel, world: Facts, seed: int) -> None:
    questions = questions_of(draw(world, CUTOFF, (7, 14)[seed % 2], 6, rng=np.random.default_rng(seed)))
    told = 0
    for question in questions:
        now = model.predict(world, [question])[0]
        for ground in model.explain(world, question):
            then = model.predict(without(world, ground.rows), [question])[0]
            assert now - then == ground.effect
            assert (world.day[ground.rows] <= CUTOFF).all()
            told += 1
    assert told > 5


def test_taking_the_first_day_away_is_told_as_it_is(model: HazardModel, world: Facts) -> None:
    question = HazardQuestion((BUSY[0],), (0,), (BUSY[1],), CUTOFF, 7)
    since = world.day >= int(world.day[(world.subject == BUSY[0]) & (world.object == BUSY[1])].min())
    late = without(world, np.flatnonzero(~since))
    now = model.predict(late, [question])[0]
    for ground in model.explain(late, question):
        assert now - model.predict(without(late, ground.rows), [question])[0] == ground.effect


def test_the_busy_pair_meets_because_it_met(model: HazardModel, world: Facts) -> None:
    grounds = model.explain(world, HazardQuestion((BUSY[0],), (0,), (BUSY[1],), CUTOFF, 7))
    first = grounds[0]
    assert first.kind in {"did_the_same_lately", "did_the_same_before"}
    assert first.effect > 0.05
    rows = first.rows
    assert set(world.subject[rows]) == {BUSY[0]}
    assert set(world.relation[rows]) == {0}
    assert set(world.object[rows]) == {BUSY[1]}
    effects = [abs(one.effect) for one in grounds]
    assert effects == sorted(effects, reverse=True)


def test_what_comes_after_the_cutoff_explains_nothing(model: HazardModel, world: Facts) -> None:
    question = HazardQuestion((BUSY[0],), (0,), (BUSY[1],), CUTOFF, 7)
    cut = model.explain(world.until(CUTOFF), question)
    whole = model.explain(world, question)
    assert [(one.kind, one.rows.tolist(), one.effect) for one in cut] == [
        (one.kind, one.rows.tolist(), one.effect) for one in whole
    ]
