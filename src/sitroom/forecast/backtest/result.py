"""Results of a backtest: every forecast with its outcome, the scores, and the pictures of both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sitroom.core import english_day
from sitroom.forecast.backtest.resolved import ResolvedForecast
from sitroom.forecast.backtest.summary import Summary
from sitroom.forecast.scoring import reliability_diagram
from sitroom.history import Spec, Table, Tabular


@dataclass(frozen=True, slots=True)
class ForecastRows(Tabular):
    """Forecasts with their outcomes, as a table of one line each."""

    forecasts: tuple[ResolvedForecast, ...]

    def table(self) -> Table:
        """Return one row a forecast; several names or types stand in one cell, with commas between."""
        return Table(f"{len(self.forecasts)} forecasts", _KINDS, tuple(_row(one) for one in self.forecasts))


@dataclass(frozen=True, slots=True)
class Backtest(Tabular):
    """What came of asking forecasters at past cutoffs.

    Args:
        source: the one data set.
        cutoffs: the days on which they were asked, rising; each knew what was known on its day.
        horizons: in days, rising.
        methods: names and versions, in the order asked.
        resolved_as_of: last day of knowledge behind the outcomes; None means everything.
        drawn: patterns drawn at each cutoff; None where the patterns were given.
        seed: of the draw and of the intervals.
        forecasts: each with its outcome.
        summaries: a line a forecaster and horizon.
        left_out: what was not asked or not scored, and why.
    """

    source: str
    cutoffs: tuple[date, ...]
    horizons: tuple[int, ...]
    methods: tuple[str, ...]
    resolved_as_of: date | None
    drawn: int | None
    seed: int
    forecasts: tuple[ResolvedForecast, ...]
    summaries: tuple[Summary, ...]
    left_out: tuple[str, ...]

    @property
    def rows(self) -> ForecastRows:
        """The forecasts as a table."""
        return ForecastRows(self.forecasts)

    def find(self, method: str, horizon_days: int | None = None) -> Summary | None:
        """Return the scores of a method over one horizon, or over all of them; None where there are none."""
        wanted = horizon_days if horizon_days or len(self.horizons) > 1 else self.horizons[0]
        found = (one for one in self.summaries if (one.method, one.horizon_days) == (method, wanted))
        return next(found, None)

    def table(self) -> Table:
        """Return the scores, a row a forecaster and horizon; the skill is that against ``reference``."""
        title = f"Backtest on {self.source}: {self.when}"
        rows = tuple(_scores(one, self.reference) for one in self.summaries)
        return Table(title, _SCORES, rows, "; ".join((f"skill is against {self.reference}", *self.left_out)))

    @property
    def reference(self) -> str:
        """The method that the table's skill is against: climatology where it was asked, else the first."""
        return next((one for one in self.methods if one.startswith("climatology.")), self.methods[0])

    @property
    def when(self) -> str:
        """The cutoffs in words."""
        if len(self.cutoffs) == 1:
            return f"one cutoff, {english_day(self.cutoffs[0])}"
        return f"{len(self.cutoffs)} cutoffs, {english_day(self.cutoffs[0])} to {english_day(self.cutoffs[-1])}"

    def charts(self) -> Mapping[str, Spec]:
        """Return a reliability diagram a forecaster, all horizons together."""
        out = {}
        *most, last = (str(one) for one in self.horizons)
        ahead = f"{', '.join(most)} and {last}" if most else last
        for method in self.methods:
            own = [one for one in self.forecasts if one.method == method and one.probability is not None]
            if own:
                stated = [one.probability for one in own if one.probability is not None]
                title = f"{method} on {self.source}"
                note = f"{ahead} days ahead of {self.when}, knowing what was known then."
                out[method] = reliability_diagram(stated, [one.outcome for one in own], title=title, note=note)
        return out

    def to_json(self) -> dict[str, object]:
        """Return all but the forecasts themselves, which ``rows`` gives."""
        return {
            "source": self.source,
            "cutoffs": [one.isoformat() for one in self.cutoffs],
            "horizons": list(self.horizons),
            "methods": list(self.methods),
            "resolved_as_of": self.resolved_as_of.isoformat() if self.resolved_as_of else None,
            "drawn": self.drawn,
            "seed": self.seed,
            "forecasts": len(self.forecasts),
            "summaries": [one.to_json() for one in self.summaries],
            "left_out": list(self.left_out),
        }


_KINDS = {
    "source": "text", "cutoff": "day", "horizon_days": "whole", "actors": "text", "recipients": "text", "types": "text",
    "quads": "text", "mutual": "flag", "method": "text", "probability": "number", "base_rate": "number",
    "outcome": "flag", "reason": "text",
}  # fmt: skip

_SCORES = {
    "method": "text", "horizon_days": "whole", "questions": "whole", "not_covered": "whole", "came_true": "number",
    "brier": "number", "reliability": "number", "resolution": "number", "uncertainty": "number", "log": "number",
    "calibration_error": "number", "debiased": "number", "auc": "number", "slope": "number", "skill": "number",
    "skill_low": "number", "skill_high": "number",
}  # fmt: skip


def _row(one: ResolvedForecast) -> tuple[object, ...]:
    asked = one.question
    pattern = asked.pattern
    names = (pattern.actors, pattern.recipients, pattern.types, tuple(str(quad) for quad in pattern.quads))
    told = (one.method, one.probability, one.base_rate, one.outcome, one.reason or None)
    return asked.source, asked.cutoff, asked.horizon_days, *(",".join(many) for many in names), pattern.mutual, *told


def _scores(one: Summary, reference: str) -> tuple[object, ...]:
    counts = (one.method, one.horizon_days, one.questions, one.not_covered)
    if one.murphy is None or one.calibration is None:
        return (*counts, *(None,) * (len(_SCORES) - len(counts)))
    parts, calibration = one.murphy, one.calibration
    found = (one.skill or {}).get(reference)
    low, high = found.interval if found and found.interval else (None, None)
    return (
        *counts, parts.base_rate, parts.brier, parts.reliability, parts.resolution, parts.uncertainty, one.log,
        calibration.error, calibration.debiased, one.auc, one.slope, found.skill if found else None, low, high,
    )  # fmt: skip
