"""A set scored: its figures with intervals, what was wrong with its rows, and its worst misses."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np

from benchmarks.reading import actor_codes, dates, plover_gold, plv, realis, seed, spans, triples, unit_codes
from benchmarks.reading.answers import Row
from benchmarks.reading.figures import Counts, Totals
from benchmarks.reading.intervals import Interval, bootstrap
from benchmarks.reading.misses import Miss, worst_first
from benchmarks.reading.product import Run
from benchmarks.reading.quotes import count_quotes
from benchmarks.reading.sets import Item, count_sentences

BOOTSTRAP_SEED = 7


class Scorer(Protocol):
    """How one kind of gold is compared with a reading; the modules beside this one are such."""

    def count(self, item: Item, row: Row, /) -> Counts:
        """Return the counts of one item."""

    def figures(self, totals: Totals, /) -> Mapping[str, Any]:
        """Return the figures of summed counts."""

    def misses(self, item: Item, row: Row, /) -> list[Miss]:
        """Return where gold and reading of one item differ."""


SCORERS: dict[str, tuple[Scorer, ...]] = {
    "plv_events": (plv,),
    "plover_gsr_events": (plover_gold,),
    "petr2_gsr_cameo": (triples,),
    "petr_unit_cameo": (unit_codes,),
    "cameo_actor_spans": (spans,),
    "timeml_docs": (dates, realis),
    "seed_gold": (seed,),
    "ngec_actor_codes": (actor_codes,),
}


@dataclass(frozen=True, slots=True)
class Scored:
    """The figures of a set by name, the intervals of the fractional ones, and counts of its quotes."""

    figures: Mapping[str, Any]
    intervals: Mapping[str, Interval]
    quotes: Counts = field(default_factory=Counter)


def score(name: str, items: Sequence[Item], run: Run) -> Scored:
    """Score the rows of a set; an item without a row counts as an empty reading."""
    rows = [run.rows.get(item.id, {}) for item in items]
    quotes = sum((count_quotes(row, item.text) for item, row in zip(items, rows, strict=True)), Counter[str]())
    figures: dict[str, Any] = _about(name, items, rows, run) | {"quote_violations": quotes["quote_violations"]}
    intervals: dict[str, Interval] = {}
    for scorer in SCORERS[name]:
        counted = [scorer.count(item, row) for item, row in zip(items, rows, strict=True)]
        figures |= scorer.figures(sum(counted, Counter[str]()))
        intervals |= bootstrap(counted, scorer.figures, rng=np.random.default_rng(BOOTSTRAP_SEED))
    if name == "seed_gold":
        figures["items_detail"] = seed.details(items[0], rows[0])
    return Scored(figures, intervals, quotes)


def list_misses(name: str, items: Sequence[Item], run: Run) -> list[str]:
    """Return the misses of a set with their texts, the worst first; of documents, without the text."""
    found = [
        (miss, f"{item.gold.get('id', name)} {item.text if len(item.text) < 1000 else ''}")
        for item in items
        for scorer in SCORERS[name]
        for miss in scorer.misses(item, run.rows.get(item.id, {}))
    ]
    return worst_first(found)


def _about(name: str, items: Sequence[Item], rows: Sequence[Row], run: Run) -> dict[str, Any]:
    about: dict[str, Any] = {}
    if run.seconds is not None:
        sentences = count_sentences(name, items)
        about = {"sentences": sentences, "seconds": run.seconds, "sentences_per_second": sentences / run.seconds}
        about |= {"exit": run.exit} | ({"stderr": run.complaint} if run.exit else {})
    missing = len(items) - len(run.rows)
    return about | ({"missing_rows": missing} if missing else {}) | {"problems": sum(map(_problems, rows))}


def _problems(row: Row) -> int:
    return len(row.get("problems") or [])
