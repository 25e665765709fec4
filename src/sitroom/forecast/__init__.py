"""History up to a cutoff in, probabilities out; and the rules that score them."""

from sitroom.forecast.climatology import Climatology
from sitroom.forecast.forecaster import Forecaster
from sitroom.forecast.prediction import Prediction, Reason
from sitroom.forecast.question import PatternQuestion
from sitroom.forecast.scoring import brier_score, log_score

__all__ = ["Climatology", "Forecaster", "PatternQuestion", "Prediction", "Reason", "brier_score", "log_score"]
