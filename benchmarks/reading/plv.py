"""PLV: the event type of a sentence whose source and target are marked, CONCEDE and RETREAT taken together as YIELD."""

from collections import Counter

from benchmarks.reading.answers import Row, answer, type_of
from benchmarks.reading.codes import PLOVER, one_yield
from benchmarks.reading.figures import Counts, Figure, Totals, accuracy, count_label, macro_f1, share
from benchmarks.reading.misses import Miss
from benchmarks.reading.sets import Gold, Item

SAID = {"": "type", "peer_zsp_": "peer"}


def count(item: Item, row: Row) -> Counts:
    """Count one sentence in each group of rows that it belongs to."""
    record, event = answer(row), item.gold["events"][0]
    counts = Counter({"with_between": "between" in item.sent, "answered": record is not None})
    for group in _groups(item.gold):
        counts += count_label(f"type{group}", event["event"], one_yield(type_of(record)))
        counts += count_label(f"type quad{group}", event["quad"], record["quad"] if record else None)
        if "peer" in item.gold:
            counts += count_label(f"peer{group}", event["event"], item.gold["peer"]["zsp_root"])
            counts += count_label(f"peer quad{group}", event["quad"], item.gold["peer"]["zsp_quad"])
    return counts


def figures(totals: Totals) -> dict[str, Figure]:
    """Return accuracy, macro-F1 and quad accuracy of all rows and of the published test rows, with the peer's."""
    sizes = {group: totals.get(f"type{group}|n", 0) for group in ("", "_test", "_no_near_dup")}
    out: dict[str, Figure] = {
        "rows_with_between": totals.get("with_between", 0),
        "answered": share(totals.get("answered", 0), sizes[""]),
    }
    for group, size in sizes.items():
        wider = sizes["_test"] if group == "_no_near_dup" else sizes[""]
        if group and (size == wider or (group == "_no_near_dup" and not size)):
            continue
        out[f"n{group}"] = size
        for prefix, name in SAID.items():
            if name == "type" or 0 < size == totals.get(f"peer{group}|n", 0):
                out[f"{prefix}accuracy{group}"] = accuracy(totals, f"{name}{group}")
                out[f"{prefix}macro_f1{group}"] = macro_f1(totals, f"{name}{group}", PLOVER)
                out[f"{prefix}quad_accuracy{group}"] = accuracy(totals, f"{name} quad{group}")
    return out


def misses(item: Item, row: Row) -> list[Miss]:
    """Return the wrong type, the surest mistakes first."""
    record, event = answer(row), item.gold["events"][0]
    said = one_yield(type_of(record))
    return [] if said == event["event"] else [Miss(record["confidence"] if record else 1.0, event["event"], str(said))]


def _groups(gold: Gold) -> list[str]:
    tested = gold.get("pub_split") == "test"
    return ["", *["_test"] * tested, *["_no_near_dup"] * (tested and gold.get("near_dup_in_dev") is False)]
