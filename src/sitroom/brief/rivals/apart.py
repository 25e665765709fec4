"""Telling apart: which kind of evidence would fit one of two explanations and speak against the other."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from sitroom.brief.rivals.matrix import BASE_RATE, Explanation, Matrix
from sitroom.brief.rivals.sides import any_touch, side_name
from sitroom.brief.words import days_words, joined

COSTLY = {True: "a materially cooperative act", False: "a materially hostile act"}


def would_tell_apart(matrix: Matrix, one: Explanation, other: Explanation) -> tuple[str, ...]:
    """Return what would fit one of two explanations and not the other, surest first; empty where nothing is known."""
    return tuple(
        dict.fromkeys(
            (
                *_wants(matrix, one, other),
                *_plans(matrix, one, other),
                *_usual(matrix, one, other),
                *_seen_by(matrix, one, other),
            )
        )
    )


def worth_looking_for(matrix: Matrix, *, most: int = 3) -> tuple[tuple[str, str], ...]:
    """Return what to look for to tell unseparated explanations apart, as the pairs that it serves and the evidence.

    What serves several pairs is told once; that comes first which serves most of the pairs that are left.
    """
    serves: dict[str, list[str]] = {}
    for one, other in matrix.unseparated():
        for words in would_tell_apart(matrix, one, other):
            serves.setdefault(words, []).append(f"{one.letter}/{other.letter}")
    chosen: list[str] = []
    served: set[str] = set()
    for _ in range(min(most, len(serves))):
        left = [words for words in serves if words not in chosen]
        best = max(left, key=lambda words: len(set(serves[words]) - served))
        chosen.append(best)
        served |= set(serves[best])
    return tuple((", ".join(serves[words]), words) for words in chosen)


def unseparated_words(matrix: Matrix) -> str:
    """Return which explanations nothing tells apart, in one clause; empty where every pair is told apart."""
    pairs = matrix.unseparated()
    if not pairs:
        return ""
    every = list(combinations(matrix.explanations, 2))
    if len(pairs) == len(every) > 1:
        return f"Nothing in the text tells {joined([one.letter for one in matrix.explanations])} apart"
    rivals: dict[str, list[str]] = {}
    for one, other in pairs:
        rivals.setdefault(one.letter, []).append(other.letter)
    told = [f"{letter} from {joined(others, last='or')}" for letter, others in rivals.items()]
    return f"Nothing in the text tells {', nor '.join(told)}"


def _wants(matrix: Matrix, one: Explanation, other: Explanation) -> Iterator[str]:
    """A costly act of the kind that one wants, where the other wants nothing of the kind with the same side."""
    doer = joined([side_name(side) for side in matrix.happening.doer_sides]) or "the doer"
    for mine, theirs in ((one, other), (other, one)):
        for wanted in mine.wanted:
            rival = [side for that in theirs.wanted if that.friendly == wanted.friendly for side in that.sides]
            if any_touch(rival, wanted.sides) or any_touch(theirs.toward, wanted.sides):
                continue
            toward = joined([side_name(side) for side in wanted.sides], last="or")
            yield f"{COSTLY[wanted.friendly]} of {doer} toward {toward}, at a cost to itself, would fit {mine.letter}"


def _plans(matrix: Matrix, one: Explanation, other: Explanation) -> Iterator[str]:
    """An answer cannot have been planned before what it answers."""
    for mine, theirs in ((one, other), (other, one)):
        known = {answered.key for answered in theirs.answered}
        for answered in mine.answered:
            if answered.key not in known and answered.days and answered.first < matrix.happening.first:
                yield (
                    f"a plan or an invitation for it from before {days_words(answered.days)}, when what it is said to "
                    f"answer took place, would speak against {mine.letter}"
                )


def _seen_by(matrix: Matrix, one: Explanation, other: Explanation) -> Iterator[str]:
    """A signal has to reach whom it is aimed at; where it was kept from them, it was no signal to them."""
    present = matrix.happening.sides
    for mine, theirs in ((one, other), (other, one)):
        away = [side for side in mine.toward if not any_touch((side,), present)]
        if away and not any_touch(away, theirs.toward):
            named = joined([side_name(side) for side in away], last="or")
            yield (
                f"signs that it was kept from {named} would speak against {mine.letter}, "
                f"signs that it was shown to {named} for it"
            )


def _usual(matrix: Matrix, one: Explanation, other: Explanation) -> Iterator[str]:
    """Routine is told by how often the like took place, where no count is at hand."""
    routine = next((this for this in (one, other) if this.is_routine), None)
    if routine is not None and all(this.key != BASE_RATE for this in matrix.evidence):
        yield (
            f"how often such acts took place before would tell: often fits {routine.letter}, "
            "hardly ever speaks against it"
        )


def letters_of(explanations: Sequence[Explanation]) -> str:
    """Return the letters of some explanations as a list in prose."""
    return joined([one.letter for one in explanations])
