"""Patterns: a habit that the author claims of someone, which history can test."""

from spacy.tokens import Token

from sitroom.core import Span
from sitroom.record.clauses import clause_span
from sitroom.record.draft import Draft, attribution
from sitroom.record.lexicon import cue_set
from sitroom.record.parsing import children, is_verb
from sitroom.record.records import Pattern
from sitroom.record.sentence import Sentence, find_subject
from sitroom.record.timing import open_date


def read_patterns(draft: Draft, sentence: Sentence) -> None:
    """Read the habits that a sentence claims: ``is used to``, ``tends to``, ``usually does``, ``has a habit of``."""
    for token in sentence.tokens:
        verb = _habit_verb(token)
        if verb is None:
            continue
        subject = find_subject(verb)
        holder = draft.actors.resolve_all(sentence.offset, subject) if subject is not None else ()
        if not holder:
            continue
        span = clause_span(sentence, verb)
        record = Pattern(
            id=draft.new_id("pattern", span),
            evidence=(span,),
            asserted_by=attribution(sentence, verb, draft.actors, None),
            realis="actual",
            date=open_date(verb, draft.reference),
            confidence=0.65,
            holder=holder,
            content=_content(sentence, verb),
        )
        draft.add(record, sentence, verb)


def _habit_verb(token: Token) -> Token | None:
    lemma = token.lemma_.lower()
    if (
        is_verb(token)
        and lemma in cue_set("pattern", "verbs")
        and any(c.tag_ == "VB" for c in children(token, "xcomp"))
    ):
        return token
    if token.lower_ in cue_set("pattern", "participles") and token.dep_ not in ("amod", "compound"):
        be = token if any(c.lemma_.lower() == "be" for c in children(token, "auxpass", "aux")) else token.head
        to = any(c.lower_ == "to" for c in token.children) or bool(children(token, "xcomp"))
        if to and (be is not token or token.dep_ in ("ROOT", "ccomp", "conj", "acomp", "advcl")):
            return be if is_verb(be) else token
    if (
        token.pos_ == "NOUN"
        and lemma in cue_set("pattern", "nouns")
        and token.head.lemma_.lower() == "have"
        and token.dep_ == "dobj"
    ):
        return token.head if any(c.lower_ in ("of", "for") or c.dep_ == "acl" for c in token.children) else None
    if token.dep_ == "advmod" and token.lower_ in cue_set("realis", "habit_adverbs") and is_verb(token.head):
        verb = token.head
        past_once = verb.tag_ in ("VBD", "VBN") and token.lower_ in (
            "generally",
            "repeatedly",
            "frequently",
            "consistently",
        )
        return verb if verb.tag_ in ("VBZ", "VBP", "VBD") and not past_once else None
    return None


def _content(sentence: Sentence, verb: Token) -> Span:
    inner = [t for t in sentence.parts(verb, without=("nsubj", "nsubjpass", "punct", "conj", "cc")) if not t.is_space]
    return sentence.over(inner[0], inner[-1]) if inner else sentence.subtree(verb)
