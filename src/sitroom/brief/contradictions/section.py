"""The section: each contradiction is one line, what either text says and its words side by side."""

from collections.abc import Sequence

from sitroom.brief.bundle import Text
from sitroom.brief.contradictions.contradiction import Contradiction, Kind, Side
from sitroom.brief.findings import Notebook, letter_of
from sitroom.brief.model import Line, Section
from sitroom.brief.sentences import AUTHOR, whose_word
from sitroom.brief.words import capital, days_words, quoted_span

MOST = 8
LABELS: dict[Kind, str] = {
    "happened": "Happened or not",
    "day": "On which day",
    "ahead": "Set for when",
    "judged": "How likely",
    "wanted": "Wanted or not",
    "speaker": "Who said it",
}


def contradictions_section(
    found: Sequence[Contradiction], notes: Notebook, called: Sequence[str], *, most: int = MOST
) -> Section | None:
    """Return the contradictions with a note of either text each; None where there is none.

    Args:
        found: in the order of the page.
        notes: of the page, which has the texts in the order in which they were compared.
        called: what each text is called, such as ``A``.
        most: so many are shown, the rest is counted.
    """
    if not found:
        return None
    lines = tuple(_line(one, notes, called) for one in found[:most])
    return Section(
        key="contradictions", title="Where the texts contradict each other", lines=lines, more=len(found) - len(lines)
    )


def names_of_texts(texts: Sequence[Text], before: Sequence[Text] = ()) -> tuple[str, ...]:
    """Return what the texts of a page are called: by their letters, or as this text and earlier ones."""
    own = [letter_of(place) for place in range(len(texts))] if len(texts) > 1 else ["this text"]
    return (*own, *(f"the earlier text ({days_words(one.reading.reference.days)})" for one in before))


def _line(found: Contradiction, notes: Notebook, called: Sequence[str]) -> Line:
    sides = (found.one, found.other)
    return Line(
        label=LABELS[found.kind],
        text=f"{found.about}. {' '.join(_told(side, called[side.place]) for side in sides)}",
        notes=tuple(number for side in sides for number in notes.cite_from(side.place, side.record.anchor)),
        is_quote=True,
    )


def _told(side: Side, name: str) -> str:
    told = whose_word(side.record)
    by = "" if told == AUTHOR else f", by the word of {told},"
    return f"{capital(name)}{by} {side.says}: {quoted_span(side.record.anchor, 130)}."
