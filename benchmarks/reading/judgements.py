"""Judgements in analytic prose: estimates, horizons, conditions, aims and patterns against JUDGEMENTS.md's marks.

    python -m benchmarks.reading.judgements [FILE] [--errors KIND]

Odd numbers are the development half, even numbers the test half. ``--errors`` lists misses and extras of the
development half only, so that nobody reads the other by accident.
"""

import argparse
import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from sitroom.core import Span
from sitroom.record import ActorRef, Aim, Condition, Estimate, Order, Pattern, Reading, find_band, read_many
from sitroom.text import document_from_text

FILE = Path(__file__).with_name("judgements.jsonl")
KINDS = ("estimates", "estimates, strict", "horizons", "conditions", "aims", "patterns")
HALVES = ("development", "test")
PLAIN = frozenset({"will", "shall", "'ll", "wo", "won't", "would"})
NEAR_BAND = 0.011
ENOUGH = 0.5

Mark = dict[str, Any]
G = TypeVar("G")
P = TypeVar("P")


@dataclass(frozen=True, slots=True)
class Item:
    """One passage with its marks."""

    id: str
    written_on: date
    text: str
    marks: dict[str, list[Mark]]

    @property
    def half(self) -> str:
        """The half of the set that it belongs to."""
        return HALVES[int(self.id.rpartition("-")[2]) % 2 == 0]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many marks were found, missed and made up, with what they are for a list of errors."""

    right: int = 0
    missed: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()

    def __add__(self, other: "Tally") -> "Tally":
        """Add the counts of two sets of passages."""
        return Tally(self.right + other.right, self.missed + other.missed, self.extra + other.extra)

    def figures(self) -> dict[str, float]:
        """Return precision, recall and F1 in [0, 1] with their counts; 1 where there was nothing to find or say."""
        marked, said = self.right + len(self.missed), self.right + len(self.extra)
        precision = self.right / said if said else 1.0
        recall = self.right / marked if marked else 1.0
        f1 = 2 * self.right / (marked + said) if marked + said else 1.0
        return {
            "precision": round(precision, 3),
            "recall": round(recall, 3),
            "f1": round(f1, 3),
            "right": self.right,
            "marked": marked,
            "said": said,
        }


def score_judgements(path: Path = FILE) -> dict[str, dict[str, dict[str, float]]]:
    """Return for each half and kind the figures of ``Tally.figures``."""
    tallies = tally(load(path))
    return {half: {kind: tallies[half][kind].figures() for kind in KINDS} for half in HALVES}


def load(path: Path = FILE) -> list[Item]:
    """Read the passages of a file."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    kinds = ("estimates", "horizons", "conditions", "aims", "patterns")
    return [
        Item(row["id"], date.fromisoformat(row["written_on"]), row["text"], {kind: row[kind] for kind in kinds})
        for row in rows
    ]


def tally(items: Sequence[Item]) -> dict[str, dict[str, Tally]]:
    """Read the passages and return the counts of each half and kind."""
    readings = read_many([Order(document_from_text(item.text), item.written_on) for item in items])
    out = {half: dict.fromkeys(KINDS, Tally()) for half in HALVES}
    for item, reading in zip(items, readings, strict=True):
        for kind, compare in COMPARED.items():
            out[item.half][kind] += compare(item, reading)
    return out


# ---------------------------------------------------------------------- each kind
def _estimates(item: Item, reading: Reading, *, strict: bool = False) -> Tally:
    marks = list(zip(_located(item, "estimates", "words"), item.marks["estimates"], strict=True))
    said = [one for one in reading.records if isinstance(one, Estimate) and not is_plain(one)]

    def fit(mark: tuple[Span, Mark], one: Estimate) -> float:
        if not mark[0].overlaps(one.words) or (strict and not _same_band(mark[1]["band"], one.band)):
            return 0.0
        return word_f1(mark[0].quote, one.words.quote) or 0.01

    return _matched(
        item, marks, said, fit, show_mark=lambda mark: f"{mark[0].quote} {mark[1]['band']}", show_said=_say_estimate
    )


def _strict_estimates(item: Item, reading: Reading) -> Tally:
    return _estimates(item, reading, strict=True)


def is_plain(one: Estimate) -> bool:
    """Whether an estimate is a plain forecast (``will``), which the marks hold for its horizon alone."""
    return one.words.quote.lower() in PLAIN and find_band(one.words.quote) is None


def _same_band(marked: list[float] | None, said: tuple[float, float] | None) -> bool:
    if marked is None or said is None:
        return marked is None and said is None
    return all(abs(one - other) <= NEAR_BAND for one, other in zip(marked, said, strict=True))


def _horizons(item: Item, reading: Reading) -> Tally:
    """Each stretch of days counts once a passage, however many judgements share it."""
    marks = sorted({(mark["start"], mark["end"]) for mark in item.marks["horizons"]})
    days = {
        one.horizon.days for one in reading.records if isinstance(one, Estimate) and one.horizon and one.horizon.days
    }
    said = sorted({(str(one.start), str(one.end)) for one in days})
    return _matched(item, marks, said, lambda mark, one: float(mark == one), show_mark="/".join, show_said="/".join)


def _conditions(item: Item, reading: Reading) -> Tally:
    def fit(mark: Mark, one: Condition) -> float:
        ends = (
            word_f1(mark["antecedent"], one.antecedent.quote),
            word_f1(mark["consequent"], one.consequent.quote),
        )
        return sum(ends) if min(ends) >= ENOUGH else 0.0

    said = [one for one in reading.records if isinstance(one, Condition)]
    return _matched(
        item,
        item.marks["conditions"],
        said,
        fit,
        show_mark=lambda mark: f"{mark['antecedent']} => {mark['consequent']}",
        show_said=lambda one: f"{one.antecedent.quote} => {one.consequent.quote}",
    )


