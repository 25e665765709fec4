"""Time expressions of TimeML documents: where they stand and, of dates, what day they name (as in TempEval-3)."""

from collections import Counter
from typing import Any

from benchmarks.reading.answers import Row, bounds
from benchmarks.reading.figures import Counts, Figure, Totals, count_matches, matched_f1, share
from benchmarks.reading.matching import likeness, pair
from benchmarks.reading.misses import Miss
from benchmarks.reading.sets import Gold, Item

Timex = dict[str, Any]


def count(item: Item, row: Row) -> Counts:
    """Count the expressions of one document: found at all, found to the letter, with the right value, and dates alone.

    What was said counts as a date by its own type or by the gold that it met; what met another type with the right
    value does not.
    """
    gold, said = item.gold["timexes"], _said(row)
    pairs = _pairs(gold, said)
    right = [(g, s) for g, s in pairs if _same_value(gold[g], said[s])]
    dates = {g for g, one in enumerate(gold) if one["type"] == "DATE"}
    said_dates = {s for s, one in enumerate(said) if one["timex3"]["type"] == "DATE"}
    said_dates |= {s for g, s in pairs if g in dates}
    said_dates -= {s for g, s in right if g not in dates}
    exact = sum(bounds(gold[g]) == bounds(said[s]) for g, s in pairs)
    counts = Counter({"documents": 1, "dates met": sum(g in dates for g, _ in pairs)})
    counts += count_matches("relaxed", len(pairs), len(said), len(gold))
    counts += count_matches("strict", exact, len(said), len(gold))
    counts += count_matches("value", len(right), len(said), len(gold))
    return counts + count_matches("date", sum(g in dates for g, _ in right), len(said_dates), len(dates))


def figures(totals: Totals) -> dict[str, Figure]:
    """Return span and value F1 of all types, and value figures of dates."""
    found = totals.get("relaxed|right", 0)
    return {
        "documents": totals["documents"],
        "timexes": totals.get("relaxed|gold", 0),
        "timex_relaxed_f1": matched_f1(totals, "relaxed"),
        "timex_strict_f1": matched_f1(totals, "strict"),
        "timex_relaxed_precision": share(found, totals.get("relaxed|said", 0)) or 0.0,
        "timex_relaxed_recall": share(found, totals.get("relaxed|gold", 0)),
        "value_f1_all_types": matched_f1(totals, "value"),
        "date_timexes": totals.get("date|gold", 0),
        "date_value_f1": matched_f1(totals, "date"),
        "date_value_accuracy_of_matched": share(totals.get("date|right", 0), totals.get("dates met", 0)) or 0.0,
    }


def misses(item: Item, row: Row) -> list[Miss]:
    """Return wrong values, then expressions missed and made up."""
    gold, said = item.gold["timexes"], _said(row)
    pairs = _pairs(gold, said)
    out = [
        Miss(3, f"{gold[g]['text']} = {gold[g]['value']}", f"{said[s]['quote']} = {said[s]['timex3']['value']}")
        for g, s in pairs
        if not _same_value(gold[g], said[s])
    ]
    met, used = {g for g, _ in pairs}, {s for _, s in pairs}
    out += [Miss(2, f"{one['text']} = {one['value']}", "no date") for g, one in enumerate(gold) if g not in met]
    return out + [Miss(1, "no date", one["quote"]) for s, one in enumerate(said) if s not in used]


def _said(row: Row) -> list[Timex]:
    """The dates of a row, the first where two stand on the same words."""
    return list({bounds(one): one for one in reversed(row.get("dates") or [])}.values())[::-1]


def _pairs(gold: list[Gold], said: list[Timex]) -> list[tuple[int, int]]:
    return pair(gold, said, lambda one, other: likeness(bounds(one), bounds(other)))


def _same_value(gold: Gold, said: Timex) -> bool:
    return str(gold["value"] or "").upper() == (said["timex3"]["value"] or "").upper()
