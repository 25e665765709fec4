"""The game room of a desk: situations solved and asked what if, by path or as they are."""

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import BinaryIO

from sitroom.core import EventPattern, UsageError
from sitroom.desk.branch_weights import BranchWeight, weigh_branches
from sitroom.desk.history import History
from sitroom.game import Concept, Situation, Solved, WhatIf, draft_situation, load_situation, solve_all, what_if
from sitroom.history import BaseRate
from sitroom.record import Reading

Given = Situation | str | os.PathLike[str]
ReadOne = Callable[[str | os.PathLike[str], BinaryIO | None], Reading]


class Game:
    """What a desk can do with situations; nothing is kept.

    Args:
        read: gives the reading of one source; only drafts need it.
        history: the event data; only weights need them.
    """

    def __init__(self, read: ReadOne | None = None, history: History | None = None) -> None:
        self._read = read
        self._history = history

    def draft(self, source: str | os.PathLike[str] | Reading, *, stdin: BinaryIO | None = None) -> Situation:
        """Draft a situation from one source, or from its reading: proposals and questions for an analyst.

        Raises:
            InputError: the source holds no document, or more than one.
            GameError: it names no act of anybody.
        """
        if isinstance(source, Reading):
            return draft_situation(source)
        if self._read is None:
            raise UsageError("without a desk a reading is needed: draft(sitroom.read(path))")
        return draft_situation(self._read(source, stdin))

    def load(self, given: Given) -> Situation:
        """Return the situation of a file; a situation is returned as it is.

        Raises:
            InputError: the file cannot be opened.
            GameError: it holds no situation.
        """
        return given if isinstance(given, Situation) else load_situation(Path(given))

    def weights(
        self, given: Given, *, as_of: date | None = None, source: str | None = None
    ) -> tuple[BranchWeight, ...]:
        """Return what event history says about every branch that names a pattern; the others are assumptions.

        Args:
            given: a situation, or its file.
            as_of: last day of knowledge, inclusive; today's where not given.
            source: the one data set; the one that covers those named with most rows where not given.

        Raises:
            HistoryError: a pattern names someone who is not known.
        """

        def ask(pattern: EventPattern) -> BaseRate:
            if self._history is None:
                raise UsageError("without a desk there is no history to ask for the weight of a branch")
            return self._history.base_rate(
                actor=pattern.actors, recipient=pattern.recipients, quads=pattern.quads, types=pattern.types,
                horizon_days=pattern.window_days or 1, as_of=as_of, source=source,
            ).base  # fmt: skip

        return weigh_branches(self.load(given), ask)

    def solve(self, given: Given) -> tuple[Solved, ...]:
        """Return what is stable, in each branch of each occasion, or as it stands where there is none."""
        return solve_all(self.load(given))

    def what_if(self, given: Given, *, concept: Concept = "SEQ") -> tuple[WhatIf, ...]:
        """Return what would change: types and signals, worths of options, swaps of aims, routes; for each branch."""
        return what_if(self.load(given), concept=concept)
