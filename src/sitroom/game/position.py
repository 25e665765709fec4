"""Positions: where a decision that is a quantity will come to lie, from what each actor wants and how much."""

from dataclasses import dataclass
from math import isfinite, sqrt

from sitroom.core import GameError
from sitroom.game.intervals import PUBLISHED, IntervalRule

METHOD = "weighted-mean.v1"


@dataclass(frozen=True, slots=True)
class Stance:
    """What one actor wants on an issue.

    Args:
        name: the actor.
        position: the outcome that it wants, in the issue's own unit.
        salience: how much it cares, 0 or more; only the proportions count, so 0 to 1 and 0 to 100 do as well.
        capability: what it can bring to bear (votes, money, arms), 0 or more; only the proportions count.
    """

    name: str
    position: float
    salience: float
    capability: float = 1.0

    @property
    def weight(self) -> float:
        """Capability times salience."""
        return self.capability * self.salience


@dataclass(frozen=True, slots=True)
class Issue:
    """A decision that is a quantity: a price, a date, a volume, a point between two ends.

    Args:
        stances: at least one, of which one at least has a weight.
        id: how a file or a person calls it.
        title: in words.
        scale: lowest and highest outcome that is possible; None takes the outermost positions.
        reference_point: the outcome if nothing is decided; None where it is not known.

    Raises:
        GameError: a number is not finite, a weight is negative, nobody has a weight, or a point lies off the scale.
    """

    stances: tuple[Stance, ...]
    id: str = ""
    title: str = ""
    scale: tuple[float, float] | None = None
    reference_point: float | None = None

    def __post_init__(self) -> None:
        for one in self.stances:
            if not all(map(isfinite, (one.position, one.salience, one.capability))):
                raise GameError(f"{one.name}: position, salience and capability are numbers, and finite ones")
            if one.salience < 0 or one.capability < 0:
                raise GameError(f"{one.name}: salience and capability are 0 or more")
        if not sum(one.weight for one in self.stances):
            raise GameError(f"{self.label}: nobody has a weight; at least one capability times salience is above 0")
        low, high = self.ends
        if self.scale and not (isfinite(low) and isfinite(high) and low < high):
            raise GameError(f"{self.label}: a scale runs from a lower to a higher number, not {low} to {high}")
        points = [(one.name, one.position) for one in self.stances]
        points += [("the reference point", self.reference_point)] if self.reference_point is not None else []
        for name, point in points:
            if not low <= point <= high:
                raise GameError(f"{self.label}: {name} lies at {point}, off the scale of {low} to {high}")

    @property
    def label(self) -> str:
        """The title, else the id."""
        return self.title or self.id or "the issue"

    @property
    def ends(self) -> tuple[float, float]:
        """The scale; where none is given, the outermost of the positions and the reference point."""
        if self.scale:
            return self.scale
        points = [one.position for one in self.stances]
        points += [self.reference_point] if self.reference_point is not None else []
        return min(points), max(points)


@dataclass(frozen=True, slots=True)
class PositionAnswer:
    """Where the decision is expected, and what stands beside it.

    Args:
        issue: what was asked.
        position: our answer; the weighted mean.
        weighted_mean: by capability times salience.
        salience_mean: by salience alone.
        median: the position at which half of the weight lies on either side.
        spread: the weighted standard deviation of the positions, in the issue's unit.
        interval: lowest and highest outcome at the level, within the scale.
        rule: where the interval comes from.
        remarks: what a reader should know.
    """

    issue: Issue
    position: float
    weighted_mean: float
    salience_mean: float
    median: float
    spread: float
    interval: tuple[float, float]
    rule: IntervalRule
    remarks: tuple[str, ...] = ()
    method: str = METHOD

    def to_json(self) -> dict[str, object]:
        """Return the answer with lists in place of tuples."""
        return {
            "position": self.position,
            "weighted_mean": self.weighted_mean,
            "interval": list(self.interval),
            "level": self.rule.level,
            "salience_mean": self.salience_mean,
            "median": self.median,
            "reference_point": self.issue.reference_point,
            "spread": self.spread,
            "scale": list(self.issue.ends),
            "rule": self.rule.to_json(),
            "remarks": list(self.remarks),
            "method": self.method,
        }


def solve_position(issue: Issue, *, rule: IntervalRule = PUBLISHED) -> PositionAnswer:
    """Return the weighted mean of the positions with its interval.

    Source: Achen (2006), "Evaluating political decision-making models", in Thomson and others, "The European Union
        Decides": over real decisions no model of bargaining beat the mean weighted by capability and salience.

    >>> issue = Issue((Stance("North", 0, salience=1), Stance("South", 100, salience=3)), scale=(0, 100))
    >>> answer = solve_position(issue)
    >>> answer.position, [round(end) for end in answer.interval]
    (75.0, [34, 100])
    """
    mean = weighted_mean(issue)
    spread = sqrt(sum(one.weight * (one.position - mean) ** 2 for one in issue.stances) / _total(issue))
    return PositionAnswer(
        issue=issue,
        position=mean,
        weighted_mean=mean,
        salience_mean=_salience_mean(issue),
        median=weighted_median(issue),
        spread=spread,
        interval=rule.interval(mean, spread=spread, ends=issue.ends),
        rule=rule,
        remarks=_remarks(issue),
    )


def weighted_mean(issue: Issue) -> float:
    """Return the mean of the positions, weighed by capability times salience."""
    return sum(one.weight * one.position for one in issue.stances) / _total(issue)


def weighted_median(issue: Issue) -> float:
    """Return the position with half of the weight on either side; the middle of two where they share it evenly."""
    ordered = sorted((one for one in issue.stances if one.weight), key=lambda one: one.position)
    half, below = _total(issue) / 2, 0.0
    for number, one in enumerate(ordered):
        below += one.weight
        if abs(below - half) <= 1e-12 * half and number + 1 < len(ordered):
            return (one.position + ordered[number + 1].position) / 2
        if below > half:
            return one.position
    return ordered[-1].position


def _salience_mean(issue: Issue) -> float:
    total = sum(one.salience for one in issue.stances)
    return sum(one.salience * one.position for one in issue.stances) / total


def _total(issue: Issue) -> float:
    return sum(one.weight for one in issue.stances)


def _remarks(issue: Issue) -> tuple[str, ...]:
    out = []
    if issue.scale is None:
        out.append("no scale is given: the interval is kept within the outermost positions")
    if len({one.position for one in issue.stances if one.weight}) == 2:
        out.append("only two positions are held: one side may carry the day, and the truth then lies at an end")
    if issue.reference_point is None:
        out.append("no reference point is given: what holds if nothing is decided is not shown")
    return tuple(out)
