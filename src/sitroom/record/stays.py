"""Stays: where someone was, which is a happening that PLOVER has no type for."""

from sitroom.record.clauses import clause_span
from sitroom.record.draft import Draft, attribution
from sitroom.record.lexicon import cue_set
from sitroom.record.parsing import children, is_verb
from sitroom.record.realis import realis_of
from sitroom.record.records import Event
from sitroom.record.sentence import Sentence, find_subject
from sitroom.record.settings import by_day, date_of_act, place_of


def read_stays(draft: Draft, sentence: Sentence) -> None:
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
        place, place_name = place_of(sentence, token)
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
            id=draft.new_id("event", span),
            evidence=(span,),
            asserted_by=attribution(sentence, token, draft.actors, when),
            realis=by_day(realis, when, draft, token),
            date=when,
            place=place,
            place_name=place_name,
            confidence=0.45,
            trigger=sentence.over(token, token),
            actors=who,
        )
        draft.add(record, sentence, token)
