"""The seed: 23 things that one article says, each found, found in part, or missed.

An item is *found* if some record or link on its words passes all checks of its kind, *partly* if it is there and at
least half the checks hold, else *missed*. ``CHECKS`` names the rule of each kind.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from benchmarks.reading.answers import (
    Record,
    Row,
    actors,
    bounds,
    countries,
    evidence,
    is_coded,
    recipients,
    records,
)
from benchmarks.reading.codes import mode_of
from benchmarks.reading.figures import Counts, Figure, Totals
from benchmarks.reading.matching import Bounds, inside, likeness, meets, pair
from benchmarks.reading.misses import Miss
from benchmarks.reading.seed_days import Stretch, said, stretch, within
from benchmarks.reading.seed_names import fold, holders, named, speakers
from benchmarks.reading.sets import Gold, Item

VERDICTS = ("found", "partly", "missed")
UNREAL = frozenset({"aim", "obligation", "non_event", "scheduled", "estimate", "condition", "pattern"})
CORES = {"obligation": "Lukashenko had to", "non_event": "did not meet"}
WEST = re.compile(r"\beu\b|european union|united states|\bwest\b")
PAGE = 600
NEAR_BAND = 0.006

Checks = dict[str, bool]


@dataclass(frozen=True, slots=True)
class Verdict:
    """How an item was read, and which checks failed."""

    word: str
    lacks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """The article, its gold and its reading."""

    text: str
    golds: dict[str, Gold]
    row: Row

    @property
    def records(self) -> list[Record]:
        """All records of the reading."""
        return records(self.row)

    def near(self, gold: Gold) -> list[Record]:
        """Records with evidence on an item's words; a whole page is no evidence for a sentence."""
        return [record for record in self.records if _on(record, bounds(gold))]

    def links(self, kind: str) -> list[tuple[Record, Record, list[Bounds]]]:
        """The links of a kind: the two records and the evidence."""
        by_id = {record["id"]: record for record in self.records}
        links = [link for link in self.row.get("links") or [] if link["kind"] == kind]
        return [(by_id[link["from"]], by_id[link["to"]], evidence(link)) for link in links]

    def after(self, gold: Gold, words: str) -> Bounds:
        """Where words first stand from an item's beginning on."""
        start = self.text.index(words, gold["start"])
        return start, start + len(words)


def count(item: Item, row: Row) -> Counts:
    """Count verdicts, what did not happen but is coded as an event that did, and records by kind."""
    page = _page(item, row)
    counts = Counter(verdict.word for verdict in verdicts(page).values())
    counts += Counter({"items": len(page.golds), "lies": _lies(page)})
    return counts + Counter(f"record {record['kind']}" for record in page.records)


def figures(totals: Totals) -> dict[str, Figure | dict[str, int]]:
    """Return how many items are found, partly found and missed; half a point for a part."""
    return {
        "items": totals["items"],
        **{word: totals.get(word, 0) for word in VERDICTS},
        "score": (totals.get("found", 0) + 0.5 * totals.get("partly", 0)) / totals["items"],
        "not_happened_coded_as_event": totals.get("lies", 0),
        "records": {name.split()[1]: size for name, size in totals.items() if name.startswith("record ")},
    }


def misses(item: Item, row: Row) -> list[Miss]:
    """Return the items that are not found, with the checks that they lack; the missed ones first."""
    page = _page(item, row)
    return [
        Miss(VERDICTS.index(one.word), f"{name} {page.golds[name]['quote']}", f"{one.word}: {', '.join(one.lacks)}")
        for name, one in verdicts(page).items()
        if one.word != "found"
    ]


def details(item: Item, row: Row) -> dict[str, Any]:
    """Return kind, verdict and failed checks of each item by its id."""
    page = _page(item, row)
    return {
        name: {"kind": page.golds[name]["kind"], "verdict": one.word, "lacks": list(one.lacks)}
        for name, one in sorted(verdicts(page).items())
    }


def verdicts(page: Page) -> dict[str, Verdict]:
    """Return the verdict on each item by its id."""
    single = {name: CHECKS[gold["kind"]](page, gold) for name, gold in page.golds.items() if gold["kind"] in CHECKS}
    return single | _aims(page)


# ---------------------------------------------------------------------- grading
def grade(checks: Checks, needed: str | None = None) -> Verdict:
    """Grade something that is there; being there is a check of its own, unless another one is needed."""
    every = checks if needed else {"there": True, **checks}
    lacks = tuple(name for name, ok in every.items() if not ok)
    if not lacks:
        return Verdict("found")
    part = every[needed or "there"] and len(lacks) * 2 <= len(every)
    return Verdict("partly" if part else "missed", lacks)


def best(candidates: Iterable[Checks], absent: str) -> Verdict:
    """Grade the best of several records; none at all is a miss."""
    graded = [grade(checks) for checks in candidates]
    first = min(graded, key=lambda one: (VERDICTS.index(one.word), len(one.lacks)), default=None)
    return first or Verdict("missed", (absent,))


