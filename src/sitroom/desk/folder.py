"""Where a desk lies: the folder that was named, the one of SITROOM_DESK, or the user's own data directory."""

import os
from pathlib import Path

import platformdirs

VARIABLE = "SITROOM_DESK"


def find_folder(path: str | os.PathLike[str] | None = None) -> Path:
    """Return the desk's folder: ``path``, else ``SITROOM_DESK``, else the user's data directory."""
    if path is not None:
        return Path(path)
    named = os.environ.get(VARIABLE)
    return Path(named) if named else Path(platformdirs.user_data_dir("sitroom", appauthor=False)) / "desk"
