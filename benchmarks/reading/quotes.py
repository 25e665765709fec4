"""Quotes: every span in a row must be the very slice of its text."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from benchmarks.reading.answers import REALIS, Row, records
from benchmarks.reading.figures import Counts, Totals

KINDS = frozenset({"event", "statement", "aim", "estimate", "condition", "occasion", "pattern"})
COUNTED = (
    "quotes_checked", "quote_violations", "evidence_without_quote", "records_without_evidence", "off_vocabulary",
)  # fmt: skip
PARTS = ("records", "links", "dates", "document", "reference")


def count_quotes(row: Row, text: str) -> Counts:
    """Count spans, those that are not their slice, records without evidence or quote, and kinds unknown."""
    counts: Counts = Counter()
    for record in records(row):
        counts["evidence_without_quote"] += sum(not isinstance(one.get("quote"), str) for one in record["evidence"])
        counts["records_without_evidence"] += not record["evidence"]
        counts["off_vocabulary"] += record["kind"] not in KINDS or record["realis"] not in REALIS
    for spanned in _spans([row.get(part) for part in PARTS]):
        counts["quotes_checked"] += 1
        slice_ = text[spanned["start"] : spanned["end"]]
        said = [spanned[word] for word in ("quote", "text") if isinstance(spanned.get(word), str)]
        counts["quote_violations"] += any(words != slice_ for words in said)
    return counts


def quote_figures(totals: Totals) -> dict[str, int]:
    """Return all counts, those of nothing too."""
    return {name: totals.get(name, 0) for name in COUNTED}


def _spans(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        for one in value:
            yield from _spans(one)
    elif isinstance(value, dict):
        yield from _spans(list(value.values()))
        quoted = isinstance(value.get("quote"), str) or isinstance(value.get("text"), str)
        if quoted and isinstance(value.get("start"), int) and isinstance(value.get("end"), int):
            yield value
