"""Words and deeds: how much of cooperation and of conflict is material, beside the same among comparable dyads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import log
from statistics import quantiles
from typing import Literal

from sitroom.core import DayRange, iso
from sitroom.history.coverage import Status
from sitroom.history.drawing import Spec
from sitroom.history.frames import Table, Tabular
from sitroom.history.intervals import median_interval
from sitroom.history.measures.dyad_quads import Dyad, dyad_quads
from sitroom.history.measures.measure_charts import words_and_deeds_chart
from sitroom.history.measures.proportions import Number, Share, share_of
from sitroom.history.measures.series import Series
from sitroom.history.membership import Members
from sitroom.history.store import EventStore

METHOD = "words-and-deeds.v1"
MOST_DYADS, LEAST_DYADS = 50, 10
FACTOR = 10.0
LEAST_ROWS = 10

Side = Literal["cooperation", "conflict"]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The same share among comparable dyads.

    Args:
        dyads: how many.
        volumes: the smallest and the largest number of rows of any of them.
        shares: theirs, sorted.
        median: of their shares.
        median_interval: 95 %, by order statistics.
        middle: the 10 % and the 90 % quantile of their shares.
        percentile: the part of them with a lower share, ties counted half; in [0, 1].
        percentile_interval: the same for both ends of the dyad's own interval.
        reason: why there is no comparison, where there is none.
    """

    dyads: int
    volumes: tuple[Number, Number] | None = None
    shares: tuple[float, ...] = ()
    median: float | None = None
    median_interval: tuple[float, float] | None = None
    middle: tuple[float, float] | None = None
    percentile: float | None = None
    percentile_interval: tuple[float, float] | None = None
    reason: str = ""

    def to_json(self) -> dict[str, object]:
        """Return the comparison without the single shares."""
        pairs = ("volumes", "median_interval", "middle", "percentile_interval")
        plain: dict[str, object] = {name: getattr(self, name) for name in ("dyads", "median", "percentile", "reason")}
        return plain | {name: list(value) if (value := getattr(self, name)) else None for name in pairs}


@dataclass(frozen=True, slots=True)
class Deeds:
    """One side: the share of deeds, and the comparison beside it."""

    side: Side
    own: Share
    comparable: Comparison

    def to_json(self) -> dict[str, object]:
        """Return the share and the comparison."""
        return {"side": self.side, **self.own.to_json(), "comparable": self.comparable.to_json()}


@dataclass(frozen=True, slots=True)
class WordsAndDeeds(Tabular):
    """Deeds among cooperation (quad 2 of 1 and 2) and among conflict (quad 4 of 3 and 4), each beside the like.

    Args:
        status: that of the series.
        source: the one data set.
        words: who to whom.
        period: the days looked at.
        n: rows with a quad.
        cooperation: the one side.
        conflict: the other.
        comparable: in words, which dyads are compared.
        reason: in words.
        as_of: last day of knowledge, inclusive.
        method: name and version.
    """

    status: Status
    source: str
    words: str
    period: DayRange
    n: Number
    cooperation: Deeds
    conflict: Deeds
    comparable: str
    reason: str = ""
    as_of: date | None = None
    method: str = METHOD

    def table(self) -> Table:
        """Return one row a side."""
        kinds = {"side": "text"} | dict.fromkeys(
            ("deeds", "rows", "share", "low", "high", "comparable_dyads", "median", "p10", "p90", "percentile"),
            "number",
        )
        rows = []
        for one in (self.cooperation, self.conflict):
            own, beside = one.own, one.comparable
            ends, middle = own.interval or (None, None), beside.middle or (None, None)
            standing = (float(beside.dyads), beside.median, *middle, beside.percentile)
            rows.append((one.side, own.hits, own.rows, own.share, *ends, *standing))
        return Table(f"Words and deeds: {self.words}; {self.source}", kinds, tuple(rows), self.comparable)

    def charts(self) -> Mapping[str, Spec]:
        """Return the chart of both shares beside those of comparable dyads."""
        return {"words-and-deeds": words_and_deeds_chart(self)} if self.n else {}

    def to_json(self) -> dict[str, object]:
        """Return both sides with ISO days."""
        return {
            "status": self.status,
            "source": self.source,
            "words": self.words,
            "period": self.period.to_json(),
            "as_of": iso(self.as_of),
            "n": self.n,
            "cooperation": self.cooperation.to_json(),
            "conflict": self.conflict.to_json(),
            "comparable": self.comparable,
            "parameters": {
                "most_dyads": MOST_DYADS,
                "least_dyads": LEAST_DYADS,
                "factor": FACTOR,
                "least_rows": LEAST_ROWS,
            },
            "reason": self.reason,
            "method": self.method,
        }


