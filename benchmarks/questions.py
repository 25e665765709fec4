"""Questions: how good the probabilities are that s does any of some relations to o within a horizon.

    python -m benchmarks.questions --data FOLDER [--questions FILE] [--dump FILE] [--seed N] [--train-only]

The model is fitted on all days before the test days, the last of which is the first cutoff (with ``--train-only`` on
the train days alone); each question is answered from the facts up to its own cutoff. Without FILE the questions are
drawn: half on triples seen in the last 120 days, half on active pairs with a relation from recent use.
"""

import argparse
import json
import resource
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from benchmarks.quads import Progress, QuadFolder, development_folders, read_quads
from sitroom.forecast.facts import facts_from
from sitroom.forecast.hazard import (
    FactIndex,
    HazardModel,
    HazardQuestion,
    batch,
    draw,
    outcomes,
    questions_of,
    read_places,
)
from sitroom.forecast.scoring import brier_scores, debiased_calibration_error, log_scores, murphy, skill, skill_score

HORIZONS = (7, 21, 90)
CUTOFFS = 6
DRAWN = 24_000
LEAST = 1e-6
"""Probabilities are kept this far from 0 and 1 before a logarithm is taken."""
Floats = NDArray[np.float64]
_TOLD = Progress()


@dataclass(frozen=True)
class Asked:
    """Questions with their ids, and the horizons for which the test days are too few."""

    ids: list[str]
    questions: list[HazardQuestion]
    left_out: list[int]


