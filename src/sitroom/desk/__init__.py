"""The use cases: read, brief, topics, corrections, history, the ledger, the doctor; on a folder on disk."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from sitroom.desk.actors import HolderReport, plain_cell
from sitroom.desk.batch import BatchReport, read_batch
from sitroom.desk.desk import Desk, open_desk, utc_now
from sitroom.desk.examples import chronicles, example_names, example_path
from sitroom.desk.folder import find_folder
from sitroom.desk.history import History
from sitroom.desk.ledger import Ledger
from sitroom.desk.linting import Linted
from sitroom.desk.read_files import Read

if TYPE_CHECKING:
    from sitroom.desk.branch_weights import TYPES_HAVE_NONE, BranchWeight
    from sitroom.desk.briefing import Briefed
    from sitroom.desk.game import Game

_LATER = {
    "TYPES_HAVE_NONE": "branch_weights",
    "BranchWeight": "branch_weights",
    "Briefed": "briefing",
    "Game": "game",
}  # the game and the page are loaded where they are used

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
    "Linted",
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


def __getattr__(name: str) -> Any:
    if name in _LATER:
        return getattr(import_module(f"sitroom.desk.{_LATER[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
