"""The command on issues that are a quantity: the expected position, with its interval."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sitroom.cli.options import Json
from sitroom.cli.output import DONE, SOME_FAILED, print_json, print_table, with_errors
from sitroom.core import InputError, UsageError

if TYPE_CHECKING:
    from sitroom.game import IntervalRule, Learned, PositionAnswer

LIMITS = (
    "On published decisions of the European Union the weighted mean was off by 23 on a scale of 100, on average. No "
    "bargaining model tried on them did better, and it is still a lot: read the interval, not the point."
)


@with_errors
def game_position(*files: Path, learn: Path | None = None, level: float = 0.8, json_: Json = False) -> int:
    """Show where a decision that is a quantity will come to lie: the weighted mean of positions, with an interval.

    Args:
        files: issues in the format "one-issue spatial case v1", JSON or TOML.
        learn: your own past issues in the format "past issues v1"; the intervals are learned from them, and their
            cross-validated record is shown beside one constant width.
        level: the share of outcomes that an interval should hold, between 0 and 1.
    """
    from sitroom.game import learn_intervals, load_past_issues, published_rule

    if not files and learn is None:
        raise UsageError(
            "give at least one file of an issue, or --learn PAST; `sitroom game position --help` says more"
        )
    if not 0 < level < 1:
        raise UsageError(f"--level lies between 0 and 1, not {level}")
    learned = learn_intervals(load_past_issues(learn), level=level) if learn else None
    if learned and not (files and json_):
        _print_learned(learned, as_json=json_)
    rule = learned.rule if learned else published_rule(level)
    failed = sum(not _answer(path, rule, as_json=json_, alone=len(files) == 1) for path in files)
    if files and not json_ and failed < len(files):
        print(LIMITS)
    return SOME_FAILED if failed else DONE


def _answer(path: Path, rule: IntervalRule, *, as_json: bool, alone: bool) -> bool:
    """Print the answer to one file; a file among several that cannot be read does not stop the others."""
    from sitroom.game import load_issue, solve_position

    try:
        answer = solve_position(load_issue(path), rule=rule)
    except InputError as error:
        if alone:
            raise
        sys.stderr.write(f"sitroom: {error}\n")
        if as_json:
            print_json({"file": str(path), "error": str(error)})
        return False
    if as_json:
        print_json({"file": str(path), **answer.to_json()})
    else:
        _show(answer)
    return True


def _show(answer: PositionAnswer) -> None:
    issue = answer.issue
    low, high = answer.interval
    rows = [
        ("expected", _number(answer.position), "mean of the positions, weighed by capability and salience"),
        (f"{answer.rule.level:.0%} interval", f"{_number(low)} to {_number(high)}", answer.rule.basis),
        ("median", _number(answer.median), "half of the weight lies on either side"),
        ("by salience alone", _number(answer.salience_mean), "all capabilities equal"),
    ]
    if issue.reference_point is not None:
        rows.append(("no change", _number(issue.reference_point), "if nothing is decided"))
    rows.append(("scale", " to ".join(_number(end) for end in issue.ends), "; ".join(answer.remarks)))
    print_table(issue.label, ("what", "value", "from"), rows)


def _print_learned(learned: Learned, *, as_json: bool) -> None:
    if as_json:
        print_json(learned.to_json())
        return
    judged = (("learned", learned.held), ("one constant width", learned.constant), ("as shipped", learned.published))
    rows = [
        (name, f"{held.coverage:.0%}", f"{100 * held.score:.1f}", f"{100 * held.width:.1f}") for name, held in judged
    ]
    title = f"{learned.issues} past issues of {learned.groups} decisions, each judged by the others; in % of the scale"
    print_table(title, ("interval", "holds", "score (lower is better)", "width"), rows)
    print(f"mean error of the weighted mean: {learned.mean_absolute_error:.1%} of the scale")


def _number(value: float) -> str:
    return f"{value:.4g}"
