"""Terms of a scale: where they stand in a text, which of them a number fits, and what words off the scale are."""

import re
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache

from sitroom.record.ontology import find_band, terms_of
from sitroom.record.tables import read_rows, words_of

Band = tuple[float, float]
_SLACK = 0.005
_BARE = frozenset({"remote"})
"""A term that is a common adjective as well, and is looked for only before its noun."""


@dataclass(frozen=True, slots=True)
class OffScale:
    """What words off the scale are: ``possible``, ``degree``, ``certain``, ``denied`` ..., and terms near them."""

    kind: str
    near: tuple[str, ...]


@cache
def off_scale(words: str) -> OffScale:
    """Return what likelihood words are that a scale gave no band; a chance of a kind that is not listed is a degree.

    >>> off_scale("May well").near, off_scale("dim prospects").kind
    (('likely', 'roughly even chance'), 'degree')
    """
    said = re.sub(r"^(?:an?|the|only|very much) ", "", " ".join(words.lower().replace("’", "'").split()))
    for row in read_rows("usage/terms.csv"):
        if fnmatchcase(said, row["words"]):
            return OffScale(row["kind"], words_of(row["near"]))
    chance = re.sub(r"\b(?:chances|odds|prospects?|possibility|probability|likelihood|risks?)$", "chance", said)
    return off_scale(chance) if chance != said else OffScale("degree", ())


@cache
def row_of(words: str, scale: str) -> str | None:
    """Return which of a scale's rows of equal terms some words belong to, or None where it has no such rows."""
    said = re.sub(r"^(?:an?|the) ", "", " ".join(words.lower().split()))
    return next(
        (row["row"] for row in read_rows("usage/rows.csv") if (row["scale"], row["words"]) == (scale, said)), None
    )


@cache
def term_pattern(scale: str) -> re.Pattern[str]:
    """Return a pattern of every term of a scale, the longer ones first."""
    terms = sorted(set(terms_of(scale)) - _BARE, key=lambda term: (-len(term), term))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(re.escape(term) for term in terms)})(?![\w-])", re.IGNORECASE)


def fits(inner: Band, outer: Band) -> bool:
    """Return whether a range lies in another, both ends included."""
    return outer[0] - _SLACK <= inner[0] and inner[1] <= outer[1] + _SLACK


def with_band(term: str, scale: str) -> str:
    """Return a term with its range.

    >>> with_band("very likely", "icd203")
    '“very likely” (80–95 %)'
    """
    band = find_band(term, scale)
    return f"“{term}” ({percents(band)})" if band else f"“{term}”"


def percents(band: Band) -> str:
    """Return a range as percents."""
    low, high = (round(end * 100) for end in band)
    return f"{low} %" if low == high else f"{low}–{high} %"


def near_words(near: tuple[str, ...], scale: str) -> str:
    """Return the terms of a scale that lie near some words, to choose from; all of them where none is near."""
    known = [term for term in near if find_band(term, scale)]
    if known:
        return f"{' or '.join(with_band(term, scale) for term in known)}, whichever you mean"
    return f"the term of the scale that you mean: {', '.join(with_band(term, scale) for term in plain_terms(scale))}"


def terms_for(band: Band, scale: str) -> str:
    """Return the terms whose range holds a number, or the one that is nearest to it."""
    held = [term for term in plain_terms(scale) if fits(band, terms_of(scale)[term])]
    return " or ".join(with_band(term, scale) for term in held)


@cache
def plain_terms(scale: str) -> tuple[str, ...]:
    """Return one term for each range of a scale, from the least to the most likely."""
    first: dict[Band, str] = {}
    for term, band in terms_of(scale).items():
        first.setdefault(band, term)
    return tuple(first[band] for band in sorted(first))
