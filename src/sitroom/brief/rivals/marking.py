"""Marking: what bears on rival explanations, and the marks that stated rules propose; where none applies, no mark."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

from sitroom.brief.rivals.grounds import Told
from sitroom.brief.rivals.happenings import Happening
from sitroom.brief.rivals.matrix import BASE_RATE, Evidence, Explanation, Mark, Marking, Matrix
from sitroom.brief.rivals.sides import any_touch, named_in, parties
from sitroom.brief.rivals.telling import told_words
from sitroom.brief.words import percent
from sitroom.record import Event, Occasion, Statement, fold_name

SPAN_DAYS = 30
PROMPT_DAYS = 14
ENOUGH_REPEATS = 2
USUAL = 0.8
RARE = 0.2


@dataclass(frozen=True, slots=True)
class Usual:
    """How often acts of the same kind came in time windows before the act, as event history knew then.

    Args:
        rate: share of windows with at least one, in [0, 1].
        text: the count in words, with its source.
    """

    rate: float
    text: str


@cache
def rules() -> dict[str, tuple[Mark, str]]:
    """Return the rules by name: the mark that each proposes, and the rule in words."""
    rows = csv.DictReader(files(__package__).joinpath("rules.csv").read_text(encoding="utf-8").splitlines())
    return {row["rule"]: (row["mark"], row["words"]) for row in rows}  # type: ignore[misc]


def weighed(matrix: Matrix, told: Told, *, usual: Usual | None = None) -> Matrix:
    """Return a matrix with the evidence of its text and the proposed marks.

    Args:
        matrix: an act with its explanations.
        told: the texts in which evidence is looked for.
        usual: the base rate of such acts; None where history does not cover them.
    """
    evidence = _evidence(matrix, told, usual)
    again = frozenset(one.key for one in evidence if one.happening and _repeats(one.happening, matrix.happening))
    repeats = again if len(again) >= ENOUGH_REPEATS else frozenset()
    markings = [
        Marking(one.key, explanation.key, rules()[name][0], rule=rules()[name][1])
        for one in evidence
        for explanation in matrix.explanations
        if (name := _rule(one, explanation, matrix, usual, repeats)) is not None
    ]
    return replace(matrix, evidence=evidence, markings=tuple(markings))


def _evidence(matrix: Matrix, told: Told, usual: Usual | None) -> tuple[Evidence, ...]:
    found = sorted(_bearing(matrix, told), key=lambda one: (one.first, one.record.anchor.start))
    out = [
        Evidence(one.key, number, told_words(one.record), one.days, one.record.anchor, one, _sides(one, told))
        for number, one in enumerate(found, start=1)
    ]
    if usual is not None:
        text = f"How usual such acts are: {percent(usual.rate)} ({usual.text})"
        out.append(Evidence(BASE_RATE, len(out) + 1, text))
    return tuple(out)


def _bearing(matrix: Matrix, told: Told) -> Iterator[Happening]:
    """Yield what shares a party with the act or its explanations close to it in time, or what the act answers."""
    answered = {one.key for explanation in matrix.explanations for one in explanation.answered}
    concerned = (*matrix.happening.sides, *(side for one in matrix.explanations for side in one.toward))
    day = matrix.happening.days.start if matrix.happening.days else None
    for one in told.happenings:
        if one.key == matrix.key:
            continue
        near = _days_between(one, matrix.happening)
        close = near is not None and near <= SPAN_DAYS
        if one.key in answered or (close and any_touch(_sides(one, told), concerned, day)):
            yield one


def _sides(one: Happening, told: Told) -> tuple[str, ...]:
    """Return the sides of a happening; an occasion has also those whom its words name."""
    named = named_in(one.record.anchor, told.reading, one.first if one.days else None)
    return tuple(dict.fromkeys((*one.sides, *(named if isinstance(one.record, Occasion) else ()))))


def _days_between(one: Happening, other: Happening) -> int | None:
    """Return the days between two happenings, 0 where they overlap; None where one has no day."""
    if not one.days or not other.days or not one.days.start or not other.days.start:
        return None
    if one.days.overlaps(other.days):
        return 0
    first, second = sorted((one.days, other.days), key=lambda days: days.start or date.max)
    assert second.start is not None
    return (second.start - (first.end or second.start)).days


def _rule(
    evidence: Evidence, explanation: Explanation, matrix: Matrix, usual: Usual | None, repeats: frozenset[str]
) -> str | None:
    """Return the first rule that applies to a pair, or None."""
    happening = evidence.happening
    if happening is None:
        return _by_rate(usual) if explanation.is_routine else None
    if happening.key in {one.key for one in explanation.answered}:
        return "too-late" if _is_after(happening, matrix.happening) else "answered"
    if any(happening.key == one.key for other in matrix.explanations for one in other.answered):
        return "answered-other"
    if explanation.is_routine:
        return "repeat" if happening.key in repeats else None
    return _by_aim(happening, explanation, matrix.happening) or _by_time(evidence, explanation, matrix.happening)


def _by_rate(usual: Usual | None) -> str | None:
    if usual is None:
        return None
    return "usual" if usual.rate >= USUAL else "rare" if usual.rate <= RARE else "neither"


def _by_aim(happening: Happening, explanation: Explanation, act: Happening) -> str | None:
    """Return the rule of what was done, or left undone, by the doer's side toward those with whom an aim wants it."""
    quad = _quad(happening)
    if quad is None or not any_touch(happening.doer_sides, act.doer_sides):
        return None
    for wanted in explanation.wanted:
        others = [side for side in happening.sides if side not in act.doer_sides]
        if not any_touch(others, wanted.sides, act.first if act.days else None):
            continue
        friendly = quad in (1, 2)
        if happening.record.realis == "negated":
            return "left-out" if friendly == wanted.friendly else None
        if happening.record.realis == "actual":
            return "wanted" if friendly == wanted.friendly else "opposite"
    return None


