"""Score reports: everybody's scores, live and retrospective apart, with what was left out and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, get_args

from sitroom.core import UsageError
from sitroom.forecast.scoring import reliability_diagram
from sitroom.history import Spec
from sitroom.ledger.bands import BAND_RULE
from sitroom.ledger.rule_counts import RuleCounts, count_rules
from sitroom.ledger.score import Score, score_group
from sitroom.ledger.scored import ScoredForecast, Traits, scored_forecasts
from sitroom.ledger.track_record import OURS, TrackRecord

Dimension = Literal["author", "source", "region", "scale", "horizon", "resolver"]
POOLS = {False: "live", True: "retrospective"}


@dataclass(frozen=True, slots=True)
class ScoreReport:
    """The track record in figures.

    Args:
        as_of: today; only questions whose last closing day is over by then are scored.
        dimension: how questions are told apart; None where they are not.
        scores: a line a forecaster and group, live ones first.
        left_out: how many questions were not scored, by reason, live and retrospective apart.
        forecasts: what the scores rest on.
        run: the name of a backtest's run; None is the ledger itself.
        rules: who settles the questions, live and retrospective apart.
    """

    as_of: date
    dimension: Dimension | None
    scores: tuple[Score, ...]
    left_out: Mapping[str, Mapping[str, int]]
    forecasts: tuple[ScoredForecast, ...]
    run: str | None = None
    rules: Mapping[str, RuleCounts] = field(default_factory=dict)

    def of(self, by: str, *, retrospective: bool = False, group: str | None = None) -> Score | None:
        """Return the scores of one forecaster and group, or None."""
        wanted = (by, retrospective, group)
        return next((one for one in self.scores if (one.by, one.retrospective, one.group) == wanted), None)

    def charts(self) -> dict[str, Spec]:
        """Return a reliability diagram a forecaster, live and retrospective never in one, live ones first."""
        out: dict[str, Spec] = {}
        for late, pool in POOLS.items():
            for by in dict.fromkeys(one.by for one in self.forecasts if one.retrospective is late):
                own = [one for one in self.forecasts if one.by == by and one.retrospective is late]
                told = sum(one.resolver == "person" for one in own)
                by_whom = f"{len(own) - told} resolved by rule, {told} by a person"
                note = f"{pool.capitalize()} forecasts as of {self.as_of}; {by_whom}."
                bands = sum(one.is_band for one in own)
                note += f" {bands} bands at their midpoints." if bands else ""
                out[f"{by}.{pool}"] = reliability_diagram(
                    [one.probability for one in own], [one.outcome for one in own],
                    title=f"{by}, {self.run or pool}", note=note,
                )  # fmt: skip
        return out

    def to_json(self) -> dict[str, object]:
        """Return ``{as_of, run, by, band_rule, live, retrospective}``."""
        sides = {
            pool: {
                "scores": [one.to_json() for one in self.scores if one.retrospective is late],
                "left_out": dict(self.left_out.get(pool, {})),
                "rules": self.rules[pool].to_json() if pool in self.rules else None,
            }
            for late, pool in POOLS.items()
        }
        return {
            "as_of": self.as_of.isoformat(), "run": self.run, "by": self.dimension, "band_rule": BAND_RULE, **sides
        }  # fmt: skip


def score_record(
    record: TrackRecord, *, as_of: date, by: str | None = None, traits: Traits = lambda _: {}, run: str | None = None
) -> ScoreReport:
    """Return the scores of a track record.

    Args:
        record: what became of every question.
        as_of: today, UTC.
        by: author, source, region, scale, horizon or resolver; None tells forecasters apart and nothing else.
        traits: gives the source and the region of a question.
        run: the name of the run that the record is of.

    Raises:
        UsageError: there is no such dimension.
    """
    dimension = _dimension(by)
    scores: list[Score] = []
    forecasts: list[ScoredForecast] = []
    left_out: dict[str, dict[str, int]] = {}
    rules: dict[str, RuleCounts] = {}
    for late, standings in ((False, record.live), (True, record.retrospective)):
        rules[POOLS[late]] = count_rules(standings, as_of=as_of)
        found, left_out[POOLS[late]] = scored_forecasts(standings, as_of=as_of, traits=traits)
        forecasts += found
    for late in POOLS:
        scores += _scores([one for one in forecasts if one.retrospective is late], dimension)
    return ScoreReport(as_of, dimension, tuple(scores), left_out, tuple(forecasts), run, rules)


def _scores(pool: Sequence[ScoredForecast], dimension: Dimension | None) -> list[Score]:
    ours = {one.question_id: one.probability for one in pool if one.by == OURS}
    out = []
    for by in dict.fromkeys(one.by for one in pool):
        own = [one for one in pool if one.by == by]
        if dimension in (None, "author"):
            out.append(score_group(own, ours=ours, dimension=dimension, group=by if dimension else None))
            continue
        for group in sorted({one.traits[dimension] for one in own}):
            part = [one for one in own if one.traits[dimension] == group]
            out.append(score_group(part, ours=ours, dimension=dimension, group=group))
    return out


def _dimension(by: str | None) -> Dimension | None:
    if by is None:
        return None
    for one in get_args(Dimension):
        if by == one:
            return one  # type: ignore[no-any-return]  # get_args is not typed
    raise UsageError(f"scores are told apart by {', '.join(get_args(Dimension))}, not by {by!r}")
