"""CAMEO triples: who did what to whom, over all actual events of a sentence, and nothing where nothing happened."""

from collections import Counter
from collections.abc import Callable

from benchmarks.reading.answers import REALIS, Row, Triple, triples
from benchmarks.reading.codes import cameo_of, party
from benchmarks.reading.figures import Counts, Figure, Totals, count_matches, matched_f1, share
from benchmarks.reading.misses import Miss
from benchmarks.reading.sets import Item

LEVELS: dict[str, Callable[[Triple], object]] = {
    "triple": lambda one: (one[0][0], one[1][0], one[2]),
    "triple_2digit": lambda one: (one[0][0], one[1][0], one[2][:2]),
    "triple_full_actor": lambda one: one,
    "code": lambda one: one[2],
}
BY_COUNTRY = LEVELS["triple"]


def count(item: Item, row: Row) -> Counts:
    """Count the triples of one sentence at each level; repeats count once, save in over-production."""
    gold, said = _gold(item), triples(row)
    counts = Counter({"n": 1, "gold events": len(gold), "said events": len(said)})
    for name, level in LEVELS.items():
        counts += _matches(name, set(map(level, gold)), set(map(level, said)))
    whole = set(map(BY_COUNTRY, gold))
    counts += _matches("triple_any_realis", whole, set(map(BY_COUNTRY, triples(row, REALIS))))
    counts["all right"] += whole == set(map(BY_COUNTRY, said))
    counts["empty"] += not gold
    counts["left empty"] += not gold and not said
    return counts


def figures(totals: Totals) -> dict[str, Figure]:
    """Return F1 at each level, and whether sentences without events stay empty."""
    out: dict[str, Figure] = {"n": totals["n"], "gold_events": totals.get("gold events", 0)}
    out |= {f"{name}_f1": matched_f1(totals, name) for name in (*LEVELS, "triple_any_realis")}
    right = totals.get("triple|right", 0)
    return out | {
        "triple_precision": share(right, totals.get("triple|said", 0)) or 0.0,
        "triple_recall": share(right, totals.get("triple|gold", 0)),
        "triples_right": right,
        "sentence_all_right": share(totals.get("all right", 0), totals["n"]),
        "no_event_n": totals.get("empty", 0),
        "no_event_correctly_empty": share(totals.get("left empty", 0), totals.get("empty", 0)),
        "over_production": share(totals.get("said events", 0), totals.get("gold events", 0)),
    }


def misses(item: Item, row: Row) -> list[Miss]:
    """Return gold and ours of a sentence where they differ; the most differences first."""
    gold, said = (set(map(BY_COUNTRY, some)) for some in (_gold(item), triples(row)))
    return [Miss(len(gold ^ said), _show(gold), _show(said))] if gold != said else []


def _gold(item: Item) -> list[Triple]:
    return [(party(one["source"]), party(one["target"]), cameo_of(one["event"])) for one in item.gold["events"]]


def _matches(name: str, gold: set[object], said: set[object]) -> Counts:
    return count_matches(name, len(gold & said), len(said), len(gold))


def _show(some: set[object]) -> str:
    return "; ".join(sorted(" ".join(one) for one in some if isinstance(one, tuple))) or "nothing"
