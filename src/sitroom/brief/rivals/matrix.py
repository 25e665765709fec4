"""The matrix of competing explanations: each against each piece of evidence, ranked by what speaks against it.

Source: Heuer (1999), "Psychology of Intelligence Analysis", chapter 8: evidence is judged by whether it is inconsistent
with an explanation, for what is consistent with all of them tells none from another.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Literal

from sitroom.brief.rivals.grounds import Ground, Wanted
from sitroom.brief.rivals.happenings import Happening
from sitroom.core import DayRange, Span

Mark = Literal["consistent", "inconsistent", "neutral"]
MARKS: tuple[Mark, ...] = ("consistent", "inconsistent", "neutral")
PROPOSED = "proposed"
ROUTINE = "routine"
BASE_RATE = "base-rate"


@dataclass(frozen=True, slots=True)
class Explanation:
    """One explanation of an act.

    Args:
        key: by which it is known again when the text is read anew or another one is added.
        letter: ``A``, ``B`` and so on, in the order of the page.
        text: in words.
        grounds: what the text gives for it; none for the routine one that nobody considered.
        toward: the sides at whom it is aimed.
        at_home: whether it is aimed at the doer's own side.
        considered: whether the text itself considers it.
    """

    key: str
    letter: str
    text: str
    grounds: tuple[Ground, ...] = ()
    toward: tuple[str, ...] = ()
    at_home: bool = False
    considered: bool = True

    @property
    def is_routine(self) -> bool:
        """Whether it says that the act would have taken place anyway."""
        return self.key == ROUTINE

    @property
    def answered(self) -> tuple[Happening, ...]:
        """What the act is said to answer by this explanation, each once."""
        return tuple({one.answered.key: one.answered for one in self.grounds if one.answered}.values())

    @property
    def wanted(self) -> tuple[Wanted, ...]:
        """The kinds of acts that its aims want."""
        return tuple(dict.fromkeys(one.wanted for one in self.grounds if one.wanted))


@dataclass(frozen=True, slots=True)
class Evidence:
    """Something that bears on the explanations.

    Args:
        key: the id of its first record, or ``base-rate``.
        number: from 1, in the order of days.
        text: in words.
        days: when it was.
        span: the words that it rests on; None for a count.
        happening: what it is; None for a count.
        sides: of all who took part, and for an occasion of those whom its words name.
    """

    key: str
    number: int
    text: str
    days: DayRange | None = None
    span: Span | None = None
    happening: Happening | None = None
    sides: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Marking:
    """A mark of one piece of evidence for one explanation.

    Args:
        evidence: its key.
        explanation: its key.
        by: ``proposed`` by a rule, else who gave it.
        rule: the rule in words; an analyst's reason.
    """

    evidence: str
    explanation: str
    mark: Mark
    by: str = PROPOSED
    rule: str = ""


@dataclass(frozen=True)
class Matrix:
    """The explanations of one act against the evidence; a pair without a marking is not marked."""

    happening: Happening
    text: str
    explanations: tuple[Explanation, ...]
    evidence: tuple[Evidence, ...] = ()
    markings: tuple[Marking, ...] = ()

    @property
    def key(self) -> str:
        """The key of the act."""
        return self.happening.key

    def marked(self, given: Iterable[Marking]) -> "Matrix":
        """Return the matrix with an analyst's marks over the proposed ones; the last of a pair stands."""
        pairs = {(one.evidence, one.explanation): one for one in self.markings}
        known = {one.key for one in self.evidence}, {one.key for one in self.explanations}
        pairs |= {
            (one.evidence, one.explanation): one
            for one in given
            if one.evidence in known[0] and one.explanation in known[1]
        }
        return replace(self, markings=tuple(pairs.values()))

    def find(self, evidence: str, explanation: str) -> Marking | None:
        """Return the marking of a pair, by keys, or None where it is not marked."""
        return next((m for m in self.markings if (m.evidence, m.explanation) == (evidence, explanation)), None)

    def explanation(self, letter: str) -> Explanation | None:
        """Return an explanation by its letter, or None."""
        return next((one for one in self.explanations if one.letter == letter.strip().upper()), None)

    def against(self, explanation: Explanation) -> tuple[Evidence, ...]:
        """Return the evidence that is inconsistent with an explanation."""
        return tuple(one for one in self.evidence if self._mark(one, explanation) == "inconsistent")

    def unmarked(self, explanation: Explanation) -> bool:
        """Return whether no evidence was marked for an explanation at all."""
        return all(self._mark(one, explanation) is None for one in self.evidence)

    def ranking(self) -> tuple[tuple[int, tuple[Explanation, ...]], ...]:
        """Return the explanations by how many pieces of evidence speak against them, fewest first; ties together."""
        counts: dict[int, list[Explanation]] = {}
        for one in self.explanations:
            counts.setdefault(len(self.against(one)), []).append(one)
        return tuple((count, tuple(counts[count])) for count in sorted(counts))

    def is_diagnostic(self, evidence: Evidence) -> bool:
        """Return whether a piece of evidence was marked in more than one way, or against some only."""
        marks = {self._mark(evidence, one) for one in self.explanations}
        return len(marks - {None}) > 1 or ("inconsistent" in marks and len(marks) > 1)

    def separates(self, one: Explanation, other: Explanation) -> tuple[Evidence, ...]:
        """Return the evidence that is inconsistent with exactly one of two explanations."""
        against = set(self.against(one)), set(self.against(other))
        return tuple(evidence for evidence in self.evidence if (evidence in against[0]) != (evidence in against[1]))

    def unseparated(self) -> tuple[tuple[Explanation, Explanation], ...]:
        """Return the pairs that no evidence tells apart, in the order of their letters."""
        return tuple(pair for pair in combinations(self.explanations, 2) if not self.separates(*pair))

    def _mark(self, evidence: Evidence, explanation: Explanation) -> Mark | None:
        found = self.find(evidence.key, explanation.key)
        return found.mark if found else None


def letters(count: int) -> Sequence[str]:
    """Return the letters of so many explanations.

    >>> letters(3)
    ('A', 'B', 'C')
    """
    return tuple(chr(ord("A") + n % 26) + (str(n // 26 + 1) if n >= 26 else "") for n in range(count))
