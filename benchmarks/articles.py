"""Robustness on real texts: every article is read, every quote is its slice, silence is explained.

    python -m benchmarks.articles --data DIR

DIR holds ``articles.jsonl`` with ``id`` and ``text`` in each line (``articles`` of the folder of ``SITROOM_DATA``).

Beside that it counts what becomes of the estimates read: questions that data settle, questions that a person settles,
and those that cannot be scored, with the reasons. ``unruled_share`` is the share of all of them without a machine rule.
"""

import argparse
import json
import multiprocessing
import os
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import sitroom
from sitroom.desk.batch import THREADS
from sitroom.desk.questions import questions_of
from sitroom.record import Reading

FATES = ("settled by data", "settled by a person", "not scorable", "no question")
BY_DATA, BY_PERSON, NOT_SCORABLE, NO_QUESTION = FATES
REASONS = 5


@dataclass(frozen=True)
class Article:
    """What came of one article; ``fates`` are those of its estimates, each with a reason where there is one."""

    failed: bool = False
    quotes: int = 0
    wrong: int = 0
    silent: bool = False
    kinds: Counter[str] = field(default_factory=Counter)
    codes: Counter[str] = field(default_factory=Counter)
    fates: list[tuple[str, str]] = field(default_factory=list)


def main() -> None:
    """Read all articles on all cores, check what comes out, and count what becomes of their estimates."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    root = os.environ.get("SITROOM_DATA")
    parser.add_argument("--data", type=Path, default=Path(root) / "articles" if root else None)
    asked = parser.parse_args()
    if asked.data is None:
        print("skipped: give --data DIR or set SITROOM_DATA")
        print(json.dumps({"skipped": True}))
        return
    texts = [json.loads(line)["text"] for line in (asked.data / "articles.jsonl").open(encoding="utf-8")]
    started = time.perf_counter()
    longest_first = sorted(texts, key=len, reverse=True)
    os.environ.update(dict.fromkeys(THREADS, "1"))  # the processes share the cores already
    with ProcessPoolExecutor(mp_context=multiprocessing.get_context("spawn")) as pool:
        found = list(pool.map(read_article, longest_first))
    seconds = round(time.perf_counter() - started, 1)
    report = _report(found) | {"seconds": seconds, "estimates": _estimates(found)}
    print(json.dumps(report))


def read_article(text: str) -> Article:
    """Read one text and check it; a reading that fails is counted, and the others go on."""
    try:
        reading = sitroom.read(text)
    except Exception as error:  # noqa: BLE001 - the benchmark counts whatever happens
        print(f"a text of {len(text)} characters was not read: {error!r}", file=sys.stderr)
        return Article(failed=True)
    row = reading.to_json()
    spans = list(_spans(row))
    return Article(
        quotes=len(spans),
        wrong=sum(text[start:end] != said for (start, end), said in spans),
        silent=not reading.records and not reading.problems,
        kinds=Counter(record.kind for record in reading.records),
        codes=Counter(problem.code for problem in reading.problems),
        fates=fates_of(reading),
    )


def fates_of(reading: Reading) -> list[tuple[str, str]]:
    """Return what becomes of each estimate of a reading, and why where no question can be scored."""
    asked = {one.record_id: one for one in questions_of(reading)}
    out = []
    for estimate in reading.of_kind("estimate"):
        question = asked.get(estimate.id)
        if question is None:
            held = estimate.realis == "actual"
            out.append((NO_QUESTION, "it is about what is past" if held else "it is told, and nobody holds it"))
        elif question.scorable:
            out.append((BY_DATA if question.resolver == "machine" else BY_PERSON, ""))
        else:
            out.append((NOT_SCORABLE, re.sub(r"^(['\"]).*\1 gives", "its word gives", question.why_not or "")))
    return out


def _report(found: list[Article]) -> dict[str, object]:
    """Print and return how many quotes there are, and what is wrong with any of them."""
    kinds = sum((one.kinds for one in found), Counter[str]())
    codes = sum((one.codes for one in found), Counter[str]())
    quotes, wrong = sum(one.quotes for one in found), sum(one.wrong for one in found)
    failed, silent = sum(one.failed for one in found), sum(one.silent for one in found)
    print(f"{len(found)} articles, {failed} failed: {quotes} quotes, {wrong} wrong, {silent} silent")
    return {
        "articles": len(found), "failed": failed, "quotes": quotes, "quotes_wrong": wrong, "silent": silent,
        "records": dict(kinds), "problems": dict(codes),
    }  # fmt: skip


def _estimates(found: list[Article]) -> dict[str, object]:
    """Print and return what becomes of every estimate."""
    told = [fate for one in found for fate in one.fates]
    fates, reasons = Counter(fate for fate, _ in told), Counter(why for _, why in told if why)
    print(f"{'estimates':<20} {len(told):>5}")
    for fate in FATES:
        print(f"  {fate:<18} {fates[fate]:>5}" + (f" {fates[fate] / len(told):>7.1%}" if told else ""))
    unruled = 1 - fates[BY_DATA] / len(told) if told else None
    print(f"without a machine rule: {'-' if unruled is None else f'{unruled:.1%}'}; the commonest reasons:")
    for why, many in reasons.most_common(REASONS):
        print(f"  {many:>5}  {why}")
    return {
        "read": len(told), **{fate.replace(" ", "_"): fates[fate] for fate in FATES},
        "unruled_share": None if unruled is None else round(unruled, 4), "reasons": dict(reasons.most_common()),
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
