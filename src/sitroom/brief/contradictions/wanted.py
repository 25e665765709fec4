"""Wanted or not: an aim that one text gives a holder and another denies."""

from sitroom.brief.bundle import Text
from sitroom.brief.contradictions.comparing import Words, home_of
from sitroom.brief.contradictions.contradiction import Contradiction, Side
from sitroom.brief.sentences import label_of
from sitroom.brief.words import quoted
from sitroom.record import Aim

ALIKE = 0.6
"""Share of the words of the shorter aim that the longer must have."""
NOT_TO = ("not to ", "to not ")


def wanted_or_not(one: Text, other: Text, places: tuple[int, int], words: Words) -> list[Contradiction]:
    """Return the aims that one of two texts gives a holder and that the other denies or turns round."""
    return [
        Contradiction(
            "wanted",
            f"{label_of(first.holder)}: {quoted(_content(first), 130)}",
            Side(places[0], first, _says(first)),
            Side(places[1], second, _says(second)),
        )
        for first in _aims(one)
        for second in _aims(other)
        if _holds(first) != _holds(second)
        and _holders(first) == _holders(second)
        and words.of(_content(first)).denied == words.of(_content(second)).denied
        and words.alike(_content(first), _content(second), ALIKE)
    ]


def _aims(text: Text) -> list[Aim]:
    return [one for one in text.reading.records if isinstance(one, Aim) and one.realis in ("actual", "negated")]


def _holders(aim: Aim) -> frozenset[str]:
    return frozenset(ref.id or home_of(ref) or ref.span.quote.casefold() for ref in aim.holder)


def _is_turned(aim: Aim) -> bool:
    """Return whether a ``not`` stands between the cue and what is aimed at, or at the beginning of that."""
    between = aim.anchor.quote[max(aim.cue.end - aim.anchor.start, 0) : max(aim.content.start - aim.anchor.start, 0)]
    return "not" in between.casefold().split() or aim.content.quote.casefold().startswith(NOT_TO)


def _content(aim: Aim) -> str:
    """Return the words of an aim without the ``not`` at their beginning."""
    quote = aim.content.quote
    return f"to {quote[len(NOT_TO[0]) :]}" if quote.casefold().startswith(NOT_TO) else quote


def _holds(aim: Aim) -> bool:
    return (aim.realis == "actual") != _is_turned(aim)


def _says(aim: Aim) -> str:
    if aim.realis == "negated":
        return "says that this is no aim"
    return "says that the aim is the contrary" if _is_turned(aim) else "says that this is the aim"
