"""Scores: how good someone's forecasts were, in all the ways that matter at once, and on how many questions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isfinite

import numpy as np

from sitroom.forecast.scoring import (
    Bin,
    CalibrationError,
    Murphy,
    Skill,
    auc,
    brier_score,
    brier_scores,
    calibration_bins,
    debiased_calibration_error,
    discrimination_slope,
    log_scores,
    murphy,
    skill,
)
from sitroom.ledger.scored import ScoredForecast
from sitroom.ledger.track_record import OURS

SEED = 20_130_221
"""Of the chance behind intervals; the same ledger gets the same answer."""
BASE_RATE = "base rate"


@dataclass(frozen=True, slots=True)
class Score:
    """The scores of one group of forecasts, each the last word of one forecaster on one question.

    Args:
        by: the forecaster.
        group: which part of the questions, by ``dimension``; None stands for all of them.
        dimension: author, source, region, scale, horizon or resolver; None where nothing is told apart.
        retrospective: whether these were entered after the close.
        questions: how many.
        by_machine: how many of their outcomes a rule told.
        by_person: how many a person told.
        bands: how many were stated as a band, and are scored at its midpoint.
        murphy: the Brier score and its parts.
        log: mean log score, in nats; infinite where something came true that was called impossible.
        impossible: how often that happened.
        best: Brier score had every band been read at its better end.
        worst: the same at its worse end.
        daily_brier: Brier score of all days, each question counting the same.
        daily_log: the same by the log score.
        auc: chance that what came true had the higher probability; None where all came out alike.
        slope: mean probability of what came true less that of what did not.
        bins: how often what was said came true, with intervals.
        calibration: the calibration error beside that of chance.
        skill: Brier skill on the same questions against the base rate and against our own forecast.
    """

    by: str
    group: str | None
    dimension: str | None
    retrospective: bool
    questions: int
    by_machine: int
    by_person: int
    bands: int
    murphy: Murphy
    log: float
    impossible: int
    best: float
    worst: float
    daily_brier: float
    daily_log: float
    auc: float | None
    slope: float | None
    bins: tuple[Bin, ...]
    calibration: CalibrationError
    skill: Mapping[str, Skill]

    def to_json(self) -> dict[str, object]:
        """Return the scores; an infinite log score is null, and ``impossible`` says why."""
        counts = ("questions", "by_machine", "by_person", "bands", "impossible")
        return {
            "by": self.by,
            "dimension": self.dimension,
            "group": self.group,
            "retrospective": self.retrospective,
            **{name: getattr(self, name) for name in counts},
            "brier": self.murphy.brier,
            "murphy": self.murphy.to_json(),
            "log": self.log if isfinite(self.log) else None,
            "best_case_brier": self.best,
            "worst_case_brier": self.worst,
            "daily_brier": self.daily_brier,
            "daily_log": self.daily_log if isfinite(self.daily_log) else None,
            "auc": self.auc,
            "slope": self.slope,
            "calibration": self.calibration.to_json(),
            "bins": [one.to_json() for one in self.bins],
            "skill": {name: one.to_json() for name, one in self.skill.items()},
        }


def score_group(
    forecasts: Sequence[ScoredForecast],
    *,
    ours: Mapping[str, float],
    dimension: str | None = None,
    group: str | None = None,
) -> Score:
    """Return the scores of some forecasts of one forecaster, all live or all retrospective.

    Args:
        forecasts: at least one.
        ours: our own probability by question id, from the same side of the close.
        dimension: how the questions are told apart.
        group: which part these are.
    """
    stated, outcomes = [one.probability for one in forecasts], [one.outcome for one in forecasts]
    surprise = log_scores(stated, outcomes)
    rng = np.random.default_rng(SEED)
    return Score(
        by=forecasts[0].by,
        group=group,
        dimension=dimension,
        retrospective=forecasts[0].retrospective,
        questions=len(forecasts),
        by_machine=sum(one.resolver == "machine" for one in forecasts),
        by_person=sum(one.resolver == "person" for one in forecasts),
        bands=sum(one.is_band for one in forecasts),
        murphy=murphy(stated, outcomes),
        log=float(surprise.mean()),
        impossible=int((~np.isfinite(surprise)).sum()),
        best=brier_score([one.best for one in forecasts], outcomes),
        worst=brier_score([one.worst for one in forecasts], outcomes),
        daily_brier=float(np.mean([one.daily_brier for one in forecasts])),
        daily_log=float(np.mean([one.daily_log for one in forecasts])),
        auc=auc(stated, outcomes),
        slope=discrimination_slope(stated, outcomes),
        bins=calibration_bins(stated, outcomes),
        calibration=debiased_calibration_error(stated, outcomes, rng=rng),
        skill=_skill(forecasts, ours),
    )


def _skill(forecasts: Sequence[ScoredForecast], ours: Mapping[str, float]) -> dict[str, Skill]:
    references: dict[str, Mapping[str, float]] = {
        BASE_RATE: {one.question_id: one.base_rate for one in forecasts if one.base_rate is not None},
        OURS: ours,
    }
    out = {}
    for name, reference in references.items():
        both = [one for one in forecasts if one.question_id in reference]
        if not both or forecasts[0].by == name:
            continue
        outcomes = [one.outcome for one in both]
        own = brier_scores([one.probability for one in both], outcomes)
        other = brier_scores([reference[one.question_id] for one in both], outcomes)
        days = [one.opens_on.toordinal() for one in both]
        out[name] = skill(own, other, days, rng=np.random.default_rng(SEED))
    return out
