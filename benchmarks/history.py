"""Speed of imports and queries on two million ICEWS rows, beside plain DuckDB in the same run.

    python -m benchmarks.history --data DIR [--rows N]

DIR is the ``history`` folder of the development data. Its ICEWS sample is tiled with fresh ids and days. The baseline
does the same work without our rules: read, count repeats and nulls, drop repeated ids, write Parquet; then the weekly
query on that file.
"""

import argparse
import gzip
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

SAMPLE = "icews_events_2018-06_sample.tab.gz"
FIRST = date(2010, 1, 1)
PAIR = ("RUS", "UKR")


def main() -> None:
    """Tile the sample, import and query it both ways, print a table and one JSON line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    root = os.environ.get("SITROOM_DATA")
    parser.add_argument("--data", type=Path, default=Path(root) / "history" if root else None)
    parser.add_argument("--rows", type=int, default=2_000_000)
    parser.add_argument("--run", choices=("sitroom", "duckdb"), help=argparse.SUPPRESS)
    parser.add_argument("--file", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.run:
        print(json.dumps(_RUNS[asked.run](asked.file)))
        return
    if asked.data is None:
        print("skipped: give --data DIR or set SITROOM_DATA")
        print(json.dumps({"skipped": True}))
        return
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "tiled.tab"
        _tile(asked.data / SAMPLE, file, asked.rows)
        out: dict[str, dict[str, float]] = {}
        for name in ("duckdb", "sitroom"):
            told = subprocess.run(
                [sys.executable, "-m", "benchmarks.history", "--run", name, "--file", str(file)],
                check=True, capture_output=True, text=True,
            )  # fmt: skip
            out[name] = json.loads(told.stdout.splitlines()[-1])
            print(name, out[name])
    ratio = out["sitroom"]["import_seconds"] / out["duckdb"]["import_seconds"]
    print(json.dumps({
        "rows": asked.rows,
        "import_rows_per_second": {name: round(asked.rows / one["import_seconds"]) for name, one in out.items()},
        "query_seconds": {name: one["query_seconds"] for name, one in out.items()},
        "peak_mb": {name: one["peak_mb"] for name, one in out.items()},
        "import_to_duckdb": round(ratio, 2),
    }))  # fmt: skip


def _tile(sample: Path, target: Path, rows: int) -> None:
    with gzip.open(sample, "rt", encoding="utf-8") as file:
        header, *lines = file.read().splitlines()
    rest = [line.split("\t", 2)[2] for line in lines]
    with target.open("w", encoding="utf-8") as out:
        out.write(header + "\n")
        for at in range(rows):
            day, place = divmod(at, len(rest))
            out.write(f"{10_000_000 + at}\t{(FIRST + timedelta(days=day)).isoformat()}\t{rest[place]}\n")


def _sitroom(file: Path) -> dict[str, float]:
    from sitroom.history import EventStore, import_events

    store = EventStore(file.parent / "store")
    start = time.perf_counter()
    import_events("icews", file, store, received_on=date(2026, 1, 1))
    imported = time.perf_counter()
    rows = store.rows(_WEEKLY, {"actor": PAIR[0], "recipient": PAIR[1]}, source="icews", as_of=None)
    return _told(start, imported, len(rows))


def _duckdb(file: Path) -> dict[str, float]:
    import duckdb

    target = file.parent / "plain.parquet"
    connection = duckdb.connect(config={"memory_limit": "900MB", "temp_directory": str(file.parent / "spill")})
    start = time.perf_counter()
    connection.execute(
        f"CREATE TABLE events AS SELECT * FROM read_csv('{file}', delim='\t', header=true, all_varchar=true, "
        "quote='', store_rejects=true)"
    )
    connection.execute(_COUNTS).fetchall()
    connection.execute(
        f"COPY (SELECT DISTINCT ON (\"Event ID\") * FROM events) TO '{target}' (FORMAT parquet, COMPRESSION zstd)"
    )
    imported = time.perf_counter()
    rows = connection.execute(_PLAIN_WEEKLY.format(target)).fetchall()
    return _told(start, imported, len(rows))


def _told(start: float, imported: float, weeks: int) -> dict[str, float]:
    return {
        "import_seconds": round(imported - start, 2),
        "query_seconds": round(time.perf_counter() - imported, 3),
        "weeks": weeks,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


_RUNS = {"sitroom": _sitroom, "duckdb": _duckdb}

_WEEKLY = """
SELECT date_trunc('week', occurred_on) AS week, quad, count(*) FROM events
WHERE actor_country = $actor AND recipient_country = $recipient GROUP BY ALL ORDER BY ALL"""

_PLAIN_WEEKLY = """
SELECT date_trunc('week', CAST("Event Date" AS DATE)), "CAMEO Code"[:2], count(*) FROM read_parquet('{}')
WHERE "Source Country" = 'Russian Federation' AND "Target Country" = 'Ukraine' GROUP BY ALL ORDER BY ALL"""

_COUNTS = """
SELECT count(*), count(*) - count(DISTINCT "Event ID"), count(*) FILTER ("Source Name" IN ('', 'NA', '---')),
    count(*) - count(DISTINCT hash("Event Date", "Source Name", "Target Name", "CAMEO Code")),
    count(*) FILTER (TRY_CAST("Event Date" AS DATE) IS NULL)
FROM events"""

if __name__ == "__main__":
    main()
