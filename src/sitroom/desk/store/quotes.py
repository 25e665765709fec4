"""Quotes: every span of a stored JSON value must equal the slice of its text."""

from collections.abc import Iterator, Mapping

QUOTE_KEYS = ("quote", "text")


def spans_in(value: object, path: str = "$") -> Iterator[tuple[str, int, int, str]]:
    """Yield ``(path, start, end, quote)`` for every object with offsets and words, however deep.

    >>> list(spans_in({"trigger": {"start": 0, "end": 3, "quote": "Met"}}))
    [('$.trigger', 0, 3, 'Met')]
    """
    if isinstance(value, Mapping):
        start, end = value.get("start"), value.get("end")
        words = next((value[key] for key in QUOTE_KEYS if isinstance(value.get(key), str)), None)
        if isinstance(start, int) and isinstance(end, int) and words is not None:
            yield path, start, end, words
        for key, inner in value.items():
            yield from spans_in(inner, f"{path}.{key}")
    elif isinstance(value, list | tuple):
        for index, inner in enumerate(value):
            yield from spans_in(inner, f"{path}[{index}]")


def misquotes(text: str, value: object) -> list[str]:
    """Return one sentence for every span whose words are not the slice of the text; none is what should be."""
    return [
        f"{path} quotes {words[:40]!r}, but the text has {text[max(start, 0) : end][:40]!r} at {start}-{end}"
        for path, start, end, words in spans_in(value)
        if start < 0 or text[start:end] != words
    ]
