"""Drafting: a situation from the records of a brief, every line with its words, everything unknown as a question."""

from sitroom import record as read
from sitroom.core import GameError
from sitroom.game.draft_aims import Kept, Wanted, draft_maker, draw_aims
from sitroom.game.draft_occasions import draw_occasions
from sitroom.game.draft_options import (
    Draft,
    draw_announcements,
    draw_estimates,
    draw_plans,
    draw_requests,
    kept_options,
)
from sitroom.game.draft_parties import parties_of, refs_of
from sitroom.game.draft_words import goes_on, one_line, quoted
from sitroom.game.situation import Situation, StatusQuo

MOST_CONDITIONS = 12

ALWAYS_ASKED = (
    "Which options cannot be undone once taken? All are drafted as reversible.",
    "Which options cannot go together? None is drafted as excluded.",
    "What could each of them do that the text does not name? A model knows only the options listed.",
    "Could one of them be of several types, say in earnest or for show? Then give each type its own aims.",
)


def draft_situation(reading: read.Reading) -> Situation:
    """Draft a situation from what a brief says; it is a list of proposals and questions for an analyst, not an answer.

    Options come from estimates, announcements, plans and requests, and from aims that name an act; occasions get the
    branches ``agreement`` and ``no agreement``; preferences are the aims in the order of the text; an option is taken
    in the status quo only where the words say that it goes on. Nothing else is filled in.

    Raises:
        GameError: the reading names no act of anybody, so that there is no option.
    """
    draft = Draft(parties_of(reading))
    draw_estimates(reading, draft)
    draw_announcements(reading, draft)
    draw_plans(reading, draft)
    aims = draw_aims(reading, draft)
    draw_requests(reading, draft)
    occasions = draw_occasions(reading, draft)
    kept = kept_options(draft)
    if not kept:
        raise GameError(
            "no act of anybody was found in this text, so there is nothing to decide on; write the situation by hand"
        )
    called = _in_text_order(reading, draft, kept, aims)
    known = draft.parties.known(reading)
    return Situation(
        title=one_line(reading.document.title or "A situation without a title"),
        options=tuple(option for _, option in kept),
        decision_makers=tuple(
            draft_maker(name, aims.get(name, []), kept, known=name in known, others=called) for name in called
        ),
        status_quo=_status_quo(kept),
        occasions=occasions,
        text=f"Drafted by sitroom from document {reading.document.id}; review every line",
        questions=(*ALWAYS_ASKED, *_conditions(reading), *_left_out(draft)),
    )


def _in_text_order(reading: read.Reading, draft: Draft, kept: Kept, aims: dict[str, list[Wanted]]) -> tuple[str, ...]:
    """Return the decision makers that own an option or have an aim, in the order in which the text names them."""
    needed = {drawn.owner for drawn, _ in kept} | set(aims)
    refs = sorted((ref for one in reading.records for ref in refs_of(one)), key=lambda ref: ref.span.start)
    named = [name for name in draft.parties.names(refs) if name in needed]
    return (*named, *sorted(needed - set(named)))


def _status_quo(kept: Kept) -> StatusQuo:
    going = [option for drawn, option in kept if goes_on(drawn.act)]
    return StatusQuo(
        tuple(option.name for option in going),
        evidence=tuple(dict.fromkeys(record for option in going for record in option.evidence)),
        question="which of the others are done already? None is taken unless the words say that it goes on",
    )


def _conditions(reading: read.Reading) -> list[str]:
    conditions = [one for one in reading.of_kind("condition") if isinstance(one, read.Condition)]
    return [
        f"The text makes {quoted(one.consequent, one.id)} depend on “{one_line(one.antecedent.quote)}”; is that a rule?"
        for one in conditions[:MOST_CONDITIONS]
    ]


def _left_out(draft: Draft) -> list[str]:
    if not draft.left:
        return []
    return [f"Left out, as it has no known owner or no verb, or there are too many: {'; '.join(draft.left)}"]
