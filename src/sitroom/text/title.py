"""The title of a plain text: its first heading, or the short line that stands above the prose."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sitroom.core import Span, overlaps_any

_LONGEST = 160
# How many lines above the prose may be mastheads, stamps and bylines.
_HEAD_LINES = 12
_HEADING = re.compile(r"\s{0,3}#{1,6}\s+(?P<title>.*?\S)\s*#*\s*$")
_UNDERLINE = re.compile(r"\s{0,3}(?:={3,}|-{3,})\s*$")
_FRONT_MATTER = re.compile(r"""title\s*:\s*(?P<quote>["']?)(?P<title>\S.*?)(?P=quote)\s*$""", re.IGNORECASE)
_BYLINE = re.compile(r"\W*(?:by|from|author|written by|to|cc|subject to)\b[\s:]", re.IGNORECASE)
_RULE = re.compile(r"[\W_]*")
_OPEN_END = re.compile(r"[.,;:…]\W*$")
_INITIALS_END = re.compile(r"\b(?:[A-Z]\.){2,}$|\b(?:Inc|Ltd|Corp|Jr|Sr|etc)\.$")
_MARKUP = "\ufeff*_ \t\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029"


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    text: str
    blank_after: bool

    @property
    def words(self) -> str:
        return self.text.strip()


def find_title(text: str, *, stamps: Sequence[Span] = ()) -> Span | None:
    r"""Return the title of a text without its markup, or None where it starts with prose.

    Above it there may be stamps, a byline and a masthead in capitals; below it there must be more text.

    Args:
        text: the text of a document.
        stamps: the spans of its stamps, which are no titles.

    >>> find_title("Minsk waits\n\nNothing was signed on Friday.").quote
    'Minsk waits'
    """
    lines = [line for line in _first_lines(text) if not _is_passed_over(line, stamps)]
    for number, line in enumerate(lines):
        rest = lines[number + 1 :]
        if matter := _FRONT_MATTER.match(line.text) if text.startswith("---") else None:
            return _span(line, *matter.span("title"))
        if heading := _HEADING.match(line.text):
            return _span(line, *heading.span("title"))
        if text.startswith("---") and re.match(r"\w+\s*:", line.text):
            continue
        if not _could_be_title(line.words) or not rest:
            return None
        if (
            _is_masthead(line.words)
            and _could_be_title(rest[0].words)
            and not _is_capitals(rest[0].words)
            and len(rest) > 1
        ):
            continue
        return _span(line, 0, len(line.text)) if _stands_above(line, rest[0]) else None
    return None


def _first_lines(text: str) -> list[_Line]:
    """Return the first lines that are not blank; the head of a text is short, so only its start is split."""
    head = text[: 20 * _LONGEST]
    pieces = head.splitlines(keepends=True)
    lines, start = [], 0
    for number, piece in enumerate(pieces):
        following = pieces[number + 1] if number + 1 < len(pieces) else ""
        if not piece.isspace():
            lines.append(_Line(start, piece, blank_after=not following.strip() or bool(_UNDERLINE.match(following))))
        start += len(piece)
    return lines[:_HEAD_LINES]


def _is_passed_over(line: _Line, stamps: Sequence[Span]) -> bool:
    span = Span.of(line.text, 0, len(line.text))
    placed = Span(line.start + span.start, line.start + span.end, span.quote)
    is_stamp = overlaps_any(placed, stamps) and len(placed.quote) <= _LONGEST
    return is_stamp or bool(_BYLINE.match(line.text)) or _RULE.fullmatch(line.words) is not None


def _could_be_title(words: str) -> bool:
    if len(words) > _LONGEST or not any(letter.isalpha() for letter in words):
        return False
    return not _OPEN_END.search(words) or bool(_INITIALS_END.search(words))


def _is_capitals(words: str) -> bool:
    return words.isupper()


def _is_masthead(words: str) -> bool:
    return _is_capitals(words) and len(words.split()) <= 4


def _stands_above(line: _Line, following: _Line) -> bool:
    """Tell a headline from the first line of prose that is wrapped."""
    if line.blank_after:
        return True
    is_wrapped = len(line.words) > 40 and len(following.words) <= 1.5 * len(line.words)
    return not is_wrapped and not following.words[:1].islower()


def _span(line: _Line, start: int, end: int) -> Span | None:
    while start < end and line.text[start] in _MARKUP:
        start += 1
    while end > start and line.text[end - 1] in _MARKUP:
        end -= 1
    quote = line.text[start:end]
    return Span(line.start + start, line.start + end, quote) if quote.strip() else None
