"""Sentences of a draft, cut by its signs alone: a check of usage needs no parser for them, and lists have none."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sitroom.core import Span

_BLOCK = re.compile(r"[^\r\n]+(?:\r?\n(?![ \t]*(?:\r?\n|[-*•–—·>|#]|\(?\d{1,2}[.)]\s|\(?[a-z]\)\s))[^\r\n]+)*")
_STOP = re.compile(r"[.!?…]+[\"'”’)\]]*(?:\[\^?\d+\])*(?=\s+[\"'“‘(\[]*[^\W\d_a-z]|\s+[\"'“‘(\[]*\d|\s*$)")
_SHORT = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Maj|Capt|Sgt|Adm|Sen|Rep|Gov|Rev|St|Jr|Sr|No|Nos|vs|cf|ca|approx|Art|Fig|Inc"
    r"|Ltd|Co|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|e\.g|i\.e)|(?<![\w.])[A-Z]|\b[A-Z]\.[A-Z])\.$"
)


@dataclass(frozen=True, slots=True)
class DraftSentence:
    """A sentence with the number of its paragraph; an item of a list is a paragraph of its own."""

    span: Span
    paragraph: int


def sentences_of(text: str) -> tuple[DraftSentence, ...]:
    """Return the sentences of a text in order; abbreviations and initials end none.

    >>> [one.span.quote for one in sentences_of("Gen. Li spoke. It is likely.")]
    ['Gen. Li spoke.', 'It is likely.']
    """
    return tuple(
        DraftSentence(Span.of(text, start, end), paragraph)
        for paragraph, block in enumerate(_BLOCK.finditer(text))
        for start, end in _cut(block.group(), block.start())
        if text[start:end].strip()
    )


def _cut(block: str, offset: int) -> Iterator[tuple[int, int]]:
    start = 0
    for stop in _STOP.finditer(block):
        if not _SHORT.search(block[max(0, stop.start() - 12) : stop.start() + 1]):
            yield offset + start, offset + stop.end()
            start = stop.end()
    yield offset + start, offset + len(block)
