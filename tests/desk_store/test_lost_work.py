"""Two writers are killed five times; nothing that they acknowledged is lost, and what would be lost is noticed."""

import importlib
import json
import subprocess
import sys
from pathlib import Path

from sitroom.core import sha256_bytes, sha256_text

from .builders import NOW, RAW, a_desk, ask, document, reading

ROOT = Path(__file__).resolve().parents[2]


def test_nothing_acknowledged_is_lost_when_writers_are_killed(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "benchmarks.lost_work", "--cycles", "5", "--desk", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    figures = json.loads(done.stdout.splitlines()[-1])
    assert done.returncode == 0, done.stdout + done.stderr
    assert (figures["cycles"], figures["lost"], figures["chain_faults"]) == (5, 0, 0)
    assert figures["acknowledged"] > 0


def test_the_benchmark_notices_what_is_lost(tmp_path: Path) -> None:
    look_for = importlib.import_module("benchmarks.lost_work").look_for
    store = a_desk(tmp_path)
    entry = store.ledger.enter(ask()).entry
    said = {"seq": "1", "hash": entry.hash}
    kept = {"document": document().id, "raw": sha256_bytes(RAW), "reading": sha256_text(json.dumps(reading()))}
    store.topics.new("Belarus", now=NOW)
    assert look_for(tmp_path, [kept], [said]) == (0, 0)
    assert look_for(tmp_path, [kept | {"reading": "other"}, kept | {"document": "doc-0"}], [said]) == (2, 0)
    assert look_for(tmp_path, [], [said, {"seq": "2", "hash": "0" * 64}]) == (1, 1)
