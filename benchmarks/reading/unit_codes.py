"""Unit tests of a dictionary coder: event codes alone, since its countries and actors are invented."""

from benchmarks.reading import triples
from benchmarks.reading.answers import Row
from benchmarks.reading.answers import triples as said_triples
from benchmarks.reading.codes import cameo_of
from benchmarks.reading.figures import Counts, Figure, Totals
from benchmarks.reading.misses import Miss
from benchmarks.reading.sets import Item

KEPT = ("n", "gold_events", "code_f1", "no_event_n", "no_event_correctly_empty", "over_production")


def count(item: Item, row: Row) -> Counts:
    """Count as for triples."""
    return triples.count(item, row)


def figures(totals: Totals) -> dict[str, Figure]:
    """Return the figures in which actors play no part."""
    every = triples.figures(totals)
    return {name: every[name] for name in KEPT}


def misses(item: Item, row: Row) -> list[Miss]:
    """Return the codes of a sentence where they differ; the most differences first."""
    gold = {cameo_of(one["event"]) for one in item.gold["events"]}
    said = {code for _, _, code in said_triples(row)}
    return [Miss(len(gold ^ said), " ".join(sorted(gold)), " ".join(sorted(said)))] if gold != said else []