# ---------------------------------------------------------------------- one rule a kind
def _doc_date(page: Page, gold: Gold) -> Verdict:
    """The reference lies in the gold range, and no record bears the year of the page's stamp."""
    first, last = said(page.row.get("reference"))
    if first is None or last is None:
        return Verdict("missed", ("no reference date",))
    wanted, stamp = stretch(gold["reference_date_range"]), stretch(gold["value"])[0]
    assert wanted[0] is not None
    assert stamp is not None
    stamped = any(day and day.year == stamp.year for record in page.records for day in said(record["date"]))
    checks = {
        "year": first.year == last.year == wanted[0].year,
        "inside": within(first, wanted) and within(last, wanted) and first <= last,
        "stamp unused": not stamped,
    }
    return grade(checks, needed="year")


def _event(page: Page, gold: Gold) -> Verdict:
    types: set[str | None] = {words.split()[0] for words in (gold.get("plover"), gold.get("plover_alt")) if words}
    types |= set() if gold.get("plover") else {None}

    def checks(record: Record) -> Checks:
        to = recipients(record)
        out = {
            "type": record["event_type"] in types,
            "actual": record["realis"] == "actual",
            "actor": named(holders(record), gold["source_actor"]),
            "date": _dated(page, record, gold),
        }
        if gold.get("target_actor"):
            out["recipient"] = named(to + actors(record), gold["target_actor"])
        if gold.get("target_codes"):
            out["recipient"] = "USA" in countries(to) or bool(WEST.search(fold(str(to))))
        return out

    return best(map(checks, filter(is_coded, page.near(gold))), "no event there")


def _statement(page: Page, gold: Gold) -> Verdict:
    def checks(record: Record) -> Checks:
        typed = {"type": record["event_type"] == gold["plover"]} if gold.get("plover") else {}
        return {"speaker": named(speakers(record), gold["speaker"]), "date": _same_days(record, gold)} | typed

    return best(
        (checks(one) for one in page.near(gold) if one["kind"] == "statement" or is_coded(one)), "no statement there"
    )


def _reply(page: Page, gold: Gold) -> Verdict:
    """A link from a record of the one to a record of the other; the wrong way round is a part of it."""

    def by(record: Record, name: str) -> bool:
        return named(holders(record), gold[name], strict=False)

    ends = [(one, other) for one, other, _ in page.links("replies_to")]
    if any(by(one, "reply_by") and by(other, "replies_to_speaker") for one, other in ends):
        return Verdict("found")
    if any(by(other, "reply_by") and by(one, "replies_to_speaker") for one, other in ends):
        return Verdict("partly", ("direction",))
    return Verdict("missed", ("no such link",))


def _pattern(page: Page, gold: Gold) -> Verdict:
    held = [record for record in page.near(gold) if record["kind"] == "pattern"]
    return best(({"holder": named(holders(one), gold["holder"])} for one in held), "no pattern there")


def _non_event(page: Page, gold: Gold) -> Verdict:
    """A meeting that did not take place: missed outright where it is coded as actual."""
    core = (page.after(gold, CORES["non_event"])[0], gold["end"])
    meetings = [one for one in page.near(gold) if is_coded(one) and one["event_type"] == gold["plover"]]

    def party(record: Record, side: str) -> bool:
        return named(actors(record) + recipients(record), gold[side])

    for one in meetings:
        elsewhere = mode_of(one["mode"]) == "visit" or not meets(evidence(one), core)
        if one["realis"] == "actual" and (party(one, "target_actor") or not elsewhere):
            return Verdict("missed", ("CODED AS HAVING HAPPENED",))
    candidates = [
        {"parties": party(one, "source_actor") and party(one, "target_actor"), "date": _same_days(one, gold)}
        for one in meetings
        if one["realis"] == "negated"
    ]
    return best(candidates, "no negated meeting there")


def _scheduled(page: Page, gold: Gold) -> Verdict:
    """An occasion on its day. A scheduled event on that day is a part of it; one that happened breaks it."""
    near = page.near(gold)
    events = [one for one in near if is_coded(one)]
    happened = any(
        one["realis"] == "actual" and (inside(bounds(one["trigger"]), bounds(gold)) or _same_days(one, gold))
        for one in events
    )
    candidates = [
        {"date": _same_days(one, gold), "not actual": not happened, "realis": one["realis"] == "scheduled"}
        for one in near
        if one["kind"] == "occasion"
    ]
    verdict = best(candidates, "no occasion there")
    planned = any(one["realis"] == "scheduled" and _same_days(one, gold) for one in events)
    if verdict.word == "missed" and planned and not happened:
        return Verdict("partly", ("an event, not an occasion",))
    return verdict


