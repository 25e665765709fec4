"""Modals: where ``may``, ``might`` and ``could`` speak of what lies ahead, and not of leave, ability or the past."""

from spacy.tokens import Token

from sitroom.record.lexicon import cue_set
from sitroom.record.segments import Tokens, segment_start, segment_stop
from sitroom.record.sentence import find_subject

BETWEEN = ("RB", "RBR", "RBS")
SENSES = frozenset({"hear", "feel", "smell", "taste", "remember", "recall", "recognise", "recognize", "afford"})


def is_forecast(tokens: Tokens, place: int) -> bool:
    """Return whether a modal at a place says that something ahead is possible."""
    modal = tokens[place]
    verb = _verb_of(tokens, place)
    if verb is None or _is_perfect(tokens, place, verb) or verb.lemma_.lower() in cue_set("estimate", "rhetorical"):
        return False
    start, stop = segment_start(tokens, place), segment_stop(tokens, place)
    if tokens[-1].text == "?" or _is_denied_ability(tokens, place, verb):
        return False
    return not (
        _is_leave(tokens, modal)
        or _is_of_past(tokens, start, stop)
        or _is_subordinate(tokens, start, place, verb)
        or _is_general(verb)
    )


def _is_perfect(tokens: Tokens, place: int, verb: Token) -> bool:
    """``may have fled`` is a guess at the past; ``may have to leave`` and ``may have a rival`` lie ahead."""
    if verb.lower_ != "have":
        return False
    after = [token for token in tokens[place + 1 :] if token.i > verb.i and token.tag_ not in BETWEEN][:1]
    return any(token.tag_ in ("VBN", "VBD") for token in after)


def _verb_of(tokens: Tokens, place: int) -> Token | None:
    """The verb that a modal goes with: the first word after it that is no adverb and no aside."""
    if tokens[place].dep_ in ("aux", "auxpass") and tokens[place].head.pos_ in ("VERB", "AUX"):
        near = next((t for t in tokens[place + 1 : place + 4] if t.tag_ not in BETWEEN and not t.is_punct), None)
        if near is not None and near.lower_ in ("have", "be"):
            return near
        return tokens[place].head if tokens[place].head.tag_ != "VBN" else None
    near = next((t for t in tokens[place + 1 : place + 4] if t.tag_ not in BETWEEN), None)
    return near if near is not None and near.tag_ == "VB" else None


def _is_denied_ability(tokens: Tokens, place: int, verb: Token) -> bool:
    """``could not attend``: an ability denied, of old."""
    if tokens[place].lower_ != "could":
        return False
    if verb.lemma_.lower() in SENSES:
        return True
    near = {token.lower_ for token in tokens[place + 1 : place + 3]}
    head = tokens[place].head if tokens[place].dep_ in ("aux", "auxpass") else verb
    return bool(near & {"not", "n't", "hardly", "scarcely", "barely", "only"}) or any(
        child.dep_ == "neg" for child in head.children
    )


def _is_leave(tokens: Tokens, modal: Token) -> bool:
    """``Under the standing orders members may vote by proxy``: what rules allow."""
    subject = find_subject(modal.head)
    licensed = (
        subject is not None and subject.lemma_.lower() in cue_set("estimate", "licensed") and subject.tag_ == "NNS"
    )
    ruled = any(token.lemma_.lower() in cue_set("estimate", "rules") and _gives_leave(token) for token in tokens)
    return modal.lower_ == "may" and (ruled or licensed)


def _gives_leave(rule: Token) -> bool:
    """``under article 12``, ``the charter says``; ``may not ratify the treaty`` speaks of a rule and obeys none."""
    if rule.dep_ in ("nsubj", "nsubjpass"):
        return True
    prep = next((t for t in (rule.head, rule.head.head) if t.dep_ in ("prep", "pcomp")), None)
    return prep is not None and prep.lower_ in ("under", "by", "per", "to", "in", "of") and rule.dep_ != "dobj"


def _is_of_past(tokens: Tokens, start: int, stop: int) -> bool:
    """A clause told in the past: ``the road was so bad that nobody could pass``; who said so may be past."""
    return any(
        token.tag_ == "VBD" and token.lemma_.lower() not in cue_set("estimate", "sayings") and token.dep_ != "relcl"
        for token in tokens[start:stop]
    )


def _is_subordinate(tokens: Tokens, start: int, place: int, verb: Token) -> bool:
    """``if Minsk could``, ``so that they may``, ``a bridge that could``: no judgement of its own."""
    before = [token.lower_ for token in tokens[start:place]]
    if any(word in ("if", "unless", "until", "lest", "as", "than", "whatever", "whoever") for word in before[-6:]):
        return True
    if "so" in before and "that" in before:
        return True
    return verb.dep_ in ("relcl", "acl") and tokens[place].lower_ == "could"


def _is_general(verb: Token) -> bool:
    """``one could say``, ``we may add``: the author about the author."""
    subject = find_subject(verb)
    return subject is not None and subject.lower_ in ("one", "you", "i", "we", "what", "who", "nobody")
