"""What a reader takes out of one file, before stamps, title and language are looked for in it."""

from collections.abc import Callable
from dataclasses import dataclass

from sitroom.core import Problem
from sitroom.text.document import Stamp

MAX_CHARS = 5_000_000
"""The longest text, in code points, that is read; about 800,000 words."""


@dataclass(frozen=True, slots=True)
class Extracted:
    """The text of one file, and what the file says of itself outside that text.

    Args:
        text: None where nothing could be read; then a problem says why.
        title: the file's own title, None where the text must tell.
        stamps: days from the file's metadata, with no span.
        problems: what could not be read.
    """

    text: str | None
    title: str | None = None
    stamps: tuple[Stamp, ...] = ()
    problems: tuple[Problem, ...] = ()


Reader = Callable[[bytes], Extracted]
"""One reader a kind of file: never raises on any bytes, fetches nothing, runs nothing."""


def unread(code: str, message: str) -> Extracted:
    """Return the outcome of a file that gives no text, with the one reason."""
    return Extracted(text=None, problems=(Problem(code, message),))
