"""The ledger: every question, forecast and outcome, append-only and chained by hashes, and the track record."""

from sitroom.ledger.chain import Fault, verify_chain
from sitroom.ledger.entry import EMPTY, GENESIS, Entry, EntryKind, Head, head, question_of, seal, utc_instant
from sitroom.ledger.forecast import Forecast
from sitroom.ledger.question import Question, Resolver, ScorableForm, Status
from sitroom.ledger.resolution import Resolution
from sitroom.ledger.rules import Admission, Proposal, admit
from sitroom.ledger.table import Entered, LedgerInMemory, LedgerTable, seal_admitted
from sitroom.ledger.track_record import Standing, Stated, TrackRecord, replay, standing_of

__all__ = [
    "EMPTY", "GENESIS", "Admission", "Entered", "Entry", "EntryKind", "Fault", "Forecast", "Head", "LedgerInMemory",
    "LedgerTable", "Proposal", "Question", "Resolution", "Resolver", "ScorableForm", "Standing", "Stated", "Status",
    "TrackRecord", "admit", "head", "question_of", "replay", "seal", "seal_admitted", "standing_of", "utc_instant",
    "verify_chain",
]  # fmt: skip
