"""Speed of imports, queries and one claim on two million ICEWS rows, beside plain DuckDB and pandas in the same run.

    python -m benchmarks.history --data DIR [--rows N] [--repeat N] [--spark] [--dump FILE]

DIR is the ``history`` folder of the development data, or the folder above it. Its ICEWS sample is tiled with fresh ids
and days, some ids twice and some dates unreadable. Both baselines do the same work without our rules: read every column
as text, count nulls, repeated ids, repeats within a day and unreadable dates, drop what has no date, keep one row an
id, write Parquet by year; then the weekly query of one dyad on those files. Each run is a process of its own. Runs
alternate, and the fastest of each counts. DuckDB takes the memory it likes; ``duckdb_small`` is the same within 900 MB,
about what sitroom allows itself.

The null groups are counted on the same Parquet, that of sitroom: the groups of (actor_country, recipient_country), with
nulls, by sitroom, plain DuckDB and pandas with and without ``dropna=False``; with ``--spark`` on Spark as well.
"""

import argparse
import gzip
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

SAMPLE = "icews_events_2018-06_sample.tab.gz"
FIRST = date(2010, 1, 1)
PAIR = ("RUS", "UKR")
DOUBLED, UNDATED = 997, 9973
"""Every so many rows, one has the id of the row before, or a date that nobody reads."""

CLAIM = """
claim = "Russia acts against Ukraine after Ukrainian pressure"
response = { actor = "RUS", recipient = "UKR", quads = [3, 4] }
trigger = { actor = "UKR", recipient = "RUS", quads = [3, 4] }
window_days = 21
direction = "rises"
"""


