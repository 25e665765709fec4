"""Scanning: a text as pieces and as a string of signs, one sign for each piece."""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from sitroom.text.dates.lexicon import UNKNOWN, lexicon

PIECE = re.compile(
    r"[^\W\d_][^\W_]*"  # a word, with digits that stick to it: Q3, MH17
    r"|\s+"
    r"|\d{1,3}(?:,\d{3})+(?![\d])(?:\.\d+)?"  # 1,200.5
    r"|\d+(?:[.:/–-]\d+)*(?:(?:['’]?s|st|nd|rd|th|ST|ND|RD|TH|am|pm|AM|PM|T)(?![^\W\d_]))?"
    r"|(?<!\w)['’]\d\ds?(?!\w)"
    r"|.",
    re.DOTALL,
)
LONGEST_PIECE = 24  # no word or numeral of a date is longer


@dataclass(frozen=True, slots=True)
class Scan:
    """A text cut into pieces that cover it, their offsets, and the signs that the grammar matches.

    Args:
        text: the text.
        pieces: all of it, in order.
        offsets: where each piece starts, and at last the length of the text.
        signs: one character a piece.
    """

    text: str
    pieces: list[str]
    offsets: list[int]
    signs: str

    def word(self, at: int) -> str:
        """Return the piece at an index in small letters, or an empty string outside the text."""
        return self.pieces[at].lower() if 0 <= at < len(self.pieces) else ""

    def word_before(self, at: int) -> int:
        """Return the index of the piece before ``at``, over one blank; -1 where there is none."""
        at -= 1
        return at - 1 if at >= 0 and self.signs[at] == " " else at

    def word_after(self, at: int) -> int:
        """Return the index of the piece at or after ``at``, over one blank; it may be the number of pieces."""
        return at + 1 if at < len(self.pieces) and self.signs[at] == " " else at


class _Signs(dict[str, str]):
    """The signs of the pieces of one text; each distinct piece is looked up once."""

    def __missing__(self, piece: str) -> str:
        sign = (
            _sign(piece)
            if len(piece) <= LONGEST_PIECE
            else " "
            if piece.isspace() and piece.count("\n") < 2
            else UNKNOWN
        )
        self[piece] = sign
        return sign


@lru_cache(maxsize=65536)
def _sign(piece: str) -> str:
    return lexicon().sign(piece)


def scan(text: str) -> Scan:
    """Return the text's pieces and signs.

    >>> scan("21 February").pieces
    ['21', ' ', 'February']
    """
    pieces = PIECE.findall(text)
    signs = "".join(map(_Signs().__getitem__, pieces))
    return Scan(text, pieces, list(accumulate(map(len, pieces), initial=0)), signs)
