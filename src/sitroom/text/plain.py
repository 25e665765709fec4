"""Plain text and Markdown: the text is the decoded bytes, line ends and all."""

from sitroom.text.encoding import decode
from sitroom.text.extracted import MAX_CHARS, Extracted, unread

_MOST_BYTES_A_CHARACTER = 4


def read_plain(raw: bytes) -> Extracted:
    r"""Return the text of a plain file exactly as decoded; Markdown signs stay where they are.

    >>> read_plain(b"Minsk waits.\r\n").text
    'Minsk waits.\r\n'
    """
    if len(raw) > _MOST_BYTES_A_CHARACTER * MAX_CHARS:
        return unread("text.too-long", f"the text has more than {MAX_CHARS:,} characters; split the file")
    text, problems = decode(raw)
    return Extracted(text=text, problems=problems)
