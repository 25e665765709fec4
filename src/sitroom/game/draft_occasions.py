"""Occasions of a draft: what is scheduled, who is at the table, and the two ways in which it can end."""

from dataclasses import replace

from sitroom import record as read
from sitroom.core import english_day
from sitroom.game.draft_options import Draft, Drawn
from sitroom.game.draft_parties import refs_of
from sitroom.game.draft_words import as_name, one_line
from sitroom.game.situation import Branch, Occasion, Rule
from sitroom.game.statements import And, Holds

MOST_OCCASIONS, MOST_PARTIES = 2, 4
WHAT_IS_AGREED = "the text says who meets, not what is agreed; what would agreement be?"
NOBODY = "the text does not say who must agree there; what would each outcome settle?"


def draw_occasions(reading: read.Reading, draft: Draft) -> tuple[Occasion, ...]:
    """Return the occasions with their branches, and draw an option for each party: that it agrees there."""
    out: list[Occasion] = []
    for record in reading.of_kind("occasion"):
        if not isinstance(record, read.Occasion) or len(out) == MOST_OCCASIONS:
            continue
        acts = []
        for party in _at_table(record, reading, draft):
            act = f"{party} agrees {_when(record)}"
            acts.append(act)
            if all(one.act != act for one in draft.drawn):
                words = one_line(record.anchor.quote)
                draft.drawn.append(Drawn(party, act, words, [record.id], 0, WHAT_IS_AGREED, for_occasion=True))
        out.append(_occasion(record, acts, {one.name for one in out}))
    return tuple(out)


def _at_table(record: read.Occasion, reading: read.Reading, draft: Draft) -> tuple[str, ...]:
    """Return who is at the table: the parties, those of a meeting in the same words, and states in its name."""
    refs = list(record.parties)
    for event in reading.of_kind("event"):
        meets = isinstance(event, read.Event) and event.coding.event_type == "CONSULT" and event.realis != "negated"
        if meets and any(event.anchor.overlaps(span) for span in record.evidence):
            refs += refs_of(event)
    named = draft.parties.names(refs)
    everyone = draft.parties.names(ref for one in reading.records for ref in refs_of(one))
    words = " ".join(span.quote for span in record.evidence)
    states = {state.name for state in read.gazetteer().by_country.values()}
    by_name = [name for name in everyone if name in states and name in words]
    if len(by_name) > 1:  # a body named after its members: they sign, not the body
        named = tuple(name for name in named if name in states)
    return tuple(dict.fromkeys((*named, *by_name)))[:MOST_PARTIES]


def _occasion(record: read.Occasion, acts: list[str], taken: set[str]) -> Occasion:
    name = as_name(record.name.quote)
    number = 2
    while name in taken:
        name, number = f"{as_name(record.name.quote)} ({number})", number + 1
    asked = "" if acts else NOBODY
    yes = Branch("agreement", fixes=tuple((act, True) for act in acts), question=asked)
    no = Branch("no agreement", fixes=tuple((act, False) for act in acts), question=asked)
    if len(acts) > 1:
        all_of_them = Rule(And(tuple(Holds(act) for act in acts)), text="an agreement needs all of them")
        no = replace(no, fixes=(), infeasible=(all_of_them,))
    day = record.date.days.start if record.date else None
    asked = "can it end in other ways? Is the day certain?" if day else "on which day? Can it end in other ways?"
    return Occasion(name, (yes, no), on=day, text=one_line(record.anchor.quote), evidence=(record.id,), question=asked)


def _when(record: read.Occasion) -> str:
    day = record.date.days.start if record.date else None
    return f"on {english_day(day)}" if day else f"at {as_name(record.name.quote)}"