def words_and_deeds(store: EventStore, series: Series, *, members: Members) -> WordsAndDeeds:
    """Return the share of deeds in a series, always beside that of comparable dyads in the same source and days.

    Comparable are dyads of two different states, each act taken the same way as in the series (toward a recipient,
    toward anyone, or both ways), without those that are part of it: the up to 50 whose number of rows is nearest to
    its own on a log scale, within a factor of 10, and which have at least 10 rows on the side compared. With fewer
    than 10 of them there is no comparison.

    Args:
        store: the history that the series is from.
        series: what to look at; where it is not covered nothing is counted.
        members: maps a name to codes on a day.

    Source: the quads are those of Leetaru and Schrodt (2013), after Duval and Thompson (1980); the interval of the
        median is that of David and Nagaraja (2003).
    """
    one, two, three, four = series.quads
    others = dyad_quads(store, series, members=members) if series.covered else ()
    volume = one + two + three + four
    return WordsAndDeeds(
        series.status,
        series.source,
        series.words,
        series.period,
        volume,
        _side("cooperation", share_of(two, one + two), volume, others),
        _side("conflict", share_of(four, three + four), volume, others),
        comparable=_comparable_words(series),
        reason=series.reason,
        as_of=series.as_of,
    )


def _comparable_words(series: Series) -> str:
    what = "pairs of states" if series.both_ways else "acts of one state toward another"
    if not series.pattern.recipients:
        what = "acts of one state toward anyone"
    return (
        f"Comparable: {what} in {series.source} over the same days, up to {MOST_DYADS} with the nearest number of "
        f"rows, within a factor of {FACTOR:g} and with at least {LEAST_ROWS} rows on that side."
    )


def _side(side: Side, own: Share, volume: Number, others: Sequence[Dyad]) -> Deeds:
    words, deeds = (0, 1) if side == "cooperation" else (2, 3)
    near = [
        (abs(log(one.rows / volume)), one.name, one.quads[deeds] / (one.quads[words] + one.quads[deeds]), one.rows)
        for one in others
        if volume and one.quads[words] + one.quads[deeds] >= LEAST_ROWS and abs(log(one.rows / volume)) <= log(FACTOR)
    ]
    chosen = sorted(near)[:MOST_DYADS]
    if len(chosen) < LEAST_DYADS:
        reason = f"too few comparable dyads ({len(chosen)}, needed {LEAST_DYADS})" if volume else "no row with a quad"
        return Deeds(side, own, Comparison(len(chosen), reason=reason))
    shares = sorted(one[2] for one in chosen)
    volumes = [one[3] for one in chosen]
    tenths = quantiles(shares, n=10, method="inclusive")
    found = Comparison(
        len(chosen),
        volumes=(min(volumes), max(volumes)),
        shares=tuple(round(one, 6) for one in shares),
        median=round(tenths[4], 6),
        median_interval=median_interval(shares),
        middle=(round(tenths[0], 6), round(tenths[8], 6)),
        percentile=_percentile(own.share, shares),
        percentile_interval=_ends(own, shares),
    )
    return Deeds(side, own, found)


def _ends(own: Share, shares: Sequence[float]) -> tuple[float, float] | None:
    if own.interval is None:
        return None
    low, high = (_percentile(end, shares) for end in own.interval)
    return (low or 0.0, high or 0.0)


def _percentile(share: float | None, shares: Sequence[float]) -> float | None:
    if share is None:
        return None
    below = sum(one < share for one in shares) + sum(one == share for one in shares) / 2
    return round(below / len(shares), 4)
