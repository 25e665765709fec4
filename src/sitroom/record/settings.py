"""Settings: when and where an act took place, from its own words or from the act that its clause is set in."""

from collections.abc import Iterable
from dataclasses import replace

from spacy.tokens import Token

from sitroom.core import Span
from sitroom.record.draft import Draft
from sitroom.record.gazetteer import fold_name, gazetteer
from sitroom.record.lexicon import cue_set
from sitroom.record.parsing import children, is_verb
from sitroom.record.records import ActorRef, Event, Realis, Record, RecordDate, Statement
from sitroom.record.sentence import Sentence
from sitroom.record.timing import dates_of, open_date, record_date

SPATIAL = {"in", "at", "near", "outside"}
TRAVEL = {"visit", "trip", "journey", "return", "travel", "fly"}


VAGUE_NOW = {"now", "currently", "today's"}


def date_of_act(draft: Draft, sentence: Sentence, token: Token, realis: Realis) -> RecordDate | None:
    """Return when an act was: from its own words, from the act that its clause is set in, else an open range."""
    for one in dates_of(token, sentence, draft.dated):
        if one.value is None or one.mention.span.quote.lower() in VAGUE_NOW:
            continue
        found = record_date(one.value, lead=one.mention.lead or "", quote=one.mention.span.quote)
        if found is not None and _fits(found, realis, draft):
            return found
    known = known_act(draft, sentence, token) if token.pos_ == "NOUN" else None
    return (
        _from_setting(draft, sentence, token)
        or _from_parenthesis(draft, sentence, token)
        or (known.date if known is not None else None)
        or open_date(token, draft.reference)
    )


def by_day(realis: Realis, when: RecordDate | None, draft: Draft, token: Token) -> Realis:
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
                here if here is not None and here.date and here.date.days.start else known_act(draft, sentence, inner)
            )
            if found is None or found.date is None or found.date.days.start is None:
                continue
            return _relative(draft, prep.lower_, found.date, sentence.subtree(prep))
    return None


def known_act(draft: Draft, sentence: Sentence, noun: Token) -> Record | None:
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
    place = place_of(sentence, noun)[1]
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
    inside = parenthesis_after(sentence, token)
    if inside is None:
        return None
    for one in draft.dates_in(inside):
        if one.value is not None:
            return record_date(one.value, quote=one.mention.span.quote)
    return None


def parenthesis_after(sentence: Sentence, token: Token) -> Span | None:
    """Return the bracket that follows an act with no other clause between, or None."""
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


def place_of(sentence: Sentence, token: Token) -> tuple[Span | None, str | None]:
    """Return where an act took place: a place name after a preposition of space, or in a bracket after it."""
    for prep in _prepositions(token):
        goes = prep.lower_ == "to" and token.lemma_.lower() in TRAVEL
        if prep.lower_ in SPATIAL or goes:
            for inner in children(prep, "pobj"):
                span = sentence.over(*_place_tokens(inner))
                if fold_name(span.quote) in gazetteer().places:
                    return span, span.quote
    inside = parenthesis_after(sentence, token)
    if inside is not None:
        for words in inside.quote.strip("()").split(","):
            if fold_name(words) in gazetteer().places:
                at = inside.start + inside.quote.index(words)
                span = Span.of(sentence.text, at, at + len(words))
                return span, span.quote
    return None, None


def _prepositions(token: Token) -> list[Token]:
    """The prepositions that hang on an act, and those on what its own prepositions lead to."""
    own = children(token, "prep")
    return own + [inner for prep in own for pobj in children(prep, "pobj") for inner in children(pobj, "prep")]


def _place_tokens(head: Token) -> tuple[Token, Token]:
    first = head
    for child in head.lefts:
        if child.dep_ == "compound":
            first = child.left_edge
            break
    return first, head


def same_actor(one: ActorRef, other: ActorRef) -> bool:
    """Return whether two mentions name the same actor: the same slug, or the same name where there is none."""
    if one.id and other.id:
        return one.id == other.id
    if one.name and other.name:
        return fold_name(one.name) == fold_name(other.name)
    return False


def unique(refs: Iterable[ActorRef]) -> tuple[ActorRef, ...]:
    """Return actors with each once: by slug, else by the words of the mention."""
    out: dict[tuple[int, int], ActorRef] = {}
    seen: set[str] = set()
    for ref in refs:
        if ref.id and ref.id in seen:
            continue
        seen |= {ref.id} if ref.id else set()
        out.setdefault((ref.span.start, ref.span.end), ref)
    return tuple(out.values())
