"""Pictures of solved situations as files, a branch each."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sitroom.core import InputError

if TYPE_CHECKING:
    from sitroom.game import Solved


def draw_solution(solved: Solved, out: Path, number: int) -> Path:
    """Write the graph of a branch: the first to ``OUT.svg``, the second to ``OUT.2.svg`` and so on; tell stderr which.

    Raises:
        InputError: the file cannot be written.
    """
    from sitroom.game import draw_graph, situation_graph

    target = out.with_suffix(f".{number + 1}.svg") if number else out
    picture = draw_graph(situation_graph(solved.solutions[0]))
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(picture, encoding="utf-8")
    except OSError as error:
        raise InputError(f"{target} cannot be written ({error.strerror}); choose another place") from error
    sys.stderr.write(f"written: {target}\n")
    return target
