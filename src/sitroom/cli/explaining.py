"""The commands on rival explanations: the matrix, marks of evidence, and assumptions accepted or struck."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from sitroom.cli.keys import read_keys
from sitroom.cli.ledger_entering import By
from sitroom.cli.options import DeskFolder, Json, open_room
from sitroom.cli.output import DONE, print_json, print_table, with_errors
from sitroom.core import UsageError

if TYPE_CHECKING:
    from sitroom.brief import Matrix
    from sitroom.desk import Desk
    from sitroom.desk.explained import Assumed, Explained
    from sitroom.game import Situation

SIGNS = {"consistent": "+", "inconsistent": "-", "neutral": "0"}
STATES = {"a": "accepted", "s": "struck"}
Act = Annotated[str | None, Parameter(help="The act, by its number in the list or a record's id; the first without.")]
SituationFile = Annotated[
    Path | None, Parameter(name="--situation", help="A situation file; without it, the one that the topic was given.")
]


@with_errors
def topic_explain(
    slug: str, act: Act = None, /, *, situation: SituationFile = None, desk: DeskFolder = None, json_: Json = False
) -> int:
    """Weigh the rival explanations of an act against the evidence: marks, ranking, and what would tell them apart.

    Args:
        slug: the topic.
    """
    with open_room(desk) as room:
        explained = room.explanations.explain(slug, situation=_situation(room, slug, situation))
    if json_:
        print_json(explained.to_json(act))
        return DONE
    _print_matrix(explained, explained.act(act))
    return DONE


@with_errors
def topic_mark(
    slug: str, evidence: str, letter: str, mark: Literal["consistent", "inconsistent", "neutral"], /, *, reason: str,
    act: Act = None, by: By = "user", desk: DeskFolder = None, json_: Json = False,
) -> int:  # fmt: skip
    """Mark a piece of evidence for an explanation; it stands over the proposed mark, and every mark is kept.

    Args:
        slug: the topic.
        evidence: its number in the matrix, or a record's id.
        letter: the explanation.
        mark: what the evidence is with it.
        reason: why, in words.
    """
    with open_room(desk) as room:
        kept = room.explanations.mark(slug, evidence, letter, mark, by=by, reason=reason, act=act)
    if json_:
        print_json(kept.to_json())
    else:
        from sitroom.brief import one_line

        told = kept.told
        print(one_line(f"{mark} with {told['letter']} ({told['explanation']}): {told['evidence']}"))
    return DONE


@with_errors
def topic_assume(
    slug: str, /, *, accept: list[int] | None = None, strike: list[int] | None = None,
    reopen: list[int] | None = None, reason: str = "", ask: bool | None = None,
    situation: SituationFile = None, by: By = "user", desk: DeskFolder = None, json_: Json = False,
) -> int:  # fmt: skip
    """Go through what the texts take for granted: a accepts, s strikes, n is next, q ends; every verdict is kept.

    Args:
        slug: the topic.
        accept: the number of an assumption to accept; may be given again.
        strike: the number of one to strike, with --reason; may be given again.
        reopen: the number of one whose verdict is taken back; may be given again.
        reason: why, in words; a struck one has a reason.
        ask: go through the open ones, as on a terminal where no number is given; elsewhere answers are lines.
    """
    twice = sorted(set(accept or []) & set(strike or []))
    if twice:
        raise UsageError(f"assumption {twice[0]} is both accepted and struck; say one of the two")
    given = [("accepted", accept or []), ("struck", strike or []), ("open", reopen or [])]
    with open_room(desk) as room:
        model = _situation(room, slug, situation)
        with room.store.together():
            for state, numbers in given:
                why = "" if state == "accepted" and strike else reason
                for number in numbers:
                    room.explanations.assume(slug, number, state, by=by, reason=why, situation=model)
        known = room.explanations.assumptions(slug, situation=model)
        wanted = sys.stdin.isatty() and not json_ and not any(numbers for _, numbers in given)
        if wanted if ask is None else ask:
            _go_through(room, slug, known, by=by, model=model)
            known = room.explanations.assumptions(slug, situation=model)
    if json_:
        print_json({"topic": slug, "assumptions": [one.to_json() for one in known]})
        return DONE
    _print_assumptions(known)
    return DONE


def _situation(room: Desk, slug: str, given: Path | None) -> Situation | None:
    return room.game.load(given) if given is not None else room.topic_situation(slug)


def _print_matrix(explained: Explained, matrix: Matrix) -> None:
    from sitroom.brief import days_words, one_line
    from sitroom.desk.explained import summary

    when = f" ({days_words(matrix.happening.days)})" if matrix.happening.days else ""
    print(one_line(f"{matrix.text}{when}"))
    rivals = [(one.letter, one.text, _remark(explained, matrix, one.letter)) for one in matrix.explanations]
    print_table("Explanations", ("letter", "explanation", "remark"), rivals)
    rows = [
        [
            str(one.number),
            days_words(one.days) if one.days else "",
            one.text,
            *[_cell(matrix, one.key, rival.key) for rival in matrix.explanations],
            "tells" if matrix.is_diagnostic(one) else "",
        ]
        for one in matrix.evidence
    ]
    columns = ("no", "when", "evidence", *[one.letter for one in matrix.explanations], "diagnostic")
    print_table("Evidence: + fits, - speaks against, 0 neither, * by a person, blank not marked", columns, rows)
    for sentence in summary(matrix):
        print(f"{sentence}.")
    for sentence in explained.signals:
        print(one_line(f"The situation’s model: {sentence}"))
    if matrix.key in explained.base_rates:
        print(f"How often such acts took place before: {explained.base_rates[matrix.key]}.")
    for rule in dict.fromkeys(one.rule for one in matrix.markings if one.by == "proposed"):
        print(f"Rule: {rule}.")
    others = [(str(n), one.text) for n, one in enumerate(explained.matrices, start=1) if one is not matrix]
    if others:
        print_table("Other acts with reasons", ("act", "what"), others)


def _remark(explained: Explained, matrix: Matrix, letter: str) -> str:
    one = matrix.explanation(letter)
    assert one is not None
    fallen = explained.struck.get((matrix.key, one.key))
    loose = bool(one.grounds) and not any(ground.explicit for ground in one.grounds)
    parts = (
        "" if one.considered else "not considered by the author",
        "the text does not tie it to this act" if loose else "",
        f"rests on what was struck: {fallen.text}" if fallen else "",
    )
    return "; ".join(part for part in parts if part)


def _cell(matrix: Matrix, evidence: str, explanation: str) -> str:
    found = matrix.find(evidence, explanation)
    return "" if found is None else SIGNS[found.mark] + ("" if found.by == "proposed" else "*")


def _print_assumptions(known: tuple[Assumed, ...]) -> None:
    rows = [
        (
            str(one.number),
            one.state,
            one.assumption.text,
            one.assumption.rests,
            f"{one.verdict.by}: {one.verdict.reason}".rstrip(": ") if one.verdict else "",
        )
        for one in known
    ]
    print_table("Assumptions", ("no", "state", "assumption", "on it rests", "said"), rows)


def _go_through(room: Desk, slug: str, known: tuple[Assumed, ...], *, by: str, model: Situation | None) -> None:
    """Ask about every open assumption, one key each; a struck one is asked for its reason."""
    still = [one for one in known if one.state == "open"]
    print(f"{len(still)} open. a accept, s strike, n next, q quit")
    keys = read_keys()
    for one in still:
        rests = f" [on it rests {one.assumption.rests}]" if one.assumption.rests else ""
        print(f"{one.number}. {one.assumption.text}{rests} ", end="", flush=True)
        key = next((key for key in keys if key in "asnq"), "q")
        print(STATES.get(key, {"n": "next", "q": "quit"}.get(key, "")))
        if key == "q":
            return
        if key in STATES:
            reason = _why() if key == "s" else ""
            room.explanations.assume(slug, one.number, STATES[key], by=by, reason=reason, situation=model)


def _why() -> str:
    print("why? ", end="", flush=True)
    reason = sys.stdin.readline().strip()
    if not reason:
        raise UsageError("an assumption is struck with a reason; nothing more was kept")
    return reason
