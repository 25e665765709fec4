"""How far two annotations of the same passages agree, by the matching rules of ``judgements``.

    python -m benchmarks.reading.agreement [FIRST SECOND] [--show KIND]

"F1" counts a mark as agreed where ``judgements`` would count a record as right; "equal" says how many of the marks that
agree on their words also agree on what the words say: an estimate's band, whether an aim is denied. ``--show`` lists
the passages with a disagreement; of the development half it prints the marks too, of the test half the ids alone.
"""

import argparse
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.reading.judgements import ENOUGH, FILE, HALVES, NEAR_BAND, Item, Mark, load, word_f1
from sitroom.core import Span

SECOND = FILE.with_name("judgements_second.jsonl")

Fit = Callable[[Item, Mark, Mark], float]
Same = Callable[[Mark, Mark], bool]


@dataclass(frozen=True, slots=True)
class Rule:
    """How the marks of one kind are compared.

    Args:
        kind: the list of an item that holds them.
        fit: 0 for marks that do not match, else more the better they match.
        same: what a match must have in common besides, to be "equal"; ``None`` where there is no more to it.
        show: the field or fields that name a mark in a list.
        field: the words that tell a mark where it stands, for kinds whose same words twice are two places.
    """

    kind: str
    fit: Fit
    show: tuple[str, ...]
    same: Same | None = None
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Agreement:
    """What two annotations share in one kind, and what only one of them has."""

    matched: tuple[tuple[str, Mark, Mark], ...] = ()
    only_first: tuple[tuple[str, Mark], ...] = ()
    only_second: tuple[tuple[str, Mark], ...] = ()

    def __add__(self, other: "Agreement") -> "Agreement":
        """Add two sets of passages."""
        return Agreement(
            self.matched + other.matched, self.only_first + other.only_first, self.only_second + other.only_second
        )

    @property
    def first(self) -> int:
        """How many marks the first annotation has."""
        return len(self.matched) + len(self.only_first)

    @property
    def second(self) -> int:
        """How many marks the second annotation has."""
        return len(self.matched) + len(self.only_second)

    @property
    def f1(self) -> float:
        """Twice the matches over the marks of both, in [0, 1]; 1 where there are no marks."""
        marks = self.first + self.second
        return 2 * len(self.matched) / marks if marks else 1.0

    def equal(self, same: Same) -> int:
        """How many of the matches have the same band or realis."""
        return sum(same(one, other) for _, one, other in self.matched)


def agree(first: Sequence[Item], second: Sequence[Item], rule: Rule) -> Agreement:
    """Match the marks of one kind, passage by passage.

    Raises:
        ValueError: the two files do not hold the same passages in the same order.
    """
    if [(one.id, one.text) for one in first] != [(one.id, one.text) for one in second]:
        raise ValueError("the annotations are not of the same passages: compare files with equal ids and texts")
    total = Agreement()
    for one, other in zip(first, second, strict=True):
        total += _agree_on(one, _marks(one, rule), _marks(other, rule), rule.fit)
    return total


def _agree_on(item: Item, ours: Sequence[Mark], theirs: Sequence[Mark], fit: Fit) -> Agreement:
    """Match one to one, the best fit first; ties go by order in the text."""
    pairs = sorted((-fit(item, a, b), i, k) for i, a in enumerate(ours) for k, b in enumerate(theirs))
    met: dict[int, int] = {}
    for value, i, k in pairs:
        if value < 0 and i not in met and k not in met.values():
            met[i] = k
    return Agreement(
        tuple((item.id, ours[i], theirs[k]) for i, k in sorted(met.items())),
        tuple((item.id, one) for i, one in enumerate(ours) if i not in met),
        tuple((item.id, one) for k, one in enumerate(theirs) if k not in met.values()),
    )


def _marks(item: Item, rule: Rule) -> list[Mark]:
    """The marks of a kind; horizons once for each stretch of days, estimates with the place of their words."""
    marks = item.marks[rule.kind]
    if rule.kind == "horizons":
        return list({(mark["start"], mark["end"]): mark for mark in reversed(marks)}.values())[::-1]
    if rule.field is None:
        return marks
    taken: set[int] = set()
    placed: list[Mark] = []
    for mark in marks:
        span = next(one for one in _occurrences(item.text, mark[rule.field]) if one.start not in taken)
        taken.add(span.start)
        placed.append({**mark, "span": span})
    return placed


# ---------------------------------------------------------------------- each kind
def _fit_estimates(_item: Item, one: Mark, other: Mark) -> float:
    return (word_f1(one["words"], other["words"]) or 0.01) if one["span"].overlaps(other["span"]) else 0.0


def _fit_strictly(item: Item, one: Mark, other: Mark) -> float:
    return _fit_estimates(item, one, other) if _same_band(one, other) else 0.0


def _fit_horizons(_item: Item, one: Mark, other: Mark) -> float:
    return float((one["start"], one["end"]) == (other["start"], other["end"]))


