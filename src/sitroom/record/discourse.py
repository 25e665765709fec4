"""Discourse: what answers what, what is a reason for what, and where the same event is told twice."""

from collections.abc import Sequence

from spacy.tokens import Token

from sitroom.core import Span
from sitroom.record.clauses import clause_span
from sitroom.record.draft import Draft
from sitroom.record.gazetteer import fold_name
from sitroom.record.lexicon import cue_set, cues
from sitroom.record.parsing import children, is_verb
from sitroom.record.realis import realis_of
from sitroom.record.records import ActorRef, Aim, Estimate, Event, Record, Statement
from sitroom.record.sentence import Sentence, find_subject
from sitroom.record.settings import date_of_act, same_actor

JUDGEMENTS = ("estimate", "aim", "condition", "event", "statement")


def link_replies(draft: Draft, sentences: Sequence[Sentence]) -> None:
    """Tie what answers to what it answers: ``was a response to``, ``replied to``, ``in response to``."""
    for sentence in sentences:
        for token in sentence.tokens:
            lemma = token.lemma_.lower()
            if is_verb(token) and lemma in cue_set("reply", "verbs"):
                _reply(
                    draft,
                    sentence,
                    token,
                    _answering(draft, sentence, token),
                    _targets(token, ("to", "against", "for")),
                )
            elif token.pos_ == "NOUN" and lemma in cue_set("reply", "nouns"):
                _noun_reply(draft, sentence, token)


def _noun_reply(draft: Draft, sentence: Sentence, token: Token) -> None:
    targets = _targets(token, ("to", "for", "against"))
    if not targets:
        return
    verb = next((t for t in (token, *token.ancestors) if is_verb(t)), None)
    if token.dep_ == "attr" and verb is not None:
        subject = next(iter(children(verb, "nsubj")), None)
        answering = _records_of(draft, sentence, subject) if subject is not None else []
        _reply(draft, sentence, token, answering, targets)
    elif token.dep_ in ("pobj", "npadvmod", "advmod") and verb is not None:
        _reply(draft, sentence, token, _records_of(draft, sentence, verb), targets)
    elif token.dep_ in ("nsubj", "nsubjpass", "dobj") and verb is not None:
        _reply(
            draft, sentence, token, _records_of(draft, sentence, verb) or _owner_act(draft, sentence, token), targets
        )


def _targets(token: Token, prepositions: tuple[str, ...]) -> list[Token]:
    out = [
        inner
        for prep in token.children
        if prep.dep_ in ("prep", "dative") and prep.lower_ in prepositions
        for inner in children(prep, "pobj", "pcomp")
    ]
    return out or (
        children(token, "dobj") if is_verb(token) and token.lemma_.lower() in ("answer", "counter", "rebut") else []
    )


def _answering(draft: Draft, sentence: Sentence, verb: Token) -> Sequence[Record]:
    """The record of the answering itself: an aim (``had to respond``), an act, or the subject's own."""
    found = _records_of(draft, sentence, verb)
    if found:
        return found
    governed = [r for r in draft.in_sentence(sentence) if isinstance(r, Aim) and draft.heads[r.id][1].i == verb.i]
    return governed or _acts_of_subject(draft, sentence, verb)


def _acts_of_subject(draft: Draft, sentence: Sentence, verb: Token) -> Sequence[Record]:
    subject = find_subject(verb)
    if subject is None:
        return []
    direct = draft.at_token(sentence, subject)
    if direct is not None:
        return [direct]
    who = draft.actors.resolve(sentence.offset, subject)
    return [r for r in draft.in_sentence(sentence) if who and any(same_actor(who, ref) for ref in doers(r))][:1]


def _owner_act(draft: Draft, sentence: Sentence, token: Token) -> Sequence[Record]:
    """``Kyiv's response to X came on 3 May``: the reply has no record of its own; make one of its owner's act."""
    owners = [draft.actors.resolve(sentence.offset, owner) for owner in children(token, "poss")]
    who = [ref for ref in owners if ref]
    return [r for r in draft.in_sentence(sentence) if who and any(same_actor(who[0], ref) for ref in doers(r))][:1]


def _records_of(draft: Draft, sentence: Sentence, token: Token) -> Sequence[Record]:
    """The records read from a token, or from what it owns or governs."""
    direct = draft.at_token(sentence, token)
    if direct is not None:
        return [direct]
    inner = [
        draft.at_token(sentence, t)
        for t in (*children(token, "conj", "xcomp", "ccomp", "dobj", "nmod", "prep"), *_deep(token))
    ]
    return [record for record in inner if record is not None][:1]


def _deep(token: Token) -> list[Token]:
    return [one for prep in children(token, "prep") for one in children(prep, "pobj")] + children(token, "relcl", "acl")


