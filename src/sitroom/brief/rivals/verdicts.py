"""Verdicts: what a person said of an assumption, and what falls with one that was struck."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from sitroom.brief.rivals.assumptions import Assumption

State = Literal["open", "accepted", "struck"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """An assumption as accepted or struck.

    Args:
        key: the assumption's.
        state: ``accepted`` or ``struck``; ``open`` takes an earlier verdict back.
        by: who.
        reason: why, in words.
    """

    key: str
    state: State
    by: str = ""
    reason: str = ""

    def words(self) -> str:
        """Return who said it and why: ``struck by Ana: he was not invited``."""
        return f"{self.state} by {self.by}" + (f": {self.reason}" if self.reason else "")


def last_verdicts(verdicts: Iterable[Verdict]) -> dict[str, Verdict]:
    """Return the last verdict on each assumption by its key, without those that were taken back."""
    last = {one.key: one for one in verdicts}
    return {key: one for key, one in last.items() if one.state != "open"}


def struck_of(assumptions: Sequence[Assumption], verdicts: Mapping[str, Verdict]) -> tuple[Assumption, ...]:
    """Return the assumptions that were struck, in their order."""
    return tuple(one for one in assumptions if (said := verdicts.get(one.key)) and said.state == "struck")


def struck_explanations(
    assumptions: Sequence[Assumption], verdicts: Mapping[str, Verdict]
) -> dict[tuple[str, str], Assumption]:
    """Return the explanations that rest on a struck assumption, by the keys of act and explanation."""
    struck = struck_of(assumptions, verdicts)
    return {one.explanation: one for one in struck if one.explanation is not None}
