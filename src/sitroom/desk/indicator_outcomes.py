"""Indicators of a situation: how its occasions end, what is stable then, and which act tells types apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from sitroom.brief import joined
from sitroom.core import DayRange, EventPattern, HistoryError, day_range
from sitroom.desk.indicator_words import shown_by
from sitroom.desk.questions import AFTER_OCCASION, words_of
from sitroom.desk.testing import resolve_actor
from sitroom.game import Option, Signal, Situation, Solution, WhatIf, what_if
from sitroom.ledger import Indicator, Origin
from sitroom.record import Reading, gazetteer


def indicators_of_situation(situation: Situation, topic: str, reading: Reading | None = None) -> list[Indicator]:
    """Return what the model of a situation gives one to watch for, in the order of its options.

    Args:
        situation: solved for every branch and every type.
        topic: the slug of the topic.
        reading: gives the days from which signs count; without it only their last days are known.
    """
    written = reading.reference.days if reading else DayRange()
    document_id = reading.document.id if reading else None
    cases = what_if(situation)
    signs = [*_branches(situation), *_signals(situation, cases), *_outcomes(situation, cases)]
    return [
        Indicator(
            text=text, topic=topic, origin=origin, speaks_for=(speaks_for,), opens_on=opens or written, by=by,
            stated_on=written.start or written.end, rule=rule, document_id=document_id,
            rule_words=shown_by(rule),
        )
        for origin, text, speaks_for, by, rule, opens in signs
    ]  # fmt: skip


Sign = tuple[Origin, str, str, DayRange, EventPattern | None, DayRange | None]


def _branches(situation: Situation) -> Iterator[Sign]:
    """How an occasion ends: by the pattern of a branch where it names one, else by what the branch settles."""
    for occasion, branch in situation.branches():
        speaks_for = f"“{branch.name}” at {_short(occasion.name)}"
        rule = _known(branch.pattern)
        if rule is not None and occasion.on and rule.window_days:
            last = date.fromordinal(occasion.on.toordinal() + rule.window_days - 1)
            text = f"{words_of(rule)[:1].upper()}{words_of(rule)[1:]}"
            yield "outcome", text, speaks_for, day_range(last), rule, day_range(occasion.on)
            continue
        by = DayRange(occasion.on, occasion.on)
        for name, taken in branch.fixes:
            if taken:
                yield "outcome", _act(situation, name), speaks_for, by, None, None


def _signals(situation: Situation, cases: Sequence[WhatIf]) -> Iterator[Sign]:
    """Single acts that only one type does; that it is left speaks for another, where only that one leaves it."""
    told: dict[tuple[str, str], list[WhatIf]] = {}
    for case in cases:
        for signals in case.signals:
            left = {one.act[0][0]: one.stable_for[0] for one in signals.separating if _is_single(one, taken=False)}
            for one in signals.separating:
                if _is_single(one, taken=True):
                    name = one.act[0][0]
                    speaks_for = f"{signals.decision_maker} being “{one.stable_for[0]}”"
                    speaks_for += f" (its absence: “{left[name]}”)" if name in left else ""
                    told.setdefault((name, speaks_for), []).append(case)
    for (name, speaks_for), held in told.items():
        by = _some_time_after(situation)
        yield "signal", _act(situation, name), f"{speaks_for}{_when(held, cases)}", by, None, None


def _is_single(signal: Signal, *, taken: bool) -> bool:
    return len(signal.act) == 1 and signal.act[0][1] == taken


def _outcomes(situation: Situation, cases: Sequence[WhatIf]) -> Iterator[Sign]:
    """What is taken in every stable state of a case and is not taken today; acts that tell types apart stand above."""
    today = set(situation.status_quo.taken) if situation.status_quo else set()
    telling = {one.act[0][0] for case in cases for signals in case.signals for one in signals.separating}
    for option in situation.options:
        told: dict[str, list[WhatIf]] = {}
        for case in cases:
            settled = case.branch is not None and option.name in dict(case.branch.fixes)
            whose = [] if settled else [_types(one.solution) for one in case.profiles if _always(one.solution, option)]
            if whose:
                whose = whose if len(whose) < len(case.profiles) else []
                told.setdefault(f" with {joined(whose, last='or')}" if whose else "", []).append(case)
        if option.name in today | telling:
            continue
        for whom, held in told.items():
            speaks_for = f"what the model holds stable{whom}{_when(held, cases)}"
            yield "outcome", _act(situation, option.name), speaks_for, _some_time_after(situation), None, None


def _when(held: Sequence[WhatIf], cases: Sequence[WhatIf]) -> str:
    """In which branches something holds: nothing where there are none, all of them in one phrase."""
    branches = [f"“{case.branch.name}”" for case in held if case.branch]
    if not branches:
        return ""
    return ", whichever way it ends" if len(held) == len(cases) > 1 else f", after {joined(branches, last='or')}"


def _always(solution: Solution, option: Option) -> bool:
    """Whether an option is taken in every stable state; none at all says nothing."""
    values = solution.equilibria("SEQ").tolist()
    return bool(values) and all(option.name in solution.situation.taken(value) for value in values)


def _types(solution: Solution) -> str:
    return " and ".join(f"{name} “{type_}”" for name, type_ in solution.types)


def _act(situation: Situation, name: str) -> str:
    option = next(one for one in situation.options if one.name == name)
    return f"{option.owner}: {option.text or option.name}"


def _some_time_after(situation: Situation) -> DayRange:
    """The last day by which a sign would show: some time after the last occasion; open where no day is known."""
    days = [one.on for one in situation.occasions if one.on]
    return day_range(max(days) + AFTER_OCCASION) if days else DayRange()


def _known(pattern: EventPattern | None) -> EventPattern | None:
    """A branch's pattern with the slugs of its names; None where a name is not known."""
    if pattern is None:
        return None
    try:
        actors, recipients = (
            tuple(resolve_actor(name, gazetteer()) for name in names) for names in (pattern.actors, pattern.recipients)
        )
    except HistoryError:
        return None
    return EventPattern(
        actors, recipients, types=pattern.types, quads=pattern.quads, window_days=pattern.window_days,
        mutual=pattern.mutual,
    )  # fmt: skip


def _short(name: str) -> str:
    return f"the {name}" if name[:1].isupper() and not name.lower().startswith("the ") else name