def _reply(
    draft: Draft, sentence: Sentence, token: Token, answering: Sequence[Record], targets: Sequence[Token]
) -> None:
    for target in targets:
        answered = _records_of(draft, sentence, target) or _told_before(draft, sentence, target)
        answering = answering or _untyped(draft, sentence, token)
        answered = answered or _untyped(draft, sentence, target)
        for one in answering[:1]:
            for other in answered[:1]:
                draft.link("replies_to", one, other, (_reply_span(sentence, token, target),))


def _untyped(draft: Draft, sentence: Sentence, token: Token) -> Sequence[Record]:
    """An act in a chain of replies that the ontology has no type for: who did it and when, and nothing more.

    A noun counts with its owner ("Trump's yes") or with the clause that tells of it ("the invitation that X brought").
    """
    verb = next((t for t in (token, *token.ancestors) if is_verb(t)), None)
    noun = next(iter(children(verb, "nsubj")), None) if verb is not None and verb.lemma_.lower() == "be" else None
    act = noun if noun is not None and noun.pos_ != "PRON" and token.dep_ == "attr" else token
    if act.pos_ == "NOUN" and act.lemma_.lower() in cue_set("reply", "nouns") and verb is not None:
        act = verb
    told = next((c for c in children(act, "relcl") if is_verb(c)), None) if not is_verb(act) else None
    heads = children(act, "poss") or [
        subject
        for one in (told, act)
        if one is not None and is_verb(one) and (subject := find_subject(one)) is not None
    ]
    who = tuple(ref for head in heads for ref in draft.actors.resolve_all(sentence.offset, head))
    if not who or draft.at_token(sentence, act) is not None:
        return []
    realis = realis_of(told if told is not None else act)
    when = date_of_act(draft, sentence, told if told is not None else act, realis)
    span = draft.with_whole_dates(clause_span(sentence, act))
    record = Event(
        id=draft.new_id("event", span),
        evidence=(span,),
        realis=realis,
        date=when,
        confidence=0.3,
        trigger=sentence.over(act, act),
        actors=who,
    )
    return [draft.add(record, sentence, act)]


def _reply_span(sentence: Sentence, token: Token, target: Token) -> Span:
    verb = next((t for t in (token, *token.ancestors) if is_verb(t)), token)
    whole = clause_span(sentence, verb)
    end = max(sentence.at(target) + len(target.text), sentence.at(token) + len(token.text))
    start = min(whole.start, sentence.at(token), sentence.at(target))
    return Span.of(sentence.text, start, end)


def _told_before(draft: Draft, sentence: Sentence, target: Token) -> Sequence[Record]:
    """The act of an earlier sentence that a noun takes up: ``to that welcome``, ``to her statement``, ``to him``."""
    who = [ref for owner in children(target, "poss") if (ref := draft.actors.resolve(sentence.offset, owner))]
    if target.lower_ in ("it", "this", "that", "these", "those"):
        earlier = [r for r in draft.records if isinstance(r, Event | Statement) and r.anchor.end <= sentence.at(target)]
        near = [r for r in earlier if sentence.number - 1 <= draft.heads[r.id][0].number and r.realis == "actual"]
        return list(near[-1:])
    pointing = any(c.lower_ in ("this", "that", "these", "those", "the", "such") for c in children(target, "det"))
    number = sentence.number
    before = [
        r
        for r in draft.records
        if number - 3 <= draft.heads[r.id][0].number <= number
        and isinstance(r, Event | Statement)
        and r.anchor.end <= sentence.at(target)
    ]
    if who:
        return [r for r in reversed(before) if any(same_actor(who[0], ref) for ref in doers(r))][:1]
    lemma = target.lemma_.lower()
    named = [r for r in reversed(before) if _lemma_of(draft, r) == lemma or _lemma_of(draft, r)[:5] == lemma[:5]]
    if named:
        return named[:1]
    if pointing and target.pos_ == "NOUN":
        return [r for r in reversed(before) if draft.heads[r.id][0].number < number and r.realis == "actual"][:1]
    actor = draft.actors.resolve(sentence.offset, target)
    return [
        r
        for r in reversed(before)
        if actor and draft.heads[r.id][0].number < number and any(_of(actor, ref) for ref in doers(r))
    ][:1]


def _of(actor: ActorRef, ref: ActorRef) -> bool:
    return same_actor(actor, ref) or (actor.country is not None and actor.country == ref.country)


def _lemma_of(draft: Draft, record: Record) -> str:
    return str(draft.heads[record.id][1].lemma_.lower())


def doers(record: Record) -> tuple[ActorRef, ...]:
    """Return who does, says or holds what a record tells."""
    if isinstance(record, Statement):
        return record.speaker
    if isinstance(record, Event):
        return record.actors
    if isinstance(record, Estimate):
        return record.subject
    return getattr(record, "holder", ())


