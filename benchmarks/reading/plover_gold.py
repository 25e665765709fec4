"""The PLOVER gold standard: event type, mode and countries from raw text; CONCEDE and RETREAT stay apart."""

from collections import Counter

from benchmarks.reading.answers import Record, Row, actors, answer, countries, recipients, type_of
from benchmarks.reading.codes import country_of, mode_of, one_yield
from benchmarks.reading.figures import Counts, Figure, Totals, accuracy, count_label, share
from benchmarks.reading.misses import Miss
from benchmarks.reading.sets import Gold, Item

TYPES = ("type", "type 2016", "type either", "type yield", "type near")
SIDES = ("actor_country", "recipient_country", "mutual_countries")


def count(item: Item, row: Row) -> Counts:
    """Count the type under the names of 2021 and 2016, the mode, and the countries of each side as a set."""
    record, event = answer(row), item.gold["events"][0]
    said, named = type_of(record), event["event_2021"]
    counts = count_label("type", named, said) + count_label("type 2016", event["event"], said)
    counts += Counter({"type either|n": 1, "type either|right": said in {named, event["event"]}})
    counts += count_label("type yield", one_yield(named), one_yield(said))
    if item.gold.get("near_dup_in_dev") is False:
        counts += count_label("type near", named, said)
    if event["mode"]:
        counts += count_label("mode", mode_of(event["mode"]), mode_of(record["mode"]) if record else None)
    for side, right, ours in _sides(event, record):
        counts += count_label(side, right, ours) + Counter({"any country": bool(right & ours)})
    return counts


def figures(totals: Totals) -> dict[str, Figure]:
    """Return accuracies of type, mode and countries, with what each was counted over."""
    out: dict[str, Figure] = {
        "n": totals.get("type|n", 0),
        "type_accuracy": accuracy(totals, "type"),
        "type_accuracy_2016_names": accuracy(totals, "type 2016"),
        "type_accuracy_either": accuracy(totals, "type either"),
        "type_accuracy_yield_merged": accuracy(totals, "type yield"),
    }
    if 0 < totals.get("type near|n", 0) < totals["type|n"]:
        out["type_accuracy_no_near_dup"] = accuracy(totals, "type near")
    for name in ("mode", *SIDES):
        out[f"{name}_n"] = totals.get(f"{name}|n", 0)
        out[f"{name}_accuracy"] = accuracy(totals, name)
    asked = sum(totals.get(f"{side}|n", 0) for side in SIDES)
    out["any_country_accuracy"] = share(totals.get("any country", 0), asked)
    return out


def misses(item: Item, row: Row) -> list[Miss]:
    """Return the wrong type, the surest mistakes first."""
    record, event = answer(row), item.gold["events"][0]
    if type_of(record) == event["event_2021"]:
        return []
    return [Miss(record["confidence"] if record else 1.0, event["event_2021"], str(type_of(record)))]


def _sides(event: Gold, record: Record | None) -> list[tuple[str, frozenset[str], frozenset[str]]]:
    """Each side that the gold fills; several sources without a target did it with one another, on whichever side."""
    sources, targets = (frozenset(country_of(one["code"]) for one in event[side]) for side in ("source", "target"))
    doers = frozenset(countries(actors(record))) if record else frozenset()
    done_to = frozenset(countries(recipients(record))) if record else frozenset()
    if len(event["source"]) > 1 and not event["target"]:
        return [("mutual_countries", sources, doers | done_to)]
    sides = [("actor_country", sources, doers), ("recipient_country", targets, done_to)]
    return [side for side in sides if side[1]]
