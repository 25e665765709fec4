"""The hazard model: what it learns, and that nothing after a cutoff or beside a question touches its answer."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from sitroom.core import ForecastError, NotFittedError
from sitroom.forecast.facts import Facts, facts_from
from sitroom.forecast.hazard import HazardModel, HazardQuestion, draw, join, questions_of
from tests.forecast.hazard.worlds import BUSY, DAYS, ENTITIES, QUIET, RELATIONS

CUTOFF = 215
MEETS, VISITS = RELATIONS.index("meets"), RELATIONS.index("visits")


def asked(pair: tuple[int, int], *relations: int, cutoff: int = CUTOFF, horizon: int = 7) -> HazardQuestion:
    return HazardQuestion((pair[0],), relations or (MEETS,), (pair[1],), cutoff, horizon)


@pytest.fixture(scope="module")
def questions(world: Facts) -> list[HazardQuestion]:
    rng = np.random.default_rng(0)
    narrow = questions_of(join([draw(world, CUTOFF, horizon, 16, rng=rng) for horizon in (7, 14, 21, 30)]))
    country, other = tuple(range(5)), tuple(range(5, 10))
    wide = [HazardQuestion(country, (0, 3), other, CUTOFF, 7), HazardQuestion(country, (1,), (12,), CUTOFF, 3)]
    return narrow + wide


def changed(facts: Facts, how: str) -> Facts:
    rows = np.arange(len(facts))
    later = facts.day > CUTOFF
    columns = [one.copy() for one in (facts.subject, facts.relation, facts.object, facts.day)]
    if how == "cut":
        rows = rows[~later]
    if how == "thin":
        rows = rows[~later | (rows % 2 == 0)]
    if how == "swap":
        columns[2][later] = np.roll(columns[2][later], 7)
    return facts_from([one[rows] for one in columns], facts.entities, facts.relations)


@pytest.mark.parametrize("how", ["cut", "thin", "swap"])
def test_nothing_after_the_cutoff_moves_a_probability(
    model: HazardModel, world: Facts, questions: list[HazardQuestion], how: str
) -> None:
    other = changed(world, how)
    assert not np.array_equal(other.object, world.object)
    for told in (model.predict, model.base_rate, model.poisson):
        assert told(other, questions).tolist() == told(world, questions).tolist()


def test_facts_before_the_cutoff_do_move_probabilities(
    model: HazardModel, world: Facts, questions: list[HazardQuestion]
) -> None:
    fewer = world.until(CUTOFF - 20)
    assert (model.predict(fewer, questions) != model.predict(world, questions)).mean() > 0.5


def test_a_question_alone_gets_the_answer_that_it_gets_among_others(
    model: HazardModel, world: Facts, questions: list[HazardQuestion]
) -> None:
    together = model.predict(world, questions)
    assert [model.predict(world, [one])[0] for one in questions] == together.tolist()
    assert model.predict(world, questions[::-1]).tolist() == together[::-1].tolist()


def test_what_is_learned_from_ends_with_its_last_day(world: Facts) -> None:
    questions = [asked(BUSY), asked(QUIET), asked((3, 8), VISITS)]
    first, second = (HazardModel.fit(facts, until=150, size=1_500) for facts in (world, world.until(150)))
    assert first.predict(world, questions).tolist() == second.predict(world, questions).tolist()
    assert first.fitted.questions == second.fitted.questions


def test_the_same_seed_gives_the_same_model_and_another_seed_another(world: Facts) -> None:
    questions = [asked(BUSY), asked(QUIET), asked((3, 8), VISITS)]
    one, same, other = (HazardModel.fit(world, until=150, size=1_500, seed=seed) for seed in (4, 4, 5))
    assert one.predict(world, questions).tolist() == same.predict(world, questions).tolist()
    assert one.predict(world, questions).tolist() != other.predict(world, questions).tolist()


def test_a_steady_hazard_is_recovered(model: HazardModel, world: Facts) -> None:
    busy = model.predict(world, [asked(BUSY, cutoff=cutoff) for cutoff in range(200, 230)])
    quiet = model.predict(world, [asked(QUIET, cutoff=cutoff) for cutoff in range(200, 230)])
    assert busy.mean() > 0.85
    assert 0.03 < quiet.mean() < 0.45


def test_it_beats_its_baselines_on_days_that_it_has_not_seen(model: HazardModel, world: Facts) -> None:
    rng = np.random.default_rng(2)
    questions = questions_of(join([draw(world, cutoff, 7, 500, rng=rng) for cutoff in range(200, 232, 4)]))
    days: dict[tuple[int, int, int], list[int]] = {}
    for s, r, o, day in zip(world.subject, world.relation, world.object, world.day, strict=True):
        days.setdefault((s, r, o), []).append(day)
    happened = np.array(
        [
            any(
                q.cutoff < day <= q.cutoff + 7
                for r in q.relations
                for day in days.get((q.subjects[0], r, q.objects[0]), [])
            )
            for q in questions
        ]
    )

    def loss(stated: np.ndarray) -> float:
        return float(-np.log(np.where(happened, stated, 1 - stated)).mean())

    own = loss(model.predict(world, questions))
    assert own < loss(model.base_rate(world, questions))
    assert own < loss(model.poisson(world, questions))
    assert own < loss(np.full(len(questions), happened.mean()))


def test_longer_horizons_are_never_less_likely(model: HazardModel, world: Facts) -> None:
    for pair in (BUSY, QUIET, (3, 8)):
        between = model.predict(world, [asked(pair, horizon=horizon) for horizon in (7, 10, 14, 18, 20)])
        assert (np.diff(between) >= 0).all()
        assert model.predict(world, [asked(pair, horizon=90)]) >= model.predict(world, [asked(pair, horizon=30)])


def test_saved_and_loaded_it_answers_the_same(
    model: HazardModel, world: Facts, questions: list[HazardQuestion], tmp_path: Path
) -> None:
    model.save(tmp_path / "model")
    again = HazardModel.load(tmp_path / "model")
    assert again.predict(world, questions).tolist() == model.predict(world, questions).tolist()
    assert (again.until, again.seed, again.fitted.horizons) == (model.until, model.seed, (7, 21))
    sheet = json.loads((tmp_path / "model" / "hazard.json").read_text(encoding="utf-8"))
    assert sheet["version"] == "hazard.v1"
    assert len(sheet["names"]) == int(model.fitted.trees.feature.max()) + 1 or "horizon" in sheet["names"]


def test_what_is_not_there_or_of_another_make_is_refused(model: HazardModel, world: Facts, tmp_path: Path) -> None:
    with pytest.raises(NotFittedError, match="fit and save"):
        HazardModel.load(tmp_path)
    model.save(tmp_path)
    sheet = (tmp_path / "hazard.json").read_text(encoding="utf-8")
    (tmp_path / "hazard.json").write_text(sheet.replace("hazard.v1", "hazard.v0"), encoding="utf-8")
    with pytest.raises(ForecastError, match=r"hazard\.v0"):
        HazardModel.load(tmp_path)
    other = facts_from([np.array([0])] * 4, ENTITIES, ["greets"])
    with pytest.raises(ForecastError, match="other relations"):
        model.predict(other, [asked(BUSY)])


def test_a_horizon_too_long_is_left_out_and_named(world: Facts) -> None:
    fitted = HazardModel.fit(world, until=150, size=4_000, horizons=(90, 7)).fitted
    assert (fitted.horizons, fitted.left_out) == ((7,), (90,))
    with pytest.raises(ForecastError, match="too few"):
        HazardModel.fit(world, until=10, horizons=(21,))
    with pytest.raises(ForecastError, match="no facts"):
        HazardModel.fit(world, until=-1)


def test_answering_needs_neither_lightgbm_nor_numba(model: HazardModel, world: Facts, tmp_path: Path) -> None:
    model.save(tmp_path)
    code = (
        "import sys; from pathlib import Path\n"
        "from sitroom.forecast.hazard import HazardModel, HazardQuestion\n"
        "from tests.forecast.hazard.worlds import made_world\n"
        f"model = HazardModel.load(Path({str(tmp_path)!r}))\n"
        f"print(model.predict(made_world(), [HazardQuestion((0,), (0,), (5,), {CUTOFF}, 7)])[0])\n"
        "print(*[name for name in ('lightgbm', 'numba', 'scipy') if name in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60)
    assert done.stderr == ""
    probability, *heavy = done.stdout.split()
    assert float(probability) == model.predict(world, [asked(BUSY)])[0]
    assert heavy == []


def test_a_cutoff_after_the_last_fact_is_answered(model: HazardModel, world: Facts) -> None:
    now, later = (model.predict(world, [asked(BUSY, cutoff=cutoff)])[0] for cutoff in (DAYS - 1, DAYS + 60))
    assert 0 < later < now
