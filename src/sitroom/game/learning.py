"""Learning intervals: how far past decisions lay from the weighted mean, and how well that would have held."""

from collections.abc import Sequence
from dataclasses import dataclass

from sitroom.core import GameError
from sitroom.game.intervals import LEVEL, IntervalRule, conformal_quantile, floored, interval_score, published_rule
from sitroom.game.position import Issue, PositionAnswer, solve_position

MIN_ISSUES = 20
"""Fewer leave less than four errors above the quantile, and the interval hangs on each of them."""


@dataclass(frozen=True, slots=True)
class PastIssue:
    """An issue that was decided.

    Args:
        issue: as it stood before.
        outcome: what was decided, in the issue's unit.
        group: issues of one decision share it, and are never used to judge each other; the issue's own where empty.

    Raises:
        GameError: the outcome lies off the scale.
    """

    issue: Issue
    outcome: float
    group: str = ""

    def __post_init__(self) -> None:
        low, high = self.issue.ends
        if not low <= self.outcome <= high:
            raise GameError(f"{self.issue.label}: the outcome {self.outcome} lies off the scale of {low} to {high}")


@dataclass(frozen=True, slots=True)
class Held:
    """How intervals held on issues that they were not learned from; lengths are shares of the scale.

    Args:
        coverage: the share of outcomes inside.
        score: the mean interval score; lower is better.
        width: the mean width.
    """

    coverage: float
    score: float
    width: float

    def to_json(self) -> dict[str, float]:
        """Return the three numbers."""
        return {"coverage": self.coverage, "score": self.score, "width": self.width}


@dataclass(frozen=True, slots=True)
class Learned:
    """A rule learned from past issues, and how it would have done on each group when learned from the others.

    Args:
        rule: learned from all issues; the one to use.
        issues: how many.
        groups: how many decisions they belong to.
        mean_absolute_error: of the weighted mean, as a share of the scale.
        held: the learned rule, cross-validated.
        constant: one constant width, learned and judged in the same way.
        published: the rule that ships, which learns nothing.
    """

    rule: IntervalRule
    issues: int
    groups: int
    mean_absolute_error: float
    held: Held
    constant: Held
    published: Held

    def to_json(self) -> dict[str, object]:
        """Return the rule and its record."""
        return {
            "rule": self.rule.to_json(),
            "issues": self.issues,
            "groups": self.groups,
            "mean_absolute_error": self.mean_absolute_error,
            "cross_validated": self.held.to_json(),
            "constant_width": self.constant.to_json(),
            "published_rule": self.published.to_json(),
        }


@dataclass(frozen=True, slots=True)
class _Row:
    """A past issue, solved; ``error`` is the distance of the outcome from the weighted mean."""

    past: PastIssue
    answer: PositionAnswer
    group: str

    @property
    def length(self) -> float:
        low, high = self.past.issue.ends
        return (high - low) or 1.0

    @property
    def error(self) -> float:
        return abs(self.past.outcome - self.answer.position)


def learn_intervals(past: Sequence[PastIssue], *, level: float = LEVEL) -> Learned:
    """Learn how wide an interval must be from one's own past issues.

    The error of the weighted mean is divided by the spread of the positions; the interval is the quantile of these,
    times the spread at hand. It is judged by leaving out one group at a time, beside one constant width. The only
    assumption is that the next issue is like the past ones.

    Args:
        past: at least 20, of at least two groups.
        level: the share of outcomes that an interval should hold, in (0, 1).

    Raises:
        GameError: there are too few.

    Source: Lei, G'Sell, Rinaldo, Tibshirani and Wasserman (2018), "Distribution-free predictive inference for
        regression": locally weighted conformal intervals. The score is Gneiting and Raftery's (2007).
    """
    if not 0 < level < 1:
        raise GameError(f"a level lies between 0 and 1, not {level}")
    rows = [
        _Row(one, solve_position(one.issue), one.group or f"{one.issue.id}#{number}") for number, one in enumerate(past)
    ]
    groups = sorted({row.group for row in rows})
    if len(rows) < MIN_ISSUES or len(groups) < 2:
        raise GameError(f"{len(rows)} past issues of {len(groups)} decisions; at least {MIN_ISSUES} of 2 are needed")
    rest = {group: [row for row in rows if row.group != group] for group in groups}
    by_spread = {group: _by_spread(kept, level) for group, kept in rest.items()}
    by_scale = {group: _by_scale(kept, level) for group, kept in rest.items()}
    return Learned(
        rule=_by_spread(rows, level),
        issues=len(rows),
        groups=len(groups),
        mean_absolute_error=sum(row.error / row.length for row in rows) / len(rows),
        held=_judge(rows, by_spread, level),
        constant=_judge(rows, by_scale, level),
        published=_judge(rows, dict.fromkeys(groups, published_rule(level)), level),
    )


def _by_spread(rows: Sequence[_Row], level: float) -> IntervalRule:
    ratios = [row.error / (floored(row.answer.spread, row.length)) for row in rows]
    basis = f"learned from {len(rows)} past issues: their errors in proportion to the spread of the positions"
    return IntervalRule("learned.v1", level, per_spread=conformal_quantile(ratios, level), basis=basis)


def _by_scale(rows: Sequence[_Row], level: float) -> IntervalRule:
    shares = [row.error / row.length for row in rows]
    return IntervalRule("constant.v1", level, per_spread=0.0, per_scale=conformal_quantile(shares, level))


def _judge(rows: Sequence[_Row], rules: dict[str, IntervalRule], level: float) -> Held:
    """Judge each issue by the rule that was learned without its group, in shares of its scale."""
    intervals, outcomes = [], []
    for row in rows:
        low, high = rules[row.group].interval(row.answer.position, spread=row.answer.spread, ends=row.past.issue.ends)
        intervals.append((low / row.length, high / row.length))
        outcomes.append(row.past.outcome / row.length)
    inside = sum(low <= outcome <= high for (low, high), outcome in zip(intervals, outcomes, strict=True))
    return Held(
        coverage=inside / len(rows),
        score=interval_score(intervals, outcomes, level=level),
        width=sum(high - low for low, high in intervals) / len(rows),
    )
