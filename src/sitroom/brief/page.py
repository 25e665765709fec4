"""The page: what terminal, Markdown and HTML show alike."""

from sitroom.brief.model import EARLIER, Brief, Note

SHOWN_QUOTES = frozenset({"timeline", "not-happened", "replies", "reasons"})
SINCE = "What changed"
NOTHING_CHANGED = "Nothing that this page keeps track of has changed since."
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


def place_of(brief: Brief, note: Note) -> str:
    """Return which of several texts a note is from; empty where the brief has but one.

    A brief that shows what changed cites the texts before it as well.
    """
    source = brief.sources[note.source]
    if source.label == EARLIER:
        return f"earlier text, {source.written}" if source.written else "earlier text"
    return f"text {source.label}" if source.label else "this text" if len(brief.sources) > 1 else ""


def source_title(brief: Brief, place: int) -> str:
    """Return the heading above one of the texts that the page shows whole."""
    source = brief.sources[place]
    title = f": {source.title}" if source.title and len(brief.sources) > 1 else ""
    if source.label == EARLIER:
        return f"An earlier text on the topic{title}"
    return f"Text {source.label}{title}" if source.label else f"The text{title}"
