"""Conditions: what depends on what, as the author says it."""

from functools import cache

from spacy.tokens import Token

from sitroom.core import Span
from sitroom.record.condition_parts import Cue, Parts, find_cues, find_parts, is_condition
from sitroom.record.draft import Draft, attribution
from sitroom.record.lexicon import cue_set, cues
from sitroom.record.parsing import children
from sitroom.record.realis import realis_of
from sitroom.record.records import Condition, Estimate
from sitroom.record.segments import (
    PhraseIndex,
    Tokens,
    has_finite,
    head_of,
    index_phrases,
    is_break,
    over,
    phrases_at,
    pieces,
    segment_start,
    segment_stop,
    trimmed,
    words_of,
)
from sitroom.record.sentence import Sentence

ASKING = ("whether", "what", "how", "who", "where", "when", "that")
TRAILING = ("MD", "RB", "RBR", "RBS")


def read_conditions(draft: Draft, sentence: Sentence) -> None:
    """Read what a sentence makes dependent: ``if``, ``unless``, ``without``, ``depends on``, ``otherwise``."""
    tokens = words_of(sentence)
    tied: list[Parts] = []
    for cue in find_cues(tokens):
        parts = find_parts(tokens, cue)
        if parts is None or not is_condition(tokens, cue, parts):
            continue
        if any(one.consequent == parts.consequent and one.antecedent[1] >= parts.antecedent[1] for one in tied):
            continue  # "if Kigali withdraws and if Kinshasa stops": one condition
        tied.append(parts)
        _add_tied(draft, sentence, tokens, cue, parts)
    low = [token.lower_ for token in tokens]
    for place in range(len(tokens)):
        _dependence(draft, sentence, tokens, place)
        _otherwise(draft, sentence, tokens, low, place)


def _add_tied(draft: Draft, sentence: Sentence, tokens: Tokens, cue: Cue, parts: Parts) -> None:
    """A clause keeps its connective (``if the talks fail``), a noun phrase does not (``drones``)."""
    start = parts.antecedent[0] if cue.before_noun or cue.stop < parts.antecedent[0] else cue.start
    _add(
        draft,
        sentence,
        head_of(tokens[slice(*parts.consequent)]),
        antecedent=over(sentence, tokens, start, parts.antecedent[1]),
        consequent=over(sentence, tokens, *parts.consequent),
        cue=over(sentence, tokens, cue.start, cue.stop),
    )


# ---------------------------------------------------------------------- depends on
def _dependence(draft: Draft, sentence: Sentence, tokens: Tokens, place: int) -> None:
    """``The future of the dialogue depends on the outcome of the talks``, ``the accord stands or falls with``."""
    ends = _dependence_ends(tokens, place)
    if ends is None:
        return
    start, stop = ends
    subject = _subject(tokens, start, tokens[place])
    antecedent = _named_after(tokens, stop)
    if subject is None or antecedent is None:
        return
    head = next(
        (t for t in tokens[slice(*subject)] if t.head.i >= tokens[start].i or t.head.i < tokens[subject[0]].i), None
    )
    if head is not None and not _can_depend(
        draft, sentence, tokens[place], head, clause=has_finite(tokens[slice(*subject)])
    ):
        return
    _add(
        draft,
        sentence,
        tokens[place],
        antecedent=over(sentence, tokens, *antecedent),
        consequent=over(sentence, tokens, *subject),
        cue=over(sentence, tokens, place, stop),
    )


def _dependence_ends(tokens: Tokens, place: int) -> tuple[int, int] | None:
    """Where the verb of a dependence begins (its copula where it has one) and where its preposition ends."""
    lemma = _plain_lemma(tokens[place])
    for phrase in cues("condition")["fates"]:
        words = phrase.split()
        if (
            words[0] == lemma
            and [t.lemma_.lower() if n in (0, 2) else t.lower_ for n, t in enumerate(tokens[place : place + 4])]
            == words
        ):
            return place, place + 4
    adjective = lemma in cue_set("condition", "adjectives")
    if not adjective and lemma not in cue_set("condition", "verbs"):
        return None
    near = tokens[place + 1 : place + 5]
    on = next((n for n, t in enumerate(near) if t.lower_ in ("on", "upon", "to")), None)
    if on is not None and (near[on].lower_ == "to") != (lemma in cue_set("condition", "to_adjectives")):
        return None
    if on is None or any(t.pos_ in ("NOUN", "PROPN", "VERB") for t in near[:on]):
        return None
    start = place
    if adjective:
        while start and tokens[start - 1].tag_ in TRAILING:
            start -= 1
        if start and tokens[start - 1].lemma_.lower() in ("be", "remain", "become"):
            return start - 1, place + on + 2
        return (start, place + on + 2) if _made(tokens, start) is not None else None
    if tokens[place].tag_ in ("VBG", "VB") and place and tokens[place - 1].lower_ == "to":
        return None
    return start, place + on + 2


