"""Figures out of counts: shares, F1 and macro-F1, so that any resample of the same items gives them again.

A set is scored in two steps. Each item gives counts; a figure is a function of the sum of the counts over items.
A figure is ``None`` where there was nothing to count.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TypeAlias

Counts: TypeAlias = Counter[str]
Totals: TypeAlias = Mapping[str, int]
Figure: TypeAlias = float | int | None


def share(part: int, whole: int) -> float | None:
    """Return part over whole."""
    return part / whole if whole else None


def f1(right: int, said: int, gold: int) -> float | None:
    """Return F1 in [0, 1] from how many were right, said and marked.

    >>> f1(1, 2, 2)
    0.5
    """
    return 2 * right / (said + gold) if said + gold else None


def count_label(name: str, gold: object, said: object) -> Counts:
    """Count one label against the right one, for ``accuracy`` and ``macro_f1`` of the same name."""
    right = gold == said
    return Counter(
        {f"{name}|n": 1, f"{name}|right": right, f"{name}|gold|{gold}": 1}
        | {f"{name}|said|{said}": 1, f"{name}|both|{gold}": right}
    )


def accuracy(totals: Totals, name: str) -> float | None:
    """Return the share of labels that are the right one."""
    return share(totals.get(f"{name}|right", 0), totals.get(f"{name}|n", 0))


def macro_f1(totals: Totals, name: str, labels: Iterable[str]) -> float:
    """Return F1 averaged over all labels of the set; a label that neither side uses counts as 0.

    >>> macro_f1(count_label("type", "AID", "AID"), "type", ["AID", "YIELD"])
    0.5
    """
    each = [
        f1(*(totals.get(f"{name}|{part}|{label}", 0) for part in ("both", "said", "gold"))) or 0.0 for label in labels
    ]
    return sum(each) / len(each)


def count_matches(name: str, right: int, said: int, gold: int) -> Counts:
    """Count what was found, said and marked, for ``matched_f1`` of the same name."""
    return Counter({f"{name}|right": right, f"{name}|said": said, f"{name}|gold": gold})


def matched_f1(totals: Totals, name: str) -> float | None:
    """Return F1 over everything counted under a name."""
    return f1(*(totals.get(f"{name}|{part}", 0) for part in ("right", "said", "gold")))
