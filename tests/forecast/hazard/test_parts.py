"""The parts of the hazard model: questions as columns, counts by key and day, base rates, draws and trees."""

import numpy as np
import pytest

from sitroom.core import ForecastError
from sitroom.forecast.facts import Facts, facts_from
from sitroom.forecast.hazard import FactIndex, HazardQuestion, batch, draw, outcomes, questions_of, read_places
from sitroom.forecast.hazard.base_rate import decayed_poisson, window_share
from sitroom.forecast.hazard.index import ThinnedIndex
from sitroom.forecast.hazard.neighbours import neighbour_features
from sitroom.forecast.hazard.question import product, sets
from sitroom.forecast.hazard.trees import read_trees
from sitroom.forecast.hazard.triggers import learn_triggers
from tests.forecast.hazard.worlds import RELATIONS

CUTOFF = 180


@pytest.fixture(scope="module")
def index(world: Facts) -> FactIndex:
    return FactIndex(world, read_places(world.entities))


def test_empty_sets_and_horizons_of_no_days_are_refused() -> None:
    with pytest.raises(ForecastError, match="at least one subject"):
        HazardQuestion((), (1,), (2,), 5, 7)
    with pytest.raises(ForecastError, match="at least one day"):
        HazardQuestion((1,), (1,), (2,), 5, 0)


def test_questions_survive_being_columns() -> None:
    questions = [HazardQuestion((1, 2), (3,), (4,), 5, 7), HazardQuestion((0,), (1, 9), (4, 5, 6), 8, 21)]
    columns = batch(questions)
    assert questions_of(columns) == questions
    assert questions_of(columns.of(np.array([1, 0, 1]))) == [questions[1], questions[0], questions[1]]
    assert [one for part in columns.parts(1) for one in questions_of(part)] == questions


def test_every_combination_once() -> None:
    question, (left, right) = product(sets([(1, 2), (3,)]), sets([(7,), (8, 9)]))
    assert list(zip(question.tolist(), left.tolist(), right.tolist(), strict=True)) == [
        (0, 1, 7), (0, 2, 7), (1, 3, 8), (1, 3, 9),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "names", [("subject",), ("relation", "object"), ("subject_country", "relation", "object_role")]
)
def test_counts_are_those_of_counting(index: FactIndex, world: Facts, names: tuple[str, ...]) -> None:
    rng = np.random.default_rng(1)
    rows, day = rng.integers(len(world), size=40), rng.integers(-5, 260, size=40)
    parts = [index.part(name)[rows] for name in names]
    (found,) = index.counts(names, parts, [day])
    for place, count in enumerate(found):
        same = np.all([index.part(name) == part[place] for name, part in zip(names, parts, strict=True)], axis=0)
        assert count == (same & (world.day <= day[place])).sum()


def test_an_index_without_some_facts_counts_as_one_built_from_the_others(index: FactIndex, world: Facts) -> None:
    gone = np.arange(0, len(world), 3)
    kept = np.setdiff1d(np.arange(len(world)), gone)
    columns = [one[kept] for one in (world.subject, world.relation, world.object, world.day)]
    built = FactIndex(facts_from(columns, world.entities, world.relations), index.places)
    thinned = ThinnedIndex(index, gone)
    parts, day = [world.subject.astype(np.int64)], world.day.astype(np.int64)
    assert thinned.first_day == built.first_day
    assert np.array_equal(
        thinned.counts(("subject",), parts, [day - thinned.origin])[0],
        built.counts(("subject",), parts, [day - built.origin])[0],
    )


def test_the_base_rate_counts_windows_back_from_the_cutoff() -> None:
    days = np.array([0, 1, 8, 9, 15, 21, 24])
    facts = facts_from([np.zeros(7, int), np.zeros(7, int), np.ones(7, int), days], ["A", "B"], ["meets"])
    index = FactIndex(facts, read_places(facts.entities))
    asked = batch([HazardQuestion((0,), (0,), (1,), cutoff, 7) for cutoff in (21, 23, 6, 3)])
    # Windows of 7 days: 1-7, 8-14, 15-21; 3-9, 10-16, 17-23; 0-6; none.
    assert window_share(index, asked).tolist() == [3.5 / 4, 3.5 / 4, 1.5 / 2, 0.5]
    assert (
        np.diff(decayed_poisson(index, batch([HazardQuestion((0,), (0,), (1,), 24, h) for h in (1, 7, 30)]))) > 0
    ).all()