def _made(tokens: Tokens, stop: int) -> tuple[int, int] | None:
    """``has made the tranche conditional on ...``: the words between the verb and the adjective."""
    for place in range(stop - 1, max(stop - 8, -1), -1):
        if tokens[place].lemma_.lower() in ("make", "keep", "render"):
            return trimmed(tokens, place + 1, stop)
    return None


def _plain_lemma(token: Token) -> str:
    """The lemma of a verb that the tagger may have taken for a noun: ``hinges``."""
    return str(token.lemma_.lower())


def _subject(tokens: Tokens, stop: int, verb: Token) -> tuple[int, int] | None:
    """What depends: the words before the verb, from the last boundary on; a clause with its own verb in full."""
    if verb.lemma_.lower() in cue_set("condition", "adjectives") and tokens[stop].i == verb.i:
        return _made(tokens, stop)
    start = segment_start(tokens, stop)
    while stop > start + 1 and (tokens[stop - 1].tag_ in TRAILING or tokens[stop - 1].lemma_ in ("be", "have")):
        stop -= 1
    found = trimmed(tokens, start, stop)
    if found is None:
        return None
    inside = tokens[slice(*found)]
    if has_finite(inside) and inside[0].lower_ not in ASKING:
        own = next((c for c in children(verb, "nsubj", "nsubjpass", "csubj") if c.i < verb.i), None)
        places = [p for p in range(*found) if own is not None and own.left_edge.i <= tokens[p].i <= own.right_edge.i]
        return (places[0], places[-1] + 1) if places and tokens[places[0]].tag_ not in ("WDT", "WP") else None
    return found


def _can_depend(draft: Draft, sentence: Sentence, verb: Token, subject: Token, *, clause: bool) -> bool:
    """``Hungary depends on Russian gas`` is a need, not a condition; ``turns on`` wants an outcome as its subject."""
    if clause or subject.lower_ in ASKING:
        return True
    if _plain_lemma(verb) in cue_set("condition", "weak_verbs"):
        return subject.lemma_.lower() in cue_set("condition", "outcomes")
    if _plain_lemma(verb) in cue_set("condition", "adjectives") and _plain_lemma(verb) != "subject":
        return True
    found = draft.actors.resolve(sentence.offset, subject)
    return found is None or (found.id is None and found.country is None)


def _named_after(tokens: Tokens, start: int) -> tuple[int, int] | None:
    """What it depends on: to the next comma or boundary, over a list."""
    limit = segment_stop(tokens, start)
    end = limit
    for number, (first, stop) in enumerate(stretches := pieces(tokens, start, limit)):
        last = number + 1 == len(stretches)
        if last or tokens[stretches[number + 1][0]].lower_ not in ("and", "or") or first is None:
            end = stop
            break
    return trimmed(tokens, start, end)


# ---------------------------------------------------------------------- otherwise
def _otherwise(draft: Draft, sentence: Sentence, tokens: Tokens, low: list[str], place: int) -> None:
    """``Conte needs a dozen senators, or else Italy gets a technocrat``: the clause before, in the negative."""
    stop = next((end for end, _ in phrases_at(low, place, _otherwise_index())), None)
    if stop is None or stop >= len(tokens) or not _opens(tokens, place) or tokens[stop].tag_ == "VBN":
        return
    consequent = trimmed(tokens, stop, segment_stop(tokens, stop))
    if consequent is None or not has_finite(tokens[slice(*consequent)]):
        return
    earlier, bound = (tokens, place) if any(not t.is_punct for t in tokens[:place]) else _sentence_before(sentence)
    while bound and (earlier[bound - 1].is_punct or earlier[bound - 1].lower_ in ("and", "or", "but")):
        bound -= 1
    antecedent = trimmed(earlier, segment_start(earlier, bound), bound) if bound else None
    if antecedent is None or not (
        has_finite(earlier[slice(*antecedent)]) or earlier[antecedent[0]].tag_ in ("VB", "VBP")
    ):
        return
    _add(
        draft,
        sentence,
        head_of(tokens[slice(*consequent)]),
        antecedent=over(sentence, earlier, *antecedent),
        consequent=over(sentence, tokens, *consequent),
        cue=over(sentence, tokens, place, stop),
    )


@cache
def _otherwise_index() -> PhraseIndex:
    return index_phrases({"otherwise": cues("condition")["otherwise"]})


def _opens(tokens: Tokens, place: int) -> bool:
    if place == 0:
        return True
    before = tokens[place - 1]
    return before.text == "," or is_break(before) or before.lower_ in ("and", "but", "or", "because")


def _sentence_before(sentence: Sentence) -> tuple[Tokens, int]:
    if sentence.sent.start == 0:
        return (), 0
    before = [token for token in sentence.sent.doc[sentence.sent.start - 1].sent if not token.is_space]
    return before, len(before)


# ---------------------------------------------------------------------- the record
def _add(draft: Draft, sentence: Sentence, head: Token, *, antecedent: Span, consequent: Span, cue: Span) -> None:
    spans = (antecedent, consequent, cue)
    evidence = Span.of(sentence.text, min(one.start for one in spans), max(one.end for one in spans))
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
