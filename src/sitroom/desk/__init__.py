"""The use cases: read, brief, topics, corrections, history, the ledger, the doctor; on a folder on disk."""

from sitroom.desk.actors import HolderReport, plain_cell
from sitroom.desk.batch import BatchReport, read_batch
from sitroom.desk.branch_weights import TYPES_HAVE_NONE, BranchWeight
from sitroom.desk.briefing import Briefed
from sitroom.desk.desk import Desk, Ledger, open_desk, utc_now
from sitroom.desk.examples import chronicles, example_names, example_path
from sitroom.desk.folder import find_folder
from sitroom.desk.game import Game
from sitroom.desk.history import History
from sitroom.desk.read_files import Read

__all__ = [
    "TYPES_HAVE_NONE",
    "BatchReport",
    "BranchWeight",
    "Briefed",
    "Desk",
    "Game",
    "History",
    "HolderReport",
    "Ledger",
    "Read",
    "chronicles",
    "example_names",
    "example_path",
    "find_folder",
    "open_desk",
    "plain_cell",
    "read_batch",
    "utc_now",
]
