"""Aims: what someone wants, is bound to do or did something for, always by the word of whoever asserts it."""

from spacy.tokens import Token

from sitroom.core import Span
from sitroom.record.clauses import clause_span
from sitroom.record.draft import Draft, attribution
from sitroom.record.lexicon import cue_set
from sitroom.record.parsing import children, is_verb
from sitroom.record.realis import realis_of
from sitroom.record.records import ActorRef, Aim, Event, Realis, Record
from sitroom.record.sentence import Sentence, find_subject
from sitroom.record.timing import open_date


def read_aims(draft: Draft, sentence: Sentence) -> None:
    """Read the aims of a sentence: verbs and adjectives of wanting, obligations, and what an act was for."""
    for token in sentence.tokens:
        cue = _cue(token)
        if cue is not None:
            for content in _contents(cue):
                _add(draft, sentence, cue, content)
        if is_verb(token) and any(child.lower_ == "must" and child.dep_ == "aux" for child in token.children):
            _add_obligation(draft, sentence, token)
        _purpose_of_act(draft, sentence, token)
        _goal_noun(draft, sentence, token)


def _cue(token: Token) -> Token | None:
    """The word that opens an aim at this token, or None."""
    lemma = token.lemma_.lower()
    if is_verb(token) and token.dep_ not in ("aux", "auxpass"):
        if lemma in cue_set("aim", "verbs") or (lemma == "have" and _infinitives(token)):
            return token
        if lemma in cue_set("aim", "object_verbs"):
            return token
    if (
        token.pos_ in ("ADJ", "VERB")
        and token.lower_ in cue_set("aim", "adjectives")
        and token.dep_ in ("acomp", "ROOT", "conj", "advcl", "oprd")
    ):
        return token
    return None


def _infinitives(token: Token) -> list[Token]:
    return [
        c
        for c in children(token, "xcomp", "ccomp", "advcl", "acl")
        if c.tag_ == "VB" and any(k.lower_ == "to" and k.dep_ == "aux" for k in c.children)
    ]


def _contents(cue: Token) -> list[Token]:
    """The heads of what is wanted: each coordinated infinitive by itself, else the object."""
    found: list[Token] = []
    queue = _infinitives(cue)[:1]
    if not queue and cue.pos_ == "ADJ":
        queue = [c for c in cue.head.children if c.dep_ == "xcomp" and c.i > cue.i and c.tag_ == "VB"][:1]
    while queue:
        head = queue.pop(0)
        found.append(head)
        for child in head.children:
            if (child.dep_ == "conj" and is_verb(child) and child.lemma_.lower() not in cue_set("aim", "verbs")) or (
                child.dep_ == "advcl" and child.tag_ == "VB" and _as_well(child)
            ):
                queue.append(child)
    if not found and cue.lemma_.lower() in cue_set("aim", "object_verbs"):
        found = children(cue, "dobj")[:1]
    return found


def _as_well(verb: Token) -> bool:
    """``..., as well as to strengthen``: a further aim that the parser hangs as an adjunct."""
    return any(inner.lower_ == "well" for inner in verb.subtree if inner.i < verb.i) or (
        verb.i > 2 and any(verb.doc[index].lower_ == "well" for index in range(max(0, verb.left_edge.i - 3), verb.i))
    )


def _add(draft: Draft, sentence: Sentence, cue: Token, content: Token) -> None:
    subject = find_subject(cue) or find_subject(cue.head)
    if subject is None:
        return
    holder = draft.actors.resolve_all(sentence.offset, subject)
    if not holder:
        return
    realis: Realis = _held(cue)
    span = _content_span(sentence, content)
    record = Aim(
        id=draft.new_id("aim", span),
        evidence=_evidence(sentence, cue, span),
        asserted_by=attribution(sentence, cue, draft.actors, None),
        realis=realis,
        date=open_date(cue, draft.reference),
        confidence=0.7 if holder[0].id else 0.5,
        holder=holder,
        cue=_cue_span(sentence, cue),
        content=span,
    )
    draft.add(record, sentence, content)


def _add_obligation(draft: Draft, sentence: Sentence, verb: Token) -> None:
    """``Minsk must answer``: what a holder is bound to do, by the author's word."""
    subject = find_subject(verb)
    holder = draft.actors.resolve_all(sentence.offset, subject) if subject is not None else ()
    must = next(child for child in verb.children if child.lower_ == "must")
    if not holder or any(child.dep_ == "neg" for child in verb.children):
        return
    content = _content_span(sentence, verb)
    record = Aim(
        id=draft.new_id("aim", content),
        evidence=_evidence(sentence, verb, content),
        asserted_by=attribution(sentence, verb, draft.actors, None),
        date=open_date(verb, draft.reference),
        confidence=0.5,
        holder=holder,
        cue=sentence.over(must, must),
        content=content,
    )
    draft.add(record, sentence, verb)


