"""Realis: whether an act happened, did not, is scheduled, is only thought of, or is a habit."""

from spacy.tokens import Token

from sitroom.record.lexicon import cue_set
from sitroom.record.parsing import is_verb
from sitroom.record.records import Realis

MARKS = {"if", "unless", "whether", "lest", "provided", "assuming"}
COMPLEMENTS = ("xcomp", "ccomp", "pcomp", "acl", "advcl", "dobj", "pobj", "prep", "attr", "oprd", "csubj")


def realis_of(token: Token) -> Realis:
    """Return the realis of the act that a verb or an event noun names.

    The verb's own words decide first; then, outward, each clause that it hangs in. A noun takes the
    realis of the clause in which it is an argument.
    """
    if _in_question(token):
        return "hypothetical"
    own = _hedged(token) or _own_realis(token)
    if own != "actual":
        return own
    here = token
    for _ in range(12):
        if here.dep_ == "relcl" and here.head.lemma_.lower() in UNPROVEN and _has_mark(here, "that"):
            return "hypothetical"
        if here.dep_ == "relcl" and here.tag_ in ("VBD", "VBZ", "VBP", "VBN"):
            return "actual"
        outer = _outer(here)
        if outer is not None and outer != "actual":
            return outer
        if here.dep_ == "ROOT" or here.head is here:
            break
        here = here.head
    return "actual"


def _own_realis(token: Token) -> Realis:
    if not is_verb(token):
        return _noun_realis(token)
    low = {
        child.lower_
        for child in token.children
        if child.dep_ in ("neg", "aux", "auxpass", "advmod", "det", "preconj", "cc")
    }
    negated = any(child.dep_ == "neg" for child in token.children) or bool(
        low & {"never", "hardly", "scarcely", "neither", "nor"}
    )
    negated = negated or _no_argument(token)
    modal = low & cue_set("realis", "modals")
    if modal & {"could", "can"} and negated and _is_past(token):
        return "negated"
    if modal:
        return "hypothetical"
    if low & cue_set("realis", "future_modals") or _going_to(token):
        return "hypothetical" if negated else "scheduled"
    if negated:
        return "negated"
    if low & cue_set("realis", "habit_adverbs"):
        return "habitual"
    if any(child.lower_ in MARKS and child.dep_ in ("mark", "advmod") for child in token.children):
        return "hypothetical"
    if token.tag_ == "VBN" and any(child.lower_ == "to" and child.dep_ == "aux" for child in token.children):
        return "hypothetical"
    if token.tag_ == "VB" and not any(child.lower_ in ("did", "does", "do") for child in token.children):
        return _infinitive(token)
    if _inverted_had(token):
        return "hypothetical"
    return "actual"


def _infinitive(token: Token) -> Realis:
    """A bare or to-infinitive takes its realis from what it hangs on."""
    head = token.head
    if token.dep_ in ("xcomp", "ccomp", "conj", "acl", "advcl", "pcomp", "relcl", "csubj", "ROOT", "dep", "parataxis"):
        if token.dep_ == "conj" and is_verb(head):
            return _own_realis(head) if head.tag_ != "VB" else _infinitive(head)
        lemma = head.lemma_.lower()
        if token.dep_ in ("xcomp", "ccomp") and lemma in cue_set("realis", "negating_verbs"):
            return "negated" if realis_of(head) == "actual" else "hypothetical"
        if token.dep_ == "xcomp" and lemma in cue_set("realis", "factive_verbs"):
            return "actual"
        if token.dep_ == "xcomp" and _is_scheduling(head):
            return "scheduled"
        if token.dep_ == "xcomp" and lemma == "be" and head.tag_ in ("VBZ", "VBP"):
            return "scheduled"
    return "hypothetical"


def _is_scheduling(head: Token) -> bool:
    lemma = head.lemma_.lower()
    return lemma in cue_set("realis", "scheduled") and (head.tag_ in ("VBN", "JJ", "VBD") or head.pos_ == "ADJ")


def _hedged(token: Token) -> Realis | None:
    """``almost attacked`` did not; ``allegedly attacked`` and ``lest X attack`` is not said to have."""
    words = {child.lower_ for child in token.children} | ({"lest"} if token.head.lower_ == "lest" else set())
    if words & {"almost", "nearly"}:
        return "negated"
    return (
        "hypothetical"
        if words & {"allegedly", "supposedly", "purportedly", "perhaps", "possibly", "maybe", "lest"}
        else None
    )


