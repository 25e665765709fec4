"""Checked input: probabilities and outcomes as arrays that can be scored."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sitroom.core import ScoringError

Floats = NDArray[np.float64]
Numbers = Sequence[float] | Floats
Outcomes = Sequence[bool] | Sequence[int] | NDArray[np.bool_] | NDArray[np.integer]


def checked(probabilities: Numbers, outcomes: Outcomes) -> tuple[Floats, Floats]:
    """Return both as float arrays of one length.

    Args:
        probabilities: shape (n,), each in [0, 1].
        outcomes: shape (n,), booleans, or 0 and 1.

    Raises:
        ScoringError: the lengths differ, a probability is not in [0, 1], an outcome is neither, or there are none.
    """
    stated, happened = numbers(probabilities, "probabilities"), numbers(outcomes, "outcomes")
    if len(stated) != len(happened):
        raise ScoringError(f"{len(stated)} probabilities, but {len(happened)} outcomes")
    if not len(stated):
        raise ScoringError("there is nothing to score: no question is resolved")
    wrong = ~((stated >= 0) & (stated <= 1))
    if wrong.any():
        raise ScoringError(f"a probability lies in [0, 1]; {stated[wrong][0]} does not")
    unclear = (happened != 0) & (happened != 1)
    if unclear.any():
        raise ScoringError(f"a question has come true or not; {happened[unclear][0]} is no outcome")
    return stated, happened


def numbers(values: Numbers | Outcomes, name: str) -> Floats:
    """Return values as a float array of one dimension.

    Raises:
        ScoringError: they are no numbers, or have more dimensions than one.
    """
    try:
        out = np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise ScoringError(f"{name} are numbers: {error}") from error
    if out.ndim != 1:
        raise ScoringError(f"{name} have one dimension, not {out.ndim}")
    return out
