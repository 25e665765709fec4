"""The ledger: every question, forecast and outcome, append-only and chained by hashes, and the track record."""

from sitroom.ledger.bands import BAND_RULE, best_point, point_of, worst_point
from sitroom.ledger.chain import Fault, verify_chain
from sitroom.ledger.entry import EMPTY, GENESIS, Entry, EntryKind, Head, head, question_of, seal, utc_instant
from sitroom.ledger.forecast import Forecast
from sitroom.ledger.question import Question, Resolver, ScorableForm, Status
from sitroom.ledger.rating import CREDIBILITY, RELIABILITY, Rating, source_ratings
from sitroom.ledger.resolution import Resolution
from sitroom.ledger.rules import Admission, Proposal, admit, named_question
from sitroom.ledger.score import Score
from sitroom.ledger.score_report import ScoreReport, score_record
from sitroom.ledger.scored import ScoredForecast, open_days, scored_forecasts
from sitroom.ledger.table import Entered, LedgerInMemory, LedgerTable, seal_admitted
from sitroom.ledger.track_record import OURS, Standing, Stated, TrackRecord, replay, standing_of
from sitroom.ledger.windows import windows_of

__all__ = [
    "BAND_RULE", "CREDIBILITY", "EMPTY", "GENESIS", "OURS", "RELIABILITY", "Admission", "Entered", "Entry", "EntryKind",
    "Fault", "Forecast", "Head", "LedgerInMemory", "LedgerTable", "Proposal", "Question", "Rating", "Resolution",
    "Resolver", "ScorableForm", "Score", "ScoreReport", "ScoredForecast", "Standing", "Stated", "Status", "TrackRecord",
    "admit", "best_point", "head", "named_question", "open_days", "point_of", "question_of", "replay", "score_record",
    "scored_forecasts", "seal", "seal_admitted", "source_ratings", "standing_of", "utc_instant", "verify_chain",
    "windows_of", "worst_point",
]  # fmt: skip