def _by_time(evidence: Evidence, explanation: Explanation, act: Happening) -> str | None:
    """Return the rule of a prompt shortly before the act, or an occasion shortly after it, with those aimed at."""
    happening = evidence.happening
    assert happening is not None
    if not explanation.toward or not happening.days or not act.days or not act.days.start:
        return None
    start, day = happening.days.start, act.days.start
    assert start is not None
    if happening.record.realis == "actual" and any_touch(happening.doer_sides, explanation.toward, day):
        own = any_touch(happening.doer_sides, act.doer_sides)
        before = timedelta(0) < day - start <= timedelta(days=PROMPT_DAYS)
        return "prompt" if before and not own else None
    ahead = timedelta(0) < start - day <= timedelta(days=SPAN_DAYS)
    planned = happening.record.realis == "scheduled" or isinstance(happening.record, Occasion)
    return "ahead" if planned and ahead and any_touch(evidence.sides, explanation.toward, day) else None


def _is_after(happening: Happening, act: Happening) -> bool:
    end = act.days.end if act.days else None
    return happening.days is not None and end is not None and happening.first > end


def _repeats(happening: Happening, act: Happening) -> bool:
    """Return whether a happening is of the same kind between the same parties, of states by their sides alone."""
    types = [{_type(one) for one in group.records} - {None} for group in (happening, act)]
    if not types[0] & types[1] or happening.record.realis != "actual" or happening.days is None:
        return False
    if len(set(act.sides)) > 1:
        return set(happening.sides) == set(act.sides)
    mine, theirs = (
        {ref.id or fold_name(ref.label) for ref in parties(group.record)} for group in (happening, act)
    )  # fmt: skip
    return len(theirs) > 1 and mine == theirs


def _type(record: object) -> str | None:
    return record.coding.event_type if isinstance(record, Event | Statement) and record.coding else None


def _quad(happening: Happening) -> int | None:
    record = happening.record
    return record.coding.quad if isinstance(record, Event | Statement) and record.coding else None


def marks_of(matrix: Matrix, evidence: Evidence) -> Sequence[Marking | None]:
    """Return the markings of a piece of evidence, one for each explanation in order."""
    return [matrix.find(evidence.key, one.key) for one in matrix.explanations]
