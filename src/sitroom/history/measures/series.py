"""Series: the rows of a pattern by day, week, month or year, with how much the source covered at all beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sitroom.core import DayRange, EventPattern, english_range, iso
from sitroom.history.coverage import Coverage, Status
from sitroom.history.drawing import Spec
from sitroom.history.frames import Table, Tabular
from sitroom.history.measures.charts import goldstein_chart, quads_chart
from sitroom.history.measures.periods import By
from sitroom.history.measures.proportions import Number

METHOD = "series.v1"


@dataclass(frozen=True, slots=True)
class Point:
    """What a source has of one period; all but ``start`` and ``days`` are None where it is silent altogether.

    Args:
        start: the first day of the period.
        days: how many of its days are looked at.
        quads: rows of quad 1, 2, 3 and 4.
        without_quad: rows without one.
        goldstein_sum: the sum over the rows that have a score; 0 where there is none.
        goldstein_rows: how many have one.
        mentions: the sum over the rows that say; None where none does.
        volume: all rows of the source in the period: the exposure.
    """

    start: date
    days: int
    quads: tuple[Number, Number, Number, Number] | None = None
    without_quad: Number | None = None
    goldstein_sum: float | None = None
    goldstein_rows: int | None = None
    mentions: int | None = None
    volume: Number | None = None

    @property
    def gap(self) -> bool:
        """Whether the source is silent here: a gap is not peace."""
        return self.quads is None

    @property
    def rows(self) -> Number | None:
        """The rows, with a quad or without."""
        return None if self.quads is None else sum(self.quads) + (self.without_quad or 0)

    @property
    def goldstein_mean(self) -> float | None:
        """The mean score of the rows that have one; None where none has."""
        return (
            self.goldstein_sum / self.goldstein_rows if self.goldstein_rows and self.goldstein_sum is not None else None
        )

    def to_row(self) -> tuple[object, ...]:
        """Return the values of the columns ``COLUMNS``."""
        quads = self.quads or (None,) * 4
        mean = self.goldstein_mean
        return (
            self.start, self.days, self.gap, *quads, self.without_quad, self.rows, self.goldstein_sum,
            None if mean is None else round(mean, 4), self.mentions, self.volume,
        )  # fmt: skip


COLUMNS: Mapping[str, str] = {
    "start": "day", "days": "whole", "gap": "flag",
    "quad_1": "number", "quad_2": "number", "quad_3": "number", "quad_4": "number", "without_quad": "number",
    "rows": "number", "goldstein_sum": "number", "goldstein_mean": "number", "mentions": "whole", "volume": "number",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Series(Tabular):
    """Counts by period of what some did to others, in one source.

    Args:
        status: ``not_covered`` where the source says too little about someone named; then nothing is counted.
        pattern: whose acts toward whom.
        by: the kind of period.
        source: the one data set.
        period: the days looked at; closed where the series is covered.
        points: one a period, in order, those without rows as well.
        both_ways: whether acts in the other direction count too.
        as_of: last day of knowledge, inclusive; None is everything.
        coarse_rows: matching rows that are dated more coarsely than the period: counted here, and in no point.
        reason: in words.
        coverage: the answer that it rests on.
        method: name and version.
    """

    status: Status
    pattern: EventPattern
    by: By
    source: str
    period: DayRange
    points: tuple[Point, ...] = ()
    both_ways: bool = False
    as_of: date | None = None
    coarse_rows: int = 0
    reason: str = ""
    coverage: Coverage | None = None
    method: str = METHOD

    @property
    def covered(self) -> bool:
        """Whether anything was counted."""
        return self.status == "covered"

    @property
    def quads(self) -> tuple[Number, Number, Number, Number]:
        """The rows of quad 1, 2, 3 and 4 over all periods."""
        told = [point.quads for point in self.points if point.quads]
        one, two, three, four = (sum(quads[at] for quads in told) for at in range(4))
        return one, two, three, four

    @property
    def rows(self) -> Number:
        """The rows over all periods, with a quad or without."""
        return sum(point.rows or 0 for point in self.points)

    @property
    def goldstein_mean(self) -> float | None:
        """The mean score over all rows that have one."""
        many = sum(point.goldstein_rows or 0 for point in self.points)
        return sum(point.goldstein_sum or 0.0 for point in self.points) / many if many else None

    @property
    def words(self) -> str:
        """Who to whom, in words.

        >>> Series("covered", EventPattern(("ARM",), ("RUS",)), "week", "s", DayRange()).words
        'ARM toward RUS'
        """
        actors = ", ".join(self.pattern.actors) or "anyone"
        recipients = ", ".join(self.pattern.recipients) or "anyone"
        return f"{actors} and {recipients}, both ways" if self.both_ways else f"{actors} toward {recipients}"

    @property
    def title(self) -> str:
        """What it is a series of, where and when."""
        return f"{self.words}, by {self.by}; {self.source}, {english_range(self.period)}"

    def table(self) -> Table:
        """Return one row a period."""
        note = self.reason if not self.covered else ""
        if self.coarse_rows:
            note = f"{self.coarse_rows} rows are dated more coarsely than a {self.by} and stand in no period"
        return Table(self.title, COLUMNS, tuple(point.to_row() for point in self.points), note)

    def charts(self) -> Mapping[str, Spec]:
        """Return the charts of the counts and of the Goldstein scores."""
        return {"quads": quads_chart(self), "goldstein": goldstein_chart(self)} if self.rows else {}

    def to_json(self) -> dict[str, object]:
        """Return the series with ISO days, one object a period."""
        return {
            "status": self.status,
            "actors": list(self.pattern.actors),
            "recipients": list(self.pattern.recipients),
            "types": list(self.pattern.types),
            "quads": list(self.pattern.quads),
            "both_ways": self.both_ways,
            "by": self.by,
            "source": self.source,
            "period": self.period.to_json(),
            "as_of": iso(self.as_of),
            "rows": self.rows,
            "coarse_rows": self.coarse_rows,
            "reason": self.reason,
            "points": [
                dict(zip(COLUMNS, (point.start.isoformat(), *point.to_row()[1:]), strict=True)) for point in self.points
            ],
            "coverage": self.coverage.to_json() if self.coverage else None,
            "method": self.method,
        }