def _outer(here: Token) -> Realis | None:
    """What the clause that a token hangs in adds, or None where it adds nothing."""
    head = here.head
    if head is here or (
        here.dep_ not in COMPLEMENTS and here.dep_ not in ("conj", "nsubj", "nsubjpass", "relcl", "appos", "agent")
    ):
        return None
    if here.dep_ == "conj":
        return (
            None
            if is_verb(here) and here.tag_ in ("VBD", "VBZ", "VBP")
            else (_own_realis(head) if is_verb(head) else None)
        )
    if here.dep_ == "relcl":
        return None
    if here.dep_ == "pcomp" and head.dep_ == "prep":
        return _after_preposition(head)
    if head.lemma_.lower() == "be" and here.dep_ in ("ccomp", "advcl"):
        said = next((_denied(here, child) for child in head.children if child.dep_ == "acomp"), None)
        if said is not None:
            return said
    if here.dep_ in ("ccomp", "xcomp", "acl", "advcl") and head.lemma_.lower() in UNSETTLED and is_verb(here):
        return "hypothetical"
    if here.dep_ in ("nsubj", "nsubjpass") and _is_scheduling(head) and not _was(head):
        return "scheduled"
    if here.dep_ == "advcl" and head.pos_ == "ADV" and here.tag_ in ("VBZ", "VBP"):
        return "hypothetical" if _own_realis(head.head) in ("scheduled", "hypothetical") else None
    if not is_verb(head):
        return _under_noun(here, head)
    if here.dep_ in ("nsubj", "nsubjpass"):
        own = _own_realis(head)
        if head.lemma_.lower() in ("be", "have", "seem", "remain", "become"):
            return "hypothetical" if own in ("hypothetical", "scheduled") else None
        return own if own != "habitual" else None
    lemma = head.lemma_.lower()
    if head.lower_ in MARK_PARTICIPLES or (lemma == "rule" and any(child.lower_ == "out" for child in head.children)):
        return "hypothetical"
    if here.dep_ == "advcl" and here.tag_ in ("VBZ", "VBP") and _own_realis(head) in ("scheduled", "hypothetical"):
        return "hypothetical"
    if here.dep_ == "advcl":
        mark = next((child.lower_ for child in here.children if child.dep_ == "mark"), "")
        if mark in MARKS or here.tag_ == "VB":
            return "hypothetical"
        return None
    if here.dep_ in ("ccomp", "xcomp", "pcomp") and is_verb(here):
        if lemma in cue_set("realis", "negating_verbs") and here.tag_ != "VBD":
            return "negated" if _own_realis(head) == "actual" else "hypothetical"
        if lemma in ("deny", "doubt", "disbelieve"):
            return "negated" if lemma == "deny" else "hypothetical"
        if (
            here.tag_ == "VBG"
            and lemma in cue_set("realis", "hypothetical_verbs")
            and lemma not in cue_set("realis", "factive_verbs")
        ):
            return "hypothetical"
        if (
            lemma in ("hope", "wish", "expect", "fear", "predict", "believe", "think", "suspect", "imagine")
            and here.dep_ == "ccomp"
        ):
            return "hypothetical"
        if here.tag_ in ("VBD", "VBZ", "VBP", "VBN") and here.dep_ == "ccomp":
            return None
        return _own_realis(head)
    if here.dep_ in ("dobj", "prep", "pobj", "attr", "oprd", "agent"):
        own = _own_realis(head)
        if own in ("hypothetical", "scheduled", "negated", "habitual"):
            return own if here.dep_ != "prep" or own not in ("negated", "habitual") else None
        if here.dep_ == "dobj" and lemma in cue_set("realis", "negating_verbs"):
            return "negated"
        if lemma in cue_set("realis", "hypothetical_verbs") and (
            here.dep_ == "dobj" or here.lower_ in ("for", "on", "about", "to", "of")
        ):
            return "hypothetical"
    return None


MARK_PARTICIPLES = {"provided", "providing", "assuming", "supposing"}


def _after_preposition(prep: Token) -> Realis | None:
    """``without attacking`` says that it was not done; ``warned against signing`` that it might be."""
    if prep.lower_ == "without":
        return "negated"
    if prep.lower_ == "to" and prep.head.lower_ in ("close", "near"):
        return "hypothetical"
    return "hypothetical" if prep.lower_ in ("against", "from", "instead", "for", "of", "about") else None


UNSETTLED = {
    "hope",
    "hop",  # what the lemmatiser makes of "hoped"
    "wish",
    "suppose",
    "imagine",
    "pretend",
    "propose",
    "suggest",
    "recommend",
    "fear",
    "doubt",
}


def _has_mark(clause: Token, word: str) -> bool:
    return any(child.lower_ == word and child.dep_ == "mark" for child in clause.children)


def _was(participle: Token) -> bool:
    return any(child.lower_ in ("was", "were", "had") for child in participle.children)


