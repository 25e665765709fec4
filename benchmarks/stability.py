"""Stability: speed and memory by size, published cases and 2x2 games, and random models against the tests' oracle.

    python -m benchmarks.stability [--data DIR] [--models N] [--sizes 11,20,22] [--goal] [--dump FILE]

Each size is a process of its own on one core: three decision makers, one irreversible option each, three infeasible
combinations, twelve aims of up to four options each, all four concepts. Small sizes count the fastest of several runs.
DIR is the ``game`` folder of the development data, or the folder above it; without it cases and games are skipped.
"""

import argparse
import csv
import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
from tests.game.checker import check_witness
from tests.game.models import conjunction, plain_model, random_situation, random_statement, value_of
from tests.game.oracle import Oracle

from sitroom.game import (
    CONCEPTS,
    Aim,
    DecisionMaker,
    Option,
    Preference,
    Rule,
    Situation,
    load_situation,
    solve,
    try_swaps,
    witness,
)

SIZES = (11, 14, 16, 18, 20, 22)
GOAL = 24
BARS = {11: (0.02, None), 20: (2.0, None), 22: (7.0, 500), 24: (10.0, 2000)}
"""Seconds and megabytes by number of options."""


def main() -> None:
    """Measure everything, print a table and one JSON line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    root = os.environ.get("SITROOM_DATA")
    parser.add_argument("--data", type=Path, default=Path(root) if root else None)
    parser.add_argument("--models", type=int, default=1000)
    parser.add_argument("--sizes", default=",".join(str(size) for size in SIZES))
    parser.add_argument("--goal", action="store_true", help="24 options too")
    parser.add_argument("--dump", type=Path, help="write the last line to a file as well")
    parser.add_argument("--run", type=int, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.run:
        print(json.dumps(_measure(asked.run)))
        return
    sizes = [int(size) for size in asked.sizes.split(",")] + [GOAL] * asked.goal
    rows = [_in_a_process(size) for size in sizes]
    for row in rows:
        print(
            f"{row['options']:3d} options {row['states']:>11,} states {row['seconds']:8.3f} s "
            f"({row['cpu_seconds']:.3f} s of one core) {row['peak_mb']:6.0f} MB  {row['bar'] or ''}"
        )
    told = json.dumps({"sizes": rows, **_swaps(), **_cases(asked.data), **_models(asked.models)})
    if asked.dump:
        asked.dump.write_text(told + "\n", encoding="utf-8")
    print(told)


def _in_a_process(size: int) -> dict[str, Any]:
    one_core = {**os.environ, **{f"{name}_NUM_THREADS": "1" for name in ("OMP", "OPENBLAS", "MKL")}}
    command = [sys.executable, "-m", "benchmarks.stability", "--run", str(size)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=one_core)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def made(size: int, *, seed: int = 5, makers: int = 3, aims: int = 12) -> Situation:
    """Return a situation of a size, the same one for the same seed."""
    rng = np.random.default_rng(seed)
    names = [f"o{k}" for k in range(size)]
    people = [f"P{n}" for n in range(makers)]
    options = tuple(
        Option(name, people[k % makers], moves="only N to Y" if k < makers else "reversible")
        for k, name in enumerate(names)
    )
    wants = [Preference(tuple(Aim(random_statement(rng, names)) for _ in range(aims))) for _ in people]
    rules = tuple(Rule(conjunction(rng, names, size=3)) for _ in range(3))
    return Situation(f"{size} options", options, tuple(map(_maker, people, wants)), None, rules)


def _maker(name: str, wants: Preference) -> DecisionMaker:
    return DecisionMaker(name, (wants,))


def _measure(size: int) -> dict[str, object]:
    situation = made(size)
    best, cpu, states = float("inf"), float("inf"), 0
    for _ in range(20 if size < 16 else 3 if size < 20 else 1):
        start, worked = time.perf_counter(), time.process_time()
        solution = solve(situation)
        states = solution.space.count
        best = min(best, time.perf_counter() - start)
        cpu = min(cpu, time.process_time() - worked)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    seconds, memory = BARS.get(size, (None, None))
    met = None if seconds is None else best <= seconds and (memory is None or peak <= memory)
    return {
        "options": size,
        "decision_makers": 3,
        "states": states,
        "seconds": round(best, 4),
        "cpu_seconds": round(cpu, 4),
        "peak_mb": round(peak),
        "bar": {"seconds": seconds, "mb": memory, "met": met} if seconds else None,
    }


def _swaps() -> dict[str, object]:
    """All single swaps of neighbouring aims of ten options."""
    solution = solve(made(10))
    start = time.perf_counter()
    changes = try_swaps(solution)
    return {"swaps": len(changes), "swaps_seconds": round(time.perf_counter() - start, 4)}


def _cases(data: Path | None) -> dict[str, object]:
    if data is None:
        print("cases and games are skipped: give --data DIR or set SITROOM_DATA")
        return {"cases": None, "cases_equal": None, "games": None, "games_equal": None}
    folder = data / "game" if (data / "game").is_dir() else data
    paths = sorted(folder.glob("gmcr_*.json"))
    games = [_game_equal(row) for row in _rows(folder / "ordinal_2x2.csv")]
    return {
        "cases": len(paths), "cases_equal": sum(_case_equal(path) for path in paths),
        "games": len(games), "games_equal": sum(games),
    }  # fmt: skip


def _case_equal(path: Path) -> bool:
    expected = json.loads(path.read_text(encoding="utf-8"))["expected"]
    solution = solve(load_situation(path))
    numbers, names = solution.space.numbers_of, solution.decision_makers
    return all(
        numbers(solution.equilibria(one)).tolist() == expected["canonical_definitions_computed_here"][one]
        and all(
            numbers(solution.stable(name, one)).tolist() == expected["canonical_individual_stability"][name][one]
            for name in names
        )
        for one in CONCEPTS
    )


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _game_equal(row: dict[str, str]) -> bool:
    keys = {"Row": "row_ranking_best_first", "Column": "col_ranking_best_first"}
    makers = tuple(
        _maker(name, Preference(ranking=tuple((int(n) - 1,) for n in row[key]))) for name, key in keys.items()
    )
    solution = solve(Situation("2x2", (Option("row", "Row"), Option("column", "Column")), makers))
    return all(
        "".join(str(value + 1) for value in solution.equilibria(one).tolist()) == row[one.lower()] for one in CONCEPTS
    )


def _models(count: int) -> dict[str, object]:
    """Random models against the oracle; of every tenth, each witness before the checker."""
    solved = different = witnesses = refused = 0
    for seed in range(count):
        rng = np.random.default_rng(10_000 + seed)
        makers = int(rng.integers(2, 6))
        situation = random_situation(rng, options=int(rng.integers(makers, 7 if seed % 4 == 0 else 6)), makers=makers)
        model = plain_model(situation)
        if model is None:
            continue
        solved += 1
        solution, oracle = solve(situation), Oracle(model)
        for who, by_concept in oracle.answers().items():
            for one in CONCEPTS:
                expected = sorted(value_of(state) for state in by_concept[one])
                different += solution.stable(who, one).tolist() != expected
                for value in solution.space.values.tolist() if seed % 10 == 0 else ():
                    witnesses += 1
                    refused += bool(check_witness(oracle, witness(solution, who, one, value)))
    return {"models": solved, "verdicts_different": different, "witnesses": witnesses, "witnesses_refused": refused}


if __name__ == "__main__":
    main()
