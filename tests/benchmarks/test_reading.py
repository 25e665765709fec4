"""The benchmark from end to end, on a made-up folder and a dump of made-up rows."""

import doctest
import importlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from benchmarks.reading.product import Run, from_dump, write_dump
from benchmarks.reading.sets import load_set

from .builders import TEXT, event, ref, row

ROOT = Path(__file__).resolve().parents[2]
GOLD = {"text": TEXT, "date": "2008-08-04", "events": [{"source": "FRA", "target": "RWA", "event": "112"}]}
MODULES = ("codes", "figures", "matching", "seed_days", "seed_names", "sets")


def run(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if name != "SITROOM_DATA"}
    command = [sys.executable, "-m", "benchmarks.reading", *words]
    return subprocess.run(command, cwd=ROOT, env=kept | environment, capture_output=True, text=True, check=False)


def test_without_data_it_says_so() -> None:
    done = run()
    assert (done.returncode, done.stdout) == (2, "")
    assert "SITROOM_DATA" in done.stderr


def test_a_dump_is_scored_again_with_table_errors_and_json(tmp_path: Path) -> None:
    data = tmp_path / "read"
    data.mkdir()
    empty = GOLD | {"text": "Nothing happened in Doha.", "events": []}
    lines = "".join(json.dumps(line) + "\n" for line in (GOLD, empty))
    (data / "petr2_gsr_cameo.jsonl").write_text(lines, encoding="utf-8")
    items, _ = load_set("petr2_gsr_cameo", data)
    accuses = event("accused", actors=[ref("France", "FRA")], recipients=[ref("Rwanda", "RWA")])
    wrong = row(accuses, event("lying"))
    rows = {one.id: row() if "Nothing" in one.text else wrong for one in items}
    with (tmp_path / "dump.jsonl").open("w", encoding="utf-8") as file:
        write_dump(file, "petr2_gsr_cameo", items, Run({id_: {"id": id_} | told for id_, told in rows.items()}))

    done = run("--outputs", str(tmp_path / "dump.jsonl"), "--errors", "petr2_gsr_cameo", SITROOM_DATA=str(tmp_path))
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout.splitlines()[-1])
    figures = result["sets"]["petr2_gsr_cameo"]
    assert (figures["triple_precision"], figures["triple_recall"], figures["quote_violations"]) == (0.5, 1.0, 0)
    assert figures["intervals"]["sentence_all_right"] == [0.0, 1.0]
    assert "plv_events" in result["not_scored"]
    assert "gold FRA RWA 112 | ours - - 112; FRA RWA 112" in done.stdout
    assert done.stdout.startswith("| set ")


def test_a_dump_knows_the_gold_line_of_each_row(tmp_path: Path) -> None:
    lines = "".join(json.dumps(GOLD | {"text": f"Text {n}."}) + "\n" for n in range(5))
    (tmp_path / "petr_unit_cameo.jsonl").write_text(lines, encoding="utf-8")
    items, _ = load_set("petr_unit_cameo", tmp_path)
    read = Run({one.id: {"id": one.id, "records": []} for one in items[:4]})
    with (tmp_path / "dump").open("w", encoding="utf-8") as file:
        write_dump(file, "petr_unit_cameo", items, read)
    assert set(from_dump(tmp_path / "dump", "petr_unit_cameo", items).rows) == set(read.rows)
    assert from_dump(tmp_path / "dump", "plv_events", items).rows == {}


def test_an_unknown_set_is_refused() -> None:
    done = run("--sets", "plv", "--data", "nowhere")
    assert done.returncode == 2
    assert "no such set: plv" in done.stderr


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_in_its_docstrings_hold(name: str) -> None:
    module = importlib.import_module(f"benchmarks.reading.{name}")
    found = doctest.testmod(module)
    assert found.attempted
    assert not found.failed
