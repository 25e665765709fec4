"""The layout: a document's body as parsed sentences, with its time expressions hung on their words."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from sitroom.core import Span
from sitroom.record.parsing import Block, paragraphs, parse
from sitroom.record.sentence import Sentence
from sitroom.record.tagger import tag_sentences
from sitroom.record.timing import Dated, Direction, direction_of, find_heads
from sitroom.text import DateMention, Document, find_dates

LIMITS = {"by", "until", "till", "before", "within"}


@dataclass(frozen=True, slots=True)
class Layout:
    """The parsed sentences of a document's body, and its time expressions with what each hangs on.

    Stamps and the title are no part of the body; expressions in them hang on nothing.
    """

    sentences: tuple[Sentence, ...]
    dated: tuple[Dated, ...]


def lay_out(documents: Sequence[Document]) -> list[Layout]:
    """Parse documents together, which is faster than one by one; each layout is what it would be alone."""
    mentions = [find_dates(document.text) for document in documents]
    blocks = [block for document, found in zip(documents, mentions, strict=True) for block in _blocks(document, found)]
    docs = [[sent for sent in doc.sents if sent.text.strip()] for doc in parse(blocks)]
    tags = iter(tag_sentences([sent for sents in docs for sent in sents]))
    parsed = iter(docs)
    out = []
    for document, found in zip(documents, mentions, strict=True):
        sentences: list[Sentence] = []
        for number, block in enumerate(_blocks(document, found)):
            for sent in next(parsed):
                sentences.append(Sentence(document.text, block.offset, sent, len(sentences), number, next(tags)))
        out.append(Layout(tuple(sentences), tuple(_hang(found, sentences))))
    return out


def _blocks(document: Document, mentions: Sequence[DateMention]) -> list[Block]:
    title = _title_span(document)
    apart = [stamp.span for stamp in document.stamps if stamp.span] + ([title] if title else [])
    starts = [mention.span.start for mention in mentions]
    out = []
    for offset, words in _body(document.text, apart):
        first, last = bisect_left(starts, offset), bisect_left(starts, offset + len(words))
        out.append(Block(offset, words, tuple(mention.span for mention in mentions[first:last])))
    return out


def _title_span(document: Document) -> Span | None:
    """Where the title stands, when the body follows it: a title repeats the text and is not read as a sentence."""
    title = document.title
    at = document.text.find(title) if title else -1
    if not title or at < 0 or not document.text[at + len(title) :].strip():
        return None
    return Span.of(document.text, at, at + len(title))


def _body(text: str, apart: Sequence[Span]) -> list[tuple[int, str]]:
    out = []
    for offset, block in paragraphs(text):
        start, end = offset, offset + len(block)
        cuts = sorted((max(s.start, start), min(s.end, end)) for s in apart if s.start < end and s.end > start)
        for cut_start, cut_end in cuts:
            if text[start:cut_start].strip():
                out.append((start, text[start:cut_start]))
            start = max(start, cut_end)
        if text[start:end].strip():
            out.append((start, text[start:end]))
    return out


def _hang(mentions: Sequence[DateMention], sentences: Sequence[Sentence]) -> list[Dated]:
    out, index = [], 0
    for mention in mentions:
        while index < len(sentences) and sentences[index].span.end <= mention.span.start:
            index += 1
        inside = index < len(sentences) and sentences[index].covers(mention.span)
        heads = find_heads(sentences[index], mention) if inside else ()
        out.append(Dated(mention, heads, _direction(mention, heads)))
    return out


def _direction(mention: DateMention, heads: Sequence[Token]) -> Direction | None:
    """The way that a time expression points; a limit (``by November``) lies ahead of its verb's time, past or not."""
    if (mention.lead or "").lower() in LIMITS:
        return None
    return next((way for head in heads if (way := direction_of(head))), None)
