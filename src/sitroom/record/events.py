"""Events and statements: an act found in a sentence becomes a record with who, to whom, when, where and how real."""

from collections.abc import Iterable
from dataclasses import replace

from spacy.tokens import Token

from sitroom.core import Span
from sitroom.record.coding import Match, actor_heads, find_matches, recipient_heads
from sitroom.record.draft import Draft, attribution, broken_off
from sitroom.record.gazetteer import fold_name, gazetteer
from sitroom.record.lexicon import cue_set
from sitroom.record.ontology import quad_of
from sitroom.record.parsing import children, conjuncts, is_verb
from sitroom.record.realis import realis_of
from sitroom.record.records import ActorRef, Coding, Event, Realis, Record, RecordDate, Statement
from sitroom.record.sentence import Sentence, find_subject
from sitroom.record.timing import dates_of, open_date, record_date

SPATIAL = {"in", "at", "near", "outside"}


def read_events(draft: Draft, sentence: Sentence) -> None:
    """Code the acts of a sentence: stays and nouns first, since a clause may take its day from them."""
    _stays(draft, sentence)
    _nominal_statements(draft, sentence)
    matches = find_matches(list(sentence.tokens))
    for match in sorted(matches, key=lambda one: (is_verb(one.token), one.token.i)):
        _code(draft, sentence, match)


def _code(draft: Draft, sentence: Sentence, match: Match) -> None:
    token = match.token
    if draft.at_token(sentence, token) is not None:
        return
    realis = realis_of(token)
    when = date_of_act(draft, sentence, token, realis)
    days = when.days if when else None
    who = _unique(ref for head in actor_heads(match) for ref in draft.actors.resolve_all(sentence.offset, head, days))
    whom = _recipients(draft, sentence, match, who, when)
    if not _is_coded(match, who, whom):
        return
    realis = _by_day(realis, when, draft, token)
    if match.frame.mutual and not match.frame.statement:
        who, whom = _unique((*who, *whom)), ()
    coding = coding_of(match)
    place, place_name = place_of(draft, sentence, token)
    evidence = (draft.with_whole_dates(clause_span(sentence, token)),)
    trigger = _trigger(sentence, match)
    confidence = _confidence(match, who, whom, realis)
    asserted = attribution(sentence, token, draft.actors, when)
    if match.frame.statement:
        record: Record = Statement(
            id=draft.new_id("statement", evidence[0]), evidence=evidence, asserted_by=asserted, realis=realis, date=when,
            place=place, place_name=place_name, confidence=confidence, trigger=trigger,
            coding=coding if coding.event_type else None, speaker=who, audience=whom, content=content_of(sentence, token),
        )  # fmt: skip
    else:
        record = Event(
            id=draft.new_id("event", evidence[0]), evidence=evidence, asserted_by=asserted, realis=realis, date=when,
            place=place, place_name=place_name, confidence=confidence, trigger=trigger, coding=coding, actors=who, recipients=whom,
        )  # fmt: skip
    draft.add(record, sentence, token)


def _is_coded(match: Match, who: tuple[ActorRef, ...], whom: tuple[ActorRef, ...]) -> bool:
    """No default code: an act without an actor is kept only where a verb has a known recipient."""
    frame = match.frame
    if not frame.event_type and not frame.statement:
        return False
    if is_verb(match.token):
        return bool(who) or (bool(whom) and frame.event_type is not None)
    if frame.mutual:
        return len(who) + len(whom) > 1
    return bool(who)


def coding_of(match: Match) -> Coding:
    """Return the coding of a match by its frame."""
    frame = match.frame
    return Coding(
        event_type=frame.event_type, mode=frame.mode, cameo=frame.cameo, quad=quad_of(frame.event_type, frame.cameo)
    )


def _recipients(
    draft: Draft, sentence: Sentence, match: Match, who: tuple[ActorRef, ...], when: RecordDate | None
) -> tuple[ActorRef, ...]:
    days = when.days if when else None
    actors = {(ref.span.start, ref.span.end) for ref in who}
    for head in recipient_heads(match):
        found = draft.actors.resolve_all(sentence.offset, head, days)
        inner = found if found else _spelled_out(draft, sentence, head, days)
        kept = tuple(ref for ref in inner if (ref.span.start, ref.span.end) not in actors and not _same(ref, who))
        if kept:
            return _unique(_abroad(kept, who))
    return ()


def _abroad(found: tuple[ActorRef, ...], who: tuple[ActorRef, ...]) -> tuple[ActorRef, ...]:
    """``a dialogue between Belarus and the EU``: a state's own name is no recipient of its president's act."""
    home = {ref.country for ref in who if ref.country}
    listed = len(found) > 1 and home
    return tuple(ref for ref in found if not (listed and ref.country in home and not ref.sectors)) or found