def main() -> None:
    """Run the benchmark for one folder, or for every folder of the development data."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, help="a folder with quads.parquet; by default all under SITROOM_DATA")
    parser.add_argument("--questions", type=Path, help="answer these instead of drawn ones")
    parser.add_argument(
        "--dump", type=Path, help="write one row a question, as Parquet; the set joins its name if it is one of several"
    )
    parser.add_argument("--train-only", action="store_true", help="fit on the train days alone")
    parser.add_argument("--model", type=Path, help="folder of models: load the set's if it is there, else save it")
    parser.add_argument("--leaks", action="store_true", help="cut the later days and ask alone; nothing may change")
    parser.add_argument("--reasons", type=int, default=0, help="take away the facts named for so many questions")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    folders = [options.data] if options.data else development_folders("questions")
    results = [_run(read_quads(folder), options) for folder in folders]
    print(json.dumps(results[0] if options.data else {"sets": results}))


def _run(quads: QuadFolder, options: argparse.Namespace) -> dict[str, Any]:
    asked = _read(options.questions) if options.questions else _drawn(quads, options.seed)
    until = (quads.valid_from if options.train_only else quads.test_from) - 1
    until = min(until, *(one.cutoff for one in asked.questions))
    began = time.perf_counter()
    model = _model(quads, until, asked, options)
    fitted = time.perf_counter()
    stated = model.predict(quads.facts, asked.questions)
    answered = time.perf_counter()
    base_rate, poisson = model.base_rate(quads.facts, asked.questions), model.poisson(quads.facts, asked.questions)
    happened, resolved = _outcomes(quads, asked.questions)
    if options.dump:
        path = options.dump if options.data else options.dump.with_stem(f"{options.dump.stem}-{quads.name}")
        _dump(path, asked, stated, base_rate, pa.array(happened, mask=~resolved))
    kept = np.flatnonzero(resolved)
    result = {
        "set": quads.name,
        "fitted_until": until,
        "left_out": asked.left_out,
        "unresolved": len(resolved) - len(kept),
        **_scores(stated[kept], happened[kept], base_rate[kept], poisson[kept], seed=options.seed),
        "horizons": _by_horizon(asked, kept, stated, happened, base_rate, seed=options.seed),
        "seconds": round(answered - began, 1),
        "fit_seconds": round(fitted - began, 1),
        "answer_seconds": round(answered - fitted, 2),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }
    if options.leaks:
        result["leaks"] = _leaks(model, quads, asked.questions, stated)
    if options.reasons:
        result["reasons"] = _reasons(model, quads, asked.questions, options.reasons, seed=options.seed)
    _print(result)
    return result


def _leaks(model: HazardModel, quads: QuadFolder, questions: list[HazardQuestion], stated: Floats) -> dict[str, bool]:
    """Return whether probabilities stay, to the bit, when later days are cut and when a question is asked alone."""
    cutoffs = sorted({one.cutoff for one in questions})
    middle = cutoffs[len(cutoffs) // 2]
    early = [number for number, one in enumerate(questions) if one.cutoff <= middle]
    cut = model.predict(quads.facts.until(middle), [questions[number] for number in early])
    some = np.linspace(0, len(questions) - 1, 50).astype(int).tolist()
    alone = [float(model.predict(quads.facts, [questions[number]])[0]) for number in some]
    return {"cut": bool((cut == stated[early]).all()), "alone": bool((np.array(alone) == stated[some]).all())}


def _reasons(
    model: HazardModel, quads: QuadFolder, questions: list[HazardQuestion], count: int, *, seed: int
) -> dict[str, int]:
    """Return for how many questions a reason is named, and how often taking its facts away moves as it says."""
    chosen = np.random.default_rng(seed).choice(len(questions), min(count, len(questions)), replace=False)
    told, right = 0, 0
    for question in (questions[number] for number in chosen.tolist()):
        grounds = model.explain(quads.facts, question)
        if not grounds:
            continue
        facts, first = quads.facts.until(question.cutoff), grounds[0]
        kept = np.ones(len(facts), dtype=bool)
        kept[first.rows] = False
        columns = [one[kept] for one in (facts.subject, facts.relation, facts.object, facts.day)]
        without = model.predict(facts_from(columns, facts.entities, facts.relations), [question])[0]
        moved = model.predict(quads.facts, [question])[0] - without
        told, right = told + 1, right + int(np.sign(moved) == np.sign(first.effect) != 0)
    return {"asked": len(chosen), "with_reasons": told, "as_stated": right}


def _model(quads: QuadFolder, until: int, asked: Asked, options: argparse.Namespace) -> HazardModel:
    horizons = sorted({one.horizon for one in asked.questions})
    kept = options.model / f"{quads.name}-{until}-{options.seed}" if options.model else None
    if kept and (kept / "hazard.json").is_file():
        return HazardModel.load(kept)
    model = HazardModel.fit(quads.facts, until=until, seed=options.seed, horizons=horizons, progress=_TOLD)
    if kept:
        model.save(kept)
    return model


def _read(path: Path) -> Asked:
    rows = pq.read_table(path, columns=["question_id", "s", "relations", "o", "cutoff", "horizon"]).to_pylist()
    questions = [
        HazardQuestion((row["s"],), tuple(row["relations"]), (row["o"],), row["cutoff"], row["horizon"]) for row in rows
    ]
    return Asked([str(row["question_id"]) for row in rows], questions, [])


def _drawn(quads: QuadFolder, seed: int) -> Asked:
    """Return questions at cutoffs spread evenly from the day before the test days on, for every horizon that fits."""
    rng = np.random.default_rng(seed)
    first = quads.test_from - 1
    fits = [horizon for horizon in HORIZONS if first + horizon <= quads.last_day]
    cells = [
        (int(cutoff), horizon)
        for horizon in fits
        for cutoff in np.unique(np.linspace(first, quads.last_day - horizon, CUTOFFS).astype(int))
    ]
    drawn = [draw(quads.facts, cutoff, horizon, -(-DRAWN // len(cells)), rng=rng) for cutoff, horizon in cells]
    questions = [one for each in drawn for one in questions_of(each)]
    ids = [f"drawn-{seed}-{number:05d}" for number in range(len(questions))]
    return Asked(ids, questions, [horizon for horizon in HORIZONS if horizon not in fits])


def _outcomes(quads: QuadFolder, questions: list[HazardQuestion]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Return what happened, and whether the data reach to the end of the window, shape (n,) each."""
    asked = batch(questions)
    happened = outcomes(FactIndex(quads.facts, read_places(quads.facts.entities)), asked)
    return happened, asked.cutoff + asked.horizon <= quads.last_day


def _scores(
    stated: Floats, happened: NDArray[np.bool_], base_rate: Floats, poisson: Floats, *, seed: int
) -> dict[str, Any]:
    parts = murphy(stated, happened)
    error = debiased_calibration_error(stated, happened, rng=np.random.default_rng(seed))
    log_loss, of_poisson, of_base_rate = (_log_loss(one, happened) for one in (stated, poisson, base_rate))
    return {
        "n": len(stated),
        "base_rate": parts.base_rate,
        "brier": parts.brier,
        "brier_skill": _skill(stated, happened),
        "brier_skill_base_rate": _skill(base_rate, happened),
        "brier_skill_poisson": _skill(poisson, happened),
        "ece": error.error,
        "ece_debiased": error.debiased,
        "log_loss": log_loss,
        "log_loss_poisson": of_poisson,
        "log_loss_base_rate": of_base_rate,
        "log_loss_saved": 1 - log_loss / of_poisson,
        "resolution": parts.resolution,
        "mean_probability": float(stated.mean()),
    }