def test_draws_are_half_of_triples_seen_and_half_not(world: Facts) -> None:
    questions = questions_of(draw(world, CUTOFF, 7, 200, rng=np.random.default_rng(0)))
    recent = world.between(CUTOFF - 119, CUTOFF)
    seen = set(zip(recent.subject.tolist(), recent.relation.tolist(), recent.object.tolist(), strict=True))
    pairs = {(s, o) for s, _, o in seen}
    known = [any((q.subjects[0], r, q.objects[0]) in seen for r in q.relations) for q in questions]
    assert (len(questions), sum(known)) == (200, 100)
    assert all((q.subjects[0], q.objects[0]) in pairs for q in questions)
    assert {len(q.relations) for q in questions} == {1, 2, 3}


def test_outcomes_are_facts_after_the_cutoff_up_to_the_horizon(index: FactIndex, world: Facts) -> None:
    row = int(np.searchsorted(world.day, CUTOFF + 7))
    s, r, o, day = (int(one[row]) for one in (world.subject, world.relation, world.object, world.day))
    asked = batch([HazardQuestion((s,), (r,), (o,), day - back, back) for back in (7, 1)])
    assert outcomes(index, asked).tolist() == [True, True]
    same = (world.subject == s) & (world.relation == r) & (world.object == o)
    after = batch([HazardQuestion((s,), (r,), (o,), day, 7)])
    assert outcomes(index, after)[0] == (same & (world.day > day) & (world.day <= day + 7)).any()


def test_very_many_parties_are_sifted_to_the_same_end(index: FactIndex, world: Facts) -> None:
    names = [*world.entities, *(f"Nobody {number}" for number in range(180))]
    columns = [world.subject, world.relation, world.object, world.day]
    padded = facts_from(columns, names, world.relations)
    more = FactIndex(padded, read_places(names))
    few, many = (batch([HazardQuestion(tuple(range(n)), (3,), tuple(range(n)), 90, 2)]) for n in (20, 200))
    assert 0.1 < window_share(index, few)[0] < 1
    assert window_share(more, many).tolist() == window_share(index, few).tolist()
    told, sifted = dict(neighbour_features(index, few)), dict(neighbour_features(more, many))
    assert {name: sifted[name].tolist() for name in told} == {name: told[name].tolist() for name in told}


def test_a_visit_is_seen_to_be_returned_and_only_from_what_was_known(world: Facts) -> None:
    visits, hosts, accuses = (RELATIONS.index(name) for name in ("visits", "hosts", "accuses"))
    index = FactIndex(world, read_places(world.entities))
    early, late = learn_triggers(index, [100, 200])
    for triggers in (early, late):
        returned, not_returned = triggers.shares[1, 0, visits, hosts], triggers.shares[1, 0, accuses, hosts]
        assert returned > 3 * not_returned
        assert returned > 3 * triggers.shares[0, 0, visits, hosts]
    (known,) = learn_triggers(FactIndex(world.until(100), index.places), [100])
    assert np.array_equal(known.shares, early.shares)


def test_trees_are_read_as_they_were_grown() -> None:
    lightgbm = pytest.importorskip("lightgbm")
    rng = np.random.default_rng(0)
    table = rng.normal(size=(2_000, 4)).astype(np.float32)
    outcome = (table[:, 0] * table[:, 1] > 0).astype(np.float32)
    grown = lightgbm.train(
        {"objective": "binary", "verbose": -1, "num_leaves": 9}, lightgbm.Dataset(table, outcome), 20
    )
    margins = read_trees([grown.dump_model()]).margins(table)
    assert np.allclose(margins, grown.predict(table, raw_score=True), atol=1e-9)
