"""Skill: how much of a reference's loss a forecaster saves, and how sure that is."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from sitroom.core import ScoringError
from sitroom.forecast.scoring.checked import Floats, Numbers, numbers

DRAWS = 1000
LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Skill:
    """A skill score with its interval.

    Args:
        skill: 1 is perfect, 0 is the reference's, below 0 is worse; None where the reference itself is perfect.
        interval: 95 %, by drawing whole groups; None with fewer than two groups.
        questions: how many were scored by both.
        groups: how many groups they fall in.
        draws: how often groups were drawn.
    """

    skill: float | None
    interval: tuple[float, float] | None
    questions: int
    groups: int
    draws: int

    def to_json(self) -> dict[str, object]:
        """Return the skill with its interval as a list."""
        interval = list(self.interval) if self.interval else None
        counts = {"questions": self.questions, "groups": self.groups, "draws": self.draws}
        return {"skill": self.skill, "interval": interval, **counts}


def skill_score(scores: Numbers, reference: Numbers) -> float | None:
    """Return ``1 - mean score / mean score of the reference``.

    Args:
        scores: shape (n,), losses such as ``brier_scores``.
        reference: shape (n,), the same rule on the same questions.

    Returns:
        From minus infinity to 1; None where the reference lost nothing.

    Raises:
        ScoringError: the lengths differ, or there is nothing to score.

    Source: Murphy (1988), "Skill scores based on the mean square error".

    >>> skill_score([0.1, 0.1], [0.2, 0.2])
    0.5
    """
    own, other = _pair(scores, reference)
    return None if other.mean() == 0 else float(1 - own.mean() / other.mean())


def skill(
    scores: Numbers, reference: Numbers, groups: ArrayLike, *, rng: np.random.Generator, draws: int = DRAWS,
    level: float = LEVEL,
) -> Skill:  # fmt: skip
    """Return the skill with an interval by a block bootstrap: groups are drawn with replacement, each whole.

    Args:
        scores: shape (n,), losses such as ``brier_scores``.
        reference: shape (n,), the same rule on the same questions.
        groups: shape (n,), which questions hang together, such as those of one cutoff.
        rng: chance.
        draws: how often as many groups as there are get drawn.
        level: of the interval, between two percentiles of the draws.

    Raises:
        ScoringError: the lengths differ, a score is not finite, or there is nothing to score.

    Source: Künsch (1989), "The jackknife and the bootstrap for general stationary observations", for drawing blocks;
        Efron and Tibshirani (1993), "An introduction to the bootstrap", chapter 13, for the interval.
    """
    own, other = _pair(scores, reference)
    names, place = np.unique(np.asarray(groups), return_inverse=True)
    if len(place) != len(own):
        raise ScoringError(f"{len(own)} scores, but {len(place)} groups")
    if not (np.isfinite(own).all() and np.isfinite(other).all()):
        raise ScoringError("a score is not finite, and no drawing makes it so; cap the probabilities first")
    found = skill_score(own, other)
    if found is None or len(names) < 2:
        return Skill(found, None, len(own), len(names), 0)
    drawn = rng.multinomial(len(names), np.full(len(names), 1 / len(names)), size=draws)
    lost, reference_lost = drawn @ np.bincount(place, weights=own), drawn @ np.bincount(place, weights=other)
    kept = reference_lost > 0
    low, high = np.quantile(1 - lost[kept] / reference_lost[kept], [(1 - level) / 2, (1 + level) / 2])
    return Skill(found, (float(low), float(high)), len(own), len(names), draws)


def _pair(scores: Numbers, reference: Numbers) -> tuple[Floats, Floats]:
    own, other = numbers(scores, "scores"), numbers(reference, "scores of the reference")
    if len(own) != len(other):
        raise ScoringError(f"{len(own)} scores, but {len(other)} of the reference")
    if not len(own):
        raise ScoringError("there is nothing to score: no question is resolved")
    return own, other