def _spelled_out(draft: Draft, sentence: Sentence, head: Token, days: object) -> tuple[ActorRef, ...]:
    """``interest in a dialogue between A and B``: a noun that is no actor may name the parties itself."""
    out: list[ActorRef] = []
    for one in conjuncts(head):
        for prep in one.children:
            if prep.dep_ == "prep" and prep.lower_ in ("between", "with", "among", "of"):
                for inner in children(prep, "pobj"):
                    out += draft.actors.resolve_all(sentence.offset, inner)
    return tuple(out)


def _same(ref: ActorRef, others: tuple[ActorRef, ...]) -> bool:
    return any(ref.id is not None and ref.id == other.id for other in others)


def _unique(refs: Iterable[ActorRef]) -> tuple[ActorRef, ...]:
    out: dict[tuple[int, int], ActorRef] = {}
    seen: set[str] = set()
    for ref in refs:
        if ref.id and ref.id in seen:
            continue
        seen |= {ref.id} if ref.id else set()
        out.setdefault((ref.span.start, ref.span.end), ref)
    return tuple(out.values())


def _by_day(realis: Realis, when: RecordDate | None, draft: Draft, token: Token) -> Realis:
    """An act whose day lies after the last day of writing has not happened, whatever its tense.

    One told in the present with a day that may lie ahead ("takes office on 9 April") is a plan.
    """
    start, written = when.days.start if when else None, draft.reference
    if realis != "actual" or start is None:
        return realis
    if written.end is not None and start > written.end:
        return "scheduled"
    present = token.tag_ in ("VBZ", "VBP") and not any(child.dep_ in ("aux", "auxpass") for child in token.children)
    return "scheduled" if present and written.start is not None and start > written.start else realis


def _confidence(match: Match, who: tuple[ActorRef, ...], whom: tuple[ActorRef, ...], realis: Realis) -> float:
    known = [ref for ref in (*who, *whom) if ref.country or ref.id]
    score = match.frame.confidence * (0.75 + 0.15 * bool(known) + 0.1 * (len(known) > 1))
    score *= 1.0 if is_verb(match.token) else 0.85
    return round(min(0.99, score * (1.0 if realis == "actual" else 0.9) * (1.0 if match.frame.event_type else 0.6)), 4)


def _trigger(sentence: Sentence, match: Match) -> Span:
    return sentence.over(match.token, match.token)


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


# ---------------------------------------------------------------------- when and where
def date_of_act(draft: Draft, sentence: Sentence, token: Token, realis: Realis) -> RecordDate | None:
    """Return when an act was: from its own words, from the act that its clause is set in, else an open range."""
    for one in dates_of(token, sentence, draft.dated):
        if one.value is None or one.mention.span.quote.lower() in VAGUE_NOW:
            continue
        found = record_date(one.value, lead=one.mention.lead or "", quote=one.mention.span.quote)
        if found is not None and _fits(found, realis, draft):
            return found
    known = _known_act(draft, sentence, token) if token.pos_ == "NOUN" else None
    return (
        _from_setting(draft, sentence, token)
        or _from_parenthesis(draft, sentence, token)
        or (known.date if known is not None else None)
        or open_date(token, draft.reference)
    )


VAGUE_NOW = {"now", "currently", "today's"}


def _fits(found: RecordDate, realis: Realis, draft: Draft) -> bool:
    """A horizon ahead is no date of what has already happened."""
    start, end = found.days.start, draft.reference.end
    return not (realis == "actual" and start and end and start > end and found.days.days and found.days.days > 7)


def _from_setting(draft: Draft, sentence: Sentence, token: Token) -> RecordDate | None:
    """``during his visit to Sochi``, ``after Putin's statement``: the day of the act named there."""
    verb = token if is_verb(token) else None
    for prep in verb.children if verb is not None else ():
        if prep.dep_ not in ("prep", "mark", "advmod", "advcl") or prep.lower_ not in (
            "during",
            "after",
            "following",
            "before",
            "at",
            "on",
        ):
            continue
        for inner in (*children(prep, "pobj"), *(one for p in children(prep, "prep") for one in children(p, "pobj"))):
            here = draft.at_token(sentence, inner)
            found = (
                here if here is not None and here.date and here.date.days.start else _known_act(draft, sentence, inner)
            )
            if found is None or found.date is None or found.date.days.start is None:
                continue
            return _relative(draft, prep.lower_, found.date, sentence.subtree(prep))
    return None


