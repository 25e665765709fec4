"""Robustness on real texts: every article is read, every quote is its slice, silence is explained.

    python -m benchmarks.articles --data DIR

DIR holds ``articles.jsonl`` with ``id`` and ``text`` in each line (``articles`` of the folder of ``SITROOM_DATA``).
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def main() -> None:
    """Read all articles as one batch and check what comes out."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    root = os.environ.get("SITROOM_DATA")
    parser.add_argument("--data", type=Path, default=Path(root) / "articles" if root else None)
    asked = parser.parse_args()
    if asked.data is None:
        print("skipped: give --data DIR or set SITROOM_DATA")
        print(json.dumps({"skipped": True}))
        return
    texts = [json.loads(line)["text"] for line in (asked.data / "articles.jsonl").open(encoding="utf-8")]
    print(json.dumps(_report(texts)))


def _report(texts: list[str]) -> dict[str, object]:
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "in.jsonl", Path(folder) / "out.jsonl"
        lines = [json.dumps({"id": str(n), "text": text}) for n, text in enumerate(texts)]
        source.write_text("\n".join(lines) + "\n", encoding="utf-8")
        started = time.perf_counter()
        command = [sys.executable, "-m", "sitroom", "read", "--batch", str(source), "--out", str(target)]
        done = subprocess.run(command, check=False, capture_output=True)
        seconds = time.perf_counter() - started
        rows = [json.loads(line) for line in target.open(encoding="utf-8")]
    quotes = wrong = 0
    for text, row in zip(texts, rows, strict=True):
        for span, said in _spans(row):
            quotes += 1
            wrong += text[span[0] : span[1]] != said
    kinds = Counter(record["kind"] for row in rows for record in row.get("records", []))
    codes = Counter(problem["code"] for row in rows for problem in row["problems"])
    silent = sum(not row.get("records") and not row["problems"] for row in rows)
    print(f"{len(rows)} articles, exit {done.returncode}: {quotes} quotes, {wrong} wrong, {silent} silent")
    return {
        "articles": len(rows), "exit": done.returncode, "quotes": quotes, "quotes_wrong": wrong, "silent": silent,
        "seconds": round(seconds, 1), "records": dict(kinds), "problems": dict(codes),
    }  # fmt: skip


def _spans(value: Any) -> Iterator[tuple[tuple[int, int], str]]:
    stack = [value]
    while stack:
        here = stack.pop()
        if isinstance(here, list):
            stack += here
        elif isinstance(here, dict):
            stack += here.values()
            said = here.get("quote", here.get("text"))
            if isinstance(here.get("start"), int) and isinstance(said, str):
                yield (here["start"], here["end"]), said


if __name__ == "__main__":
    main()
