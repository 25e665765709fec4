"""From a file to a finished brief in a cold process: seconds, peak memory, and sentences a second in a batch.

    python -m benchmarks.first_brief [--data DIR] [FILE...]

Without files, the bundled examples are briefed; with ``--data`` (the folder of ``SITROOM_DATA``), its seed as well.
The bars: at most 10 s and 1.5 GB for a brief, at least 40 sentences a second in a batch, models included.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

EXAMPLES = Path(__file__).parent.parent / "src" / "sitroom" / "examples"
COPIES = 60


def main() -> None:
    """Brief each file in a process of its own, then read copies of all as one batch."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--data", type=Path, default=os.environ.get("SITROOM_DATA"))
    asked = parser.parse_args()
    files = asked.files or sorted(EXAMPLES.glob("*.txt"))
    if asked.data and not asked.files:
        files += sorted((Path(asked.data) / "seed").glob("*.txt"))
    briefs = [_brief(path) for path in files]
    batch = _batch([path.read_text(encoding="utf-8") for path in files])
    for one in briefs:
        print(f"{one['file']:<40} {one['seconds']:6.2f} s {one['peak_mb']:7.0f} MB")
    print(f"batch of {batch['rows']} texts: {batch['sentences_per_second']:.1f} sentences/s on {os.cpu_count()} cores")
    print(json.dumps({"briefs": briefs, "batch": batch}))


def _brief(path: Path) -> dict[str, object]:
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        command = [sys.executable, "-m", "sitroom", "brief", str(path), "--desk", f"{folder}/desk", "--out", folder]
        subprocess.run(command, check=True, capture_output=True)
        seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return {"file": path.name, "seconds": round(seconds, 3), "peak_mb": round(peak, 1)}


def _batch(texts: list[str]) -> dict[str, object]:
    rows = [json.dumps({"id": f"r{n}", "text": text}) for n in range(COPIES) for text in texts]
    sentences = sum(text.count(". ") + text.count(".\n") + 1 for text in texts) * COPIES
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "in.jsonl"
        source.write_text("\n".join(rows) + "\n", encoding="utf-8")
        started = time.perf_counter()
        command = [sys.executable, "-m", "sitroom", "read", "--batch", str(source), "--out", f"{folder}/out.jsonl"]
        subprocess.run(command, check=True, capture_output=True)
        seconds = time.perf_counter() - started
    rate = round(sentences / seconds, 1)
    return {"rows": len(rows), "sentences": sentences, "seconds": round(seconds, 2), "sentences_per_second": rate}


if __name__ == "__main__":
    main()