def _known_act(draft: Draft, sentence: Sentence, noun: Token) -> Record | None:
    """An act told before under the same noun by the same owner: ``Putin's harsh statements``."""
    owners = children(noun, "poss")
    if not owners:
        return None
    who = draft.actors.resolve(sentence.offset, owners[0])
    if who is None:
        return None
    lemma = noun.lemma_.lower()
    stay = _stay_of(draft, sentence, noun, who) if lemma in cue_set("presence", "nouns") else None
    if stay is not None:
        return stay
    for record in reversed(draft.records):
        head = draft.heads[record.id][1]
        said = isinstance(record, Statement) and lemma in cue_set("statement", "nouns")
        refs = record.speaker if isinstance(record, Statement) else record.actors if isinstance(record, Event) else ()
        if (
            (said or head.lemma_.lower() == lemma)
            and any(same_actor(who, ref) for ref in refs)
            and record.date
            and record.date.days.start
        ):
            return record
    return None


def _stay_of(draft: Draft, sentence: Sentence, noun: Token, who: ActorRef) -> Event | None:
    """The stay told before that ``his visit to Sochi`` takes up: the same person at the same place."""
    place = place_of(draft, sentence, noun)[1]
    for record in reversed(draft.records):
        if (
            (
                isinstance(record, Event)
                and record.coding.event_type is None
                and record.place_name
                and record.place_name == place
            )
            and any(same_actor(who, ref) for ref in record.actors)
            and record.date
            and record.date.days.start
        ):
            return record
    return None


def _relative(draft: Draft, word: str, date: RecordDate, words: Span) -> RecordDate:
    basis = f"{words.quote!r}: {date.basis}"
    if word in ("after", "following"):
        start = date.days.end or date.days.start
        end = draft.reference.end if draft.reference.end and start and draft.reference.end >= start else None
        days = replace(date.days, start=start, end=end)
        return RecordDate(days, days.edtf(), f"after {basis}")
    if word == "before":
        days = replace(date.days, start=None, end=date.days.start)
        return RecordDate(days, days.edtf(), f"before {basis}")
    return RecordDate(date.days, date.edtf, basis)


def _from_parenthesis(draft: Draft, sentence: Sentence, token: Token) -> RecordDate | None:
    """``X's assessment ... (Dublin, December 2012)``: a bracketed day belongs to the nearest act before it."""
    inside = _parenthesis_after(sentence, token)
    if inside is None:
        return None
    for one in draft.dates_in(inside):
        if one.value is not None:
            return record_date(one.value, quote=one.mention.span.quote)
    return None


def _parenthesis_after(sentence: Sentence, token: Token) -> Span | None:
    text = sentence.text[sentence.at(token) : sentence.span.end]
    opened = text.find("(")
    closed = text.find(")", opened)
    if opened < 0 or closed < 0:
        return None
    start = sentence.at(token) + opened
    if _finite_verbs_between(sentence, token, start):
        return None
    return Span.of(sentence.text, start, sentence.at(token) + closed + 1)


def _finite_verbs_between(sentence: Sentence, token: Token, end: int) -> list[Token]:
    """Return finite verbs after a token and before an offset: another clause then owns what follows."""
    return [
        other
        for other in sentence.tokens
        if other.i > token.i
        and sentence.at(other) < end
        and other.tag_ in ("VBD", "VBZ", "VBP")
        and other.dep_ not in ("aux", "auxpass")
    ]


def place_of(draft: Draft, sentence: Sentence, token: Token) -> tuple[Span | None, str | None]:
    """Return where an act took place: a place name after a preposition of space, or in a bracket after it."""
    for prep in [
        *token.children,
        *(
            inner
            for child in token.children
            if child.dep_ == "prep"
            for p in children(child, "pobj")
            for inner in p.children
        ),
    ]:
        if prep.dep_ == "prep" and (
            prep.lower_ in SPATIAL
            or (prep.lower_ == "to" and token.lemma_.lower() in ("visit", "trip", "return", "travel", "fly"))
        ):
            for inner in children(prep, "pobj"):
                span = sentence.over(*_place_tokens(inner))
                if fold_name(span.quote) in gazetteer().places:
                    return span, span.quote
    inside = _parenthesis_after(sentence, token)
    if inside is not None:
        for words in inside.quote.strip("()").split(","):
            if fold_name(words) in gazetteer().places:
                at = inside.start + inside.quote.index(words)
                span = Span.of(sentence.text, at, at + len(words))
                return span, span.quote
    return None, None


def _place_tokens(head: Token) -> tuple[Token, Token]:
    first = head
    for child in head.lefts:
        if child.dep_ == "compound":
            first = child.left_edge
            break
    return first, head


