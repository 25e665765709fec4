"""Lost work: kill two writers of one desk with SIGKILL at random moments, again and again, and look for what is gone.

    python -m benchmarks.lost_work --cycles 100

One writer keeps documents and readings, the other ledger entries; each says so on stdout once a call has
returned. After each kill the desk is opened again: the chain must verify against the last acknowledged head, and
everything acknowledged must be there, byte for byte. This shows what a killed process loses, not what a power cut
does: against that stand ``synchronous=FULL`` and the fsyncs, which no test in one machine can show.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np

from sitroom.core import DayRange, EventPattern, day_range, sha256_bytes, sha256_text
from sitroom.desk.store import Store, examine, open_store
from sitroom.ledger import Forecast, Head, Proposal, Question
from sitroom.text import Document

LONGEST_RUN_SECONDS = 0.6
START_SECONDS = 30.0
WORKING_SHARE = 0.75
SCHEMA = "sitroom.reading/1"
Acknowledged = dict[str, str]


@dataclass
class Tally:
    """What a run came to; a document with its reading counts as one, a ledger entry as one."""

    cycles: int = 0
    acknowledged: int = 0
    lost: int = 0
    chain_faults: int = 0
    findings: int = 0
    seconds: float = 0.0
    entries: list[Acknowledged] = field(default_factory=list)
    documents: list[Acknowledged] = field(default_factory=list)

    def to_json(self) -> dict[str, object]:
        """Return the figures, without what they were counted from."""
        figures: dict[str, object] = {"cycles": self.cycles, "acknowledged": self.acknowledged, "lost": self.lost}
        return figures | {"chain_faults": self.chain_faults, "seconds": round(self.seconds, 1)}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the cycles, print a table and the figures; the exit code is 1 where anything was lost."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.lost_work", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--cycles", type=int, default=20)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--desk", type=Path, help="an empty folder to use and to keep")
    parser.add_argument("--writer", choices=sorted(WRITERS), help=argparse.SUPPRESS)
    parser.add_argument("--run", default="0", help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.writer:
        WRITERS[options.writer](open_store(options.desk, now=_now()), options.run)
        return 0
    with _folder(options.desk) as folder:
        tally = run(folder, cycles=options.cycles, rng=np.random.default_rng(options.seed))
    print(json.dumps(tally.to_json()))
    return 1 if tally.lost or tally.chain_faults or tally.findings else 0


def run(folder: Path, *, cycles: int, rng: np.random.Generator) -> Tally:
    """Kill two writers ``cycles`` times and return what was found; a cycle that acknowledged nothing counts too."""
    tally, started = Tally(), time.monotonic()
    print(f"{'cycle':>5} {'ran (s)':>8} {'documents':>10} {'entries':>8} {'lost':>5} {'faults':>7}")
    for cycle in range(1, cycles + 1):
        seconds = float(rng.uniform(0.0, LONGEST_RUN_SECONDS))
        working = bool(rng.random() < WORKING_SHARE)
        documents, entries = kill_cycle(folder, run=str(cycle), seconds=seconds, working=working)
        tally.documents += documents
        tally.entries += entries
        lost, faults = look_for(folder, documents, entries)
        tally.lost += lost
        tally.chain_faults += faults
        tally.cycles, tally.acknowledged = cycle, len(tally.documents) + len(tally.entries)
        print(f"{cycle:>5} {seconds:>8.2f} {len(documents):>10} {len(entries):>8} {lost:>5} {faults:>7}")
    _look_at_everything(folder, tally)
    tally.seconds = time.monotonic() - started
    return tally


def kill_cycle(
    folder: Path, *, run: str, seconds: float, working: bool = True
) -> tuple[list[Acknowledged], list[Acknowledged]]:
    """Let both writers run at once, kill them, and return what they had acknowledged: documents, ledger entries.

    Args:
        folder: the desk.
        run: a name for this cycle, so that what is written is new.
        seconds: how long they run.
        working: whether the clock starts at the first acknowledgement; else it starts with the processes, so that
            some are killed while they open the desk.
    """
    with tempfile.TemporaryDirectory() as said:
        files = {name: Path(said) / name for name in WRITERS}
        writers = [_start(folder, name, run, file) for name, file in files.items()]
        until = time.monotonic() + START_SECONDS
        while working and time.monotonic() < until and not any(file.stat().st_size for file in files.values()):
            time.sleep(0.005)
        time.sleep(seconds)
        for writer in writers:
            writer.kill()
        for writer in writers:
            _, complaint = writer.communicate(timeout=START_SECONDS)
            if complaint:
                print(f"writer {writer.pid}: {complaint.strip().splitlines()[-1]}", file=sys.stderr)
        return _acknowledged(files["documents"]), _acknowledged(files["entries"])


def look_for(folder: Path, documents: list[Acknowledged], entries: list[Acknowledged]) -> tuple[int, int]:
    """Open the desk and return how much of what was acknowledged is gone or altered, and the faults of the chain."""
    store = open_store(folder, now=_now())
    kept = {str(entry.seq): entry.hash for entry in store.ledger.entries()}
    lost = sum(kept.get(one["seq"]) != one["hash"] for one in entries)
    lost += sum(not _is_whole(store, one) for one in documents)
    last = entries[-1] if entries else None
    faults = store.ledger.verify(Head(int(last["seq"]), last["hash"]) if last else None)
    store.close()
    return lost, len(faults)


def write_documents(store: Store, run: str) -> None:
    """Keep documents and readings until killed, acknowledging each."""
    for number in range(sys.maxsize):
        text = f"On day {number} of run {run} Ruritania's envoy met Elbonia's. " * 20
        raw = text.encode()
        document = Document(text, source=f"{run}/{number}.txt", sha256_raw=sha256_bytes(raw))
        store.documents.add(document, raw, now=_now())
        reading = _reading(document)
        store.readings.add(reading, now=_now())
        _say({"document": document.id, "raw": sha256_bytes(raw), "reading": sha256_text(json.dumps(reading))})


def write_entries(store: Store, run: str) -> None:
    """Enter questions and forecasts until killed, acknowledging each."""
    for number in range(sys.maxsize):
        question = _question(f"{run}-{number}")
        forecast = Forecast(question_id=question.id, by="sitroom", probability=0.4, model="base-rate.v1")
        for proposal in (
            Proposal("question", question.to_json(), _now()),
            Proposal("forecast", forecast.to_json(), _now()),
        ):
            entry = store.ledger.enter(proposal).entry
            _say({"seq": str(entry.seq), "hash": entry.hash})


WRITERS = {"documents": write_documents, "entries": write_entries}


def _reading(document: Document) -> dict[str, object]:
    quote = document.text[:40]
    span = {"start": 0, "end": len(quote), "quote": quote}
    records = [{"id": f"{document.id}-{index}", "kind": "event", "evidence": [span]} for index in range(5)]
    reader = {"name": "lost-work", "version": "1"}
    return {"schema": SCHEMA, "document": {"id": document.id}, "records": records, "reader": reader}


def _question(record_id: str) -> Question:
    return Question(
        text="Does Ruritania's envoy meet Elbonia's?",
        rule=EventPattern(actors=("ruritania",), recipients=("elbonia",), quads=(1,), window_days=21),
        rule_words="one row of quad 1 within three weeks",
        resolver="machine",
        opens_on=day_range(date(2099, 1, 1)),
        closes_on=DayRange(date(2099, 1, 22), date(2099, 2, 12)),
        band=(0.8, 0.95),
        record_id=record_id,
    )


def _is_whole(store: Store, one: Acknowledged) -> bool:
    reading, raw = store.readings.find(one["document"]), store.documents.find_raw(one["document"])
    read = sha256_text(json.dumps(reading)) == one["reading"]
    return read and raw is not None and sha256_bytes(raw) == one["raw"]


def _look_at_everything(folder: Path, tally: Tally) -> None:
    """Look once more for all that was ever acknowledged, then let the doctor go over the desk."""
    lost, _ = look_for(folder, tally.documents, tally.entries)
    tally.lost = max(tally.lost, lost)
    findings = examine(folder)
    wrong = [finding for finding in findings if finding.severity == "error"]
    tally.findings = len(wrong)
    for finding in wrong[:10]:
        print(f"{finding.where}: {finding.message}", file=sys.stderr)
    print(f"doctor: {len(wrong)} errors, {len(findings) - len(wrong)} left-overs of killed writers")


def _start(folder: Path, writer: str, run: str, said: Path) -> subprocess.Popen[str]:
    """Start a writer that acknowledges into a file, which never makes it wait as a full pipe would."""
    command = [sys.executable, "-m", "benchmarks.lost_work", "--writer", writer, "--desk", str(folder), "--run", run]
    root = Path(__file__).resolve().parents[1]
    with said.open("w") as out:
        return subprocess.Popen(command, cwd=root, stdout=out, stderr=subprocess.PIPE, text=True)


def _acknowledged(said: Path) -> list[Acknowledged]:
    """Return what whole lines acknowledged; a line without its end was never said."""
    return [json.loads(line) for line in said.read_text().splitlines(keepends=True) if line.endswith("\n")]


def _say(acknowledged: Acknowledged) -> None:
    print(json.dumps(acknowledged), flush=True)


def _now() -> datetime:
    return datetime.fromtimestamp(time.time(), UTC)


@contextmanager
def _folder(given: Path | None) -> Iterator[Path]:
    if given is not None:
        yield given
        return
    made = Path(tempfile.mkdtemp(prefix="sitroom-lost-work-"))
    try:
        yield made
    finally:
        shutil.rmtree(made)


if __name__ == "__main__":
    sys.exit(main())
