"""Shares: which part of the acts is cooperation and which conflict, with how far few rows may mislead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sitroom.core import DayRange, iso
from sitroom.history.coverage import Status
from sitroom.history.drawing import Spec
from sitroom.history.frames import Table, Tabular
from sitroom.history.measures.charts import shares_chart
from sitroom.history.measures.periods import By
from sitroom.history.measures.proportions import Number, Share, share_of
from sitroom.history.measures.series import Series

METHOD = "shares.v1"


@dataclass(frozen=True, slots=True)
class SharePoint:
    """The shares of one period; None where the source is silent or has no row with a quad."""

    start: date
    cooperation: Share
    conflict: Share


@dataclass(frozen=True, slots=True)
class Shares(Tabular):
    """The shares of cooperation (quads 1 and 2) and of conflict (3 and 4) among the rows that have a quad.

    Args:
        status: that of the series.
        source: the one data set.
        words: who to whom.
        period: the days looked at.
        by: the kind of period of the points.
        n: rows with a quad.
        cooperation: over all periods.
        conflict: over all periods.
        points: one a period.
        reason: in words.
        as_of: last day of knowledge, inclusive.
        method: name and version.
    """

    status: Status
    source: str
    words: str
    period: DayRange
    by: By
    n: Number
    cooperation: Share
    conflict: Share
    points: tuple[SharePoint, ...]
    reason: str = ""
    as_of: date | None = None
    method: str = METHOD

    def table(self) -> Table:
        """Return one row a period, and none where there is no share."""
        kinds = {
            "start": "day", "rows": "number", "cooperation": "number", "cooperation_low": "number",
            "cooperation_high": "number", "conflict": "number", "conflict_low": "number", "conflict_high": "number",
        }  # fmt: skip
        rows = []
        for point in self.points:
            coop, conflict = point.cooperation, point.conflict
            values = (
                coop.share,
                *(coop.interval or (None, None)),
                conflict.share,
                *(conflict.interval or (None, None)),
            )
            rows.append((point.start, coop.rows, *values))
        return Table(
            f"Shares of cooperation and conflict: {self.words}; {self.source}", kinds, tuple(rows), self.reason
        )

    def charts(self) -> Mapping[str, Spec]:
        """Return the chart of the share of conflict with its interval."""
        return {"shares": shares_chart(self)} if self.n else {}

    def to_json(self) -> dict[str, object]:
        """Return the shares with ISO days."""
        return {
            "status": self.status,
            "source": self.source,
            "words": self.words,
            "period": self.period.to_json(),
            "by": self.by,
            "as_of": iso(self.as_of),
            "n": self.n,
            "cooperation": self.cooperation.to_json(),
            "conflict": self.conflict.to_json(),
            "points": [
                {
                    "start": one.start.isoformat(),
                    "cooperation": one.cooperation.to_json(),
                    "conflict": one.conflict.to_json(),
                }
                for one in self.points
            ],
            "reason": self.reason,
            "method": self.method,
        }


def shares(series: Series) -> Shares:
    """Return the shares of cooperation and conflict in a series: over all of it, and period by period.

    Source: the quads are those of Leetaru and Schrodt (2013), after Duval and Thompson (1980); the interval is that of
        Brown, Cai and DasGupta (2001).
    """
    one, two, three, four = series.quads
    total = one + two + three + four
    points = []
    for point in series.points:
        quads = point.quads or (0, 0, 0, 0)
        rows = sum(quads)
        points.append(SharePoint(point.start, share_of(quads[0] + quads[1], rows), share_of(quads[2] + quads[3], rows)))
    return Shares(
        series.status,
        series.source,
        series.words,
        series.period,
        series.by,
        total,
        share_of(one + two, total),
        share_of(three + four, total),
        tuple(points),
        reason=series.reason,
        as_of=series.as_of,
    )
