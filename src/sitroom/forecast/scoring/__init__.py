"""Scoring rules and what is read off them: how far stated probabilities were from what happened."""

from sitroom.forecast.scoring.brier import brier_score, brier_scores
from sitroom.forecast.scoring.calibration import Bin, calibration_bins, consistency_bars
from sitroom.forecast.scoring.calibration_error import CalibrationError, calibration_error, debiased_calibration_error
from sitroom.forecast.scoring.checked import Numbers, Outcomes
from sitroom.forecast.scoring.crps import crps_ensemble, crps_negative_binomial, crps_poisson, crps_probabilities
from sitroom.forecast.scoring.discrimination import auc, discrimination_slope
from sitroom.forecast.scoring.logarithmic import log_score, log_scores
from sitroom.forecast.scoring.murphy import Murphy, murphy
from sitroom.forecast.scoring.over_time import Dated, score_over_time
from sitroom.forecast.scoring.reliability_diagram import reliability_diagram
from sitroom.forecast.scoring.skill import Skill, skill, skill_score

__all__ = [
    "Bin",
    "CalibrationError",
    "Dated",
    "Murphy",
    "Numbers",
    "Outcomes",
    "Skill",
    "auc",
    "brier_score",
    "brier_scores",
    "calibration_bins",
    "calibration_error",
    "consistency_bars",
    "crps_ensemble",
    "crps_negative_binomial",
    "crps_poisson",
    "crps_probabilities",
    "debiased_calibration_error",
    "discrimination_slope",
    "log_score",
    "log_scores",
    "murphy",
    "reliability_diagram",
    "score_over_time",
    "skill",
    "skill_score",
]
