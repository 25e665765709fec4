"""Conditions: what depends on what, as the author says it."""

from spacy.tokens import Token

from sitroom.core import Span
from sitroom.record.draft import Draft, attribution
from sitroom.record.lexicon import cue_set, cues
from sitroom.record.parsing import children, is_verb
from sitroom.record.realis import realis_of
from sitroom.record.records import Condition, Estimate
from sitroom.record.sentence import Sentence


def read_conditions(draft: Draft, sentence: Sentence) -> None:
    """Read what a sentence makes dependent: ``depends on``, ``if``, ``unless``, ``provided that``, ``as long as``."""
    _phrase(draft, sentence)
    for token in sentence.tokens:
        _dependence(draft, sentence, token)
        _conditional_clause(draft, sentence, token)


def _dependence(draft: Draft, sentence: Sentence, token: Token) -> None:
    """``The future of the dialogue depends on the outcome of the talks``."""
    lemma = token.lemma_.lower()
    if not ((is_verb(token) and lemma in cue_set("condition", "verbs")) or lemma in cue_set("condition", "adjectives")):
        return
    prep = next((c for c in token.children if c.dep_ in ("prep", "prt") and c.lower_ in ("on", "upon")), None)
    inner = children(prep, "pobj", "pcomp") if prep is not None else []
    verb = token if is_verb(token) else token.head
    if not is_verb(token) and verb.lemma_.lower() not in ("be", "remain", "become"):
        return
    subject = next(iter(children(verb, "nsubj", "nsubjpass", "csubj")), None)
    if prep is None or not inner or subject is None or (lemma in ("rest", "turn", "rely") and not _abstract(subject)):
        return
    _add(
        draft,
        sentence,
        verb,
        antecedent=sentence.subtree(inner[0]),
        consequent=sentence.subtree(subject),
        cue=sentence.over(token, prep),
    )


def _abstract(subject: Token) -> bool:
    return subject.lemma_.lower() in {
        "future",
        "outcome",
        "success",
        "fate",
        "decision",
        "result",
        "progress",
        "answer",
        "much",
    }


def _conditional_clause(draft: Draft, sentence: Sentence, token: Token) -> None:
    """``If X, Y``, ``Y unless X``, ``Had X, Y would``."""
    if not is_verb(token) or token.dep_ not in ("advcl", "pcomp", "ccomp"):
        return
    mark = next(
        (
            c
            for c in token.children
            if c.lower_ in cue_set("condition", "marks") and c.dep_ in ("mark", "advmod", "prep")
        ),
        None,
    )
    if token.lower_ in ("provided", "providing", "assuming") and token.dep_ == "advcl":
        mark = token
    mark = mark or _inverted(token)
    if mark is None or _asks(token):
        return
    head = token.head
    antecedent = sentence.subtree(token)
    consequent = _without(sentence, head, antecedent)
    if consequent is not None:
        _add(draft, sentence, head, antecedent=antecedent, consequent=consequent, cue=sentence.over(mark, mark))


def _inverted(verb: Token) -> Token | None:
    """``Had Poland signed, ...``: an auxiliary before the subject opens the condition."""
    subject = next(iter(children(verb, "nsubj", "nsubjpass")), None)
    had = next((c for c in children(verb, "aux", "auxpass") if c.lower_ in ("had", "were", "should")), None)
    return had if had is not None and subject is not None and had.i < subject.i and verb.dep_ != "ROOT" else None


def _asks(token: Token) -> bool:
    """``asked if``: a question, not a condition."""
    return token.dep_ in ("ccomp", "advcl") and token.head.lemma_.lower() in (
        "ask",
        "wonder",
        "know",
        "see",
        "doubt",
        "question",
        "decide",
    )


def _without(sentence: Sentence, head: Token, antecedent: Span) -> Span | None:
    tokens = [
        t for t in sentence.parts(head) if not antecedent.start <= sentence.at(t) < antecedent.end and not t.is_space
    ]
    while tokens and (tokens[0].is_punct or tokens[0].lower_ in ("and", "but", "then")):
        tokens.pop(0)
    while tokens and tokens[-1].is_punct:
        tokens.pop()
    if not tokens:
        return None
    before = [t for t in tokens if sentence.at(t) < antecedent.start]
    after = [t for t in tokens if sentence.at(t) >= antecedent.end]
    part = sorted(before if len(before) >= len(after) else after, key=lambda token: token.i)
    return sentence.over(part[0], part[-1])


def _phrase(draft: Draft, sentence: Sentence) -> None:
    for words in cues("condition")["phrases"]:
        cue = sentence.phrase_at(words)
        if cue is None:
            continue
        token = sentence.token_at(cue.end)
        root = sentence.root
        if token is None:
            continue
        clause = next(
            (
                t
                for t in (token, *token.ancestors)
                if t.dep_ in ("advcl", "pcomp", "pobj", "ccomp", "acl") and sentence.owns(t)
            ),
            None,
        )
        if clause is None or clause.i == root.i:
            continue
        antecedent = sentence.subtree(clause)
        consequent = _without(sentence, root, antecedent)
        if consequent is not None and not any(r.kind == "condition" for r in draft.in_sentence(sentence)):
            _add(draft, sentence, root, antecedent=antecedent, consequent=consequent, cue=cue)


def _add(draft: Draft, sentence: Sentence, head: Token, *, antecedent: Span, consequent: Span, cue: Span) -> None:
    evidence = Span.of(
        sentence.text, min(antecedent.start, consequent.start, cue.start), max(antecedent.end, consequent.end)
    )
    realis = realis_of(head)
    record = Condition(
        id=draft.new_id("condition", evidence),
        evidence=(evidence,),
        asserted_by=attribution(sentence, head, draft.actors, None),
        realis="negated" if realis == "negated" and cue.quote.lower().startswith("depend") else "actual",
        confidence=0.7,
        antecedent=antecedent,
        consequent=consequent,
        cue=cue,
    )
    draft.add(record, sentence, head)


def link_conditions(draft: Draft) -> None:
    """Tie each condition to the judgement that depends on it: in its words, else the one before that it takes up."""
    for condition in [record for record in draft.records if isinstance(record, Condition)]:
        number = draft.heads[condition.id][0].number
        estimates = [r for r in draft.records if isinstance(r, Estimate)]
        inside = [r for r in estimates if r.content.overlaps(condition.consequent)]
        before = [
            r
            for r in estimates
            if draft.heads[r.id][0].number == number - 1 and _shares_noun(r.content, condition.consequent)
        ]
        for estimate in (inside or before)[:1]:
            draft.link("condition_of", condition, estimate, condition.evidence)


def _shares_noun(content: Span, consequent: Span) -> bool:
    def words(span: Span) -> set[str]:
        return {word.strip(".,;:'\"‘’“”").lower() for word in span.quote.split() if len(word) > 4}

    return bool(words(content) & words(consequent))
