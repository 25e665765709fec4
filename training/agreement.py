"""How far two annotations of the same lines agree: the training text, and a second one made without sight of it.

    python -m training.agreement [SAMPLE]

SAMPLE is ``second/sample.txt`` where not given. A line counts where the training text holds the same words. Prints F1
for the words that carry an act, then, of those that both mark, the share with the same type, realis, mode and code
and Cohen's kappa (1960), and F1 for the pairs of act and party (a party agrees where its last word does).
"""

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from training.marks import Act, Marked, read_folder, read_marks

HERE = Path(__file__).parent
FIELDS = ("event_type", "realis", "mode", "cameo")

Pair = tuple[Act, Act]


def main() -> int:
    """Print the agreement; exit 1 where no line is in both."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "second" / "sample.txt"
    lines = same_lines(read_folder(HERE / "text"), read_sample(path))
    if not lines:
        print(f"{path}: no line has the words of a line of the training text", file=sys.stderr)
        return 1
    print(f"{len(lines)} lines in both")
    for name, figure in agreement(lines):
        print(f"{name:<22} {figure:.3f}")
    return 0


def read_sample(path: Path) -> list[Marked]:
    """Return the marked lines of one file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [read_marks(line) for line in lines if line.strip() and not line.startswith("#")]


def same_lines(first: Sequence[Marked], second: Sequence[Marked]) -> list[tuple[Marked, Marked]]:
    """Return the lines that both have, by their words."""
    known = {line.text: line for line in first}
    return [(known[line.text], line) for line in second if line.text in known]


def agreement(lines: Sequence[tuple[Marked, Marked]]) -> Iterator[tuple[str, float]]:
    """Yield the figures, each with its name."""
    counts: Counter[str] = Counter()
    pairs: list[Pair] = []
    for one, other in lines:
        starts = {act.start: act for act in other.acts}
        both = [(act, starts[act.start]) for act in one.acts if act.start in starts]
        pairs += both
        counts["first"] += len(one.acts)
        counts["second"] += len(other.acts)
        for role in ("actors", "recipients"):
            mine, theirs = _parties(one, role), _parties(other, role)
            counts[role + " met"] += len(mine & theirs)
            counts[role + " marked"] += len(mine) + len(theirs)
    yield "words of an act, F1", 2 * len(pairs) / max(1, counts["first"] + counts["second"])
    for name in FIELDS:
        values = [(getattr(mine, name), getattr(theirs, name)) for mine, theirs in pairs]
        yield name + ", same", sum(a == b for a, b in values) / max(1, len(values))
        yield name + ", kappa", kappa(values)
    for role in ("actors", "recipients"):
        yield role + ", F1", 2 * counts[role + " met"] / max(1, counts[role + " marked"])


def kappa(values: Sequence[tuple[str, str]]) -> float:
    """Return Cohen's kappa of pairs of labels; 1 where both always give the same one label.

    >>> round(kappa([("a", "a"), ("a", "b"), ("b", "b"), ("b", "b")]), 2)
    0.5
    """
    total = len(values)
    if not total:
        return 0.0
    first, second = Counter(a for a, _ in values), Counter(b for _, b in values)
    chance = sum(first[name] * second[name] for name in first) / total**2
    same = sum(a == b for a, b in values) / total
    return 1.0 if chance == 1 else (same - chance) / (1 - chance)


def _parties(line: Marked, role: str) -> set[tuple[int, int]]:
    return {(act.start, end) for act in line.acts for _, end in getattr(act, role)}


if __name__ == "__main__":
    sys.exit(main())
