"""Keys: one key at a time where the terminal allows, else the first letter of a line."""

import contextlib
import os
import sys
from collections.abc import Iterator


def read_keys() -> Iterator[str]:
    """Yield the keys that are pressed, in lower case, or the first letter of each line; ends with the input.

    Blank lines are passed over. The terminal is as it was after each key.
    """
    while True:
        key = _one_key() if sys.stdin.isatty() else _one_line()
        if key is None:
            return
        if key.strip():
            yield key.lower()


def _one_line() -> str | None:
    line = sys.stdin.readline()
    return (line.strip()[:1] or " ") if line else None


def _one_key() -> str | None:
    """Return one key without waiting for the end of the line; a line where the terminal cannot do that."""
    try:
        import termios
        import tty
    except ImportError:  # no such terminals on this system
        return _one_line()
    try:
        where = sys.stdin.fileno()
        before = termios.tcgetattr(where)
    except (OSError, ValueError, termios.error):
        return _one_line()
    try:
        tty.setcbreak(where, termios.TCSADRAIN)  # what was pressed already still counts
        key = os.read(where, 1).decode("ascii", "ignore")  # past the buffer, so that what comes next stays to be read
    finally:
        with contextlib.suppress(termios.error):
            termios.tcsetattr(where, termios.TCSADRAIN, before)
    return None if key == "\x04" else key or " "
