"""Summaries: how good a forecaster was over many resolved questions, in all the ways that matter at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isfinite

import numpy as np

from sitroom.forecast.backtest.resolved import Key, ResolvedForecast
from sitroom.forecast.scoring import (
    CalibrationError,
    Murphy,
    Skill,
    auc,
    brier_scores,
    debiased_calibration_error,
    discrimination_slope,
    log_score,
    murphy,
    skill,
)


@dataclass(frozen=True, slots=True)
class Summary:
    """The scores of one forecaster over the questions of one horizon, or of all.

    Args:
        method: its name and version.
        horizon_days: None stands for all horizons together.
        questions: how many it answered; only these are scored.
        not_covered: how many it declined; counted apart.
        murphy: the Brier score and its parts; None where it answered nothing, as are all others.
        log: the log score, in nats.
        calibration: the calibration error, and what is left of it beside chance.
        auc: chance that what came true had the higher probability; None where all came out alike.
        slope: mean probability of what came true less that of what did not.
        skill: Brier skill against other forecasters by name, on the questions that both answered; drawn by cutoff.
    """

    method: str
    horizon_days: int | None
    questions: int
    not_covered: int
    murphy: Murphy | None = None
    log: float | None = None
    calibration: CalibrationError | None = None
    auc: float | None = None
    slope: float | None = None
    skill: Mapping[str, Skill] | None = None

    def to_json(self) -> dict[str, object]:
        """Return the scores; an infinite log score is null."""
        return {
            "method": self.method,
            "horizon_days": self.horizon_days,
            "questions": self.questions,
            "not_covered": self.not_covered,
            "murphy": self.murphy.to_json() if self.murphy else None,
            "log": self.log if self.log is not None and isfinite(self.log) else None,
            "calibration": self.calibration.to_json() if self.calibration else None,
            "auc": self.auc,
            "slope": self.slope,
            "skill": {name: one.to_json() for name, one in (self.skill or {}).items()},
        }


def summarise(
    forecasts: Sequence[ResolvedForecast], *, seed: int, references: Sequence[str] = ()
) -> tuple[Summary, ...]:
    """Return the scores of every forecaster by horizon, and over all where there are several.

    Args:
        forecasts: each with its outcome.
        seed: of the chance behind calibration and intervals.
        references: methods to compare with, of those in the forecasts.
    """
    methods = list(dict.fromkeys(one.method for one in forecasts))
    horizons: list[int | None] = [*sorted({one.question.horizon_days for one in forecasts})]
    if len(horizons) > 1:
        horizons.append(None)
    out = []
    for horizon in horizons:
        chosen = [one for one in forecasts if horizon in (None, one.question.horizon_days)]
        by_method = {method: [one for one in chosen if one.method == method] for method in methods}
        others = {name: _scores(by_method[name]) for name in references if name in by_method}
        out += [_summary(method, horizon, by_method[method], others, seed) for method in methods]
    return tuple(out)


def _summary(
    method: str, horizon: int | None, forecasts: Sequence[ResolvedForecast],
    references: Mapping[str, Mapping[Key, float]], seed: int,
) -> Summary:  # fmt: skip
    answered = [one for one in forecasts if one.probability is not None]
    counts = (method, horizon, len(answered), len(forecasts) - len(answered))
    if not answered:
        return Summary(*counts)
    stated, outcomes = _stated(answered)
    own = _scores(answered)
    compared = {name: _skill(own, scores, seed) for name, scores in references.items() if name != method}
    return Summary(
        *counts,
        murphy=murphy(stated, outcomes),
        log=log_score(stated, outcomes),
        calibration=debiased_calibration_error(stated, outcomes, rng=np.random.default_rng(seed)),
        auc=auc(stated, outcomes),
        slope=discrimination_slope(stated, outcomes),
        skill={name: one for name, one in compared.items() if one},
    )


def _stated(answered: Sequence[ResolvedForecast]) -> tuple[list[float], list[bool]]:
    return [one.probability for one in answered if one.probability is not None], [one.outcome for one in answered]


def _scores(forecasts: Sequence[ResolvedForecast]) -> dict[Key, float]:
    """Return the Brier score of each question that was answered."""
    answered = [one for one in forecasts if one.probability is not None]
    if not answered:
        return {}
    return dict(zip((one.key for one in answered), brier_scores(*_stated(answered)).tolist(), strict=True))


def _skill(own: Mapping[Key, float], reference: Mapping[Key, float], seed: int) -> Skill | None:
    both = [key for key in own if key in reference]
    if not both:
        return None
    cutoffs = [key[1].toordinal() for key in both]
    scores, other = [own[key] for key in both], [reference[key] for key in both]
    return skill(scores, other, cutoffs, rng=np.random.default_rng(seed))
