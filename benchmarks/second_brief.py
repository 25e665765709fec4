"""The second brief on a topic, with history, forecasts and a situation: seconds cold and warm, and what it told.

    python -m benchmarks.second_brief [--data DIR] [--times N]

A desk gets the bundled chronicle, and a topic the bundled situation and the first of two briefs on Armenia. Timed is
the second: in a process of its own, start-up and parser included, and again in one in which everything is loaded.
Where ``--data`` or SITROOM_DATA names the folder of development data, the desk gets ICEWS of 2018 as well and a model
fitted as of the day before the brief on Korea, which is timed in the same way. The bars: 15 s cold, 2 s warm.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import sitroom
from sitroom.desk import chronicles, example_path

SITUATION = Path(__file__).parent.parent / "src" / "sitroom" / "examples" / "situations" / "belarus-2013.toml"
FIRST, SECOND, KOREA = "armenia-2013-08", "armenia-2013-09", "korea-2018-03"
FITTED = "2018-03-28"
ICEWS = "icews18_events_train.parquet"
TOPIC = "monday"


def main(arguments: Sequence[str] | None = None) -> None:
    """Make the desk, brief, and print the figures and a JSON line."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.second_brief", description=(__doc__ or "").splitlines()[0]
    )
    root = os.environ.get("SITROOM_DATA")
    parser.add_argument("--data", type=Path, default=Path(root) if root else None)
    parser.add_argument("--times", type=int, default=7)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        names, rows = _desk(Path(folder), options.data)
        found = {name: _timed(Path(folder), name, options.times) for name in names}
    print(f"history: {rows:,} rows")
    for name, one in found.items():
        print(f"{name:<18} cold {one['cold_s']} s, warm {one['warm_median_s']} s (worst {one['warm_worst_s']} s)")
        for key, lines in one["changes"].items():
            print(f"  {key:<14} {lines} lines")
    print(json.dumps({"rows": rows, **found}))


def _desk(folder: Path, data: Path | None) -> tuple[list[str], int]:
    """Make the desk; return the names of the briefs to time, and how many rows of history there are."""
    desk = sitroom.open(folder / "desk")
    for path in chronicles():
        desk.import_history(path)
    names = [SECOND]
    if data and (data / "history" / ICEWS).exists():
        desk.import_history(data / "history" / ICEWS, "icews18")
        desk.forecast.fit("icews18", until=FITTED)
        names.append(KOREA)
    desk.new_topic(TOPIC)
    desk.add_situation(TOPIC, SITUATION)
    desk.brief(example_path(FIRST), topic=TOPIC)
    rows = sum(one.rows for one in desk.event_store.sources())
    desk.close()
    return names, rows


def _timed(folder: Path, name: str, times: int) -> dict[str, Any]:
    cold = _cold(folder, name)
    warm, sections = _warm(folder, name, times)
    return {
        "cold_s": round(cold, 2), "warm_median_s": round(statistics.median(warm), 3),
        "warm_worst_s": round(max(warm), 3), "changes": sections,
    }  # fmt: skip


def _cold(folder: Path, name: str) -> float:
    command = [
        sys.executable, "-m", "sitroom", "brief", "--example", name, "--topic", TOPIC, "--desk", str(folder / "desk"),
        "--out", str(folder),
    ]  # fmt: skip
    began = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - began


def _warm(folder: Path, name: str, times: int) -> tuple[list[float], dict[str, int]]:
    """Return the seconds of each time in one process after the first, which loads what is needed."""
    desk = sitroom.open(folder / "desk")
    seconds, sections = [], dict[str, int]()
    for _ in range(times + 1):
        began = time.perf_counter()
        brief = desk.brief(example_path(name), topic=TOPIC).brief
        seconds.append(time.perf_counter() - began)
        sections = {section.key: len(section.lines) for section in brief.changes}
    desk.close()
    return seconds[1:], sections


if __name__ == "__main__":
    main()
