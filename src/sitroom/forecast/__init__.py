"""History up to a cutoff in, probabilities out; and the rules that score them."""

from sitroom.forecast.backtest import (
    CUTOFFS,
    QUESTIONS,
    SEED,
    Backtest,
    ResolvedForecast,
    Summary,
    backtest,
    plan_cutoffs,
)
from sitroom.forecast.climatology import Climatology
from sitroom.forecast.code_facts import UNNAMED, CodeFacts, code_facts
from sitroom.forecast.decayed_poisson import DecayedPoisson
from sitroom.forecast.fitted import FittedHazard
from sitroom.forecast.fitted_model import Card, FittedModel, fit_model, load_card, load_model, save_model
from sitroom.forecast.forecaster import Forecaster
from sitroom.forecast.harder import harder_question
from sitroom.forecast.hazard.fit import Progress
from sitroom.forecast.occurrences import KnownRows, known_rows
from sitroom.forecast.persistence import Persistence
from sitroom.forecast.prediction import Prediction, Reason
from sitroom.forecast.question import PatternQuestion
from sitroom.forecast.recurrency import Recurrency
from sitroom.forecast.registry import BASELINES, FORECASTERS, forecaster_classes
from sitroom.forecast.scoring import brier_score, log_score

__all__ = [
    "BASELINES",
    "CUTOFFS",
    "FORECASTERS",
    "QUESTIONS",
    "SEED",
    "UNNAMED",
    "Backtest",
    "Card",
    "Climatology",
    "CodeFacts",
    "DecayedPoisson",
    "FittedHazard",
    "FittedModel",
    "Forecaster",
    "KnownRows",
    "PatternQuestion",
    "Persistence",
    "Prediction",
    "Progress",
    "Reason",
    "Recurrency",
    "ResolvedForecast",
    "Summary",
    "backtest",
    "brier_score",
    "code_facts",
    "fit_model",
    "forecaster_classes",
    "harder_question",
    "known_rows",
    "load_card",
    "load_model",
    "log_score",
    "plan_cutoffs",
    "save_model",
]
