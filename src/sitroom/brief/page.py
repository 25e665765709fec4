"""The page: what terminal, Markdown and HTML show alike."""

from sitroom.brief.model import Brief

SHOWN_QUOTES = frozenset({"timeline", "not-happened", "replies", "reasons"})
NONE_FOUND = "None found: the text does not say how likely anything is."


def foot_of(brief: Brief) -> str:
    """Return the last line of the first page: when it was composed, and the state of the ledger."""
    facts = dict(brief.facts)
    at = brief.composed_at
    made = f"Composed {at:%Y-%m-%d} {at:%H:%M} UTC by sitroom."
    if "Ledger head" not in facts:
        return f"{made} No ledger was at hand."
    return f"{made} Ledger entries: {facts['Ledger entries']}; head {facts['Ledger head']}."


def more_words(number: int) -> str:
    """Return how many lines were left to the records.

    >>> more_words(3)
    'and 3 more below'
    """
    return f"and {number} more below"
