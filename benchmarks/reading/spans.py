"""Actor spans: the answer's actors against the marked sources, its recipients against the marked targets."""

from collections import Counter

from benchmarks.reading.answers import Row, actors, answer, bounds, coded, recipients
from benchmarks.reading.figures import Counts, Figure, Totals, count_matches, matched_f1, share
from benchmarks.reading.matching import Bounds, likeness, pair
from benchmarks.reading.misses import Miss
from benchmarks.reading.sets import Item

Side = tuple[str, set[Bounds], set[Bounds]]
SHOWN = ("source", "target", "mutual", "source_all_records", "target_all_records")


def count(item: Item, row: Row) -> Counts:
    """Count both sides of one sentence, by the answer alone and by all coded records."""
    counts = Counter({"n": 1, "answered": answer(row) is not None})
    for name, gold, said in [*_sides(item, row), *_sides(item, row, "_all_records")]:
        counts += count_matches(f"{name} exact", len(gold & said), len(said), len(gold))
        pairs = pair(_gold(item, gold), sorted(said), likeness)
        counts += count_matches(f"{name} overlap", len(pairs), len(said), len(gold))
    return counts


def figures(totals: Totals) -> dict[str, Figure]:
    """Return exact and overlapping F1 of each side."""
    out: dict[str, Figure] = {"n": totals["n"], "answered": share(totals.get("answered", 0), totals["n"])}
    for name in SHOWN:
        out[f"{name}_gold"] = totals.get(f"{name} exact|gold", 0)
        out[f"{name}_exact_f1"] = matched_f1(totals, f"{name} exact")
        out[f"{name}_overlap_f1"] = matched_f1(totals, f"{name} overlap")
    return out


def misses(item: Item, row: Row) -> list[Miss]:
    """Return each side whose spans differ; missed altogether before cut amiss."""
    return [
        Miss(len(gold ^ said), f"{name}: {_show(item, gold)}", _show(item, said))
        for name, gold, said in _sides(item, row)
        if gold != said
    ]


def _sides(item: Item, row: Row, which: str = "") -> list[Side]:
    """Each side with its gold and said spans; parties to a mutual act (role R) may stand on either side."""
    first = answer(row)
    used = coded(row) if which else [first] if first else []
    doers = {bounds(ref) for record in used for ref in actors(record)}
    done_to = {bounds(ref) for record in used for ref in recipients(record)}
    marks = {role: {bounds(one) for one in item.gold["actors"] if one["role"] == role} for role in "SRT"}
    if marks["R"]:
        return [(f"mutual{which}", marks["S"] | marks["R"] | marks["T"], doers | done_to)]
    return [(f"source{which}", marks["S"], doers), (f"target{which}", marks["T"], done_to)]


def _gold(item: Item, wanted: set[Bounds]) -> list[Bounds]:
    """The wanted marks in the order of the gold, which settles ties."""
    return [bounds(one) for one in item.gold["actors"] if bounds(one) in wanted]


def _show(item: Item, some: set[Bounds]) -> str:
    return " / ".join(item.text[slice(*one)] for one in sorted(some)) or "nothing"
