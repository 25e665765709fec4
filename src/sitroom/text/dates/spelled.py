"""Numbers in words, as dates use them."""

import re

from sitroom.text.dates.lexicon import lexicon
from sitroom.text.dates.numerals import FRACTIONS


def spelled_count(words: str) -> float | None:
    """Return how many units the words tell, or None where they do not ("several", "two or three").

    >>> spelled_count("twenty-five"), spelled_count("2 1/2"), spelled_count("a few"), spelled_count("1,200")
    (25.0, 2.5, None, 1200.0)
    """
    words = words.lower()
    if not words or re.search(r"\bor\b|\bto\b|\d *[-–] *\d", words):
        return None
    few = lexicon().values["few"].keys() | lexicon().values["plenty"].keys()
    number_word = lexicon().values["number_word"]
    total, current, seen = 0.0, 0.0, False
    for word in re.findall(r"\d[\d,]*(?:\.\d+)?(?:/\d+)?|[^\W\d_]+|[½¼¾]", words):
        if word in few:
            return None
        if word in FRACTIONS:
            current, seen = current + FRACTIONS[word], True
        elif word[0].isdigit():
            digits = word.replace(",", "")
            current, seen = current + (float(digits) if "/" not in digits else 0), True
        elif word == "couple":
            current, seen = 2, True
        elif word == "half":
            current, seen = current + 0.5, True
        elif word in ("hundred", "thousand", "dozen"):
            current, seen = (current or 1) * int(number_word[word]), True
            if word == "thousand":
                total, current = total + current, 0.0
        elif word in number_word:
            current, seen = current + int(number_word[word]), True
        elif word in ("a", "an") and not current:
            seen = True
    return (total + current or 1.0) if seen else None


def spelled_nth(words: str) -> int | None:
    """Return the number of an ordinal in words, or None.

    >>> spelled_nth("twenty-first")
    21
    """
    tens, _, last = words.lower().rpartition("-")
    value = lexicon().value("nth_word", last)
    if value is None:
        return None
    return int(value) + int(lexicon().value("tens", tens) or 0)


def spelled_year(words: str) -> int | None:
    """Return a year in words, or None where the words are a count.

    >>> spelled_year("nineteen ninety-six"), spelled_year("two thousand"), spelled_year("twenty five")
    (1996, 2000, None)
    """
    parts = re.findall(r"[a-z]+", words.lower())
    values = [int(lexicon().values["number_word"].get(part, 0)) for part in parts if part != "and"]
    if len(values) >= 2 and values[1] == 1000 and values[0] in (1, 2):
        return values[0] * 1000 + sum(values[2:]) if sum(values[2:]) < 100 else None
    rest = sum(values[1:])
    tens_first = len(values) == 2 or (len(values) == 3 and values[1] >= 20 and values[1] % 10 == 0 and values[2] < 10)
    return values[0] * 100 + rest if values and 13 <= values[0] <= 20 and 10 <= rest <= 99 and tens_first else None
