"""Clauses: the words of an act with its subject and adjuncts, and what a verb of saying says."""

from spacy.tokens import Token

from sitroom.core import Span
from sitroom.record.draft import broken_off
from sitroom.record.parsing import children, is_verb
from sitroom.record.sentence import Sentence, find_subject


def clause_span(sentence: Sentence, token: Token) -> Span:
    """Return the words of the clause that an act stands in, with its subject and adjuncts, less its coordinates."""
    if not is_verb(token):
        return _noun_clause(sentence, token)
    asides = {
        inner.i
        for child in token.subtree
        if child.dep_ == "relcl" and child.i > token.i and _after_comma(child)
        for inner in child.subtree
    }
    asides |= {
        inner.i
        for clause in children(token, "ccomp")
        if broken_off(sentence, token, clause)
        for inner in clause.subtree
    }
    parts = [
        part
        for part in sentence.parts(token, without=("conj", "cc", "punct", "parataxis", "dep", "preconj"))
        if part.i not in asides
    ]
    subject = find_subject(token)
    first, last = parts[0], parts[-1]
    if subject is not None and sentence.owns(subject) and subject.i < first.i and first.i - subject.i < 14:
        first = subject.left_edge if sentence.owns(subject.left_edge) else subject
    return _trimmed(sentence, first, last)


def _after_comma(clause: Token) -> bool:
    first = clause.left_edge.i
    return first > 0 and clause.doc[first - 1].text == ","


def _is_item_number(token: Token) -> bool:
    """``5.`` at the head of a numbered paragraph."""
    return token.i == token.sent.start and token.text.rstrip(".)").isdigit() and len(token.text) <= 3


def _noun_clause(sentence: Sentence, token: Token) -> Span:
    parts = sentence.parts(token, without=("conj", "cc", "punct", "relcl", "appos"))
    return _trimmed(sentence, parts[0], parts[-1])


def _trimmed(sentence: Sentence, first: Token, last: Token) -> Span:
    doc = first.doc
    while last.i > first.i and (last.is_space or (last.is_punct and last.text not in "\"')")):
        last = doc[last.i - 1]
    while first.i < last.i and (
        first.is_space or first.tag_ == "LS" or (first.is_punct and first.text not in "\"'(") or _is_item_number(first)
    ):
        first = doc[first.i + 1]
    return sentence.over(first, last)


def content_of(sentence: Sentence, token: Token) -> Span | None:
    """Return what a verb of saying says: its clause, else what it is about, else a quotation beside it."""
    clauses = [clause for clause in children(token, "ccomp", "xcomp") if not broken_off(sentence, token, clause)]
    if clauses:
        return sentence.subtree(clauses[-1])
    about = [
        child
        for child in children(token, "prep", "dobj")
        if child.i > token.i and (child.dep_ == "dobj" or child.lower_ in ("about", "of", "for", "as"))
    ]
    return sentence.subtree(about[-1]) if about else None
