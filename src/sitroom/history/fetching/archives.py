"""Archives: whether one from outside may be unpacked, and the rows of several in one file."""

import shutil
import zipfile
from collections.abc import Iterable
from pathlib import Path

from sitroom.core import HistoryError

MOST_TIMES = 60
MOST_UNPACKED = 8 * 1024**3
MOST_MEMBERS = 3


def check_archive(path: Path) -> None:
    """Check what a zip archive says it holds, before anything is unpacked; no more than that is ever unpacked.

    GDELT's archives hold one file that is 7 to 12 times as large.

    Raises:
        HistoryError: it is no zip archive, holds many files, or would unpack to far more than event data do.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            members = [one for one in archive.infolist() if not one.is_dir()]
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise HistoryError(f"{path.name} cannot be unpacked: {error}; fetch it again") from error
    unpacked = sum(one.file_size for one in members)
    if not members or len(members) > MOST_MEMBERS:
        raise HistoryError(f"{path.name} holds {len(members)} files, where an archive of GDELT's holds one; not taken")
    if unpacked > min(MOST_UNPACKED, MOST_TIMES * path.stat().st_size):
        times = unpacked // max(path.stat().st_size, 1)
        raise HistoryError(
            f"{path.name} would unpack to {unpacked} bytes, {times} times its size, where {MOST_TIMES} times and "
            f"{MOST_UNPACKED} bytes are allowed; not taken"
        )


def unite(archives: Iterable[Path], target: Path) -> None:
    """Write the rows of several checked archives into one file, in the order given.

    Raises:
        HistoryError: one breaks off.
    """
    with target.open("wb") as out:
        for path in archives:
            try:
                with zipfile.ZipFile(path) as archive:
                    for one in archive.infolist():
                        with archive.open(one) as rows:
                            shutil.copyfileobj(rows, out)
                        out.write(b"\n")
            except (zipfile.BadZipFile, EOFError, RuntimeError, NotImplementedError) as error:
                raise HistoryError(f"{path.name} breaks off: {error}; fetch it again") from error
