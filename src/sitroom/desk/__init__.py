"""The use cases: read, brief, topics, corrections, history, the ledger, the doctor; on a folder on disk."""

from sitroom.desk.actors import HolderReport, plain_cell
from sitroom.desk.batch import BatchReport, read_batch
from sitroom.desk.briefing import Briefed
from sitroom.desk.desk import Desk, Ledger, Read, open_desk, utc_now
from sitroom.desk.examples import chronicles, example_names, example_path
from sitroom.desk.folder import find_folder

__all__ = [
    "BatchReport",
    "Briefed",
    "Desk",
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
