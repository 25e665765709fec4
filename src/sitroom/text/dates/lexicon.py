"""The lexicon: every word of the date grammar gets a sign, so that a text becomes a string of signs to match."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from sitroom.text.dates.numerals import numeral_names

UNKNOWN = "\x00"
PLAIN_SIGNS = frozenset(",-/:.'()")
SAME_SIGNS = {"–": "-", "—": "-", "’": "'", "‘": "'", "−": "-", "‑": "-", "[": "(", "]": ")"}
NUMERAL_COMBINATIONS = (
    "number", "number dayno", "number hour", "number dayno hour", "number year4", "number year4 hhmm", "number hhmm",
    "date", "years", "year_month", "dayno_range number", "clock", "number dotted_clock", "decade", "nth", "nth nth_day",
    "nth nth_day quarter_nth", "nth nth_day quarter_nth half_nth", "lettered_q", "lettered_h", "lettered_f",
    "year_short", "fraction", "nine_eleven",
)  # fmt: skip
Value = str | int


@dataclass(frozen=True)
class Lexicon:
    """Words with the names that the grammar has for them, one sign for every combination of names.

    Args:
        values: for each name, its words in small letters with their values.
        capital: words that count only with a capital.
        signs: one character of the private use area for each combination of names.
    """

    values: dict[str, dict[str, Value]]
    capital: frozenset[str]
    names: dict[str, frozenset[str]]
    signs: dict[frozenset[str], str]

    def sign(self, piece: str) -> str:
        """Return the sign of a piece of text; a blank is a blank, but an empty line ends every expression."""
        if piece.isspace():
            return UNKNOWN if piece.count("\n") > 1 else " "
        if piece[0].isalpha():
            low = piece.lower()
            names = self.names.get(low)
            if names:
                return self.signs[names] if low not in self.capital or piece[0].isupper() else UNKNOWN
            if not piece[-1].isdecimal():
                return UNKNOWN
        piece_sign = SAME_SIGNS.get(piece, piece)
        if piece_sign in PLAIN_SIGNS:
            return piece_sign
        names = numeral_names(piece)
        return self.signs[names] if names else UNKNOWN

    def charset(self, *names: str) -> str:
        """Return a regex class of the signs of all words that have one of these names.

        Raises:
            KeyError: no word has such a name.
        """
        wanted = set(names)
        found = [sign for combination, sign in self.signs.items() if combination & wanted]
        missing = wanted - {name for combination in self.signs for name in combination}
        if missing:
            raise KeyError(f"no table of the lexicon is called {', '.join(sorted(missing))}")
        return f"[{''.join(found)}]"

    def value(self, name: str, word: str) -> Value | None:
        """Return the value of a word under a name, or None."""
        return self.values.get(name, {}).get(word.lower())


@cache
def lexicon() -> Lexicon:
    """Return the lexicon of lexicon.toml, read once."""
    table = tomllib.loads(files("sitroom.text.dates").joinpath("lexicon.toml").read_text(encoding="utf-8"))
    capital = frozenset(table.pop("capital"))
    names: dict[str, set[str]] = {}
    for name, words in table.items():
        for word in words:
            names.setdefault(word, set()).add(name)
    frozen = {word: frozenset(got) for word, got in names.items()}
    combinations = [*dict.fromkeys(frozen.values()), *(frozenset(line.split()) for line in NUMERAL_COMBINATIONS)]
    signs = {combination: chr(0xE000 + at) for at, combination in enumerate(dict.fromkeys(combinations))}
    return Lexicon(table, capital, frozen, signs)