def _fit_conditions(_item: Item, one: Mark, other: Mark) -> float:
    ends = [word_f1(one[end], other[end]) for end in ("antecedent", "consequent")]
    return sum(ends) if min(ends) >= ENOUGH else 0.0


def _fit_held(item: Item, one: Mark, other: Mark) -> float:
    alike = word_f1(one["content"], other["content"])
    return alike if alike >= ENOUGH and _holder(item, one).overlaps(_holder(item, other)) else 0.0


def _fit_aims(item: Item, one: Mark, other: Mark) -> float:
    return _fit_held(item, one, other) if _same_realis(one, other) else 0.0


def _fit_unheld(_item: Item, one: Mark, other: Mark) -> float:
    alike = word_f1(one["content"], other["content"])
    return alike if alike >= ENOUGH else 0.0


def _same_band(one: Mark, other: Mark) -> bool:
    if one["band"] is None or other["band"] is None:
        return one["band"] is None and other["band"] is None
    return all(abs(a - b) <= NEAR_BAND for a, b in zip(one["band"], other["band"], strict=True))


def _same_realis(one: Mark, other: Mark) -> bool:
    return (one.get("realis") == "negated") == (other.get("realis") == "negated")


def _holder(item: Item, mark: Mark) -> Span:
    """The occurrence of the holder's words nearest before the end of what it holds, else the first."""
    spans = list(_occurrences(item.text, mark["holder"]))
    content = next(_occurrences(item.text, mark["content"]))
    before = [span for span in spans if span.start < content.end]
    return before[-1] if before else spans[0]


def _occurrences(text: str, words: str) -> Iterator[Span]:
    for found in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text):
        yield Span.of(text, found.start(), found.end())


RULES: dict[str, Rule] = {
    "estimates": Rule("estimates", _fit_estimates, ("words", "band"), _same_band, "words"),
    "estimates, strict": Rule("estimates", _fit_strictly, ("words", "band"), None, "words"),
    "horizons": Rule("horizons", _fit_horizons, ("words", "start", "end")),
    "conditions": Rule("conditions", _fit_conditions, ("antecedent", "consequent")),
    "aims": Rule("aims", _fit_aims, ("holder", "content", "realis")),
    "aims, either realis": Rule("aims", _fit_held, ("holder", "content", "realis"), _same_realis),
    "aims, any holder": Rule("aims", _fit_unheld, ("holder", "content", "realis"), _same_realis),
    "patterns": Rule("patterns", _fit_held, ("holder", "content")),
    "patterns, any holder": Rule("patterns", _fit_unheld, ("holder", "content")),
}


# ---------------------------------------------------------------------- the table
def main() -> None:
    """Print for each kind how far the two annotations agree, and on request where they do not."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("first", nargs="?", type=Path, default=FILE)
    parser.add_argument("second", nargs="?", type=Path, default=SECOND)
    parser.add_argument("--show", choices=tuple(RULES), action="append", default=[])
    asked = parser.parse_args()
    first, second = load(asked.first), load(asked.second)
    agreements = {name: agree(first, second, rule) for name, rule in RULES.items()}
    print(f"{'':<22}{'first':>6}{'second':>8}{'matched':>9}{'F1':>7}   equal on matched")
    for name, one in agreements.items():
        print(f"{name:<22}{_row(one, RULES[name].same)}")
    alike, empty = _alike(first, second)
    print(f"{alike} of {len(first)} passages are marked alike to the letter, {empty} of them as holding nothing")
    halves = {item.id: item.half for item in first}
    texts = {item.id: item.text for item in first}
    for name in asked.show:
        _print_disagreements(name, agreements[name], halves, texts)


def _alike(first: Sequence[Item], second: Sequence[Item]) -> tuple[int, int]:
    """How many passages have the very same marks in both, and how many of those have none."""
    alike = [one for one, other in zip(first, second, strict=True) if one.marks == other.marks]
    return len(alike), sum(not any(one.marks.values()) for one in alike)


def _row(one: Agreement, same: Same | None) -> str:
    figures = f"{one.first:>6}{one.second:>8}{len(one.matched):>9}{one.f1:>7.3f}"
    return figures if same is None else f"{figures}   {one.equal(same)} of {len(one.matched)}"


def _print_disagreements(name: str, one: Agreement, halves: dict[str, str], texts: dict[str, str]) -> None:
    rule = RULES[name]
    lines = [(passage, f"only in the first: {_say(mark, rule)}") for passage, mark in one.only_first]
    lines += [(passage, f"only in the second: {_say(mark, rule)}") for passage, mark in one.only_second]
    if rule.same is not None:
        unequal = [(passage, a, b) for passage, a, b in one.matched if not rule.same(a, b)]
        lines += [(passage, f"not equal: {_say(a, rule)} / {_say(b, rule)}") for passage, a, b in unequal]
    print(f"\n{name}")
    for passage, line in sorted(lines):
        print(f"{passage} {texts[passage]}\n  {line}" if halves[passage] == HALVES[0] else passage)


def _say(mark: Mark, rule: Rule) -> str:
    return " | ".join(str(mark[field]) for field in rule.show)


if __name__ == "__main__":
    main()