def _denied(here: Token, head: Token) -> Realis | None:
    """``It is not true that``, ``there is no evidence that``, ``the idea that ... is absurd``."""
    word = head.lemma_.lower()
    if here.dep_ not in ("ccomp", "acl", "xcomp", "advcl") or not is_verb(here):
        return None
    if word in ("false", "untrue"):
        return "negated"
    verb = head.head if head.pos_ == "ADJ" else head
    if word == "true":
        return "negated" if any(child.dep_ == "neg" for child in (*verb.children, *head.children)) else None
    return "hypothetical" if word in UNPROVEN else None


UNPROVEN = {
    "idea", "evidence", "claim", "notion", "allegation", "rumour", "rumor", "suggestion", "theory", "belief",
    "assumption", "proof", "myth", "charge", "accusation", "suspicion",
}  # fmt: skip


def _under_noun(here: Token, head: Token) -> Realis | None:
    denied = _denied(here, head)
    if denied is not None:
        return denied
    if head.lemma_.lower() in HYPOTHETICAL_NOUNS or (
        head.pos_ == "ADJ" and head.lemma_.lower() in HYPOTHETICAL_ADJECTIVES
    ):
        return "hypothetical"
    if here.dep_ in ("ccomp", "acl", "relcl") and head.lemma_.lower() in (
        "likely",
        "unlikely",
        "probable",
        "possible",
        "improbable",
    ):
        return "hypothetical"
    return None


HYPOTHETICAL_NOUNS = {
    "possibility",
    "prospect",
    "chance",
    "likelihood",
    "risk",
    "threat",
    "plan",
    "proposal",
    "hope",
    "fear",
    "idea",
    "offer",
    "demand",
    "call",
    "request",
    "appeal",
    "need",
    "desire",
    "wish",
    "intention",
    "readiness",
    "willingness",
    "interest",
    "lack",
    "absence",
    "promise",
    "pledge",
    "preparation",
    "scenario",
    "option",
    "attempt",
    "bid",
    "question",
    "future",
    "outcome",
    "support",
    "opposition",
    "warning",
    "talk",
    "speculation",
    "rumour",
    "rumor",
    "pretext",
    "alternative",
    "prohibition",
    "fate",
    "deadline",
    "agenda",
    "initiative",
    "invitation",
}
HYPOTHETICAL_ADJECTIVES = {
    "likely",
    "unlikely",
    "possible",
    "impossible",
    "ready",
    "willing",
    "eager",
    "keen",
    "able",
    "unable",
    "reluctant",
    "unwilling",
    "important",
    "necessary",
    "essential",
    "crucial",
    "probable",
    "improbable",
    "determined",
    "bound",
    "conceivable",
    "inclined",
    "prepared",
    "afraid",
}


def _noun_realis(token: Token) -> Realis:
    for child in token.children:
        low = child.lemma_.lower()
        if child.dep_ in ("det", "neg") and child.lower_ in ("no", "neither"):
            return "negated"
        if child.dep_ == "amod" and low in cue_set("realis", "attempted"):
            return "hypothetical"
        if child.dep_ in ("acl", "amod") and low in cue_set("realis", "scheduled"):
            return "scheduled"
    if any(child.dep_ == "det" and child.lower_ == "any" for child in token.children):
        return "hypothetical"
    return "actual"


NEGATING_DEPENDENTS = ("det", "neg", "preconj", "cc", "predet", "advmod")


def _no_argument(token: Token) -> bool:
    """``No statement was issued``, ``nobody met``: the negation stands on an argument."""
    for child in token.children:
        if child.dep_ in ("nsubj", "nsubjpass", "dobj"):
            if child.lower_ in ("nobody", "none", "nothing", "neither"):
                return True
            if any(inner.dep_ in NEGATING_DEPENDENTS and inner.lower_ in ("no", "neither") for inner in child.children):
                return True
    return False


def _going_to(token: Token) -> bool:
    return token.tag_ == "VB" and token.dep_ == "xcomp" and token.head.lower_ == "going" and token.head.tag_ == "VBG"


def _is_past(token: Token) -> bool:
    return any(child.lower_ == "could" for child in token.children if child.dep_ == "aux")


def _inverted_had(token: Token) -> bool:
    """Whether an auxiliary before the subject opens a condition: ``Had he stopped in Yerevan, ...``."""
    had = next(
        (
            child
            for child in token.children
            if child.lower_ in ("had", "were", "should") and child.dep_ in ("aux", "auxpass")
        ),
        None,
    )
    subject = next((child for child in token.children if child.dep_ in ("nsubj", "nsubjpass")), None)
    return bool(
        had is not None
        and subject is not None
        and had.i < subject.i
        and token.dep_ in ("advcl", "ccomp", "conj", "dep")
    )


def _in_question(token: Token) -> bool:
    return any(mark.text == "?" for mark in token.sent[-2:])
