"""Assumptions: what a text takes for granted without saying so, or says by its author's word alone."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from sitroom.brief.rivals.candidates import explanations_of, told_of, worth_explaining
from sitroom.brief.rivals.grounds import Told
from sitroom.brief.rivals.listed import announces_goals
from sitroom.brief.rivals.matrix import Explanation, Matrix
from sitroom.brief.rivals.sides import any_touch, doers, side_name
from sitroom.brief.rivals.telling import named, said_by, told_words
from sitroom.brief.words import counted, days_words, joined, quoted, shorten
from sitroom.core import Span
from sitroom.record import Aim, Condition, Estimate, Event, Link, Reading, Record, Statement

AssumptionKind = Literal["chance", "seen", "answer", "motive", "step", "aims"]
KINDS: tuple[AssumptionKind, ...] = ("chance", "seen", "answer", "motive", "step", "aims")


@dataclass(frozen=True, slots=True)
class Assumption:
    """One thing that is taken for granted.

    Args:
        key: kind and record ids, by which it is known again after a re-read.
        kind: ``chance`` (what did not happen could have), ``seen`` (a signal reaches whom it is aimed at), ``answer``
            and ``motive`` (said by the author alone), ``step`` (a reason carries its judgement), ``aims`` (ascribed).
        text: in words, after "that".
        rests: what rests on it, in words.
        span: the words of the text.
        explanation: the key of the act and of its explanation that rest on it, where it is one.
        judgement: the id of the record that rests on it, where it is a judgement.
    """

    key: str
    kind: AssumptionKind
    text: str
    rests: str = ""
    span: Span | None = None
    explanation: tuple[str, str] | None = None
    judgement: str | None = None


def assumptions_of(text: str, reading: Reading, *, most_events: int = 2) -> tuple[Assumption, ...]:
    """Return the assumptions of a text, the kinds mixed so that the first of each comes before the second of any.

    Args:
        text: the document's.
        reading: of it.
        most_events: for how many acts those of their explanations are looked for.
    """
    told = told_of(text, reading)
    acts = worth_explaining(told)[:most_events]
    matrices = [explanations_of(one, told) for one in acts]
    found = [
        *_chances(told),
        *_seen(matrices),
        *_answers(told, matrices),
        *_motives(told, matrices),
        *_steps(told),
        *_aims(told, matrices),
    ]
    return mixed(found)


def mixed(found: Iterable[Assumption]) -> tuple[Assumption, ...]:
    """Return assumptions in turns of their kinds; the same one once."""
    unique = {one.key: one for one in found}.values()
    order = sorted(unique, key=lambda one: KINDS.index(one.kind))
    turns = [
        (number, KINDS.index(kind), one)
        for kind, group in groupby(order, key=lambda one: one.kind)
        for number, one in enumerate(group)
    ]
    return tuple(one for _, _, one in sorted(turns, key=lambda turn: turn[:2]))


def situation_assumption(options: int, aims: int, parties: int, *, name: str) -> Assumption:
    """Return the one line that says what the model of a situation rests on."""
    text = (
        f"the situation “{shorten(name, 60)}” has all that matters in {counted(options, 'option')} and "
        f"{counted(aims, 'aim')} of {counted(parties, 'party', 'parties')}"
    )
    return Assumption(f"situation:{name}", "aims", text, "everything that the model says")


def _chances(told: Told) -> Iterator[Assumption]:
    """What did not happen is a reason only where it could have happened."""
    for link in _links(told, "reason_for"):
        premise, judged = _ends(link, told)
        if (
            premise is None
            or judged is None
            or premise.realis != "negated"
            or not isinstance(premise, Event | Statement)
        ):
            continue
        text = f"there was a chance for what did not happen: {shorten(told_words(premise), 110)}"
        yield Assumption(
            f"chance:{premise.id}", "chance", text, _judged(judged), premise.anchor, judgement=judged.id
        )  # fmt: skip


def _seen(matrices: Sequence[Matrix]) -> Iterator[Assumption]:
    """An act aimed at someone who took no part has to come to their knowledge and be taken as meant for them."""
    for matrix in matrices:
        for one in matrix.explanations:
            away = [side for side in one.toward if not any_touch((side,), matrix.happening.sides)]
            if not away or one.grounds[0].tie == "ascribed":
                continue
            names = joined([side_name(side) for side in away])
            text = f"{names} would learn of this and take it as meant for them: {shorten(matrix.text, 90)}"
            yield Assumption(
                f"seen:{matrix.key}>{one.key}", "seen", text, _explained(one, matrix),
                matrix.happening.record.anchor, explanation=(matrix.key, one.key),
            )  # fmt: skip


def _answers(told: Told, matrices: Sequence[Matrix]) -> Iterator[Assumption]:
    for link in _links(told, "replies_to"):
        source, target = _ends(link, told)
        if source is None or target is None or _says_himself(source):
            continue
        text = f"what {said_by(source)} did or said was meant as an answer to {said_by(target)}"
        span = link.evidence[0] if link.evidence else source.anchor
        rests = _resting(source, matrices)
        key = f"answer:{source.id}>{target.id}"
        yield Assumption(key, "answer", text, *_words(rests), span, _keys(rests), judgement=source.id)


def _motives(told: Told, matrices: Sequence[Matrix]) -> Iterator[Assumption]:
    for link in _links(told, "motive_of"):
        aim, act = _ends(link, told)
        if not isinstance(aim, Aim) or act is None or _says_himself(aim):
            continue
        text = f"{quoted(aim.content.quote, 80)} is what it was for: {shorten(told_words(act), 90)}"
        rests = _resting(aim, matrices)
        key = f"motive:{aim.id}>{act.id}"
        yield Assumption(key, "motive", text, *_words(rests), aim.anchor, _keys(rests), judgement=act.id)


def _steps(told: Told) -> Iterator[Assumption]:
    """A judgement follows from the reasons given for it; all of one judgement are one step."""
    steps: dict[str, tuple[Record, list[Record]]] = {}
    for link in _links(told, "reason_for"):
        premise, judged = _ends(link, told)
        if premise is not None and isinstance(judged, Aim | Condition | Estimate):
            steps.setdefault(judged.id, (judged, []))[1].append(premise)
    for judged, premises in sorted(steps.values(), key=lambda step: not isinstance(step[0], Estimate)):
        judged_id = judged.id
        since = joined(list(dict.fromkeys(quoted(one.anchor.quote, 70) for one in premises))[:2])
        key = "+".join(one.id for one in premises)
        yield Assumption(
            f"step:{key}>{judged_id}", "step", f"{_quote(judged)} follows from {since}", "that judgement",
            premises[0].anchor, judgement=judged_id,
        )  # fmt: skip


def _aims(told: Told, matrices: Sequence[Matrix]) -> Iterator[Assumption]:
    """Aims that nobody quotes their holder for, a holder at a time; a single one where an explanation rests on it."""
    used = {ground.record.id for one in matrices for rival in one.explanations for ground in rival.grounds}
    holders: dict[str, list[Aim]] = {}
    for one in told.reading.of_kind("aim"):
        if not isinstance(one, Aim) or one.realis != "actual" or announces_goals(one):
            continue
        if not _says_himself(one) and not _is_quoted(one.content):
            holders.setdefault(named(one.holder), []).append(one)
    for name, aims in sorted(holders.items(), key=lambda pair: -len(pair[1])):
        known = any(ref.id or ref.country for ref in aims[0].holder)
        if not known or (len(aims) == 1 and not any(one.id in used for one in aims)):
            continue
        many = len(aims) > 1
        what = f"the {counted(len(aims), 'aim')} ascribed to {name} are" if many else f"the aim ascribed to {name} is"
        others = " and others" if many else ""
        text = f"{what} really held, though not told in their own words: {quoted(aims[0].content.quote, 70)}{others}"
        yield Assumption(f"aims:{aims[0].id}", "aims", text, "all that is said of what they want", aims[0].anchor)


def _links(told: Told, kind: str) -> list[Link]:
    return [link for link in told.reading.links if link.kind == kind]


def _ends(link: Link, told: Told) -> tuple[Record | None, Record | None]:
    return told.reading.find(link.source), told.reading.find(link.target)


def _says_himself(record: Record) -> bool:
    """Return whether whoever does or wants it is among those by whose word it is told."""
    own = {ref.id or ref.label for ref in doers(record)}
    return any(who != "author" and (who.id or who.label) in own for who in record.asserted_by)


def _is_quoted(span: Span) -> bool:
    return any(sign in span.quote for sign in '"“”«»')


def _quote(record: Record) -> str:
    return quoted(record.anchor.quote, 110)


def _judged(record: Record) -> str:
    return f"the judgement {_quote(record)}" if isinstance(record, Estimate) else f"the conclusion {_quote(record)}"


def _resting(record: Record, matrices: Sequence[Matrix]) -> tuple[Explanation, Matrix] | None:
    """Return the explanation that has a record, or the aim told by the same words, among its grounds."""
    for matrix in matrices:
        for one in matrix.explanations:
            if any(ground.record.anchor.covers(record.anchor) for ground in one.grounds if ground.explicit):
                return one, matrix
    return None


def _words(rests: tuple[Explanation, Matrix] | None) -> tuple[str]:
    return (_explained(*rests) if rests else "",)


def _keys(rests: tuple[Explanation, Matrix] | None) -> tuple[str, str] | None:
    return (rests[1].key, rests[0].key) if rests else None


def _explained(explanation: Explanation, matrix: Matrix) -> str:
    days = matrix.happening.days
    return f"explanation {explanation.letter} of {days_words(days) if days else shorten(matrix.text, 70)}"
