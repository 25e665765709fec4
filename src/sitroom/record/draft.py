"""The draft of a reading: what has been found so far in a document, and the ids that records get."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from spacy.tokens import Token

from sitroom.core import DayRange, Problem, Span, short_hash
from sitroom.record.lexicon import frames
from sitroom.record.mentions import Actors
from sitroom.record.reading import Link, LinkKind
from sitroom.record.records import ActorRef, AssertedBy, Kind, Record, RecordDate
from sitroom.record.sentence import Sentence, find_subject
from sitroom.record.timing import Dated

R = TypeVar("R", bound=Record)


@dataclass
class Draft:
    """What one pass over a document builds up, in text order.

    Args:
        text: the stored text.
        document_id: part of every record's id.
        reference: the days on which the text can have been written.
        actors: resolves mentions.
        dated: the time expressions with their values.
    """

    text: str
    document_id: str
    reference: DayRange
    actors: Actors
    dated: list[Dated]
    records: list[Record] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    heads: dict[str, tuple[Sentence, Token]] = field(default_factory=dict)
    by_token: dict[tuple[int, int], str] = field(default_factory=dict)
    _places: dict[str, int] = field(default_factory=dict)
    _ordinals: Counter[tuple[str, int, int]] = field(default_factory=Counter)

    def new_id(self, kind: Kind, anchor: Span) -> str:
        """Return the id of a new record: a hash of document, kind, anchor span and ordinal."""
        key = (kind, anchor.start, anchor.end)
        ordinal = self._ordinals[key]
        self._ordinals[key] += 1
        return f"{kind}-{short_hash(self.document_id, kind, anchor.start, anchor.end, ordinal)}"

    def add(self, record: R, sentence: Sentence, head: Token) -> R:
        """Keep a record with the sentence and the token that it was read from."""
        self._places[record.id] = len(self.records)
        self.records.append(record)
        self.heads[record.id] = (sentence, head)
        self.by_token.setdefault((sentence.offset, head.i), record.id)
        return record

    def at_token(self, sentence: Sentence, token: Token) -> Record | None:
        """Return the first record that was read from a token."""
        found = self.by_token.get((sentence.offset, token.i))
        return self.find(found) if found else None

    def find(self, record_id: str) -> Record | None:
        """Return a record by its id."""
        place = self._places.get(record_id)
        return None if place is None else self.records[place]

    def replace(self, record: Record) -> None:
        """Put a record in the place of the one with its id."""
        self.records[self._places[record.id]] = record

    def link(self, kind: LinkKind, source: Record, target: Record, evidence: Iterable[Span]) -> None:
        """Tie two records, once."""
        if source.id == target.id:
            return
        link = Link(kind, source.id, target.id, tuple(evidence))
        if all((one.kind, one.source, one.target) != (kind, source.id, target.id) for one in self.links):
            self.links.append(link)

    def with_whole_dates(self, span: Span) -> Span:
        """Return some words with a time expression that they cut into made whole."""
        for one in self.dated:
            inside = one.mention.span
            if inside.start < span.start < inside.end:
                return Span.of(self.text, inside.start, span.end)
        return span

    def in_sentence(self, sentence: Sentence) -> list[Record]:
        """Return the records read from a sentence, in the order in which they were added."""
        return [r for r in self.records if self.heads[r.id][0].number == sentence.number]

    def dates_in(self, span: Span) -> list[Dated]:
        """Return the time expressions inside some words."""
        return [one for one in self.dated if span.covers(one.mention.span)]


BELIEVING = {"believe", "think", "expect", "consider", "reckon", "estimate", "predict", "judge", "assess", "suspect"}


def attribution(sentence: Sentence, token: Token, actors: Actors, dates: RecordDate | None) -> AssertedBy:
    """Return by whose word something is said, outermost first: the author, then each speaker above the clause."""
    speakers: list[ActorRef] = []
    here = token
    for _ in range(12):
        head = here.head
        if head is here:
            break
        saying = head.lemma_.lower() in BELIEVING or any(
            frame.statement and not frame.objects for frame in frames().get((head.lemma_.lower(), "verb"), ())
        )
        if here.dep_ == "ccomp" and saying and sentence.owns(head) and not broken_off(sentence, head, here):
            subject = find_subject(head)
            ref = (
                actors.resolve(sentence.offset, subject, dates.days if dates else None) if subject is not None else None
            )
            if ref is not None:
                speakers.append(ref)
        here = head
    accorded = _according_to(sentence, actors)
    if accorded is not None and not speakers:
        speakers.append(accorded)
    return ("author", *reversed(speakers))


def broken_off(sentence: Sentence, verb: Token, clause: Token) -> bool:
    """Whether a colon or a semicolon parts a verb of saying from a clause, which then is a sentence of its own."""
    low, high = sorted((verb.i, clause.i))
    return any(token.text in (":", ";") for token in verb.doc[low:high] if sentence.owns(token)) and clause.i < verb.i


def _according_to(sentence: Sentence, actors: Actors) -> ActorRef | None:
    for token in sentence.tokens:
        if token.lower_ == "according" and token.i + 2 < len(token.doc):
            to = next((child for child in token.children if child.lower_ == "to"), None)
            inner = [child for child in to.children if child.dep_ == "pobj"] if to is not None else []
            if inner:
                return actors.resolve(sentence.offset, inner[0])
    return None
