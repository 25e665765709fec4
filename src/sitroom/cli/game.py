"""The commands on situations: what is stable, and what would change it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from cyclopts import App

from sitroom.cli.game_picture import draw_solution
from sitroom.cli.game_weights import branch_weights, print_weights
from sitroom.cli.options import DeskFolder, Json, day_of
from sitroom.cli.output import DONE, SOME_FAILED, UNREADABLE, print_json, print_table, with_errors
from sitroom.cli.plots import check_plot
from sitroom.core import SitroomError, UsageError

if TYPE_CHECKING:
    from sitroom.game import Profile, Signals, Situation, Solution, Solved, WhatIf

game_app = App(name="game", help="A situation as a model: what is stable, what would change it; expected positions.")
MOST_ROWS = 40


@game_app.command(name="solve")
@with_errors
def game_solve(
    *files: Path,
    full: bool = False,
    why: int | None = None,
    picture: Path | None = None,
    as_of: str | None = None,
    desk: DeskFolder = None,
    json_: Json = False,
) -> int:
    """Show the states that nobody has a reason to leave, under four kinds of foresight: Nash, GMR, SMR and SEQ.

    Args:
        files: situation files (TOML) or cases in the format "graph-model case v1" (JSON).
        full: list every state, however many there are; else above 4,096 only counts and equilibria.
        why: the number of a state: show for everybody why it is stable or not, with the moves that it rests on.
        picture: draw the states around the status quo to this SVG file; further branches and files stand beside it.
        as_of: last day of knowledge for the weights of branches that name a pattern of event history.
    """
    check_plot(picture)
    drawn: list[Path] = []

    def answer(path: Path, situation: Situation) -> None:
        from sitroom.game import solve_all

        weights = branch_weights(situation, desk, day_of(as_of))
        if weights and not json_:
            print_weights(weights, situation)
        for number, one in enumerate(solve_all(situation)):
            if picture is not None:
                drawn.append(draw_solution(one, picture, len(drawn)))
            if json_:
                known = {"weight": weights[number].to_json()} if weights and weights[number].pattern else {}
                told = {} if why is None else {"witnesses": _witnesses(one, why)}
                print_json({"file": str(path), **one.to_json(full=full), **known, **told})
                continue
            for solution in one.solutions:
                _print_solution(solution, full=full)
                if why is not None:
                    _print_why(solution, why)

    return _each(files, answer, "solve", as_json=json_)


@game_app.command(name="whatif")
@with_errors
def game_whatif(*files: Path, concept: Literal["Nash", "GMR", "SMR", "SEQ"] = "SEQ", json_: Json = False) -> int:
    """Show what would change: what tells types apart, what options are worth, which change of aims flips a verdict.

    Args:
        files: situation files (TOML) or cases in the format "graph-model case v1" (JSON).
        concept: whose equilibria are compared: Nash, GMR, SMR or SEQ.
    """

    def answer(path: Path, situation: Situation) -> None:
        from sitroom.game import what_if

        for one in what_if(situation, concept=concept):
            if json_:
                print_json({"file": str(path), **one.to_json()})
            else:
                _print_what_if(one)

    return _each(files, answer, "whatif", as_json=json_)


def _each(files: Sequence[Path], answer: Callable[[Path, Situation], None], command: str, *, as_json: bool) -> int:
    """Answer for every file; one among several that cannot be read does not stop the others."""
    from sitroom.game import LIMITS, load_situation

    if not files:
        raise UsageError(f"give at least one situation file; `sitroom game {command} --help` says more")
    failed = 0
    for path in files:
        try:
            answer(path, load_situation(path))
        except SitroomError as error:
            if len(files) == 1:
                raise
            failed += 1
            if as_json:
                print_json({"file": str(path), "error": type(error).__name__, "message": str(error)})
            else:
                sys.stderr.write(f"sitroom: {error}\n")
    if not as_json and failed < len(files):
        print("\n".join(LIMITS))
    return UNREADABLE if failed == len(files) else SOME_FAILED if failed else DONE


# ---------------------------------------------------------------------- solve
def _head(solution: Solution) -> str:
    branch = solution.space.branch
    types = ", ".join(f"{name}: {type_}" for name, type_ in solution.types)
    named = [f"branch {branch.name}"] if branch else []
    return " | ".join([solution.situation.title, *named, *([types] if types else [])])


def _print_solution(solution: Solution, *, full: bool) -> None:
    """Print a row for each state that is an equilibrium of some kind, and what it means."""
    from sitroom.game import CONCEPTS, story

    found = {concept: set(solution.equilibria(concept).tolist()) for concept in CONCEPTS}
    values = sorted(set().union(*found.values()))
    shown = values if full else values[:MOST_ROWS]
    names = solution.situation.option_names
    rows = [
        [
            str(solution.space.number_of(value)),
            *("x" if value >> k & 1 else "-" for k in range(len(names))),
            *("stable" if value in found[concept] else "" for concept in CONCEPTS),
        ]
        for value in shown
    ]
    print(_head(solution))
    print_table("Stable for all", ("state", *names, *CONCEPTS), rows)
    if len(shown) < len(values):
        print(f"and {len(values) - len(shown):,} more; --full lists them, --json gives them by number")
    print("\n".join(story(solution)[:-1]) + "\n")  # the limits are printed once, for all


def _print_why(solution: Solution, number: int) -> None:
    """Print the witnesses of a state, one decision maker after another."""
    from sitroom.game import why, witness_words

    for given in why(solution, solution.space.value_at(number)):
        print(witness_words(solution.situation, given))
    print()


def _witnesses(one: Solved, number: int) -> list[dict[str, object]]:
    from sitroom.game import why

    pattern = one.solutions[0].situation.pattern
    return [
        {"types": dict(solution.types), **given.to_json(pattern)}
        for solution in one.solutions
        for given in why(solution, solution.space.value_at(number))
    ]


# ---------------------------------------------------------------------- whatif
def _print_what_if(one: WhatIf) -> None:
    for signals in one.signals:
        _print_signals(one, signals)
    for profile in one.profiles:
        print(_head(profile.solution))
        _print_profile(one, profile)


def _print_signals(one: WhatIf, signals: Signals) -> None:
    from sitroom.game import signals_sentence

    where = f" | branch {one.branch.name}" if one.branch else ""
    print(f"{one.situation.title}{where} | what tells the types of {signals.decision_maker} apart")
    rows = [(signal.words(), ", ".join(signal.stable_for) or "-", signal.tells) for signal in signals.options]
    print_table("Acts", ("act", "stable for", "so it"), rows)
    print(signals_sentence(signals) + "\n")


def _print_profile(one: WhatIf, profile: Profile) -> None:
    from sitroom.game import change_words, route_words

    if profile.worths is None or profile.changes is None:
        print("There are too many states to take options out one by one, to swap aims, or to look for ways.\n")
        return
    rows = [
        (
            worth.option,
            worth.decision_maker,
            *(["-", "-"] if worth.ranks is None else [f"{n:+d}" for n in worth.ranks]),
        )
        for worth in profile.worths
    ]
    heads = ("option", "is worth to", "best equilibrium, ranks", "worst equilibrium, ranks")
    print_table("What options are worth", heads, rows)
    flips = sum(change.flips_any(one.concept) for change in profile.changes)
    if profile.changes:
        print(f"{flips} of {len(profile.changes)} swaps of neighbouring aims change the {one.concept} equilibria.")
    if profile.smallest is not None:
        print(f"The smallest change: {change_words(one.situation, profile.smallest, one.concept)}.")
    for route in profile.routes or ():
        print(route_words(one.situation, route))
    if profile.routes is None:
        print("There is no feasible status quo here, so no way from it is shown.")
    print()
