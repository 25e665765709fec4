"""The ranker learns what a small world repeats, never looks ahead, and is the same data on disk."""

from dataclasses import replace

import numpy as np
import pytest

from sitroom.core import ForecastError
from sitroom.forecast.facts import Facts, facts_from
from sitroom.forecast.ranking import DayQueries, Ranker, answers_of, both_ways, queries_of, summary

DAYS, PARTIES = 60, 40
NAMES = (
    [f"Police (State {n})" for n in range(10)] + [f"State {n}" for n in range(10)] + [f"Name {n}" for n in range(20)]
)


def world(seed: int = 0) -> Facts:
    """Every third day, each party does what it always does to its own partner; the rest is chance."""
    rng = np.random.default_rng(seed)
    rows = []
    for day in range(DAYS):
        for party in range(PARTIES):
            if (party + day) % 3 == 0:
                rows.append((party, party % 3, (party * 7 + 1) % PARTIES, day))
        for _ in range(5):
            a, b = rng.integers(0, PARTIES, 2)
            rows.append((int(a), int(rng.integers(0, 3)), int(b), day))
    columns = np.unique(np.array(rows), axis=0).T
    return facts_from(list(columns), NAMES, ["consults", "accuses", "helps"])


@pytest.fixture(scope="module")
def facts() -> Facts:
    return world()


@pytest.fixture(scope="module")
def ranker(facts: Facts) -> Ranker:
    return Ranker.fit(facts.until(44), rounds=20)


def ranked(ranker: Ranker, facts: Facts, first: int, last: int, *, asked: Facts | None = None, top: int = 100):
    rows = both_ways(asked or facts)
    return list(ranker.rank(facts, ((day, queries_of(rows, day)) for day in range(first, last + 1)), top=top))


def test_what_always_happens_stands_first(ranker, facts):
    found = answers_of(both_ways(facts), ranked(ranker, facts, 45, 59))
    usual = (found.subject * 7 + 1) % PARTIES == found.truth
    usual &= found.of_object & (found.relation == found.subject % 3)
    assert summary(found.ranks()[usual])["mrr"] > 80
    assert summary(found.ranks())["mrr"] > 40


@pytest.mark.parametrize("change", ["cut", "swapped", "thinned"])
def test_later_days_change_nothing(ranker, facts, change):
    day = 50
    if change == "cut":
        other = facts.until(day - 1)
    elif change == "swapped":
        object_ = facts.object.copy()
        on_day = np.flatnonzero(facts.day >= day)
        object_[on_day] = np.roll(object_[on_day], 3)
        other = replace(facts, object=object_)
    else:
        kept = (facts.day < day) | (np.arange(len(facts)) % 2 == 0)
        columns = [column[kept] for column in (facts.subject, facts.relation, facts.object, facts.day)]
        other = facts_from(columns, facts.entities, facts.relations)
    before, after = ranked(ranker, facts, 45, day), ranked(ranker, other, 45, day, asked=facts)
    assert len(before) == len(after) > 0
    for one, two in zip(before, after, strict=True):
        assert (one.entities == two.entities).all()
        assert (one.scores == two.scores).all()


def test_a_query_alone_gets_the_list_that_it_gets_among_others(ranker, facts):
    asked = queries_of(both_ways(facts), 52)
    whole = next(ranker.rank(facts, iter([(52, asked)])))
    for number in (0, len(asked) // 2, len(asked) - 1):
        part = slice(number, number + 1)
        alone = DayQueries(asked.subject[part], asked.relation[part], asked.first[part], asked.last[part])
        one = next(ranker.rank(facts, iter([(52, alone)])))
        assert (one.entities[0] == whole.entities[number]).all()
        assert (one.scores[0] == whole.scores[number]).all()


def test_fitting_twice_gives_the_same_model_to_the_bit(ranker, facts):
    again = Ranker.fit(facts.until(44), rounds=20)
    assert again.until == ranker.until == 44
    assert again.trees == ranker.trees
    assert (again.triggers == ranker.triggers).all()
    assert (again.mixture == ranker.mixture).all()


def test_on_disk_it_is_the_same_and_damage_is_told(ranker, facts, tmp_path):
    ranker.save(tmp_path)
    again = Ranker.load(tmp_path)
    assert (again.until, again.relations) == (ranker.until, ranker.relations)
    one, two = (ranked(model, facts, 50, 50)[0] for model in (ranker, again))
    assert (one.scores == two.scores).all()
    (tmp_path / "weights.npz").write_bytes(b"PK not an archive")
    with pytest.raises(ForecastError, match="fit it again"):
        Ranker.load(tmp_path)


def test_scores_fall_and_every_entity_stands_once(ranker, facts):
    for one in ranked(ranker, facts, 50, 52, top=PARTIES):
        assert (np.diff(one.scores, axis=1) <= 0).all()
        assert all(len(set(row)) == PARTIES for row in one.entities.tolist())


def test_one_may_ask_about_the_days_ahead(ranker, facts):
    asked = queries_of(both_ways(facts), 50)
    assert next(ranker.rank(facts, iter([(DAYS + 5, asked)]))).entities.shape[0] == len(asked)
    with pytest.raises(ForecastError, match="newer history"):
        next(ranker.rank(facts, iter([(DAYS + 1000, asked)])))


def test_other_relations_are_refused(ranker, facts):
    other = replace(facts, relations=["consults", "accuses", "helps", "threatens"])
    with pytest.raises(ForecastError, match="fit it again"):
        next(ranker.rank(other, iter([(50, queries_of(both_ways(facts), 50))])))


def test_too_little_to_learn_from_is_said(facts):
    with pytest.raises(ForecastError, match="ten days"):
        Ranker.fit(facts.until(3))
