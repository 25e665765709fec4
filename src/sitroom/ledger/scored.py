"""Scored forecasts: what someone had last said of a question before its outcome was known, and over all its days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from sitroom.core import DayRange
from sitroom.forecast.scoring import score_over_time
from sitroom.ledger.bands import best_point, point_of, worst_point
from sitroom.ledger.question import Resolver
from sitroom.ledger.track_record import Standing, Stated

ONE_DAY = timedelta(days=1)
HORIZONS = ((7, "1-7 days"), (30, "8-30 days"), (90, "31-90 days"), (365, "91-365 days"))
LONGEST = "over a year"
Traits = Callable[[Standing], Mapping[str, str]]
"""Gives what a ledger does not know of a question by itself: its ``source`` and its ``region``."""


@dataclass(frozen=True, slots=True)
class ScoredForecast:
    """A forecaster's last word on one question, with its outcome.

    Args:
        question_id: the question.
        by: who said it.
        probability: as it is scored: the one stated, or the midpoint of the band.
        best: the end of the band that comes off best; the probability itself where one was stated.
        worst: the other end.
        outcome: what happened.
        resolver: who told so.
        retrospective: whether it was entered after the close; never pooled with live ones.
        daily_brier: mean Brier score over the days on which a forecast of theirs was in force.
        daily_log: the same by the log score, in nats.
        days: how many days these are.
        updates: how many forecasts they gave before the outcome was known.
        opens_on: the first day, by which questions that hang together are told.
        base_rate: in [0, 1]; None where none is known.
        traits: author, source, region, scale, horizon and resolver, in words.
    """

    question_id: str
    by: str
    probability: float
    best: float
    worst: float
    outcome: bool
    resolver: Resolver
    retrospective: bool
    daily_brier: float
    daily_log: float
    days: int
    updates: int
    opens_on: date
    base_rate: float | None = None
    traits: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_band(self) -> bool:
        """Whether a band was stated rather than a probability."""
        return self.best != self.worst


def scored_forecasts(
    standings: Sequence[Standing], *, as_of: date, traits: Traits = lambda _: {}
) -> tuple[tuple[ScoredForecast, ...], dict[str, int]]:
    """Return every forecast that can be scored, and how many questions were left out and why.

    A question is scored only once its last scheduled closing day is over: those that come true early would else be
    scored before those that never do.

    Args:
        standings: the questions.
        as_of: today, UTC.
        traits: see ``Traits``.
    """
    out: list[ScoredForecast] = []
    left_out: Counter[str] = Counter()
    for standing in standings:
        why = _why_not(standing, as_of)
        if why:
            left_out[why] += 1
            continue
        found = [one for by in standing.forecasters for one in _of_forecaster(standing, by, traits)]
        left_out["no forecast from before the outcome was known"] += not found
        out += found
    return tuple(out), {why: many for why, many in sorted(left_out.items()) if many}


def open_days(standing: Standing) -> DayRange:
    """Return the days over which a resolved question is scored: from its opening to the day before it was known.

    At least its first day; never past its last closing day.
    """
    assert standing.resolution is not None
    question = standing.question
    known = standing.resolution.known_on - ONE_DAY
    first = question.opens_on.start or date.fromisoformat(standing.entered_at[:10])
    last = min(known, question.closes_on.end) if question.closes_on.end else known
    return DayRange(first, max(first, last))


def horizon_words(days: int | None) -> str:
    """Return the stretch that a horizon falls in.

    >>> horizon_words(21)
    '8-30 days'
    """
    if days is None:
        return "open"
    return next((words for most, words in HORIZONS if days <= most), LONGEST)


def _why_not(standing: Standing, as_of: date) -> str | None:
    status = standing.question.status
    if status != "closed":
        return {"open": "open", "draft": "draft"}.get(status, status.replace("_", " "))
    closes = standing.question.closes_on.end
    if closes is None:
        return "resolved, but without a scheduled close"
    return "resolved before its scheduled close, which is not over" if closes >= as_of else None


def _of_forecaster(standing: Standing, by: str, traits: Traits) -> list[ScoredForecast]:
    """Return one forecaster's last words: those from before the close, and apart from them those entered after it."""
    days = open_days(standing)
    assert days.end is not None
    known = [one for one in standing.forecasts if one.forecast.by == by and not one.knew_outcome]
    in_time = [one for one in known if one.in_force_from <= days.end]
    pools = ([one for one in in_time if one.retrospective is late] for late in (False, True))
    return [_scored(standing, stated, days, traits) for stated in pools if stated]


def _scored(standing: Standing, stated: Sequence[Stated], days: DayRange, traits: Traits) -> ScoredForecast:
    assert standing.resolution is not None
    question, outcome = standing.question, standing.resolution.outcome
    ordered = sorted(stated, key=lambda one: (one.in_force_from, one.seq))
    last = ordered[-1].forecast
    dated = [(one.in_force_from, point_of(one.forecast)) for one in ordered]
    brier = score_over_time(dated, open_on=days, outcome=outcome)
    assert days.start is not None
    return ScoredForecast(
        question_id=question.id,
        by=last.by,
        probability=point_of(last),
        best=best_point(last, outcome=outcome),
        worst=worst_point(last, outcome=outcome),
        outcome=outcome,
        resolver=standing.resolution.resolver,
        retrospective=ordered[-1].retrospective,
        daily_brier=brier.score,
        daily_log=score_over_time(dated, open_on=days, outcome=outcome, rule="log").score,
        days=brier.days,
        updates=len(ordered),
        opens_on=days.start,
        base_rate=standing.base_rate,
        traits={
            "author": last.by,
            "source": "none",
            "region": "none",
            **traits(standing),
            "scale": question.scale or ("a probability" if last.probability is not None else "not said"),
            "horizon": horizon_words(question.horizon_days),
            "resolver": standing.resolution.resolver,
        },
    )