# ---------------------------------------------------------------------- reasons
def link_reasons(draft: Draft, sentences: Sequence[Sentence]) -> None:
    """Tie premises to judgements: ``therefore`` to the sentence before, ``because`` to its own clause."""
    for index, sentence in enumerate(sentences):
        cue = _conclusion_cue(sentence)
        if cue is not None:
            here = [r for r in draft.in_sentence(sentence) if r.kind in JUDGEMENTS]
            premises = _premises(draft, sentence, cue, sentences[index - 1] if index else None)
            for judgement in _main(here)[:1]:
                for premise in premises:
                    draft.link("reason_for", premise, judgement, (cue, premise.anchor))
        _because(draft, sentence)


def _conclusion_cue(sentence: Sentence) -> Span | None:
    for token in sentence.tokens:
        if token.lower_ in cue_set("reason", "adverbs") and token.dep_ in (
            "advmod",
            "cc",
            "dep",
            "ROOT",
            "mark",
            "preconj",
        ):
            return sentence.over(token, token)
    for phrase in cues("reason")["phrases"]:
        found = sentence.phrase_at(phrase)
        if found is not None:
            return found
    return None


def _premises(draft: Draft, sentence: Sentence, cue: Span, before: Sentence | None) -> Sequence[Record]:
    """What a conclusion rests on: the records before its cue in the sentence, else those of the sentence before."""
    inside = [r for r in draft.in_sentence(sentence) if r.anchor.end <= cue.start]
    if inside:
        return inside[:3]
    if before is None or before.paragraph < sentence.paragraph - 1:
        return []
    said = [
        r
        for r in draft.in_sentence(before)
        if r.kind in (*JUDGEMENTS, "pattern", "occasion") and r.realis != "hypothetical"
    ]
    clauses = [r for r in said if r.kind not in ("event", "statement") or is_verb(draft.heads[r.id][1])]
    return (clauses or said)[:4]


def _main(records: Sequence[Record]) -> Sequence[Record]:
    rank = {"estimate": 0, "aim": 1, "condition": 2, "event": 3, "statement": 4}
    return sorted(records, key=lambda r: (rank.get(r.kind, 9), r.anchor.start))


def _because(draft: Draft, sentence: Sentence) -> None:
    for token in sentence.tokens:
        if not is_verb(token) or token.dep_ not in ("advcl", "pcomp"):
            continue
        mark = next(
            (c for c in token.children if c.dep_ in ("mark", "prep") and c.lower_ in cue_set("reason", "marks")), None
        )
        if mark is None or (mark.lower_ == "as" and mark.i > token.head.i):
            continue
        clause = sentence.subtree(token)
        inside = [r for r in draft.in_sentence(sentence) if clause.covers(r.anchor)]
        outside = _main(
            [r for r in draft.in_sentence(sentence) if r.kind in JUDGEMENTS and not clause.covers(r.anchor)]
        )
        for judgement in outside[:1]:
            for premise in inside[:2]:
                draft.link("reason_for", premise, judgement, (sentence.over(mark, mark), premise.anchor))


# ---------------------------------------------------------------------- the same event told twice
def link_same_events(draft: Draft) -> None:
    """Tie an act told by a noun to the one told before: same type, same parties; it takes over the day."""
    events = [record for record in draft.records if isinstance(record, Event)]
    for index, later in enumerate(events):
        for earlier in reversed(events[:index]):
            if earlier.anchor.start < later.anchor.start and _same_event(draft, earlier, later):
                draft.link("same_event", later, earlier, (later.trigger, earlier.trigger))
                break


def _same_event(draft: Draft, earlier: Event, later: Event) -> bool:
    if (
        earlier.realis != later.realis
        or earlier.coding.event_type != later.coding.event_type
        or earlier.coding.event_type is None
    ):
        return False
    if earlier.date and later.date and not earlier.date.days.overlaps(later.date.days):
        return False
    mine, theirs = (*later.actors, *later.recipients), (*earlier.actors, *earlier.recipients)
    if not mine or not all(any(_may_be(one, other) for other in theirs) for one in mine):
        return False
    return len(mine) > 1 or _lemma_of(draft, earlier) == _lemma_of(draft, later)


def _may_be(one: ActorRef, other: ActorRef) -> bool:
    if same_actor(one, other):
        return True
    if one.id and other.id:
        return False
    words, known = set(fold_name(one.span.quote).split()), set(fold_name(other.span.quote).split())
    shared = (words & known) - {"the", "a", "of"}
    return len(shared) >= 2 or (bool(shared) and words - {"the", "a"} <= known)
