"""Sentences: one parsed sentence with its place in the document and what is being read from it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Span as Sent
from spacy.tokens import Token

from sitroom.core import MONTHS, Span
from sitroom.record.parsing import is_verb
from sitroom.record.tagger import Tags


@dataclass(frozen=True)
class Sentence:
    """A sentence: its tokens, the offset of its paragraph, its number and its paragraph's number, and its tags."""

    text: str
    offset: int
    sent: Sent
    number: int
    paragraph: int
    tags: Tags | None = None

    @cached_property
    def span(self) -> Span:
        """The words of the sentence."""
        return self.over(self.sent[0], self.sent[-1])

    @property
    def tokens(self) -> Iterator[Token]:
        """The tokens, in order."""
        return iter(self.sent)

    @property
    def root(self) -> Token:
        """The head of the sentence."""
        return self.sent.root

    def over(self, first: Token, last: Token) -> Span:
        """Return the span of the document from one token to another, both included."""
        return Span.of(self.text, self.offset + first.idx, self.offset + last.idx + len(last.text))

    def at(self, token: Token) -> int:
        """Return the offset of a token in the document."""
        return int(self.offset + token.idx)

    def subtree(self, token: Token, *, without: tuple[str, ...] = ()) -> Span:
        """Return the words of a token's subtree, less closing punctuation and dependents with some labels."""
        tokens = [one for one in self.parts(token, without=without) if not one.is_space]
        while len(tokens) > 1 and tokens[-1].is_punct and tokens[-1].text not in "\"')":
            tokens.pop()
        while len(tokens) > 1 and tokens[0].is_punct and tokens[0].text not in "\"'(":
            tokens.pop(0)
        return self.over(tokens[0], tokens[-1])

    def parts(self, token: Token, *, without: tuple[str, ...] = ()) -> list[Token]:
        """Return the tokens of a subtree, leaving out whole dependents with some labels."""
        left_out = {inner.i for child in token.children if child.dep_ in without for inner in child.subtree}
        if left_out:
            return [one for one in token.subtree if one.i not in left_out and self.owns(one)]
        return [one for one in token.subtree if self.owns(one)]

    def owns(self, token: Token) -> bool:
        """Return whether the token lies in this sentence."""
        return bool(self.sent.start <= token.i < self.sent.end)

    def token_at(self, start: int) -> Token | None:
        """Return the first token that ends after an offset of the document, or None beyond the sentence."""
        for token in self.sent:
            if self.offset + token.idx + len(token.text) > start:
                return token
        return None

    def covers(self, span: Span) -> bool:
        """Return whether the span lies in the sentence."""
        return self.span.start <= span.start and span.end <= self.span.end

    def phrase_at(self, words: str, *, after: int = 0) -> Span | None:
        """Return where some words stand in the sentence, in any case, or None."""
        low = self.text[self.span.start : self.span.end].lower()
        at = low.find(words, after)
        while at >= 0:
            before, behind = low[at - 1 : at], low[at + len(words) : at + len(words) + 1]
            if not before.isalnum() and not behind.isalnum():
                return Span.of(self.text, self.span.start + at, self.span.start + at + len(words))
            at = low.find(words, at + 1)
        return None


def verb_of(token: Token) -> Token | None:
    """Return the nearest verb above a token, or the token itself where it is one."""
    if is_verb(token):
        return token
    return next((head for head in token.ancestors if is_verb(head)), None)


def find_subject(verb: Token) -> Token | None:
    """Return the subject of a verb: its own, its coordinated head's, or its controller's.

    >>> # "Minsk wants to talk": the subject of "talk" is that of "wants"
    """
    seen = set()
    here: Token | None = verb
    while here is not None and here.i not in seen:
        seen.add(here.i)
        own = [child for child in here.children if child.dep_ in ("nsubj", "nsubjpass", "csubj")]
        if own:
            return _antecedent(own[0])
        if here.dep_ == "relcl":
            return here.head
        if here.dep_ == "acl" and here.tag_ in ("VBG", "VB"):
            return here.head
        if here.dep_ in ("xcomp", "conj", "advcl", "ccomp", "pcomp", "acl", "dep", "parataxis"):
            controller = _object_controller(here)
            if controller is not None:
                return controller
            here = here.head
            while here is not None and not is_verb(here) and here.dep_ != "ROOT":
                here = here.head
        else:
            break
    return _subject_before(verb)


def _subject_before(verb: Token) -> Token | None:
    """The subject of a finite verb that the parser left without one: that of the nearest clause before it."""
    if verb.tag_ not in ("VBZ", "VBP", "VBD"):
        return None
    run_on = [
        pobj
        for prep in verb.lefts
        if prep.dep_ == "prep"
        for pobj in prep.rights
        if pobj.dep_ == "pobj" and _holds_date(pobj)
    ]
    if run_on:
        return run_on[-1]
    before = [
        t
        for t in verb.sent
        if t.i < verb.i and t.dep_ in ("nsubj", "nsubjpass") and t.pos_ in ("NOUN", "PROPN", "PRON")
    ]
    return _antecedent(before[-1]) if before else None


def _holds_date(noun: Token) -> bool:
    """``On 12 July Sargsyan gave ...``: without a comma the parser takes day and name for one phrase."""
    return (
        noun.ent_type_ != "DATE"
        and noun.pos_ == "PROPN"
        and any(child.ent_type_ == "DATE" or child.text in MONTHS for child in noun.lefts)
    )


def _antecedent(subject: Token) -> Token:
    """``who`` and ``which`` stand for the noun that their clause describes."""
    if subject.lower_ in ("who", "which", "that") and subject.head.dep_ == "relcl":
        return subject.head.head
    return subject


OBJECT_CONTROL = {
    "urge",
    "ask",
    "tell",
    "order",
    "force",
    "persuade",
    "invite",
    "press",
    "advise",
    "instruct",
    "allow",
    "encourage",
    "compel",
    "convince",
    "permit",
    "warn",
    "request",
    "require",
    "oblige",
    "pressure",
}


def _object_controller(verb: Token) -> Token | None:
    head = verb.head
    if verb.dep_ in ("xcomp", "ccomp", "advcl") and head.lemma_.lower() in OBJECT_CONTROL and verb.tag_ == "VB":
        return next((child for child in head.children if child.dep_ in ("dobj", "dative")), None)
    return None
