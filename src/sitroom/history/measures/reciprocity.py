"""Reciprocity and triangularity: whether acts answer acts, of the other side or of a third."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Literal

from sitroom.core import DayRange, HistoryError, iso
from sitroom.history.drawing import Spec
from sitroom.history.frames import Table, Tabular
from sitroom.history.measures.measure_charts import associations_chart
from sitroom.history.measures.periods import By
from sitroom.history.measures.series import Point, Series

if TYPE_CHECKING:
    import numpy as np

METHOD = "partial-rank.v1"
MIN_PERIODS, MIN_ACTIVE = 30, 10
LARGEST_DETECTABLE = 0.5
LEVEL = 0.05

Measured = Literal["measured", "no_power", "not_covered"]


@dataclass(frozen=True, slots=True)
class Association:
    """Whether one series goes with another, some periods before.

    Args:
        status: ``no_power`` where there are too few periods or rows to tell.
        response: whose acts toward whom may be an answer.
        cause: whose acts toward whom may be answered.
        lag: periods from the one to the other.
        n: pairs of periods.
        active: periods with a scored row, of the cause and of the response.
        correlation: partial rank correlation, in [-1, 1]; above 0 the answer is in kind.
        interval: 95 %.
        p: two-sided, by shifts.
        adjusted_p: the same for all that were asked together, by Holm.
        detectable: the correlation that would be found four times in five.
        reason: in words.
    """

    status: Measured
    response: str
    cause: str
    lag: int
    n: int = 0
    active: tuple[int, int] = (0, 0)
    correlation: float | None = None
    interval: tuple[float, float] | None = None
    p: float | None = None
    adjusted_p: float | None = None
    detectable: float | None = None
    reason: str = ""

    @property
    def answer(self) -> str:
        """The answer in a few words; chance is allowed one in twenty for all that were asked together."""
        p = self.p if self.adjusted_p is None else self.adjusted_p
        if p is None or self.correlation is None or self.status != "measured":
            return self.status.replace("_", " ")
        if p > LEVEL:
            return "no sign of it"
        return "in kind" if self.correlation > 0 else "the opposite"

    def to_json(self) -> dict[str, object]:
        """Return the association with lists in place of tuples."""
        plain = {name: getattr(self, name) for name in self.__slots__}
        interval = list(self.interval) if self.interval else None
        return plain | {"active": list(self.active), "interval": interval, "level": 0.95, "answer": self.answer}


@dataclass(frozen=True, slots=True)
class Reciprocity(Tabular):
    """Whether acts answer acts.

    Args:
        kind: ``reciprocity`` or ``triangularity``.
        status: ``measured`` where any of the associations is; else that of the first.
        source: the one data set.
        period: the days looked at.
        by: the kind of period.
        associations: one for each thing asked.
        reason: in words.
        as_of: last day of knowledge, inclusive.
        seed: that of the chance behind the intervals, where it is known.
        method: name and version.
    """

    kind: Literal["reciprocity", "triangularity"]
    status: Measured
    source: str
    period: DayRange
    by: By
    associations: tuple[Association, ...]
    reason: str = ""
    as_of: date | None = None
    seed: int | None = None
    method: str = METHOD

    def table(self) -> Table:
        """Return one row for each thing asked."""
        kinds = {
            "response": "text", "cause": "text", "lag": "whole", "n": "whole", "correlation": "number",
            "low": "number", "high": "number", "p": "number", "detectable": "number", "answer": "text",
        }  # fmt: skip
        rows = []
        for one in self.associations:
            ends = one.interval or (None, None)
            p = one.p if one.adjusted_p is None else one.adjusted_p
            rows.append(
                (one.response, one.cause, one.lag, one.n, one.correlation, *ends, p, one.detectable, one.answer)
            )
        return Table(f"{self.kind.capitalize()} by {self.by}; {self.source}", kinds, tuple(rows), self.reason)

    def charts(self) -> Mapping[str, Spec]:
        """Return the chart of the correlations with their intervals."""
        return {self.kind: associations_chart(self)} if self.status == "measured" else {}

    def to_json(self) -> dict[str, object]:
        """Return the associations with ISO days."""
        return {
            "kind": self.kind,
            "status": self.status,
            "source": self.source,
            "period": self.period.to_json(),
            "by": self.by,
            "as_of": iso(self.as_of),
            "n": max((one.n for one in self.associations), default=0),
            "associations": [one.to_json() for one in self.associations],
            "parameters": {"min_periods": MIN_PERIODS, "min_active": MIN_ACTIVE, "seed": self.seed},
            "reason": self.reason,
            "method": self.method,
        }


def reciprocity(
    forward: Series, backward: Series, *, rng: np.random.Generator, lag: int = 1, seed: int | None = None
) -> Reciprocity:
    """Return whether each side's acts follow those of the other side before.

    For each direction: the partial rank correlation of the net Goldstein score of the one at t with that of the other
    at t + lag. Held fixed are the score of each one period before its own (so that mere persistence is no answer) and
    the coverage volume of both periods without these rows (so that a busy week is none either).

    Args:
        forward: A toward B.
        backward: B toward A, by the same periods of the same source.
        rng: the source of chance, for the intervals.
        lag: periods, at least 1.
        seed: that of ``rng``, to be named in the result.

    Source: the question is that of Ward (1982) and of Goldstein and Freeman (1990), "Three-Way Street"; see
        ``association.py`` for the method, which is simpler than their regressions.
    """
    if lag < 1:
        raise HistoryError(f"an answer comes at least one period later, not {lag}")
    found = tuple(_associate(one, other, [forward, backward], lag, rng) for one, other in
                  ((forward, backward), (backward, forward)))  # fmt: skip
    return _result("reciprocity", forward, found, seed)


def triangularity(
    acts: Series, thirds: Sequence[Series], *, rng: np.random.Generator, seed: int | None = None
) -> Reciprocity:
    """Return whether A's acts toward B go with acts in which a third party takes part, in the same period or the next.

    As ``reciprocity``, for each series of a third party at lag 0 and 1; ``adjusted_p`` allows for their number.

    Args:
        acts: A toward B.
        thirds: such as C toward B, C toward A, A toward C; by the same periods of the same source.
        rng: the source of chance, for the intervals.
        seed: that of ``rng``, to be named in the result.

    Source: Goldstein, Pevehouse, Gerner and Telhami (2001), "Reciprocity, Triangularity, and Cooperation in the Middle
        East, 1979-97"; Holm (1979) for several tests at once.
    """
    found = [_associate(third, acts, [acts, *thirds], lag, rng) for third in thirds for lag in (0, 1)]
    return _result("triangularity", acts, tuple(_holm(found)), seed)


def _result(
    kind: Literal["reciprocity", "triangularity"], one: Series, found: tuple[Association, ...], seed: int | None
) -> Reciprocity:
    measured = [each for each in found if each.status == "measured"]
    first = (measured or list(found))[0]
    reason = "; ".join(dict.fromkeys(each.reason for each in found if each.reason))
    return Reciprocity(
        kind, first.status, one.source, one.period, one.by, found, reason=reason, as_of=one.as_of, seed=seed
    )


def _associate(
    cause: Series, response: Series, own: Sequence[Series], lag: int, rng: np.random.Generator
) -> Association:
    asked = Association("not_covered", response.words, cause.words, lag)
    missing = next((one for one in own if not one.covered), None)
    if missing:
        return replace(asked, reason=missing.reason)
    if len({(one.source, one.by, one.period) for one in own}) > 1:
        raise HistoryError("series of several sources, periods or days cannot be held against each other")
    places = _places(cause.points, response.points, lag)
    active = _active(cause.points), _active(response.points)
    asked = replace(asked, status="no_power", n=len(places), active=active)
    if min(len(places), MIN_PERIODS) < MIN_PERIODS:
        return replace(asked, reason=f"{len(places)} {cause.by}s in a row, fewer than {MIN_PERIODS}")
    if min(active) < MIN_ACTIVE:
        which = cause if active[0] < MIN_ACTIVE else response
        few = f"{min(active)} {cause.by}s with a scored row"
        return replace(asked, reason=f"{which.words} has {few}, fewer than {MIN_ACTIVE}")
    volume = [_rest(own, at) for at in range(len(cause.points))]
    before, after = cause.points, response.points
    first = [(_score(before[at]), _score(before[at - 1]), volume[at]) for at in places]
    second = [(_score(after[at + lag]), _score(after[at + lag - 1]), volume[at + lag]) for at in places]
    return _measure(asked, first, second, rng)


Block = Sequence[tuple[float, float, float]]
"""Score, score one period before, coverage volume; a row a period."""


def _measure(asked: Association, first: Block, second: Block, rng: np.random.Generator) -> Association:
    import numpy as np

    from sitroom.history.measures.association import associate

    found = associate(np.array(first, dtype=np.float64), np.array(second, dtype=np.float64), rng=rng)
    if found is None:
        return replace(asked, reason="one of the two never changes")
    measured = replace(
        asked,
        correlation=round(found.correlation, 4),
        interval=(round(found.interval[0], 4), round(found.interval[1], 4)),
        p=round(found.p, 4),
        detectable=round(found.detectable, 4),
    )
    if found.detectable > LARGEST_DETECTABLE:
        return replace(measured, reason=f"only a correlation of {found.detectable:.2f} or more could be found here")
    return replace(measured, status="measured")


def _places(cause: Sequence[Point], response: Sequence[Point], lag: int) -> list[int]:
    """Return the places t at which all periods that are needed are told of."""

    def told(at: int) -> bool:
        return not any(point.gap for point in (cause[at - 1], cause[at], response[at + lag - 1], response[at + lag]))

    return [at for at in range(1, len(cause) - lag) if told(at)]


def _active(points: Sequence[Point]) -> int:
    return sum(bool(point.goldstein_rows) for point in points)


def _score(point: Point) -> float:
    return point.goldstein_sum or 0.0


def _rest(own: Sequence[Series], at: int) -> float:
    """Return the coverage volume of a period without the rows of the series themselves."""
    return float(own[0].points[at].volume or 0) - sum(float(one.points[at].rows or 0) for one in own)


def _holm(found: Sequence[Association]) -> list[Association]:
    told = sorted((one.p, at) for at, one in enumerate(found) if one.p is not None)
    out, largest = list(found), 0.0
    for place, (p, at) in enumerate(told):
        largest = max(largest, min(1.0, p * (len(told) - place)))
        out[at] = replace(found[at], adjusted_p=round(largest, 4))
    return out
