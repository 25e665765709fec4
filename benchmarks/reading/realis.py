"""Realis on TimeML documents: what was negated, future or only possible must not be coded as having happened.

A gold event counts as coded where its word lies in the trigger of a coded record. It is *negated* with negative
polarity or under a verb that denies it; *irrealis* in the future tense, under a modal, or on either side of a
condition; *actual* under a verb that presupposes it, or as a past or perfect act or report of positive polarity. Of
all others the gold does not tell.
"""

from collections import Counter, defaultdict

from benchmarks.reading.answers import Record, Row, bounds, coded
from benchmarks.reading.figures import Counts, Figure, Totals, count_label, macro_f1, share
from benchmarks.reading.matching import meets
from benchmarks.reading.misses import Miss
from benchmarks.reading.sets import Gold, Item

NEGATED = frozenset({"negated", "counterfactual"})
IRREALIS = frozenset({"future", "modal", "conditional"})
CLASSES = ("actual", "negated", "irrealis")
SHARES = ("negated", "counterfactual", "future", "modal", "conditional", "any_not_actual")
NO_MODALITY = frozenset({"", "none", "delete", "until", "close"})
PAST_CLASSES = frozenset({"OCCURRENCE", "REPORTING", "I_ACTION"})
LINKS = {
    "COUNTER_FACTIVE": ("counterfactual", ("subordinated",)),
    "NEG_EVIDENTIAL": ("counterfactual", ("subordinated",)),
    "MODAL": ("modal", ("subordinated",)),
    "CONDITIONAL": ("conditional", ("subordinated", "event")),
    "FACTIVE": ("factive", ("subordinated",)),
}


def count(item: Item, row: Row) -> Counts:
    """Count the events of one document.

    ``as actual`` is any actual record on the word; ``sure`` only one whose trigger holds nothing that happened.
    """
    said, tags = coded(row), tags_of(item.gold)
    classes = {event["eid"]: class_of(event, tags[event["eid"]]) for event in item.gold["events"]}
    counts: Counts = Counter()
    for event in item.gold["events"]:
        truth = classes[event["eid"]]
        here = _on(said, event)
        happened = [record for record in here if record["realis"] == "actual"]
        sure = any(_only_unreal(record, item.gold, classes) for record in happened)
        told = tags[event["eid"]] | ({"any_not_actual"} if truth in {"negated", "irrealis"} else set())
        for name in told.intersection(SHARES):
            counts += Counter({f"{name} n": 1, f"{name} as actual": bool(happened), f"{name} sure": sure})
        if truth:
            counts += Counter({"told": 1, "covered": bool(here), f"{truth} told": 1})
            counts["actual as actual"] += truth == "actual" and bool(happened)
        if truth and here:
            counts += count_label("class", truth, _class_said(here))
    return counts


def figures(totals: Totals) -> dict[str, Figure]:
    """Return shares coded as actual, the recall of what did happen, and macro-F1 of the classes of what is coded."""
    out: dict[str, Figure] = {}
    for name in SHARES:
        size = totals.get(f"{name} n", 0)
        out[f"{name}_n"] = size
        out[f"{name}_as_actual"] = share(totals.get(f"{name} as actual", 0), size)
        out[f"{name}_as_actual_sure"] = share(totals.get(f"{name} sure", 0), size)
    happened = totals.get("actual told", 0)
    return out | {
        "actual_n": happened,
        "actual_as_actual": share(totals.get("actual as actual", 0), happened),
        "realis_covered": share(totals.get("covered", 0), totals.get("told", 0)),
        "realis_macro_f1_of_covered": macro_f1(totals, "class", CLASSES) if totals.get("class|n") else 0.0,
    }


def misses(item: Item, row: Row) -> list[Miss]:
    """Return what did not happen and is coded as actual, then what did happen and is not."""
    tags, said, out = tags_of(item.gold), coded(row), []
    for event in item.gold["events"]:
        truth = class_of(event, tags[event["eid"]])
        triggers = [one["trigger"]["quote"] for one in _on(said, event) if one["realis"] == "actual"]
        around = " ".join(item.text[max(0, event["start"] - 60) : event["end"] + 60].split())
        if truth in {"negated", "irrealis"} and triggers:
            out.append(Miss(5, f"{truth} {sorted(tags[event['eid']])} ...{around}...", f"actual: {triggers[0]}"))
        elif truth == "actual" and not triggers:
            out.append(Miss(0, f"actual ...{around}...", "not coded as actual"))
    return out


def tags_of(document: Gold) -> dict[str, set[str]]:
    """Return for each event id what the gold says that bears on whether it happened."""
    tags: defaultdict[str, set[str]] = defaultdict(set)
    for event in document["events"]:
        if event.get("polarity") == "NEG":
            tags[event["eid"]].add("negated")
        if event.get("tense") == "FUTURE":
            tags[event["eid"]].add("future")
        if (event.get("modality") or "").lower() not in NO_MODALITY:
            tags[event["eid"]].add("modal")
    for link in document["slinks"]:
        tag, ends = LINKS.get(link["type"], ("", ()))
        for end in ends:
            tags[link[end]].add(tag)
    return tags


def class_of(event: Gold, tags: set[str]) -> str | None:
    """Return ``negated``, ``irrealis``, ``actual``, or ``None`` where the gold does not tell."""
    if tags & NEGATED:
        return "negated"
    if tags & IRREALIS:
        return "irrealis"
    perfect = event.get("tense") == "PRESENT" and "PERFECTIVE" in (event.get("aspect") or "")
    past = (event.get("tense") == "PAST" or perfect) and event.get("polarity") == "POS"
    return "actual" if "factive" in tags or (past and event["class"] in PAST_CLASSES) else None


def _on(said: list[Record], event: Gold) -> list[Record]:
    return [record for record in said if meets([bounds(record["trigger"])], bounds(event))]


def _only_unreal(record: Record, document: Gold, classes: dict[str, str | None]) -> bool:
    held = [event["eid"] for event in document["events"] if meets([bounds(record["trigger"])], bounds(event))]
    return all(classes[eid] in {"negated", "irrealis"} for eid in held)


def _class_said(here: list[Record]) -> str:
    """The class by the record with the shortest trigger, the first of equals."""
    nearest = min(here, key=lambda record: record["trigger"]["end"] - record["trigger"]["start"])
    realis = str(nearest["realis"])
    return realis if realis in {"actual", "negated"} else "irrealis"
