"""Loading: a situation from either kind of file, told apart by what is in it."""

from pathlib import Path

from sitroom.core import InputError
from sitroom.game.case_file import read_case
from sitroom.game.situation import Situation
from sitroom.game.situation_file import read_situation


def load_situation(path: Path) -> Situation:
    """Return the situation of a situation file (TOML) or of a case file (JSON, ``graph-model case v1``).

    Raises:
        InputError: the file cannot be opened.
        GameError: it holds no situation.
    """
    try:
        with path.open("rb") as file:
            start = file.read(200).lstrip(b"\xef\xbb\xbf \t\r\n")
    except OSError as error:
        raise InputError(f"{path} cannot be read ({error.strerror}); check the path") from error
    return read_case(path) if start.startswith(b"{") else read_situation(path)