def _estimate(page: Page, gold: Gold) -> Verdict:
    opens, closes = (stretch(gold["horizon"][side]) for side in ("from", "to"))

    def checks(record: Record) -> Checks:
        band, (first, last) = record["band"] or (), said(record["horizon"])
        wanted = gold["prob_band_icd203"]
        close = len(band) == 2 and all(abs(a - b) < NEAR_BAND for a, b in zip(band, wanted, strict=True))
        words = gold["wep"] in fold(record["words"])
        return {"band": close, "opens": within(first, opens), "closes": within(last, closes), "words": words}

    return best(map(checks, (one for one in page.near(gold) if one["kind"] == "estimate")), "no estimate there")


def _condition(page: Page, gold: Gold) -> Verdict:
    """Antecedent and consequent touch the right words; the gold cites the consequent by its first two."""
    antecedent = page.after(gold, gold["condition"])
    consequent = page.after(gold, " ".join(gold["consequent"].split()[:2]))
    candidates = [
        {
            "antecedent": meets([bounds(one["antecedent"])], antecedent),
            "consequent": meets([bounds(one["consequent"])], consequent),
        }
        for one in page.near(gold)
        if one["kind"] == "condition"
    ]
    return best(candidates, "no condition there")


def _motive(page: Page, gold: Gold) -> Verdict:
    """A link to the meeting that it explains, or to its second telling where the two are tied as the same event."""
    meeting = page.golds[gold["of_event"]]
    first, second = (_ids(page, where, meeting["plover"]) for where in (meeting, gold))
    ties = [{one["id"], other["id"]} for one, other, _ in page.links("same_event")]
    same = first | {name for tie in ties if tie & first for name in tie & second}
    graded = [
        {
            "on the words": meets(where, bounds(gold)) or _on(one, bounds(gold)) or _on(other, bounds(gold)),
            "same event": other["id"] in same,
        }
        for one, other, where in page.links("motive_of")
        if other["id"] in first | second
    ]
    return best(graded, "no such link")


CHECKS: dict[str, Callable[[Page, Gold], Verdict]] = {
    "doc_date": _doc_date, "event": _event, "statement": _statement, "reply": _reply, "pattern": _pattern,
    "non_event": _non_event, "scheduled": _scheduled, "estimate": _estimate, "condition": _condition,
    "motive": _motive,
}  # fmt: skip


def _aims(page: Page) -> dict[str, Verdict]:
    """Aims and obligations share their records: each record serves one item, by the likeness of its words."""
    wanted = [gold for gold in page.golds.values() if gold["kind"] in {"aim", "obligation"}]
    have = [record for record in page.records if record["kind"] == "aim"]

    def fit(gold: Gold, record: Record) -> float:
        alike = likeness(bounds(record["content"]), bounds(gold))
        return alike + 0.001 * named(holders(record), gold["holder"]) if alike else 0.0

    out = {gold["id"]: Verdict("missed", ("no aim there",)) for gold in wanted}
    for g, s in pair(wanted, have, fit):
        out[wanted[g]["id"]] = grade({"holder": named(holders(have[s]), wanted[g]["holder"])})
    return out


def _lies(page: Page) -> int:
    """How many actual events stand wholly on words of what was wanted, planned, supposed or did not happen."""
    found = 0
    for gold in page.golds.values():
        if gold["kind"] in UNREAL:
            words = CORES.get(gold["kind"])
            core = (page.after(gold, words)[0] if words else gold["start"], gold["end"])
            found += sum(_lies_on(record, core, bounds(gold)) for record in page.records)
    return found


def _lies_on(record: Record, core: Bounds, whole: Bounds) -> bool:
    if record["kind"] != "event" or record["realis"] != "actual":
        return False
    return meets([bounds(record["trigger"])], core) and inside(bounds(record["trigger"]), whole)


# ---------------------------------------------------------------------- shared by the rules
def _page(item: Item, row: Row) -> Page:
    return Page(item.text, {gold["id"]: gold for gold in item.gold["items"]}, row)


def _on(record: Record, where: Bounds) -> bool:
    return meets([one for one in evidence(record) if one[1] - one[0] <= PAGE], where)


def _ids(page: Page, where: Gold, event_type: str) -> set[str]:
    return {one["id"] for one in page.near(where) if is_coded(one) and one["event_type"] == event_type}


def _same_days(record: Record, gold: Gold) -> bool:
    return said(record["date"]) == stretch(gold["date"])


def _dated(page: Page, record: Record, gold: Gold) -> bool:
    """The same days; or where the gold says after which day, from that day to the last day of writing."""
    after = re.search(r"\d{4}-\d\d-\d\d", gold.get("date_relative", ""))
    if not after:
        return _same_days(record, gold)
    written = next(one["reference_date_range"] for one in page.golds.values() if one["kind"] == "doc_date")
    bounds_: Stretch = (stretch(after[0])[0], stretch(written)[1])
    return within(said(record["date"])[0], bounds_)