def _skill(stated: Floats, happened: NDArray[np.bool_]) -> float | None:
    """Return ``1 - Brier / (b (1 - b))``, with b the pooled base rate of these questions."""
    return skill_score(brier_scores(stated, happened), brier_scores(np.full(len(stated), happened.mean()), happened))


def _log_loss(stated: Floats, happened: NDArray[np.bool_]) -> float:
    return float(log_scores(np.clip(stated, LEAST, 1 - LEAST), happened).mean())


def _by_horizon(
    asked: Asked, kept: NDArray[np.intp], stated: Floats, happened: NDArray[np.bool_], base_rate: Floats, *, seed: int
) -> dict[str, Any]:
    """Return skill against each question's own base rate and against the pooled one, with intervals by cutoff."""
    columns = batch(asked.questions)
    found: dict[str, Any] = {}
    for horizon in sorted(set(columns.horizon[kept].tolist())):
        here = kept[columns.horizon[kept] == horizon]
        own = brier_scores(stated[here], happened[here])
        pooled = np.full(len(here), happened[here].mean())
        versus = {"base_rate": base_rate[here], "climatology": pooled}
        found[str(horizon)] = {
            "n": len(here),
            "happened": float(happened[here].mean()),
            "brier_skill": _skill(stated[here], happened[here]),
            **{
                f"versus_{name}": skill(
                    own,
                    brier_scores(reference, happened[here]),
                    columns.cutoff[here],
                    rng=np.random.default_rng(seed),
                ).to_json()
                for name, reference in versus.items()
            },
        }
    return found


def _dump(path: Path, asked: Asked, stated: Floats, base_rate: Floats, outcome: pa.Array) -> None:
    questions = asked.questions
    columns = {
        "question_id": asked.ids,
        "s": pa.array([one.subjects[0] for one in questions], pa.int32()),
        "relations": pa.array([list(one.relations) for one in questions], pa.list_(pa.int32())),
        "o": pa.array([one.objects[0] for one in questions], pa.int32()),
        "cutoff": pa.array([one.cutoff for one in questions], pa.int32()),
        "horizon": pa.array([one.horizon for one in questions], pa.int32()),
        "probability": stated,
        "base_rate_probability": base_rate,
        "outcome": outcome,
    }
    pq.write_table(pa.table(columns), path, compression="zstd")


def _print(result: dict[str, Any]) -> None:
    print(
        f"{result['set']}: {result['n']} questions, {result['base_rate']:.2%} came true; fitted on days up to "
        f"{result['fitted_until']} in {result['fit_seconds']} s, answered in {result['answer_seconds']} s"
    )
    for horizon in result["left_out"]:
        print(f"  {horizon} days are left out: the test days are too few")
    print(
        f"  Brier skill {result['brier_skill']:.3f} (base rate {result['brier_skill_base_rate']:.3f}, Poisson "
        f"{result['brier_skill_poisson']:.3f}); calibration error {result['ece']:.4f}, debiased "
        f"{result['ece_debiased']:.4f}, resolution {result['resolution']:.5f}"
    )
    print(
        f"  log loss {result['log_loss']:.4f} (base rate {result['log_loss_base_rate']:.4f}, Poisson "
        f"{result['log_loss_poisson']:.4f}: {result['log_loss_saved']:.1%} saved)"
    )
    for horizon, part in result["horizons"].items():
        versus, low_high = part["versus_base_rate"]["skill"], part["versus_base_rate"]["interval"]
        between = f" [{low_high[0]:.3f}, {low_high[1]:.3f}]" if low_high else ""
        print(
            f"  {horizon} days: n {part['n']}, skill {part['brier_skill']:.3f}; against each one's base rate "
            f"{versus:.3f}{between}"
        )
    for name in ("leaks", "reasons"):
        if name in result:
            print(f"  {name}: {result[name]}")


if __name__ == "__main__":
    main()
