"""Cells: texts of a CSV that no spreadsheet takes for a formula, and the same texts read back."""

import re

_RUNS = re.compile(r"'*[=+\-@\t\r]")
_ESCAPED = re.compile(r"'+[=+\-@\t\r]")


def escaped(text: str) -> str:
    """Return a text with an apostrophe before what a spreadsheet would run; one that looks so already gets one more.

    >>> escaped("=1+1"), escaped("'=1+1"), escaped("Kyiv"), escaped("'tis")
    ("'=1+1", "''=1+1", 'Kyiv', "'tis")
    """
    return f"'{text}" if _RUNS.match(text) else text


def restored(cell: str) -> str:
    """Return the text that ``escaped`` was given.

    >>> restored(escaped("'=1+1")), restored("'tis")
    ("'=1+1", "'tis")
    """
    return cell[1:] if _ESCAPED.match(cell) else cell
