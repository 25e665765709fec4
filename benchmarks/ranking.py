"""Ranking: how near the top the true parties of the test days stand, ranked from the days before each.

    python -m benchmarks.ranking --data FOLDER [--dump FILE] [--leaks] [--refit] [--without PREFIX ...]

Single step (the truth of earlier test days is history), both directions, all entities, fitted on train; valid serves as
history. The headline is the time-aware filter with the mean rank of ties. Ranks are those of the dumped lists of 100.
"""

import argparse
import json
import resource
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from benchmarks.quads import Progress, QuadFolder, development_folders, read_quads
from sitroom.forecast.facts import Facts, facts_from
from sitroom.forecast.ranking import Answers, DayQueries, Ranked, Ranker, answers_of, both_ways, queries_of, tables

TOP = 100
_TOLD = Progress()


def main() -> None:
    """Run the benchmark for one folder, or for every folder of the development data."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, help="a folder with quads.parquet; by default all under SITROOM_DATA")
    parser.add_argument("--dump", type=Path, help="write one row a query, as Parquet")
    parser.add_argument("--split", choices=("test", "valid"), default="test", help="which days are asked about")
    parser.add_argument("--leaks", action="store_true", help="also cut, swap and thin a day and compare the lists")
    parser.add_argument("--refit", action="store_true", help="a second line, fitted on train and valid")
    parser.add_argument("--without", action="append", default=[], help="features left out, by how their names begin")
    parser.add_argument("--mixture-only", action="store_true", help="rank by the first probabilities, without trees")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    folders = [options.data] if options.data else development_folders("ranking")
    results = [_run(read_quads(folder), options) for folder in folders]
    print(json.dumps(results[0] if len(results) == 1 else {"sets": results}))


def _run(quads: QuadFolder, options: argparse.Namespace) -> dict[str, Any]:
    first, last = (
        (quads.test_from, quads.last_day) if options.split == "test" else (quads.valid_from, quads.test_from - 1)
    )
    facts = quads.facts.until(last)
    began = time.perf_counter()
    ranker = Ranker.fit(facts.until(quads.valid_from - 1), seed=options.seed, without=options.without, progress=_TOLD)
    fitted = time.perf_counter()
    if options.mixture_only:
        ranker = ranker.untrained()
    ranked = list(ranker.rank(facts, _asked(facts, first, last), top=TOP, progress=_TOLD))
    done = time.perf_counter()
    answers = answers_of(both_ways(facts), ranked)
    found = tables(answers)
    result: dict[str, Any] = {
        "set": quads.name,
        "split": options.split,
        **{key: found["time-aware"][key] for key in ("mrr", "hits1", "hits3", "hits10")},
        "queries": len(answers.day),
        "fit_seconds": round(fitted - began, 1),
        "rank_seconds": round(done - fitted, 1),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        **found,
    }
    _print(result)
    if options.dump:
        _dump(ranked, answers, options.dump)
    if options.leaks:
        result["leaks"] = _leaks(ranker, facts, first, last, ranked)
        print("leaks:", result["leaks"])
    if options.refit:
        again = Ranker.fit(facts.until(first - 1), seed=options.seed, without=options.without, progress=_TOLD)
        second = tables(answers_of(both_ways(facts), again.rank(facts, _asked(facts, first, last), top=TOP)))
        result["refit"] = second["time-aware"]
        print("fitted on train and valid:", second["time-aware"])
    return result


def _asked(facts: Facts, first: int, last: int) -> Iterator[tuple[int, DayQueries]]:
    rows = both_ways(facts)
    for day in range(first, last + 1):
        asked = queries_of(rows, day)
        if len(asked):
            yield day, asked


def _print(result: dict[str, Any]) -> None:
    seconds = f"fitted in {result['fit_seconds']} s, ranked in {result['rank_seconds']} s"
    print(f"\n{result['set']} ({result['split']}): {seconds}, peak {result['peak_mb']} MB")
    print(f"{'':14}{'MRR':>8}{'Hits@1':>8}{'Hits@3':>8}{'Hits@10':>9}{'n':>9}")
    for name, one in result.items():
        if isinstance(one, dict) and "mrr" in one:
            print(f"{name:14}{one['mrr']:8.2f}{one['hits1']:8.2f}{one['hits3']:8.2f}{one['hits10']:9.2f}{one['n']:9,}")


def _dump(ranked: list[Ranked], answers: Answers, path: Path) -> None:
    """Write one row an answer: t, s, r, direction, truth, top, scores."""
    way = answers.relation >= answers.relations
    rows = pa.table(
        {
            "t": answers.day,
            "s": answers.subject,
            "r": np.where(way, answers.relation - answers.relations, answers.relation).astype(np.int32),
            "direction": np.where(way, "subject", "object"),
            "truth": answers.truth,
            "top": pa.FixedSizeListArray.from_arrays(pa.array(answers.listed.ravel()), answers.listed.shape[1]).cast(
                pa.list_(pa.int32())
            ),
            "scores": pa.FixedSizeListArray.from_arrays(pa.array(answers.scores.ravel()), answers.scores.shape[1]).cast(
                pa.list_(pa.float64())
            ),
        }
    )
    pq.write_table(rows, path, compression="zstd")
    print(f"wrote {rows.num_rows:,} rows of {len(ranked)} lists to {path}")


def _leaks(ranker: Ranker, facts: Facts, first: int, last: int, ranked: list[Ranked]) -> dict[str, bool]:
    """Return whether the lists up to a day k stay what they are when day k or the days after it are changed.

    And whether a few queries asked alone get the list that they get among the others.
    """
    middle = (first + last) // 2
    questions = list(_asked(facts, first, middle))
    before = [one for one in ranked if one.day <= middle]
    changed = {"cut": facts.until(middle - 1), "swap": _swapped(facts, middle), "thin": _thinned(facts, middle)}
    found = {name: _same(before, ranker.rank(other, iter(questions), top=TOP)) for name, other in changed.items()}
    day, asked = questions[-1]
    alone = DayQueries(asked.subject[5:6], asked.relation[5:6], asked.first[5:6], asked.last[5:6])
    whole = next(one for one in before if one.day == day)
    one = next(ranker.rank(facts, iter([(day, alone)]), top=TOP))
    found["alone"] = bool((one.entities[0] == whole.entities[5]).all() and (one.scores[0] == whole.scores[5]).all())
    return found


def _same(before: list[Ranked], after: Iterator[Ranked]) -> bool:
    pairs = zip(before, after, strict=True)
    return all((a.entities == b.entities).all() and (a.scores == b.scores).all() for a, b in pairs)


def _swapped(facts: Facts, day: int) -> Facts:
    """Return the facts with the objects of each relation exchanged in a circle on one day."""
    object_ = facts.object.copy()
    on_day = np.flatnonzero(facts.day == day)
    for relation in np.unique(facts.relation[on_day]):
        rows = on_day[facts.relation[on_day] == relation]
        object_[rows] = np.roll(object_[rows], 1)
    return _facts(facts, np.ones(len(facts), dtype=bool), object_)


def _thinned(facts: Facts, day: int) -> Facts:
    """Return the facts without every second one of a day."""
    kept = facts.day != day
    kept[np.flatnonzero(facts.day == day)[::2]] = True
    return _facts(facts, kept, facts.object)


def _facts(facts: Facts, kept: NDArray[np.bool_], object_: NDArray[np.int32]) -> Facts:
    columns = [facts.subject[kept], facts.relation[kept], object_[kept], facts.day[kept]]
    return facts_from(columns, facts.entities, facts.relations)


if __name__ == "__main__":
    main()
