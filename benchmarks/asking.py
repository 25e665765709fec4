"""Asking: how long one question takes on a fitted desk, in a cold process and in one that has asked before.

    python -m benchmarks.asking [--desk DIR --as-of DAY] [--data DIR]

Without ``--desk``, ICEWS of 2018 is imported from DIR (``history`` of the folder of SITROOM_DATA) into a desk that is
gone afterwards, and a model is fitted, which takes some minutes. A desk that is given is only asked. Cold is the wall
time of `sitroom ask` in a process of its own; warm are the same questions asked three times over in one process.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import sitroom
from benchmarks.quads import Progress
from sitroom.desk import Desk

ICEWS, SOURCE = "icews18_events_train.parquet", "icews18"
UNTIL = "2018-07-01"
COLD_RUNS, ROUNDS = 3, 3
QUESTIONS = (
    "Will Russia consult with China within 21 days?",
    "Will France accuse Iran within 21 days?",
    "Will Turkey cooperate with Russia within 7 days?",
    "Will Russia consult with Germany within 21 days?",
    "Will Israel attack Syria within 7 days?",
    "Will Japan consult with China within 90 days?",
    "Will Iran threaten the United States within 21 days?",
    "Will South Korea consult with North Korea within 7 days?",
    "Will India aid Nepal within 21 days?",
    "Will the United Kingdom accuse Russia within 21 days?",
    "Will Egypt cooperate with Ethiopia within 30 days?",
    "Will Poland consult with Ukraine within 21 days?",
    "Will Belarus consult with the EU within 21 days?",
    "Will China threaten Taiwan within 21 days?",
    "Will Saudi Arabia attack Yemen within 7 days?",
    "Will Turkey consult with the United States within 14 days?",
    "Will Pakistan accuse India within 21 days?",
)


@dataclass(frozen=True)
class Times:
    """Some times of the same kind, in milliseconds."""

    name: str
    milliseconds: tuple[float, ...]

    def line(self) -> str:
        """Return the line of the table: how many, the median and the worst."""
        return f"{self.name:<22} {len(self.milliseconds):>5} {self.median:>11,.0f} {max(self.milliseconds):>10,.0f}"

    @property
    def median(self) -> float:
        """The median."""
        return statistics.median(self.milliseconds)

    def to_json(self) -> dict[str, float]:
        """Return how many there are, the median and the worst."""
        worst = round(max(self.milliseconds), 1)
        return {"asked": len(self.milliseconds), "median_ms": round(self.median, 1), "worst_ms": worst}


def main(arguments: Sequence[str] | None = None) -> None:
    """Ask on a desk, print a table and a JSON line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.asking", description=(__doc__ or "").splitlines()[0])
    root = os.environ.get("SITROOM_DATA")
    parser.add_argument("--data", type=Path, default=Path(root) / "history" if root else None)
    parser.add_argument("--desk", type=Path, help="a desk with a fitted model, which is asked and not changed")
    parser.add_argument("--as-of", type=date.fromisoformat, default=date.fromisoformat(UNTIL), help="the day asked on")
    options = parser.parse_args(arguments)
    if options.desk is None and not (options.data and (options.data / ICEWS).is_file()):
        print("skipped: give --desk DIR, or --data DIR or SITROOM_DATA with the development data")
        print(json.dumps({"skipped": True}))
        return
    with _folder(options.desk, options.data, options.as_of) as (folder, made):
        day = options.as_of.isoformat()
        cold = Times("cold process", tuple(ask_cold(folder, QUESTIONS[0], day) for _ in range(COLD_RUNS)))
        rounds, models = ask_warm(folder, day)
    first = Times("warm, first asking", rounds[0])
    again = Times("warm, asked again", tuple(one for some in rounds[1:] for one in some))
    warm = Times("warm, all", tuple(one for some in rounds for one in some))
    print(f"{'':<22} {'asked':>5} {'median (ms)':>11} {'worst (ms)':>10}")
    for times in (cold, first, again, warm):
        print(times.line())
    print(f"answered by: {', '.join(f'{name} {many}' for name, many in sorted(models.items()))}")
    figures = {"cold": cold, "warm_first": first, "warm_again": again, "warm": warm}
    print(json.dumps({**{name: one.to_json() for name, one in figures.items()}, "answered_by": models, **made}))


def ask_cold(folder: Path, question: str, day: str) -> float:
    """Return how long one question takes in a process of its own, in milliseconds."""
    command = [sys.executable, "-m", "sitroom", "ask", question, "--as-of", day, "--desk", str(folder)]
    started = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return (time.perf_counter() - started) * 1e3


def ask_warm(folder: Path, day: str) -> tuple[list[tuple[float, ...]], dict[str, int]]:
    """Return the milliseconds of every question in each round, and by which method how many were answered.

    One question is asked beforehand, so that loading the model is in none of them.
    """
    desk = sitroom.open(folder)
    desk.ask(QUESTIONS[0], as_of=day)
    models: dict[str, int] = {}
    rounds = []
    for number in range(ROUNDS):
        took = []
        for question in QUESTIONS[1:]:
            started = time.perf_counter()
            answer = desk.ask(question, as_of=day)
            took.append((time.perf_counter() - started) * 1e3)
            if number == 0:
                method = answer.to_json()["model"] or "not covered"
                models[str(method)] = models.get(str(method), 0) + 1
        rounds.append(tuple(took))
    desk.close()
    return rounds, models


@contextmanager
def _folder(given: Path | None, data: Path | None, until: date) -> Iterator[tuple[Path, dict[str, float]]]:
    """Lend the desk given, or one that is made and fitted, with the seconds that this took."""
    if given is not None:
        yield given, {}
        return
    assert data is not None
    with tempfile.TemporaryDirectory(prefix="sitroom-asking-") as folder:
        desk: Desk = sitroom.open(folder)
        started = time.perf_counter()
        desk.import_history(data / ICEWS, layout=SOURCE)
        imported = time.perf_counter()
        desk.forecast.fit(SOURCE, until=until, progress=Progress())
        fitted = time.perf_counter()
        desk.close()
        seconds = {"import_seconds": round(imported - started, 1), "fit_seconds": round(fitted - imported, 1)}
        yield Path(folder), seconds


if __name__ == "__main__":
    main()