def _held(cue: Token) -> Realis:
    """The realis of the aim's being held: wanting something is real although the thing wanted is not."""
    verb = cue if is_verb(cue) else cue.head
    if (
        verb.dep_ == "conj"
        and verb.tag_ == "VB"
        and not any(child.lower_ == "to" for child in verb.children if child.dep_ == "aux")
    ):
        verb = next((head for head in verb.ancestors if head.tag_ in ("VBZ", "VBP", "VBD")), verb)
    realis = realis_of(verb)
    return "actual" if realis == "scheduled" else realis


def _evidence(sentence: Sentence, cue: Token, content: Span) -> tuple[Span, ...]:
    subject = find_subject(cue)
    first = cue
    if subject is not None and sentence.owns(subject) and subject.i < cue.i:
        first = subject.left_edge if sentence.owns(subject.left_edge) else subject
    start = min(sentence.at(first), content.start)
    return (Span.of(sentence.text, start, content.end),)


def _cue_span(sentence: Sentence, cue: Token) -> Span:
    to = next((t for t in cue.doc[cue.i + 1 : cue.i + 2] if t.lower_ == "to"), None)
    return sentence.over(cue, to or cue)


def _content_span(sentence: Sentence, content: Token) -> Span:
    if not is_verb(content):
        return sentence.subtree(content, without=("conj", "cc", "relcl"))
    outside = (
        ("conj", "cc", "nsubj", "nsubjpass", "punct") if content.tag_ != "VB" or _has_must(content) else ("conj", "cc")
    )
    inner = [t for t in sentence.parts(content, without=outside) if not _belongs_to_next(t, content)]
    first = next((c for c in content.children if c.lower_ == "to" and c.dep_ == "aux"), content)
    last = max(inner, key=lambda t: t.i)
    while last.i > content.i and (
        (last.is_punct and last.text not in "\"')") or last.is_space or last.lower_ in ("and", "as", "well")
    ):
        last = content.doc[last.i - 1]
    return sentence.over(first, last)


def _has_must(verb: Token) -> bool:
    return any(child.lower_ == "must" for child in verb.children)


def _belongs_to_next(token: Token, content: Token) -> bool:
    """Whether a token lies in a further aim that the parser hung below this one as an adjunct."""
    here = token
    while here.i != content.i:
        if here.dep_ == "advcl" and here.head.i == content.i and here.tag_ == "VB" and _as_well(here):
            return True
        if here.head is here:
            return False
        here = here.head
    return False


# ---------------------------------------------------------------------- what an act was for
def _purpose_of_act(draft: Draft, sentence: Sentence, token: Token) -> None:
    """``X's meeting with Y was a preventive measure``: what an act was for, linked to the act."""
    if token.lemma_.lower() != "be" or token.dep_ in ("aux", "auxpass") or realis_of(token) != "actual":
        return
    subject = next(iter(children(token, "nsubj")), None)
    what = next(iter(children(token, "attr")), None)
    if subject is None or what is None or what.lemma_.lower() not in cue_set("aim", "purpose_nouns"):
        return
    act = draft.at_token(sentence, subject)
    if not isinstance(act, Event) or not act.actors:
        return
    span = sentence.over(what.left_edge, sentence.parts(what, without=("punct",))[-1])
    evidence = (clause_span(sentence, token),)
    aim = Aim(
        id=draft.new_id("aim", span),
        evidence=evidence,
        asserted_by=attribution(sentence, token, draft.actors, None),
        date=act.date,
        confidence=0.6,
        holder=act.actors[:1],
        cue=sentence.over(token, token),
        content=span,
    )
    draft.add(aim, sentence, what)
    draft.link("motive_of", aim, act, evidence)


def _goal_noun(draft: Draft, sentence: Sentence, token: Token) -> None:
    """``Minsk's goal is to ...``, ``the aim of the visit was to ...``."""
    if (
        token.lemma_.lower() not in cue_set("aim", "nouns")
        or token.dep_ != "nsubj"
        or token.head.lemma_.lower() != "be"
    ):
        return
    wanted = _infinitives(token.head)
    owners = children(token, "poss") + [
        one for p in children(token, "prep") if p.lower_ == "of" for one in children(p, "pobj")
    ]
    if not wanted or not owners:
        return
    holder: tuple[ActorRef, ...] = draft.actors.resolve_all(sentence.offset, owners[0])
    act: Record | None = draft.at_token(sentence, owners[0])
    if not holder and isinstance(act, Event):
        holder = act.actors[:1]
    if not holder:
        return
    for content in _contents(token.head):
        span = _content_span(sentence, content)
        aim = Aim(
            id=draft.new_id("aim", span),
            evidence=(Span.of(sentence.text, sentence.at(token.left_edge), span.end),),
            asserted_by=attribution(sentence, token.head, draft.actors, None),
            realis=_held(token.head),
            date=open_date(token.head, draft.reference),
            confidence=0.6,
            holder=holder,
            cue=sentence.over(token, token.head),
            content=span,
        )
        draft.add(aim, sentence, content)
        if isinstance(act, Event):
            draft.link("motive_of", aim, act, aim.evidence)