# ---------------------------------------------------------------------- statements by nouns
def _nominal_statements(draft: Draft, sentence: Sentence) -> None:
    """``Putin's statement``, ``the statement that Putin made``, ``Clinton's assessment of X as "Y"``."""
    for token in sentence.tokens:
        if token.lemma_.lower() not in cue_set("statement", "nouns") or token.pos_ != "NOUN":
            continue
        if draft.at_token(sentence, token) is not None or token.dep_ in ("compound", "nmod"):
            continue
        made = next(
            (c for c in children(token, "relcl", "acl") if c.lemma_.lower() in cue_set("statement", "makers")), None
        )
        speaker_heads = (
            children(token, "poss") or ([find_subject(made)] if made is not None else []) or _light_maker(token)
        )
        heads = [head for head in speaker_heads if head is not None and head.i != token.i]
        if not heads:
            continue
        act = made if made is not None else _maker_verb(token) or token
        realis = realis_of(act) if act is not token else realis_of(token)
        when = date_of_act(draft, sentence, act, realis)
        speaker = _unique(
            ref
            for head in heads
            for ref in draft.actors.resolve_all(sentence.offset, head, when.days if when else None)
        )
        if not speaker:
            continue
        again = _known_act(draft, sentence, token)
        if again is not None and (when is None or again.date != when):
            again = None
        span = sentence.over(
            token.left_edge if sentence.owns(token.left_edge) else token, _statement_end(sentence, token, made)
        )
        coding = _evaluation(sentence, token)
        place, place_name = place_of(draft, sentence, act)
        record = Statement(
            id=draft.new_id("statement", span), evidence=(span,), realis=realis, date=when, place=place, place_name=place_name,
            confidence=0.6, trigger=sentence.over(token, token), coding=coding, speaker=speaker,
            audience=_audience(draft, sentence, act), content=_said(sentence, token),
        )  # fmt: skip
        draft.add(record, sentence, token)
        if act is not token and draft.at_token(sentence, act) is None:
            draft.by_token[(sentence.offset, act.i)] = record.id
        if again is not None:
            draft.link("same_event", record, again, (span,))


def _light_maker(token: Token) -> list[Token | None]:
    verb = _maker_verb(token)
    return [find_subject(verb)] if verb is not None else []


def _maker_verb(token: Token) -> Token | None:
    verb = token.head
    if token.dep_ in ("dobj", "nsubjpass") and verb.lemma_.lower() in cue_set("statement", "makers"):
        return verb
    return None


def _statement_end(sentence: Sentence, token: Token, made: Token | None) -> Token:
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
    clause = _that_clause(sentence, token)
    if clause is not None:
        return sentence.subtree(clause)
    inner = [
        child
        for child in children(token, "prep", "acl")
        if child.lower_ in ("of", "about", "on", "that") or child.dep_ == "acl"
    ]
    return sentence.subtree(inner[0]) if inner else None


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
    return _unique(out)


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


# ---------------------------------------------------------------------- stays
def _stays(draft: Draft, sentence: Sentence) -> None:
    """``was on a working vacation in Sochi``: presence is a happening that PLOVER has no type for."""
    for token in sentence.tokens:
        if not is_verb(token) or token.dep_ in ("aux", "auxpass") or draft.at_token(sentence, token) is not None:
            continue
        lemma = token.lemma_.lower()
        away = lemma == "be" and any(
            inner.lemma_.lower() in cue_set("presence", "nouns")
            for prep in children(token, "prep")
            if prep.lower_ in ("on", "in", "at")
            for inner in children(prep, "pobj")
        )
        if not away and lemma not in cue_set("presence", "verbs"):
            continue
        realis = realis_of(token)
        when = date_of_act(draft, sentence, token, realis)
        place, place_name = place_of(draft, sentence, token)
        subject = find_subject(token)
        who = (
            draft.actors.resolve_all(sentence.offset, subject, when.days if when else None)
            if subject is not None
            else ()
        )
        if not who or place is None:
            continue
        span = draft.with_whole_dates(clause_span(sentence, token))
        record = Event(
            id=draft.new_id("event", span), evidence=(span,), asserted_by=attribution(sentence, token, draft.actors, when),
            realis=_by_day(realis, when, draft, token), date=when, place=place, place_name=place_name, confidence=0.45,
            trigger=sentence.over(token, token), actors=who,
        )  # fmt: skip
        draft.add(record, sentence, token)


def same_actor(one: ActorRef, other: ActorRef) -> bool:
    """Return whether two mentions name the same actor: the same slug, or the same name where there is none."""
    if one.id and other.id:
        return one.id == other.id
    if one.name and other.name:
        return fold_name(one.name) == fold_name(other.name)
    return False
