"""Proportions: a share of rows, with how far few rows may mislead."""

from dataclasses import dataclass

from sitroom.history.intervals import jeffreys_interval

Number = float
"""A count or a sum: whole, but where a source of yearly counts prints fractions."""


def in_words(count: Number) -> str:
    """Return a count as one writes it.

    >>> in_words(5748450.0), in_words(0.5)
    ('5748450', '0.5')
    """
    return str(int(count)) if float(count).is_integer() else f"{count:.1f}"


@dataclass(frozen=True, slots=True)
class Share:
    """A share of rows.

    Args:
        share: in [0, 1]; None where there is no row to be a share of.
        interval: 95 %, Jeffreys: as if the rows were independent reports, which makes it rather too narrow.
        hits: rows that are so.
        rows: all rows that could be.
    """

    share: float | None
    interval: tuple[float, float] | None
    hits: Number
    rows: Number

    def to_json(self) -> dict[str, object]:
        """Return the share with its interval as a list."""
        interval = [round(end, 6) for end in self.interval] if self.interval else None
        share = None if self.share is None else round(self.share, 6)
        return {"share": share, "interval": interval, "level": 0.95, "hits": self.hits, "rows": self.rows}


def share_of(hits: Number, rows: Number) -> Share:
    """Return the share of some rows among others, with its interval.

    >>> share_of(0, 7).to_json()["interval"]
    [0.0, 0.292436]
    """
    if not rows:
        return Share(None, None, hits, rows)
    whole = max(1, round(rows))
    return Share(hits / rows, jeffreys_interval(min(round(hits), whole), whole), hits, rows)
