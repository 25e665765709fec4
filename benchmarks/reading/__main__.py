"""Reading, scored on every gold set of a folder, beside the bars and what others have published.

    python -m benchmarks.reading [--data DIR] [--dump FILE] [--sets a,b] [--errors SET]

DIR holds the gold files (``read`` of the folder of ``SITROOM_DATA``); the seed's text lies in ``seed`` beside it.
"""

import argparse
import json
import os
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, TextIO

from rich.console import Console

from benchmarks.reading.figures import Counts
from benchmarks.reading.product import Run, from_dump, read_items, startup_seconds, write_dump
from benchmarks.reading.quotes import quote_figures
from benchmarks.reading.scoring import Scored, list_misses, score
from benchmarks.reading.sets import SETS, Item, load_set
from benchmarks.reading.table import load_bars, table_lines

JUDGEMENTS = "judgements"
ALL = (*SETS, JUDGEMENTS)
WORST = 40


def main() -> int:
    """Read and score the sets; exit 2 without data, 1 where a batch failed."""
    asked = _asked()
    if asked.data is None:
        print(
            "no data: give --data DIR, or set SITROOM_DATA to the folder that holds 'read' and 'seed'", file=sys.stderr
        )
        return 2
    scored: dict[str, Scored] = {}
    not_scored: list[str] = []
    errors: list[str] = []
    startup = None if asked.outputs else startup_seconds()
    with ExitStack() as stack:
        dump = stack.enter_context(asked.dump.open("w", encoding="utf-8", newline="\n")) if asked.dump else None
        for name in _progress(asked.sets):
            if name == JUDGEMENTS:
                scored[name] = _judgements()
                continue
            try:
                items, skipped = load_set(name, asked.data)
            except FileNotFoundError as error:
                print(f"{name}: not scored ({error})", file=sys.stderr)
                not_scored.append(name)
                continue
            run = _run(name, items, asked.outputs, dump)
            scored[name] = _with_skipped(score(name, items, run), skipped)
            errors += list_misses(name, items, run)[:WORST] if name == asked.errors else []
    _print(scored, errors, startup=startup, not_scored=not_scored)
    return int(any(one.figures.get("exit") for one in scored.values()))


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reading", description=(__doc__ or "").split("\n")[0])
    root = os.environ.get("SITROOM_DATA")
    parser.add_argument("--data", type=Path, default=Path(root) / "read" if root else None, help="folder of gold files")
    parser.add_argument("--dump", type=Path, help="keep the batch output here, with set and gold line of each row")
    parser.add_argument("--outputs", type=Path, help="score a dump kept before, and read nothing")
    parser.add_argument("--sets", type=_sets, help=f"some of {', '.join(ALL)}; all where not given")
    parser.add_argument("--errors", choices=SETS, help=f"list the {WORST} worst misses of a set")
    asked = parser.parse_args()
    asked.sets = asked.sets or (SETS if asked.outputs else ALL)
    return asked


def _sets(written: str) -> tuple[str, ...]:
    names = tuple(name.strip() for name in written.split(","))
    unknown = [name for name in names if name not in ALL]
    if unknown:
        raise argparse.ArgumentTypeError(f"no such set: {', '.join(unknown)}; there are {', '.join(ALL)}")
    return names


def _progress(names: tuple[str, ...]) -> Iterator[str]:
    console = Console(stderr=True, highlight=False)
    for number, name in enumerate(names, start=1):
        with console.status(f"{name} ({number} of {len(names)})"):
            yield name


def _run(name: str, items: list[Item], outputs: Path | None, dump: TextIO | None) -> Run:
    run = from_dump(outputs, name, items) if outputs else read_items(items)
    if dump:
        write_dump(dump, name, items, run)
    return run


def _with_skipped(scored: Scored, skipped: int) -> Scored:
    about = {"gold_rows_skipped": skipped} if skipped else {}
    return Scored(about | dict(scored.figures), scored.intervals, scored.quotes)


def _judgements() -> Scored:
    from benchmarks.reading.judged import score_passages  # loads the reader into this process

    return score_passages()


# ---------------------------------------------------------------------- what is printed
def _print(scored: dict[str, Scored], errors: list[str], *, startup: float | None, not_scored: list[str]) -> None:
    speed = _speed(scored, startup)
    figures = {name: one.figures for name, one in scored.items()} | {"all": speed}
    for line in table_lines(load_bars(), figures, {name: one.intervals for name, one in scored.items()}):
        print(line)
    for line in errors:
        print(line)
    quotes: Counts = sum((one.quotes for one in scored.values()), Counter())
    sets = {name: dict(one.figures) | {"intervals": dict(one.intervals)} for name, one in scored.items()}
    result = {"program": "reading", "sets": sets, "quotes": quote_figures(quotes), "not_scored": not_scored} | speed
    print(json.dumps(_rounded(result), ensure_ascii=False))


def _speed(scored: dict[str, Scored], startup: float | None) -> dict[str, float]:
    """Sentences a second over all batches, with and without the start-up of each."""
    timed = [one.figures for one in scored.values() if "seconds" in one.figures]
    if startup is None or not timed:
        return {}
    sentences, seconds = (sum(one[part] for one in timed) for part in ("sentences", "seconds"))
    out = {"startup_seconds": startup, "sentences_per_second": sentences / seconds}
    steady = seconds - startup * len(timed)
    return out | ({"sentences_per_second_steady": sentences / steady} if steady > 0 else {})


def _rounded(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _rounded(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_rounded(one) for one in value]
    return round(value, 4) if isinstance(value, float) else value


if __name__ == "__main__":
    sys.exit(main())
