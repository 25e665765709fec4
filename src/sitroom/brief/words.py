"""Words: how names, days, percents and quotes are written for a reader."""

import re
import unicodedata
from collections.abc import Sequence

from sitroom.core import DayRange, Span, english_range

_REPLACED = "�"
_KEPT = "\n\t"


def plain(text: str) -> str:
    r"""Return a text in which nothing steers a screen: controls and bidirectional overrides become U+FFFD.

    The length stays the same, so offsets still hold.

    >>> plain("a\x1b[31mb")
    'a�[31mb'
    """
    return "".join(_REPLACED if _steers(sign) else sign for sign in text)


def _steers(sign: str) -> bool:
    if sign in _KEPT:
        return False
    return (
        unicodedata.category(sign) in {"Cc", "Cs", "Cn"}
        or sign in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    )


def one_line(text: str) -> str:
    """Return a text on one line, with each run of blanks as one."""
    return plain(" ".join(text.split()))


def shorten(text: str, limit: int = 120) -> str:
    r"""Return a text on one line, cut at a word's end with an ellipsis where it is longer than the limit.

    >>> shorten("to enhance his political weight in negotiations", 33)
    'to enhance his political weight\xa0…'
    """
    line = one_line(text)
    if len(line) <= limit:
        return line
    cut = line[: limit - 1]
    at_word = cut if line[limit - 1].isspace() else cut.rpartition(" ")[0] or cut
    return f"{at_word.rstrip(' ,;:–—-')}\u00a0…"


def quoted(text: str, limit: int = 120) -> str:
    """Return a shortened text in quotation marks; quotation marks around the whole of it are not doubled."""
    line = one_line(text)
    if len(line) > 2 and line[0] in '"“' and line[-1] in '"”' and not set(line[1:-1]) & set('"“”'):
        line = line[1:-1]
    return f"“{shorten(line, limit)}”"


def quoted_span(span: Span, limit: int = 120) -> str:
    """Return the shortened words of a span in quotation marks."""
    return quoted(span.quote, limit)


def clause(words: str) -> str:
    """Return a clause that follows words of likelihood, without its ``that``.

    >>> clause("that it will rain")
    'it will rain'
    """
    line = one_line(words)
    return line[5:] if line[:5].lower() == "that " else line


def joined(names: Sequence[str], *, last: str = "and") -> str:
    """Return names as a list in prose.

    >>> joined(["Ruritania", "Elbonia", "Freedonia"])
    'Ruritania, Elbonia and Freedonia'
    """
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {last} {names[-1]}"


def capital(text: str) -> str:
    """Return a text with its first letter as a capital."""
    return text[:1].upper() + text[1:]


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """Return a number with its noun.

    >>> counted(1, "event"), counted(3, "event"), counted(0, "party", "parties")
    ('one event', '3 events', 'no parties')
    """
    if number == 1:
        return f"one {noun}"
    return f"{number or 'no'} {plural or noun + 's'}"


def percent(probability: float) -> str:
    """Return a probability in [0, 1] as a percent; what is not certain is not written as 0 or 100.

    >>> percent(0.93), percent(0.999), percent(1.0)
    ('93 %', 'over 99 %', '100 %')
    """
    rounded = round(probability * 100)
    if rounded == 100 and probability < 1:
        return "over 99 %"
    if rounded == 0 and probability > 0:
        return "under 1 %"
    return f"{rounded} %"


def percent_range(band: tuple[float, float]) -> str:
    """Return a band as percents: ``80–95 %``."""
    low, high = (round(end * 100) for end in band)
    return f"{low} %" if low == high else f"{low}–{high} %"


def days_words(days: DayRange | None) -> str:
    """Return a range of days with en dashes: ``11–20 Feb 2013``; ``undated`` where both ends are open."""
    if days is None:
        return "undated"
    return re.sub(r"(?<=\d)-(?=\d)", "–", english_range(days)).replace(" - ", " – ")