def _aims(item: Item, reading: Reading) -> Tally:
    said = [one for one in reading.records if isinstance(one, Aim)]
    return _held(item, "aims", said)


def _patterns(item: Item, reading: Reading) -> Tally:
    said = [one for one in reading.records if isinstance(one, Pattern)]
    return _held(item, "patterns", said)


def _held(item: Item, kind: str, said: Sequence[Aim | Pattern]) -> Tally:
    """What someone holds: an aim or a habit, by its holder, its content and, for aims, whether it is denied."""

    def fit(mark: Mark, one: Aim | Pattern) -> float:
        if kind == "aims" and (one.realis == "negated") != (mark.get("realis") == "negated"):
            return 0.0
        alike = word_f1(mark["content"], one.content.quote)
        return alike if alike >= ENOUGH and _same_holder(item, mark, one.holder) else 0.0

    def say(one: Aim | Pattern) -> str:
        return f"{', '.join(ref.span.quote for ref in one.holder)}: {one.content.quote} ({one.realis})"

    return _matched(
        item,
        item.marks[kind],
        list(said),
        fit,
        show_mark=lambda mark: f"{mark['holder']}: {mark['content']}",
        show_said=say,
    )


def _same_holder(item: Item, mark: Mark, holder: Sequence[ActorRef]) -> bool:
    """The holder marked is the occurrence of its words nearest before what it holds, else the first."""
    spans = list(_occurrences(item.text, mark["holder"]))
    content = next(_occurrences(item.text, mark["content"]))
    before = [span for span in spans if span.start < content.end]
    meant = before[-1] if before else spans[0]
    return any(meant.overlaps(ref.span) for ref in holder)


COMPARED: dict[str, Callable[[Item, Reading], Tally]] = {
    "estimates": _estimates,
    "estimates, strict": _strict_estimates,
    "horizons": _horizons,
    "conditions": _conditions,
    "aims": _aims,
    "patterns": _patterns,
}


# ---------------------------------------------------------------------- words and matches
def word_f1(one: str, other: str) -> float:
    """Return how far two phrases share their words: F1 over words as often as they occur, in any case.

    >>> word_f1("the talks fail", "if the talks fail")
    0.8571428571428571
    """
    left, right = _words(one), _words(other)
    if not left or not right:
        return 0.0
    shared = sum(min(left.count(word), right.count(word)) for word in set(left))
    return 2 * shared / (len(left) + len(right))


def _words(phrase: str) -> list[str]:
    return re.findall(r"\w+", phrase.lower())


def _occurrences(text: str, words: str) -> Iterator[Span]:
    for found in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text):
        yield Span.of(text, found.start(), found.end())


def _located(item: Item, kind: str, field: str) -> list[Span]:
    """Where the words of each mark stand; the same words twice are two occurrences, in order."""
    taken: set[int] = set()
    out: list[Span] = []
    for mark in item.marks[kind]:
        span = next(one for one in _occurrences(item.text, mark[field]) if one.start not in taken)
        taken.add(span.start)
        out.append(span)
    return out


def _matched(
    item: Item,
    marks: Sequence[G],
    said: Sequence[P],
    fit: Callable[[G, P], float],
    *,
    show_mark: Callable[[G], str],
    show_said: Callable[[P], str],
) -> Tally:
    """Match marks with records one to one, the best fit first; ties go by order in the text."""
    pairs = sorted(
        ((-fit(mark, one), m, s) for m, mark in enumerate(marks) for s, one in enumerate(said)), key=lambda pair: pair
    )
    met: dict[int, int] = {}
    for value, m, s in pairs:
        if value < 0 and m not in met and s not in met.values():
            met[m] = s
    missed = tuple(f"{item.id} {show_mark(mark)}" for m, mark in enumerate(marks) if m not in met)
    extra = tuple(f"{item.id} {show_said(one)}" for s, one in enumerate(said) if s not in met.values())
    return Tally(len(met), missed, extra)


def _say_estimate(one: Estimate) -> str:
    return f"{one.words.quote} {one.band}"


# ---------------------------------------------------------------------- the table
def main() -> None:
    """Print the figures of both halves, and on request the errors of the development half."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("file", nargs="?", type=Path, default=FILE)
    parser.add_argument("--errors", choices=KINDS, action="append", default=[])
    asked = parser.parse_args()
    items = load(asked.file)
    tallies = tally(items)
    for half in HALVES:
        print(f"{half} half ({sum(item.half == half for item in items)} passages)")
        for kind in KINDS:
            print(f"  {kind:<18} {_row(tallies[half][kind].figures())}")
    texts = {item.id: item.text for item in items}
    for kind in asked.errors:
        _print_errors(kind, tallies[HALVES[0]][kind], texts)


def _row(figures: dict[str, float]) -> str:
    return (
        f"P {figures['precision']:.3f}  R {figures['recall']:.3f}  F1 {figures['f1']:.3f}  "
        f"({figures['right']} right of {figures['marked']} marked, {figures['said']} said)"
    )


def _print_errors(kind: str, found: Tally, texts: dict[str, str]) -> None:
    print(f"\n{kind}: missed (-) and extra (+)")
    for line, sign in sorted([(one, "-") for one in found.missed] + [(one, "+") for one in found.extra]):
        name, _, words = line.partition(" ")
        print(f"{name} {texts[name]}\n  {sign} {words}")


if __name__ == "__main__":
    main()
