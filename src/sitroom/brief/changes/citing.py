"""Citing: notes in whichever text of a topic they stand in."""

from dataclasses import dataclass

from sitroom.brief.changes.since import Said
from sitroom.brief.findings import Notebook
from sitroom.brief.words import capital, one_line, percent_range, quoted_span, shorten
from sitroom.core import Span


@dataclass(frozen=True, slots=True)
class Citing:
    """A notebook, and the place of each text in it.

    Args:
        notes: of the page.
        places: of every text by its id.
    """

    notes: Notebook
    places: dict[str, int]

    def cite(self, document_id: str | None, *spans: Span | None) -> tuple[int, ...]:
        """Return the numbers of spans of one text; none where the page does not have it."""
        place = self.places.get(document_id or "")
        return () if place is None else self.notes.cite_from(place, *spans)

    def said(self, said: Said) -> tuple[int, ...]:
        """Return the number of a judgement's own words."""
        return self.cite(said.document_id, said.quote)


def words_of(said: Said, limit: int = 150) -> str:
    """Return what was judged: in the words of its text where it has some, else as it was asked."""
    return quoted_span(said.quote, limit) if said.quote else shorten(said.question, limit)


def asked_as(said: Said) -> str:
    """Return what the question asked, where that is not what the text says word for word."""
    quote = one_line(said.quote.quote).lower() if said.quote else ""
    question = one_line(said.question).rstrip(".?")
    return "" if not quote or question.lower() in quote else f" Asked as: {shorten(question, 120)}."


def likelihood_of(said: Said) -> str:
    """Return who gave it which likelihood, or nothing where nobody did."""
    if said.band is None and not said.words:
        return ""
    by = "The author" if said.by == "author" else capital(one_line(said.by))
    number = percent_range(said.band) if said.band else ""
    word = one_line(said.words or "")
    told = (
        number
        if any(sign.isdigit() for sign in word) or not word
        else ", ".join(part for part in (word, number) if part)
    )
    return f"{by} held it {told}"
