"""Statements told by nouns: ``her statement``, ``the statement that she made``, ``his assessment of X as "Y"``."""

from spacy.tokens import Token

from sitroom.core import Span
from sitroom.record.draft import Draft
from sitroom.record.lexicon import cue_set
from sitroom.record.ontology import quad_of
from sitroom.record.parsing import children, is_verb
from sitroom.record.realis import realis_of
from sitroom.record.records import ActorRef, Coding, Statement
from sitroom.record.sentence import Sentence, find_subject
from sitroom.record.settings import date_of_act, known_act, place_of, unique


def read_nominal_statements(draft: Draft, sentence: Sentence) -> None:
    """``Putin's statement``, ``the statement that Putin made``, ``Clinton's assessment of X as "Y"``."""
    for token in sentence.tokens:
        if token.lemma_.lower() not in cue_set("statement", "nouns") or token.pos_ != "NOUN":
            continue
        if draft.at_token(sentence, token) is not None or token.dep_ in ("compound", "nmod"):
            continue
        made = next(
            (c for c in children(token, "relcl", "acl") if c.lemma_.lower() in cue_set("statement", "makers")), None
        )
        heads = [head for head in _speaker_heads(token, made) if head.i != token.i]
        if not heads:
            continue
        act = made if made is not None else _maker_verb(token) or token
        realis = realis_of(act) if act is not token else realis_of(token)
        when = date_of_act(draft, sentence, act, realis)
        speaker = unique(
            ref
            for head in heads
            for ref in draft.actors.resolve_all(sentence.offset, head, when.days if when else None)
        )
        if not speaker:
            continue
        again = known_act(draft, sentence, token)
        if again is not None and (when is None or when.days.start is None):
            when = again.date
        if again is not None and again.date != when:
            again = None
        span = sentence.over(
            token.left_edge if sentence.owns(token.left_edge) else token, _statement_end(sentence, token)
        )
        coding = _evaluation(sentence, token)
        place, place_name = place_of(sentence, act)
        record = Statement(
            id=draft.new_id("statement", span),
            evidence=(span,),
            realis=realis,
            date=when,
            place=place,
            place_name=place_name,
            confidence=0.6,
            trigger=sentence.over(token, token),
            coding=coding,
            speaker=speaker,
            audience=_audience(draft, sentence, act),
            content=_said(sentence, token),
        )
        draft.add(record, sentence, token)
        if act is not token and draft.at_token(sentence, act) is None:
            draft.by_token[(sentence.offset, act.i)] = record.id
        if again is not None:
            draft.link("same_event", record, again, (span,))


def _speaker_heads(token: Token, made: Token | None) -> list[Token]:
    """Who says it: the noun's owner, else the subject of the verb by which it is made."""
    verb = made if made is not None else _maker_verb(token)
    subject = find_subject(verb) if verb is not None else None
    return children(token, "poss") or ([subject] if subject is not None else [])


def _maker_verb(token: Token) -> Token | None:
    verb = token.head
    if token.dep_ in ("dobj", "nsubjpass") and verb.lemma_.lower() in cue_set("statement", "makers"):
        return verb
    return None


def _statement_end(sentence: Sentence, token: Token) -> Token:
    kept = [one for one in sentence.parts(token, without=("cc", "conj")) if not one.is_punct]
    said = _that_clause(sentence, token)
    if said is not None:
        kept += [one for one in sentence.parts(said) if not one.is_punct]
    return _less_preposition(_quote_end(sentence, max(kept, key=lambda one: one.i)), token)


def _less_preposition(last: Token, first: Token) -> Token:
    """``Kim's address of``: what the preposition leads to was left out, so it goes too."""
    return last.doc[last.i - 1] if last.pos_ == "ADP" and last.i > first.i else last


def _quote_end(sentence: Sentence, last: Token) -> Token:
    """Return the token that closes the quotation which the last one stands in, else the last one."""
    marks = [one for one in sentence.tokens if one.text in ('"', "''", "``")]
    opened = [one for one in marks if one.i <= last.i]
    closing = [one for one in marks if one.i > last.i]
    return closing[0] if len(opened) % 2 and closing else last


def _that_clause(sentence: Sentence, token: Token) -> Token | None:
    for other in sentence.tokens:
        if other.i <= token.i or other.dep_ not in ("ccomp", "acl", "relcl") or not is_verb(other):
            continue
        if any(child.lower_ == "that" and child.dep_ == "mark" and child.i > token.i for child in other.children):
            return other
    return None


def _said(sentence: Sentence, token: Token) -> Span | None:
    """What was said: the clause after it, else what it was of or about, with its quotation whole."""
    clause = _that_clause(sentence, token)
    inner = [
        child
        for child in children(token, "prep", "acl")
        if child.lower_ in ("of", "about", "on", "that") or child.dep_ == "acl"
    ]
    head = clause if clause is not None else next(iter(inner), None)
    if head is None:
        return None
    said = sentence.subtree(head)
    last = sentence.token_at(said.end - 1)
    end = _quote_end(sentence, last) if last is not None else None
    return said if end is None else Span.of(sentence.text, said.start, sentence.at(end) + len(end.text))


def _audience(draft: Draft, sentence: Sentence, act: Token) -> tuple[ActorRef, ...]:
    """Whom it was said to: ``to X``, or the body whose meeting it was said at."""
    out: list[ActorRef] = []
    for prep in children(act, "prep"):
        for inner in children(prep, "pobj"):
            if prep.lower_ == "to":
                out += draft.actors.resolve_all(sentence.offset, inner)
            elif prep.lower_ in ("at", "before", "during"):
                for of in children(inner, "prep"):
                    out += [
                        ref for one in children(of, "pobj") for ref in draft.actors.resolve_all(sentence.offset, one)
                    ]
    return unique(out)


def _evaluation(sentence: Sentence, token: Token) -> Coding | None:
    """A characterisation that runs another's act down is an accusation: ``X's assessment of Y as "Z"``."""
    if token.lemma_.lower() not in cue_set("statement", "evaluations"):
        return None
    as_at = sentence.phrase_at("as", after=sentence.at(token) - sentence.span.start)
    said = sentence.text[as_at.end : sentence.span.end] if as_at else ""
    words = {word.strip("\"'“”‘’().,;").lower().replace("re-", "re") for word in said.split()}
    if words & cue_set("statement", "pejorative"):
        return Coding(event_type="ACCUSE", mode="disapprove", cameo="111", quad=quad_of("ACCUSE", "111"))
    return None