def main() -> None:
    """Tile the sample, run everything in processes of its own, print a table and one JSON line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    root = os.environ.get("SITROOM_DATA")
    parser.add_argument("--data", type=Path, default=Path(root) if root else None)
    parser.add_argument("--rows", type=int, default=2_000_000)
    parser.add_argument("--repeat", type=int, default=2)
    parser.add_argument("--spark", action="store_true", help="count the groups on Spark too; needs Java")
    parser.add_argument("--dump", type=Path, help="write the last line to a file as well")
    parser.add_argument("--run", choices=sorted(_RUNS), help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.run:
        print(json.dumps({**_RUNS[asked.run](asked.folder), **_used()}))
        return
    if asked.data is None:
        print("skipped: give --data DIR or set SITROOM_DATA")
        print(json.dumps({"skipped": True}))
        return
    with tempfile.TemporaryDirectory() as name:
        told = json.dumps(_measure(Path(name), asked))
    if asked.dump:
        asked.dump.write_text(told + "\n", encoding="utf-8")
    print(told)


def _measure(folder: Path, asked: argparse.Namespace) -> dict[str, object]:
    sample = next(path for path in (asked.data / SAMPLE, asked.data / "history" / SAMPLE) if path.exists())
    _tile(sample, folder / "tiled.tab", asked.rows)
    names = ("duckdb", "sitroom", "pandas", "duckdb_small")
    best: dict[str, dict[str, Any]] = {}
    for _ in range(asked.repeat):
        for name in names:
            told = _in_a_process(name, folder)
            if name not in best or told["import_seconds"] < best[name]["import_seconds"]:
                best[name] = told
    groups = {
        name: _in_a_process(f"groups_{name}", folder) for name in (*names[:3], *(("spark",) if asked.spark else ()))
    }
    claim = _in_a_process("claim", folder)
    ours = best["sitroom"]
    return {
        "rows": asked.rows,
        "import_rows_per_second": {name: round(asked.rows / best[name]["import_seconds"]) for name in names},
        "import_seconds": {name: best[name]["import_seconds"] for name in names},
        "query_seconds": {name: best[name]["query_seconds"] for name in names},
        "cpu_seconds": {name: best[name]["cpu_seconds"] for name in names},
        "peak_mb": {name: best[name]["peak_mb"] for name in names},
        "counts_equal": ours["counts"] == best["duckdb"]["counts"] == best["pandas"]["counts"],
        "counts": ours["counts"],
        "import_to_duckdb": round(ours["import_seconds"] / best["duckdb"]["import_seconds"], 2),
        "import_to_duckdb_small": round(ours["import_seconds"] / best["duckdb_small"]["import_seconds"], 2),
        "import_to_pandas": round(ours["import_seconds"] / best["pandas"]["import_seconds"], 2),
        "query_to_duckdb": round(ours["query_seconds"] / best["duckdb"]["query_seconds"], 2),
        "query_to_pandas": round(ours["query_seconds"] / best["pandas"]["query_seconds"], 2),
        **_compared(groups),
        "claim_seconds": claim["seconds"],
        "claim_verdict": claim["verdict"],
        "claim_peak_mb": claim["peak_mb"],
    }


def _compared(groups: dict[str, dict[str, Any]]) -> dict[str, object]:
    full = groups["duckdb"]["groups"]
    lost = full - groups["pandas"]["groups_by_default"]
    equal = {name: (one["groups"], one["hash"]) == (full, groups["duckdb"]["hash"]) for name, one in groups.items()}
    print(f"of {full} groups with nulls, pandas' default groupby loses {lost} ({lost / full:.0%})")
    return {
        "groups": full,
        "groups_equal_duckdb": equal,
        "groups_lost_by_pandas_default": lost,
        "share_lost_by_pandas_default": round(lost / full, 3),
        "rows_lost_by_pandas_default": groups["pandas"]["rows_lost"],
        "aggregate_seconds": {name: one["seconds"] for name, one in groups.items()},
    }


def _in_a_process(name: str, folder: Path) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.history", "--run", name, "--folder", str(folder)],
        check=False, capture_output=True, text=True,
    )  # fmt: skip
    if done.returncode:
        sys.exit(f"the run {name} failed:\n{done.stderr}")
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    print(name, {key: value for key, value in told.items() if key != "hash"}, flush=True)
    return told


def _tile(sample: Path, target: Path, rows: int) -> None:
    with gzip.open(sample, "rt", encoding="utf-8") as file:
        header, *lines = file.read().splitlines()
    rest = [line.split("\t", 2)[2] for line in lines]
    with target.open("w", encoding="utf-8") as out:
        out.write(header + "\n")
        for at in range(rows):
            day, place = divmod(at, len(rest))
            number = at - 1 if at % DOUBLED == 1 else at
            printed = "soon" if at % UNDATED == 1 else (FIRST + timedelta(days=day)).isoformat()
            out.write(f"{10_000_000 + number}\t{printed}\t{rest[place]}\n")


# ---------------------------------------------------------------------- import and the weekly query
def _sitroom(folder: Path) -> dict[str, object]:
    from sitroom.history import EventStore, import_events

    shutil.rmtree(folder / "desk", ignore_errors=True)
    store = EventStore(folder / "desk" / "history")
    start = time.perf_counter()
    report = import_events("icews", folder / "tiled.tab", store, received_on=date(2026, 1, 1)).to_json()
    imported = time.perf_counter()
    rows = store.rows(_WEEKLY, {"actor": PAIR[0], "recipient": PAIR[1]}, source="icews", as_of=None)
    names = ("rows_read", "rows_rejected", "null_actor", "null_recipient", "duplicate_ids", "same_day_repeats")
    return _told(start, imported, [report[name] for name in names], sum(row[-1] for row in rows))


def _duckdb(folder: Path, memory: str = "") -> dict[str, object]:
    import duckdb

    target = folder / "plain"
    shutil.rmtree(target, ignore_errors=True)
    config: dict[str, str | bool | int | float | list[str]] = {"temp_directory": str(folder / "spill")}
    connection = duckdb.connect(config={**config, "memory_limit": memory} if memory else config)
    start = time.perf_counter()
    connection.execute(
        f"CREATE TABLE events AS SELECT *, TRY_CAST(\"Event Date\" AS DATE) AS day FROM read_csv('{folder}/tiled.tab', "
        "delim='\t', header=true, all_varchar=true, quote='', store_rejects=true)"
    )
    (counts,) = connection.execute(_COUNTS).fetchall()
    connection.execute(
        f'COPY (SELECT DISTINCT ON ("Event ID") *, year(day) AS year FROM events WHERE day IS NOT NULL) '
        f"TO '{target}' (FORMAT parquet, COMPRESSION zstd, PARTITION_BY (year))"
    )
    imported = time.perf_counter()
    rows = connection.execute(_PLAIN_WEEKLY.format(target)).fetchall()
    return _told(start, imported, list(counts), sum(row[-1] for row in rows))


def _pandas(folder: Path) -> dict[str, object]:
    import pandas as pd

    target = folder / "frames"
    shutil.rmtree(target, ignore_errors=True)
    start = time.perf_counter()
    frame = pd.read_csv(folder / "tiled.tab", sep="\t", dtype=str, quoting=3, keep_default_na=False)
    day = pd.to_datetime(frame["Event Date"], format="%Y-%m-%d", errors="coerce")
    nothing, dated = ["", "NA", "---"], day.notna()
    counts: list[object] = [
        len(frame),
        int((~dated).sum()),
        *(
            int((frame[f"{side} Name"].isin(nothing) & frame[f"{side} Country"].isin(nothing) & dated).sum())
            for side in ("Source", "Target")
        ),
        int(frame.loc[dated, "Event ID"].duplicated().sum()),
        int(frame.loc[dated, _SAME_DAY].duplicated().sum()),
    ]
    frame = frame.assign(day=day, year=day.dt.year)[dated].drop_duplicates("Event ID")
    frame.astype({"year": int}).to_parquet(target, partition_cols=["year"], compression="zstd", index=False)
    imported = time.perf_counter()
    sides = [("Source Country", "==", "Russian Federation"), ("Target Country", "==", "Ukraine")]
    found = pd.read_parquet(target, columns=["day", "CAMEO Code"], filters=sides)
    weekly = found.groupby([pd.Grouper(key="day", freq="W-MON"), found["CAMEO Code"].str[:2]], dropna=False).size()
    return _told(start, imported, counts, int(weekly.sum()))


def _told(start: float, imported: float, counts: list[object], events: int) -> dict[str, object]:
    return {
        "import_seconds": round(imported - start, 2),
        "query_seconds": round(time.perf_counter() - imported, 3),
        "counts": counts,
        "events": events,
    }


# ---------------------------------------------------------------------- groups with nulls
def _groups(found: list[tuple[str | None, str | None, int]], start: float) -> dict[str, object]:
    from sitroom.core import short_hash

    seconds = time.perf_counter() - start
    groups = sorted((actor or "~", recipient or "~", int(count)) for actor, recipient, count in found)
    return {"groups": len(groups), "hash": short_hash(str(groups)), "seconds": round(seconds, 2)}


def _by_pair(counts: Any) -> list[tuple[str | None, str | None, int]]:
    totals: dict[tuple[str | None, str | None], int] = {}
    columns = ("actor_country", "recipient_country", "events")
    for actor, recipient, events in zip(*(counts.to_arrow()[name].to_pylist() for name in columns), strict=True):
        totals[actor, recipient] = totals.get((actor, recipient), 0) + events
    return [(*pair, events) for pair, events in totals.items()]


def _groups_sitroom(folder: Path) -> dict[str, object]:
    from sitroom.history import EventStore, dyad_counts

    start = time.perf_counter()
    return _groups(_by_pair(dyad_counts(EventStore(folder / "desk" / "history"), source="icews")), start)


def _groups_spark(folder: Path) -> dict[str, object]:
    from sitroom.history import EventStore, spark

    start = time.perf_counter()
    return _groups(_by_pair(spark.dyad_counts(EventStore(folder / "desk" / "history"), source="icews")), start)


def _groups_duckdb(folder: Path) -> dict[str, object]:
    import duckdb

    start = time.perf_counter()
    files = f"{folder}/desk/history/events/*/*/part-*.parquet"
    select = f"SELECT actor_country, recipient_country, count(*) FROM read_parquet('{files}') GROUP BY ALL"
    return _groups(duckdb.execute(select).fetchall(), start)


def _groups_pandas(folder: Path) -> dict[str, object]:
    import pandas as pd

    start = time.perf_counter()
    keys = ["actor_country", "recipient_country"]
    files = sorted((folder / "desk" / "history" / "events").glob("*/*/part-*.parquet"))
    frame = pd.concat([pd.read_parquet(path, columns=keys) for path in files])
    whole, default = frame.groupby(keys, dropna=False).size(), frame.groupby(keys).size()
    found = [
        (None if pd.isna(actor) else actor, None if pd.isna(recipient) else recipient, count)
        for (actor, recipient), count in whole.items()
    ]
    lost = int(whole.sum() - default.sum())
    return {**_groups(found, start), "groups_by_default": len(default), "rows_lost": lost}


# ---------------------------------------------------------------------- one claim
def _claim(folder: Path) -> dict[str, object]:
    import sitroom

    desk = sitroom.open(folder / "desk")
    start = time.perf_counter()
    report = desk.test(CLAIM)
    seconds = time.perf_counter() - start
    desk.close()
    return {"seconds": round(seconds, 2), "verdict": report.to_json()["verdict"]}


def _used() -> dict[str, float]:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return {"peak_mb": used.ru_maxrss // 1024, "cpu_seconds": round(used.ru_utime + used.ru_stime, 1)}


_RUNS: dict[str, Callable[[Path], dict[str, object]]] = {
    "sitroom": _sitroom, "duckdb": _duckdb, "duckdb_small": lambda folder: _duckdb(folder, "900MB"),
    "pandas": _pandas, "claim": _claim,
    "groups_sitroom": _groups_sitroom, "groups_duckdb": _groups_duckdb, "groups_pandas": _groups_pandas,
    "groups_spark": _groups_spark,
}  # fmt: skip

_WEEKLY = """
SELECT date_trunc('week', occurred_on) AS week, quad, count(*) FROM events
WHERE actor_country = $actor AND recipient_country = $recipient GROUP BY ALL ORDER BY ALL"""

_PLAIN_WEEKLY = """
SELECT date_trunc('week', day), "CAMEO Code"[:2], count(*) FROM read_parquet('{}/*/*.parquet')
WHERE "Source Country" = 'Russian Federation' AND "Target Country" = 'Ukraine' GROUP BY ALL ORDER BY ALL"""

_SAME_DAY = ["Event Date", "Source Name", "Target Name", "CAMEO Code"]

_COUNTS = """
SELECT count(*), count(*) FILTER (day IS NULL),
    count(*) FILTER (day IS NOT NULL AND "Source Name" IN ('', 'NA', '---') AND "Source Country" IN ('', 'NA', '---')),
    count(*) FILTER (day IS NOT NULL AND "Target Name" IN ('', 'NA', '---') AND "Target Country" IN ('', 'NA', '---')),
    count(day) - count(DISTINCT "Event ID") FILTER (day IS NOT NULL),
    count(day) - count(DISTINCT hash("Event Date", "Source Name", "Target Name", "CAMEO Code")) FILTER (day IS NOT NULL)
FROM events"""

if __name__ == "__main__":
    main()
