"""The ledger: every question, forecast and outcome, append-only and chained by hashes, and the track record."""

from sitroom.ledger.bands import BAND_RULE, best_point, point_of, worst_point
from sitroom.ledger.calendar import CalendarDay, calendar_days, calendar_text
from sitroom.ledger.chain import Fault, verify_chain
from sitroom.ledger.entry import EMPTY, GENESIS, Entry, EntryKind, Head, head, question_of, seal, utc_instant
from sitroom.ledger.forecast import Forecast
from sitroom.ledger.indicator import Indicator, Origin, one_for_each
from sitroom.ledger.indicator_check import SETTLED, IndicatorCheck, IndicatorStanding, State, standings_of
from sitroom.ledger.question import Question, Resolver, ScorableForm, Status
from sitroom.ledger.rating import CREDIBILITY, RELIABILITY, Rating, source_ratings
from sitroom.ledger.resolution import Resolution
from sitroom.ledger.rule_counts import RuleCounts, count_rules
from sitroom.ledger.rules import Admission, Proposal, admit, named_question
from sitroom.ledger.score import Score
from sitroom.ledger.score_report import POOLS, ScoreReport, score_record
from sitroom.ledger.scored import ScoredForecast, open_days, scored_forecasts
from sitroom.ledger.table import Entered, LedgerInMemory, LedgerTable, seal_admitted
from sitroom.ledger.track_record import OURS, Standing, Stated, TrackRecord, replay, standing_of
from sitroom.ledger.windows import windows_of

__all__ = [
    "BAND_RULE", "CREDIBILITY", "EMPTY", "GENESIS", "OURS", "POOLS", "RELIABILITY", "SETTLED", "Admission",
    "CalendarDay", "Entered", "Entry", "EntryKind", "Fault", "Forecast", "Head", "Indicator", "IndicatorCheck",
    "IndicatorStanding", "LedgerInMemory", "LedgerTable", "Origin", "Proposal", "Question", "Rating", "Resolution",
    "Resolver", "RuleCounts", "ScorableForm", "Score", "ScoreReport", "ScoredForecast", "Standing", "State", "Stated",
    "Status", "TrackRecord", "admit", "best_point", "calendar_days", "calendar_text", "count_rules", "head",
    "named_question", "one_for_each", "open_days", "point_of", "question_of", "replay", "score_record",
    "scored_forecasts", "seal", "seal_admitted", "source_ratings", "standing_of", "standings_of", "utc_instant",
    "verify_chain", "windows_of", "worst_point",
]  # fmt: skip
