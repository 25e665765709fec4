"""Indicators: the signs to watch for, what each speaks for, by when, and whether it was seen."""

from collections.abc import Sequence
from datetime import date

from sitroom.brief.findings import Notebook
from sitroom.brief.inputs import IndicatorLine
from sitroom.brief.model import Line, Section
from sitroom.brief.words import capital, joined, one_line, shorten
from sitroom.core import english_day

MOST_INDICATORS = 12
LABELS = {
    "seen": "seen",
    "not_seen": "did not happen",
    "not_covered": "not covered",
    "waits": "for you to mark",
    "open": "not seen yet",
}
_FIRST = ("seen", "not_seen", "waits", "not_covered", "open")


def indicators_section(lines: Sequence[IndicatorLine], notes: Notebook | None = None) -> Section | None:
    """Return the signs to watch for: what moved first, then what is still open in the order of its days.

    Args:
        lines: as the desk hands them in.
        notes: numbers the words that they rest on; without it none are cited.
    """
    ordered = sorted(lines, key=lambda one: (_FIRST.index(one.state), one.by.end or date.max))
    shown = tuple(_line(one, notes) for one in ordered[:MOST_INDICATORS])
    if not shown:
        return None
    return Section(key="watch", title="Watch", intro=_looked(lines), lines=shown, more=len(ordered) - len(shown))


def _line(one: IndicatorLine, notes: Notebook | None) -> Line:
    label = LABELS[one.state]
    if one.seen_on and one.state == "seen":
        label = f"seen {english_day(one.seen_on)}"
    cited = notes.cite_from(one.source, one.span) if notes is not None else ()
    return Line(label=label, text=_stopped(shorten(one.text, 200)), aside=_aside(one), notes=cited)


def _aside(one: IndicatorLine) -> str:
    by = f"by {english_day(one.by.end)}" if one.by.end else "no day is named"
    silent = one.state == "open" or (one.state == "waits" and one.by_person)
    told = "" if silent else one_line(one.told).rstrip(".")
    looked = f"last checked {english_day(one.last_checked)}" if one.last_checked else "not checked yet"
    how = "" if one.state != "open" else "a person marks it" if one.by_person else f"seen where {one_line(one.how)}"
    speaks = [one_line(words) for words in one.speaks_for]
    return "; ".join(part for part in (f"speaks for {joined(speaks)}" if speaks else "", by, told, how, looked) if part)


def _looked(lines: Sequence[IndicatorLine]) -> str:
    seen, over = (sum(one.state == state for one in lines) for state in ("seen", "not_seen"))
    told = [f"{seen} of {len(lines)} signs seen", f"{over} did not happen by their day" if over else ""]
    return capital("; ".join(part for part in told if part)) + "."


def _stopped(text: str) -> str:
    return text if text.endswith((".", "?", "!", "…", "”")) else f"{text}."
