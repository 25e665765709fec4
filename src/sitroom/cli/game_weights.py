"""Weights of branches on the command line: from event history with their intervals, or named as assumptions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from sitroom.cli.options import open_room
from sitroom.cli.output import print_table

if TYPE_CHECKING:
    from sitroom.desk import BranchWeight
    from sitroom.game import Situation


def branch_weights(situation: Situation, desk: Path | None, as_of: date | None) -> Sequence[BranchWeight]:
    """Return the weight of every branch; the desk is opened only where a branch names a pattern."""
    from sitroom.desk import Game

    if not any(branch.pattern for _, branch in situation.branches()):
        return Game().weights(situation)
    with open_room(desk) as room:
        return room.game.weights(situation, as_of=as_of)


def print_weights(weights: Sequence[BranchWeight], situation: Situation) -> None:
    """Print a line for each branch, and what stands of types."""
    from sitroom.desk import TYPES_HAVE_NONE

    rows = [(one.occasion, one.branch, one.words()) for one in weights]
    print_table("Branches", ("occasion", "branch", "weight"), rows)
    if any(maker.types for maker in situation.decision_makers):
        print(TYPES_HAVE_NONE)
