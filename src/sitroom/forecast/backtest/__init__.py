"""Backtests: forecasters asked at past cutoffs, knowing no more than was known then, and scored on what came."""

from sitroom.forecast.backtest.cutoffs import CUTOFFS, Plan, plan_cutoffs
from sitroom.forecast.backtest.drawing import draw_patterns
from sitroom.forecast.backtest.resolved import ResolvedForecast
from sitroom.forecast.backtest.resolving import find_outcome
from sitroom.forecast.backtest.result import Backtest, ForecastRows
from sitroom.forecast.backtest.running import QUESTIONS, SEED, backtest
from sitroom.forecast.backtest.summary import Summary, summarise

__all__ = [
    "CUTOFFS",
    "QUESTIONS",
    "SEED",
    "Backtest",
    "ForecastRows",
    "Plan",
    "ResolvedForecast",
    "Summary",
    "backtest",
    "draw_patterns",
    "find_outcome",
    "plan_cutoffs",
    "summarise",
]
