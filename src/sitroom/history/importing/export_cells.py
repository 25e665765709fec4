"""Export cells: what a value looks like in a CSV that a spreadsheet may open, and how it is read back."""

import re
from datetime import date

_RUNS = re.compile(r"'*[=+\-@\t\r]")
UNESCAPED = r"regexp_replace({}, '^''(''*[=+\-@\t\r])', '\1')"
"""SQL for a cell as it was before ``plain_text`` wrote it."""


def plain_text(text: str) -> str:
    """Return a text with an apostrophe before what a spreadsheet would run; a text that looks so already gets one more.

    >>> plain_text("=1+1"), plain_text("'=1+1"), plain_text("Kyiv")
    ("'=1+1", "''=1+1", 'Kyiv')
    """
    return f"'{text}" if _RUNS.match(text) else text


def cell(value: object) -> str:
    """Return a value as a cell: days in ISO, flags as true and false, nothing as nothing.

    >>> cell(True), cell(-2.0), cell(None), cell("-2")
    ('true', '-2.0', '', "'-2")
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    return plain_text(value) if isinstance(value, str) else str(value)
