"""Who will do what to whom next: all parties ranked, from the days before."""

from sitroom.forecast.ranking.both_ways import BothWays, DayQueries, both_ways, queries_of
from sitroom.forecast.ranking.evaluation import Answers, answers_of, summary, tables
from sitroom.forecast.ranking.ranker import Ranked, Ranker

__all__ = [
    "Answers", "BothWays", "DayQueries", "Ranked", "Ranker", "answers_of", "both_ways", "queries_of", "summary",
    "tables",
]  # fmt: skip
