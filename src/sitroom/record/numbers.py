"""Stated numbers: chances told in per cent, in fractions or as odds, with the range that they make."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from sitroom.core import Span
from sitroom.record.sentence import Sentence

COUNTS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
    "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100,
}  # fmt: skip
PARTS = {"half": 1 / 2, "third": 1 / 3, "quarter": 1 / 4, "fifth": 1 / 5, "tenth": 1 / 10}

COUNT = r"\d{1,3}(?:\.\d+)?|(?:(?:twen|thir|for|fif|six|seven|eigh|nine)ty[- ])?(?:" + "|".join(COUNTS) + ")"
PERCENT = r"(?:%|per\s?cent\b|percent\b)"
DASH = r"\s*(?:-|–|—|to|and|or)\s*"
ROUGH = (
    r"\b(?:(?P<under>below|under|less than|at most|no more than|not more than|up to|at best|fewer than)"
    r"|(?P<above>above|over|more than|at least|no less than|not less than|better than|upwards of|in excess of"
    r"|exceed(?:s|ing)?|well over|north of)"
    r"|(?:about|around|roughly|some|only|just|approximately|nearly|almost|close to|perhaps|maybe|between|an?))\s+"
)
PER_CENT = rf"(?:(?P<low>{COUNT})(?:\s*{PERCENT})?{DASH})?(?P<high>{COUNT})[\s-]*{PERCENT}"
IN_MANY = rf"(?P<some>{COUNT})(?:\s+chances?)?(?:\s|-)(?:in|out\s+of)(?:\s|-)(?P<many>{COUNT})"
DECIMAL = r"(?P<share>0?\.\d+)"
FRACTION = (
    r"(?:(?P<times>one|two|three|a|an)[\s-])?(?P<part>half|third|quarter|fifth|tenth)s?"
    r"(?!\s+(?!(?:that|this|by|in|for|and|at|on|if|as|over|but|or|within|before|after|when|unless|of)\b)"
    r"(?!chances?|prob|likel|odds|risk|prospect|possib)[a-z])"
)
AMOUNT = rf"(?:{ROUGH})*(?:{PER_CENT}|{IN_MANY}|{DECIMAL})"
WIDE_AMOUNT = rf"(?:{ROUGH})*(?:{PER_CENT}|{IN_MANY}|{DECIMAL}|{FRACTION})"
NOUN = r"(?P<noun>chances?|probability|probabilities|likelihood|odds|risks?|prospects?|possibility)"
FORECASTER = (
    r"(?:we|i|markets?|bookmakers?|bookies|forecasters?|superforecasters?|models?|panel(?:lists?)?|analysts?"
    r"|crowd|desk|team|traders?|punters?)"
)
NOT_A_SHARE = r"(?!\s+(?:of|more|less|fewer|growth|share|stake|turnout|cut|rise)\b)"

BEFORE_NOUN = re.compile(
    rf"(?P<words>{WIDE_AMOUNT}(?:[-\s]+(?:chances?|probability|likelihood|odds|certain|likely|sure|confident|risk"
    r"|prospect|possibility|confidence|certainty))(?:\s+(?:of|that))?)\b",
    re.IGNORECASE,
)
AFTER_NOUN = re.compile(
    rf"\b{NOUN}\b(?:\s+of\s+|[^.;]{{0,160}}?(?:\b(?:is|are|at|as|by|lies?|from\s+{COUNT}(?:\s*{PERCENT})?\s+to|(?<![\d%]\s)to(?:\s+be)?|remains?)\s+|:\s*"
    rf"|\s+(?=exceed|below|above)))"
    rf"(?P<words>{WIDE_AMOUNT})(?![\w%])",
    re.IGNORECASE,
)
BEFORE_THE_NOUN = re.compile(rf"\bat\s+(?P<words>{WIDE_AMOUNT})\s+(?:the\s+)?{NOUN}\b", re.IGNORECASE)
CHANCES_IN = re.compile(rf"\b(?P<words>(?P<some>{COUNT})\s+chances?\s+in\s+(?P<many>{COUNT}))\b", re.IGNORECASE)
GIVEN = re.compile(
    rf"\b{FORECASTER}\b[^.;]{{0,60}}?\b(?:assign|give|attach|allot)(?:s|ed)?\b[^.;]{{0,120}}?\s"
    rf"(?P<words>{AMOUNT}){NOT_A_SHARE}",
    re.IGNORECASE,
)
IN_BRACKETS = re.compile(
    rf"\b(?:likely|unlikely|probabl[ey]|improbable|chance|certain(?:ly)?|possible)\b[^()]{{0,60}}\((?P<words>{AMOUNT})\)",
    re.IGNORECASE,
)
PUT_AT = re.compile(
    rf"\b{FORECASTER}\s+(?:would\s+|now\s+|still\s+)*(?:put|rate|price|peg|assess|estimate|place)s?\s+(?:it|this|that|these)\s+at\s+"
    rf"(?P<words>{AMOUNT}){NOT_A_SHARE}(?![\w%])",
    re.IGNORECASE,
)
ODDS = re.compile(
    rf"\bodds\s+(?:[^.;,]{{0,100}}?\s)?(?:of|are|at|stand\s+at)\s+(?:(?:about|roughly|around)\s+)?"
    rf"(?P<words>(?P<for>{COUNT})(?:\s*[-:]\s*|\s+to\s+|-to-)(?P<against>{COUNT})(?:\s+(?P<side>against|on))?)",
    re.IGNORECASE,
)
ODDS_FIRST = re.compile(
    rf"\b(?P<words>(?P<for>{COUNT})(?:\s*[-:]\s*|\s+to\s+|-to-)(?P<against>{COUNT})\s+(?:chance|odds|(?P<side>against|on)))\b",
    re.IGNORECASE,
)
EVEN = re.compile(r"\b(?P<words>fifty[-\s]fifty|50\s?[-–/:]\s?50)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Stated:
    """A number stated for how likely something is: its words, its range in [0, 1], the noun that it is said of."""

    words: Span
    band: tuple[float, float]
    noun: Span | None = None


def find_numbers(sentence: Sentence) -> list[Stated]:
    """Return the chances that a sentence states in numbers, the longest reading of each place first."""
    text = sentence.text[sentence.span.start : sentence.span.end]
    out: list[Stated] = []
    for match, band in chain(_amounts(text), _odds(text)):
        if band is None or not 0 <= band[0] <= band[1] <= 1:
            continue
        noun = match.groupdict().get("noun")
        out.append(
            Stated(
                _within(sentence, *match.span("words")),
                band,
                _within(sentence, *match.span("noun")) if noun else None,
            )
        )
    return sorted(out, key=lambda one: one.words.start - one.words.end)


def count_of(words: str | None) -> float | None:
    """Return the number that a word or some digits stand for, None where they stand for none.

    >>> count_of("six"), count_of("twenty-five"), count_of("0.4"), count_of("several")
    (6.0, 25.0, 0.4, None)
    """
    if words is None:
        return None
    if words[0].isdecimal():
        return float(words)
    parts = re.split(r"[- ]", words.lower())
    return float(sum(COUNTS[part] for part in parts)) if all(part in COUNTS for part in parts) else None


def _amounts(text: str) -> Iterator[tuple[re.Match[str], tuple[float, float] | None]]:
    for pattern in (BEFORE_NOUN, AFTER_NOUN, BEFORE_THE_NOUN, CHANCES_IN, GIVEN, PUT_AT, IN_BRACKETS):
        for match in pattern.finditer(text):
            yield match, _band(match)


def _band(match: re.Match[str]) -> tuple[float, float] | None:
    told = match.groupdict()
    value = _value(told)
    if value is None:
        return None
    low = count_of(told.get("low"))
    if told.get("under"):
        return 0.0, value
    if told.get("above"):
        return value, 1.0
    return (low / 100, value) if low is not None and told.get("high") else (value, value)


def _value(told: dict[str, str | None]) -> float | None:
    high, some, many = (count_of(told.get(name)) for name in ("high", "some", "many"))
    if high is not None:
        return high / 100
    if some is not None and many:
        return some / many
    if share := told.get("share"):
        return float(share)
    if part := told.get("part"):
        return (count_of(told.get("times")) or 1.0) * PARTS[part.lower()]
    return None


def _odds(text: str) -> Iterator[tuple[re.Match[str], tuple[float, float] | None]]:
    """``odds of two to one``: two chances against one, unless the words say "against"."""
    for pattern in (ODDS, ODDS_FIRST):
        for match in pattern.finditer(text):
            first, second = count_of(match["for"]), count_of(match["against"])
            if not first or not second or (pattern is ODDS_FIRST and match["side"] and "odds" not in text.lower()):
                continue  # "won two to one against Ghana"
            share = first / (first + second)
            share = 1 - share if (match["side"] or "").lower() == "against" else share
            yield match, (share, share)
    for match in EVEN.finditer(text):
        yield match, (0.5, 0.5)


def _within(sentence: Sentence, start: int, end: int) -> Span:
    return Span.of(sentence.text, sentence.span.start + start, sentence.span.start + end)
